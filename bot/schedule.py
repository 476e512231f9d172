"""What the bot does by itself: reminders, digests, alarms, editions, and forgetting what is past its term.

Of all processes on one database one keeps the schedule, as long as it holds the lock; when it dies another takes over
in its next round. That spares work: that nothing goes out twice is a matter of the outbox and its keys.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Self

from bot.clock import BELIEVED_AFTER, FAR_AHEAD, last_seen
from bot.dialogue.follow_up.reminders import send_reminders
from bot.dialogue.own_reminders import send_own_reminders
from bot.dialogue.weekly.week import WeeklyDigest
from bot.digest.alarm import Alarm
from bot.digest.compose import Composer
from bot.digest.schedule import send_due
from bot.digest.week import Week
from bot.errors import StoreError, StoreUnavailable
from bot.knowledge import Knowledge
from bot.monitoring.logs import place_of
from bot.monitoring.meters import CHORE_ITEMS, CHORES, LAST_ROUND, LEADER
from bot.settings import WeeklyMoment
from bot.store.chores import PURGE
from bot.store.database import Store
from bot.store.purge import purge_and_note

log = logging.getLogger(__name__)

ROUND_SECONDS = 30
PURGE_SECONDS = 600


class Schedule:
    """Does what is due, while no other process does. A context manager, which lets the next one in at its end."""

    def __init__(
        self,
        store: Store,
        knowledge: Knowledge,
        composer: Composer,
        clock: Callable[[], datetime],
        usual: WeeklyMoment,
    ) -> None:
        self._store = store
        self._knowledge = knowledge
        self._clock = clock
        self._usual = usual
        self._alarm = Alarm()
        self._digest = WeeklyDigest(composer)
        self._lock = store.lock("schedule")
        self._asking = asyncio.Lock()
        self.leads = False
        """Whether this process keeps the schedule, as far as it knows."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._lock.release()

    async def keep(self) -> None:
        """Sends what is due, round after round, until it is cancelled."""
        await self._believe_clock()
        while True:
            if await self._is_ours():
                await self._round()
            await asyncio.sleep(ROUND_SECONDS)

    async def keep_clean(self) -> None:
        """Forgets once a day what is past its term; what failed is noted, for `check` and the digest to tell."""
        purged_on = None
        await self._believe_clock()
        while True:
            if not await self._is_ours():
                await asyncio.sleep(ROUND_SECONDS)
                continue
            try:
                if purged_on != self._clock().date():
                    await purge_and_note(self._store, self._clock(), self._knowledge.areas.counted_in())
                    purged_on = self._clock().date()
                # It has what changed together: a report, and the conversation in which it was told.
                await self._store.forget_traces()
            except Exception as error:
                CHORES.add(chore=PURGE, outcome="failed")
                log.error("What is past its term could not be deleted (%s); trying again", type(error).__name__)
            await asyncio.sleep(PURGE_SECONDS)

    async def _believe_clock(self) -> None:
        """Waits for an hour where the clock is far ahead of what the database saw last: what is sent or deleted by a
        wrong clock stays so. The bot may as well have been off, so after that hour it is believed.
        """
        while True:
            try:
                seen = await last_seen(self._store)
                break
            except StoreError:
                await asyncio.sleep(ROUND_SECONDS)
        if seen is not None and self._clock() - seen > FAR_AHEAD:
            log.warning("This database was last used on %s: what is due and past its term waits an hour", seen.date())
            await asyncio.sleep(BELIEVED_AFTER.total_seconds())

    async def _is_ours(self) -> bool:
        try:
            async with self._asking:
                held = await self._lock.hold()
        except StoreError as error:
            log.error("Nobody knows who keeps the schedule (%s); trying again", error)
            held = False
        if held != self.leads:
            log.info("Process %s keeps the schedule%s", os.getpid(), "" if held else " no longer")
        self.leads = held
        LEADER.put(held)
        return held

    async def _round(self) -> None:
        for name, chore in self._chores():
            try:
                sent = await chore()
                CHORES.add(chore=name, outcome="done")
                CHORE_ITEMS.add(sent, chore=name)
                if sent:
                    log.info("%s %s", sent, name)
            except StoreUnavailable as error:
                CHORES.add(chore=name, outcome="postponed")
                log.error("%s have to wait (%s)", name.capitalize(), error)
            except Exception as error:
                # A fault in one must be seen, but must take neither the others nor the answers down with it.
                CHORES.add(chore=name, outcome="failed")
                log.error("%s failed: %s at %s", name.capitalize(), type(error).__name__, place_of(error))
        LAST_ROUND.put(self._clock().timestamp())

    def _chores(self) -> Sequence[tuple[str, Callable[[], Awaitable[int]]]]:
        store, clock, usual = self._store, self._clock, self._usual
        return (
            # First what may be urgent: it never waits for a digest.
            ("reminders of cases", lambda: send_reminders(store, self._knowledge.areas, clock)),
            ("reminders of people", lambda: send_own_reminders(store, self._knowledge, clock)),
            ("digests", lambda: send_due(store, self._knowledge, clock, usual, self._digest)),
            ("alarms", lambda: self._alarm.sound(store, clock(), usual)),
            # As soon as a week is over, so that nobody who asks for it has to wait.
            ("editions", lambda: self._digest.prepare(store, Week.of(clock()).previous(), clock())),
        )
