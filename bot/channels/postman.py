"""Delivers the outbox of one channel: in order for each person, side by side for many, each message once.

A message of which nobody knows whether it arrived (a process died with it in hand, an answer got lost) is looked for
in the channel before it is sent again. A channel that cannot look gets it twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.channels.brake import LONGEST_WAIT, Brake
from bot.channels.outcome import Delivered, Later, Missing, Outcome, Refused
from bot.errors import StoreUnavailable
from bot.message import Reply
from bot.monitoring.meters import DELIVERIES
from bot.store.database import Store
from bot.store.deliveries import AT_ONCE, Claim, Letter

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
BUSY_SECONDS = 0.02
LAST_SECONDS = 3.0
LONGEST_WISH = 86_400.0
"""A day: longer nobody waits, whatever a channel asks for."""

FARTHEST = 2_000
"""Numbers behind its mark through which a message is looked for: more than are given in a minute."""

MOST_FAULTS = 100
"""So often a message is tried at which our own program breaks. A channel that is away never makes us give up: what
cannot be delivered is forgotten by the purge, after two weeks."""


Send = Callable[[str, Reply], Awaitable[Outcome]]
Find = Callable[[str, Reply, int, int], Awaitable[Outcome | Missing]]


@dataclass(frozen=True)
class Search:
    """Where a message is looked for: after `behind`, up to `known`, the highest number when the search began.

    It began at `mark`: with another mark it is another search.
    """

    mark: int
    behind: int
    known: int


class Postman:
    """`send` gets an address and a reply; `find` looks for that reply among the messages behind a number, and on up to
    a second number if that is far away. `reached` gives the addresses at which messages go out now, None is at all:
    what is for others stays in the outbox, untouched.

    None of them must raise.
    """

    def __init__(
        self,
        store: Store,
        channel: str,
        send: Send,
        clock: Callable[[], datetime],
        find: Find | None = None,
        reached: Callable[[], Collection[str] | None] = lambda: None,
    ) -> None:
        self._store = store
        self._channel = channel
        self._send = send
        self._clock = clock
        self._find = find
        self._reached = reached
        self._seen = 0
        self._number_kept = False
        self._wake = asyncio.Event()
        self._under_way: dict[int, asyncio.Task[bool]] = {}
        self._finished: set[int] = set()
        self._searches: dict[int, Search] = {}
        self._brake = Brake()
        self._crowded = False
        """Whether there may be more people to whom something may go out than were looked at."""

    def wake(self) -> None:
        """Says that there may be something to deliver."""
        self._wake.set()

    def saw(self, number: int) -> None:
        """Says that the channel gave a message this number: what is sent from now on gets a higher one."""
        self._seen = max(self._seen, number)

    async def keep_number(self) -> None:
        """Stores the number of what came in, once: with it the very first message of all can be looked for too.

        Raises StoreUnavailable.
        """
        if self._seen and not self._number_kept:
            async with self._store.work() as work:
                await work.deliveries.keep_number(self._channel, self._seen)
            self._number_kept = True

    async def take_over(self) -> None:
        """Takes what a process before us had in hand when it died. Only where no other can be running."""
        async with self._store.work() as work:
            await work.deliveries.release(self._channel, self._clock())

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
            if not (started and self._crowded):
                # Not wait_for: cancelled at the very moment that it is woken, it would go on (Python 3.11).
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(POLL_SECONDS):
                        await self._wake.wait()

    async def drain(self) -> None:
        """Delivers everything that may go out now. Raises StoreUnavailable."""
        while await self._start_due() or self._under_way:
            if not any(await asyncio.gather(*self._under_way.values())):
                await asyncio.sleep(BUSY_SECONDS)

    async def _start_due(self) -> bool:
        # A message that is noted as delivered while we read may still look due in what we read.
        self._finished.clear()
        at = self._reached()
        if at is not None and not at:
            self._crowded = False
            return False
        async with self._store.work(read_only=True) as work:
            letters = await work.deliveries.due(self._channel, self._clock(), at=at)
        self._crowded = len(letters) == AT_ONCE
        new = [letter for letter in letters if letter.id not in self._under_way and letter.id not in self._finished]
        started = new[: self._brake.room(self._clock(), len(self._under_way))]
        for letter in started:
            self._under_way[letter.id] = asyncio.create_task(self._deliver(letter))
        return bool(started)

    async def _deliver(self, letter: Letter) -> bool:
        """Whether the message was ours to deliver."""
        claim, more = None, True
        try:
            async with self._store.work() as work:
                claim = await work.deliveries.claim(letter.id, self._clock(), self._seen)
            if claim is not None and (outcome := await self._bring(letter, claim)) is not None:
                more = await self._note_in_time(letter, outcome, claim)
        except StoreUnavailable as error:
            # When it was claimed: a minute from then it is looked for.
            log.error("A delivery could not be noted (%s)", error)
            await asyncio.sleep(POLL_SECONDS)
        except Exception as error:
            # The same; a fault with one message must be seen, and keep none of the others.
            log.error("A delivery failed: %s", type(error).__name__)
            await asyncio.sleep(POLL_SECONDS)
        finally:
            del self._under_way[letter.id]
            self._finished.add(letter.id)
            if claim is not None and (more or self._crowded):
                # Else another has it, or holds its receiver and wakes a postman afterwards: to look again is in vain.
                self._wake.set()
        return claim is not None

    async def _bring(self, letter: Letter, claim: Claim) -> Outcome | None:
        """Sends what is not there yet; None when another process has taken the message meanwhile."""
        reply = Reply.from_payload(letter.payload)
        if claim.look_behind is not None and self._find is not None:
            search = self._search(letter, claim.look_behind, claim.known)
            found = await self._safely(letter, self._find(letter.address, reply, search.behind, search.known))
            if isinstance(found, Later):
                self._searches[letter.id] = replace(search, behind=found.looked_to or search.behind)
            if not isinstance(found, Missing):
                return found
            seen = self._seen if found.rest == reply else None
            async with self._store.work() as work:
                if not await work.deliveries.renew(letter.id, claim, self._clock(), seen):
                    return None
            reply = found.rest
        sent = await self._safely(letter, self._send_in_time(letter, reply, claim))
        assert not isinstance(sent, Missing), "nothing is missing of what is sent"
        return sent

    async def _send_in_time(self, letter: Letter, reply: Reply, claim: Claim) -> Outcome:
        """Sends while the message is in our hand: after that another may take it, who would send it too."""
        try:
            async with asyncio.timeout((claim.until - self._clock()).total_seconds() - LAST_SECONDS):
                return await self._send(letter.address, reply)
        except TimeoutError:
            return Later(perhaps_there=True)

    def _search(self, letter: Letter, mark: int, known: int | None) -> Search:
        """The search that is under way, or a new one. A process that dies begins again: nothing is sent meanwhile."""
        search = self._searches.pop(letter.id, None)
        if search is not None and search.mark == mark:
            return search
        return Search(mark, mark, min(known or mark, mark + FARTHEST))

    async def _safely(self, letter: Letter, tried: Awaitable[Outcome | Missing]) -> Outcome | Missing:
        try:
            return await tried
        except Exception as error:
            # A channel must not raise; that it did must not stop the messages to others.
            log.error("A channel failed to send: %s", type(error).__name__)
            return Refused("fault") if letter.attempts >= MOST_FAULTS else Later(perhaps_there=True)

    async def _note_in_time(self, letter: Letter, outcome: Outcome, claim: Claim) -> bool:
        """Notes what came of a message while it is in our hand, also when the database is away for a moment: what is
        not noted keeps all that is said to this person waiting for a minute. Gives whether to look for more at once.
        Raises StoreUnavailable.
        """
        while True:
            try:
                return await self._note(letter, outcome)
            except StoreUnavailable as error:
                if self._clock() + timedelta(seconds=POLL_SECONDS) >= claim.until:
                    raise
                log.warning("A delivery cannot be noted (%s); trying again", error)
                await asyncio.sleep(POLL_SECONDS)

    async def _note(self, letter: Letter, outcome: Outcome) -> bool:
        now = self._clock()
        braked = self._brake.is_on
        self._brake.note(letter.address, outcome, now)
        async with self._store.work() as work:
            match outcome:
                case Delivered(number):
                    DELIVERIES.add(outcome="delivered")
                    self.saw(number or 0)
                    return await work.deliveries.delivered(letter.id, now, number) or braked
                case Later(seconds, perhaps_there):
                    DELIVERIES.add(outcome="postponed")
                    wait = min(2.0 ** min(letter.attempts, 10), LONGEST_WAIT) if seconds is None else seconds
                    until = now + timedelta(seconds=min(wait, LONGEST_WISH))
                    await work.deliveries.postpone(letter.id, until, perhaps_there=perhaps_there)
                case Refused("blocked"):
                    # The person first, as everywhere: two that hold things in another order would wait for each other.
                    DELIVERIES.add(outcome="blocked")
                    await work.people.mark_unreachable(self._channel, letter.address, now)
                    await work.deliveries.given_up(letter.id, "blocked", now)
                case Refused(reason):
                    DELIVERIES.add(outcome=reason)
                    log.error("A message was refused: %s", reason)
                    await work.deliveries.given_up(letter.id, reason, now)
        return True
