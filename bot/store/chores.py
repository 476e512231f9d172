"""Work that the program does by itself: when it last went well, and since when it fails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, literal
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.insert import insert_into
from bot.store.models import ChoreRow, UtcDateTime

PURGE = "purge"
BACKUP = "backup"
LONGEST_PAUSE = timedelta(days=3)
"""A daily chore that did not go well for longer is in trouble, whether it failed or was never begun."""


@dataclass(frozen=True)
class Chore:
    """How a chore goes. `failure` is the name of the error of the last time, never its words."""

    done_at: datetime | None
    failing_since: datetime | None
    failure: str | None

    def trouble_since(self, now: datetime) -> datetime | None:
        """Since when it does not go well; None when it does."""
        late = self.done_at is not None and now - self.done_at > LONGEST_PAUSE
        return self.failing_since or (self.done_at if late else None)


class Chores:
    """Queries about chores."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, chore: str) -> Chore | None:
        """How a chore goes; None when it was never tried."""
        row = await self._session.get(ChoreRow, chore)
        return Chore(row.done_at, row.failing_since, row.failure) if row else None

    async def went_well(self, chore: str, now: datetime) -> None:
        values: dict[str, Any] = {"done_at": now, "failing_since": None, "failure": None}
        await self._put({"chore": chore, **values}, values)

    async def failed(self, chore: str, error: Exception, now: datetime) -> None:
        """Notes a failure, and when it was the first one in a row."""
        failure = type(error).__name__
        since = func.coalesce(ChoreRow.failing_since, literal(now, UtcDateTime()))
        await self._put(
            {"chore": chore, "failing_since": now, "failure": failure}, {"failing_since": since, "failure": failure}
        )

    async def _put(self, new: dict[str, Any], changed: dict[str, Any]) -> None:
        """A row that another process may have put there at the same moment."""
        insert = insert_into(self._session, ChoreRow).values(new)
        await self._session.execute(insert.on_conflict_do_update(index_elements=[ChoreRow.chore], set_=changed))
