"""One turn, one transaction: state, report and replies become true together, once for each update."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from time import perf_counter

from bot.dialogue import help_now, limits
from bot.dialogue.pauses import Pauses, counted_as, weight
from bot.dialogue.people.account import farewell_again
from bot.dialogue.router import calls_for_help, route, says_nothing_of_its_own, words_in
from bot.dialogue.texts import start as texts
from bot.dialogue.turn import Turn, rows, states_as_data, states_from_data
from bot.digest.compose import Composer
from bot.errors import StoreChanged, StoreCollision, StoreUnavailable
from bot.estimates import EstimatesFile
from bot.knowledge import Knowledge
from bot.language.ladder import Action
from bot.language.reader_to_come import ReaderToCome, Reads
from bot.language.said import Reading
from bot.message import Button, Message, Reply, storable
from bot.monitoring.logs import place_of
from bot.monitoring.meters import CRISES, DECISIONS, MESSAGES, READINGS, TURNS
from bot.settings import USUAL_DIGEST_TIME, WeeklyMoment
from bot.store.database import Store, Work
from bot.store.limits import LIMITS, Counted, Limit
from bot.store.role import Role

log = logging.getLogger(__name__)
DONE, FAILED, NOT_STORED, LEFT_ALONE = "done", "failed", "not_stored", "left_alone"
"""What becomes of a turn: stored; stored as an apology; nothing is stored, and the channel brings the message again; or
nothing is, because somebody sends far too much.
"""

COLLISIONS = 4
"""So often a turn gives way to another and begins anew at once; then it waits, as for a database that is away."""

FAILED_BUTTONS = rows(Button(texts.BUTTON_MENU, "menu"), Button(texts.BUTTON_STOP, "stop"))


@dataclass(frozen=True)
class Taken:
    """What a channel does at the end of a turn, beside delivering the outbox.

    `notice` is a short line at the tapped button; `farewell` goes to somebody who is no longer known.
    """

    notice: str | None = None
    farewell: Reply | None = None


class Turns:
    """Takes messages, one at a time for each address, many addresses side by side."""

    def __init__(
        self,
        store: Store,
        knowledge: Knowledge,
        reader: Reads,
        composer: Composer,
        estimates: EstimatesFile,
        clock: Callable[[], datetime],
        first_role: Role = Role.GUEST,
        digest_time: WeeklyMoment = USUAL_DIGEST_TIME,
        allowed: Mapping[Counted, Limit] = LIMITS,
        page: str | None = None,
    ) -> None:
        self._store = store
        self._knowledge = knowledge
        self._reader = reader
        self._composer = composer
        self._estimates = estimates
        self._clock = clock
        self._first_role = first_role
        self._digest_time = digest_time
        self._limits = allowed
        self._page = page
        self._told: set[str] = set()
        self._pauses = Pauses()

    async def take(self, message: Message) -> Taken:
        """Handles one message; its replies are in the outbox afterwards.

        A message that was handled before changes nothing. Raises StoreUnavailable when nothing could be stored:
        the channel must then hand the message over again.
        """
        message = replace(message, text=storable(message.text))
        MESSAGES.add(kind=message.kind)
        began, outcome = perf_counter(), NOT_STORED
        try:
            taken, outcome = await self._take(message)
            return taken
        finally:
            TURNS.took(perf_counter() - began, outcome=outcome)

    async def _take(self, message: Message) -> tuple[Taken, str]:
        """What the channel does, and whether the turn went well."""
        try:
            if await self._is_not_read(message):
                return Taken(), LEFT_ALONE
            reading = await self._read(message)
            taken = await self._until_alone(message, reading)
            if taken.farewell is not None:
                await self._store.forget_traces()
            return taken, DONE
        except (StoreUnavailable, asyncio.CancelledError):
            raise
        except Exception as error:
            # Whatever went wrong, nothing of it was stored, and the user hears so. No text of theirs is logged.
            log.error("A turn failed: %s at %s", type(error).__name__, place_of(error))
            async with self._store.work() as work:
                return await self._apologise(work, message), FAILED

    async def _until_alone(self, message: Message, reading: Reading | None) -> Taken:
        """The turn, begun anew when another that changed the same at the same moment stood in its way."""
        for _ in range(COLLISIONS):
            with contextlib.suppress(StoreCollision, StoreChanged):
                return await self._once(message, reading)
        return await self._once(message, reading)

    async def _once(self, message: Message, reading: Reading | None) -> Taken:
        async with self._store.work() as work:
            return await self._turn(work, message, reading)

    def with_numbers(self, text: str) -> str:
        """What the bot says, with the emergency numbers in it."""
        return text.format(**self._knowledge.help_numbers())

    async def loaded(self) -> None:
        """Waits until texts can be read. Raises what made that fail."""
        if isinstance(self._reader, ReaderToCome):
            await self._reader.loaded()

    async def cannot_wait(self, message: Message) -> str | None:
        """What must be said at once even when nothing can be stored: the card of a crisis; None when there is none."""
        if says_nothing_of_its_own(message):
            return None
        crisis = await self._reader.crisis(words_in(message))
        return help_now.card(self._knowledge, crisis) if crisis else None

    async def _read(self, message: Message) -> Reading | None:
        if says_nothing_of_its_own(message):
            return None
        with READINGS.timed():
            reading = await self._reader.read(words_in(message), crisis_first=True)
        if reading.crisis is not None:
            CRISES.add(route=reading.crisis.route, certain="yes" if reading.crisis.certain else "no")
        DECISIONS.add(action=Action.CRISIS if reading.crisis else reading.decision.action)
        return reading

    async def _is_not_read(self, message: Message) -> bool:
        """Whether somebody sends so much that it is left alone, before anything that costs: in a flood only the
        crisis guard reads along. What is left alone is not stored, and may be delivered again.
        """
        if not self._pauses.runs(message, self._clock()) or calls_for_help(message):
            return False
        return says_nothing_of_its_own(message) or await self._reader.crisis(words_in(message)) is None

    async def _is_heard(self, turn: Turn) -> bool:
        """Counts the message, unless it may be about somebody in danger; False when it is one too many."""
        if calls_for_help(turn.message) or (turn.reading is not None and turn.reading.crisis is not None):
            return True
        over = await limits.too_many(turn, counted_as(turn.message), weight(turn.message))
        if over is not None:
            self._pauses.add(turn.message, over.until)
        return over is None

    async def _turn(self, work: Work, message: Message, reading: Reading | None) -> Taken:
        now = self._clock()
        if not await work.conversations.first_time(message.channel, message.update, now):
            return Taken(farewell=await farewell_again(work, message))
        person = await work.people.meet(message.channel, message.address, now, self._first_role)
        state, paused = states_from_data(await work.conversations.state(person))
        turn = Turn(
            message=message,
            person=person,
            now=now,
            work=work,
            knowledge=self._knowledge,
            reading=reading,
            state=state,
            question_groups=self._reader.question_groups,
            composer=self._composer,
            estimates=self._estimates,
            nlu_away_is_news=self._is_news(message, reading),
            paused=paused,
            digest_time=self._digest_time,
            page=self._page,
            limits=self._limits,
        )
        if await self._is_heard(turn):
            await route(turn)
        if turn.farewell is not None:
            return Taken(turn.notice, turn.farewell)
        await work.conversations.keep(person, states_as_data(turn.state, turn.paused), now)
        await _say(work, person.id, message, turn.replies, now)
        return Taken(turn.notice)

    def _is_news(self, message: Message, reading: Reading | None) -> bool:
        """Whether this person has not yet heard, since Rasa went away, that it is away."""
        if reading is None or reading.crisis is not None:
            return False
        if reading.by_nlu:
            self._told.discard(message.address)
            return False
        news = message.address not in self._told
        self._told.add(message.address)
        return news

    async def _apologise(self, work: Work, message: Message) -> Taken:
        now = self._clock()
        if await work.conversations.first_time(message.channel, message.update, now):
            person = await work.people.meet(message.channel, message.address, now, self._first_role)
            await _say(work, person.id, message, [Reply(self.with_numbers(texts.FAILED), FAILED_BUTTONS)], now)
        return Taken()


async def _say(work: Work, person_id: int, message: Message, replies: list[Reply], now: datetime) -> None:
    for number, reply in enumerate(replies):
        key = f"{message.channel}:{message.update}:{number}"
        await work.outbox.add(person_id, key, reply.payload(), now)
