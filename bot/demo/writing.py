"""Writing many visits at once: a handful of statements a batch in place of a dozen a visit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select

from bot.demo.follow_up import Move
from bot.demo.standing import Reminder, Standing
from bot.demo.visits import Visit
from bot.store.database import Work
from bot.store.history import Event
from bot.store.lifecycle import Actor
from bot.store.models import AskedRow, CaseEventRow, CaseRow, ReportRow, ReportSignalRow
from bot.store.reports import Outcome, Report

Values = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A visit with the id of its report, and its case if it has one."""

    report_id: int
    visit: Visit
    case: Standing | None


@dataclass(frozen=True)
class Asked:
    """That something was asked: see `AskedRow`."""

    at: datetime
    action: str
    topic: str | None


class Writer:
    """Writes in one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def unused_report_id(self, now: datetime) -> int:
        """The first of the ids that no report ever had."""
        last = await self._work.reports.add("", Report(Outcome.CANCELLED), now)
        await self._work.session.execute(delete(ReportRow).where(ReportRow.id == last))
        return last + 1

    async def write(self, batch: Sequence[Row]) -> None:
        """Adds reports with their signals, cases and histories."""
        cases = [(row.report_id, row.case) for row in batch if row.case is not None]
        await self._insert(ReportRow, map(_report, batch))
        await self._insert(ReportSignalRow, _signals(batch))
        await self._insert(CaseRow, (self._case(report_id, standing) for report_id, standing in cases))
        await self._insert(CaseEventRow, (row for _, standing in cases for row in self._history(standing)))

    async def count_asked(self, batch: Sequence[Asked]) -> None:
        """Adds what was asked."""
        await self._insert(AskedRow, ({"asked_at": one.at, "action": one.action, "topic": one.topic} for one in batch))

    async def continue_ids(self) -> None:
        """Makes the next report have the next id: PostgreSQL does not see ids that were chosen for it."""
        session = self._work.session
        if session.get_bind().dialect.name == "postgresql":
            sequence = func.pg_get_serial_sequence("report", "id")
            await session.execute(select(func.setval(sequence, select(func.max(ReportRow.id)).scalar_subquery())))

    async def _insert(self, table: Any, rows: Iterable[Values]) -> None:
        if values := list(rows):
            await self._work.session.execute(insert(table.__table__), values)

    def _case(self, report_id: int, standing: Standing) -> Values:
        case, holder = standing.case, standing.holder
        return {
            "code": case.code,
            "report_id": report_id,
            "status": case.status,
            "opened_at": case.opened_at,
            "changed_at": case.changed_at,
            "due_at": case.due_at,
            "assigned_to": case.assigned_to,
            "holder_key": None if holder is None else self._work.cases.actor_key(case.code, holder),
            "wait_until": case.wait_until,
            "awaiting": case.awaiting,
            "awaiting_since": case.awaiting_since,
            "outcome": case.outcome,
            "look_at": standing.look_at,
        }

    def _history(self, standing: Standing) -> Iterator[Values]:
        code = standing.case.code
        events = (self._event(code, number, move) for number, move in enumerate(standing.moves, 1))
        return self._work.cases.history.rows(code, events)

    def _event(self, code: str, number: int, move: Move | Reminder) -> Event:
        if isinstance(move, Reminder):
            return Event(number, move.at, Actor.PROGRAM, None, move.step, move.detail)
        key = self._work.cases.actor_key(code, move.person)
        return Event(number, move.at, move.part, key, move.step, move.detail)


def _report(row: Row) -> Values:
    """A report; one that was taken back says nothing any more but how the visit went (see `Reports.blank`)."""
    report, visit = row.visit.report, row.visit
    told = visit.withdrawn_at is None
    return {
        "id": row.report_id,
        "reporter_key": visit.volunteer.reporter_key,
        "reported_at": visit.at,
        "outcome": report.outcome,
        "age_band": report.age_band if told else None,
        "area": report.area if told else None,
        "living": report.living if told else None,
        "consent": report.consent if told else None,
        "reason": report.reason if told else None,
        "wish": report.wish if told else None,
        "follow_up": report.follow_up if told else None,
        "level": report.level if told else 0,
        "withdrawn_at": visit.withdrawn_at,
    }


def _signals(batch: Iterable[Row]) -> Iterator[Values]:
    for row in batch:
        if row.visit.withdrawn_at is None:
            for code in row.visit.report.signals:
                yield {"report_id": row.report_id, "code": code}
