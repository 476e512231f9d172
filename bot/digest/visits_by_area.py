"""How many visits were reported in each area in about a year, counted in the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from bot.digest.week import Week
from bot.settings import TIMEZONE
from bot.store.database import Work
from bot.store.models import ReportRow, WeeklyCountRow
from bot.store.reports import Outcome
from bot.store.weekly_counts import NO_AREA

WEEKS = 52


@dataclass(frozen=True)
class Visits:
    """The visits that were reported, however they went, and how many of them led to a conversation."""

    reported: int = 0
    talks: int = 0

    def __add__(self, other: Visits) -> Visits:
        return Visits(self.reported + other.reported, self.talks + other.talks)


def first_day(now: datetime) -> date:
    """The Monday of 52 weeks ago. Whole weeks: of what was folded into counts nothing smaller is known."""
    today = now.astimezone(TIMEZONE).date()
    return today - timedelta(days=today.weekday(), weeks=WEEKS)


async def visits_by_area(work: Work, now: datetime) -> dict[str | None, Visits]:
    """The visits since `first_day`, by the area that the report names; None is without an area.

    What is past its term is counted from the weeks into which it was folded; its area may be a wider one.
    """
    day = first_day(now)
    first = Week(*day.isocalendar()[:2])
    reports = (
        select(ReportRow.area, ReportRow.outcome, func.count())
        .where(ReportRow.reported_at >= first.start(), ReportRow.withdrawn_at.is_(None))
        .group_by(ReportRow.area, ReportRow.outcome)
    )
    folded = (
        select(WeeklyCountRow.area, WeeklyCountRow.code, func.sum(WeeklyCountRow.count))
        .where(WeeklyCountRow.kind == "outcome", WeeklyCountRow.week >= str(first))
        .group_by(WeeklyCountRow.area, WeeklyCountRow.code)
    )
    found: dict[str | None, Visits] = {}
    for query in (reports, folded):
        for area, outcome, count in (await work.session.execute(query)).all():
            key = None if area == NO_AREA else area
            visits = Visits(int(count), int(count) if outcome == Outcome.VISITED else 0)
            found[key] = found.get(key, Visits()) + visits
    return found
