"""How a case stands now: its steps until now, with what the program reminded of in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.demo.follow_up import Move
from bot.demo.visits import Visit
from bot.dialogue.follow_up import nudges
from bot.dialogue.follow_up.cases import MORNING
from bot.dialogue.follow_up.nudges import RULES, Nudge
from bot.knowledge.signal import ACT_TODAY
from bot.settings import TIMEZONE
from bot.store.cases import Case
from bot.store.deadlines import UNFINISHED_AFTER, due_at
from bot.store.history import MOVED, Step
from bot.store.lifecycle import FINISHED, UNTOUCHED, Actor, Assignee, Ending, Status

LONGEST_FREE = timedelta(days=7)
"""More than the days off between two working days, and so than how long before a deadline the program reminds."""


@dataclass(frozen=True)
class Standing:
    """A case, the steps that led to where it stands, and when the program looks at it again.

    The keys of people are not made yet: `holder` and `Move.person` are their ids.
    """

    case: Case
    moves: Sequence[Move | Reminder]
    holder: int | None
    look_at: datetime | None


@dataclass(frozen=True)
class Reminder:
    """A step of the program itself."""

    at: datetime
    step: Step
    detail: str


def replay(code: str, visit: Visit, moves: Sequence[Move], now: datetime) -> Standing:
    """Takes those steps of a case that came before now, as the store would (see `Cases.move`)."""
    case = _new(code, visit)
    there, holder = visit.volunteer.reachable, None
    taken: list[Move | Reminder] = []
    said: set[str] = set()
    for move in moves:
        if move.at >= now:
            break
        if move.step is not Step.NEW:
            taken += _reminders(case, said, taken[-1].at, move.at, there=there)
            case = _after(case, move)
        holder = move.person if move.part is Actor.COORDINATOR else holder
        taken.append(move)
    if case.status in FINISHED:
        return Standing(case, taken, holder, None)
    taken += _reminders(case, said, taken[-1].at, now, there=there)
    return Standing(case, taken, holder, nudges.next_look(case, said, now, reporter_there=there))


def _after(case: Case, move: Move) -> Case:
    """The case after a step."""
    if move.step is Step.ASKED:
        return replace(case, awaiting=Actor.REPORTER, awaiting_since=move.at)
    if move.step not in MOVED:
        return replace(case, awaiting=None, awaiting_since=None)
    status = Status(move.step)
    assigned = Assignee(move.detail) if status is Status.ASSIGNED and move.detail else None
    anew = assigned is not None and (case.status not in UNTOUCHED or move.at > case.due_at)
    answered = status in FINISHED or case.awaiting is move.part
    return replace(
        case,
        status=status,
        changed_at=move.at,
        assigned_to=assigned or case.assigned_to,
        wait_until=_morning(move.detail) if status is Status.WAITING and move.detail else None,
        outcome=Ending(move.detail) if status is Status.DONE and move.detail else None,
        due_at=due_at(case.level, move.at) if anew else case.due_at,
        awaiting=None if answered else case.awaiting,
        awaiting_since=None if answered else case.awaiting_since,
    )


def _reminders(case: Case, said: set[str], since: datetime, until: datetime, *, there: bool) -> Iterator[Reminder]:
    """What the program said of a case between two moments; `said` grows with it."""
    if until < _first_possible(case):
        return
    planned = [nudge for track in nudges.plan(case, reporter_there=there) for nudge in track]
    for nudge in sorted(planned, key=_at):
        if since < nudge.at < until and nudge.detail not in said:
            said.add(nudge.detail)
            yield Reminder(nudge.at, RULES[nudge.kind].step, nudge.detail)


def _first_possible(case: Case) -> datetime:
    """Before this there is nothing to say: to look costs more than all the rest."""
    if case.awaiting_since is not None:
        return case.awaiting_since
    if case.level == ACT_TODAY and case.status in UNTOUCHED:
        return case.opened_at
    if case.status in UNTOUCHED:
        return case.due_at - LONGEST_FREE
    if case.status is Status.WAITING and case.wait_until is not None:
        return case.wait_until
    return case.changed_at + timedelta(days=UNFINISHED_AFTER)


def _at(nudge: Nudge) -> datetime:
    return nudge.at


def _morning(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), MORNING, TIMEZONE)


def _new(code: str, visit: Visit) -> Case:
    report = visit.report
    return Case(
        code=code,
        report_id=0,
        status=Status.NEW,
        opened_at=visit.at,
        changed_at=visit.at,
        due_at=due_at(report.level, visit.at),
        level=report.level,
        age_band=report.age_band,
        area=report.area,
        living=report.living,
        wish=report.wish,
        consent=report.consent,
        follow_up=report.follow_up,
        note=None,
        signals=report.signals,
        reporter_key=visit.volunteer.reporter_key,
        assigned_to=None,
        holder_key=None,
        wait_until=None,
        awaiting=None,
        awaiting_since=None,
        outcome=None,
    )
