"""The day and the time that a sentence names, and the words that are left of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.dates import WEEKDAYS
from bot.language.days import day_meant, is_on_no_calendar
from bot.language.times import PARTS, Said, find_times, tokens

_TODAY = frozenset({"vandaag", "straks", "vanochtend", "vanmorgen", "vanmiddag", "vanavond"})
_PAST = {"gister": 1, "gisteren": 1, "eergisteren": 2}
_LONGEST_DAY = 5  # zaterdag 28 november 2026, met komende ervoor
_UNCLEAR_UNITS = frozenset({"week", "weken", "maand", "maanden"})
_CLOCK = re.compile(r"\d{1,2}:\d\d")
"""What is left in this form is no time of any day, such as 25:00: it says nothing, and the time is asked."""

_COUNTS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_AHEAD = re.compile(
    r"over (?:ongeveer )?(?:(?P<half>een half ?uur(?:tje)?)|(?P<more>anderhalf uur)|(?P<quarters>drie kwartier)"
    r"|(?P<quarter>een kwartier(?:tje)?)|(?P<hour>een uurtje)"
    rf"|(?P<count>\d{{1,2}}|{'|'.join(_COUNTS)}) (?P<unit>uur|minuten|min))(?! (?:geleden|eerder))"
)
_MINUTES = {"half": 30, "more": 90, "quarters": 45, "quarter": 15, "hour": 60}
_UNITS = {"uur": 60, "minuten": 1, "min": 1}
_PAST_THE_HOUR = re.compile(r"(?:\d|een|twee|drie|vier|vijf|tien|kwart|twintig|minuten|min) $")
_ROUNDED_TO = 5


@dataclass(frozen=True)
class Moment:
    """What a sentence says of when. `day` and `at` are None where it says nothing, or nothing certain.

    `names_day` says that a day was named at all, be it one that does not exist. `left` are the words that were not
    used.
    """

    day: date | None
    at: time | None
    names_day: bool
    left: tuple[str, ...]


def moment_in(text: str, today: date, clock: time | None = None) -> Moment:
    """The day and time in a text. "Volgende dinsdag" is the first one to some and the second to others: no day.

    "Over een uur" says something only with `clock`, the time that it is now.
    """
    words = tokens(text)
    ahead = _ahead(words, datetime.combine(today, clock)) if clock is not None else None
    if ahead is None:
        return _moment(words, today)
    then, others = ahead
    beside = _moment(others, today)
    agree = beside.at is None and beside.day in (None if not beside.names_day else then.date(), then.date())
    return Moment(then.date() if agree else None, then.time() if agree else None, True, beside.left)


def _ahead(words: Sequence[str], now: datetime) -> tuple[datetime, list[str]] | None:
    """The moment that is so many hours or minutes from now, and the other words. Rounded up to five minutes."""
    text = " ".join(words)
    for found in _AHEAD.finditer(text):
        before = text[: found.start()]
        if before.endswith(" ") and _PAST_THE_HOUR.search(before):
            continue  # "kwart over een uur"
        if (count := found["count"]) is not None:
            number = int(count) if count.isdecimal() else _COUNTS.index(count) + 1
            minutes = number * _UNITS[found["unit"]]
        else:
            minutes = _MINUTES[found.lastgroup or ""]
        then = now.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
        then += timedelta(minutes=-then.minute % _ROUNDED_TO)
        return then, [*before.split(), *text[found.end() :].split()]
    return None


def _moment(words: list[str], today: date) -> Moment:
    times = find_times(words)
    taken = {place for one in times for place in range(one.start, one.end)}
    taken |= _up_to(words, times)
    others = [word for place, word in enumerate(words) if place not in taken and not _CLOCK.fullmatch(word)]
    left = [part for word in others for part in word.split(".")]
    days, left = _take_days(left, today)
    at = times[0].at if times and (len(times) == 1 or len(times) == len(_range(words, times))) else None
    day = days[0] if len(set(days)) == 1 else None
    return Moment(day, at, bool(days), tuple(word for word in left if word not in PARTS))


def day_in(text: str, today: date) -> date | None:
    """The day that a text is, and nothing else; None when it is none."""
    found = moment_in(text, today)
    return found.day if not found.left and found.at is None else None


def _range(words: Sequence[str], times: Sequence[Said]) -> Sequence[Said]:
    """The times when they are one, `van 14:00 tot 15:00` or `tussen 2 en 3`."""
    joined = len(times) == 2 and words[times[0].end : times[1].start] in (["tot"], ["en"], ["a"])
    return times if joined else times[:1]


def _up_to(words: Sequence[str], times: Sequence[Said]) -> set[int]:
    """The places of the words that join two times."""
    if len(_range(words, times)) < 2:
        return set()
    first = times[0].start - 1
    opening = {first} if first >= 0 and words[first] in ("van", "tussen") else set()
    return {times[0].end, *opening}


def _take_days(words: list[str], today: date) -> tuple[list[date | None], list[str]]:
    """The days that are named, None for one that is not certain, and the other words."""
    left, days = list(words), []
    left = _without(left, ("deze", "week"))
    for length in range(_LONGEST_DAY, 0, -1):
        start = 0
        while start + length <= len(left):
            span = left[start : start + length]
            named, day = _day(span, today)
            if named:
                days.append(day)
                before = start - (start > 0 and left[start - 1] in ("over", "op"))
                del left[before : start + length]
            else:
                start += 1
    return days, left


def _day(span: Sequence[str], today: date) -> tuple[bool, date | None]:
    """Whether these words name a day, and which; None when that is not certain."""
    match list(span):
        case [word] if word in _TODAY:
            return True, today
        case [word] if word in _PAST:
            return True, today - timedelta(days=_PAST[word])
        case ["zo"]:
            return False, None  # rather "soon" than "Sunday"
        case ["volgende", day] if day in WEEKDAYS:
            return True, None
        case ["volgende", unit] if unit in _UNCLEAR_UNITS:
            return True, None
        case _:
            dated = any(word[0].isdecimal() for word in span) and not _UNCLEAR_UNITS & set(span)
            # A date may be that of today; "donderdag", said on a Thursday, is the next one.
            found = day_meant(span, today - timedelta(days=1) if dated else today)
            return found is not None or is_on_no_calendar(span), found


def _without(words: list[str], phrase: tuple[str, ...]) -> list[str]:
    for start in range(len(words) - len(phrase) + 1):
        if tuple(words[start : start + len(phrase)]) == phrase:
            return words[:start] + words[start + len(phrase) :]
    return words
