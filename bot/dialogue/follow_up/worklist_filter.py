"""Which open cases a coordinator chose to see: in a button, in words, and as it is typed. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.texts import worklist as texts
from bot.knowledge.area import Areas
from bot.knowledge.signal import ACT_TODAY
from bot.language.folding import words_of

NOWHERE = "?"
"""In the place of an area: nobody knows where it is."""

TAKEN = "|"
"""Stands where something was understood, so that the words around it do not become one phrase."""

LEVELS = range(ACT_TODAY + 1)


@dataclass(frozen=True)
class Filter:
    """What is wanted; None or False is of no matter. `area` is an id or NOWHERE, `mine` is on what they acted last."""

    area: str | None = None
    level: int | None = None
    late: bool = False
    mine: bool = False


@dataclass(frozen=True)
class View:
    """What a button of the list leads to. `page` counts from 1, None on a button that stands elsewhere.

    `choose` is the choice that is shown in place of the list: `level`, `area`, or an area whose parts are shown.
    """

    filter: Filter
    page: int | None = None
    choose: str | None = None


def action(view: View) -> str:
    """The button's action: at most 51 bytes, whatever the areas are called."""
    chosen = view.filter
    parts = ["cases"]
    parts += [f"in-{_short(chosen.area)}"] if chosen.area is not None else []
    parts += [f"l{chosen.level}"] if chosen.level is not None else []
    parts += ["late"] if chosen.late else []
    parts += ["mine"] if chosen.mine else []
    parts += [f"p{view.page}"] if view.page is not None else []
    if view.choose is not None:
        parts.append(view.choose if view.choose in ("area", "level") else f"of-{_short(view.choose)}")
    return ":".join(parts)


def read_action(parts: Sequence[str], areas: Areas) -> View:
    """What `action` wrote, behind the first word. A part that is none, or not any more, is left out."""
    by_short = {_short(area): area for area in (*areas.by_id, NOWHERE)}
    area = level = page = choose = None
    late = mine = False
    for part in parts:
        match part.partition("-"):
            case ("in", _, short):
                area = by_short.get(short)
            case ("of", _, short):
                choose = by_short.get(short)
            case ("late", "", _):
                late = True
            case ("mine", "", _):
                mine = True
            case ("area" | "level", "", _):
                choose = part
            case (word, "", _) if re.fullmatch(r"l[0-9]", word) and int(word[1:]) in LEVELS:
                level = int(word[1:])
            case (word, "", _) if re.fullmatch(r"p[1-9][0-9]{0,5}", word):
                page = int(word[1:])
    return View(Filter(area, level, late, mine), page, choose)


def in_words(chosen: Filter, areas: Areas) -> str:
    """As in `Hoensbroek, niveau 3, over de termijn`; empty when everything is wanted."""
    said = []
    if chosen.area is not None:
        said.append(texts.NOWHERE if chosen.area == NOWHERE else areas.name(chosen.area))
    if chosen.level is not None:
        said.append(level_in_words(chosen.level))
    said += [texts.IS_LATE] if chosen.late else []
    said += [texts.IS_MINE] if chosen.mine else []
    return ", ".join(said)


def level_in_words(level: int) -> str:
    """As in `niveau 3`."""
    return texts.LEVEL.format(level=level) if level else texts.NO_LEVEL


def asked_for(text: str) -> str | None:
    """What somebody typed behind "open meldingen", empty when nothing; None when they did not ask for the list."""
    match = re.fullmatch(texts.ASKED, " ".join(words_of(text)))
    return match["rest"].strip() if match else None


def typed_filter(text: str, areas: Areas, place: str | None) -> tuple[Filter, bool]:
    """What somebody typed as a filter, and whether all of it was understood.

    `place` is the area that the reader finds in it, whatever slip of the thumb is in its name.
    """
    left = " ".join(words_of(text))
    left, said = _take_level(left)
    left, area = _take_area(left, areas)
    found = set()
    for what, phrases in texts.TYPED.items():
        for phrase in sorted(phrases, key=len, reverse=True):
            left, there = _take(left, phrase)
            found |= {what} if there else set()
    level = ACT_TODAY if "urgent" in found else said
    rest = set(left.split()) - texts.FILLERS - {TAKEN, areas.municipality}
    if area is None and rest and place is not None:
        area, rest = place, set()
    if "nowhere" in found and area is None:
        area = NOWHERE
    return Filter(area, level, "late" in found, "mine" in found), not rest


def _take_level(text: str) -> tuple[str, int | None]:
    match = re.search(texts.TYPED_LEVEL, text)
    return (re.sub(texts.TYPED_LEVEL, TAKEN, text), int(match[1])) if match else (text, None)


def _take_area(text: str, areas: Areas) -> tuple[str, str | None]:
    """The text without the area that is named in it: the longest name that stands there in full."""
    names = {" ".join(words_of(name)): area for name, area in areas.spoken_names().items()}
    for name in sorted(names, key=len, reverse=True):
        left, there = _take(text, name)
        if there:
            return left, names[name]
    return text, None


def _take(text: str, phrase: str) -> tuple[str, bool]:
    left, count = re.subn(rf"(?<!\S){re.escape(phrase)}(?!\S)", TAKEN, text, count=1)
    return left, count > 0


def _short(area: str) -> str:
    """An area's id in few bytes, the same in every process."""
    return hashlib.sha256(area.encode()).hexdigest()[:8]
