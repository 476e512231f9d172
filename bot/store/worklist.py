"""Which open cases somebody wants to see, what is due first among them, and how many there are: in SQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, case, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from bot.store.deadlines import UNFINISHED_AFTER, WORKING_DAYS
from bot.store.lifecycle import FINISHED, UNTOUCHED, Actor, Status
from bot.store.models import CaseRow, ReportRow, UtcDateTime

What = TypeVar("What")

ASKED_AFTER_DAYS = UNFINISHED_AFTER // 5 * 7
"""Days until a case in hand is asked after, holidays left aside: near enough to put cases in order."""

TODAY = frozenset(level for level, days in WORKING_DAYS.items() if days == 0)
"""The levels that ask for action on the same day."""


@dataclass(frozen=True)
class Wanted:
    """Which open cases; what is None is of no matter.

    Of these `areas`, where None is that nobody knows the area. Of this `level`. Only those `late`: nobody picked them
    up within their term. Only these `codes`.
    """

    areas: Collection[str | None] | None = None
    level: int | None = None
    late: bool = False
    codes: Collection[str] | None = None


EVERYTHING = Wanted()


@dataclass(frozen=True)
class Tally:
    """How many open cases there are, and how many of them are past their term."""

    open: int
    late: int


async def tally(session: AsyncSession, wanted: Wanted, now: datetime) -> Tally:
    """Counts the open cases that are wanted."""
    late = func.coalesce(func.sum(case((_late(now), 1), else_=0)), 0)
    found = (await session.execute(_of(select(func.count(), late), wanted, now))).one()
    return Tally(int(found[0]), int(found[1]))


async def by_area(session: AsyncSession, wanted: Wanted, now: datetime) -> Mapping[str | None, int]:
    """The open cases that are wanted, whatever their level: the id of the area, or None -> how many."""
    query = _of(select(ReportRow.area, func.count()), wanted, now)
    return {area: int(count) for area, count in (await session.execute(query.group_by(ReportRow.area))).all()}


async def by_level(session: AsyncSession, wanted: Wanted, now: datetime) -> Mapping[int, int]:
    """The open cases that are wanted, of all levels: the level -> how many, the lowest first."""
    query = _of(select(ReportRow.level, func.count()), replace(wanted, level=None), now)
    counts = await session.execute(query.group_by(ReportRow.level).order_by(ReportRow.level))
    return {level: int(count) for level, count in counts.all()}


async def holders(session: AsyncSession) -> Mapping[str, str]:
    """Every open case that somebody acted on: its code -> the pseudonym that they have in it.

    A pseudonym is another in each case, so whose cases they are can only be found by making and comparing.
    """
    held = select(CaseRow.code, CaseRow.holder_key).where(
        CaseRow.status.not_in(FINISHED), CaseRow.holder_key.is_not(None)
    )
    return {code: key for code, key in (await session.execute(held)).all() if key is not None}


def conditions(wanted: Wanted, now: datetime) -> list[ColumnElement[bool]]:
    """What an open case that is wanted answers to."""
    found: list[ColumnElement[bool]] = [CaseRow.status.not_in(FINISHED)]
    if wanted.areas is not None:
        nobody_knows = ReportRow.area.is_(None) if None in wanted.areas else false()
        found.append(or_(ReportRow.area.in_([area for area in wanted.areas if area is not None]), nobody_knows))
    if wanted.level is not None:
        found.append(ReportRow.level == wanted.level)
    if wanted.late:
        found.append(_late(now))
    if wanted.codes is not None:
        found.append(CaseRow.code.in_(wanted.codes))
    return found


def first_due(now: datetime) -> tuple[SQLColumnExpression[Any], ...]:
    """The order of the list: what asks for action today and was not picked up, what is past its term, whose reporter
    waits for an answer; among those, and then, what is due first.

    A case that waits is due on its day, one in hand when it will be asked after.
    """
    rank = case(
        (and_(ReportRow.level.in_(TODAY), CaseRow.status.in_(UNTOUCHED)), 0),
        (_late(now), 1),
        (CaseRow.awaiting == Actor.COORDINATOR, 2),
        else_=3,
    )
    due = case(
        (CaseRow.status == Status.WAITING, CaseRow.wait_until),
        (CaseRow.status == Status.IN_HAND, _AskedAfter(CaseRow.changed_at)),
        else_=CaseRow.due_at,
    )
    return rank, due, CaseRow.opened_at, CaseRow.code


def _of(query: Select[What, int], wanted: Wanted, now: datetime) -> Select[What, int]:
    joined = query.select_from(CaseRow).join(ReportRow, ReportRow.id == CaseRow.report_id)
    return joined.where(*conditions(wanted, now))


def _late(now: datetime) -> ColumnElement[bool]:
    return and_(CaseRow.status.in_(UNTOUCHED), CaseRow.due_at < now)


class _AskedAfter(FunctionElement[datetime]):
    """A moment, ASKED_AFTER_DAYS later. SQLite and PostgreSQL have no words for that in common."""

    type = UtcDateTime()
    inherit_cache = True


@compiles(_AskedAfter, "sqlite")
def _in_sqlite(element: _AskedAfter, compiler: SQLCompiler, **more: Any) -> str:
    return f"datetime({compiler.process(element.clauses, **more)}, '+{ASKED_AFTER_DAYS} days')"


@compiles(_AskedAfter, "postgresql")
def _in_postgresql(element: _AskedAfter, compiler: SQLCompiler, **more: Any) -> str:
    return f"({compiler.process(element.clauses, **more)} + interval '{ASKED_AFTER_DAYS} days')"
