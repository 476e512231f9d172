"""Case codes in a seeded order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random

from bot.store.case_code import code_of, words


def case_codes(chance: Random) -> Iterator[str]:
    """Every code there is, once. Then again with a number behind it: those nobody can type, but a million visits to
    measure with have more cases than there are codes.
    """
    size = len(words())
    order = chance.sample(range(size**2), size**2)
    pairs = [divmod(number, size) for number in order]
    for round_ in count(1):
        behind = "" if round_ == 1 else f"-{round_}"
        for first, second in pairs:
            yield f"{code_of(words()[first], words()[second])}{behind}"
