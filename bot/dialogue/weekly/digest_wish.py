"""What somebody types about when the weekoverzicht comes: a day, a time, areas, a pause."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.dates import WEEKDAYS
from bot.dialogue.texts import digest_choice as texts
from bot.knowledge import Areas

EARLIEST, LATEST = 7, 20
"""The hours that can be chosen; the last minute is 20.59."""

OPEN = 0
"""Weeks of a pause without an end."""

MOST_WEEKS = 9
TIME = re.compile(r"(?<!\d)(\d{1,2})(?:[.:u](\d{2}))?(?!\d)(?:\s*(?:uur|u)\b)?")
DAY_NAMES: Mapping[str, int] = {day: number for number, day in enumerate(WEEKDAYS)} | texts.SPOKEN_DAYS


@dataclass(frozen=True)
class Wish:
    """What was understood; None is what was not spoken of. `areas` empty is one's own, `pause` counts weeks."""

    weekday: int | None = None
    minute: int | None = None
    areas: tuple[str, ...] | None = None
    pause: int | None = None
    resume: bool = False


def understood(typed: str, areas: Areas) -> Wish | None:
    """What a text asks; None when anything in it is not about this."""
    left = f" {' '.join(typed.lower().split())} "
    left, pause = _taken(texts.SPOKEN_PAUSE, left)
    left, resume = _taken(texts.SPOKEN_RESUME, left)
    left, own = _taken(texts.SPOKEN_OWN, left)
    left, named = _areas(left, areas)
    left, whole = _taken(texts.SPOKEN_WHOLE, left)
    left, minute = _minute(left)
    left, weekday = _weekday(left)
    if re.sub(texts.FILLERS, " ", left).strip():
        return None
    chosen = (areas.municipality,) if whole else named or (() if own else None)
    wish = Wish(weekday, minute, chosen, _weeks(pause) if pause else None, resume is not None)
    return wish if wish != Wish() else None


def _taken(pattern: str, text: str) -> tuple[str, re.Match[str] | None]:
    """The text without what the pattern finds, and what that was."""
    found = re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text)
    return (text[: found.start()] + text[found.end() :], found) if found else (text, None)


def _weeks(pause: re.Match[str]) -> int:
    number = next((group for group in pause.groups() if group), None)
    return OPEN if number is None else texts.SPOKEN_NUMBERS.get(number) or int(number)


def _areas(text: str, areas: Areas) -> tuple[str, tuple[str, ...]]:
    """The areas that are named, the longest names first: one name may stand in another."""
    names = {name.lower(): area_id for name, area_id in areas.spoken_names().items()}
    found: list[str] = []
    for name in sorted(names, key=len, reverse=True):
        text, match = _taken(re.escape(name), text)
        if match is not None and names[name] not in found:
            found.append(names[name])
    return text, tuple(found)


def _minute(text: str) -> tuple[str, int | None]:
    found = TIME.search(text)
    if found is None:
        return text, None
    hour, minute = int(found[1]), int(found[2] or 0)
    if not EARLIEST <= hour <= LATEST or minute > 59:
        return text, None
    return text[: found.start()] + text[found.end() :], 60 * hour + minute


def _weekday(text: str) -> tuple[str, int | None]:
    for name, number in DAY_NAMES.items():
        text, found = _taken(name, text)
        if found is not None:
            return text, number
    return text, None
