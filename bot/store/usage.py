"""How much somebody sent, tapped, asked and reported a short while ago: only to notice that it is too much."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.limits import Counted, Limit, Over, Window, counted, current
from bot.store.models import UsageRow, day_of
from bot.store.people import Person
from bot.store.vault import Vault

SEALED_LENGTH = 256
"""Every row is filled up to so many characters, so that its length does not tell what somebody did."""


class Usage:
    """Queries about how much somebody does.

    Sealed, and of no other moment than a day: a second in common with a report would tell who made it.
    """

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def count(
        self, person: Person, what: Counted, limits: Mapping[Counted, Limit], now: datetime, weight: int = 1
    ) -> Over | None:
        """Counts one more, as so many; gives whether that is too many. What has no limit is not counted."""
        limit = limits.get(what)
        if limit is None:
            return None
        row, windows = await self._read(person)
        windows[what], over = counted(windows.get(what), limit, now, weight)
        sealed = self._vault.seal(_as_text(windows))
        if row is None:
            self._session.add(UsageRow(person_id=person.id, counts=sealed, counted_on=day_of(now)))
            await self._session.flush()
        else:
            row.counts, row.counted_on = sealed, day_of(now)
        return over

    async def reached(
        self, person: Person, what: Counted, limits: Mapping[Counted, Limit], now: datetime
    ) -> Over | None:
        """Whether one more would be too many, without counting it."""
        limit = limits.get(what)
        if limit is None:
            return None
        _, windows = await self._read(person)
        window = current(windows.get(what), limit, now)
        return Over(window.since + limit.within, not window.told) if window.times >= limit.times else None

    async def kept_of(self, person: Person) -> dict[Counted, Window]:
        """What is kept of somebody."""
        return (await self._read(person))[1]

    async def _read(self, person: Person) -> tuple[UsageRow | None, dict[Counted, Window]]:
        row = await self._session.get(UsageRow, person.id)
        return row, _from_text(self._vault.unseal(row.counts)) if row is not None else {}


def _as_text(windows: Mapping[Counted, Window]) -> str:
    data = {what: [window.since.timestamp(), window.times, window.told] for what, window in windows.items()}
    return json.dumps(data).ljust(SEALED_LENGTH)


def _from_text(text: str) -> dict[Counted, Window]:
    return {
        Counted(what): Window(datetime.fromtimestamp(since, UTC), times, told)
        for what, (since, times, told) in json.loads(text).items()
    }
