"""Somebody who has every page, knows how the counts on them add up, and calculates.

Written without a look at how counts are protected; all he shares with that is what a rule is. He can do more than a
reader would: linear algebra on the equations (which unknown counts follow from them), and for every unknown count the
lowest and the highest whole number that it can be (one programme for each, all solved as one).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, kron
from scipy.sparse import identity as eye

from bot.digest.disclosure import AtMost, Relation

Floats = NDArray[np.float64]

FAR = 1_000.0
"""So far above the lowest value he looks: what can be higher than that is not limited by anything."""


@dataclass(frozen=True)
class Interval:
    """The whole numbers that a count can be; `highest` is infinite if nothing limits it."""

    lowest: float
    highest: float

    @property
    def width(self) -> float:
        return self.highest - self.lowest


class Attacker:
    """`shown` is everything that anybody ever showed; all other cells in the rules are unknown to him."""

    def __init__(self, shown: Mapping[str, int], relations: Sequence[Relation], at_most: Sequence[AtMost]) -> None:
        names = {name for relation in relations for name in relation.terms}
        names |= {name for limit in at_most for name in (limit.smaller, limit.larger)}
        self.unknown: list[str] = sorted(names - shown.keys())
        equations = [(relation.terms, relation.constant) for relation in relations]
        self._equations, self._sums = self._rows(equations, shown)
        limits: list[tuple[Mapping[str, int], int]] = [({limit.smaller: 1, limit.larger: -1}, 0) for limit in at_most]
        self._limits, self._ceilings = self._rows(limits, shown)

    def _rows(self, rules: Sequence[tuple[Mapping[str, int], int]], shown: Mapping[str, int]) -> tuple[Floats, Floats]:
        """The rules over the unknown cells only, with what is shown brought to the other side; empty ones left out."""
        matrix = np.array([[terms.get(name, 0) for name in self.unknown] for terms, _ in rules], dtype=float)
        matrix = matrix.reshape(len(rules), len(self.unknown))
        right = [
            constant - sum(factor * shown[name] for name, factor in terms.items() if name in shown)
            for terms, constant in rules
        ]
        used = np.any(matrix != 0, axis=1)
        return matrix[used], np.array(right, dtype=float)[used]

    def solved(self) -> set[str]:
        """The unknown counts that follow from the equations alone: those in which no solution differs from another."""
        if not self._equations.size:
            return set()
        _, strengths, directions = np.linalg.svd(self._equations)
        free = directions[int(np.sum(strengths > 1e-9)) :]  # the null space: how two solutions can differ
        return {name for column, name in enumerate(self.unknown) if np.all(np.abs(free[:, column]) < 1e-9)}

    def intervals(self) -> dict[str, Interval]:
        """What each of the unknown counts can be."""
        endless = np.full(len(self.unknown), np.inf)
        lowest = self._extremes(1.0, endless)
        highest = self._extremes(-1.0, lowest + FAR)
        return {
            name: Interval(low, math.inf if high == low + FAR else high)
            for name, low, high in zip(self.unknown, lowest.tolist(), highest.tolist(), strict=True)
        }

    def _extremes(self, sign: float, limit: Floats) -> Floats:
        """The least of sign * count for each unknown count up to its limit: a copy of all of them for each of them."""
        size = len(self.unknown)
        if not size:
            return np.zeros(0)
        own = np.arange(size) * (size + 1)
        cost, highest = np.zeros(size * size), np.full(size * size, np.inf)
        cost[own], highest[own] = sign, limit
        copies = eye(size)
        answer = linprog(
            cost,
            A_ub=kron(copies, csr_array(self._limits)) if self._limits.size else None,
            b_ub=np.tile(self._ceilings, size) if self._limits.size else None,
            A_eq=kron(copies, csr_array(self._equations)) if self._equations.size else None,
            b_eq=np.tile(self._sums, size) if self._equations.size else None,
            bounds=np.column_stack([np.zeros(size * size), highest]),
            integrality=1,
            options={"mip_rel_gap": 0.0},
        )
        assert answer.success, answer.message
        found: Floats = np.rint(answer.x)
        return found[own]
