"""A database with a few reports, and the week in which they were made."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.digest.figures import Figures, week_figures
from bot.digest.needs import Needs, needs
from bot.digest.week import Week
from bot.knowledge import Knowledge
from bot.store.cases import Doer
from bot.store.database import Store
from bot.store.lifecycle import Actor, Ending, Status
from bot.store.reports import Consent, Outcome, Report
from tests.databases import Database

WEEK = Week(2026, 46)


@dataclass
class Visits:
    """Reports as a test makes them: `await visits.add(signals=["vallen"], days=2)`."""

    store: Store
    knowledge: Knowledge
    week: Week = WEEK
    made: list[str] = field(default_factory=list)

    def at(self, days: float) -> datetime:
        """So many days after the week began."""
        return self.week.start() + timedelta(days=days)

    async def add(
        self,
        outcome: Outcome = Outcome.VISITED,
        signals: tuple[str, ...] = (),
        area: str | None = None,
        days: float = 1,
        case: bool = False,
        level: int | None = None,
        **more: Any,
    ) -> int:
        if level is None:
            level = 1 if signals else 0
        report = Report(outcome, signals, level, area=area, consent=Consent.YES if case else Consent.NO, **more)
        async with self.store.work() as work:
            number = await work.reports.add("key", report, self.at(days))
            if case:
                self.made.append(await work.cases.open(number, self.at(days)))
        return number

    async def move(self, code: str, status: Status, days: float, ending: Ending = Ending.BUDDY) -> None:
        async with self.store.work() as work:
            case = await work.cases.find(code)
            assert case is not None
            part = Actor.REPORTER if status is Status.WITHDRAWN else Actor.COORDINATOR
            assert await work.cases.move(
                case, status, Doer(part, None), self.at(days), outcome=ending if status is Status.DONE else None
            )

    async def withdraw(self, number: int) -> None:
        async with self.store.work() as work:
            kept = next(report for report in await work.reports.mine("key", limit=100) if report.id == number)
            assert await work.reports.withdraw("key", number, kept.reported_at)
        if kept.case_code:
            await self.move(kept.case_code, Status.WITHDRAWN, days=1)

    async def ask(self, topic: str | None, days: float = 1, text: str | None = None) -> None:
        async with self.store.work() as work:
            await work.questions.count("answer" if topic else "fallback", topic, self.at(days))
            if text:
                await work.questions.keep_unanswered("key", text, self.at(days))

    async def figures(self, *areas: str) -> Figures:
        async with self.store.work(read_only=True) as work:
            return await week_figures(work.session, self.week, self.knowledge, areas)

    async def needs(self, followed: Collection[str] | None = None, days: float = 7) -> Needs:
        """What waits so many days after the week began."""
        async with self.store.work(read_only=True) as work:
            return await needs(work, self.at(days), self.knowledge, followed)


@pytest.fixture
async def visits(database: Database, knowledge: Knowledge) -> AsyncIterator[Visits]:
    async with database.opened() as store:
        yield Visits(store, knowledge)
