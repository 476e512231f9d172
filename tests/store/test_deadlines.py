"""Until when a case must have been picked up: working days, Dutch holidays, the clock change."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.settings import TIMEZONE
from bot.store.deadlines import (
    add_working_days,
    due_at,
    is_working_day,
    working_day_from,
    working_days_between,
    working_days_old,
)

FREE_WEEKDAYS = {
    2026: {
        date(2026, 1, 1): "New Year's Day",
        date(2026, 4, 3): "Good Friday: free by article 3 of the Algemene termijnenwet",
        date(2026, 4, 6): "Easter Monday",
        date(2026, 4, 27): "King's Day",
        date(2026, 5, 14): "Ascension Day",
        date(2026, 5, 25): "Whit Monday",
        date(2026, 12, 25): "Christmas Day",
    },
    2027: {
        date(2027, 1, 1): "New Year's Day",
        date(2027, 3, 26): "Good Friday",
        date(2027, 3, 29): "Easter Monday",
        date(2027, 4, 27): "King's Day",
        date(2027, 5, 6): "Ascension Day",
        date(2027, 5, 17): "Whit Monday",
    },
}


@pytest.mark.parametrize("year", FREE_WEEKDAYS)
def test_the_weekdays_on_which_nobody_works(year: int) -> None:
    days = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())]
    assert {day for day in days if day.weekday() < 5 and not is_working_day(day)} == FREE_WEEKDAYS[year].keys()
    assert not any(is_working_day(day) for day in days if day.weekday() >= 5)


def test_liberation_day_is_free_every_fifth_year() -> None:
    assert is_working_day(date(2026, 5, 5))
    assert is_working_day(date(2027, 5, 5))
    assert not is_working_day(date(2025, 5, 5))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 18), 0, date(2026, 11, 18)),
        (date(2026, 11, 18), 5, date(2026, 11, 25)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 4, 7), -1, date(2026, 4, 2)),
        (date(2026, 11, 23), -1, date(2026, 11, 20)),
    ],
)
def test_adding_working_days(day: date, count: int, expected: date) -> None:
    assert add_working_days(day, count) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 18), date(2026, 11, 18)),
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2027, 3, 26), date(2027, 3, 30)),
    ],
)
def test_a_day_that_is_free_becomes_the_next_working_day(day: date, expected: date) -> None:
    assert working_day_from(day) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 11, 18), date(2026, 11, 18), 0),
        (date(2026, 11, 18), date(2026, 11, 17), 0),
        (date(2026, 11, 20), date(2026, 11, 22), 0),
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 12, 24), date(2026, 12, 28), 1),
    ],
)
def test_counting_working_days(first: date, last: date, expected: int) -> None:
    assert working_days_between(first, last) == expected


@pytest.mark.parametrize(
    ("level", "opened", "due"),
    [
        (0, "2026-11-18 14:00", "2026-12-02"),
        (1, "2026-11-18 14:00", "2026-12-02"),
        (2, "2026-11-18 14:00", "2026-11-25"),
        (2, "2026-11-21 14:00", "2026-11-27"),
        (2, "2026-12-23 09:00", "2026-12-31"),
        (1, "2026-12-23 09:00", "2027-01-08"),
        (2, "2026-03-30 09:00", "2026-04-08"),
        (2, "2026-10-24 23:30", "2026-10-30"),
        (3, "2026-11-18 00:05", "2026-11-18"),
        (3, "2026-11-22 23:30", "2026-11-22"),
        (3, "2026-12-25 10:00", "2026-12-25"),
    ],
)
def test_until_when_a_case_must_have_been_picked_up(level: int, opened: str, due: str) -> None:
    local = datetime.fromisoformat(opened).replace(tzinfo=TIMEZONE)
    for moment in (local, local.astimezone(UTC)):
        assert due_at(level, moment) == datetime.fromisoformat(f"{due} 23:59").replace(tzinfo=TIMEZONE)


def test_a_day_is_that_of_those_who_use_the_bot() -> None:
    sunday_evening = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # Monday in Heerlen
    assert working_days_old(datetime(2026, 11, 20, 12, 0, tzinfo=UTC), sunday_evening) == 1
    assert due_at(2, sunday_evening).date() == date(2026, 11, 30)
