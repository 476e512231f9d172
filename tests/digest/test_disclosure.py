"""What is hidden stays hidden: known traps one by one, and an attacker with all the pages and a calculator."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest

from bot.digest.cells import cells_of
from bot.digest.disclosure import AtMost, Relation, suppress
from bot.digest.figures import Figures, TakingUp
from bot.digest.week import Week
from bot.knowledge import Knowledge
from tests.digest.attacker import Attacker
from tests.digest.worlds import World, next_week, some_week

MINIMUM = 5
total = Relation.total

Case = tuple[Mapping[str, int], Sequence[Relation], Sequence[AtMost], set[str]]

TRAPS: dict[str, Case] = {
    "nothing small, nothing hidden": ({"t": 30, "a": 10, "b": 20}, [total("t", ["a", "b"])], [], set()),
    "a count at the threshold is shown": ({"t": 15, "a": 5, "b": 10}, [total("t", ["a", "b"])], [], set()),
    "a count alone": ({"a": 4}, [], [], {"a"}),
    "nothing at all is small too": ({"a": 0}, [], [], {"a"}),
    "the total minus the other part": (
        {"t": 30, "a": 3, "b": 9, "c": 18},
        [total("t", ["a", "b", "c"])],
        [],
        {"a", "b"},
    ),
    "two hidden parts whose sum is small": (
        {"t": 30, "a": 1, "b": 2, "c": 9, "d": 18},
        [total("t", ["a", "b", "c", "d"])],
        [],
        {"a", "b", "c"},
    ),
    "two hidden parts whose sum is large enough": (
        {"t": 24, "a": 3, "b": 4, "c": 17},
        [total("t", ["a", "b", "c"])],
        [],
        {"a", "b"},
    ),
    "a small total hides with its parts": ({"t": 4, "a": 1, "b": 3}, [total("t", ["a", "b"])], [], {"t", "a", "b"}),
    "a hidden total of which all parts are shown": (
        {"t": 30, "u": 3, "x": 33, "a": 10, "b": 20, "c": 33},
        [total("x", ["t", "u"]), total("t", ["a", "b"]), total("x", ["c"])],
        [],
        {"u", "t", "a"},
    ),
    "one total in two breakdowns": (
        {"t": 30, "a": 3, "b": 27, "p": 14, "q": 16},
        [total("t", ["a", "b"]), total("t", ["p", "q"])],
        [],
        {"a", "b"},
    ),
    "stock and flow over two weeks": (
        {"opened": 12, "closed": 3, "open": 29},
        [Relation({"before": 1, "opened": 1, "closed": -1, "open": -1})],
        [],
        {"closed", "opened"},
    ),
}
BEFORE = {"stock and flow over two weeks": {"before": 20}}


def safe(
    counts: Mapping[str, int],
    relations: Sequence[Relation],
    at_most: Sequence[AtMost],
    minimum: int,
    before: Mapping[str, int] | None = None,
) -> frozenset[str]:
    """What is hidden, after somebody tried to find it out."""
    found = suppress(counts, relations, at_most, minimum, shown_before=before or {})
    assert not found.exposed
    shown = {name: count for name, count in counts.items() if name not in found.hidden}
    assert all(count >= minimum for count in shown.values())
    attacker = Attacker({**shown, **(before or {})}, relations, at_most)
    hidden = [name for name in attacker.unknown if name in found.hidden]
    assert not attacker.solved() & found.hidden
    for name, interval in attacker.intervals(hidden).items():
        assert interval.least <= counts[name] <= interval.most, "the attacker reckons wrongly"
        assert interval.width >= minimum, f"{name} is {counts[name]}, and found to be in {interval}"
    return found.hidden


@pytest.mark.parametrize("trap", TRAPS)
def test_known_traps(trap: str) -> None:
    counts, relations, at_most, hidden = TRAPS[trap]
    found = safe(counts, relations, at_most, MINIMUM, BEFORE.get(trap))
    if trap == "a hidden total of which all parts are shown":
        assert found > {"u", "t"} and found & {"a", "b"}
    else:
        assert found == hidden


def test_parts_that_cannot_be_more_than_something_else() -> None:
    """Three signals of 14 together, each at five visits at most: what is left cannot be far from four."""
    counts = {"signals": 14, "a": 5, "b": 5, "c": 4, "noticed": 5}
    limits = [AtMost(name, "noticed") for name in ("a", "b", "c")]
    assert len(safe(counts, [total("signals", ["a", "b", "c"])], limits, MINIMUM)) >= 3


def test_what_was_shown_before_cannot_be_taken_back() -> None:
    relation = Relation({"before": 1, "opened": 1, "open": -1})
    found = suppress({"opened": 3, "open": 23}, [relation], [], MINIMUM, shown_before={"before": 20})
    assert found.hidden == {"opened", "open"}
    told = suppress({"opened": 3}, [Relation({"x": 1, "opened": 1}, 23)], [], MINIMUM, shown_before={"x": 20})
    assert told.exposed == {"opened"}


def test_what_was_hidden_before_stays_hidden() -> None:
    """The sum of two weeks would tell the week before, of which the count was hidden."""
    relation = total("both", ["before", "now"])
    found = suppress({"both": 23, "now": 20}, [relation], [], MINIMUM, hidden_before={"before"})
    assert found.hidden & {"both", "now"}


def test_the_count_that_is_missed_most_goes_last() -> None:
    counts = {"t": 10, "a": 10, "b": 0, "p": 10, "q": 0}
    relations = [total("t", ["a", "b"]), total("t", ["p", "q"])]
    assert suppress(counts, relations, [], MINIMUM, dear=("t",)).hidden == {"a", "b", "p", "q"}


def test_counts_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="break a rule"):
        suppress({"t": 30, "a": 3, "b": 9}, [total("t", ["a", "b"])], [], MINIMUM)


@pytest.mark.parametrize("minimum", [2, 5, 10])
@pytest.mark.parametrize("start", range(0, 1000, 100))
def test_the_attacker_on_any_week(start: int, minimum: int) -> None:
    hidden = cells = small = 0
    for seed in range(start, start + 100):
        world = some_week(random.Random(seed * 17 + minimum))
        found = safe(world.counts, world.relations, world.at_most, minimum)
        hidden, cells = hidden + len(found), cells + len(world.counts)
        small += sum(count < minimum for count in world.counts.values())
    assert small < hidden < 0.9 * cells, "it hides more than the small ones, and not everything"


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_the_attacker_with_the_pages_of_two_weeks(start: int) -> None:
    """With sums that tie the weeks together, which the digest does not even show."""
    for seed in range(start, start + 50):
        chance = random.Random(seed)
        first = next_week(chance, World(), "", "v")
        one = suppress(first.counts, first.relations, first.at_most, MINIMUM)
        shown = {name: count for name, count in first.counts.items() if name not in one.hidden}
        second = next_week(chance, first, "v", "w")
        two = suppress(
            second.counts,
            [*first.relations, *second.relations],
            [*first.at_most, *second.at_most],
            MINIMUM,
            shown_before=shown,
            hidden_before=one.hidden,
        )
        shown |= {name: count for name, count in second.counts.items() if name not in two.hidden}
        attacker = Attacker(shown, [*first.relations, *second.relations], [*first.at_most, *second.at_most])
        protected = (one.hidden | two.hidden) - two.exposed
        assert not attacker.solved() & protected
        for name, interval in attacker.intervals([one for one in attacker.unknown if one in protected]).items():
            assert interval.width >= MINIMUM, (seed, name, interval)


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


@pytest.mark.parametrize("start", range(0, 120, 30))
def test_the_attacker_on_the_weeks_that_are_shown(knowledge: Knowledge, start: int) -> None:
    for seed in range(start, start + 30):
        cells = cells_of(a_week(knowledge, random.Random(seed)), knowledge)
        safe(cells.counts, cells.relations, cells.at_most, MINIMUM)
