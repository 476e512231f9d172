"""What the bot keeps in files is for the user that it runs as, and for nobody else on the machine."""

from __future__ import annotations

import contextlib
import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.settings import Settings

log = logging.getLogger(__name__)

ONLY_OURS = 0o077
"""As a umask: a file that is made gets 0600, a folder 0700."""

FILE_MODE = 0o600


def keep_private() -> None:
    """What this process makes from now on, and what it starts, cannot be read by others, whatever it was told."""
    os.umask(ONLY_OURS)


def open_to_others(settings: Settings) -> list[Path]:
    """The data folder and the files in it, and the database with its logs, as far as others may open them."""
    return [path for path in _kept(settings) if path.stat().st_mode & ONLY_OURS and not path.is_symlink()]


def shut(settings: Settings) -> None:
    """Closes those files to others. A folder is only told of: it may be shared with something that is not ours."""
    for path in open_to_others(settings):
        if path.is_dir():
            log.warning("Others may look into %s. Close it with: chmod 700 %s", path, path)
            continue
        with contextlib.suppress(OSError):  # of somebody else: `check` tells
            path.chmod(FILE_MODE)


def _kept(settings: Settings) -> Iterator[Path]:
    folder = settings.data_folder
    if folder.is_dir():
        yield folder
        yield from (path for path in folder.iterdir() if stat.S_ISREG(path.lstat().st_mode))
    file = _sqlite_file(settings)
    if file is not None and file.parent.resolve() != folder.resolve():
        yield from (path for end in ("", "-wal", "-shm") if (path := Path(f"{file}{end}")).is_file())


def _sqlite_file(settings: Settings) -> Path | None:
    try:
        url = make_url(settings.database)
    except (ValueError, ArgumentError):
        return None
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
