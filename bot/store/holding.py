"""What a unit of work holds: another that wants to hold or change it waits until it ends.

SQLite needs none of it: there one at a time writes, and what it read stands until it ends. On PostgreSQL (READ
COMMITTED) another may change what was read; so whoever decides on what a row says holds that row first.
"""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import Select, text
from sqlalchemy.ext.asyncio import AsyncSession

READ_ONLY = "read only"
"""In `session.info`: whether this unit of work only reads. It sees one moment, and holds nothing."""

BULK = 0x6F706D65
"""The number of PostgreSQL's lock that is held by who puts a message for many in the outbox: any that no other has."""

Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


def hold(session: AsyncSession, query: Query, table: Any, *, pass_by: bool = False) -> Query:
    """The query, holding the rows of `table` that it finds; with `pass_by` without those that another holds.

    What was read of them before is read anew. They are held as an UPDATE would (FOR NO KEY UPDATE,
    https://www.postgresql.org/docs/15/explicit-locking.html#LOCKING-ROWS): a new message to a person refers to their
    row, and must not wait for their turn.
    """
    if session.info.get(READ_ONLY):
        return query
    held = query.with_for_update(of=table, key_share=True, skip_locked=pass_by)
    return held.execution_options(populate_existing=True)


async def hold_bulk(session: AsyncSession) -> None:
    """Holds the bulk lane: of two who spread messages out at the same moment, the second begins behind the first."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": BULK})
