"""Made-up weeks to calculate on: counts, many of them small, and how they add up. All from a seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.digest.disclosure import AtMost, Relation


@dataclass
class MadeUp:
    """True counts of a week, and what everybody knows about them. With `skew` 0 parts are about equal."""

    rng: random.Random
    skew: int = 3
    counts: dict[str, int] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    at_most: list[AtMost] = field(default_factory=list)

    def names(self, prefix: str, most: int) -> list[str]:
        """From two names to `most`."""
        return [f"{prefix}{number}" for number in range(self.rng.randint(2, most))]

    def split(self, total: str, parts: Sequence[str]) -> None:
        """Divides a total over parts, unevenly: a few large, many small."""
        weights = [self.rng.random() ** self.skew + 0.001 for _ in parts]
        drawn = self.rng.choices(parts, weights, k=self.counts[total])
        self.counts.update({part: drawn.count(part) for part in parts})
        self.relations.append(Relation.total(total, parts))

    def cross(self, total: str, rows: Sequence[str], columns: Sequence[str]) -> None:
        """A table of rows by columns with all its margins: rows and columns add up to the same total."""
        self.split(total, rows)
        for row in rows:
            self.split(row, [f"{row}/{column}" for column in columns])
        for column in columns:
            cells = [f"{row}/{column}" for row in rows]
            self.counts[column] = sum(self.counts[cell] for cell in cells)
            self.relations.append(Relation.total(column, cells))
        self.relations.append(Relation.total(total, columns))

    def signals(self, total: str, names: Sequence[str], of: str) -> None:
        """Things counted at most once for each of `of`, and how many there are together: that can be more than `of`."""
        for name in names:
            self.counts[name] = round(self.counts[of] * self.rng.random() ** self.skew)
            self.at_most.append(AtMost(name, of))
        self.counts[total] = sum(self.counts[name] for name in names)
        self.relations.append(Relation.total(total, names))


def small_week(seed: int) -> MadeUp:
    """One or two breakdowns of a total, and perhaps signals."""
    made = MadeUp(random.Random(seed))
    made.counts["visits"] = made.rng.randint(0, 40)
    for number in range(made.rng.randint(1, 2)):
        made.split("visits", made.names(f"{number}.", 4))
    if made.rng.random() < 0.4:
        made.signals("signals", made.names("signal.", 4), of=made.rng.choice(["visits", "0.0"]))
    return made


def week(seed: int, name: str = "w", size: int = 60) -> MadeUp:
    """A total with breakdowns of it, some of which are broken down again, perhaps a crossed table, and signals."""
    made = MadeUp(random.Random(f"{seed} {name}"))
    visits = f"{name}.visits"
    made.counts[visits] = made.rng.randint(0, size)
    for number in range(made.rng.randint(1, 3)):
        parts = made.names(f"{name}.{number}.", 5)
        made.split(visits, parts)
        for part in made.rng.sample(parts, made.rng.randint(0, 2)):
            made.split(part, made.names(f"{part}.", 4))
    if made.rng.random() < 0.3:
        made.cross(visits, made.names(f"{name}.row", 3), made.names(f"{name}.column", 3))
    if made.rng.random() < 0.6:
        made.signals(f"{name}.signals", made.names(f"{name}.signal", 5), of=made.rng.choice([visits, f"{name}.0.0"]))
    return made


def weeks(seed: int, names: Sequence[str] = ("a", "b", "c")) -> list[MadeUp]:
    """Weeks in a row. Cases stay open from one to the next, and visits are added up over all of them.

    The rules of a week speak of the week before; the first goes on from nothing.
    """
    made: list[MadeUp] = []
    for place, name in enumerate(names):
        this = week(seed, name, size=40)
        before = names[place - 1] if place else None
        earlier = made[-1].counts if made else {}
        stock, sofar = earlier.get(f"{before}.open", 0), earlier.get(f"{before}.sofar", 0)
        visits, opened, closed = f"{name}.visits", f"{name}.opened", f"{name}.closed"
        this.counts[opened] = this.rng.randint(0, this.counts[visits])
        this.counts[closed] = this.rng.randint(0, stock + this.counts[opened])
        this.counts[f"{name}.open"] = stock + this.counts[opened] - this.counts[closed]
        this.counts[f"{name}.sofar"] = sofar + this.counts[visits]
        this.at_most.append(AtMost(opened, visits))
        this.split(f"{name}.open", this.names(f"{name}.open.", 4))
        this.split(closed, this.names(f"{name}.closed.", 4))
        flow, running = {opened: 1, closed: -1, f"{name}.open": -1}, {visits: 1, f"{name}.sofar": -1}
        if before:
            flow[f"{before}.open"], running[f"{before}.sofar"] = 1, 1
        this.relations += [Relation(flow), Relation(running)]
        made.append(this)
    return made


def full_week(seed: int, visits: int, skew: int = 3) -> MadeUp:
    """As many counts as a real page has: outcomes, ages, wijken within districts, signals by dimension, cases."""
    made = MadeUp(random.Random(seed), skew)
    made.counts["visits"] = visits
    made.split("visits", ["visited", "not home", "refused"])
    made.split("refused", [f"refused.{reason}" for reason in range(6)])
    made.split("visited", ["noticed", "nothing"])
    made.split("noticed", [f"age.{band}" for band in range(6)])
    made.split("noticed", [f"level.{level}" for level in range(4)])
    made.split("noticed", [f"district.{district}" for district in range(4)])
    for district in range(4):
        made.split(f"district.{district}", [f"wijk.{district}.{wijk}" for wijk in range(9)])
    dimensions = ["social", "emotional", "existential", "other"]
    for dimension in dimensions:
        made.signals(dimension, [f"{dimension}.{signal}" for signal in range(10)], of="noticed")
    made.counts["signals"] = sum(made.counts[dimension] for dimension in dimensions)
    made.relations.append(Relation.total("signals", dimensions))
    made.split("noticed", ["with case", "without case"])
    made.split("with case", [f"status.{status}" for status in range(5)])
    return made
