"""Cases: the follow-up of a report, under a code that names nobody."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.case_code import codes
from bot.store.deadlines import WORKING_DAYS, due_at
from bot.store.history import History, Step
from bot.store.holding import hold
from bot.store.insert import insert_new
from bot.store.lifecycle import FINISHED, UNTOUCHED, Actor, Assignee, Ending, Status, may_move
from bot.store.models import CaseRow, ReportRow, ReportSignalRow
from bot.store.vault import Vault
from bot.store.worklist import EVERYTHING, Wanted, conditions, first_due

NOBODY_ANSWERS: Mapping[str, Any] = {"awaiting": None, "awaiting_since": None}


@dataclass(frozen=True)
class Case:
    """A case as a coordinator sees it. `note` has no identifying parts."""

    code: str
    report_id: int
    status: Status
    opened_at: datetime
    changed_at: datetime
    due_at: datetime
    level: int
    age_band: str | None
    area: str | None
    living: str | None
    wish: str | None
    consent: str | None
    follow_up: str | None
    note: str | None
    signals: tuple[str, ...]
    reporter_key: str | None
    assigned_to: Assignee | None
    holder_key: str | None
    wait_until: datetime | None
    awaiting: Actor | None
    awaiting_since: datetime | None
    outcome: Ending | None


@dataclass(frozen=True)
class Doer:
    """Who does something to a case: in which part, and the pseudonym that they have in this one case."""

    part: Actor
    key: str | None


class Cases:
    """Queries about cases. Whatever changes a case adds a step to its history."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self.history = History(session, vault)

    def actor_key(self, code: str, person_id: int) -> str:
        """The pseudonym of a person in the history of one case; in another case they have another."""
        return self._vault.pseudonym("actor", f"{code}:{person_id}")

    async def open(self, report_id: int, now: datetime, reporter_id: int | None = None) -> str:
        """Opens the case of a report; gives its code, which no other case has.

        What the volunteer wants to take up is theirs at once, unless it cannot wait; else a coordinator decides.
        """
        report = await self._session.get_one(ReportRow, report_id)
        theirs = report.follow_up == Assignee.VOLUNTEER and WORKING_DAYS[report.level] > 0
        values = {
            "report_id": report_id,
            "status": Status.ASSIGNED if theirs else Status.NEW,
            "opened_at": now,
            "changed_at": now,
            "due_at": due_at(report.level, now),
            "assigned_to": Assignee.VOLUNTEER if theirs else None,
            "look_at": now,
        }
        for code in codes():
            if await insert_new(self._session, CaseRow, {"code": code, **values}):
                key = self.actor_key(code, reporter_id) if reporter_id is not None else None
                await self.history.add(code, Actor.REPORTER, key, Step.NEW, now)
                if theirs:
                    await self.history.add(code, Actor.REPORTER, key, Step.ASSIGNED, now, Assignee.VOLUNTEER)
                return code
        raise AssertionError("codes() does not end")

    async def follow(
        self, report_id: int, code: str | None, now: datetime, reporter_id: int, *, wanted: bool
    ) -> str | None:
        """Makes follow-up as it should be for a report that is new or was corrected; gives the code of its case.

        `code` is that of the case it had. What is not wanted any more is withdrawn.
        """
        case = await self.find(code) if code is not None else None
        if case is None:
            return await self.open(report_id, now, reporter_id) if wanted else None
        by = Doer(Actor.REPORTER, self.actor_key(case.code, reporter_id))
        if not wanted:
            await self.move(case, Status.WITHDRAWN, by, now)
            return None
        await self._corrected(case, by, now)
        return case.code

    async def _corrected(self, case: Case, by: Doer, now: datetime) -> None:
        """A case begins anew when it was withdrawn by the correction before, or another is to take it up."""
        theirs = case.follow_up == Assignee.VOLUNTEER and WORKING_DAYS[case.level] > 0
        values: dict[str, Any] = {"due_at": due_at(case.level, case.opened_at)}
        if not await self._change(case, values, by, Step.CORRECTED, now):
            return
        others = theirs != (case.assigned_to is Assignee.VOLUNTEER)
        if case.status is Status.WITHDRAWN or (case.status in UNTOUCHED and others):
            status = Status.ASSIGNED if theirs else Status.NEW
            to = Assignee.VOLUNTEER if theirs else None
            values = {"status": status, "assigned_to": to, "changed_at": now}
            await self._change(case, values, by, Step(status), now, to)

    async def find(self, code: str) -> Case | None:
        """The case with this code, held until this unit of work ends: who looks at it may change it."""
        found = await self._cases(hold(self._session, _query().where(CaseRow.code == code), CaseRow))
        return found[0] if found else None

    async def unfinished(
        self, now: datetime, wanted: Wanted = EVERYTHING, *, offset: int = 0, limit: int | None = 50
    ) -> Sequence[Case]:
        """The cases that wait for somebody, what is due first at the top; from `offset` on, at most `limit`."""
        query = _query().where(*conditions(wanted, now)).order_by(*first_due(now))
        return await self._cases(query.offset(offset).limit(limit))

    async def move(
        self,
        case: Case,
        status: Status,
        by: Doer,
        now: datetime,
        *,
        assigned_to: Assignee | None = None,
        wait_until: datetime | None = None,
        outcome: Ending | None = None,
    ) -> bool:
        """Moves a case on; False when this person may not, or somebody else moved it first.

        To assign needs to whom, to wait until when, to end how. Who moves a case needs not answer any more, and when it
        is finished nobody needs to. Whoever gets it anew, or too late, has the whole term again.
        """
        needed = {Status.ASSIGNED: assigned_to, Status.WAITING: wait_until, Status.DONE: outcome}
        if not may_move(case.status, status, by.part, case.assigned_to) or needed.get(status, status) is None:
            return False
        values: dict[str, Any] = {
            "status": status,
            "changed_at": now,
            "assigned_to": assigned_to or case.assigned_to,
            "wait_until": wait_until,
            "outcome": outcome,
        }
        if status in FINISHED or case.awaiting is by.part:
            values |= NOBODY_ANSWERS
        if status is Status.ASSIGNED and (case.status not in UNTOUCHED or now > case.due_at):
            values["due_at"] = due_at(case.level, now)
        # Only what stands as it was seen: of two taps at the same moment one wins, and the other is told.
        seen = (
            CaseRow.status == case.status,
            _same(CaseRow.assigned_to, case.assigned_to),
            _same(CaseRow.wait_until, case.wait_until),
        )
        detail = assigned_to or outcome or (wait_until.date().isoformat() if wait_until else None)
        return await self._change(case, values, by, Step(status), now, detail, seen)

    async def asked(self, case: Case, of: Actor, by: Doer, now: datetime, detail: str | None = None) -> None:
        """Notes that somebody wrote and waits for the answer of the other; `detail` is the code of a usual question.

        Who waited already, waits since then.
        """
        values = {"awaiting": of, "awaiting_since": now} if case.awaiting is not of else {}
        await self._change(case, values, by, Step.ASKED, now, detail)

    async def answered(self, case: Case, by: Doer, now: datetime, detail: str | None = None) -> None:
        """Notes an answer, so that nobody waits any more; `detail` is the code of a usual answer."""
        await self._change(case, NOBODY_ANSWERS, by, Step.ANSWERED, now, detail)

    async def any_to_look_at(self, now: datetime) -> bool:
        """Whether there is a case of which the program may have to remind somebody by now."""
        query = select(CaseRow.code).where(CaseRow.look_at <= now).limit(1)
        return (await self._session.scalars(query)).first() is not None

    async def to_look_at(self, now: datetime, limit: int) -> Sequence[Case]:
        """Those cases, the longest waiting first. Until this unit of work ends no other process gets them."""
        query = _query().where(CaseRow.look_at <= now).order_by(CaseRow.look_at, CaseRow.code).limit(limit)
        return await self._cases(hold(self._session, query, CaseRow, pass_by=True))

    async def look_again(self, code: str, at: datetime | None) -> None:
        """When the program looks at a case again; None when nothing will come up by itself."""
        await self._session.execute(update(CaseRow).where(CaseRow.code == code).values(look_at=at))

    async def nudged(self, code: str, step: Step, now: datetime, detail: str) -> None:
        """Notes that the program reminded of a case, or told others of it; `detail` says of what."""
        await self.history.add(code, Actor.PROGRAM, None, step, now, detail)

    async def _change(
        self,
        case: Case,
        values: Mapping[str, Any],
        by: Doer,
        step: Step,
        now: datetime,
        detail: str | None = None,
        seen: Collection[ColumnElement[bool]] = (),
    ) -> bool:
        holder = {"holder_key": by.key} if by.part is Actor.COORDINATOR else {}
        change = update(CaseRow).where(CaseRow.code == case.code, *seen).values(**values, **holder, look_at=now)
        result = await self._session.execute(change)
        assert isinstance(result, CursorResult)
        if result.rowcount != 1:
            return False
        await self.history.add(case.code, by.part, by.key, step, now, detail)
        return True

    async def _cases(self, query: Select[CaseRow, ReportRow]) -> list[Case]:
        rows = (await self._session.execute(query)).all()
        signals = select(ReportSignalRow).where(ReportSignalRow.report_id.in_([report.id for _, report in rows]))
        codes_of: dict[int, list[str]] = {}
        for signal in await self._session.scalars(signals.order_by(ReportSignalRow.code)):
            codes_of.setdefault(signal.report_id, []).append(signal.code)
        return [
            Case(
                code=row.code,
                report_id=report.id,
                status=Status(row.status),
                opened_at=row.opened_at,
                changed_at=row.changed_at,
                due_at=row.due_at,
                level=report.level,
                age_band=report.age_band,
                area=report.area,
                living=report.living,
                wish=report.wish,
                consent=report.consent,
                follow_up=report.follow_up,
                note=self._vault.unseal(report.note) if report.note else None,
                signals=tuple(codes_of.get(report.id, ())),
                reporter_key=report.reporter_key,
                assigned_to=Assignee(row.assigned_to) if row.assigned_to else None,
                holder_key=row.holder_key,
                wait_until=row.wait_until,
                awaiting=Actor(row.awaiting) if row.awaiting else None,
                awaiting_since=row.awaiting_since,
                outcome=Ending(row.outcome) if row.outcome else None,
            )
            for row, report in rows
        ]


def _query() -> Select[CaseRow, ReportRow]:
    return select(CaseRow, ReportRow).join(ReportRow, ReportRow.id == CaseRow.report_id)


def _same(column: Any, value: object) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = column.is_(None) if value is None else column == value
    return condition
