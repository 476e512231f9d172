"""What the bot looks at in itself a few times a minute, because no event tells it."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from bot.errors import StoreUnavailable
from bot.monitoring.meters import LAST_DONE, MEMORY, OUTBOX_OLDEST, OUTBOX_WAITING, REPORTS
from bot.store.chores import BACKUP, PURGE
from bot.store.database import Store, Work

log = logging.getLogger(__name__)

SECONDS = 15.0
STUCK_AFTER = timedelta(minutes=5)
SEVERAL = 2
"""So many people must be waiting: one message that cannot be delivered is a trouble of that chat alone."""


class OutboxWatch:
    """How long messages have been waiting.

    The outbox cannot tell: its times are days, so that none leads to who reported what. So this remembers since when it
    has seen a message wait, in memory only, and begins anew when the process does.
    """

    def __init__(self) -> None:
        self._since: dict[int, datetime] = {}
        self._people: Mapping[int, int] = {}
        self._looked: datetime | None = None
        self._moved: datetime | None = None

    def look(self, waiting: Mapping[int, int], now: datetime) -> None:
        """Takes note of what waits now: the ids of messages, and of who each is for."""
        if self._since.keys() - waiting.keys() or not waiting or self._moved is None:
            self._moved = now
        self._since = {letter: self._since.get(letter, now) for letter in waiting}
        self._people = waiting
        self._looked = now

    @property
    def waiting(self) -> int:
        return len(self._since)

    def oldest(self) -> timedelta:
        """How long the oldest was seen waiting when it was last looked."""
        if self._looked is None:
            return timedelta(0)
        return self._looked - min(self._since.values(), default=self._looked)

    def is_stuck(self) -> bool:
        """Whether several people wait long, and nothing that waited has gone meanwhile."""
        if self._looked is None or self._moved is None or self._looked - self._moved < STUCK_AFTER:
            return False
        long = {self._people[one] for one, since in self._since.items() if self._looked - since >= STUCK_AFTER}
        return len(long) >= SEVERAL


Addresses = Callable[[], Collection[str] | None]
"""At which addresses messages go out now; None is at all."""


async def keep_watch(
    store: Store, channel: str, outbox: OutboxWatch, clock: Callable[[], datetime], reached: Addresses = lambda: None
) -> None:
    """Looks until it is cancelled."""
    while True:
        try:
            async with store.work(read_only=True) as work:
                await look(work, channel, outbox, clock(), reached())
        except StoreUnavailable:
            pass  # counted where it happens; health asks the database itself
        except Exception as error:
            log.error("Looking at ourselves failed: %s", type(error).__name__)
        await asyncio.sleep(SECONDS)


async def look(
    work: Work, channel: str, outbox: OutboxWatch, now: datetime, reached: Collection[str] | None = None
) -> None:
    """Looks once, and says in figures what there is to see."""
    outbox.look(await work.outbox.overdue(channel, now, reached), now)
    OUTBOX_WAITING.put(outbox.waiting)
    OUTBOX_OLDEST.put(outbox.oldest().total_seconds())
    REPORTS.put(await work.reports.count_since(now - timedelta(days=1)))
    for chore in (PURGE, BACKUP):
        done = await work.chores.of(chore)
        if done is not None and done.done_at is not None:
            LAST_DONE.put(done.done_at.timestamp(), chore=chore)
    MEMORY.put(resident_bytes())


def resident_bytes() -> int:
    """What this process holds in memory; 0 where the system does not say so (proc(5))."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGESIZE")
