"""Inserting a row only when its key is new: the constraint decides, not a check before."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CursorResult
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Base


async def insert_new(session: AsyncSession, table: type[Base], values: dict[str, Any]) -> bool:
    """Inserts a row; False (and nothing changed) when a row with one of its unique keys exists."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    result = await session.execute(insert(table).values(**values).on_conflict_do_nothing())
    assert isinstance(result, CursorResult)
    return result.rowcount == 1
