"""Until when a case must have been picked up, in working days; weekends and Dutch public holidays are none. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from bot.settings import TIMEZONE

if TYPE_CHECKING:
    from holidays import HolidayBase

WORKING_DAYS: Mapping[int, int] = {0: 10, 1: 10, 2: 5, 3: 0}
"""The highest level of a report -> working days in which its case is picked up; 0 is the same day, whatever day."""

SECOND_ALERT = timedelta(hours=2)
"""After this time without anybody, a case of level 3 goes to a second coordinator."""

REMIND_AFTER = 2
ESCALATE_AFTER = 4
"""Working days that a message waits for its answer before who should answer is reminded, and before others are told."""

UNFINISHED_AFTER = 10
UNFINISHED_LONG_AFTER = 15
"""Working days after which a case in hand is asked after, and after which all coordinators hear of it."""

LAST_MINUTE = time(23, 59)


@cache
def _calendar() -> HolidayBase:
    """The Dutch public holidays (https://pypi.org/project/holidays/).

    Good Friday is one, as in the Algemene termijnenwet, article 3; Liberation Day only in every fifth year, because
    the teams work on it in the others.
    """
    from holidays import country_holidays  # here: it loads those of all countries, which takes a second

    return country_holidays("NL")


def load_calendar() -> None:
    """Loads the holidays before they are needed, in any thread."""
    _calendar()


@cache
def is_working_day(day: date) -> bool:
    """Monday to Friday, and no public holiday."""
    return day.weekday() < 5 and day not in _calendar()


def add_working_days(day: date, count: int) -> date:
    """The day that is `count` working days later, or earlier when it is negative."""
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_day_from(day: date) -> date:
    """This day, or the first working day after it."""
    return day if is_working_day(day) else add_working_days(day, 1)


def working_days_between(first: date, last: date) -> int:
    """How many working days come after `first`, up to `last` and with it; 0 when `last` is not later."""
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def end_of_day(day: date) -> datetime:
    """The last minute of a day, in local time."""
    return datetime.combine(day, LAST_MINUTE, TIMEZONE)


def due_at(level: int, opened_at: datetime) -> datetime:
    """Until when a case that was opened then must have been picked up."""
    return end_of_day(add_working_days(opened_at.astimezone(TIMEZONE).date(), WORKING_DAYS[level]))


def working_days_old(since: datetime, now: datetime) -> int:
    """How many working days ago that was, by the calendar of those who use the bot."""
    return working_days_between(since.astimezone(TIMEZONE).date(), now.astimezone(TIMEZONE).date())
