"""Aliases: the made-up names under which coordinators know volunteers, as in `Merel` or `Merel 2`. Pure."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

WORDS_FILE = Path(__file__).with_name("alias_words.txt")
"""Those of the words of case codes that nobody minds to be called. An alias has one word: a case code has two."""


@cache
def names() -> tuple[str, ...]:
    """The aliases without a number."""
    return tuple(word.capitalize() for word in WORDS_FILE.read_text("utf-8").split())


def draw(taken: Collection[str], chance: Random) -> str:
    """An alias that is not among `taken`: a name, with the first free number behind it when all names are taken."""
    free = [name for name in names() if name not in taken]
    if free:
        return chance.choice(free)
    name = chance.choice(names())
    return next(alias for number in count(2) if (alias := f"{name} {number}") not in taken)
