"""When the program reminds by itself: a case and a moment in, what is due out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bot.dialogue.follow_up import nudges
from bot.dialogue.follow_up.nudges import RULES, Audience, Kind
from bot.dialogue.texts.nudges import TO_COORDINATORS, TO_REPORTER
from bot.settings import TIMEZONE
from bot.store.cases import Case
from bot.store.deadlines import due_at
from bot.store.lifecycle import Actor, Assignee, Status


def at(moment: str) -> datetime:
    """A moment in Heerlen, as in `11-18 14:00`, of 2026."""
    return datetime.fromisoformat(f"2026-{moment}").replace(tzinfo=TIMEZONE)


def case(level: int = 2, opened: str = "11-18 14:00", status: Status = Status.NEW, **more: object) -> Case:
    whole = Case(
        code="merel-fiets-42",
        report_id=1,
        status=status,
        opened_at=at(opened),
        changed_at=at(opened),
        due_at=due_at(level, at(opened)),
        level=level,
        age_band=None,
        area=None,
        living=None,
        wish=None,
        consent=None,
        follow_up=None,
        note=None,
        signals=(),
        reporter_key="key",
        assigned_to=None,
        holder_key=None,
        wait_until=None,
        awaiting=None,
        awaiting_since=None,
        outcome=None,
    )
    return replace(whole, **more)  # type: ignore[arg-type]


THEIRS = {"status": Status.ASSIGNED, "assigned_to": Assignee.VOLUNTEER}


def planned(of: Case, *, reporter_there: bool = True) -> list[tuple[str, str]]:
    tracks = nudges.plan(of, reporter_there=reporter_there)
    return [(nudge.kind, f"{nudge.at.astimezone(TIMEZONE):%m-%d %H:%M}") for track in tracks for nudge in track]


PLANS = [
    (case(2), [("due-soon", "11-24 08:00"), ("overdue", "11-26 08:00")]),
    (case(1), [("due-soon", "12-01 08:00"), ("overdue", "12-03 08:00")]),
    (case(0), [("due-soon", "12-01 08:00"), ("overdue", "12-03 08:00")]),
    (case(2, "12-21 10:00"), [("due-soon", "12-28 08:00"), ("overdue", "12-30 08:00")]),
    (
        case(2, **THEIRS),
        [("volunteer-due-soon", "11-24 08:00"), ("volunteer-late", "11-26 08:00"), ("overdue", "11-27 08:00")],
    ),
    (case(3), [("urgent", "11-18 16:00"), ("urgent-again", "11-19 09:00")]),
    (case(3, **THEIRS), [("urgent", "11-18 16:00"), ("urgent-again", "11-19 09:00")]),
    (case(3, "11-21 23:00"), [("urgent", "11-22 01:00"), ("urgent-again", "11-22 09:00")]),
    (case(3, "10-25 01:30"), [("urgent", "10-25 02:30"), ("urgent-again", "10-25 09:00")]),
    (case(2, status=Status.IN_HAND), [("unfinished", "12-02 08:00"), ("unfinished-long", "12-09 08:00")]),
    (case(3, status=Status.IN_HAND), [("unfinished", "12-02 08:00"), ("unfinished-long", "12-09 08:00")]),
    (
        case(2, status=Status.IN_HAND, assigned_to=Assignee.VOLUNTEER),
        [("volunteer-unfinished", "12-02 08:00"), ("unfinished-long", "12-09 08:00")],
    ),
    (case(3, status=Status.DONE), []),
    (case(3, status=Status.WITHDRAWN), []),
    (case(status=Status.WAITING, wait_until=at("11-25 08:00")), [("wait-over", "11-25 08:00")]),
    (
        case(status=Status.IN_HAND, awaiting=Actor.REPORTER, awaiting_since=at("11-20 15:30")),
        [("reporter-waited-for", "11-24 15:30"), ("reporter-silent", "11-26 15:30")],
    ),
    (
        case(status=Status.DONE, awaiting=Actor.COORDINATOR, awaiting_since=at("11-21 22:00")),
        [("coordinator-waited-for", "11-24 22:00"), ("coordinator-silent", "11-26 22:00")],
    ),
]


@pytest.mark.parametrize(("of", "expected"), PLANS)
def test_what_is_planned(of: Case, expected: list[tuple[str, str]]) -> None:
    assert planned(of) == expected


def test_what_is_planned_when_the_reporter_left() -> None:
    assert planned(case(2, **THEIRS), reporter_there=False) == planned(case(2))
    waits = case(status=Status.IN_HAND, awaiting=Actor.REPORTER, awaiting_since=at("11-20 15:30"))
    assert planned(waits, reporter_there=False) == [("reporter-silent", "11-24 15:30")]


def test_a_new_term_of_an_urgent_case_begins_where_it_was_assigned() -> None:
    again = case(3, status=Status.ASSIGNED, changed_at=at("11-20 10:00"), due_at=at("11-20 23:59"))
    assert planned(again) == [("urgent", "11-20 12:00"), ("urgent-again", "11-21 09:00")]


@pytest.mark.parametrize(
    ("of", "said", "now", "expected", "again"),
    [
        (case(2), (), "11-24 07:59", [], "11-24 08:00"),
        (case(2), (), "11-24 08:00", ["due-soon"], "11-26 08:00"),
        (case(2), ("due-soon:2026-11-25",), "11-24 08:01", [], "11-26 08:00"),
        (case(2), ("due-soon:2026-11-11",), "11-24 08:01", ["due-soon"], "11-26 08:00"),
        (case(2), (), "11-24 20:00", [], "11-25 08:00"),
        (case(2), (), "11-26 19:59", ["overdue"], None),
        (case(2), ("overdue:2026-11-25",), "11-30 12:00", [], None),
        (case(3), (), "11-18 15:59", [], "11-18 16:00"),
        (case(3, "11-18 23:00"), (), "11-19 01:00", ["urgent"], "11-19 09:00"),
        (case(3), (), "11-30 03:00", ["urgent-again"], None),
        (case(status=Status.IN_HAND), (), "11-30 03:00", [], "12-02 08:00"),
    ],
)
def test_what_is_due_and_when_to_look_again(
    of: Case, said: tuple[str, ...], now: str, expected: list[str], again: str | None
) -> None:
    assert [nudge.kind for nudge in nudges.due(of, said, at(now), reporter_there=True)] == expected
    assert nudges.next_look(of, said, at(now), reporter_there=True) == (at(again) if again else None)


def test_every_kind_has_a_rule_and_words_for_whoever_it_goes_to() -> None:
    assert RULES.keys() == set(Kind)
    to_reporter = {kind for kind, rule in RULES.items() if Audience.REPORTER in rule.to}
    to_coordinators = {kind for kind, rule in RULES.items() if set(rule.to) - {Audience.REPORTER}}
    assert TO_REPORTER.keys() == to_reporter
    assert TO_COORDINATORS.keys() == to_coordinators
