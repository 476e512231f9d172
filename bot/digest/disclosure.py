"""Which counts of a week may be shown to others, so that no small count can be worked out from them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from bot.digest.inference import AtMost, Ledger, Relation, Twins

__all__ = ["AtMost", "Relation", "Suppression", "suppress"]

NOTHING: Mapping[str, int] = MappingProxyType({})
TOTAL = 4.0
"""How many parts somebody would rather miss than one total."""
DEAR = 20.0
"""How much dearer a count is that readers would miss most."""
LAST_RESORT = 1_000.0
"""How much dearer a count becomes that cannot be protected itself once it is hidden."""


@dataclass(frozen=True)
class Suppression:
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
    changed = sorted(cell for cell in counts.keys() & shown_before.keys() if counts[cell] != shown_before[cell])
    if changed:
        raise ValueError(f"not what was shown before: {', '.join(changed)}")
    small = frozenset(cell for cell, count in counts.items() if count < minimum or cell in hidden_before)
    hidden, exposed = small, frozenset({*small, *hidden_before} & shown_before.keys())
    if small == counts.keys() and not shown_before:
        return Suppression(small, exposed)  # nothing is shown: there is nothing to work anything out from
    for rules, limits in _groups(relations, at_most, shown_before):
        ledger = Ledger(rules, limits)
        part = _Part(
            ledger=ledger,
            minimum=minimum,
            public={cell: shown_before[cell] for cell in ledger.cells if cell in shown_before},
            ours={cell: counts[cell] for cell in ledger.cells if cell in counts and cell not in shown_before},
            prices={
                cell: _price(cell, counts[cell], rules) * (DEAR if cell in dear else 1)
                for cell in ledger.cells
                if cell in counts and cell not in shown_before
            },
        )
        if ledger.contradicts({**part.ours, **part.public}):
            raise ValueError("the counts do not add up")
        plan = part.protect(small & part.ours.keys())
        hidden |= plan.hidden
        exposed |= plan.exposed.keys()
    return Suppression(hidden, exposed)


def _groups(
    relations: Sequence[Relation], at_most: Sequence[AtMost], public: Collection[str]
) -> Iterator[tuple[list[Relation], list[AtMost]]]:
    """The rules in groups that have no cell in common, but for those that everybody knows already."""
    cells = [frozenset(relation.terms) for relation in relations]
    cells += [frozenset((limit.smaller, limit.larger)) for limit in at_most]
    left = list(range(len(cells)))
    while left:
        group, reached, grew = [left[0]], set(cells[left[0]]) - set(public), True
        while grew:
            more = [number for number in left if number not in group and reached & cells[number]]
            group += more
            reached |= {cell for number in more for cell in cells[number] if cell not in public}
            grew = bool(more)
        left = [number for number in left if number not in group]
        group.sort()
        yield (
            [relations[number] for number in group if number < len(relations)],
            [at_most[number - len(relations)] for number in group if number >= len(relations)],
        )


def _price(cell: str, count: int, relations: Sequence[Relation]) -> float:
    """What it costs to hide a count: a total more than a part, and a large count a little more than a small one."""
    totals = sum(_is_total(cell, relation) for relation in relations)
    return 1 + TOTAL * totals + math.log2(1 + count) / 20


def _is_total(cell: str, relation: Relation) -> bool:
    signs = [factor > 0 for factor in relation.terms.values()]
    return cell in relation.terms and len(signs) > 2 and signs.count(relation.terms[cell] > 0) == 1


@dataclass(frozen=True)
class _Plan:
    """What is hidden, why each unknown count is safe, and how far those stay in doubt that cannot be made safe."""

    hidden: frozenset[str]
    proofs: Mapping[str, Twins] = field(default_factory=dict)
    exposed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Part:
    """Cells that hang together. `public` cannot be hidden any more, `ours` can at a price, all others are unknown."""

    ledger: Ledger
    minimum: int
    public: Mapping[str, int]
    ours: Mapping[str, int]
    prices: Mapping[str, float]

    def protect(self, small: frozenset[str]) -> _Plan:
        """Hides `small` and all that it takes. What would be exposed itself once hidden is only hidden if nothing else helps."""
        dear: frozenset[str] = frozenset()
        while True:
            prices = {cell: price * (LAST_RESORT if cell in dear else 1) for cell, price in self.prices.items()}
            plan = replace(self, prices=prices)._hide(small)
            stuck = plan.exposed.keys() & plan.hidden - small - dear
            if not stuck:
                return plan
            dear |= stuck

    def _hide(self, small: frozenset[str]) -> _Plan:
        """Takes one bare count after the other, and hides what makes it safe at the least price."""
        plan = self._prove(_Plan(small))
        while bare := self._bare(plan):
            cell = min(bare, key=lambda name: (self.ours.get(name, 0), name))
            pair, gap = self._widest(cell, plan)
            if gap < self.minimum:
                plan = replace(plan, exposed={**plan.exposed, cell: gap})
            if pair:
                more = {name for name, count in self._known(plan).items() if not pair.fits(name, count)}
                plan = self._prove(self._with(replace(plan, hidden=plan.hidden | more), pair))
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
        """The unknown counts that nothing shows to be safe, and how far each must be in doubt."""
        unknown = [
            cell for cell in self.ledger.cells if cell in plan.hidden or cell not in self.prices.keys() | self.public
        ]
        gaps = {cell: plan.exposed.get(cell, self.minimum) for cell in unknown if cell not in plan.proofs}
        return {cell: gap for cell, gap in gaps.items() if gap}

    def _with(self, plan: _Plan, pair: Twins) -> _Plan:
        proven = {cell: pair for cell, gap in self._bare(plan).items() if cell in pair.low and pair.gap(cell) >= gap}
        return replace(plan, proofs={**plan.proofs, **proven})

    def _prove(self, plan: _Plan) -> _Plan:
        for pair in self.ledger.twins(self._bare(plan), self._known(plan)):
            plan = self._with(plan, pair)
        return plan
