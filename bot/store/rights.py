"""Everything that is kept of one person, for themselves to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from bot.store.database import Work
from bot.store.digests import DigestChoice, SentDigest
from bot.store.duty import Duty
from bot.store.limits import Counted, Window
from bot.store.models import CaseEventRow, OutboxRow
from bot.store.people import Entry, Person
from bot.store.personal import Mine
from bot.store.questions import AskedQuestion
from bot.store.reminders import Reminder
from bot.store.reports import KeptReport


@dataclass(frozen=True)
class CaseStep:
    """A step that somebody took in a case. `step` and `detail` are codes of ours."""

    code: str
    at: datetime
    step: str
    detail: str | None


@dataclass(frozen=True)
class Kept:
    """What is kept of somebody. `waiting` are the messages still on their way, `delivered` counts those that went.

    `digests` are those that they got, with their payloads; `choice` is None when they chose nothing about digests.
    `usage` has how much they did a short while ago, `practice` how practising goes, `group_answers` counts what they
    answered in groups, `votes` has the thumb that each article got from them. `reminders_wanted` is False when they
    turned reminders off.
    """

    entry: Entry
    reports: Sequence[KeptReport]
    questions: Sequence[AskedQuestion]
    steps: Sequence[CaseStep]
    waiting: Sequence[dict[str, Any]]
    delivered: int
    digests: Sequence[tuple[SentDigest, dict[str, Any]]]
    choice: DigestChoice | None
    conversation: dict[str, Any] | None
    duty: Duty | None
    usage: Mapping[Counted, Window]
    practice: Mapping[str, Any]
    group_answers: int
    reminders: Sequence[Reminder]
    reminders_wanted: bool
    votes: Mapping[str, str]


async def kept_of(work: Work, person: Person) -> Kept:
    """Everything that the database has of somebody."""
    key = work.people.reporter_key(person)
    messages = select(func.count()).where(OutboxRow.person_id == person.id, OutboxRow.payload.is_(None))
    choice = await work.digests.choice(person)
    return Kept(
        entry=await work.people.entry(person),
        reports=await work.reports.mine(key, limit=None),
        questions=await work.questions.asked_by(work.people.asker_key(person)),
        steps=await _steps(work, person),
        waiting=await work.outbox.waiting_for(person.id),
        delivered=int((await work.session.scalars(messages)).one()),
        digests=await work.digests.kept_of(person),
        choice=choice if choice != DigestChoice() else None,
        conversation=await work.conversations.state(person),
        duty=await work.duty.of(person),
        usage=await work.usage.kept_of(person),
        practice=await work.personal.of(person, Mine.PRACTICE),
        group_answers=await work.practice_groups.count_of(person),
        reminders=await work.reminders.of(person),
        reminders_wanted=await work.reminders.are_wanted(person),
        votes=await work.personal.of(person, Mine.VOTES),
    )


async def _steps(work: Work, person: Person) -> list[CaseStep]:
    """In each case somebody has another pseudonym, so it is made for every case and compared."""
    query = select(
        CaseEventRow.case_code, CaseEventRow.at, CaseEventRow.step, CaseEventRow.detail, CaseEventRow.actor_key
    ).where(CaseEventRow.actor_key.is_not(None))
    theirs: dict[str, str] = {}
    steps = []
    for code, at, step, detail, key in await work.session.execute(query.order_by(CaseEventRow.at)):
        if code not in theirs:
            theirs[code] = work.cases.actor_key(code, person.id)
        if key == theirs[code]:
            steps.append(CaseStep(code, at, step, detail))
    return steps
