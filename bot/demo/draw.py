"""Drawing by weight."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Choice = TypeVar("Choice")


class Draw(Generic[Choice]):
    """Things with their weights, which are shares of each other; called, it gives one.

    As `Random.choices`, which adds the weights up at every call.
    """

    def __init__(self, weights: Mapping[Choice, float]) -> None:
        self._choices = list(weights)
        self._sums = list(accumulate(weights.values()))
        self._total = self._sums[-1]

    def __call__(self, chance: Random) -> Choice:
        return self._choices[bisect_right(self._sums, chance.random() * self._total, hi=len(self._sums) - 1)]
