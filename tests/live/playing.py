"""Plays a journey over a Bot API server with a bot that dies on the way, and tells how it ended."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import func, select

from bot.store.models import OutboxRow
from bot.store.role import Role
from tests.botapi import BotApi
from tests.channels.ports import free_port
from tests.databases import Database
from tests.live.journey import Act, Ending, Journey, bubble, newest_codes, rows_of, says
from tests.live.kills import Kill
from tests.live.mortal import START, Keeper, Run

LONGEST = 120.0
"""Seconds in which everything that was said and done must be answered, however slow the machine."""

POLL_SECONDS = 0.005
IN_HAND_SECONDS = 61.0
"""What another process had in hand is taken over after a minute, where more than one may be running."""

LAST = says("a passer-by", "/menu", "Wat wil je doen?")
"""At the end of every journey: the bot still answers."""


@dataclass(frozen=True)
class Played:
    """How a journey went: its ending, the steps that the bot took in each act, and those at which it died."""

    ending: Ending
    steps: Sequence[int]
    deaths: Sequence[str]


def play(
    journey: Journey,
    database: Database,
    keeper: Keeper,
    folder: Path,
    kills: Sequence[Kill] = (),
    *,
    by_webhook: bool = False,
) -> Played:
    """Plays a journey with a bot that dies in each act as `kills` says; without them it lives.

    People only wait: nobody says or taps anything twice. Raises AssertionError when something is never answered.
    """
    with Stage(journey, database, folder) as stage:
        run = stage.run(by_webhook=by_webhook)
        steps = []
        with keeper.running(run):
            for number, act in enumerate([*journey.acts, LAST]):
                keeper.fuse.light(*(kills[number] if number < len(kills) else (0, 0)))
                stage.act(act)
                stage.waits_until_all_is_said()
                steps.append(keeper.fuse.taken)
                if not kills:
                    stage.check(act)
        return Played(stage.ending(), steps, run.deaths.read_text("utf-8").splitlines())


class Stage:
    """A Telegram, a database, and the people of a journey."""

    def __init__(self, journey: Journey, database: Database, folder: Path) -> None:
        self._folder = folder
        self._until_closed = ExitStack()
        self._api = self._until_closed.enter_context(BotApi())
        self._loop: asyncio.Runner = self._until_closed.enter_context(asyncio.Runner())
        self._store = database.store()
        self._url = database.url
        names = dict.fromkeys([*journey.everybody, LAST.who])
        self._people = {name: self._api.user(1001 + number, name) for number, name in enumerate(names)}
        self._loop.run(self._give_roles(journey))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.run(self._store.close())
        self._until_closed.close()

    def run(self, *, by_webhook: bool) -> Run:
        """What the bot needs to know."""
        deaths = self._folder / "deaths"
        deaths.write_text("", "utf-8")
        run = Run(self._url, self._api.url, self._api.token, time.monotonic(), deaths)
        if not by_webhook:
            return run
        return Run(self._url, self._api.url, self._api.token, time.monotonic(), deaths, free_port(), IN_HAND_SECONDS)

    def act(self, act: Act) -> None:
        person, what = self._people[act.who], act.what.format(**newest_codes(self._texts()))
        if act.does == "says":
            person.says(what)
        elif act.does == "taps":
            person.taps(what)
        else:
            labels = [label for shown in reversed(person.messages) for label in shown.labels]
            person.taps(next(label for label in labels if label.startswith(what)))

    def check(self, act: Act) -> None:
        """Everybody sees what they must see."""
        for name, letters in act.seen.items():
            self._people[name].waits_for(letters, timeout=0)

    def waits_until_all_is_said(self) -> None:
        """Every update is confirmed, and nothing waits to be said."""
        deadline = time.monotonic() + LONGEST
        while self._api.pending or self._loop.run(self._waiting()):
            assert time.monotonic() < deadline, f"not answered: {self}"
            time.sleep(POLL_SECONDS)

    def ending(self) -> Ending:
        chats = {name: [bubble(shown) for shown in person.messages] for name, person in self._people.items()}
        return Ending(chats, self._loop.run(rows_of(self._store)))

    def __str__(self) -> str:
        return "\n".join(str(person) for person in self._people.values())

    async def _give_roles(self, journey: Journey) -> None:
        before = START - timedelta(days=30)
        async with self._store.work() as work:
            for name, role in journey.people.items():
                person = await work.people.meet("telegram", str(self._people[name].id), before, Role.GUEST)
                await work.people.give_role(person, role, None, before)

    async def _waiting(self) -> int:
        query = select(func.count()).where(OutboxRow.delivered_on.is_(None), OutboxRow.failed_on.is_(None))
        async with self._store.work(read_only=True) as work:
            return int((await work.session.scalars(query)).one())

    def _texts(self) -> list[str]:
        return [shown.text for person in self._people.values() for shown in person.messages]
