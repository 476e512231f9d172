"""Work that the program does by itself: when it last went well, and since when it fails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import ChoreRow

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
        await self._session.merge(ChoreRow(chore=chore, done_at=now, failing_since=None, failure=None))

    async def failed(self, chore: str, error: Exception, now: datetime) -> None:
        """Notes a failure, and when it was the first one in a row."""
        row = await self._session.get(ChoreRow, chore)
        since = row.failing_since if row and row.failing_since else now
        done_at = row.done_at if row else None
        failure = type(error).__name__
        await self._session.merge(ChoreRow(chore=chore, done_at=done_at, failing_since=since, failure=failure))
