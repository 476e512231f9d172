"""The cells of a week that others may see, and everything that ties them together. Pure.

What is not a cell here is never shown to others: no stock of open cases, which would tie one week to the next, no sums
over a longer time, and nothing that crosses two of these breakdowns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.digest import texts
from bot.digest.disclosure import AtMost, Relation
from bot.digest.figures import Figures
from bot.knowledge import Knowledge
from bot.knowledge.area import Areas
from bot.knowledge.signal import ACT_TODAY
from bot.store.lifecycle import Ending
from bot.store.reports import Outcome, Reason

ELSEWHERE = "elsewhere"
"""Outside of the municipality, or nobody said where."""

REST = "rest"
"""Of a stadsdeel: what was said of no wijk in it. Of topics: all articles that nobody was shown."""


def cell(kind: str, code: str = "") -> str:
    """The name of a cell."""
    return f"{kind}:{code}" if code else kind


VISITS, VISITED, REFUSED = cell("visits"), cell("outcome", Outcome.VISITED), cell("outcome", Outcome.REFUSED)
NOTICED, NOTHING_NOTICED = cell("noticed"), cell("nothing-noticed")
SIGNALS = cell("signals")
OPENED, URGENT, TAKEN_UP, ENDED = cell("opened"), cell("urgent"), cell("taken-up"), cell("ended")
OUTSIDE = cell("stadsdeel", ELSEWHERE)
URGENT_SIGNALS = cell("urgent-signals")
QUESTIONS, SHOWN = cell("questions"), cell("shown")


@dataclass(frozen=True)
class Cells:
    """The cells with their counts, and what every reader knows of them."""

    counts: dict[str, int] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    at_most: list[AtMost] = field(default_factory=list)

    def break_down(self, total: str, parts: Mapping[str, int]) -> None:
        self.counts.update(parts)
        self.counts.setdefault(total, sum(parts.values()))
        self.relations.append(Relation.total(total, list(parts)))

    def note_at_most(self, smaller: str, larger: str) -> None:
        """Only where it is so: what was corrected after the week can be counted in another one than before."""
        if self.counts[smaller] <= self.counts[larger]:
            self.at_most.append(AtMost(smaller, larger))


def cells_of(figures: Figures, knowledge: Knowledge) -> Cells:
    """The cells of a week of the whole municipality."""
    cells = Cells()
    cells.break_down(VISITS, _parts("outcome", figures.visits, tuple(Outcome)))
    cells.break_down(REFUSED, _parts("reason", figures.reasons, tuple(Reason)))
    cells.break_down(VISITED, _parts("age", figures.age_bands, tuple(texts.AGE_BANDS)))
    cells.break_down(VISITED, _parts("wish", figures.wishes, tuple(texts.WISHES)))
    noticed = min(figures.noticed, cells.counts[VISITED])
    cells.break_down(VISITED, {NOTICED: noticed, NOTHING_NOTICED: cells.counts[VISITED] - noticed})
    _add_places(cells, figures, knowledge.areas)
    _add_signals(cells, figures, knowledge)
    late = figures.urgent - figures.urgent_in_time
    cells.counts[OPENED] = figures.opened
    cells.break_down(URGENT, {cell("urgent", "in-time"): figures.urgent_in_time, cell("urgent", "late"): late})
    taken_up = figures.taken_up
    cells.break_down(TAKEN_UP, {cell("taken-up", "in-time"): taken_up.in_time, cell("taken-up", "late"): taken_up.late})
    cells.break_down(ENDED, _parts("ending", figures.ended, tuple(Ending)))
    cells.counts[QUESTIONS] = figures.questions
    cells.break_down(SHOWN, {**_parts("topic", figures.topics, tuple(figures.topics)), cell("topic", REST): 0})
    in_time = cell("urgent", "in-time"), cell("taken-up", "in-time")
    for smaller, larger in ((OPENED, VISITED), (URGENT, OPENED), (URGENT, NOTICED), in_time):
        cells.note_at_most(smaller, larger)
    _add_urgent_signals(cells, knowledge)
    return cells


def _parts(kind: str, counts: Mapping[str, int], codes: Sequence[str]) -> dict[str, int]:
    return {cell(kind, code): counts.get(code, 0) for code in codes}


def _add_places(cells: Cells, figures: Figures, areas: Areas) -> None:
    """Visits by stadsdeel, and in a stadsdeel by wijk; a wijk with few people is counted with another."""
    at = counted_at(areas)
    counts: Counter[str] = Counter()
    for area, count in figures.places.items():
        counts[at.get(area or "", OUTSIDE)] += count
    stadsdelen = {}
    for stadsdeel in areas.stadsdelen():
        parts = {place: counts[place] for place in places_in(areas, stadsdeel.id)}
        name = cell("stadsdeel", stadsdeel.id)
        cells.break_down(name, parts)
        stadsdelen[name] = sum(parts.values())
    cells.break_down(VISITS, {**stadsdelen, OUTSIDE: counts[OUTSIDE]})


def places_in(areas: Areas, stadsdeel: str) -> list[str]:
    """The cells of a stadsdeel: its wijken that are counted by themselves, and the rest."""
    wijken = [wijk.id for wijk in areas.inside(stadsdeel) if wijk.counted_with is None]
    return [cell("wijk", wijk) for wijk in (*wijken, f"{stadsdeel}-{REST}")]


def counted_at(areas: Areas) -> dict[str, str]:
    """Every area of the municipality -> the smallest cell in which it is counted."""
    counted_in = areas.counted_in()
    at = {}
    for area in areas.by_id.values():
        if area.level == "stadsdeel":
            at[area.id] = cell("wijk", f"{area.id}-{REST}")
        elif area.level != "outside":
            at[area.id] = cell("wijk", counted_in.get(area.id, area.id))
    return at


def _add_signals(cells: Cells, figures: Figures, knowledge: Knowledge) -> None:
    dimensions: dict[str, int] = {}
    for dimension in texts.DIMENSIONS:
        codes = tuple(code for code, signal in knowledge.signals.items() if signal.dimension == dimension)
        parts = _parts("signal", figures.signals, codes)
        cells.break_down(cell("dimension", dimension), parts)
        dimensions[cell("dimension", dimension)] = sum(parts.values())
    cells.break_down(SIGNALS, dimensions)
    for code in knowledge.signals:
        cells.note_at_most(cell("signal", code), NOTICED)
    cells.note_at_most(NOTICED, SIGNALS)


def _add_urgent_signals(cells: Cells, knowledge: Knowledge) -> None:
    """Every case that asks for action today has such a signal, and every such signal a case. Their sum stands nowhere,
    but a reader can make it where all of them are shown."""
    urgent = [cell("signal", code) for code, signal in knowledge.signals.items() if signal.level == ACT_TODAY]
    cells.break_down(URGENT_SIGNALS, {name: cells.counts[name] for name in urgent})
    cells.note_at_most(URGENT, URGENT_SIGNALS)
    for name in urgent:
        cells.note_at_most(name, URGENT)
