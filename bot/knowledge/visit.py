"""What helps before a visit: what to take along, and how one may begin. The file `visit.yml`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.knowledge.article import no_phone_numbers
from bot.knowledge.reading import Identifier, Record, Texts

FILE = "visit.yml"

MONTHS = {"lente": (3, 4, 5), "zomer": (6, 7, 8), "herfst": (9, 10, 11), "winter": (12, 1, 2)}
HOLIDAYS = ((12, 10), (1, 6))
"""Month and day: from here to there December's holidays are what people speak of."""

KINDS: tuple[tuple[str, ...], ...] = (
    ("ochtend", "middag", "avond"),
    ("maandag", "doordeweeks", "vrijdag", "weekend"),
    ("lente", "zomer", "herfst", "winter", "feestdagen"),
)
"""What a text may fit to: part of the day, day, time of the year. Of each kind that it names one must hold."""


def _known(fits: tuple[str, ...]) -> tuple[str, ...]:
    for word in fits:
        if not any(word in kind for kind in KINDS):
            raise ValueError(f"{word} is none of {', '.join(word for kind in KINDS for word in kind)}")
    return fits


class Fitting(Record):
    """A text that rests on an article. `fits` says when it fits; empty is always."""

    text: Annotated[str, Field(min_length=5, max_length=160), AfterValidator(no_phone_numbers)]
    article: Identifier
    fits: Annotated[Texts, AfterValidator(_known)] = ()

    def fits_at(self, moments: frozenset[str]) -> bool:
        """Whether this fits to a moment, as `moments_of` gives it."""
        named = [set(kind) & set(self.fits) for kind in KINDS]
        return all(words & moments for words in named if words)


class VisitHelp(Record):
    """All of `visit.yml`. `read` is the article that a volunteer reads best before a visit."""

    read: Identifier
    take_along: tuple[Fitting, ...] = Field(min_length=3, max_length=12)
    openings: tuple[Fitting, ...] = Field(min_length=3)


NONE = VisitHelp.model_construct(read="", take_along=(), openings=())
"""Of a knowledge base that could not be read."""


def moments_of(at: datetime) -> frozenset[str]:
    """The words of KINDS that hold at a moment in local time."""
    part = "ochtend" if at.hour < 12 else "middag" if at.hour < 18 else "avond"
    days = {"weekend" if at.weekday() > 4 else "doordeweeks"}
    days |= {{0: "maandag", 4: "vrijdag"}[at.weekday()]} if at.weekday() in (0, 4) else set()
    season = next(name for name, months in MONTHS.items() if at.month in months)
    holidays = {"feestdagen"} if _in_holidays(at.date()) else set()
    return frozenset({part, *days, season, *holidays})


def _in_holidays(day: date) -> bool:
    first, last = HOLIDAYS
    return (day.month, day.day) >= first or (day.month, day.day) <= last
