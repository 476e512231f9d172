"""The time, by a machine's clock that may be wrong for a while.

What is kept has terms, and what is due has moments: a clock that is ten years ahead for a minute would have nearly
everything deleted and everybody reminded. So a clock that leaps is believed only when it goes on steadily for half an
hour; until then the time is counted on from before. What a process sees at its start cannot be compared with anything
but what the database saw last (see `refuse_wrong`, and `bot.schedule`).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.errors import SettingsError
from bot.store.chores import PURGE
from bot.store.database import Store

log = logging.getLogger(__name__)

LEAP = timedelta(minutes=2)
"""A clock that is set right by a time server moves by less."""

STEADY = timedelta(minutes=30)
EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
"""Before this there was no such program: it is where clocks begin that were never set."""

BEHIND = timedelta(days=1)
FAR_AHEAD = timedelta(days=2)
BELIEVED_AFTER = 2 * STEADY
"""Longer than a clock takes that is set right soon after the start."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def _ticks() -> timedelta:
    """What the machine counts since its start, also while it sleeps, where it can; nobody sets that."""
    counted = getattr(time, "CLOCK_BOOTTIME", None)
    return timedelta(seconds=time.monotonic() if counted is None else time.clock_gettime(counted))


class SteadyClock:
    """The machine's clock; where it leaps, the time goes on as before until the leap has held for half an hour."""

    def __init__(self, wall: Callable[[], datetime] = utc_now, ticks: Callable[[], timedelta] = _ticks) -> None:
        self._wall, self._ticks = wall, ticks
        self._began = wall() - ticks()
        """When the machine began to count, by the clock that is believed."""
        self._other: datetime | None = None
        self._since = timedelta()

    def __call__(self) -> datetime:
        ticks = self._ticks()
        began = self._wall() - ticks
        if abs(began - self._began) <= LEAP:
            self._began, self._other = began, None
        elif self._other is None or abs(began - self._other) > LEAP:
            self._other, self._since = began, ticks
            leap = round((began - self._began).total_seconds())
            log.warning("The clock of this machine leapt by %s s: that counts when it holds for half an hour", leap)
        elif ticks - self._since >= STEADY:
            log.warning("The clock of this machine is believed again")
            self._began, self._other = began, None
        return self._began + ticks


async def refuse_wrong(store: Store, now: datetime) -> None:
    """Refuses a clock that is surely behind: what is stored by it would be past its term as soon as it is set right.

    Raises SettingsError and StoreError.
    """
    if now < EARLIEST:
        raise SettingsError(f"The clock of this machine says {now:%Y-%m-%d}. Set it first: what is kept has terms")
    seen = await last_seen(store)
    if seen is not None and now < seen - BEHIND:
        raise SettingsError(
            f"The clock of this machine says {now:%Y-%m-%d}, and this database was used on {seen:%Y-%m-%d}. "
            "Set the clock; if it is right, run `python -m bot purge` once"
        )


async def last_seen(store: Store) -> datetime | None:
    """The last day that the database saw: the bot forgets daily what is past its term. Raises StoreError."""
    async with store.work(read_only=True) as work:
        chore = await work.chores.of(PURGE)
    return chore.done_at if chore else None
