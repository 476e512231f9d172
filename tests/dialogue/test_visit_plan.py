"""When something is said about a visit: a plan and a moment in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest

from bot.dialogue.due import Due
from bot.dialogue.practising import practice_plan
from bot.dialogue.visiting import check_in_plan, visit_plan
from bot.dialogue.visiting.visit_plan import Visit, asked, look_on, read_plan, visit_at
from bot.dialogue.visiting.visit_words import openings
from bot.knowledge import Knowledge
from bot.knowledge.visit import moments_of
from bot.settings import TIMEZONE
from bot.store.reminders import SEALED_LENGTH


def at(moment: str) -> datetime:
    """A moment in Heerlen, as in `11-18 14:00`, of 2026."""
    return datetime.fromisoformat(f"2026-{moment}").replace(tzinfo=TIMEZONE)


def visit(moment: str, **more: object) -> Visit:
    return replace(visit_at(at(moment).date(), at(moment).time(), "heerlerheide"), **more)  # type: ignore[arg-type]


PREPARED = {"prepared": True}
ONCE = {"prepared": True, "asked": 1, "again": date(2026, 11, 27)}
TWICE = {"prepared": True, "asked": 2, "again": date(2026, 11, 28)}

# A visit on Thursday 26 November, what happened before, and what is due when.
DUE = [
    ("11-26 14:00", {}, "11-25 17:59", None),
    ("11-26 14:00", {}, "11-25 18:00", Due.CHECKLIST),
    ("11-26 14:00", {}, "11-25 21:00", None),  # the bot was down: not at night
    ("11-26 14:00", {}, "11-26 03:00", None),
    ("11-26 14:00", {}, "11-26 08:00", Due.CHECKLIST),
    ("11-26 14:00", {}, "11-26 13:59", Due.CHECKLIST),
    ("11-26 14:00", {}, "11-26 14:00", None),  # no list for a visit that began
    ("11-26 14:00", PREPARED, "11-25 18:30", None),
    ("11-26 14:00", PREPARED, "11-26 15:29", None),
    ("11-26 14:00", PREPARED, "11-26 15:30", Due.ASK),
    ("11-26 14:00", {}, "11-26 15:30", Due.ASK),
    ("11-26 14:00", PREPARED, "11-26 19:59", Due.ASK),
    ("11-26 14:00", PREPARED, "11-26 20:00", None),
    ("11-26 14:00", PREPARED, "11-27 08:30", None),
    ("11-26 14:00", PREPARED, "11-27 09:00", Due.ASK),
    ("11-26 14:00", PREPARED, "11-27 20:00", None),
    ("11-26 14:00", PREPARED, "11-27 20:01", Due.FORGET),
    ("11-26 14:00", {}, "11-28 15:30", Due.FORGET),  # two days down: nothing stale
    ("11-26 19:00", PREPARED, "11-26 20:30", None),
    ("11-26 19:00", PREPARED, "11-27 08:59", None),
    ("11-26 19:00", PREPARED, "11-27 09:00", Due.ASK),
    ("11-26 21:45", PREPARED, "11-26 23:15", None),
    ("11-26 21:45", PREPARED, "11-27 09:00", Due.ASK),
    ("11-26 14:00", ONCE, "11-26 19:00", None),
    ("11-26 14:00", ONCE, "11-27 08:59", None),
    ("11-26 14:00", ONCE, "11-27 09:00", Due.ASK),
    ("11-26 14:00", ONCE, "11-28 20:01", Due.FORGET),
    ("11-26 14:00", TWICE, "11-28 09:00", None),  # not a third time
    ("11-26 14:00", TWICE, "11-29 20:01", Due.FORGET),
]


@pytest.mark.parametrize(("moment", "before", "now", "what"), DUE)
def test_what_is_due(moment: str, before: dict[str, object], now: str, what: Due | None) -> None:
    assert visit_plan.due(visit(moment, **before), at(now)) is what


@pytest.mark.parametrize(("moment", "before", "now", "what"), DUE)
def test_it_is_looked_at_on_the_day_on_which_it_is_due(
    moment: str, before: dict[str, object], now: str, what: Due | None
) -> None:
    """Seen from any moment before: nothing is passed over."""
    one = visit(moment, **before)
    if what is not None and what is not Due.FORGET:
        for days in range(5):
            earlier = at(now) - timedelta(days=days, minutes=1)
            assert look_on(one, earlier) <= max(at(now).date(), earlier.date())


def test_an_hour_stays_the_same_hour_when_the_clocks_change() -> None:
    """On 25 October 2026 at 3:00 it becomes 2:00 in Heerlen, on 28 March 2027 at 2:00 it becomes 3:00."""
    planned = visit_at(date(2026, 10, 25), time(10))
    kept = read_plan(planned.as_plan())
    assert kept == planned
    assert kept is not None and kept.at.isoformat() == "2026-10-25T10:00:00+01:00"
    assert visit_plan.checklist_at(kept).isoformat() == "2026-10-24T18:00:00+02:00"
    assert visit_plan.ask_at(kept).isoformat() == "2026-10-25T11:30:00+01:00"
    spring = visit_at(date(2027, 3, 28), time(10))
    assert spring.at.isoformat() == "2027-03-28T10:00:00+02:00"


def test_a_plan_of_something_else_is_no_visit() -> None:
    assert read_plan({"what": "check-in", "on": "2026-11-19"}) is None


def test_a_plan_is_never_longer_than_it_is_filled_up_to(knowledge: Knowledge) -> None:
    longest = max(knowledge.areas.by_id, key=len)
    whole = Visit(at("11-26 14:00"), longest, prepared=True, asked=2, again=date(2026, 11, 28))
    assert len(str(whole.as_plan())) < SEALED_LENGTH


def test_it_is_asked_again_the_next_morning() -> None:
    again = asked(visit("11-26 14:00"), at("11-26 15:30"))
    assert (again.asked, again.again) == (1, date(2026, 11, 27))
    assert asked(again, at("11-27 09:00")).asked == visit_plan.MOST_TIMES


CHECK_IN = [
    ("11-19 09:59", None),
    ("11-19 10:00", Due.ASK),
    ("11-19 19:59", Due.ASK),
    ("11-19 20:00", Due.FORGET),
    ("11-20 10:00", Due.FORGET),  # the bot was down: "yesterday" is not true any more
    ("11-18 23:00", None),
]


@pytest.mark.parametrize(("now", "what"), CHECK_IN)
def test_when_somebody_is_asked_how_they_are(now: str, what: Due | None) -> None:
    assert check_in_plan.due(date(2026, 11, 19), at(now)) is what


PRACTICE = [
    ("11-18 12:00", None),
    ("11-19 09:59", None),
    ("11-19 10:00", Due.ASK),
    ("11-19 20:00", None),
    ("11-20 10:00", Due.ASK),  # the bot was down for a day
    ("11-26 19:59", Due.ASK),
    ("11-27 00:00", Due.FORGET),
]


@pytest.mark.parametrize(("now", "what"), PRACTICE)
def test_when_somebody_is_reminded_to_practise(now: str, what: Due | None) -> None:
    assert practice_plan.due(date(2026, 11, 19), at(now)) is what


# The sentences to begin with


@pytest.mark.parametrize("moment", ["11-26 14:00", "11-28 10:00", "12-27 19:00", "07-06 10:00", "04-10 15:00"])
def test_three_sentences_fit_and_stay_the_same(knowledge: Knowledge, moment: str) -> None:
    drawn = openings(at(moment), 7, knowledge)
    assert drawn == openings(at(moment), 7, knowledge)
    assert len({one.text for one in drawn}) == len({one.article for one in drawn}) == 3
    assert all(one.fits_at(moments_of(at(moment))) for one in drawn)


def test_who_comes_every_week_does_not_get_the_same_ones(knowledge: Knowledge) -> None:
    weeks = [{one.text for one in openings(at("11-05 14:00") + timedelta(weeks=n), 7 + n, knowledge)} for n in range(8)]
    assert all(this != following for this, following in pairwise(weeks))
    assert len(set().union(*weeks)) >= 12


def test_there_are_enough_sentences_at_any_moment(knowledge: Knowledge) -> None:
    for month in range(1, 13):
        for hour in (10, 15, 19):
            for day in range(7, 14):
                now = moments_of(datetime(2026, month, day, hour, tzinfo=TIMEZONE))
                assert sum(one.fits_at(now) for one in knowledge.visit.openings) >= 15


def test_no_sentence_says_lonely(knowledge: Knowledge) -> None:
    assert [one.text for one in knowledge.visit.openings if "eenza" in one.text.lower()] == []
    assert len(knowledge.visit.openings) >= 24
