"""What a reader can work out about counts that are not shown, from those that are and from how counts add up.

A count is in doubt if two whole tables agree with everything that the reader knows and differ enough in that count: he
cannot tell which of the two is true. HiGHS (linear programming, through SciPy) finds such tables. That they agree is
then checked by adding up whole numbers, so that no rounding in the solver can deceive. SciPy takes a second and 30 MB
to load, so it is imported where tables are looked for: once a week.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.digest.relations import AtMost, Relation, Twins, linked

if TYPE_CHECKING:
    from scipy.sparse import csc_array

Floats = NDArray[np.float64]

NODES = 1_000
"""How many branches a search for whole numbers may try: a count and not a time, so that it ends the same everywhere."""
SLACK = 0.05
"""How much more than the least such a search may spend."""


class Ledger:
    """Cells (whole numbers from 0), and what everybody knows about how they add up."""

    def __init__(self, relations: Sequence[Relation], at_most: Sequence[AtMost]) -> None:
        rows = [relation.terms for relation in relations] + [{pair.smaller: 1, pair.larger: -1} for pair in at_most]
        self.cells = tuple(sorted({cell for row in rows for cell in row}))
        self._rows = [tuple(row) for row in rows]
        self._column = {cell: column for column, cell in enumerate(self.cells)}
        self._matrix = np.zeros((len(rows), len(self.cells)))
        for number, row in enumerate(rows):
            for cell, factor in row.items():
                self._matrix[number, self._column[cell]] = factor
        self._most = np.array([float(relation.constant) for relation in relations] + [0.0] * len(at_most))
        self._least = np.array([float(relation.constant) for relation in relations] + [-np.inf] * len(at_most))
        self._programme = self._two_tables()

    def _two_tables(self) -> csc_array:
        """The programme that finds tables. Its columns are five times the cells: one table, the other, how far the one
        and the other are from what is shown, and how far they are apart; the rows say how these belong together."""
        from scipy.sparse import bmat, csc_array, csr_array, identity

        rules, one = csr_array(self._matrix), identity(len(self.cells))
        return csc_array(
            bmat(
                [
                    [rules, None, None, None, None],
                    [None, rules, None, None, None],
                    [one, None, -one, None, None],
                    [one, None, one, None, None],
                    [None, one, None, -one, None],
                    [None, one, None, one, None],
                    [-one, one, None, None, -one],
                ]
            )
        )

    def contradicts(self, known: Mapping[str, int]) -> bool:
        """Whether some rule of which every cell is known does not hold."""
        values, free = self._split(known)
        sums = self._matrix @ values
        settled = np.abs(self._matrix) @ free == 0
        return bool(np.any(settled & ((sums > self._most) | (sums < self._least))))

    def twins(self, gaps: Mapping[str, int], known: Mapping[str, int], attempt: int = 0) -> Iterator[Twins]:
        """Tables that agree with `known` and differ as much as asked in many of the cells in `gaps`, all unknown.

        What one attempt leaves, another may find: each pulls harder at other cells, since of two counts with a fixed
        sum only one can go up. Raises ValueError if no table at all agrees with `known`.
        """
        weights = np.random.default_rng(attempt).uniform(1, 2, len(self.cells))
        pull = np.array([-weight if cell in gaps else 0.0 for cell, weight in zip(self.cells, weights, strict=True)])
        widest = np.array([float(gaps.get(cell, 0)) for cell in self.cells])
        number = linked([[cell for cell in row if cell not in known] for row in self._rows])
        left = {number[cell] for cell in gaps}
        for whole in (False, True):  # whole numbers nearly always come by themselves, and to ask for them takes long
            pair = self._solve(known, {}, pull, np.full(len(self.cells), -np.inf), widest, whole)
            if pair is None and not whole:
                raise ValueError("what is known about the counts contradicts itself")
            if pair is None:
                return
            for island in sorted(left):
                near = pair.within([cell for cell in number if number[cell] == island])
                if self._agrees(near, known):
                    left.discard(island)
                    yield near
            if not left:
                return

    def cheapest(self, cell: str, known: Mapping[str, int], price: Mapping[str, float], gap: int) -> Twins | None:
        """Tables that differ at least `gap` in `cell`. They agree with `known` but for cells that have a `price`: the
        farther they are from those, the more it costs, and no such tables cost less. None if there are none at all.
        """
        settled = {name: count for name, count in known.items() if name not in price}
        apart = np.array([float(gap) if name == cell else -np.inf for name in self.cells])
        endless = np.full(len(self.cells), np.inf)
        for whole in (False, True):
            pair = self._solve(known, price, np.zeros(len(self.cells)), apart, endless, whole)
            if pair is None or (pair.gap(cell) >= gap and self._agrees(pair, settled)):
                return pair
        return None

    def _solve(
        self,
        known: Mapping[str, int],
        price: Mapping[str, float],
        pull: Floats,
        narrowest: Floats,
        widest: Floats,
        whole: bool,
    ) -> Twins | None:
        """Two tables at the least sum of price * distance from what is known and `pull` * how far they are apart.

        How far apart counts from `narrowest` to `widest`; these and `pull` are by column. What is known and has no
        price is kept to. None if there are no such tables (or, for whole numbers, none were found).
        """
        from scipy.optimize import Bounds, LinearConstraint, milp

        size = len(self.cells)
        values, free = self._split(known)
        priced = np.array([cell in price and cell in known for cell in self.cells])
        fixed = (free == 0) & ~priced
        lowest, highest = np.where(fixed, values, 0), np.where(fixed, values, np.inf)
        below, above = np.where(priced, values, -np.inf), np.where(priced, values, np.inf)
        nothing, endless = np.zeros(size), np.full(size, np.inf)
        costs = np.array([price.get(cell, 0.0) for cell in self.cells])
        found = milp(
            np.concatenate([nothing, nothing, costs, costs, pull]),
            integrality=np.repeat([int(whole), int(whole), 0, 0, 0], size),
            bounds=Bounds(
                np.concatenate([lowest, lowest, nothing, nothing, narrowest]),
                np.concatenate([highest, highest, endless, endless, widest]),
            ),
            constraints=LinearConstraint(
                self._programme,
                np.concatenate([self._least, self._least, -endless, below, -endless, below, nothing]),
                np.concatenate([self._most, self._most, above, endless, above, endless, endless]),
            ),
            options={"node_limit": NODES, "mip_rel_gap": SLACK},
        )
        if found.x is None:
            return None
        one, other = np.rint(found.x[: 2 * size]).astype(int).reshape(2, size).tolist()
        return Twins(dict(zip(self.cells, one, strict=True)), dict(zip(self.cells, other, strict=True)))

    def _split(self, known: Mapping[str, int]) -> tuple[Floats, Floats]:
        """The known counts by column, with 0 for the others; and 1 for those others."""
        values = np.array([float(known.get(cell, 0)) for cell in self.cells])
        return values, np.array([float(cell not in known) for cell in self.cells])

    def _agrees(self, pair: Twins, known: Mapping[str, int]) -> bool:
        return all(
            min(table.values()) >= 0
            and all(known.get(cell, count) == count for cell, count in table.items())
            and not self.contradicts({**known, **table})
            for table in (pair.one, pair.other)
        )
