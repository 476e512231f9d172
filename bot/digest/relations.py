"""How counts add up, as everybody knows who reads a page, and what that leaves open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Relation:
    """sum(coefficient * cell) == constant, known to everybody who reads the page: how counts add up."""

    terms: Mapping[str, int]
    constant: int = 0

    @staticmethod
    def total(total: str, parts: Collection[str]) -> Relation:
        """`total` is the sum of `parts`."""
        return Relation({total: 1} | dict.fromkeys(parts, -1))


@dataclass(frozen=True)
class AtMost:
    """`smaller` is never more than `larger`, known to everybody: a signal is counted at most once a report."""

    smaller: str
    larger: str


@dataclass(frozen=True)
class Twins:
    """Two tables of the same cells between which a reader cannot choose."""

    one: Mapping[str, int]
    other: Mapping[str, int]

    def gap(self, cell: str) -> int:
        """How much they differ in a cell; nothing if they do not have it."""
        return abs(self.one.get(cell, 0) - self.other.get(cell, 0))

    def fits(self, cell: str, count: int) -> bool:
        """Whether a cell has this count in both; a cell that they do not have may have any."""
        return self.one.get(cell, count) == count == self.other.get(cell, count)

    def within(self, cells: Collection[str]) -> Twins:
        """The part about some cells."""
        return Twins({cell: self.one[cell] for cell in cells}, {cell: self.other[cell] for cell in cells})


def linked(groups: Iterable[Collection[str]]) -> dict[str, int]:
    """Every name in the groups with a number: the same for names that a chain of groups links."""
    number: dict[str, int] = {}
    members: dict[int, set[str]] = {}
    for fresh, group in enumerate(groups):
        joined = {number[name] for name in group if name in number}
        members[fresh] = set(group).union(*(members.pop(old) for old in joined))
        number |= dict.fromkeys(members[fresh], fresh)
    return number
