"""A database with a few reports, and the week in which they were made."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.digest.figures import Figures, week_figures
from bot.digest.week import Week
from bot.knowledge import Knowledge
from bot.store.cases import Doer
from bot.store.database import Store
from bot.store.lifecycle import Actor, Ending, Status
from bot.store.reports import Consent, Outcome, Report
from bot.store.vault import Vault

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
        level: int = 1,
    ) -> int:
        report = Report(outcome, signals, level, "80-84", area, "alone", Consent.YES if case else Consent.NO)
        async with self.store.work() as work:
            number = await work.reports.add("key", report, self.at(days))
            if case:
                self.made.append(await work.cases.open(number, self.at(days)))
        return number

    async def move(self, code: str, status: Status, days: float) -> None:
        async with self.store.work() as work:
            case = await work.cases.find(code)
            assert case is not None
            ending = Ending.TEAM if status is Status.DONE else None
            assert await work.cases.move(case, status, Doer(Actor.COORDINATOR, None), self.at(days), outcome=ending)

    async def withdraw(self, number: int) -> None:
        async with self.store.work() as work:
            kept = next(report for report in await work.reports.mine("key", limit=100) if report.id == number)
            assert await work.reports.withdraw("key", number, kept.reported_at)
            if kept.case_code and (case := await work.cases.find(kept.case_code)):
                by = Doer(Actor.REPORTER, None)
                assert await work.cases.move(case, Status.WITHDRAWN, by, kept.reported_at)

    async def ask(self, topic: str | None, days: float = 1, text: str | None = None) -> None:
        async with self.store.work() as work:
            await work.questions.count("answer" if topic else "fallback", topic, self.at(days))
            if text:
                await work.questions.keep_unanswered("key", text, self.at(days))

    async def figures(self, area: str | None = None, **more: Any) -> Figures:
        async with self.store.work(read_only=True) as work:
            return await week_figures(work, self.week, self.week.end(), self.knowledge, area, **more)


@pytest.fixture
async def visits(tmp_path: Path, knowledge: Knowledge) -> AsyncIterator[Visits]:
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'week.db'}", Vault("for tests"))
    await store.upgrade()
    yield Visits(store, knowledge)
    await store.close()
