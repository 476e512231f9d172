"""How alike two texts are, by their letters: what nearly stands in a frozen set must not be learned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from bot.knowledge.examples import normalised

NEAR = 85.0
"""Two normalised texts of which at least this share of the signs is the same are nearly the same."""


def likeness(one: str, other: str) -> float:
    """Indel similarity, 0 to 100: twice the longest common subsequence over both lengths; 100 for two empty texts."""
    return _likeness(one, _places(one), other)


class Texts:
    """Texts among which a text is looked up as it is when normalised."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._by_length: defaultdict[int, set[str]] = defaultdict(set)
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        plain = normalised(text)
        self._by_length[len(plain)].add(plain)

    def have(self, text: str) -> bool:
        """Whether this text is among them, but for letter case, accents and signs."""
        plain = normalised(text)
        return plain in self._by_length.get(len(plain), ())

    def have_near(self, text: str) -> bool:
        """Whether one of them is the same, or at least as alike as NEAR."""
        plain = normalised(text)
        places = _places(plain)
        return any(
            _likeness(plain, places, other) >= NEAR
            for length, others in self._by_length.items()
            if 200.0 * min(length, len(plain)) >= NEAR * (length + len(plain))  # else no two texts are that alike
            for other in others
        )


def _places(text: str) -> dict[str, int]:
    """Where each sign stands, as a number with those bits set."""
    places: dict[str, int] = {}
    for at, sign in enumerate(text):
        places[sign] = places.get(sign, 0) | 1 << at
    return places


def _likeness(one: str, places: dict[str, int], other: str) -> float:
    # The longest common subsequence by whole rows of bits (Hyyrö 2004): a zero is a sign of it.
    every = (1 << len(one)) - 1
    row = every
    for sign in other:
        met = row & places.get(sign, 0)
        row = (row + met | row - met) & every
    length = len(one) + len(other)
    return 200.0 * (len(one) - row.bit_count()) / length if length else 100.0
