"""A town in which anybody sends anything: every turn is checked."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.dialogue.own_reminders import send_own_reminders
from bot.dialogue.turns import Turns
from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.message import Button, Kind, Message, Reply
from bot.store.limits import NO_LIMITS
from bot.store.role import Role
from bot.store.vault import Vault
from tests.a_report import STEPS
from tests.databases import SECRET
from tests.fuzz.strict import Faults, check_database, check_reply, updates_handled
from tests.journeys.town import CHANNEL, Person, Town
from tests.live.journey import newest_codes

PEOPLE = {"gast": Role.GUEST, "truus": Role.VOLUNTEER, "anja": Role.COORDINATOR, "beheer": Role.ADMIN}


class Wild:
    """The town, seen from a test that is no coroutine. Whatever is not as it must be fails the test."""

    def __init__(self, file: Path, knowledge: Knowledge, reader: Reader, url: str | None = None) -> None:
        self._runner = asyncio.Runner()
        self._faults = Faults()
        logging.getLogger("bot").addHandler(self._faults)
        self.town = Town(file, knowledge, reader, url=url)
        self.people = {name: Person(self.town, name) for name in PEOPLE}
        self._heard = 0
        self._runner.run(self._open())

    async def _open(self) -> None:
        await self.town.open()
        async with self.town.store.work(read_only=True) as work:
            # In a copy of a settled town the first numbers are taken: what comes with them again is not answered.
            self.town._updates = max(self.town._updates, await updates_handled(work))
        town = self.town  # limits are tested elsewhere: here they would only end the test early
        town.turns = Turns(
            town.store, town.knowledge, town.reader, town._composer, town.estimates, town.clock, allowed=NO_LIMITS
        )

    def close(self) -> None:
        self._runner.run(self.town.close())
        self._runner.close()
        logging.getLogger("bot").removeHandler(self._faults)

    def settle(self) -> None:
        """Everybody is invited; a report has a case, questions wait, a group practises, a visit is planned."""
        self._runner.run(self._settle())

    async def _settle(self) -> None:
        for name, role in PEOPLE.items():
            await self.town.meets(name, role)
        truus = self.people["truus"]
        await truus.says("menu")
        for label, _ in STEPS:
            await truus.taps(label)
        await self.people["gast"].says("hoe leer ik een papegaai fluiten")
        await truus.says("bezoek vrijdag 14:00 in Hoensbroek")
        anja = self.people["anja"]
        await anja.says("/training")
        for label in ("Licht", "Te veel soep", "Begin met deze groep"):
            await anja.taps(label)
        code = newest_codes([anja.text])["group"]
        for name in ("gast", "truus", "beheer"):
            await self.people[name].says(code)
            await self.people[name].says("a")

    def sends(self, name: str, kind: Kind, text: str, update: str | None = None) -> list[Reply]:
        """One message; gives what the bot said to whoever sent it."""
        number = update or self.town.next_update()
        on = "1" if kind is Kind.BUTTON else None
        message = Message(CHANNEL, number, name, kind, text, on=on, id=number, home="https://t.me/opmerkzaam_bot")
        before = {who: len(heard) for who, heard in self.town.heard.items()}
        self._runner.run(self.town.take(message))
        faults, self._faults.seen = self._faults.seen, []
        assert faults == []
        for who, heard in self.town.heard.items():
            for reply in heard[before.get(who, 0) :]:
                check_reply(reply)
        return self.town.heard[name][before.get(name, 0) :]

    def goes_round(self) -> None:
        """What the schedule does: what is due of reminders goes out."""
        self._runner.run(self._go_round())

    async def _go_round(self) -> None:
        town, before = self.town, {who: len(heard) for who, heard in self.town.heard.items()}
        await send_own_reminders(town.store, town.knowledge, town.clock)
        await town.postman.drain()
        for who, heard in town.heard.items():
            for reply in heard[before.get(who, 0) :]:
                check_reply(reply)

    def check(self) -> None:
        """Nothing in the database is half written."""
        self._runner.run(self._check())

    async def _check(self) -> None:
        async with self.town.store.work(read_only=True) as work:
            await check_database(work, Vault(SECRET))

    def restart(self) -> None:
        self._runner.run(self.town.close())
        self._runner.run(self._open())

    def shown(self, name: str) -> list[Button]:
        """The buttons of the last few messages."""
        return [button for reply in self.town.heard[name][-4:] for row in reply.buttons for button in row]


@contextmanager
def wild(file: Path, knowledge: Knowledge, reader: Reader, settled: Path | None = None) -> Iterator[Wild]:
    """A wild town; a copy of one that was settled before, when there is one."""
    if settled is not None:
        shutil.copy(settled, file)
    town = Wild(file, knowledge, reader)
    try:
        if settled is None:
            town.settle()
        yield town
    finally:
        town.close()
