"""Inserting where a row may be already: the constraint decides, not a check before."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CursorResult
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Base


def insert_into(session: AsyncSession, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """An insert that can say what happens on a conflict, in the words of this database."""
    return postgresql.insert(table) if session.get_bind().dialect.name == "postgresql" else sqlite.insert(table)


async def insert_new(session: AsyncSession, table: type[Base], values: dict[str, Any]) -> bool:
    """Inserts a row; False (and nothing changed) when a row with one of its unique keys exists."""
    result = await session.execute(insert_into(session, table).values(**values).on_conflict_do_nothing())
    assert isinstance(result, CursorResult)
    return result.rowcount == 1
