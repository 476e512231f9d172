"""Shares with their 95 % interval, as the documents print them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

NORMAL_95 = 1.959964


@dataclass(frozen=True)
class Share:
    """So many of so many, at least one."""

    right: int
    of: int

    @property
    def value(self) -> float:
        return self.right / self.of

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of Wilson (1927), which stays between 0 and 1."""
        squared = NORMAL_95**2
        middle = (self.right + squared / 2) / (self.of + squared)
        half = NORMAL_95 * sqrt(self.value * (1 - self.value) * self.of + squared / 4) / (self.of + squared)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval()
        return f"{self.value:.3f} ({low:.3f}-{high:.3f})"


def share(hits: Iterable[bool]) -> Share:
    """The share of those that are true."""
    values = list(hits)
    return Share(sum(values), len(values))
