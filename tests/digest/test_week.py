"""ISO weeks in Heerlen's time, over year borders and clock changes, and which week is due when."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.digest.choice import due_week
from bot.digest.week import Week
from bot.errors import UsageError
from bot.settings import WeeklyMoment

HEERLEN = ZoneInfo("Europe/Amsterdam")
MONDAY_8 = WeeklyMoment(0, time(8, 0))
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def local(text: str, fold: int = 0) -> datetime:
    """A moment by the clock on the wall in Heerlen."""
    return datetime.fromisoformat(text).replace(tzinfo=HEERLEN, fold=fold).astimezone(UTC)


WEEK_OF = [
    ("2026-11-16 00:00", "2026-W47"),
    ("2026-11-15 23:59", "2026-W46"),
    ("2026-11-22 23:59", "2026-W47"),
    # 2026 has 53 weeks; the first days of 2027 belong to the last
    ("2025-12-29 00:00", "2026-W01"),
    ("2025-12-28 23:59", "2025-W52"),
    ("2026-01-04 23:59", "2026-W01"),
    ("2026-12-28 00:00", "2026-W53"),
    ("2026-12-31 23:59", "2026-W53"),
    ("2027-01-01 00:00", "2026-W53"),
    ("2027-01-03 23:59", "2026-W53"),
    ("2027-01-04 00:00", "2027-W01"),
    ("2020-02-29 12:00", "2020-W09"),
]


@pytest.mark.parametrize(("moment", "week"), WEEK_OF)
def test_the_week_in_which_a_moment_falls(moment: str, week: str) -> None:
    assert str(Week.of(local(moment))) == week


def test_the_week_is_that_of_heerlen_not_of_greenwich() -> None:
    # Sunday 23:30 in Greenwich is Monday 00:30 in Heerlen.
    assert str(Week.of(datetime(2026, 11, 15, 23, 30, tzinfo=UTC))) == "2026-W47"


# week -> start and length in hours
LENGTHS = {
    "2026-W47": ("2026-11-15 23:00", 168),
    "2026-W13": ("2026-03-22 23:00", 167),  # the clock goes forward on Sunday 29 March 2026
    "2026-W14": ("2026-03-29 22:00", 168),
    "2026-W43": ("2026-10-18 22:00", 169),  # and back on Sunday 25 October 2026
    "2026-W44": ("2026-10-25 23:00", 168),
    "2026-W53": ("2026-12-27 23:00", 168),
    "2027-W12": ("2027-03-21 23:00", 167),  # 28 March 2027
    "2027-W43": ("2027-10-24 22:00", 169),  # 31 October 2027
    "2027-W44": ("2027-10-31 23:00", 168),
}


@pytest.mark.parametrize("text", LENGTHS)
def test_a_week_starts_on_monday_at_midnight(text: str) -> None:
    assert Week.parse(text).start() == datetime.fromisoformat(LENGTHS[text][0]).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", LENGTHS)
def test_a_week_with_a_clock_change_is_an_hour_shorter_or_longer(text: str) -> None:
    week = Week.parse(text)
    assert (week.end() - week.start()) / HOUR == LENGTHS[text][1]


@pytest.mark.parametrize("year", [2025, 2026, 2027, 2028])
def test_weeks_follow_each_other_without_a_gap(year: int) -> None:
    week = Week(year, 1)
    for _ in range(60):
        before = week.previous()
        assert before.end() == week.start()
        assert Week.of(before.start()) == Week.of(before.end() - SECOND) == before < week
        week = before


@pytest.mark.parametrize(
    ("week", "before"),
    [("2026-W47", "2026-W46"), ("2026-W01", "2025-W52"), ("2027-W01", "2026-W53"), ("2026-W53", "2026-W52")],
)
def test_the_week_before(week: str, before: str) -> None:
    assert str(Week.parse(week).previous()) == before


GOOD = [
    ("2026-W46", "2026-W46"),
    ("2026-w46", "2026-W46"),
    ("2026W46", "2026-W46"),
    (" 2026-W46 ", "2026-W46"),
    ("2026-W1", "2026-W01"),
    ("2026-W53", "2026-W53"),
    ("2020-W53", "2020-W53"),
]
BAD = [
    "",
    "46",
    "W46",
    "2026",
    "2026-46",
    "26-W46",
    "2026-W00",
    "2026-W54",
    "2027-W53",
    "2025-W53",
    "2026-W461",
    "2026-W",
    "2026-W4x",
    "0000-W01",
    "2026-11-16",
    "week 46",
    "2026-W46-1",
    "2026-W46 2026-W47",
]


@pytest.mark.parametrize(("text", "week"), GOOD)
def test_a_week_that_is_typed(text: str, week: str) -> None:
    assert str(Week.parse(text)) == week


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_week_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="is not a week: write it as 2026-W46"):
        Week.parse(text)


@pytest.mark.parametrize(
    ("week", "moment", "expected"),
    [
        ("2026-W47", MONDAY_8, "2026-11-16 07:00"),
        ("2026-W30", MONDAY_8, "2026-07-20 06:00"),
        ("2026-W14", MONDAY_8, "2026-03-30 06:00"),  # the Monday after the clock went forward
        ("2026-W44", MONDAY_8, "2026-10-26 07:00"),
        ("2026-W13", WeeklyMoment(6, time(8, 0)), "2026-03-29 06:00"),  # the Sunday itself
        ("2026-W43", WeeklyMoment(6, time(23, 59)), "2026-10-25 22:59"),
        ("2026-W13", WeeklyMoment(6, time(2, 30)), "2026-03-29 01:30"),  # a time that is not there
        ("2026-W43", WeeklyMoment(6, time(2, 30)), "2026-10-25 00:30"),  # a time that is there twice: the first
    ],
)
def test_a_moment_in_a_week(week: str, moment: WeeklyMoment, expected: str) -> None:
    assert Week.parse(week).moment(moment) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


DUE = [
    ("2026-11-16 07:59", "2026-W45"),
    ("2026-11-16 08:00", "2026-W46"),
    ("2026-11-16 08:01", "2026-W46"),
    ("2026-11-22 23:59", "2026-W46"),
    ("2026-11-23 07:59", "2026-W46"),
    # after the clock went forward and back
    ("2026-03-30 07:59", "2026-W12"),
    ("2026-03-30 08:00", "2026-W13"),
    ("2026-10-26 07:59", "2026-W42"),
    ("2026-10-26 08:00", "2026-W43"),
    ("2027-03-29 07:59", "2027-W11"),
    ("2027-03-29 08:00", "2027-W12"),
    ("2027-11-01 07:59", "2027-W42"),
    ("2027-11-01 08:00", "2027-W43"),
    # the new year
    ("2026-12-28 08:00", "2026-W52"),
    ("2027-01-04 07:59", "2026-W52"),
    ("2027-01-04 08:00", "2026-W53"),
]


@pytest.mark.parametrize(("now", "week"), DUE)
def test_a_week_is_due_on_monday_at_eight(now: str, week: str) -> None:
    assert str(due_week(local(now), MONDAY_8)) == week


@pytest.mark.parametrize(
    ("now", "week"),
    [("2026-11-20 15:59", "2026-W45"), ("2026-11-20 16:00", "2026-W46"), ("2026-11-23 08:00", "2026-W46")],
)
def test_a_week_can_be_due_on_friday(now: str, week: str) -> None:
    assert str(due_week(local(now), WeeklyMoment(4, time(16, 0)))) == week


def test_each_week_of_a_year_is_due_once_and_in_order() -> None:
    now, due = local("2026-01-01 00:30"), list[Week]()
    while now < local("2028-01-01 00:30"):
        week = due_week(now, MONDAY_8)
        if not due or due[-1] != week:
            due.append(week)
        now += HOUR
    assert all(before == after.previous() for before, after in itertools.pairwise(due))
    assert len(due) == 105
