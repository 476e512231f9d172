"""The secret: from the environment, or in a file of the data folder, which is replaced when it is changed.

`secret` is the one that counts, `secret.new` the one that a change is under way to, `secret.old` the one before it,
which is kept until the bot has started well with the new one.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import tempfile
from pathlib import Path

from bot.errors import SettingsError, UsageError
from bot.settings import SHORTEST_SECRET, Settings

log = logging.getLogger(__name__)

FILE, NEW, OLD = "secret", "secret.new", "secret.old"


def read_secret(settings: Settings) -> str:
    """OPMERKZAAM_SECRET, or one that is made and kept in the data folder. Raises SettingsError."""
    if settings.opmerkzaam_secret is not None:
        return settings.opmerkzaam_secret.get_secret_value()
    file = settings.data_folder / FILE
    try:
        if not file.exists():
            _write(file, secrets.token_urlsafe(32))
            log.warning("Made a secret in %s. Without it the database cannot be read: keep a copy somewhere safe", file)
        return _read(file)
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"The secret in {file} cannot be read or made. Set OPMERKZAAM_SECRET") from None


def prepare_new_secret(settings: Settings) -> str:
    """OPMERKZAAM_NEW_SECRET, or one that is made; written down beside the present one when that is in a file.

    Raises UsageError when there is none, or it is the present one, and SettingsError when it cannot be written.
    """
    given = settings.opmerkzaam_new_secret
    if given is None and settings.opmerkzaam_secret is not None:
        raise UsageError("write the new secret in OPMERKZAAM_NEW_SECRET; the present one is in OPMERKZAAM_SECRET")
    new = given.get_secret_value() if given is not None else secrets.token_urlsafe(32)
    if new == read_secret(settings):
        raise UsageError("OPMERKZAAM_NEW_SECRET is the present secret: write another")
    if settings.opmerkzaam_secret is None:
        file = settings.data_folder / NEW
        try:
            file.unlink(missing_ok=True)
            _write(file, new)
        except OSError:
            raise SettingsError(f"The new secret cannot be written in {file}. Nothing was changed") from None
    return new


def interrupted_secret(settings: Settings) -> str | None:
    """The secret that a change was under way to when it was cut off. Raises SettingsError when it is damaged."""
    file = settings.data_folder / NEW
    return _read(file) if settings.opmerkzaam_secret is None and file.exists() else None


def put_new_secret_in_place(settings: Settings) -> None:
    """The new secret is the one that counts from now on; the one before it is kept beside it. Raises OSError."""
    folder = settings.data_folder
    with contextlib.suppress(FileNotFoundError):
        (folder / OLD).unlink()
    (folder / OLD).hardlink_to(folder / FILE)
    (folder / NEW).replace(folder / FILE)


def settle(settings: Settings) -> None:
    """The database can be read with the secret that counts: the others are of no use any more."""
    if settings.opmerkzaam_secret is None:
        for name in (OLD, NEW):
            (settings.data_folder / name).unlink(missing_ok=True)


def _read(file: Path) -> str:
    secret = file.read_text("utf-8").strip()
    if len(secret) < SHORTEST_SECRET:
        raise SettingsError(f"The secret in {file} is damaged. Put the copy back, or set OPMERKZAAM_SECRET")
    return secret


def _write(file: Path, secret: str) -> None:
    """Whole or not at all, and once when two processes start together. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent) as made:  # only we may read it
        made.write(secret)
        made.flush()
        os.fsync(made.fileno())
        with contextlib.suppress(FileExistsError):
            file.hardlink_to(made.name)
