"""Reports of visits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import CaseRow, ReportRow, ReportSignalRow
from bot.store.vault import Vault

WITHDRAW_WITHIN = timedelta(hours=24)


class Outcome(StrEnum):
    """How a visit went."""

    VISITED = "visited"
    NOBODY_HOME = "nobody-home"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Consent(StrEnum):
    """Whether the resident knows of the report and agrees."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True)
class Report:
    """What is kept of a visit. `level` is the highest of its signals, 0 without any."""

    outcome: Outcome
    signals: tuple[str, ...] = ()
    level: int = 0
    age_band: str | None = None
    area: str | None = None
    living: str | None = None
    consent: Consent | None = None


@dataclass(frozen=True)
class KeptReport:
    """A report as its reporter sees it. `case_code` is None when there is no follow-up."""

    id: int
    reported_at: datetime
    outcome: Outcome
    signals: tuple[str, ...]
    case_code: str | None
    case_status: str | None
    withdrawn: bool

    def may_be_withdrawn(self, now: datetime) -> bool:
        return not self.withdrawn and now - self.reported_at <= WITHDRAW_WITHIN


class Reports:
    """Queries about reports."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, reporter_key: str, report: Report, now: datetime) -> int:
        """Keeps a report; gives its id."""
        row = ReportRow(
            reporter_key=reporter_key,
            reported_at=now,
            outcome=report.outcome,
            age_band=report.age_band,
            area=report.area,
            living=report.living,
            consent=report.consent,
            level=report.level,
        )
        self._session.add(row)
        await self._session.flush()
        self._session.add_all([ReportSignalRow(report_id=row.id, code=code) for code in report.signals])
        return row.id

    async def mine(self, reporter_key: str, limit: int = 10) -> Sequence[KeptReport]:
        """Somebody's newest reports, the newest first."""
        newest = _query(reporter_key).order_by(ReportRow.reported_at.desc(), ReportRow.id.desc())
        return await self._kept(newest.limit(limit))

    async def by_code(self, reporter_key: str, code: str) -> KeptReport | None:
        """Somebody's own report with this case code."""
        return next(iter(await self._kept(_query(reporter_key).where(CaseRow.code == code))), None)

    async def withdraw(self, reporter_key: str, report_id: int, now: datetime) -> bool:
        """Takes back somebody's own report within a day: what it said is deleted, that it was there is not.

        False when it is not theirs, or cannot be taken back (any more).
        """
        found = await self._kept(_query(reporter_key).where(ReportRow.id == report_id))
        if not found or not found[0].may_be_withdrawn(now):
            return False
        row = await self._session.get_one(ReportRow, report_id)
        row.withdrawn_at = now
        row.age_band = row.area = row.living = row.consent = None
        row.level = 0
        await self._session.execute(delete(ReportSignalRow).where(ReportSignalRow.report_id == report_id))
        await self._session.execute(delete(CaseRow).where(CaseRow.report_id == report_id))
        return True

    async def _kept(self, query: Select[ReportRow, CaseRow]) -> list[KeptReport]:
        rows = (await self._session.execute(query)).all()
        signals = await self._signals([row.id for row, _ in rows])
        return [
            KeptReport(
                id=row.id,
                reported_at=row.reported_at,
                outcome=Outcome(row.outcome),
                signals=signals.get(row.id, ()),
                case_code=case.code if case else None,
                case_status=case.status if case else None,
                withdrawn=row.withdrawn_at is not None,
            )
            for row, case in rows
        ]

    async def _signals(self, report_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        query = select(ReportSignalRow).where(ReportSignalRow.report_id.in_(report_ids)).order_by(ReportSignalRow.code)
        found: dict[int, tuple[str, ...]] = {}
        for row in await self._session.scalars(query):
            found[row.report_id] = (*found.get(row.report_id, ()), row.code)
        return found


def _query(reporter_key: str) -> Select[ReportRow, CaseRow]:
    """The reports of one reporter, each with its case if it has one."""
    joined = select(ReportRow, CaseRow).outerjoin(CaseRow, CaseRow.report_id == ReportRow.id)
    return joined.where(ReportRow.reporter_key == reporter_key)
