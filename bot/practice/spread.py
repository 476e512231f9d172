"""How the answers of a group are spread. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

FEWEST = 3
"""Of fewer people who answered no spread is told: it would tell what each of them answered."""


@dataclass(frozen=True)
class Bar:
    """An answer as it is shown, and how many people gave it; None when too few answered."""

    letter: str
    text: str
    count: int | None


@dataclass(frozen=True)
class Spread:
    """The answers to a question: `answered` people of the `members` who take part."""

    title: str
    question: str
    bars: tuple[Bar, ...]
    answered: int
    members: int

    @property
    def is_shown(self) -> bool:
        """Whether enough people answered."""
        return self.answered >= FEWEST

    @property
    def most(self) -> int:
        """The highest count."""
        return max((bar.count or 0 for bar in self.bars), default=0)

    def as_data(self) -> dict[str, Any]:
        """What `as_it_was` needs to show the same again, as JSON data."""
        return {"answered": self.answered, "members": self.members, "counts": [bar.count for bar in self.bars]}

    def as_it_was(self, kept: Mapping[str, Any] | None) -> Spread:
        """The spread as it was when its data was kept; without any count when none was.

        Who watches a room and a spread that grows with each answer sees who answered what: so what is on a screen
        stands still.
        """
        counts = kept["counts"] if kept is not None else [None] * len(self.bars)
        bars = tuple(replace(bar, count=count) for bar, count in zip(self.bars, counts, strict=True))
        answered, members = (kept["answered"], kept["members"]) if kept is not None else (0, 0)
        return replace(self, bars=bars, answered=answered, members=members)


def spread(
    title: str,
    question: str,
    options: Sequence[tuple[str, str, int]],
    answers: Sequence[Collection[int]],
    members: int,
) -> Spread:
    """The spread of answers; `options` are letter, text and place in the file, in the order in which they are shown."""
    counts = Counter(place for chosen in answers for place in set(chosen))
    enough = len(answers) >= FEWEST
    bars = tuple(Bar(letter, text, counts[place] if enough else None) for letter, text, place in options)
    return Spread(title, question, bars, len(answers), members)
