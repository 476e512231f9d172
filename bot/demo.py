"""Invented visits, to look at the digest and to measure. Seeded: the same number gives the same visits."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import select

from bot.dialogue.texts.report import AGE_BANDS, LIVINGS
from bot.errors import UsageError
from bot.knowledge import Knowledge
from bot.store.cases import Doer
from bot.store.database import Store, Work
from bot.store.lifecycle import Actor, Ending, Status
from bot.store.models import ReportRow
from bot.store.reports import Consent, Outcome, Report

SEED = 75
WEEKS = 9
OUTCOMES = {Outcome.VISITED: 70, Outcome.NOBODY_HOME: 15, Outcome.REFUSED: 10, Outcome.CANCELLED: 5}
CONSENTS = {Consent.YES: 75, Consent.NO: 10, Consent.NOT_ASKED: 15}
BATCH = 1000
Choice = TypeVar("Choice")


async def fill(store: Store, knowledge: Knowledge, reports: int, now: datetime) -> None:
    """Fills an empty database with visits of the last nine weeks. Raises UsageError when it is not empty."""
    chance = random.Random(SEED)  # noqa: S311  invented visits need no secrets
    async with store.work() as work:
        if (await work.session.scalars(select(ReportRow.id).limit(1))).first() is not None:
            raise UsageError("this database has reports already: set DATABASE_URL to a new one")
    for start in range(0, reports, BATCH):
        async with store.work() as work:
            for _ in range(min(BATCH, reports - start)):
                await _add(work, knowledge, chance, now)


async def _add(work: Work, knowledge: Knowledge, chance: random.Random, now: datetime) -> None:
    at = now - timedelta(days=chance.uniform(0, 7 * WEEKS))
    report = _report(knowledge, chance)
    report_id = await work.reports.add("demo", report, at)
    if report.consent is not Consent.YES:
        return
    code = await work.cases.open(report_id, at)
    case = await work.cases.find(code)
    moves: Sequence[Status] = (Status.IN_HAND, Status.DONE)
    for number, status in enumerate(moves, 1):
        if case and chance.random() < 0.8:
            ending = chance.choice(list(Ending)) if status is Status.DONE else None
            when = min(now, at + timedelta(days=number * 2))
            await work.cases.move(case, status, Doer(Actor.COORDINATOR, None), when, outcome=ending)
            case = await work.cases.find(code)


def _report(knowledge: Knowledge, chance: random.Random) -> Report:
    outcome = _pick(chance, OUTCOMES)
    if outcome is not Outcome.VISITED:
        return Report(outcome)
    signals = list(knowledge.signals.values())
    # A signal that asks for action today is rare; the lighter ones are common.
    weights = [{1: 10, 2: 4, 3: 0.2}[signal.level] for signal in signals]
    chosen = {s.code: s.level for s in chance.choices(signals, weights, k=chance.randint(0, 5))}
    wijken = [area.id for area in knowledge.areas.by_id.values() if area.level == "wijk"]
    return Report(
        outcome=outcome,
        signals=tuple(chosen),
        level=max(chosen.values(), default=0),
        age_band=chance.choice([band for band in AGE_BANDS if band != "unknown"]),
        area=chance.choice(wijken),
        living=chance.choices([code for code in LIVINGS if code != "unknown"], [6, 3, 1])[0],
        consent=_pick(chance, CONSENTS),
    )


def _pick(chance: random.Random, weights: dict[Choice, int]) -> Choice:
    return chance.choices(list(weights), list(weights.values()))[0]
