"""A visit that somebody plans by typing it, and the words that say that one is over. Pure.

Only a sentence in which every word has its place counts: a question about a visit, or a story of one, plans nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from bot.dialogue.texts import visit_typed as texts
from bot.knowledge.area import Areas
from bot.language.folding import words_of
from bot.language.moments import Moment, moment_in

if TYPE_CHECKING:
    from bot.language.privacy import Identifier

MOST_WORDS = 20
LONGEST_TAIL = 6
MOST_UNKNOWN = 2
"""Words that have no place, when day and time are both there: perhaps a name in lower case."""

LONGEST_NAME = 3
"""Words behind "mevrouw" that may be a name in lower case, as in "van den berg"."""

NAMING = frozenset({"person", "address", "place_detail", "organisation_small", "phone", "email", "url_or_handle"})
"""The kinds of identifying parts that tell who is visited. The day of a visit is none of those."""


@dataclass(frozen=True)
class Asked:
    """A visit to be planned, as far as it was said. `named` says that the text tells whom somebody visits."""

    day: date | None
    at: time | None
    area: str | None
    names_day: bool
    named: bool


def is_over(text: str) -> bool:
    """Whether this whole text says that a visit is over."""
    return re.fullmatch(texts.DONE, " ".join(words_of(text))) is not None


def says_how_it_went(text: str) -> bool:
    """Whether this whole text says how something went."""
    return re.fullmatch(texts.WENT, " ".join(words_of(text))) is not None


def says_nobody_home(text: str) -> bool:
    """Whether this whole text says that nobody was at home."""
    return re.fullmatch(texts.NOBODY, " ".join(words_of(text))) is not None


def says_called_off(text: str) -> bool:
    """Whether this whole text says that a visit did not take place."""
    return re.fullmatch(texts.CALLED_OFF, " ".join(words_of(text))) is not None


def is_changed(text: str) -> bool:
    """Whether this whole text says that a visit does not take place, or is to be another time."""
    return re.fullmatch(texts.CHANGED, " ".join(words_of(text))) is not None


def read_visit(
    text: str,
    areas: Areas,
    today: date,
    spans: Sequence[Identifier] = (),
    place: str | None = None,
    clock: time | None = None,
) -> Asked | None:
    """The visit that this text plans; None when it plans none.

    `spans` are its identifying parts, `place` the area that the reader finds in it, whatever slip of the thumb is in
    its name. `clock` is as in `moment_in`.
    """
    words = words_of(text)
    speaks, goes = _speaks_of_visit(words), _goes_to_somebody(words)
    if "?" in text or len(words) > MOST_WORDS or not (speaks or goes):
        return None
    if words[0] in texts.ASKING or texts.NO_PLAN & set(words):
        return None
    naming = [span for span in spans if span.kind in NAMING]
    moment = moment_in(_without(text, naming), today, clock)
    left, area = _take_area(moment.left, areas)
    left, tail = _take_tail(left)
    unknown = [word for word in left if word not in texts.FILLERS | texts.VISIT | texts.CALL | texts.PLAN]
    if texts.ASKING_ANYWHERE & {*tail, *unknown} or len(tail) > LONGEST_TAIL:
        return None
    if area is None and place is not None and unknown:
        area, unknown = place, []
    whole = moment.day is not None and moment.at is not None
    if not speaks:
        return _to_somebody(moment, words, area, unknown, tail, has_name=bool(naming))
    if len(unknown) > (MOST_UNKNOWN if whole else 0):
        return None
    some = moment.names_day or moment.at is not None or bool(texts.PLAN & set(words))
    if not (some if texts.VISIT & set(words) else whole):
        return None
    named = bool(naming or unknown or set(tail) - texts.PEOPLE)
    return Asked(moment.day, moment.at, area, moment.names_day, named)


def _to_somebody(
    moment: Moment,
    words: Sequence[str],
    area: str | None,
    unknown: Sequence[str],
    tail: Sequence[str],
    *,
    has_name: bool,
) -> Asked | None:
    """The visit of who says only that they go to somebody: every word but a name must have its place then."""
    strangers = [word for word in tail if word not in texts.PEOPLE | texts.FILLERS]
    leaves = bool(texts.GO & set(words)) or "naar" in words
    timed = moment.at is not None or (moment.names_day and leaves)
    if unknown or len(strangers) > (0 if has_name else LONGEST_NAME) or not timed:
        return None
    return Asked(moment.day, moment.at, area, moment.names_day, has_name or bool(strangers))


def _goes_to_somebody(words: Sequence[str]) -> bool:
    return re.search(texts.TO_SOMEBODY, " ".join(words)) is not None


def _speaks_of_visit(words: Sequence[str]) -> bool:
    said = set(words)
    return bool(texts.VISIT & said or (texts.CALL & said and texts.GO & said))


def _without(text: str, spans: Collection[Identifier]) -> str:
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        text = f"{text[: span.start]} {text[span.end :]}"
    return text


def area_in(text: str, areas: Areas) -> str | None:
    """The area that a text is, and nothing else."""
    left, area = _take_area(tuple(words_of(text)), areas)
    return area if not set(left) - texts.FILLERS else None


def _take_area(words: Sequence[str], areas: Areas) -> tuple[list[str], str | None]:
    """The words without the area that is named among them, the longest name first."""
    names = sorted(
        ((words_of(name), area) for name, area in areas.spoken_names().items()), key=lambda one: -len(one[0])
    )
    for name, area in names:
        for start in range(len(words) - len(name) + 1):
            if list(words[start : start + len(name)]) == name:
                before = start - (start > 0 and words[start - 1] in ("in", "naar"))
                return [*words[:before], *words[start + len(name) :]], area
    return list(words), None


def _take_tail(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words in front of "bij", and those behind it."""
    at = next((place for place, word in enumerate(words) if word in texts.TAIL), len(words))
    return list(words[:at]), list(words[at + 1 :])
