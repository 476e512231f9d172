"""A time of day as people say it: "14:00", "half drie", "kwart over tien", "om 2 uur". Pure.

What could be twice a day is read as an hour at which people visit: from eight in the morning to eight in the evening.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from bot.language.folding import fold

HALF_DAY = 12 * 60
FIRST_VISIT = 8 * 60
"""Minutes after midnight: what is earlier is meant for the afternoon or evening."""


class Part(StrEnum):
    """A part of the day that is named beside the hour."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


PARTS = {
    **dict.fromkeys(("ochtend", "ochtends", "morgens", "vanochtend", "vanmorgen", "voormiddag", "vroeg"), Part.MORNING),
    **dict.fromkeys(("middag", "middags", "vanmiddag", "namiddag"), Part.AFTERNOON),
    **dict.fromkeys(("avond", "avonds", "vanavond"), Part.EVENING),
    **dict.fromkeys(("nacht", "nachts", "vannacht"), Part.NIGHT),
}
_HOURS = {
    word: number
    for number, word in enumerate(
        ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"), 1
    )
}
_MINUTES = {**_HOURS, "kwart": 15, "twintig": 20}
_BEFORE = frozenset({"om", "rond", "tegen", "vanaf", "omstreeks", "tussen"})
_UNIT = frozenset({"uur", "u", "h"})
_TOKENS = re.compile(
    r"(?P<full>\b\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\b)"
    r"|(?P<clock>\b\d{1,2}[:.]\d{2}\b)"
    r"|(?P<spelled>\b\d{1,2} ?(?:u|h|uur) ?\d{2}\b)"
    r"|\d+e\b|\d+|[^\W\d_]+"
)
_JOINED = re.compile(
    r"(maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|overmorgen|morgen|gister|gisteren)"
    r"(ochtend|morgen|middag|namiddag|avond|vroeg)"
)
_DATED = re.compile(r"\d|jan|feb|m(aa)?rt|apr|mei|ju[nl]|aug|sep|okt|nov|dec|dag|we[ek]")
_WEEKDAY = re.compile(r"(maan|dins|woens|donder|vrij|zater|zon)dag")


@dataclass(frozen=True)
class Said:
    """A time that stands in the words from `start` up to `end`."""

    start: int
    end: int
    at: time


def tokens(text: str) -> list[str]:
    """The folded words and numbers of a text; a time on the clock is one of them, as in `14:30`, or `10.30`.

    "Donderdagmiddag" becomes two, and so does "vrijdag morgen", of which the second is then the morning.
    """
    found: list[str] = []
    for match in _TOKENS.finditer(re.sub(r"\ba\.s\b\.?", "as", fold(text))):
        word = match[0]
        if match["full"]:
            found += re.findall(r"\d+", word)
        elif match["spelled"]:
            hour, minute = re.findall(r"\d+", word)
            found.append(f"{hour}:{minute}")
        elif joined := _JOINED.fullmatch(word):
            found += [joined[1], "ochtend" if joined[2] == "morgen" else joined[2]]
        elif word == "morgen" and found and _WEEKDAY.fullmatch(found[-1]):
            found.append("ochtend")
        else:
            found.append(word)
    return found


def find_times(words: Sequence[str]) -> list[Said]:
    """The times in these tokens, in their order. `om` and `uur` around one belong to it."""
    part = next((PARTS[word] for word in words if word in PARTS), None)
    found: list[Said] = []
    start = 0
    while start < len(words):
        said = _time_at(words, start, part)
        if said is not None:
            found.append(said)
        start = said.end if said is not None else start + 1
    clear = [one for one in found if not _dotted(words, one)]
    return clear or found  # "10.12 om 14:00" is a day with a time


def _dotted(words: Sequence[str], one: Said) -> bool:
    return any("." in word for word in words[one.start : one.end])


def _time_at(words: Sequence[str], start: int, part: Part | None) -> Said | None:
    """The time that begins here; None when none does."""
    at = start + (words[start] in _BEFORE)
    led = at > start
    rest = list(words[at : at + 5])
    match rest:
        case [clock, *_] if re.fullmatch(r"\d{1,2}[:.]\d\d", clock):
            length, minutes = 1, _on_the_clock(clock, part)
        case [count, ("minuten" | "min"), ("voor" | "over") as way, *behind] if _minute(count):
            length, minutes = _around(count, way, behind, part, 3)
        case [count, ("voor" | "over") as way, *behind] if _minute(count):
            length, minutes = _around(count, way, behind, part, 2)
        case ["half", hour, *_] if _hour(hour):
            length, minutes = 2, _in_day(60 * (_hour(hour) or 0) - 30, part)
        case [number, unit, *_] if unit in _UNIT and re.fullmatch(r"\d{3,4}", number):
            length, minutes = 1, _on_the_clock(f"{number[:-2]}:{number[-2:]}", part)
        case [hour, unit, *_] if unit in _UNIT and _hour(hour):
            if start and words[start - 1] == "over":
                return None  # in two hours from now
            length, minutes = 1, _whole(hour, part)
        case [hour, *behind] if _hour(hour) and (led or (not behind and start)) and not _of_a_day(words, at):
            length, minutes = 1, _whole(hour, part)
        case _:
            return None
    if minutes is None:
        return None
    end = at + length
    end += end < len(words) and words[end] in _UNIT
    return Said(start, end, time(minutes // 60, minutes % 60))


def _around(count: str, way: str, behind: Sequence[str], part: Part | None, length: int) -> tuple[int, int | None]:
    """`kwart voor drie`, `vijf over half drie`: how many words, and the minutes after midnight."""
    minutes = (_minute(count) or 0) * (1 if way == "over" else -1)
    match behind:
        case ["half", hour, *_] if _hour(hour):
            return length + 2, _in_day(60 * (_hour(hour) or 0) - 30 + minutes, part)
        case [hour, *_] if _hour(hour):
            return length + 1, _in_day(60 * (_hour(hour) or 0) + minutes, part)
        case _:
            return 0, None


def _on_the_clock(clock: str, part: Part | None) -> int | None:
    hour, minute = (int(number) for number in re.split(r"[:.]", clock))
    if hour > 23 or minute > 59:
        return None
    as_it_is = hour > 12 or clock.startswith("0")
    return 60 * hour + minute if as_it_is else _in_day(60 * hour + minute, part)


def _whole(hour: str, part: Part | None) -> int | None:
    number = _hour(hour) or 0
    return 60 * number if number > 12 or hour.startswith("0") else _in_day(60 * number, part)


def _in_day(minutes: int, part: Part | None) -> int:
    """Minutes after midnight of what the hands of a clock show."""
    first = minutes % HALF_DAY
    match part:
        case Part.MORNING:
            return minutes if HALF_DAY <= minutes < HALF_DAY + 60 else first
        case Part.NIGHT:
            return first
        case Part.AFTERNOON | Part.EVENING:
            return first + HALF_DAY
        case _:
            return first if first >= FIRST_VISIT else first + HALF_DAY


def _of_a_day(words: Sequence[str], at: int) -> bool:
    """Whether the number here rather belongs to a date, or counts days."""
    behind = words[at + 1] if at + 1 < len(words) else ""
    before = words[at - 1] if at else ""
    return before.isdecimal() or _DATED.match(behind) is not None


def _hour(word: str) -> int | None:
    """1 up to 23; None when it is no hour."""
    number = int(word) if word.isdecimal() and len(word) <= 2 else _HOURS.get(word, 0)
    return number if 0 < number < 24 else None


def _minute(word: str) -> int | None:
    number = int(word) if word.isdecimal() and len(word) <= 2 else _MINUTES.get(word, 0)
    return number if 0 < number < 30 else None
