"""Invented visits, to look at the digest and to measure. Seeded: the same number gives the same visits."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import select

from bot.dialogue.texts.report import AGE_BANDS, LIVINGS
from bot.errors import UsageError
from bot.knowledge import Knowledge
from bot.store.cases import Case, Doer
from bot.store.database import Store, Work
from bot.store.lifecycle import Actor, Assignee, Ending, Status, moves_from
from bot.store.models import ReportRow
from bot.store.reports import Consent, Outcome, Reason, Report, Wish

SEED = 75
WEEKS = 9
OUTCOMES = {Outcome.VISITED: 70, Outcome.NOBODY_HOME: 15, Outcome.REFUSED: 10, Outcome.CANCELLED: 5}
CONSENTS = {Consent.YES: 75, Consent.NO: 10, Consent.NOT_ASKED: 15}
WISHES = {Wish.NOTHING: 25, Wish.TALK: 40, Wish.TAKE_PART: 20, Wish.HELP: 15}
FOLLOW_UPS = {Assignee.VOLUNTEER: 35, Assignee.TEAM: 20, Assignee.GP: 5, Assignee.COORDINATOR: 40}
REASONS = {Reason.TOO_BUSY: 30, Reason.NOT_FOR_ME: 25, Reason.HAS_COMPANY: 15, Reason.NO_TRUST: 10, Reason.UNWELL: 20}
MOVES = {
    Status.NEW: 0,
    Status.ASSIGNED: 25,
    Status.IN_HAND: 40,
    Status.WAITING: 10,
    Status.DONE: 25,
    Status.WITHDRAWN: 0,
}
GOES_ON = 0.85
"""How likely it is that a case moves on within some days."""
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
    case = await work.cases.find(await work.cases.open(report_id, at))
    while case is not None and (at := at + timedelta(days=chance.uniform(0, 6))) < now and chance.random() < GOES_ON:
        await _move(work, case, chance, at)
        case = await work.cases.find(case.code)


async def _move(work: Work, case: Case, chance: random.Random, at: datetime) -> None:
    """One step of a case, as the lifecycle allows it: by a coordinator, or by the volunteer whose case it is."""
    actor = Actor.REPORTER if case.assigned_to is Assignee.VOLUNTEER and chance.random() < 0.5 else Actor.COORDINATOR
    possible = {
        status: weight
        for status in moves_from(case.status, actor, case.assigned_to)
        if (weight := MOVES[status]) and case.status is not Status.DONE
    }
    if possible:
        await work.cases.move(
            case,
            (status := _pick(chance, possible)),
            Doer(actor, None),
            at,
            assigned_to=chance.choice(list(Assignee)) if status is Status.ASSIGNED else None,
            wait_until=at + timedelta(days=chance.choice((1, 7, 14))) if status is Status.WAITING else None,
            outcome=chance.choice(list(Ending)) if status is Status.DONE else None,
        )


def _report(knowledge: Knowledge, chance: random.Random) -> Report:
    outcome = _pick(chance, OUTCOMES)
    if outcome is not Outcome.VISITED:
        return Report(outcome, reason=_pick(chance, REASONS) if outcome is Outcome.REFUSED else None)
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
        wish=_pick(chance, WISHES),
        follow_up=_pick(chance, FOLLOW_UPS),
    )


def _pick(chance: random.Random, weights: Mapping[Choice, int]) -> Choice:
    return chance.choices(list(weights), list(weights.values()))[0]
