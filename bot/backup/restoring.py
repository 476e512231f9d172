"""Putting a backup back, into a database that is empty: all of it, or nothing.

What the bot was still to say when the backup was made is not said any more. Nobody knows what of it was said after
that, and an old message that comes again is worse than one that does not come: what matters of it stands in the reports
and cases themselves, and these remind by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, MetaData, func, insert, select

from bot.backup.file import BackupReader
from bot.backup.tables import from_json, go_on_behind, tables_of
from bot.errors import BackupError, StoreError
from bot.store.database import Store
from bot.store.schema import upgrade
from bot.store.vault import Vault

GIVEN_UP = "restored"


@dataclass(frozen=True)
class Restored:
    """What was put back: of when it is, its rows by table, and how many messages are not said any more."""

    made_at: datetime
    rows: Mapping[str, int]
    given_up: int


async def restore(store: Store, vault: Vault, file: Path, now: datetime) -> Restored:
    """Puts a backup back, and brings it up to date.

    Raises BackupError when the file or the database is not what it should be, and StoreError.
    """
    reader = BackupReader(file, vault)
    async with store.work() as work:
        connection = await work.session.connection()
        rows = await connection.run_sync(_fill, reader, file)
        await work.people.test_secret()
        given_up = await work.outbox.give_up_all(GIVEN_UP, now)
    return Restored(reader.header.made_at, rows, given_up)


def _fill(connection: Connection, reader: BackupReader, file: Path) -> Mapping[str, int]:
    _make_room(connection)
    try:
        upgrade(connection, reader.header.revision)
    except StoreError:
        raise BackupError(f"{file} was made by a newer version of Opmerkzaam than this one. Install that") from None
    tables = {table.name: table for table in tables_of(connection)}
    said: Mapping[str, Mapping[str, int]] = {}
    for part in reader.parts():
        if "end" in part:
            said = part
        else:
            try:
                table = tables[part["table"]]
                rows = from_json(table, part["columns"], part["rows"])
            except (KeyError, ValueError):
                raise BackupError(f"{file} does not fit its own schema. Take another copy") from None
            connection.execute(insert(table), rows)
    found = {name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.items()}
    if found != said["rows"]:
        raise BackupError(f"{file} has other rows in it than it says. Take another copy")
    go_on_behind(connection, list(tables.values()), said["last_numbers"])
    upgrade(connection)
    return found


def _make_room(connection: Connection) -> None:
    """Takes empty tables away, as a first start leaves them. Raises BackupError when there is anything in them."""
    for table in tables_of(connection):
        if connection.execute(select(table).limit(1)).first() is not None:
            raise BackupError("There is something in this database already. A backup is put back in an empty one only")
    there = MetaData()
    there.reflect(connection)
    there.drop_all(connection)
