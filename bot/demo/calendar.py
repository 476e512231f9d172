"""When people visit: more in winter than in summer, hardly in the holidays, by day, and not on Sunday."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from bot.demo.draw import Draw
from bot.settings import TIMEZONE
from bot.store.deadlines import add_working_days, is_working_day

SEASON: Mapping[int, float] = {
    1: 1.15,
    2: 1.1,
    3: 1.0,
    4: 0.95,
    5: 0.9,
    6: 0.85,
    7: 0.6,
    8: 0.6,
    9: 1.0,
    10: 1.05,
    11: 1.15,
    12: 1.2,
}
"""Month -> how much is done in it."""

BEFORE_CHRISTMAS, HOLIDAYS = 1.2, 0.35
"""What that becomes in the four weeks before the week of Christmas, and in that week and the next."""

WEEKDAYS = (20, 23, 22, 22, 15, 4, 2)
ON_A_HOLIDAY = 0.1
HOURS = {9: 4, 10: 14, 11: 14, 12: 5, 13: 10, 14: 18, 15: 15, 16: 10, 17: 4, 18: 2, 19: 4}
OFFICE_HOURS = (9 * 60, 17 * 60)
"""Minutes of the day between which a coordinator is at work."""

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


class Calendar:
    """The weeks that are filled: `mondays`, the oldest first, of which the last one is this week.

    `now` is in local time, as are all moments of invented visits.
    """

    def __init__(self, now: datetime, weeks: int) -> None:
        self.now = now
        this = now.date() - timedelta(days=now.weekday())
        self.mondays = tuple(this - n * WEEK for n in range(weeks, -1, -1))
        self._hours = Draw(HOURS)

    @property
    def first(self) -> datetime:
        return self.start(self.mondays[0])

    def start(self, monday: date) -> datetime:
        """When a week begins."""
        return datetime.combine(monday, time(0), TIMEZONE)

    def moments(self, monday: date, count: int, chance: Random) -> list[datetime]:
        """So many moments of visits in a week, in their order."""
        days = Draw(
            {
                (day := monday + n * DAY): weight * (1 if n > 4 or is_working_day(day) else ON_A_HOLIDAY)
                for n, weight in enumerate(WEEKDAYS)
            }
        )
        return sorted(datetime.combine(days(chance), self._clock(chance), TIMEZONE) for _ in range(count))

    def spread(self, total: int, weights: Sequence[float]) -> list[int]:
        """A total over the weeks by weight; the last one, which is this week, comes on top of it."""
        unit = total / sum(weights[:-1])
        parts, passed, done = [], 0.0, 0
        for weight in weights[:-1]:
            passed += weight * unit
            parts.append(round(passed) - done)
            done += parts[-1]
        return [*parts, round(weights[-1] * unit)]

    def _clock(self, chance: Random) -> time:
        return time(self._hours(chance), chance.randrange(60), chance.randrange(60))


def busy(monday: date) -> float:
    """How much is done in a week, against an ordinary one."""
    weeks = (_christmas(monday) - monday).days // 7
    if weeks in (0, -1):
        return HOLIDAYS
    return SEASON[(monday + 3 * DAY).month] * (BEFORE_CHRISTMAS if 1 <= weeks <= 4 else 1)


def _christmas(monday: date) -> date:
    """The Monday of the week of Christmas that is nearest."""
    first_day = date((monday - 60 * DAY).year, 12, 25)
    return first_day - timedelta(days=first_day.weekday())


def at_work(after: datetime, days: int, chance: Random) -> datetime:
    """A moment in office hours, so many working days later; on the same day when that is still possible."""
    day = _later(after.date(), days)
    minute = chance.randrange(*OFFICE_HOURS)
    if day == after.date() and minute <= (passed := after.hour * 60 + after.minute):
        if passed + 10 >= OFFICE_HOURS[1]:
            return at_work(after, 1, chance)
        minute = passed + 5 + int(chance.random() * (OFFICE_HOURS[1] - passed - 5))
    return datetime.combine(day, time(minute // 60, minute % 60, chance.randrange(60)), TIMEZONE)


@cache
def _later(day: date, days: int) -> date:
    return add_working_days(day, days) if days or is_working_day(day) else add_working_days(day, 1)
