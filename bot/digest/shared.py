"""The week as it may be shown to others: what the picture, the PDF and the CSV are made of.

Everybody gets the same: the whole municipality, after disclosure control. Two versions of a week could be laid beside
each other, and what one hides be computed from the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.digest.week import Week


@dataclass(frozen=True)
class Line:
    """A count with its name in Dutch; `count` is None where it is not shown: too small, or it would tell a small one.

    `code` is what the count is called in the CSV.
    """

    code: str
    label: str
    count: int | None


@dataclass(frozen=True)
class Table:
    """A total, and the lines that it is made of; without a total the lines do not add up to anything that is shown."""

    code: str
    title: str
    total: Line | None
    lines: tuple[Line, ...]
    note: str | None = None


@dataclass(frozen=True)
class TrendWeek:
    """A week in the trend: visits, reports (visits at which something was noticed), and the visits a year before.

    None where it is not shown, or nothing is known.
    """

    week: Week
    visits: int | None
    noticed: int | None
    visits_last_year: int | None = None


@dataclass(frozen=True)
class SharedWeek:
    """One week. `trend` is the oldest first and ends with the week itself; `dimensions` are the lines of the picture.

    `headlines` are the few counts that matter most, `sentences` say in words what changed, with every number that the
    picture shows.
    """

    week: Week
    area: str
    headlines: tuple[Line, ...]
    sentences: tuple[str, ...]
    trend: tuple[TrendWeek, ...]
    dimensions: tuple[Line, ...]
    tables: tuple[Table, ...]
    minimum: int
    made_on: date

    @property
    def first_day(self) -> date:
        return date.fromisocalendar(self.week.year, self.week.number, 1)

    @property
    def last_day(self) -> date:
        return date.fromisocalendar(self.week.year, self.week.number, 7)
