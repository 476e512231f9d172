"""An account of a visit in segments: each sentence, each clause, and the whole.

One clause is enough for a signal; but what is denied, past or said of somebody else often shows only around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from bot.language.folding import words_of

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…]['\"’”)])\s+|\n+")
_CLAUSE_END = re.compile(
    r"[,;:()\n]|\s[-–—]\s|\b(?:maar|terwijl|want|omdat|en|doordat|hoewel|sinds|nadat|daarom|dus)\b", re.IGNORECASE
)
_SHORTEST = 3  # words; a shorter clause belongs to the one before
_MOST = 400  # segments; of a text with more, only the sentences are read


class Kind(IntEnum):
    """What a segment is."""

    SENTENCE = 0
    CLAUSE = 1
    WHOLE = 2


@dataclass(frozen=True)
class Segment:
    """A part of a text, and the sentence it stands in (of the whole: all of it)."""

    text: str
    sentence: str
    kind: Kind


def segments(text: str) -> list[Segment]:
    """The segments of a text; none for a text without words."""
    found = sentences(text)
    whole = [Segment(sentence, sentence, Kind.SENTENCE) for sentence in found]
    parts = [Segment(part, sentence, Kind.CLAUSE) for sentence in found for part in _more_than_one(sentence)]
    if not found or len(whole) + len(parts) > _MOST:
        return whole[:_MOST]
    return [*whole, *parts, Segment(text, text, Kind.WHOLE)]


def sentences(text: str) -> list[str]:
    """The sentences of a text that have words."""
    return [" ".join(part.split()) for part in _SENTENCE_END.split(text) if words_of(part)]


def clauses(sentence: str) -> list[str]:
    """The clauses of a sentence; one of less than three words goes with its neighbour."""
    found: list[str] = []
    size = 0
    for part in _CLAUSE_END.split(sentence):
        words = len(words_of(part))
        if found and words and min(words, size) < _SHORTEST:
            found[-1] += f", {part.strip()}"
            size += words
        elif words:
            found.append(part.strip())
            size = words
    return found


def _more_than_one(sentence: str) -> Iterator[str]:
    found = clauses(sentence)
    if len(found) > 1:
        yield from found
