"""Somebody who has every page, knows how the counts on it add up, and calculates.

Written without a look at how counts are protected: `bot.digest.inference` is not used here, nor its way of reasoning.
What he can do is more than a reader would: exact algebra on the equations (which unknown counts follow from them),
and for every unknown count the least and the most that it can be (a linear programme for each, solved as one).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, kron
from scipy.sparse import identity as eye

from bot.digest.disclosure import AtMost, Relation

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """The whole numbers that a count can be, from `least` to `most`; `most` is infinite if nothing limits it."""

    least: int
    most: float

    @property
    def width(self) -> float:
        return self.most - self.least


class Attacker:
    """`shown` is everything that anybody ever showed; all other cells in the rules are unknown to him."""

    def __init__(self, shown: Mapping[str, int], relations: Sequence[Relation], at_most: Sequence[AtMost]) -> None:
        names = {name for relation in relations for name in relation.terms}
        names |= {name for limit in at_most for name in (limit.smaller, limit.larger)}
        self.unknown: list[str] = sorted(names - shown.keys())
        self._equations, self._sums = self._rows([(relation.terms, relation.constant) for relation in relations], shown)
        limits = [({limit.smaller: 1, limit.larger: -1}, 0) for limit in at_most]
        self._limits, self._ceilings = self._rows(limits, shown)

    def _rows(self, rules: Sequence[tuple[Mapping[str, int], int]], shown: Mapping[str, int]) -> tuple[Matrix, Matrix]:
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
        rank = int(np.sum(strengths > 1e-9))
        free = directions[rank:]  # the null space: how two solutions can differ
        return {name for column, name in enumerate(self.unknown) if np.all(np.abs(free[:, column]) < 1e-9)}

    def intervals(self, names: Collection[str]) -> dict[str, Interval]:
        """What each of these unknown counts can be."""
        wanted = [self.unknown.index(name) for name in names]
        least = self._extremes(wanted, [1.0] * len(wanted), None)
        most = self._extremes(wanted, [-1.0] * len(wanted), least + 1_000)
        return {
            name: Interval(math.ceil(low - 1e-6), math.inf if high > low + 999 else math.floor(high + 1e-6))
            for name, low, high in zip(names, least, most, strict=True)
        }

    def _extremes(self, wanted: Sequence[int], signs: Sequence[float], ceiling: Matrix | None) -> Matrix:
        """The least of sign * count for each wanted count: one copy of the unknown counts for each."""
        copies, size = len(wanted), len(self.unknown)
        if not copies:
            return np.zeros(0)
        at = np.arange(copies) * size + np.array(wanted)
        cost, highest = np.zeros(copies * size), np.full(copies * size, np.inf)
        cost[at] = signs
        if ceiling is not None:
            highest[at] = ceiling
        answer = linprog(
            cost,
            A_ub=kron(eye(copies), csr_array(self._limits)) if self._limits.size else None,
            b_ub=np.tile(self._ceilings, copies) if self._limits.size else None,
            A_eq=kron(eye(copies), csr_array(self._equations)) if self._equations.size else None,
            b_eq=np.tile(self._sums, copies) if self._equations.size else None,
            bounds=np.column_stack([np.zeros(copies * size), highest]),
        )
        assert answer.success, answer.message
        return np.asarray(answer.x)[at]
