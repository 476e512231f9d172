"""Shares with their 95 % interval, as the documents print them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z = 1.96


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval, which holds for small samples and for shares near 0 and 1."""
        if not self.total:
            return 0.0, 1.0
        middle = self.value + Z**2 / (2 * self.total)
        spread = Z * sqrt(self.value * (1 - self.value) / self.total + Z**2 / (4 * self.total**2))
        scale = 1 + Z**2 / self.total
        return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.3f} ({low:.3f}-{high:.3f})"


def share(hits: Iterable[bool]) -> Share:
    """The share of those that are true."""
    values = list(hits)
    return Share(sum(values), len(values))
