"""People who chat with the bot, in chat terms: `truus.says("...")`, `truus.taps("Ja")`, `truus.sees("...")`."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.channels.outcome import Delivered, Outcome
from bot.channels.postman import Postman
from bot.dialogue.turns import Taken, Turns
from bot.dialogue.weekly.week import WeeklyDigest
from bot.digest.compose import Composer
from bot.digest.schedule import send_due
from bot.estimates import EstimatesFile
from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.markup import to_plain
from bot.message import Button, Kind, Message, Reply
from bot.settings import MINIMUM_CELL, USUAL_DIGEST_TIME
from bot.store.database import Store, Work
from bot.store.invitations import Invitation, new_code
from bot.store.people import Person as Known
from bot.store.role import Role
from bot.store.vault import Vault
from tests.databases import SECRET, sqlite_url

CHANNEL = "test"


class Clock:
    """A clock that stands still until a test moves it. Wednesday 18 November 2026, 14:00 in Heerlen."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **duration: float) -> None:
        self.now += timedelta(**duration)


class Town:
    """The bot with a real database, and who talks with it.

    The database is SQLite's in this file, or with `url` another; then the file only tells the folder of what the bot
    keeps beside it.
    """

    channel = CHANNEL

    def __init__(
        self, file: Path, knowledge: Knowledge, reader: Reader, *, restarts: bool = False, url: str | None = None
    ) -> None:
        self.file = file
        self.url = url or sqlite_url(file)
        self.secret = SECRET
        self.knowledge = knowledge
        self.reader = reader
        self.estimates = EstimatesFile.within(file.parent)
        self.restarts = restarts
        self.clock = Clock()
        self.home: str | None = None
        self.page: str | None = None
        self.heard: dict[str, list[Reply]] = defaultdict(list)
        self.removed: dict[str, list[str]] = defaultdict(list)
        """The messages that the bot took out of somebody's chat."""
        self._updates = 0

    async def open(self) -> None:
        self.store = Store(self.url, Vault(self.secret))
        await self.store.upgrade()
        self._composer = Composer(self.knowledge, self.reader.question_groups.of, MINIMUM_CELL)
        beside = (self._composer, self.estimates, self.clock)
        self.turns = Turns(self.store, self.knowledge, self.reader, *beside, page=self.page)
        self.postman = Postman(self.store, CHANNEL, self._hear, self.clock)

    async def close(self) -> None:
        await self.store.close()

    def is_at(self, home: str) -> str:
        """The bot has an address, this one where its channel has none of its own; gives that which it has."""
        self.home = home
        return home

    def address(self, name: str) -> str:
        """Under which the store knows somebody."""
        return name

    async def person(self, work: Work, name: str) -> Known:
        """Somebody as the store knows them."""
        return await work.people.meet(self.channel, self.address(name), self.clock())

    async def delivers(self) -> None:
        """Everything that waits for anybody reaches them."""
        await self.postman.drain()

    async def take(self, message: Message) -> Taken:
        """One message through the whole bot, and everything that it then says to anybody."""
        taken = await self.turns.take(message)
        if self.restarts:
            await self.close()
            await self.open()
        await self.delivers()
        return taken

    async def meets(self, name: str, role: Role = Role.GUEST, area: str | None = None) -> Person:
        """Somebody who comes with an invitation for a role, and opens the menu."""
        person = Person(self, name)
        if role is not Role.GUEST:
            code = new_code()
            async with self.store.work() as work:
                await work.invitations.add(code, Invitation(role, area), self.clock())
            await person.says(f"/start {code}")
            await person.says("/menu")
            person.interactions = 1
        return person

    async def makes_digests(self) -> int:
        """What the schedule does twice a minute; gives how many digests go out."""
        digest = WeeklyDigest(self._composer)
        return await send_due(self.store, self.knowledge, self.clock, USUAL_DIGEST_TIME, digest)

    def next_update(self) -> str:
        self._updates += 1
        return str(self._updates)

    async def _hear(self, address: str, reply: Reply) -> Outcome:
        if reply.removes is not None:
            self.removed[address].append(reply.removes)
        self.heard[address].append(reply)
        return Delivered()


class Person:
    """Somebody with a phone. `replies` is what the bot said to their last message."""

    def __init__(self, town: Town, name: str) -> None:
        self._town = town
        self._name = name
        self._read = 0
        self.interactions = 0
        self.notice: str | None = None
        self.farewell: Reply | None = None

    @property
    def replies(self) -> list[Reply]:
        return self._town.heard[self._name][self._read :]

    @property
    def text(self) -> str:
        """Everything the bot said to the last message, as the reader sees it."""
        return "\n".join(to_plain(reply.text) for reply in self.replies)

    @property
    def buttons(self) -> list[Button]:
        return [button for reply in self.replies for row in reply.buttons for button in row]

    async def says(self, text: str, kind: Kind = Kind.TEXT, update: str | None = None) -> None:
        self.interactions += 1
        number = update or self._town.next_update()
        message = Message(CHANNEL, number, self._name, kind, text, id=f"message-{number}", home=self._town.home)
        await self._sends(message)

    async def taps(self, label: str) -> None:
        """Taps the button with this label on the newest message that has one."""
        shown = [b for reply in self._town.heard[self._name] for row in reply.buttons for b in row]
        found = [button for button in reversed(shown) if button.label == label]
        assert found, f"no button {label!r}; there are {[button.label for button in self.buttons]}"
        await self.taps_button(found[0])

    async def taps_button(self, button: Button) -> None:
        """Taps a button, also one of long ago."""
        self.interactions += 1
        number, home = self._town.next_update(), self._town.home
        await self._sends(Message(CHANNEL, number, self._name, Kind.BUTTON, button.action, on="1", home=home))

    def sees(self, *parts: str) -> None:
        for part in parts:
            assert part in self.text, f"{self._name} does not see {part!r} in:\n{self.text}"

    def does_not_see(self, *parts: str) -> None:
        for part in parts:
            assert part not in self.text, f"{self._name} sees {part!r} in:\n{self.text}"

    def sees_buttons(self, *labels: str) -> None:
        there = [button.label for button in self.buttons]
        assert set(labels) <= set(there), f"{set(labels) - set(there)} not among {there}"

    def catches_up(self) -> None:
        """What the bot said up to now is read."""
        self._read = len(self._town.heard[self._name])

    async def _sends(self, message: Message) -> None:
        self.catches_up()
        taken = await self._town.take(message)
        self.notice, self.farewell = taken.notice, taken.farewell
