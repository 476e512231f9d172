"""Reports of visits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.holding import Query, hold
from bot.store.lifecycle import Assignee
from bot.store.models import CaseRow, ReportRow, ReportSignalRow
from bot.store.vault import Vault

CHANGE_WITHIN = timedelta(hours=24)
"""So long a report can be corrected or taken back."""

LONGEST_NOTE = 500
"""Characters of the note that a volunteer may keep."""


class Outcome(StrEnum):
    """How a visit went."""

    VISITED = "visited"
    NOBODY_HOME = "nobody-home"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Reason(StrEnum):
    """Why somebody did not want a visit."""

    TOO_BUSY = "too-busy"
    NOT_FOR_ME = "not-for-me"
    HAS_COMPANY = "has-company"
    NO_TRUST = "no-trust"
    UNWELL = "unwell"
    OTHER = "other"
    UNKNOWN = "unknown"


class Wish(StrEnum):
    """What the resident wants."""

    NOTHING = "nothing"
    TALK = "talk"
    TAKE_PART = "take-part"
    HELP = "help"


class Consent(StrEnum):
    """Whether the resident knows of the report and agrees."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True)
class Report:
    """What is kept of a visit. `level` is the highest of its signals, 0 without any.

    `note` has no identifying parts and at most LONGEST_NOTE characters.
    """

    outcome: Outcome
    signals: tuple[str, ...] = ()
    level: int = 0
    age_band: str | None = None
    area: str | None = None
    living: str | None = None
    consent: Consent | None = None
    reason: Reason | None = None
    wish: Wish | None = None
    follow_up: Assignee | None = None
    note: str | None = None


@dataclass(frozen=True)
class KeptReport:
    """A report as its reporter sees it. `case_code` is None when there is no follow-up."""

    id: int
    reported_at: datetime
    report: Report
    case_code: str | None
    case_status: str | None
    withdrawn: bool

    def may_be_changed(self, now: datetime) -> bool:
        """Whether it can still be corrected or taken back."""
        return not self.withdrawn and now - self.reported_at <= CHANGE_WITHIN


class Reports:
    """Queries about reports."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def count_since(self, moment: datetime) -> int:
        """How many visits were reported since then."""
        query = select(func.count()).select_from(ReportRow).where(ReportRow.reported_at >= moment)
        return int((await self._session.scalars(query)).one())

    async def add(self, reporter_key: str, report: Report, now: datetime) -> int:
        """Keeps a report; gives its id."""
        row = ReportRow(reporter_key=reporter_key, reported_at=now, level=report.level, outcome=report.outcome)
        self._session.add(row)
        await self._fill(row, report)
        return row.id

    async def correct(self, reporter_key: str, report_id: int, report: Report, now: datetime) -> bool:
        """Puts a corrected report in the place of somebody's own within a day; False when that cannot be (any more)."""
        if await self._changeable(reporter_key, report_id, now) is None:
            return False
        row = await self._session.get_one(ReportRow, report_id)
        await self._session.execute(delete(ReportSignalRow).where(ReportSignalRow.report_id == report_id))
        await self._fill(row, report)
        return True

    async def withdraw(self, reporter_key: str, report_id: int, now: datetime) -> KeptReport | None:
        """Takes back somebody's own report within a day: what it said is deleted, that it was there is not.

        Gives what it was; None when it is not theirs, or cannot be taken back (any more).
        """
        kept = await self._changeable(reporter_key, report_id, now)
        if kept is not None:
            await self.blank(report_id, now)
        return kept

    async def blank(self, report_id: int, now: datetime) -> None:
        """Deletes what a report said, whoever made it and whenever: the resident may ask for that."""
        row = (await self._session.scalars(self._held(select(ReportRow).where(ReportRow.id == report_id)))).one()
        row.withdrawn_at = now
        await self._session.execute(delete(ReportSignalRow).where(ReportSignalRow.report_id == report_id))
        await self._fill(row, Report(Outcome(row.outcome)))

    async def own(self, reporter_key: str, report_id: int) -> KeptReport | None:
        """Somebody's own report."""
        return next(iter(await self._kept(_query(reporter_key).where(ReportRow.id == report_id))), None)

    async def mine(self, reporter_key: str, limit: int | None = 10) -> Sequence[KeptReport]:
        """Somebody's newest reports, the newest first; all of them without a limit."""
        newest = _query(reporter_key).order_by(ReportRow.reported_at.desc(), ReportRow.id.desc())
        return await self._kept(newest.limit(limit))

    async def _changeable(self, reporter_key: str, report_id: int, now: datetime) -> KeptReport | None:
        query = self._held(_query(reporter_key).where(ReportRow.id == report_id))
        kept = next(iter(await self._kept(query)), None)
        return kept if kept is not None and kept.may_be_changed(now) else None

    def _held(self, query: Query) -> Query:
        """As it stands now, whatever was read before: a resident may just have had it erased."""
        return hold(self._session, query, ReportRow)

    async def _fill(self, row: ReportRow, report: Report) -> None:
        row.outcome, row.level = report.outcome, report.level
        row.age_band, row.area, row.living = report.age_band, report.area, report.living
        row.consent, row.reason, row.wish, row.follow_up = report.consent, report.reason, report.wish, report.follow_up
        row.note = self._vault.seal(report.note) if report.note else None
        await self._session.flush()
        self._session.add_all([ReportSignalRow(report_id=row.id, code=code) for code in report.signals])
        await self._session.flush()

    async def _kept(self, query: Select[ReportRow, CaseRow]) -> list[KeptReport]:
        rows = (await self._session.execute(query)).all()
        signals = await self._signals([row.id for row, _ in rows])
        return [
            KeptReport(
                id=row.id,
                reported_at=row.reported_at,
                report=self._report(row, signals.get(row.id, ())),
                case_code=case.code if case else None,
                case_status=case.status if case else None,
                withdrawn=row.withdrawn_at is not None,
            )
            for row, case in rows
        ]

    def _report(self, row: ReportRow, signals: tuple[str, ...]) -> Report:
        return Report(
            outcome=Outcome(row.outcome),
            signals=signals,
            level=row.level,
            age_band=row.age_band,
            area=row.area,
            living=row.living,
            consent=Consent(row.consent) if row.consent else None,
            reason=Reason(row.reason) if row.reason else None,
            wish=Wish(row.wish) if row.wish else None,
            follow_up=Assignee(row.follow_up) if row.follow_up else None,
            note=self._vault.unseal(row.note) if row.note else None,
        )

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
