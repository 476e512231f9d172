"""Making a backup while the bot runs: one moment of the whole database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.backup.file import BackupWriter, Header
from bot.backup.tables import as_json, last_numbers, tables_of
from bot.errors import BackupError
from bot.store.chores import BACKUP
from bot.store.database import Store
from bot.store.schema import revision_of
from bot.store.vault import Vault

ROWS = 2_000
"""In one part: some hundred kilobytes, so that a large database needs little memory."""


@dataclass(frozen=True)
class Made:
    """A backup: how many rows each table has in it, and its size in bytes."""

    revision: str
    rows: Mapping[str, int]
    size: int


async def make_backup(store: Store, vault: Vault, file: Path, now: datetime) -> Made:
    """Writes everything that is in the database at one moment. The bot may go on meanwhile.

    When it went well is noted, for `check` and the figures. Raises BackupError and StoreError.
    """
    async with store.work(read_only=True) as work:
        connection = await work.session.connection()
        revision = await connection.run_sync(revision_of)
        if revision is None:
            raise BackupError("There is nothing in the database to back up: no bot has run on it")
        await work.people.test_secret()
        tables = await connection.run_sync(tables_of)
        numbers = await connection.run_sync(last_numbers, tables)
        with BackupWriter(file, vault, Header(now, revision)) as writer:
            counts = {table.name: await _write(connection, table, writer) for table in tables}
            size = writer.finish({"rows": counts, "last_numbers": numbers})
    async with store.work() as work:
        await work.chores.went_well(BACKUP, now)
    return Made(revision, counts, size)


async def _write(connection: AsyncConnection, table: Table, writer: BackupWriter) -> int:
    """Writes the rows of a table; gives how many."""
    count, columns = 0, [column.name for column in table.columns]
    async with connection.stream(select(table).order_by(*table.primary_key)) as rows:
        async for part in rows.partitions(ROWS):
            writer.add({"table": table.name, "columns": columns, "rows": as_json([tuple(row) for row in part])})
            count += len(part)
    return count
