"""Counts of a week, in an area: what remains of reports and cases past their term, and how much was practised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.settings import TIMEZONE
from bot.store.insert import insert_into
from bot.store.models import CaseRow, ReportRow, ReportSignalRow, WeeklyCountRow

NO_AREA = "-"
OF_REPORT = ("outcome", "reason", "age_band", "living", "wish", "consent")
"""What is counted of a report, beside its signals and, where there are any, their level; of its case the ending."""

Cell = tuple[str, str, str, str]
"""Week, area, kind, code."""


async def fold(session: AsyncSession, past: ColumnElement[bool], most: int, areas: Mapping[str, str]) -> int:
    """Counts reports and deletes them with their cases, together or not at all; gives how many, at most `most`.

    An area is counted with the one that `areas` has for it. What was withdrawn is deleted and not counted.
    """
    query = select(ReportRow, CaseRow).outerjoin(CaseRow, CaseRow.report_id == ReportRow.id).where(past)
    found = (await session.execute(query.order_by(ReportRow.id).limit(most))).all()
    ids = [report.id for report, _ in found]
    signals = await session.execute(
        select(ReportSignalRow.report_id, ReportSignalRow.code).where(ReportSignalRow.report_id.in_(ids))
    )
    noticed: dict[int, list[str]] = {}
    for report_id, code in signals:
        noticed.setdefault(report_id, []).append(code)
    # Only what we deleted is counted: of two processes one deletes a report, and the other finds it gone.
    gone = delete(ReportRow).where(ReportRow.id.in_(ids), past).returning(ReportRow.id)
    deleted = set(await session.scalars(gone, execution_options={"synchronize_session": False}))
    counted = Counter(
        cell
        for report, case in found
        if report.id in deleted and report.withdrawn_at is None
        for cell in _cells(report, areas.get(report.area or "", report.area), case, noticed.get(report.id, ()))
    )
    await _add(session, counted)
    session.expunge_all()
    return len(deleted)


async def count(session: AsyncSession, cells: Sequence[Cell]) -> None:
    """Adds one to each of these counts."""
    await _add(session, Counter(cells))


def week_of(moment: datetime) -> str:
    """The ISO 8601 week in local time, as in `2026-W07`."""
    year, week, _ = moment.astimezone(TIMEZONE).isocalendar()
    return f"{year}-W{week:02}"


def _cells(report: ReportRow, counted_in: str | None, case: CaseRow | None, signals: Sequence[str]) -> Iterator[Cell]:
    week, area = week_of(report.reported_at), counted_in or NO_AREA
    for kind in OF_REPORT:
        if code := getattr(report, kind):
            yield week, area, kind, code
    for code in signals:
        yield week, area, "signal", code
    if report.level:
        yield week, area, "level", str(report.level)
    if case is not None and case.outcome is not None:
        yield week_of(case.changed_at), area, "ending", case.outcome


async def _add(session: AsyncSession, counted: Counter[Cell]) -> None:
    if not counted:
        return
    insert = insert_into(session, WeeklyCountRow)
    key = (WeeklyCountRow.week, WeeklyCountRow.area, WeeklyCountRow.kind, WeeklyCountRow.code)
    more = {"count": WeeklyCountRow.count + insert.excluded.count}
    rows = [dict(zip(("week", "area", "kind", "code"), cell, strict=True), count=n) for cell, n in counted.items()]
    await session.execute(insert.on_conflict_do_update(index_elements=key, set_=more), rows)
