"""The weeks that are shown to others, of schemes small and large, before an attacker who knows how they add up."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from bot.digest.cells import VISITS, cells_of
from bot.digest.disclosure import Relation, suppress
from bot.digest.edition import edition_of
from bot.digest.figures import Figures, TakingUp
from bot.digest.week import Week
from bot.knowledge import Knowledge
from tests.digest.test_disclosure import leaks
from tests.digest.test_edition import NOW

MINIMUM = 5


def a_week(knowledge: Knowledge, chance: random.Random) -> Figures:
    """A week as the program counts it, of a scheme that may be small or large."""
    size = chance.choice((3, 12, 40, 40, 40, 150, 1000))

    def spread(count: int, codes: Sequence[str]) -> dict[str, int]:
        weights = [chance.random() ** 3 + 0.001 for _ in codes]
        drawn = chance.choices(codes, weights, k=count)
        return {code: drawn.count(code) for code in codes if code in drawn}

    visits = spread(chance.randint(0, size), ("visited", "nobody-home", "refused", "cancelled"))
    talks, refused = visits.get("visited", 0), visits.get("refused", 0)
    noticed = chance.randint(0, talks)
    signals = {code: round(noticed * chance.random() ** 4) for code in knowledge.signals}
    dimensions: dict[str, int] = {}
    for code, count in signals.items():
        dimension = knowledge.signals[code].dimension
        dimensions[dimension] = dimensions.get(dimension, 0) + count
    opened = chance.randint(0, talks)
    urgent = chance.randint(0, min(opened, noticed, 3))
    taken_up = chance.randint(0, opened)
    places = [area.id for area in knowledge.areas.by_id.values()]
    topics = chance.sample(sorted(knowledge.articles), 20)
    return Figures(
        Week(2026, 47),
        visits=visits,
        reasons=spread(refused, ("too-busy", "not-for-me", "has-company", "no-trust", "unwell", "other", "unknown")),
        age_bands=spread(talks, ("75-79", "80-84", "85-89", "90+", "unknown")),
        wishes=spread(talks, ("talk", "take-part", "help", "nothing", "unknown")),
        places=dict(spread(sum(visits.values()), places)),
        noticed=noticed if any(signals.values()) else 0,
        signals={code: count for code, count in signals.items() if count},
        dimensions=dimensions,
        opened=opened,
        urgent=urgent,
        urgent_in_time=chance.randint(0, urgent),
        taken_up=TakingUp(taken_up - taken_up // 4, taken_up // 4, 2),
        ended=spread(chance.randint(0, opened), ("meeting-place", "buddy", "team", "gp", "not-reached")),
        questions=chance.randint(0, size),
        topics=spread(chance.randint(0, size), topics),
    )


@pytest.mark.parametrize("start", range(0, 90, 30))
def test_the_attacker_on_the_weeks_that_are_shown(knowledge: Knowledge, start: int) -> None:
    for seed in range(start, start + 30):
        figures = a_week(knowledge, random.Random(seed))
        cells = cells_of(figures, knowledge)
        made = edition_of(figures.week, cells, None, MINIMUM, NOW).cells
        shown = {name: count for name, count in made.items() if count is not None}
        assert min(shown.values(), default=MINIMUM) >= MINIMUM
        assert not leaks(shown, cells.relations, cells.at_most, MINIMUM), seed
        assert VISITS in shown or cells.counts[VISITS] < MINIMUM


def test_the_count_that_is_missed_most_goes_last() -> None:
    counts = {"t": 10, "a": 10, "b": 0, "p": 10, "q": 0}
    relations = [Relation.total("t", ["a", "b"]), Relation.total("t", ["p", "q"])]
    assert suppress(counts, relations, [], MINIMUM, dear=("t",)).hidden == {"a", "b", "p", "q"}
