"""Cases: the follow-up of a report, under a code that names nobody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.case_code import codes
from bot.store.insert import insert_new
from bot.store.models import CaseRow, ReportRow, ReportSignalRow


class Status(StrEnum):
    """Where the follow-up stands."""

    NEW = "new"
    IN_HAND = "in-hand"
    DONE = "done"


MOVES: dict[Status, tuple[Status, ...]] = {
    Status.NEW: (Status.IN_HAND, Status.DONE),
    Status.IN_HAND: (Status.DONE,),
    Status.DONE: (),
}
"""From which status a case may go to which."""


@dataclass(frozen=True)
class Case:
    """A case as a coordinator sees it."""

    code: str
    status: Status
    opened_at: datetime
    level: int
    age_band: str | None
    area: str | None
    living: str | None
    consent: str | None
    signals: tuple[str, ...]
    reporter_key: str | None


class Cases:
    """Queries about cases."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def open(self, report_id: int, now: datetime) -> str:
        """Opens the case of a report; gives its code, which no other case has."""
        values = {"report_id": report_id, "status": Status.NEW, "opened_at": now, "changed_at": now}
        for code in codes():
            if await insert_new(self._session, CaseRow, {"code": code, **values}):
                return code
        raise AssertionError("codes() does not end")

    async def find(self, code: str) -> Case | None:
        """The case with this code."""
        found = await self._cases(_query().where(CaseRow.code == code))
        return found[0] if found else None

    async def unfinished(self, areas: Collection[str] | None = None, limit: int = 50) -> Sequence[Case]:
        """The cases that wait for somebody (in these areas, when given), the most urgent and then the oldest first."""
        query = _query().where(CaseRow.status != Status.DONE).limit(limit)
        if areas is not None:
            query = query.where(ReportRow.area.in_(areas))
        return await self._cases(query.order_by(ReportRow.level.desc(), CaseRow.opened_at))

    async def move(self, case: Case, status: Status, now: datetime) -> bool:
        """Moves a case on; False when it is not allowed or somebody else moved it first."""
        if status not in MOVES[case.status]:
            return False
        unchanged = (CaseRow.code == case.code, CaseRow.status == case.status)
        result = await self._session.execute(update(CaseRow).where(*unchanged).values(status=status, changed_at=now))
        assert isinstance(result, CursorResult)
        return result.rowcount == 1

    async def _cases(self, query: Select[CaseRow, ReportRow]) -> list[Case]:
        rows = (await self._session.execute(query)).all()
        signals = select(ReportSignalRow).where(ReportSignalRow.report_id.in_([report.id for _, report in rows]))
        codes_of: dict[int, list[str]] = {}
        for signal in await self._session.scalars(signals.order_by(ReportSignalRow.code)):
            codes_of.setdefault(signal.report_id, []).append(signal.code)
        return [
            Case(
                code=row.code,
                status=Status(row.status),
                opened_at=row.opened_at,
                level=report.level,
                age_band=report.age_band,
                area=report.area,
                living=report.living,
                consent=report.consent,
                signals=tuple(codes_of.get(report.id, ())),
                reporter_key=report.reporter_key,
            )
            for row, report in rows
        ]


def _query() -> Select[CaseRow, ReportRow]:
    return select(CaseRow, ReportRow).join(ReportRow, ReportRow.id == CaseRow.report_id)
