"""What a reader can work out about counts that are not shown, from those that are and from how counts add up.

A count is in doubt when there are two whole tables that both agree with everything the reader knows and differ enough in
that count: he cannot tell which of the two is true. HiGHS (linear and integer programming, through SciPy) finds such a
pair; whether it is one is then checked by adding up whole numbers, so that no rounding of the solver can deceive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import bmat, coo_array, csr_array, identity, kron, vstack
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]
Columns = NDArray[np.intp]

NODES = 1_000
"""Branches that the search for the cheapest pair may try; a count and not a time, so that it ends the same everywhere."""


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

    low: Mapping[str, int]
    high: Mapping[str, int]

    def gap(self, cell: str) -> int:
        """How much they differ in a cell."""
        return abs(self.high[cell] - self.low[cell])

    def fits(self, cell: str, count: int) -> bool:
        """Whether both tables allow `count` in a cell; a cell that is in neither may be anything."""
        return self.low.get(cell, count) == count == self.high.get(cell, count)


class Ledger:
    """Cells (whole numbers from 0), and what everybody knows about how they add up."""

    def __init__(self, relations: Sequence[Relation], at_most: Sequence[AtMost]) -> None:
        rows = [relation.terms for relation in relations] + [{pair.smaller: 1, pair.larger: -1} for pair in at_most]
        self.cells = tuple(sorted({cell for row in rows for cell in row}))
        self._column = {cell: column for column, cell in enumerate(self.cells)}
        self._matrix = np.zeros((len(rows), len(self.cells)))
        for number, row in enumerate(rows):
            for cell, factor in row.items():
                self._matrix[number, self._column[cell]] = factor
        self._most = np.array([float(relation.constant) for relation in relations] + [0.0] * len(at_most))
        self._least = np.array([float(relation.constant) for relation in relations] + [-np.inf] * len(at_most))
        one, matrix = identity(len(self.cells)), csr_array(self._matrix)
        self._both = csr_array(
            bmat(
                [
                    [matrix, None, None, None],
                    [None, matrix, None, None],
                    [one, None, -one, None],
                    [one, None, one, None],
                    [None, one, None, -one],
                    [None, one, None, one],
                    [-one, one, None, None],
                ]
            )
        )

    def contradicts(self, known: Mapping[str, int]) -> bool:
        """Whether some rule of which every cell is known does not hold."""
        values, free = self._split(known)
        sums = self._matrix @ values
        settled = np.abs(self._matrix) @ free == 0
        return bool(np.any(settled & ((sums > self._most) | (sums < self._least))))

    def twins(self, gaps: Mapping[str, int], known: Mapping[str, int]) -> Iterator[Twins]:
        """For each of the cells in `gaps`, none of them in `known`: tables that agree with `known` and differ at least so
        much in that cell. Where there are such tables they are nearly always found; `cheapest` misses none.

        Raises ValueError if no table at all agrees with `known`.
        """
        if not gaps:
            return
        island = self._islands(known)
        busy = {island[cell] for cell in gaps}
        names = [cell for cell, number in island.items() if number in busy]
        columns = [self._column[cell] for cell in names]
        values, _ = self._split(known)
        sums = self._matrix @ values
        turns: Counter[int] = Counter()  # one pair of tables does for one cell of every island
        targets: list[tuple[int, int, int]] = []
        for place, cell in enumerate(names):
            if cell in gaps:
                targets.append((turns[island[cell]], place, gaps[cell]))
                turns[island[cell]] += 1
        part = self._matrix[:, columns]
        rows = np.any(part != 0, axis=1)
        points = _far_apart(part[rows], self._least[rows] - sums[rows], self._most[rows] - sums[rows], targets)
        for turn, target, _ in targets:
            near = [place for place, cell in enumerate(names) if island[cell] == island[names[target]]]
            low, high = ({names[place]: round(point[place]) for place in near} for point in points[turn])
            pair = Twins(low, high)
            if self._agrees(pair, known):
                yield pair

    def cheapest(self, cell: str, known: Mapping[str, int], price: Mapping[str, float], gap: int) -> Twins | None:
        """Tables that differ at least `gap` in `cell` and agree with `known`, apart from cells that have a `price`; the sum of
        the prices of the cells where they do not agree is the least there is. None if there are no such tables.
        """
        size = len(self.cells)
        values, free = self._split(known)
        priced = np.array([name in price and name in known for name in self.cells])
        fixed = (free == 0) & ~priced
        least, most = np.where(fixed, values, 0), np.where(fixed, values, np.inf)
        below, above = np.where(priced, values, -np.inf), np.where(priced, values, np.inf)
        apart = np.where(np.arange(size) == self._column[cell], float(gap), -np.inf)
        endless = np.full(size, np.inf)
        costs = np.array([price.get(name, 0.0) for name in self.cells])
        settled = {name: count for name, count in known.items() if name not in price}
        for whole in (0, 1):  # to ask for whole numbers takes long, and they nearly always come by themselves
            found = milp(
                np.concatenate([np.zeros(2 * size), costs, costs]),
                integrality=np.repeat([whole, whole, 0, 0], size),
                bounds=Bounds(
                    np.concatenate([least, least, np.zeros(2 * size)]), np.concatenate([most, most, endless, endless])
                ),
                constraints=LinearConstraint(
                    self._both,
                    np.concatenate([self._least, self._least, -endless, below, -endless, below, apart]),
                    np.concatenate([self._most, self._most, above, endless, above, endless, endless]),
                ),
                options={"node_limit": NODES},
            )
            if found.x is None:
                return None
            pair = Twins(_whole(self.cells, found.x[:size]), _whole(self.cells, found.x[size : 2 * size]))
            if pair.gap(cell) >= gap and self._agrees(pair, settled):
                return pair
        return None

    def _split(self, known: Mapping[str, int]) -> tuple[Floats, Floats]:
        """The known counts by column, with 0 for the others; and 1 for those others."""
        values = np.array([float(known.get(cell, 0)) for cell in self.cells])
        return values, np.array([float(cell not in known) for cell in self.cells])

    def _islands(self, known: Mapping[str, int]) -> dict[str, int]:
        """The unknown cells, numbered: two have the same number if the one can say something about the other."""
        unknown = [cell for cell in self.cells if cell not in known]
        part = np.abs(self._matrix[:, [self._column[cell] for cell in unknown]])
        numbers = connected_components(part.T @ part, directed=False)[1] if unknown else ()
        return {cell: int(number) for cell, number in zip(unknown, numbers, strict=True)}

    def _agrees(self, pair: Twins, known: Mapping[str, int]) -> bool:
        return all(
            min(table.values()) >= 0
            and all(known.get(name, count) == count for name, count in table.items())
            and not self.contradicts({**known, **table})
            for table in (pair.low, pair.high)
        )


def _whole(names: Sequence[str], values: Floats) -> dict[str, int]:
    return {name: round(value) for name, value in zip(names, values, strict=True)}


def _far_apart(matrix: Floats, least: Floats, most: Floats, targets: Sequence[tuple[int, int, int]]) -> Floats:
    """[turn, 0 or 1, column]: for each turn two points with least <= matrix @ point <= most.

    `targets` are (turn, column, gap): there the second point is as far above the first as it can be, up to the gap. All is
    one programme. Raises ValueError if there are no points at all.
    """
    size, turns = matrix.shape[1], 1 + max(turn for turn, _, _ in targets)
    equal = least == most
    low = np.array([turn * 2 * size + column for turn, column, _ in targets], dtype=int)
    row = np.arange(len(targets))
    signs = np.repeat([-1.0, 1.0], len(targets))
    apart = coo_array(
        (signs, (np.tile(row, 2), np.concatenate([low, low + size]))), shape=(len(targets), turns * 2 * size)
    )
    copies = identity(2 * turns)
    found = linprog(
        -apart.sum(axis=0),
        A_ub=vstack([kron(copies, csr_array(matrix[~equal])), apart]),
        b_ub=np.concatenate([np.tile(most[~equal], 2 * turns), [float(gap) for _, _, gap in targets]]),
        A_eq=kron(copies, csr_array(matrix[equal])),
        b_eq=np.tile(most[equal], 2 * turns),
        method="highs-ds",  # ends in a vertex, where counts are whole unless rules go round in circles
    )
    if found.x is None:
        raise ValueError("what is known about the counts contradicts itself")
    return np.asarray(found.x).reshape(turns, 2, size)
