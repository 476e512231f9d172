"""The figures of a week, counted in the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.week import Week
from bot.knowledge import Knowledge
from bot.knowledge.signal import ACT_TODAY
from bot.settings import TIMEZONE
from bot.store.chores import PURGE
from bot.store.database import Work
from bot.store.lifecycle import FINISHED, UNTOUCHED, Status
from bot.store.models import AskedRow, CaseRow, ReportRow, ReportSignalRow
from bot.store.reports import Outcome

TOP = 3
SHOWN = ("answer", "button")
"""What is counted when an article is shown; a thumb under it is no second showing."""


@dataclass(frozen=True)
class Figures:
    """What happened in a week. Mappings are from code to count, the highest count first.

    `open_cases` counts all that are unfinished now: (status, level) -> count; `questions_waiting` all that are not tied
    to an answer now, of whatever week. `purge_trouble` is since when old data could not be deleted.
    """

    week: Week
    area: str | None
    visits: Mapping[str, int]
    visits_before: int
    signals: Mapping[str, int]
    dimensions: Mapping[str, int]
    open_cases: Mapping[tuple[str, int], int]
    finished_cases: int
    questions: int
    topics: Mapping[str, int]
    unanswered: Sequence[str]
    routes_to_check: int
    questions_waiting: int = 0
    purge_trouble: datetime | None = None

    @property
    def visits_total(self) -> int:
        return sum(self.visits.values())

    @property
    def open_total(self) -> int:
        return sum(self.open_cases.values())

    @property
    def urgent_waiting(self) -> int:
        return sum(self.open_cases.get((status, ACT_TODAY), 0) for status in UNTOUCHED)


async def week_figures(work: Work, week: Week, now: datetime, knowledge: Knowledge, area: str | None = None) -> Figures:
    """The figures of a week, of one area and everything in it, or of the whole municipality."""
    session = work.session
    where = [ReportRow.area.in_(knowledge.areas.within(area))] if area else []
    signals = await _signals(session, week, where)
    purge = await work.chores.of(PURGE)
    return Figures(
        week=week,
        area=area,
        visits=await _visits(session, week, where),
        visits_before=sum((await _visits(session, week.previous(), where)).values()),
        signals=signals,
        dimensions=_dimensions(signals, knowledge),
        open_cases=await _open_cases(session, where),
        finished_cases=await _finished(session, week, where),
        questions=await _asked(session, week),
        topics=await _topics(session, week),
        unanswered=await work.questions.unanswered(week.start(), week.end()),
        routes_to_check=len(knowledge.routes_to_check(now.astimezone(TIMEZONE).date())),
        questions_waiting=await work.questions.waiting(),
        purge_trouble=purge.trouble_since(now) if purge else None,
    )


def _in_week(column: Any, week: Week) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = (column >= week.start()) & (column < week.end())
    return condition


async def _visits(session: AsyncSession, week: Week, where: Sequence[ColumnElement[bool]]) -> dict[str, int]:
    query = (
        select(ReportRow.outcome, func.count())
        .where(_in_week(ReportRow.reported_at, week), ReportRow.withdrawn_at.is_(None), *where)
        .group_by(ReportRow.outcome)
    )
    counts = {str(outcome): int(count) for outcome, count in (await session.execute(query)).all()}
    return {outcome: counts[outcome] for outcome in Outcome if outcome in counts}


async def _signals(session: AsyncSession, week: Week, where: Sequence[ColumnElement[bool]]) -> dict[str, int]:
    query = (
        select(ReportSignalRow.code, func.count())
        .join(ReportRow, ReportRow.id == ReportSignalRow.report_id)
        .where(_in_week(ReportRow.reported_at, week), ReportRow.withdrawn_at.is_(None), *where)
        .group_by(ReportSignalRow.code)
        .order_by(func.count().desc(), ReportSignalRow.code)
    )
    return {code: int(count) for code, count in (await session.execute(query)).all()}


def _dimensions(signals: Mapping[str, int], knowledge: Knowledge) -> dict[str, int]:
    counts: dict[str, int] = {}
    for code, count in signals.items():
        if code in knowledge.signals and knowledge.signals[code].dimension != "none":
            dimension = knowledge.signals[code].dimension
            counts[dimension] = counts.get(dimension, 0) + count
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


async def _open_cases(session: AsyncSession, where: Sequence[ColumnElement[bool]]) -> dict[tuple[str, int], int]:
    query = (
        select(CaseRow.status, ReportRow.level, func.count())
        .join(ReportRow, ReportRow.id == CaseRow.report_id)
        .where(CaseRow.status.not_in(FINISHED), *where)
        .group_by(CaseRow.status, ReportRow.level)
    )
    return {(status, level): int(count) for status, level, count in (await session.execute(query)).all()}


async def _finished(session: AsyncSession, week: Week, where: Sequence[ColumnElement[bool]]) -> int:
    query = (
        select(func.count())
        .select_from(CaseRow)
        .join(ReportRow, ReportRow.id == CaseRow.report_id)
        .where(CaseRow.status == Status.DONE, _in_week(CaseRow.changed_at, week), *where)
    )
    return int((await session.scalars(query)).one())


async def _asked(session: AsyncSession, week: Week) -> int:
    asked = AskedRow.action.in_(("answer", "clarify", "fallback"))
    query = select(func.count()).select_from(AskedRow).where(_in_week(AskedRow.asked_at, week), asked)
    return int((await session.scalars(query)).one())


async def _topics(session: AsyncSession, week: Week) -> dict[str, int]:
    query = (
        select(AskedRow.topic, func.count())
        .where(_in_week(AskedRow.asked_at, week), AskedRow.topic.is_not(None), AskedRow.action.in_(SHOWN))
        .group_by(AskedRow.topic)
        .order_by(func.count().desc(), AskedRow.topic)
        .limit(TOP)
    )
    return {str(topic): int(count) for topic, count in (await session.execute(query)).all()}
