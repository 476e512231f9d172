"""A visit that somebody plans, and when the program says something about it. Pure: a plan and a moment in.

A plan keeps when and where: never to whom. Its time is local, so that it stays the same hour when the clocks change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.dialogue.due import Due
from bot.settings import TIMEZONE

WHAT = "visit"
"""In a plan: of what somebody is reminded."""

FARTHEST = timedelta(days=60)
FIRST_HOUR, LAST_HOUR = time(7), time(22)
"""Between these somebody visits; another time is a slip."""

CHECKLIST_HOUR = time(18)
CHECKLIST_FROM, CHECKLIST_UNTIL = time(8), time(21)
"""Between these a list goes out that could not at its own hour."""

ASK_AFTER = timedelta(minutes=90)
QUIET_FROM, QUIET_UNTIL, MORNING = time(20), time(8), time(9)
MOST_TIMES = 2
"""So often the program asks how a visit went."""


@dataclass(frozen=True)
class Visit:
    """A visit: `at` in local time. `prepared` says that the list went out, `asked` how often it was asked after, and
    `again` on which morning it is asked next.
    """

    at: datetime
    area: str | None = None
    prepared: bool = False
    asked: int = 0
    again: date | None = None

    @property
    def day(self) -> date:
        return self.at.date()

    def as_plan(self) -> dict[str, Any]:
        return {
            "what": WHAT,
            "at": f"{self.at:%Y-%m-%dT%H:%M}",
            "area": self.area,
            "prepared": self.prepared,
            "asked": self.asked,
            "again": self.again.isoformat() if self.again else None,
        }


def read_plan(plan: Mapping[str, Any]) -> Visit | None:
    """The visit of a plan; None when it is about something else."""
    if plan.get("what") != WHAT:
        return None
    again = plan.get("again")
    return Visit(
        datetime.fromisoformat(plan["at"]).replace(tzinfo=TIMEZONE),
        plan.get("area"),
        bool(plan.get("prepared")),
        int(plan.get("asked", 0)),
        date.fromisoformat(again) if again else None,
    )


def visit_at(day: date, at: time, area: str | None = None) -> Visit:
    return Visit(datetime.combine(day, at, TIMEZONE), area)


def due(visit: Visit, now: datetime) -> Due | None:
    """What is to be done about a visit now; None when nothing."""
    local = now.astimezone(TIMEZONE)
    if local > _forget_at(visit):
        return Due.FORGET
    if local < visit.at:
        on_time = CHECKLIST_FROM <= local.time() < CHECKLIST_UNTIL
        return Due.CHECKLIST if not visit.prepared and local >= checklist_at(visit) and on_time else None
    awake = QUIET_UNTIL <= local.time() < QUIET_FROM
    late = local.date() > ask_at(visit).date() and local.time() < MORNING
    return Due.ASK if visit.asked < MOST_TIMES and local >= ask_at(visit) and awake and not late else None


def asked(visit: Visit, now: datetime) -> Visit:
    """The visit after it was asked how it went: without an answer it is asked once more, the next morning."""
    return replace(visit, asked=visit.asked + 1, again=now.astimezone(TIMEZONE).date() + timedelta(days=1))


def look_on(visit: Visit, now: datetime) -> date:
    """The next day on which there may be something to do."""
    if not visit.prepared and now < visit.at:
        return max(checklist_at(visit).date(), now.astimezone(TIMEZONE).date())
    return ask_at(visit).date() if visit.asked < MOST_TIMES else _forget_at(visit).date()


def checklist_at(visit: Visit) -> datetime:
    """The evening before."""
    return datetime.combine(visit.day - timedelta(days=1), CHECKLIST_HOUR, TIMEZONE)


def ask_at(visit: Visit) -> datetime:
    """When it is asked how it went: after an hour and a half, or the next morning."""
    if visit.again is not None:
        return datetime.combine(visit.again, MORNING, TIMEZONE)
    first = visit.at + ASK_AFTER
    if first.date() == visit.day and first.time() < QUIET_FROM:
        return first if first.time() >= QUIET_UNTIL else datetime.combine(first.date(), MORNING, TIMEZONE)
    return datetime.combine(visit.day + timedelta(days=1), MORNING, TIMEZONE)


def _forget_at(visit: Visit) -> datetime:
    """When it is too late to ask: at the end of the day after."""
    return datetime.combine(ask_at(visit).date() + timedelta(days=1), QUIET_FROM, TIMEZONE)


def just_begun(visit: Visit, now: datetime) -> bool:
    """Whether a visit may be the one that somebody reports now: it began today or yesterday."""
    return visit.at <= now and now.astimezone(TIMEZONE).date() - visit.day <= timedelta(days=1)
