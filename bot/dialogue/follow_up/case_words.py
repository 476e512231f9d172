"""What somebody typed beside a case code, as the button that does it. Pure.

Only a reading in which every word has its place counts, and only when there is one such reading: a question about
a case, or a sentence that says more, must move nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.dialogue.texts import case_typed as texts
from bot.language.days import day_meant
from bot.language.folding import words_of
from bot.store.deadlines import working_day_from
from bot.store.lifecycle import Status

MOST_WORDS = 10
"""A text with more words beside the code is an account or a question, and is left to others."""


def read_words(before: str, after: str, today: date) -> tuple[str, ...] | None:
    """The move that the words in front of and behind a code mean; None when they mean none for certain.

    As in a button: `("in-hand",)`, `("assigned", "team")`, `("waiting", "2026-12-03")`, `("done", "buddy")`, without
    the second when it was not said. Else `reopen`, `write`, `erase`, or `card`, also when there are no words.
    """
    front = words_of(before)
    words = [*front, *words_of(after)]
    if "?" in before + after or (front and front[0] in texts.ASKING):
        return None
    readings = {reading for verb in texts.VERBS if (reading := _as(verb, words, today)) is not None}
    if not _plain(words):
        return ("card",)
    return readings.pop() if len(readings) == 1 else None


def _as(verb: str, words: Sequence[str], today: date) -> tuple[str, ...] | None:
    """The words read as this; None when they say something else or more."""
    if verb == Status.WAITING:
        return _as_waiting(words, today)
    left = _without(_plain(words), texts.VERBS[verb])
    if not left:
        return None if left is None else (verb,)
    details = texts.DETAILS.get(verb, {})
    found = [detail for detail, phrases in details.items() if _without(left, phrases) == []]
    return (verb, *filter(None, found)) if len(found) == 1 else None


def _as_waiting(words: Sequence[str], today: date) -> tuple[str, ...] | None:
    """Also a day alone is one until which to wait."""
    said = [word for word in words if word not in texts.AROUND_A_DAY]
    left = _without(said, texts.VERBS[Status.WAITING])
    rest = said if left is None else left
    if not rest:
        return (Status.WAITING.value,) if left is not None else None
    day = day_meant(rest, today)
    return (Status.WAITING.value, working_day_from(day).isoformat()) if day is not None else None


def _without(words: Sequence[str], phrases: str) -> list[str] | None:
    """The words without these phrases, the longest taken first; None when none of them is there."""
    left, found = list(words), False
    for phrase in sorted((_plain(phrase.split()) for phrase in phrases.split(", ")), key=len, reverse=True):
        for start in range(len(left) - len(phrase), -1, -1):
            if left[start : start + len(phrase)] == phrase:
                del left[start : start + len(phrase)]
                found = True
    return left if found else None


def _plain(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in texts.FILLERS]
