"""ISO weeks in the time of the people who use the bot (Europe/Amsterdam)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.errors import UsageError
from bot.settings import TIMEZONE, WeeklyMoment

SHORTEST_YEAR = 52
"""Weeks."""

FIRST_YEAR, LAST_YEAR = 2000, 2999
"""Weeks outside these are typing errors."""


@dataclass(frozen=True, order=True)
class Week:
    """An ISO 8601 week."""

    year: int
    number: int

    @staticmethod
    def of(moment: datetime) -> Week:
        """The week in which a moment falls."""
        year, number, _ = moment.astimezone(TIMEZONE).isocalendar()
        return Week(year, number)

    @staticmethod
    def parse(text: str) -> Week:
        """`2026-W46`. Raises UsageError."""
        match = re.fullmatch(r"(\d{4})-?W(\d{1,2})", text.strip(), re.I)
        try:
            if match is None:
                raise ValueError
            week = Week(int(match[1]), int(match[2]))
            date.fromisocalendar(week.year, week.number, 1)
            if not FIRST_YEAR <= week.year <= LAST_YEAR:
                raise ValueError
        except ValueError:
            raise UsageError(f"{text} is not a week: write it as 2026-W46") from None
        return week

    def previous(self) -> Week:
        return Week.of(self.start() - timedelta(days=3))

    def before(self, count: int) -> list[Week]:
        """The last `count` weeks up to this one and with it, the oldest first."""
        weeks = [self]
        while len(weeks) < count:
            weeks.append(weeks[-1].previous())
        return weeks[::-1]

    def a_year_before(self) -> Week | None:
        """The week with the same number; None of week 53, which most years do not have."""
        return None if self.number > SHORTEST_YEAR else Week(self.year - 1, self.number)

    def start(self) -> datetime:
        """Monday 00:00 local time, as UTC."""
        return self.moment(WeeklyMoment(0, time(0)))

    def end(self) -> datetime:
        """The start of the next week, as UTC."""
        monday = date.fromisocalendar(self.year, self.number, 1) + timedelta(days=7)
        return datetime.combine(monday, time(0), TIMEZONE).astimezone(UTC)

    def moment(self, moment: WeeklyMoment) -> datetime:
        """A weekly moment in this week, as UTC; clock changes are followed."""
        day = date.fromisocalendar(self.year, self.number, moment.weekday + 1)
        return datetime.combine(day, moment.at, TIMEZONE).astimezone(UTC)

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"
