"""A day as people type it for a term: "vrijdag", "3 december", "over twee weken". Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.dates import WEEKDAYS

_NEARBY = {"morgen": 1, "overmorgen": 2}
_MONTHS = (
    ("januari", "jan"),
    ("februari", "feb", "febr"),
    ("maart", "mrt", "mar"),
    ("april", "apr"),
    ("mei",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("augustus", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("december", "dec"),
)
_NUMBERS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
_UNITS = {"dag": 1, "dagen": 1, "week": 7, "weken": 7, "maand": 30, "maanden": 30}
_COMING = frozenset({"komende", "aanstaande", "a.s", "as", "eerstvolgende"})
_COMMON_YEAR = 2027
"""Without 29 February."""


def day_meant(words: Sequence[str], today: date) -> date | None:
    """The day that these words mean, all of them; None when they mean none, or more than one.

    `words` are folded, without punctuation. A day without a year is the first one after `today`; so is a day of the
    week. "Volgende vrijdag" is the first one to some and the second to others, so it is none.
    """
    match [word for word in words if word not in _COMING]:
        case [near] if near in _NEARBY:
            return today + timedelta(days=_NEARBY[near])
        case [day] if (weekday := _weekday(day)) is not None:
            return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
        case ["volgende", "week"]:
            return today + timedelta(days=7)
        case ["volgende", "maand"]:
            return today + timedelta(days=30)
        case ["volgende", "week", day] | [day, "volgende", "week"] if (weekday := _weekday(day)) is not None:
            return today + timedelta(days=7 - today.weekday() + weekday)
        case [count, unit] if unit in _UNITS and (number := _number(count)):
            return today + timedelta(days=number * _UNITS[unit])
        case [weekday_too, *rest] if _weekday(weekday_too) is not None and rest:
            found = _dated(rest, today)
            return found if found is not None and found.weekday() == _weekday(weekday_too) else None
        case rest:
            return _dated(rest, today)


def is_on_no_calendar(words: Sequence[str]) -> bool:
    """Whether these words, all of them, are a date that does not exist, or not every year: `31 februari`, `30 2`."""
    match [word for word in words if word not in _COMING and _weekday(word) is None]:
        case [day, month, *year] if len(year) <= 1 and all(one.isdecimal() and len(one) in (2, 4) for one in year):
            named = _month(month) is not None
            is_date = _within(day, 99 if named else 31) and (named or _within(month, 12))
            return is_date and _day(day, month, int(year[0]) % 100 + 2000 if year else _COMMON_YEAR) is None
        case _:
            return False


def _within(word: str, most: int) -> bool:
    number = word.removesuffix("e")
    return number.isdecimal() and len(number) <= 2 and 0 < int(number) <= most


def _dated(words: Sequence[str], today: date) -> date | None:
    """The day of `3 december`, `3 12`, with or without a year, or of `2026 12 3`."""
    match words:
        case [year, month, day] if len(year) == 4 and year.isdecimal():
            return _day(day, month, int(year))
        case [day, month, year] if year.isdecimal() and len(year) in (2, 4):
            return _day(day, month, int(year) % 100 + 2000)
        case [day, month]:
            found = (_day(day, month, year) for year in (today.year, today.year + 1))
            return next((one for one in found if one is not None and one > today), None)
        case _:
            return None


def _day(day: str, month: str, year: int) -> date | None:
    number = int(month) if month.isdecimal() else _month(month)
    ordinal = day.removesuffix("e")
    try:
        return date(year, number, int(ordinal)) if number and ordinal.isdecimal() else None
    except ValueError:
        return None


def _month(word: str) -> int | None:
    return next((number for number, names in enumerate(_MONTHS, 1) if word in names), None)


def _weekday(word: str) -> int | None:
    return next((n for n, name in enumerate(WEEKDAYS) if word in (name, name[:2])), None)


def _number(word: str) -> int | None:
    if word.isdecimal() and len(word) <= 3:
        return int(word)
    return _NUMBERS.index(word) if word in _NUMBERS else None
