"""One turn: what came in, what is known about it, and what is to be said."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.digest.compose import Composer
from bot.estimates import EstimatesFile
from bot.knowledge import Knowledge
from bot.language.said import Reading
from bot.message import Button, File, Kind, Message, Reply, Rows
from bot.settings import USUAL_DIGEST_TIME, WeeklyMoment
from bot.store.database import Work
from bot.store.limits import LIMITS, Counted, Limit
from bot.store.people import Person

if TYPE_CHECKING:
    from bot.language.reader_to_come import Groups

REPORT = "report"
"""The one conversation that waits under another: an account that was told must not be lost to a question in between."""


LARGEST_ROW = 2**31 - 1
"""PostgreSQL's integer (https://www.postgresql.org/docs/15/datatype-numeric.html)."""

TOLD = "told"
"""Where a conversation keeps a story that was told in place of a question, so that it can become a report."""


@dataclass(frozen=True)
class State:
    """Where somebody is in a conversation. `token` marks the buttons of this one conversation."""

    dialogue: str
    step: str
    token: str
    data: Mapping[str, Any]

    def as_data(self) -> dict[str, Any]:
        return {"dialogue": self.dialogue, "step": self.step, "token": self.token, "data": dict(self.data)}

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> State:
        return State(data["dialogue"], data["step"], data["token"], data["data"])


def states_as_data(state: State | None, paused: State | None) -> dict[str, Any] | None:
    """What is kept of somebody's conversations; None when there is nothing to keep."""
    if state is None and paused is None:
        return None
    return {"now": state.as_data() if state else None, "paused": paused.as_data() if paused else None}


def states_from_data(kept: Mapping[str, Any] | None) -> tuple[State | None, State | None]:
    """The conversation that runs, and the one that waits."""
    now, paused = (kept["now"], kept["paused"]) if kept else (None, None)
    return State.from_data(now) if now else None, State.from_data(paused) if paused else None


@dataclass
class Turn:
    """Everything a dialogue needs to answer one message; what it wants goes through the methods below.

    `state` is the conversation that runs, `paused` one to which they want to come back later. `digest_time` is when
    coordinators get the digest who chose nothing else. `page` is the address of the page in a browser, for people
    without Telegram; None where there is none.
    """

    message: Message
    person: Person
    now: datetime
    work: Work
    knowledge: Knowledge
    reading: Reading | None
    state: State | None
    question_groups: Groups
    composer: Composer
    estimates: EstimatesFile
    nlu_away_is_news: bool = False
    paused: State | None = None
    digest_time: WeeklyMoment = USUAL_DIGEST_TIME
    page: str | None = None
    limits: Mapping[Counted, Limit] = field(default_factory=lambda: LIMITS)
    replies: list[Reply] = field(default_factory=list)
    notice: str | None = None
    farewell: Reply | None = None

    def say(self, text: str, buttons: Rows = (), *, in_place: bool = False) -> None:
        """Says something; `in_place` puts it where the tapped button stood."""
        replaces = self.message.on if in_place and self.message.kind is Kind.BUTTON else None
        self.replies.append(Reply(text, buttons, replaces))

    def remove(self, message_id: str | None, text: str, otherwise: str) -> None:
        """Takes what somebody sent out of the chat, and says `text`; or `otherwise`, where that cannot be done."""
        if message_id is None:
            self.say(otherwise)
        else:
            self.replies.append(Reply(text, removes=message_id, otherwise=otherwise))

    def hand_over(self, text: str, file: File, buttons: Rows = ()) -> None:
        """Says something with a picture or a document."""
        self.replies.append(Reply(text, buttons, file=file))

    def begin(self, dialogue: str, step: str, data: Mapping[str, Any]) -> State:
        """Begins a conversation, in place of any that ran; a report waits under it."""
        if self.state is not None and self.state.dialogue == REPORT != dialogue:
            self.pause()
        self.state = State(dialogue, step, secrets.token_hex(3), data)
        return self.state

    def go_to(self, step: str, data: Mapping[str, Any]) -> State:
        """Goes to another step of the conversation that runs."""
        assert self.state is not None, "no conversation runs"
        self.state = State(self.state.dialogue, step, self.state.token, data)
        return self.state

    def end(self) -> None:
        """Ends the conversation, if one runs."""
        self.state = None

    def pause(self) -> None:
        """Puts the conversation aside until `resume`."""
        self.state, self.paused = None, self.state

    def resume(self) -> None:
        """Goes on with the conversation that was put aside, in place of any that runs."""
        self.state, self.paused = self.paused, None

    def leave(self, text: str) -> None:
        """The last words to somebody of whom nothing is kept any more: not even what is to be said."""
        self.state, self.paused, self.farewell = None, None, Reply(text)
        self.replies.clear()

    async def tell(self, person: Person, subject: str, text: str, buttons: Rows = ()) -> None:
        """Says something to somebody else, once for each `subject`."""
        key = f"{subject}:{person.id}"
        await self.work.outbox.add(person.id, key, Reply(text, buttons).payload(), self.now)


def row_number(text: str) -> int:
    """The number of a row that a button names; -1, which no row has, for what the database could not even look for."""
    number = int(text) if text.isdecimal() and len(text) <= len(str(LARGEST_ROW)) else -1
    return number if number <= LARGEST_ROW else -1


def rows(*buttons: Button, columns: int = 1) -> Rows:
    """Buttons in rows: one a row is easiest to hit, two for short labels."""
    return tuple(tuple(buttons[n : n + columns]) for n in range(0, len(buttons), columns))
