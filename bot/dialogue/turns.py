"""One turn, one transaction: state, report and replies become true together, once for each update."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.account import farewell_again
from bot.dialogue.router import route
from bot.dialogue.texts import start as texts
from bot.dialogue.turn import Turn, rows, states_as_data, states_from_data
from bot.digest.compose import Composer
from bot.errors import StoreChanged, StoreCollision, StoreUnavailable
from bot.estimates import EstimatesFile
from bot.knowledge import Knowledge
from bot.language.reading import Reader, Reading
from bot.message import Button, Kind, Message, Reply
from bot.settings import USUAL_DIGEST_TIME, WeeklyMoment
from bot.store.database import Store, Work
from bot.store.people import Role

log = logging.getLogger(__name__)


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
        reader: Reader,
        composer: Composer,
        estimates: EstimatesFile,
        clock: Callable[[], datetime],
        first_role: Role = Role.GUEST,
        digest_time: WeeklyMoment = USUAL_DIGEST_TIME,
    ) -> None:
        self._store = store
        self._knowledge = knowledge
        self._reader = reader
        self._composer = composer
        self._estimates = estimates
        self._clock = clock
        self._first_role = first_role
        self._digest_time = digest_time
        self._told: set[str] = set()

    async def take(self, message: Message) -> Taken:
        """Handles one message; its replies are in the outbox afterwards.

        A message that was handled before changes nothing. Raises StoreUnavailable when nothing could be stored:
        the channel must then hand the message over again.
        """
        try:
            reading = await self._read(message)
            taken = await self._until_alone(message, reading)
            if taken.farewell is not None:
                await self._store.forget_traces()
            return taken
        except (StoreUnavailable, asyncio.CancelledError):
            raise
        except Exception as error:
            # Whatever went wrong, nothing of it was stored, and the user hears so. No text of theirs is logged.
            log.error("A turn failed: %s at %s", type(error).__name__, _place(error))
            async with self._store.work() as work:
                return await self._apologise(work, message)

    async def _until_alone(self, message: Message, reading: Reading | None) -> Taken:
        """The turn, begun anew when another that changed the same at the same moment stood in its way."""
        for _ in range(COLLISIONS):
            with contextlib.suppress(StoreCollision, StoreChanged):
                return await self._once(message, reading)
        return await self._once(message, reading)

    async def _once(self, message: Message, reading: Reading | None) -> Taken:
        async with self._store.work() as work:
            return await self._turn(work, message, reading)

    async def _read(self, message: Message) -> Reading | None:
        if message.kind is Kind.BUTTON or not re.search(r"\w", message.text):
            return None
        return await self._reader.read(message.text, crisis_first=True)

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
        )
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
            await _say(work, person.id, message, [Reply(texts.FAILED, FAILED_BUTTONS)], now)
        return Taken()


async def _say(work: Work, person_id: int, message: Message, replies: list[Reply], now: datetime) -> None:
    for number, reply in enumerate(replies):
        key = f"{message.channel}:{message.update}:{number}"
        await work.outbox.add(person_id, key, reply.payload(), now)


def _place(error: BaseException) -> str:
    """The line of our own code where an error came from."""
    traceback, place = error.__traceback__, "?"
    while traceback is not None:
        name = traceback.tb_frame.f_globals.get("__name__", "")
        if name.startswith("bot."):
            place = f"{name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
