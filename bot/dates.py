"""Days as those who use the bot have them, and as Dutch writes them."""

from __future__ import annotations

from datetime import date, datetime

from bot.settings import TIMEZONE

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
SHORT_WEEKDAYS = tuple(day[:2] for day in WEEKDAYS)
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def local_day(moment: datetime) -> date:
    """The day that it is then in the Netherlands."""
    return moment.astimezone(TIMEZONE).date()


def dutch_date(day: date) -> str:
    """As in `21 november 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_day(day: date, *, year: bool = False) -> str:
    """As in `donderdag 26 november`."""
    said = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return f"{said} {day.year}" if year else said


def short_day(day: date) -> str:
    """As in `12 nov`."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def named_day(day: date) -> str:
    """As in `do 12 nov`."""
    return f"{SHORT_WEEKDAYS[day.weekday()]} {short_day(day)}"
