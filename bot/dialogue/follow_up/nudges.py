"""When the program reminds of a case by itself, and whom. Pure: a case and a moment in, what is due out.

Nudges stand in tracks: of one track only the newest is due, so that a bot that was down says one thing and not three.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.knowledge.signal import ACT_TODAY
from bot.settings import TIMEZONE
from bot.store.cases import Case
from bot.store.deadlines import (
    ESCALATE_AFTER,
    REMIND_AFTER,
    SECOND_ALERT,
    UNFINISHED_AFTER,
    UNFINISHED_LONG_AFTER,
    add_working_days,
    due_at,
)
from bot.store.history import Step
from bot.store.lifecycle import UNTOUCHED, Actor, Assignee, Status

FIRST_HOUR, LAST_HOUR = time(8), time(20)
"""Between these people are reminded, in local time; what asks for action today goes out at any hour."""

URGENT_HOUR = time(9)


class Kind(StrEnum):
    """What somebody is told."""

    URGENT = "urgent"
    URGENT_AGAIN = "urgent-again"
    DUE_SOON = "due-soon"
    VOLUNTEER_DUE_SOON = "volunteer-due-soon"
    VOLUNTEER_LATE = "volunteer-late"
    OVERDUE = "overdue"
    REPORTER_WAITED_FOR = "reporter-waited-for"
    REPORTER_SILENT = "reporter-silent"
    COORDINATOR_WAITED_FOR = "coordinator-waited-for"
    COORDINATOR_SILENT = "coordinator-silent"
    WAIT_OVER = "wait-over"
    VOLUNTEER_UNFINISHED = "volunteer-unfinished"
    UNFINISHED = "unfinished"
    UNFINISHED_LONG = "unfinished-long"


class Audience(StrEnum):
    """Who is told. A SECOND is whoever was not told at first; IN_CHARGE is who last acted on the case, else ON_DUTY."""

    REPORTER = "reporter"
    ON_DUTY = "on-duty"
    SECOND = "second"
    IN_CHARGE = "in-charge"
    EVERYBODY = "everybody"


@dataclass(frozen=True)
class Rule:
    """What a nudge is in the history, whom it goes to, and whether it waits for the day."""

    step: Step
    to: tuple[Audience, ...]
    any_hour: bool = False


RULES: Mapping[Kind, Rule] = {
    Kind.URGENT: Rule(Step.ESCALATED, (Audience.SECOND,), any_hour=True),
    Kind.URGENT_AGAIN: Rule(Step.ESCALATED, (Audience.EVERYBODY,), any_hour=True),
    Kind.DUE_SOON: Rule(Step.REMINDED, (Audience.ON_DUTY,)),
    Kind.VOLUNTEER_DUE_SOON: Rule(Step.REMINDED, (Audience.REPORTER,)),
    Kind.VOLUNTEER_LATE: Rule(Step.REMINDED, (Audience.REPORTER, Audience.ON_DUTY)),
    Kind.OVERDUE: Rule(Step.ESCALATED, (Audience.EVERYBODY,)),
    Kind.REPORTER_WAITED_FOR: Rule(Step.REMINDED, (Audience.REPORTER,)),
    Kind.REPORTER_SILENT: Rule(Step.ESCALATED, (Audience.IN_CHARGE,)),
    Kind.COORDINATOR_WAITED_FOR: Rule(Step.REMINDED, (Audience.IN_CHARGE,)),
    Kind.COORDINATOR_SILENT: Rule(Step.ESCALATED, (Audience.EVERYBODY, Audience.REPORTER)),
    Kind.WAIT_OVER: Rule(Step.REMINDED, (Audience.IN_CHARGE,)),
    Kind.VOLUNTEER_UNFINISHED: Rule(Step.REMINDED, (Audience.REPORTER,)),
    Kind.UNFINISHED: Rule(Step.REMINDED, (Audience.IN_CHARGE,)),
    Kind.UNFINISHED_LONG: Rule(Step.ESCALATED, (Audience.EVERYBODY,)),
}


@dataclass(frozen=True)
class Nudge:
    """Something to say from `at` on. `about` is the day that it is about, so that a new term is a new nudge."""

    kind: Kind
    at: datetime
    about: date

    @property
    def detail(self) -> str:
        """What stands in the history once it was said."""
        return f"{self.kind}:{self.about.isoformat()}"


def due(case: Case, said: Collection[str], now: datetime, *, reporter_there: bool) -> list[Nudge]:
    """What is to be said now; `said` has the details of what was."""
    return [nudge for nudge in _current(case, said, now, reporter_there) if _may_go(nudge, now)]


def next_look(case: Case, said: Collection[str], now: datetime, *, reporter_there: bool) -> datetime | None:
    """When there may be something to say again, after what is due now was said; None when never by itself."""
    later = [n.at for track in plan(case, reporter_there=reporter_there) for n in track if n.at > now]
    waiting = [n for n in _current(case, said, now, reporter_there) if not _may_go(n, now)]
    return min([*later, *([_next_morning(now)] if waiting else [])], default=None)


def plan(case: Case, *, reporter_there: bool) -> list[list[Nudge]]:
    """Everything that will be said of this case as it stands, track by track, in the order of time."""
    tracks = []
    if case.status in UNTOUCHED:
        tracks.append(_untouched(case, reporter_there))
    if case.status is Status.WAITING and case.wait_until is not None:
        tracks.append([Nudge(Kind.WAIT_OVER, case.wait_until, _day(case.wait_until))])
    if case.status is Status.IN_HAND and case.awaiting is None:
        tracks.append(_in_hand(case, reporter_there))
    if case.awaiting is not None and case.awaiting_since is not None:
        tracks.append(_unanswered(case.awaiting, case.awaiting_since, reporter_there))
    return tracks


def _untouched(case: Case, reporter_there: bool) -> list[Nudge]:
    last_day = _day(case.due_at)
    if case.level == ACT_TODAY:
        second = _term_began(case).astimezone(UTC) + SECOND_ALERT
        return [Nudge(Kind.URGENT, second, last_day), Nudge(Kind.URGENT_AGAIN, _next(second, URGENT_HOUR), last_day)]
    soon, late, later = (_at(add_working_days(last_day, days), FIRST_HOUR) for days in (-1, 1, 2))
    if case.assigned_to is Assignee.VOLUNTEER and reporter_there:
        return [
            Nudge(Kind.VOLUNTEER_DUE_SOON, soon, last_day),
            Nudge(Kind.VOLUNTEER_LATE, late, last_day),
            Nudge(Kind.OVERDUE, later, last_day),
        ]
    return [Nudge(Kind.DUE_SOON, soon, last_day), Nudge(Kind.OVERDUE, late, last_day)]


def _in_hand(case: Case, reporter_there: bool) -> list[Nudge]:
    """Somebody took it up, and did not bring it to an end."""
    taken_up = _day(case.changed_at)
    first, then = (
        _at(add_working_days(taken_up, days), FIRST_HOUR) for days in (UNFINISHED_AFTER, UNFINISHED_LONG_AFTER)
    )
    theirs = case.assigned_to is Assignee.VOLUNTEER and reporter_there
    kind = Kind.VOLUNTEER_UNFINISHED if theirs else Kind.UNFINISHED
    return [Nudge(kind, first, taken_up), Nudge(Kind.UNFINISHED_LONG, then, taken_up)]


def _unanswered(awaiting: Actor, since: datetime, reporter_there: bool) -> list[Nudge]:
    local = since.astimezone(TIMEZONE)
    remind, escalate = (_at(add_working_days(local.date(), n), local.time()) for n in (REMIND_AFTER, ESCALATE_AFTER))
    if awaiting is Actor.COORDINATOR:
        first, then = Kind.COORDINATOR_WAITED_FOR, Kind.COORDINATOR_SILENT
    elif reporter_there:
        first, then = Kind.REPORTER_WAITED_FOR, Kind.REPORTER_SILENT
    else:
        return [Nudge(Kind.REPORTER_SILENT, remind, local.date())]
    return [Nudge(first, remind, local.date()), Nudge(then, escalate, local.date())]


def _term_began(case: Case) -> datetime:
    """When the case was opened, or assigned anew with a new term."""
    return case.opened_at if case.due_at == due_at(case.level, case.opened_at) else case.changed_at


def _current(case: Case, said: Collection[str], now: datetime, reporter_there: bool) -> list[Nudge]:
    begun = [[n for n in track if n.at <= now] for track in plan(case, reporter_there=reporter_there)]
    return [track[-1] for track in begun if track and track[-1].detail not in said]


def _may_go(nudge: Nudge, now: datetime) -> bool:
    return RULES[nudge.kind].any_hour or FIRST_HOUR <= now.astimezone(TIMEZONE).time() < LAST_HOUR


def _next_morning(now: datetime) -> datetime:
    return _next(now, FIRST_HOUR)


def _next(moment: datetime, hour: time) -> datetime:
    """The first time after a moment that it is so late."""
    today = _at(_day(moment), hour)
    return today if today > moment else _at(_day(moment) + timedelta(days=1), hour)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, TIMEZONE)


def _day(moment: datetime) -> date:
    return moment.astimezone(TIMEZONE).date()
