"""Made-up weeks to calculate on: counts with a few small ones, and how they add up. All from a seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.digest.disclosure import AtMost, Relation


@dataclass
class World:
    """True counts, and what everybody knows about them."""

    counts: dict[str, int] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    at_most: list[AtMost] = field(default_factory=list)

    def split(self, rng: random.Random, total: str, parts: Sequence[str]) -> None:
        """Divides a total over parts, unevenly: a few large, many small."""
        weights = [rng.random() ** 3 + 0.001 for _ in parts]
        drawn = rng.choices(parts, weights, k=self.counts[total])
        self.counts.update({part: drawn.count(part) for part in parts})
        self.relations.append(Relation.total(total, parts))

    def cross(self, rng: random.Random, total: str, rows: Sequence[str], columns: Sequence[str]) -> None:
        """A table of rows by columns, with all its margins."""
        self.split(rng, total, rows)
        for row in rows:
            self.split(rng, row, [f"{row}/{column}" for column in columns])
        for column in columns:
            cells = [f"{row}/{column}" for row in rows]
            self.counts[column] = sum(self.counts[cell] for cell in cells)
            self.relations.append(Relation.total(column, cells))
        self.relations.append(Relation.total(total, columns))

    def marks(self, rng: random.Random, total: str, names: Sequence[str], of: str) -> None:
        """Things counted at most once per `of`, and their total, which can be more than `of`."""
        for name in names:
            self.counts[name] = round(self.counts[of] * rng.random() ** 3)
            self.at_most.append(AtMost(name, of))
        self.counts[total] = sum(self.counts[name] for name in names)
        self.relations.append(Relation.total(total, names))


def _names(prefix: str, rng: random.Random, most: int) -> list[str]:
    return [f"{prefix}{number}" for number in range(rng.randint(2, most))]


def some_week(rng: random.Random, name: str = "w", size: int = 60) -> World:
    """One week: a total with breakdowns of it, some of them broken down again, perhaps a crossed table, and marks."""
    world = World({f"{name}.visits": rng.randint(0, size)})
    visits = f"{name}.visits"
    for number in range(rng.randint(1, 3)):
        parts = _names(f"{visits}.{number}.", rng, 5)
        world.split(rng, visits, parts)
        for part in rng.sample(parts, rng.randint(0, 2)):
            world.split(rng, part, _names(f"{part}.", rng, 4))
    if rng.random() < 0.3:
        world.cross(rng, visits, _names(f"{name}.row", rng, 3), _names(f"{name}.column", rng, 3))
    if rng.random() < 0.6:
        world.marks(rng, f"{name}.marks", _names(f"{name}.mark", rng, 5), of=rng.choice([visits, f"{visits}.0.0"]))
    return world


def next_week(rng: random.Random, earlier: World, before: str, name: str, size: int = 40) -> World:
    """A week that goes on where `earlier` stopped: cases that were open, opened, closed and open, and a running total.

    `before` and `name` are the weeks; the rules mention counts of the week before.
    """
    world = some_week(rng, name, size)
    stock = earlier.counts.get(f"{before}.open", 0)
    world.counts[f"{name}.opened"] = rng.randint(0, world.counts[f"{name}.visits"])
    world.at_most.append(AtMost(f"{name}.opened", f"{name}.visits"))
    world.counts[f"{name}.closed"] = rng.randint(0, stock + world.counts[f"{name}.opened"])
    world.counts[f"{name}.open"] = stock + world.counts[f"{name}.opened"] - world.counts[f"{name}.closed"]
    world.split(rng, f"{name}.open", _names(f"{name}.open.", rng, 4))
    world.split(rng, f"{name}.closed", _names(f"{name}.closed.", rng, 4))
    sofar = earlier.counts.get(f"{before}.sofar", 0)
    world.counts[f"{name}.sofar"] = sofar + world.counts[f"{name}.visits"]
    flow = {f"{name}.opened": 1, f"{name}.closed": -1, f"{name}.open": -1}
    running = {f"{name}.visits": 1, f"{name}.sofar": -1}
    if before:
        flow[f"{before}.open"] = running[f"{before}.sofar"] = 1
    world.relations += [Relation(flow), Relation(running)]
    return world
