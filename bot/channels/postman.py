"""Delivers the outbox of one channel: in order for each person, side by side for many."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import StoreUnavailable
from bot.message import Reply
from bot.store.database import Store
from bot.store.outbox import Letter

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
LAST_SECONDS = 3.0
LONGEST_WAIT = 300.0
MOST_ATTEMPTS = 100
"""With the longest wait between them, a message is given up after about eight hours."""


@dataclass(frozen=True)
class Delivered:
    """The message is where it belongs."""


@dataclass(frozen=True)
class Later:
    """Not now. `seconds` is how long the channel asked us to wait; None when it did not say."""

    seconds: float | None = None


@dataclass(frozen=True)
class Refused:
    """Never. `reason` is one word of ours."""

    reason: str


Outcome = Delivered | Later | Refused
Send = Callable[[str, Reply], Awaitable[Outcome]]


class Postman:
    """`send` gets an address and a reply, and must not raise."""

    def __init__(self, store: Store, channel: str, send: Send, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._channel = channel
        self._send = send
        self._clock = clock
        self._wake = asyncio.Event()
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._finished: set[int] = set()

    def wake(self) -> None:
        """Says that there may be something to deliver."""
        self._wake.set()

    async def take_over(self) -> None:
        """Takes what a process before us had in hand when it died. Only where no other can be running."""
        async with self._store.work() as work:
            await work.outbox.release(self._channel, self._clock())

    async def run(self) -> None:
        """Delivers until it is cancelled; what is under way then is given a moment to arrive."""
        try:
            await self._run()
        finally:
            if self._under_way:
                _, late = await asyncio.wait(self._under_way.values(), timeout=LAST_SECONDS)
                for task in late:
                    task.cancel()

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            try:
                started = await self._start_due()
            except StoreUnavailable as error:
                log.error("The outbox cannot be read (%s); trying again", error)
                started = False
            if not started:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), POLL_SECONDS)

    async def drain(self) -> None:
        """Delivers everything that may go out now. Raises StoreUnavailable."""
        while await self._start_due() or self._under_way:
            await asyncio.gather(*self._under_way.values())

    async def _start_due(self) -> bool:
        # A message that is noted as delivered while we read may still look due in what we read.
        self._finished.clear()
        async with self._store.work(read_only=True) as work:
            letters = await work.outbox.due(self._channel, self._clock())
        new = [letter for letter in letters if letter.id not in self._under_way and letter.id not in self._finished]
        for letter in new:
            self._under_way[letter.id] = asyncio.create_task(self._deliver(letter))
        return bool(new)

    async def _deliver(self, letter: Letter) -> None:
        try:
            async with self._store.work() as work:
                if not await work.outbox.claim(letter.id, self._clock()):
                    return
            await self._note(letter, await self._attempt(letter))
        except StoreUnavailable as error:
            # Claimed but not noted: it may go out once more, a minute from now.
            log.error("A delivery could not be noted (%s)", error)
            await asyncio.sleep(POLL_SECONDS)
        finally:
            del self._under_way[letter.id]
            self._finished.add(letter.id)
            self._wake.set()

    async def _attempt(self, letter: Letter) -> Outcome:
        try:
            return await self._send(letter.address, Reply.from_payload(letter.payload))
        except Exception as error:
            # A channel must not raise; that it did must not stop the messages to others.
            log.error("A channel failed to send: %s", type(error).__name__)
            return Later()

    async def _note(self, letter: Letter, outcome: Outcome) -> None:
        now = self._clock()
        async with self._store.work() as work:
            match outcome:
                case Delivered():
                    await work.outbox.delivered(letter.id, now)
                case Later(seconds) if letter.attempts < MOST_ATTEMPTS:
                    wait = min(2.0**letter.attempts, LONGEST_WAIT) if seconds is None else seconds
                    await work.outbox.postpone(letter.id, now + timedelta(seconds=wait))
                case Later():
                    log.error("A message was given up after %s attempts", letter.attempts)
                    await work.outbox.given_up(letter.id, "undeliverable", now)
                case Refused("blocked"):
                    await work.outbox.given_up(letter.id, "blocked", now)
                    await work.people.mark_unreachable(self._channel, letter.address, now)
                case Refused(reason):
                    log.error("A message was refused: %s", reason)
                    await work.outbox.given_up(letter.id, reason, now)
