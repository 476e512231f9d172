"""Which counts of a week may be shown to others, so that nobody can work out a small one.

What is protected against. A reader has this week's page and all earlier ones. He knows every rule by which counts add
up (`Relation`) or cannot exceed each other (`AtMost`), that counts are whole numbers from 0, and which are shown. He is
not told which of the hidden counts are the small ones, and does not replay how they were chosen. For him each hidden
count must stay in doubt: the highest that it can be is at least `minimum` above the lowest. A zero is small too: that
none of a group did something says it of each of them.

Where this comes from. The threshold rule and secondary suppression, in several linked tables at once: Hundepool et al.,
Statistical Disclosure Control (Wiley, 2012), chapters 4 and 5. The width of what a reader can infer as the measure: the
"sliding protection level" of Fischetti and Salazar, Solving the cell suppression problem on tabular data with linear
constraints (Management Science 47, 2001). One count after the other by linear programming: Kelly, Golden and Assad,
Cell suppression (Networks 22, 1992). The best for all counts at once takes much longer and hides hardly less.

What it cannot see is what else is said about hidden counts: their order, a line that is left out because it is zero, a
difference, a share, a median, a bar in a chart. Whatever a page tells must follow from the counts that are shown.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.digest.relations import AtMost, Relation, Twins, linked

if TYPE_CHECKING:
    from bot.digest.inference import Ledger

__all__ = ["AtMost", "Relation", "Suppression", "suppress"]

NOTHING: Mapping[str, int] = MappingProxyType({})
TOTAL = 4.0
"""So many parts may be hidden before it is better to hide a total, for each level under it. What others are counted
against (`AtMost.larger`) is a total too."""
SIZE = 20.0
"""So many doublings of a count weigh as much as a part: of two parts the smaller is hidden."""
DEAR = 20.0
"""How much dearer a count is that readers would miss most."""
LAST_RESORT = 1_000.0
"""How much dearer a count becomes that cannot be protected itself once it is hidden."""


@dataclass(frozen=True)
class Suppression:
    """`hidden` are the cells of this week that must not be shown.

    `exposed` are hidden cells, of this week or earlier, of which a reader knows too much whatever is hidden now,
    because of what was shown before. It is normally empty; whoever makes the page should say so when it is not.
    """

    hidden: frozenset[str]
    exposed: frozenset[str]


def suppress(
    counts: Mapping[str, int],
    relations: Sequence[Relation],
    at_most: Sequence[AtMost],
    minimum: int,
    *,
    shown_before: Mapping[str, int] = NOTHING,
    hidden_before: Collection[str] = (),
    dear: Collection[str] = (),
) -> Suppression:
    """What to hide of `counts`: everything under `minimum`, and what would tell it.

    `shown_before` and `hidden_before` are cells of earlier pages; the rules are those of this page and of earlier ones.
    A cell that only rules speak of counts as hidden before. What was hidden stays hidden, also if it is in `counts`.
    Cells in `dear` are hidden last. The same counts and rules, in whatever order, give the same answer.

    Raises ValueError if the counts break a rule, are negative, or are not what was shown before.
    """
    wrong = sorted(cell for cell, count in counts.items() if count < 0 or shown_before.get(cell, count) != count)
    if wrong:
        raise ValueError(f"negative, or not what was shown before: {', '.join(wrong)}")
    from bot.digest.inference import Ledger  # here: it needs numpy, and counts are protected once a week

    small = frozenset(cell for cell, count in counts.items() if count < minimum or cell in hidden_before)
    hidden, exposed = small, frozenset({*small, *hidden_before} & shown_before.keys())
    if small == counts.keys() and not shown_before:
        return Suppression(small, exposed)  # nothing is shown: there is nothing to work anything out from
    ours = {cell: count for cell, count in counts.items() if cell not in shown_before}
    relations = sorted(relations, key=lambda relation: (sorted(relation.terms.items()), relation.constant))
    at_most = sorted(at_most, key=lambda limit: (limit.smaller, limit.larger))
    for rules, limits in _groups(relations, at_most, shown_before):
        ledger = Ledger(rules, limits)
        if ledger.contradicts({**counts, **shown_before}):
            raise ValueError(f"the counts break a rule about {', '.join(ledger.cells)}")
        part = _Part(
            ledger=ledger,
            minimum=minimum,
            public={cell: shown_before[cell] for cell in ledger.cells if cell in shown_before},
            ours={cell: ours[cell] for cell in ledger.cells if cell in ours},
            prices=_prices({cell: ours[cell] for cell in ledger.cells if cell in ours}, rules, limits, dear),
        )
        if part.ours:
            plan = part.protect(small & part.ours.keys())
            hidden = hidden.union(plan.hidden)
            exposed = exposed.union(plan.exposed)
    return Suppression(hidden, exposed)


def _groups(
    relations: Sequence[Relation], at_most: Sequence[AtMost], public: Collection[str]
) -> Iterator[tuple[list[Relation], list[AtMost]]]:
    """The rules in groups that have no cell in common, but for those that everybody knows already."""
    of_relation = [[cell for cell in relation.terms if cell not in public] for relation in relations]
    of_limit = [[cell for cell in (limit.smaller, limit.larger) if cell not in public] for limit in at_most]
    number = linked(of_relation + of_limit)
    for group in sorted(set(number.values())):
        yield (
            [
                relation
                for relation, cells in zip(relations, of_relation, strict=True)
                if group in map(number.get, cells)
            ],
            [limit for limit, cells in zip(at_most, of_limit, strict=True) if group in map(number.get, cells)],
        )


def _prices(
    counts: Mapping[str, int], relations: Sequence[Relation], at_most: Sequence[AtMost], dear: Collection[str]
) -> dict[str, float]:
    """What it costs to hide each count: a total is read most, and a large count says more than a small one."""
    breakdowns: dict[str, list[list[str]]] = {}
    for relation in relations:
        for cell, factor in relation.terms.items():
            others = [name for name in relation.terms if name != cell]
            if len(others) > 1 and all((relation.terms[name] > 0) != (factor > 0) for name in others):
                breakdowns.setdefault(cell, []).append(others)
    for cell in {limit.larger for limit in at_most}:
        breakdowns.setdefault(cell, []).append([])
    prices = {
        cell: 1 + TOTAL * _levels(cell, breakdowns, frozenset()) + math.log2(1 + count) / SIZE
        for cell, count in counts.items()
    }
    return {cell: price * (DEAR if cell in dear else 1) for cell, price in prices.items()}


def _levels(cell: str, breakdowns: Mapping[str, Sequence[Sequence[str]]], above: frozenset[str]) -> int:
    """How many levels there are under a total, those of all its breakdowns together."""
    if cell in above:
        return 0
    under = [[_levels(part, breakdowns, above | {cell}) for part in parts] for parts in breakdowns.get(cell, ())]
    return sum(1 + max(levels, default=0) for levels in under)


@dataclass(frozen=True)
class _Plan:
    """What is hidden, the tables that show a cell to be safe, and how much they differ where that is too little."""

    hidden: frozenset[str]
    proofs: Mapping[str, Twins] = field(default_factory=dict)
    exposed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Part:
    """Cells that hang together. `public` cannot be hidden any more, `ours` can at a price, all else is hidden."""

    ledger: Ledger
    minimum: int
    public: Mapping[str, int]
    ours: Mapping[str, int]
    prices: Mapping[str, float]

    def protect(self, small: frozenset[str]) -> _Plan:
        """Hides `small` and what it takes; what would be exposed itself once hidden only if nothing else helps."""
        dear: frozenset[str] = frozenset()
        while True:
            prices = {cell: price * (LAST_RESORT if cell in dear else 1) for cell, price in self.prices.items()}
            plan = replace(self, prices=prices)._hide(small)
            stuck = (plan.exposed.keys() & plan.hidden) - small - dear
            if not stuck:
                return self._spare(plan, small)
            dear |= stuck

    def _hide(self, small: frozenset[str]) -> _Plan:
        """Takes one bare cell after the other, the smallest first, and hides what makes it safe.

        It ends: each turn proves a cell or gives it up.
        """
        plan = self._prove(_Plan(small))
        while bare := self._bare(plan):
            cell = min(bare, key=lambda name: (self.ours.get(name, 0), name))
            pair, gap = self._widest(cell, plan)
            if gap < self.minimum:
                plan = replace(plan, exposed={**plan.exposed, cell: gap})
            if pair:
                more = {name for name, count in self._known(plan).items() if not pair.fits(name, count)}
                plan = self._with(replace(plan, hidden=plan.hidden | more), pair)
                plan = self._prove(plan) if more else plan
        return plan

    def _spare(self, plan: _Plan, small: frozenset[str]) -> _Plan:
        """Shows again what is not needed after all, the dearest first: one choice can have made an earlier one idle."""
        for cell in sorted(plan.hidden - small, key=lambda cell: (-self.prices[cell], cell)):
            proofs = {name: pair for name, pair in plan.proofs.items() if pair.fits(cell, self.ours[cell])}
            exposed = {name: gap for name, gap in plan.exposed.items() if name != cell}
            less = self._prove(_Plan(plan.hidden - {cell}, proofs, exposed))
            plan = plan if self._bare(less) else less
        return plan

    def _widest(self, cell: str, plan: _Plan) -> tuple[Twins | None, int]:
        """The cheapest tables that differ enough in a cell, or else as much as is possible; and how much that is."""
        for gap in range(self.minimum, 0, -1):
            pair = self.ledger.cheapest(cell, self._known(plan), self.prices, gap)
            if pair:
                return pair, gap
        return None, 0

    def _known(self, plan: _Plan) -> dict[str, int]:
        return {**self.public, **{cell: count for cell, count in self.ours.items() if cell not in plan.hidden}}

    def _bare(self, plan: _Plan) -> dict[str, int]:
        """The hidden cells that nothing shows to be safe yet, and how far each must be in doubt."""
        known = self._known(plan)
        unproven = [cell for cell in self.ledger.cells if cell not in known and cell not in plan.proofs]
        gaps = {cell: plan.exposed.get(cell, self.minimum) for cell in unproven}
        return {cell: gap for cell, gap in gaps.items() if gap}

    def _with(self, plan: _Plan, pair: Twins) -> _Plan:
        """Tables stay a proof when more is hidden, so each is kept for all the cells in which they differ enough."""
        proven = {cell: pair for cell, gap in self._bare(plan).items() if pair.gap(cell) >= gap}
        return replace(plan, proofs={**plan.proofs, **proven})

    def _prove(self, plan: _Plan) -> _Plan:
        """Looks for proofs for many cells at once, until an attempt finds none."""
        attempt, before = 0, -1
        while (bare := self._bare(plan)) and len(bare) != before:
            for pair in self.ledger.twins(bare, self._known(plan), attempt):
                plan = self._with(plan, pair)
            attempt, before = attempt + 1, len(bare)
        return plan
