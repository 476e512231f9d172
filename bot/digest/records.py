"""What a week's figures are made of, counted in the database: groups of records, never single ones that stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.digest.week import Week
from bot.knowledge.signal import ACT_TODAY
from bot.store.deadlines import due_at, working_days_old
from bot.store.history import Step
from bot.store.lifecycle import FINISHED, Status
from bot.store.models import AskedRow, CaseEventRow, CaseRow, ReportRow, ReportSignalRow, WeeklyCountRow
from bot.store.participation import CASES, PEOPLE
from bot.store.participation import KIND as PRACTICE

TAKEN_UP = (Step.IN_HAND, Step.DONE)
"""The first of these steps is when somebody took a case up; some are ended at once."""

UNFINISHED = tuple(status for status in Status if status not in FINISHED)

Places = Collection[str] | None
"""Ids of areas, None for everywhere."""


class ReportGroup(NamedTuple):
    """How many visits of a week had all of this in common; `level` is 0 where nothing was noticed."""

    outcome: str
    reason: str | None
    age_band: str | None
    area: str | None
    wish: str | None
    level: int
    times: int


class FoldedGroup(NamedTuple):
    """A count that remained of visits past their term (see `bot.store.weekly_counts`)."""

    area: str
    kind: str
    code: str
    times: int


class TakenUp(NamedTuple):
    """Cases that were taken up after so many working days, in time or not."""

    working_days: int
    in_time: bool


class WeekCount(NamedTuple):
    """Visits of a week, and those at which something was noticed."""

    visits: int
    noticed: int


class Practised(NamedTuple):
    """How many cases were practised in a week, and by how many people."""

    cases: int
    people: int


NOBODY_PRACTISED = Practised(0, 0)


@dataclass(frozen=True)
class Records:
    """A week. `opened` counts new cases by level, `urgent_in_time` those of the highest that were taken up in time.

    `asked` is (action, topic) -> count; `trend` has only weeks in which something was reported.
    """

    reports: Sequence[ReportGroup] = ()
    folded: Sequence[FoldedGroup] = ()
    signals: Mapping[str, int] = field(default_factory=dict)
    opened: Mapping[int, int] = field(default_factory=dict)
    urgent_in_time: int = 0
    taken_up: Mapping[TakenUp, int] = field(default_factory=dict)
    ended: Mapping[str, int] = field(default_factory=dict)
    asked: Mapping[tuple[str, str | None], int] = field(default_factory=dict)
    trend: Mapping[Week, WeekCount] = field(default_factory=dict)
    practised: Practised = NOBODY_PRACTISED


async def count_records(session: AsyncSession, week: Week, trend: Sequence[Week], places: Places = None) -> Records:
    """Counts a week, and the visits of the weeks of a trend."""
    here = _in(ReportRow.area, places)
    urgent = await _urgent(session, week, here)
    return Records(
        reports=await _reports(session, week, here),
        folded=await _folded(session, week, places),
        signals=await _signals(session, week, here),
        opened=await _opened(session, week, here),
        urgent_in_time=urgent,
        taken_up=await _taken_up(session, week, here),
        ended=await _ended(session, week, here),
        asked=await _asked(session, week),
        trend=await _trend(session, trend, places),
        practised=await _practised(session, week),
    )


def within(column: Any, week: Week) -> ColumnElement[bool]:
    """Whether a moment is in a week."""
    return and_(column >= week.start(), column < week.end())


def _in(column: Any, places: Places) -> tuple[ColumnElement[bool], ...]:
    return () if places is None else (column.in_(sorted(places)),)


Where = Iterable[ColumnElement[bool]]


async def _reports(session: AsyncSession, week: Week, here: Where) -> list[ReportGroup]:
    together = (
        ReportRow.outcome,
        ReportRow.reason,
        ReportRow.age_band,
        ReportRow.area,
        ReportRow.wish,
        ReportRow.level,
    )
    query = select(*together, func.count()).where(*_counted(week), *here).group_by(*together)
    return [ReportGroup(*row) for row in (await session.execute(query)).all()]


async def _folded(session: AsyncSession, week: Week, places: Places) -> list[FoldedGroup]:
    table = WeeklyCountRow
    query = select(table.area, table.kind, table.code, table.count)
    query = query.where(table.week == str(week), *_in(table.area, places))
    return [FoldedGroup(*row) for row in (await session.execute(query)).all()]


async def _signals(session: AsyncSession, week: Week, here: Where) -> dict[str, int]:
    query = (
        select(ReportSignalRow.code, func.count())
        .join(ReportRow, ReportRow.id == ReportSignalRow.report_id)
        .where(*_counted(week), *here)
        .group_by(ReportSignalRow.code)
    )
    return {code: int(count) for code, count in (await session.execute(query)).all()}


async def _opened(session: AsyncSession, week: Week, here: Where) -> dict[int, int]:
    query = _cases(select(ReportRow.level, func.count()))
    query = query.where(within(CaseRow.opened_at, week), *here).group_by(ReportRow.level)
    return {int(level): int(count) for level, count in (await session.execute(query)).all()}


async def _urgent(session: AsyncSession, week: Week, here: Where) -> int:
    first = _first_of_taking_up(CaseEventRow.at, CaseEventRow, CaseRow.code)
    query = _cases(select(first.label("at"), CaseRow.opened_at, ReportRow.level)).where(within(CaseRow.opened_at, week))
    rows = await session.execute(query.where(ReportRow.level == ACT_TODAY, *here))
    return sum(at is not None and at <= due_at(level, opened_at) for at, opened_at, level in rows.all())


async def _taken_up(session: AsyncSession, week: Week, here: Where) -> Counter[TakenUp]:
    """Counted by the working days that it took, so that the median can be found without keeping every case.

    In time is by the first term: who gets a case later has a new one, but the resident waited since it was opened.
    """
    step, steps = CaseEventRow, aliased(CaseEventRow)
    is_first = step.number == _first_of_taking_up(steps.number, steps, step.case_code)
    query = _cases(select(step.at, CaseRow.opened_at, ReportRow.level)).join(step, step.case_code == CaseRow.code)
    query = query.where(step.step.in_(TAKEN_UP), within(step.at, week), is_first, *here)
    found: Counter[TakenUp] = Counter()
    async for at, opened_at, level in await session.stream(query.execution_options(yield_per=1000)):
        found[TakenUp(working_days_old(opened_at, at), at <= due_at(level, opened_at))] += 1
    return found


def _first_of_taking_up(what: Any, steps: Any, code: Any) -> ScalarSelect[Any]:
    """What is so of the first of a case's steps with which it was taken up.

    It is asked case by case, in the order of the steps: a short look in an index, where all at once, or the least of
    their moments, has a database read every step there is.
    """
    of_case = select(what).where(steps.case_code == code, steps.step.in_(TAKEN_UP))
    return of_case.order_by(steps.number).limit(1).scalar_subquery()


async def _ended(session: AsyncSession, week: Week, here: Where) -> dict[str, int]:
    """By how it ended; what was taken up again has not.

    A case last changed with the step that ended it; its status is not asked, because most cases there are have ended.
    """
    step = CaseEventRow
    last = and_(step.case_code == CaseRow.code, step.at == CaseRow.changed_at)
    query = _cases(select(CaseRow.outcome, func.count())).join(step, last)
    query = query.where(step.step == Step.DONE, within(step.at, week), CaseRow.outcome.is_not(None), *here)
    rows = await session.execute(query.group_by(CaseRow.outcome))
    return {outcome: int(count) for outcome, count in rows.all()}


async def _asked(session: AsyncSession, week: Week) -> dict[tuple[str, str | None], int]:
    together = (AskedRow.action, AskedRow.topic)
    query = select(*together, func.count()).where(within(AskedRow.asked_at, week)).group_by(*together)
    return {(action, topic): int(count) for action, topic, count in (await session.execute(query)).all()}


async def _practised(session: AsyncSession, week: Week) -> Practised:
    """Everywhere: where somebody practises is not known."""
    table = WeeklyCountRow
    query = select(table.code, table.count).where(table.week == str(week), table.kind == PRACTICE)
    counts = {code: int(count) for code, count in (await session.execute(query)).all()}
    return Practised(counts.get(CASES, 0), counts.get(PEOPLE, 0))


async def _trend(session: AsyncSession, weeks: Sequence[Week], places: Places) -> dict[Week, WeekCount]:
    found: dict[Week, WeekCount] = {}
    for run in _runs(sorted(weeks)):
        counts = await _run(session, run, places)
        found |= {week: count for week, count in counts.items() if count.visits}
    return found


async def _run(session: AsyncSession, weeks: Sequence[Week], places: Places) -> dict[Week, WeekCount]:
    """Weeks that follow each other, in one go over the visits."""
    place = case(*((ReportRow.reported_at < week.end(), number) for number, week in enumerate(weeks)))
    noticed = case((ReportRow.level > 0, 1), else_=0)
    # Grouped outside: PostgreSQL does not see that the same expression with the same values stands in both places.
    visits = (
        select(place.label("place"), noticed.label("noticed"))
        .where(
            ReportRow.reported_at >= weeks[0].start(),
            ReportRow.reported_at < weeks[-1].end(),
            ReportRow.withdrawn_at.is_(None),
            *_in(ReportRow.area, places),
        )
        .subquery()
    )
    query = select(visits.c.place, func.count(), func.sum(visits.c.noticed)).group_by(visits.c.place)
    counts = {weeks[number]: (int(count), int(some)) for number, count, some in (await session.execute(query)).all()}
    table = WeeklyCountRow
    folded = (
        select(table.week, table.kind, func.sum(table.count))
        .where(table.week.in_([str(week) for week in weeks]), table.kind.in_(("outcome", "level")))
        .where(*_in(table.area, places))
        .group_by(table.week, table.kind)
    )
    for name, kind, count in (await session.execute(folded)).all():
        week = Week.parse(name)
        visited, some = counts.get(week, (0, 0))
        more = int(count)
        counts[week] = (visited + more, some) if kind == "outcome" else (visited, some + more)
    return {week: WeekCount(*count) for week, count in counts.items()}


def _runs(weeks: Sequence[Week]) -> list[list[Week]]:
    runs: list[list[Week]] = []
    for week in weeks:
        if runs and runs[-1][-1] == week.previous():
            runs[-1].append(week)
        else:
            runs.append([week])
    return runs


def _counted(week: Week) -> tuple[ColumnElement[bool], ...]:
    return (within(ReportRow.reported_at, week), ReportRow.withdrawn_at.is_(None))


def _cases(query: Any) -> Any:
    """Cases with their reports, without those that were withdrawn."""
    joined = query.select_from(CaseRow).join(ReportRow, ReportRow.id == CaseRow.report_id)
    return joined.where(CaseRow.status != Status.WITHDRAWN)
