"""People with a phone, and the bot that they reach over Telegram: its schedule goes round all the time, and a test can
move its clock."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime

from bot.knowledge import Knowledge
from bot.settings import TIMEZONE
from bot.store.database import Store
from bot.store.role import Role
from tests.botapi import BotApi, Shown, User
from tests.botapi.chat import Wanted
from tests.channels.running import invitation

ROUND_SECONDS = 0.1


class MovedClock:
    """A clock that goes on, from Wednesday 18 November 2026, 14:00 in Heerlen, and leaps when a test says so."""

    def __init__(self) -> None:
        self._from, self._at = datetime(2026, 11, 18, 13, 0, tzinfo=UTC), time.monotonic()

    def __call__(self) -> datetime:
        """Now, in UTC."""
        return datetime.fromtimestamp(self._from.timestamp() + time.monotonic() - self._at, UTC)

    def to(self, moment: str) -> None:
        """It is a moment in Heerlen, as in `11-19 18:00`."""
        self._from = datetime.fromisoformat(f"2026-{moment}").replace(tzinfo=TIMEZONE).astimezone(UTC)
        self._at = time.monotonic()


class Rounds:
    """Stands in the place of the figure that tells when the schedule last ended a round."""

    def __init__(self) -> None:
        self._ended = asyncio.Event()

    def put(self, moment: float) -> None:
        self._ended.set()

    async def end(self) -> None:
        """Waits for the end of the round that is under way: cut off in the middle, it would leave a connection open."""
        self._ended.clear()
        await asyncio.wait_for(self._ended.wait(), 30)


BESIDE = {"getUpdates", "editMessageReplyMarkup"}
"""What may be refused: a poll at the end, and every look for a reply that was on its way when the clock was moved."""


class Street:
    """`unchanged` is how many edits in a test change nothing: Telegram refuses those, and no others."""

    def __init__(self, api: BotApi, store: Store, knowledge: Knowledge, clock: MovedClock) -> None:
        self.api, self.store, self.knowledge, self.clock = api, store, knowledge, clock
        self.unchanged = 0
        self._people: list[User] = []

    async def meets(self, name: str, role: Role = Role.GUEST) -> User:
        """Somebody who never met the bot; with a role they come with an invitation."""
        person = self.api.user(1001 + len(self._people), name, started=False)
        self._people.append(person)
        if role is not Role.GUEST:
            person.says(f"/start {await invitation(self.store, role, self.clock)}")
            await person.sees("Je uitnodiging klopt")
        return person

    def check(self) -> None:
        """Telegram refused nothing, and no button that was tapped still waits."""
        refused = [call for call in self.api.calls if call.status not in (0, 200) and call.method not in BESIDE]
        assert [call.method for call in refused] == ["editMessageText"] * self.unchanged, refused
        assert [person.spinning for person in self._people if person.spinning] == []


async def tap(person: User, label: str, seen: Wanted = "", on: Shown | None = None) -> Shown:
    """Taps a button; gives the message that then came or changed."""
    person.taps(label, on)
    return await person.sees(seen)


async def walk(person: User, *steps: tuple[str, str]) -> Shown:
    """Taps one button after another, and sees what must be seen after each; gives the last message."""
    for label, seen in steps:
        shown = await tap(person, label, seen)
    return shown


def label_of(shown: Shown, ends: str) -> str:
    """The label of the button that ends so, whatever letter or tick stands before it."""
    (found,) = [label for label in shown.labels if label.endswith(ends)]
    return found
