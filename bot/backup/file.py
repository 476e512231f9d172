"""The form of a backup: lines of text.

    opmerkzaam-backup 1
    {"made_at": "2026-11-18T13:00:00+00:00", "revision": "0004"}
    gAAAA...                 sealed parts, one a line: each a piece of JSON with its number, compressed
    gAAAA...                 the last one says that it is, and how many rows each table has
    sha256 6fa3...           of all before it, so that a copy can be tested by who has no secret

A part cannot be changed, left out or put elsewhere without being noticed: each is authenticated, and numbered.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from bot.errors import BackupError, StoreError
from bot.store.vault import Vault

MAGIC = b"opmerkzaam-backup 1\n"
SUM = b"sha256 "
DAMAGED = "is damaged, or not whole. Take another copy"


@dataclass(frozen=True)
class Header:
    """What can be read of a backup without the secret: when it was made, and of which schema."""

    made_at: datetime
    revision: str

    def as_data(self) -> dict[str, str]:
        return {"made_at": self.made_at.isoformat(), "revision": self.revision}


class BackupWriter:
    """Writes a backup beside its place, and puts it there when it is whole; a context manager.

    Raises BackupError when there is a file already, or nothing can be written.
    """

    def __init__(self, file: Path, vault: Vault, header: Header) -> None:
        self._file = file
        self._part = file.with_name(f"{file.name}.part")
        self._vault = vault
        self._header = header
        self._sum = hashlib.sha256()
        self._number = 0

    def __enter__(self) -> BackupWriter:
        if self._file.exists():
            raise BackupError(f"{self._file} is there already: a backup never takes the place of another")
        try:
            self._part.touch(mode=0o600)
            self._part.chmod(0o600)
            self._out: BinaryIO = self._part.open("wb")
        except OSError as error:
            raise _unwritable(self._file, error) from None
        try:
            self._write(MAGIC)
            self._write(_line(self._header.as_data()) + b"\n")
            self.add({"header": self._header.as_data()})
        except BaseException:
            self._drop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._drop()

    def add(self, content: Mapping[str, Any]) -> None:
        """Adds a part."""
        sealed = self._vault.seal_part(zlib.compress(_line({"number": self._number, **content})))
        self._number += 1
        self._write(sealed + b"\n")

    def finish(self, content: Mapping[str, Any]) -> int:
        """Adds the last part and puts the file in its place; gives how many bytes it has."""
        self.add({"end": True, **content})
        try:
            self._out.write(SUM + self._sum.hexdigest().encode() + b"\n")
            self._out.flush()
            os.fsync(self._out.fileno())
            self._out.close()
            self._part.replace(self._file)
            return self._file.stat().st_size
        except OSError as error:
            raise _unwritable(self._file, error) from None

    def _write(self, line: bytes) -> None:
        self._sum.update(line)
        try:
            self._out.write(line)
        except OSError as error:
            raise _unwritable(self._file, error) from None

    def _drop(self) -> None:
        """Nothing is left of a backup that is not whole."""
        with suppress(OSError):
            self._out.close()
        self._part.unlink(missing_ok=True)


class BackupReader:
    """Reads a backup. Raises BackupError when it is none, is damaged, or was made with another secret."""

    def __init__(self, file: Path, vault: Vault) -> None:
        self._file = file
        self._vault = vault
        self.header = self._test()

    def parts(self) -> Iterator[dict[str, Any]]:
        """Its parts in their order, the last of which has `end`."""
        ended = False
        for number, line in enumerate(self._sealed()):
            try:
                part = json.loads(zlib.decompress(self._vault.unseal_part(line)))
            except (zlib.error, ValueError):
                raise self._damaged() from None
            except StoreError:
                raise BackupError(
                    f"{self._file} was made with another OPMERKZAAM_SECRET than the present one, or was changed"
                ) from None
            if ended or part.pop("number") != number:
                raise self._damaged()
            ended = "end" in part
            if number == 0 and part["header"] != self.header.as_data():
                raise self._damaged()
            if number > 0:
                yield part
        if not ended:
            raise self._damaged()

    def _test(self) -> Header:
        """Reads all of it once: is it a backup, and whole?"""
        found, header, last = hashlib.sha256(), b"", b""
        try:
            with self._file.open("rb") as lines:
                if next(lines, b"") != MAGIC:
                    raise BackupError(f"{self._file} is no backup of Opmerkzaam, or of a version that is newer")
                found.update(MAGIC)
                for line in lines:
                    found.update(last)
                    header, last = header or line, line
            if last != SUM + found.hexdigest().encode() + b"\n":
                raise self._damaged()
            said = json.loads(header)
            return Header(datetime.fromisoformat(said["made_at"]), str(said["revision"]))
        except OSError as error:
            raise BackupError(f"{self._file} cannot be read: {error.strerror}") from None
        except (ValueError, KeyError, TypeError):
            raise self._damaged() from None

    def _sealed(self) -> Iterator[bytes]:
        with self._file.open("rb") as lines:
            for number, line in enumerate(lines):
                if number >= 2 and not line.startswith(SUM):
                    yield line.rstrip(b"\n")

    def _damaged(self) -> BackupError:
        return BackupError(f"{self._file} {DAMAGED}")


def _line(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _unwritable(file: Path, error: OSError) -> BackupError:
    return BackupError(f"{file} cannot be written: {error.strerror}. No backup was made")
