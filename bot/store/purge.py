"""Forgetting what is past its term: some of it at once, reports only after they were counted."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, and_, delete, func, or_, select, update

from bot.errors import StoreError
from bot.settings import TIMEZONE
from bot.store.chores import PURGE
from bot.store.database import Store, Work
from bot.store.holding import hold
from bot.store.lifecycle import FINISHED
from bot.store.models import (
    AskedRow,
    CaseRow,
    ConversationRow,
    DigestRow,
    DutyRow,
    HandledUpdateRow,
    InvitationRow,
    OutboxRow,
    PersonRow,
    PracticeGroupRow,
    QuestionRow,
    ReminderRow,
    ReportRow,
    UsageRow,
)
from bot.store.people import Person
from bot.store.reports import CHANGE_WITHIN, Consent
from bot.store.role import Role
from bot.store.weekly_counts import fold

Condition = ColumnElement[bool]
Areas = Mapping[str, str]
"""An area -> the one with which it is counted when only counts remain; an area that is not here is counted itself."""

BATCH = 500
"""People or reports in one transaction: enough to be quick, few enough to keep nobody waiting."""

YEAR = timedelta(days=365)


async def _delete(work: Work, table: Any, past: Condition, areas: Areas) -> int:
    return _count(await work.session.execute(delete(table).where(past)))


async def _delete_notes(work: Work, table: Any, past: Condition, areas: Areas) -> int:
    return _count(await work.session.execute(update(ReportRow).where(past).values(note=None)))


async def _erase(work: Work, table: Any, past: Condition, areas: Areas) -> int:
    # Who is in a turn just now is no longer past the term when it ends.
    query = hold(work.session, select(PersonRow.id).where(past).limit(BATCH), PersonRow, pass_by=True)
    ids = (await work.session.scalars(query)).all()
    for person_id in ids:
        await work.people.erase(Person(person_id, Role.GUEST))
    return len(ids)


async def _fold(work: Work, table: Any, past: Condition, areas: Areas) -> int:
    return await fold(work.session, past, BATCH, areas)


async def _cut_loose(work: Work, table: Any, past: Condition, areas: Areas) -> int:
    """Nobody can correct the report any more, so it needs no way back to who made it, and no moment but its day.

    What the resident did not agree to keeps no more than what is counted of it.
    """
    query = hold(work.session, select(ReportRow).where(past).limit(BATCH), ReportRow, pass_by=True)
    rows = (await work.session.scalars(query)).all()
    for row in rows:
        row.reporter_key = None
        row.reported_at = datetime.combine(row.reported_at.astimezone(TIMEZONE).date(), time(12), TIMEZONE)
        if row.consent not in (None, Consent.YES):
            row.age_band = row.living = row.wish = None
    await work.session.flush()
    return len(rows)


@dataclass(frozen=True)
class Term:
    """How long something is kept: the rows of a table that are past it, and how (a part of) those are forgotten."""

    table: Any
    length: timedelta
    past: Callable[[datetime], Condition]
    forget: Callable[[Work, Any, Condition, Areas], Awaitable[int]] = _delete


def _closed(before: datetime) -> Condition:
    closed = select(CaseRow.report_id).where(CaseRow.status.in_(FINISHED), CaseRow.changed_at < before)
    return ReportRow.id.in_(closed.correlate(None))


def _without_case(before: datetime) -> Condition:
    its_case = select(CaseRow.code).where(CaseRow.report_id == ReportRow.id).correlate(ReportRow)
    return and_(ReportRow.reported_at < before, ~its_case.exists())


TERMS: Mapping[str, Term] = {
    "handled updates": Term(HandledUpdateRow, timedelta(days=7), lambda before: HandledUpdateRow.handled_on < before),
    "counts of what somebody did": Term(UsageRow, timedelta(days=1), lambda before: UsageRow.counted_on < before),
    "conversations": Term(ConversationRow, timedelta(days=30), lambda before: ConversationRow.changed_on < before),
    "delivered messages": Term(
        OutboxRow,
        timedelta(days=60),
        lambda before: or_(OutboxRow.delivered_on < before, OutboxRow.failed_on < before),
    ),
    "messages that could not be delivered": Term(
        OutboxRow,
        timedelta(days=14),
        lambda before: and_(
            OutboxRow.delivered_on.is_(None), OutboxRow.failed_on.is_(None), OutboxRow.created_on < before
        ),
    ),
    "reminders": Term(ReminderRow, timedelta(days=7), lambda before: ReminderRow.look_on < before),
    "groups that practised": Term(
        PracticeGroupRow, timedelta(days=2), lambda before: PracticeGroupRow.opened_on < before
    ),
    "duty that is over": Term(DutyRow, timedelta(days=30), lambda before: DutyRow.until < before),
    "digests": Term(DigestRow, timedelta(days=60), lambda before: DigestRow.made_on < before),
    "invitations": Term(InvitationRow, timedelta(days=30), lambda before: InvitationRow.expires_at < before),
    "unanswered questions": Term(QuestionRow, timedelta(days=90), lambda before: QuestionRow.asked_at < before),
    "notes": Term(
        ReportRow,
        timedelta(days=90),
        lambda before: and_(ReportRow.reported_at < before, ReportRow.note.is_not(None)),
        _delete_notes,
    ),
    "reports without a case": Term(ReportRow, YEAR, _without_case, _fold),
    "closed cases with their reports": Term(ReportRow, YEAR, _closed, _fold),
    "links to who reported without a case": Term(
        ReportRow,
        CHANGE_WITHIN,
        lambda before: and_(_without_case(before), ReportRow.reporter_key.is_not(None)),
        _cut_loose,
    ),
    "links to who reported in a closed case": Term(
        ReportRow,
        timedelta(days=30),
        lambda before: and_(_closed(before), ReportRow.reporter_key.is_not(None)),
        _cut_loose,
    ),
    "guests": Term(
        PersonRow,
        timedelta(days=90),
        lambda before: and_(PersonRow.role == Role.GUEST, PersonRow.last_seen < before),
        _erase,
    ),
    "people with a role who were not seen": Term(
        PersonRow, 2 * YEAR, lambda before: and_(PersonRow.role != Role.GUEST, PersonRow.last_seen < before), _erase
    ),
    "counts of questions": Term(AskedRow, 3 * YEAR, lambda before: AskedRow.asked_at < before),
}
"""What is forgotten after how long. A case that is open stays."""


async def purge(store: Store, now: datetime, areas: Areas) -> dict[str, int]:
    """Forgets what is past its term; gives how many of each kind that were. Raises StoreError.

    Each part is a transaction of its own, so that a failure undoes little, and the next time goes on from there.
    """
    forgotten: dict[str, int] = {}
    for name, term in TERMS.items():
        while True:
            async with store.work() as work:
                count = await term.forget(work, term.table, term.past(now - term.length), areas)
            if not count:
                break
            forgotten[name] = forgotten.get(name, 0) + count
    if forgotten:
        await store.forget_traces()
    return forgotten


async def past_term(store: Store, now: datetime) -> dict[str, int]:
    """How many of each kind `purge` would forget now. Raises StoreError."""
    counts: dict[str, int] = {}
    async with store.work(read_only=True) as work:
        for name, term in TERMS.items():
            query = select(func.count()).select_from(term.table).where(term.past(now - term.length))
            counts[name] = int((await work.session.scalars(query)).one())
    return {name: count for name, count in counts.items() if count}


async def purge_and_note(store: Store, now: datetime, areas: Areas) -> dict[str, int]:
    """As `purge`, and notes that it went well, or that it did not. Raises whatever went wrong."""
    try:
        forgotten = await purge(store, now, areas)
    except Exception as error:
        with contextlib.suppress(StoreError):  # where nothing can be written, what went wrong is told all the same
            async with store.work() as work:
                await work.chores.failed(PURGE, error, now)
        raise
    async with store.work() as work:
        await work.chores.went_well(PURGE, now)
    return forgotten


def _count(result: Any) -> int:
    assert isinstance(result, CursorResult), "without RETURNING nothing else comes back"
    return result.rowcount
