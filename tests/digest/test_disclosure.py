"""What is hidden so that small counts stay unknown: the traps of statistical practice, and thousands of made-up weeks.

Those are attacked by somebody who calculates (`tests.digest.attacker`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from bot.digest.disclosure import AtMost, Relation, Suppression, suppress
from tests.digest.attacker import Attacker, Interval
from tests.digest.weeks import MadeUp, full_week, small_week, week, weeks


def leaks(
    shown: Mapping[str, int], relations: Sequence[Relation], at_most: Sequence[AtMost], minimum: int
) -> dict[str, Interval]:
    """The unknown counts that the attacker knows too much about, with what he knows."""
    attacker = Attacker(shown, relations, at_most)
    solved = attacker.solved()
    return {
        name: interval for name, interval in attacker.intervals().items() if name in solved or interval.width < minimum
    }


@dataclass(frozen=True)
class Trap:
    """A page that tells a small count to somebody who calculates, and what must be hidden so that it does not."""

    counts: Mapping[str, int]
    relations: Sequence[Relation]
    hidden: Collection[str]
    at_most: Sequence[AtMost] = ()
    shown_before: Mapping[str, int] = field(default_factory=dict)
    hidden_before: Collection[str] = ()
    minimum: int = 5


def total(name: str, *parts: str) -> Relation:
    return Relation.total(name, parts)


AREAS = [total("city", "north", "south"), total("north", "n1", "n2", "n3"), total("south", "s1", "s2")]
CROSSED = [
    total("all", "men", "women"),
    total("all", "young", "old"),
    total("men", "young men", "old men"),
    total("women", "young women", "old women"),
    total("young", "young men", "young women"),
    total("old", "old men", "old women"),
]
FLOW = Relation({"open before": 1, "opened": 1, "closed": -1, "open": -1})

TRAPS: dict[str, Trap] = {
    "nothing is small": Trap({"all": 30, "a": 10, "b": 20}, [total("all", "a", "b")], hidden=()),
    "the total less the other parts": Trap(
        {"all": 30, "a": 3, "b": 12, "c": 15}, [total("all", "a", "b", "c")], hidden={"a", "b"}
    ),
    "two hidden parts with a small sum": Trap(
        {"all": 20, "a": 1, "b": 2, "c": 17}, [total("all", "a", "b", "c")], hidden={"a", "b", "c"}
    ),
    "two hidden parts with a sum of exactly the threshold": Trap(
        {"all": 22, "a": 1, "b": 4, "c": 17}, [total("all", "a", "b", "c")], hidden={"a", "b"}
    ),
    "a part at exactly the threshold is shown": Trap({"all": 10, "a": 5, "b": 5}, [total("all", "a", "b")], hidden=()),
    "a part just under the threshold": Trap({"all": 9, "a": 4, "b": 5}, [total("all", "a", "b")], hidden={"a", "b"}),
    "a zero is hidden like a one": Trap(
        {"all": 30, "a": 0, "b": 12, "c": 18}, [total("all", "a", "b", "c")], hidden={"a", "b"}
    ),
    "all zeros under a shown total": Trap(
        {"all": 30, "a": 30, "b": 0, "c": 0}, [total("all", "a", "b", "c")], hidden={"a", "b", "c"}
    ),
    "a quiet week": Trap({"all": 0, "a": 0, "b": 0}, [total("all", "a", "b")], hidden={"all", "a", "b"}),
    "a small total": Trap({"all": 4, "a": 4, "b": 0}, [total("all", "a", "b")], hidden={"all", "a", "b"}),
    "a small part that is alone": Trap({"all": 3, "a": 3}, [Relation({"all": 1, "a": -1})], hidden={"all", "a"}),
    "the same count under two names": Trap(
        {"all": 20, "a": 8, "b": 12, "cases": 8, "long": 3, "short": 5},
        [total("all", "a", "b"), Relation({"a": 1, "cases": -1}), total("cases", "long", "short")],
        hidden={"long", "short"},
    ),
    "a hidden sub-total whose parts are all shown": Trap(
        {"all": 60, "a": 20, "a1": 9, "a2": 11, "b": 37, "c": 3},
        [total("all", "a", "b", "c"), total("a", "a1", "a2")],
        hidden={"c", "b"},
    ),
    "one small wijk, in a city of districts of wijken": Trap(
        {"city": 70, "north": 40, "n1": 25, "n2": 12, "n3": 3, "south": 30, "s1": 16, "s2": 14},
        AREAS,
        hidden={"n3", "n2"},
    ),
    "a small district hides in its neighbour, and its wijken with it": Trap(
        {"city": 70, "north": 66, "n1": 30, "n2": 20, "n3": 16, "south": 4, "s1": 2, "s2": 2},
        AREAS,
        hidden={"south", "s1", "s2", "north", "n3"},
    ),
    "one total in two breakdowns": Trap(
        {"all": 40, "a": 3, "b": 37, "x": 20, "y": 18, "z": 2},
        [total("all", "a", "b"), total("all", "x", "y", "z")],
        hidden={"a", "b", "y", "z"},
    ),
    "a breakdown gives away a hidden total": Trap(
        {"all": 40, "a": 3, "b": 37, "x": 20, "y": 20},
        [total("all", "a", "b"), total("all", "x", "y")],
        hidden={"a", "b"},
    ),
    "a crossed table takes a rectangle": Trap(
        {
            "all": 80,
            "men": 33,
            "women": 47,
            "young": 23,
            "old": 57,
            "young men": 3,
            "old men": 30,
            "young women": 20,
            "old women": 27,
        },
        CROSSED,
        hidden={"young men", "old men", "young women", "old women"},
    ),
    "signals of reports: the number of reports limits each of them": Trap(
        {"noticed": 5, "signals": 12, "vallen": 5, "eten": 4, "rouw": 3},
        [total("signals", "vallen", "eten", "rouw")],
        at_most=[AtMost("vallen", "noticed"), AtMost("eten", "noticed"), AtMost("rouw", "noticed")],
        # two hidden signals have a sum of 7; as long as both are at most 5, each is from 2 to 5
        hidden={"eten", "rouw", "noticed"},
    ),
    "signals of reports: the total is nearly the most that is possible": Trap(
        {"noticed": 6, "signals": 11, "vallen": 6, "eten": 5},
        [total("signals", "vallen", "eten")],
        at_most=[AtMost("vallen", "noticed"), AtMost("eten", "noticed")],
        hidden=(),
    ),
    "a shown part limits what is at most that part from below": Trap(
        {"noticed": 9, "with case": 7, "visits": 30, "rest": 2},
        [],
        at_most=[AtMost("with case", "noticed"), AtMost("rest", "with case"), AtMost("noticed", "visits")],
        hidden={"rest"},
    ),
    "between two shown counts that are close": Trap(
        {"low": 20, "middle": 21, "high": 22, "x": 4, "y": 17},
        [total("middle", "x", "y")],
        at_most=[AtMost("low", "middle"), AtMost("middle", "high")],
        hidden={"x", "y"},
    ),
    "stock and flow: what was open last week was shown": Trap(
        {"opened": 9, "closed": 2, "open": 27}, [FLOW], shown_before={"open before": 20}, hidden={"closed", "opened"}
    ),
    "stock and flow: what was open last week was hidden": Trap(
        {"opened": 9, "closed": 6, "open": 7}, [FLOW], hidden_before={"open before"}, hidden={"closed"}
    ),
    "a trend repeats a total that was shown": Trap(
        {"last week": 20, "this week": 25, "a": 2, "b": 23},
        [total("last week", "old a", "old b"), total("this week", "a", "b")],
        shown_before={"last week": 20},
        hidden_before={"old a", "old b"},
        hidden={"a", "b"},
    ),
    "a trend repeats a count that was hidden": Trap(
        {"last week": 9, "this week": 25}, [], hidden_before={"last week"}, hidden={"last week"}
    ),
    "a sum over weeks gives away what one of them hid": Trap(
        {"this week": 30, "both weeks": 32},
        [total("both weeks", "last week", "this week")],
        hidden_before={"last week"},
        hidden={"this week"},
    ),
    "a lower threshold": Trap({"all": 9, "a": 1, "b": 3, "c": 5}, [total("all", "a", "b", "c")], {"a", "b"}, minimum=2),
    "a higher threshold": Trap(
        {"all": 50, "a": 9, "b": 12, "c": 29}, [total("all", "a", "b", "c")], {"a", "b"}, minimum=10
    ),
    "a constant that everybody knows": Trap(
        {"men": 3, "women": 17}, [Relation({"men": 1, "women": 1}, 20)], hidden={"men", "women"}
    ),
    "whole numbers leave less room than fractions": Trap(
        # up to 8 there are fractions that fit, such as 5 and 5.5, but of whole numbers only 0 and 0
        {"tens": 0, "elevens": 0, "most": 8},
        [Relation({"tens": 11, "elevens": -10})],
        at_most=[AtMost("elevens", "most")],
        hidden={"tens", "elevens", "most"},
    ),
    "counts that weigh more than once": Trap(
        {"pairs": 3, "alone": 14, "people": 20}, [Relation({"people": 1, "pairs": -2, "alone": -1})], {"pairs", "alone"}
    ),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_known_trap(name: str) -> None:
    trap = TRAPS[name]
    found = suppress(
        trap.counts,
        trap.relations,
        trap.at_most,
        trap.minimum,
        shown_before=trap.shown_before,
        hidden_before=trap.hidden_before,
    )
    assert found == Suppression(frozenset(trap.hidden), frozenset())
    shown = {cell: count for cell, count in trap.counts.items() if cell not in trap.hidden} | dict(trap.shown_before)
    assert not leaks(shown, trap.relations, trap.at_most, trap.minimum)


def attack(made: Sequence[MadeUp], minimum: int) -> list[dict[str, Interval]]:
    """Makes the pages of these weeks, each with what went before. What the attacker gets out of all so far, if any."""
    shown: dict[str, int] = {}
    hidden: set[str] = set()
    relations: list[Relation] = []
    at_most: list[AtMost] = []
    found: list[dict[str, Interval]] = []
    for this in made:
        relations += this.relations
        at_most += this.at_most
        kept = suppress(this.counts, relations, at_most, minimum, shown_before=shown, hidden_before=hidden)
        assert not kept.exposed
        assert kept.hidden >= {cell for cell, count in this.counts.items() if count < minimum}
        shown |= {cell: count for cell, count in this.counts.items() if cell not in kept.hidden}
        hidden |= kept.hidden
        found.append(leaks(shown, relations, at_most, minimum))
    return [leaked for leaked in found if leaked]


@pytest.mark.parametrize("minimum", [2, 5, 10])
@pytest.mark.parametrize("first", range(0, 600, 100))
def test_small_weeks_tell_an_attacker_nothing(first: int, minimum: int) -> None:
    assert {seed: found for seed in range(first, first + 100) if (found := attack([small_week(seed)], minimum))} == {}


@pytest.mark.parametrize("minimum", [2, 5, 10])
@pytest.mark.parametrize("first", range(0, 90, 30))
def test_weeks_tell_an_attacker_nothing(first: int, minimum: int) -> None:
    assert {seed: found for seed in range(first, first + 30) if (found := attack([week(seed)], minimum))} == {}


@pytest.mark.parametrize("minimum", [2, 5, 10])
def test_weeks_in_a_row_tell_an_attacker_nothing_together(minimum: int) -> None:
    assert {seed: found for seed in range(12) if (found := attack(weeks(seed), minimum))} == {}


@pytest.mark.parametrize("visits", [12, 90, 700])
def test_a_full_page_tells_an_attacker_nothing(visits: int) -> None:
    assert attack([full_week(visits, visits)], 5) == []


def test_the_attacker_finds_small_counts_if_only_those_are_left_out() -> None:
    """He is no judge if he finds nothing where there is something; nor if what he finds is not true."""
    broken = 0
    for seed in range(100):
        this = week(seed)
        shown = {cell: count for cell, count in this.counts.items() if count >= 5}
        found = leaks(shown, this.relations, this.at_most, 5)
        assert all(interval.lowest <= this.counts[cell] <= interval.highest for cell, interval in found.items())
        broken += bool(found)
    assert broken > 70


def test_a_page_of_large_counts_hides_nothing() -> None:
    this = full_week(seed=1, visits=20_000, skew=0)
    assert min(this.counts.values()) >= 5
    assert suppress(this.counts, this.relations, this.at_most, 5) == Suppression(frozenset(), frozenset())


@pytest.mark.parametrize("visits", [300, 3_000])
def test_an_ordinary_page_keeps_most_totals_and_hides_few_large_counts(visits: int) -> None:
    lost = totals = 0
    for seed in range(3):
        this = full_week(seed, visits)
        hidden = suppress(this.counts, this.relations, this.at_most, 5).hidden
        large = {cell for cell, count in this.counts.items() if count >= 5}
        of_parts = large & {next(iter(relation.terms)) for relation in this.relations}
        lost += len(of_parts & hidden)
        totals += len(of_parts)
        assert len(large & hidden) <= 10  # of 114
    assert lost <= totals / 8


def test_the_order_of_counts_and_rules_does_not_matter() -> None:
    for seed in range(10):
        this = week(seed)
        there = suppress(this.counts, this.relations, this.at_most, 5)
        back = dict(list(this.counts.items())[::-1])
        turned = [Relation(dict(list(rule.terms.items())[::-1]), rule.constant) for rule in this.relations[::-1]]
        assert suppress(back, turned, this.at_most[::-1], 5) == there


def test_a_count_that_earlier_pages_give_away_is_reported() -> None:
    kept = suppress({"a": 3}, [total("all", "a", "b")], [], 5, shown_before={"all": 30, "b": 27})
    assert kept == Suppression(frozenset({"a"}), frozenset({"a"}))


def test_a_count_that_cannot_be_safe_is_still_hidden_as_well_as_can_be() -> None:
    """`a` is at most 4, so that it can never be in doubt by 5; with `b` shown it would be known."""
    kept = suppress(
        {"a": 3, "b": 27}, [total("all", "a", "b")], [AtMost("a", "few")], 5, shown_before={"all": 30, "few": 4}
    )
    assert kept == Suppression(frozenset({"a", "b"}), frozenset({"a", "b"}))


def test_a_small_count_on_an_earlier_page_is_reported_when_it_is_counted_again() -> None:
    assert suppress({"a": 3}, [], [], 5, shown_before={"a": 3}) == Suppression(frozenset({"a"}), frozenset({"a"}))


def test_a_count_that_was_hidden_and_shown_since_is_reported() -> None:
    kept = suppress({}, [], [], 5, shown_before={"a": 3}, hidden_before={"a"})
    assert kept == Suppression(frozenset(), frozenset({"a"}))


def test_what_cannot_be_safe_itself_is_not_hidden_for_another() -> None:
    """`b` and `c` are known to be from 19 to 22: to hide them would be enough for `a`, and expose themselves."""
    rules = [total("all", "a", "b", "c"), total("year", "all", "rest")]
    limits = [AtMost("least", "b"), AtMost("b", "most"), AtMost("least", "c"), AtMost("c", "most")]
    counts = {"a": 3, "b": 20, "c": 21, "all": 44, "rest": 50, "year": 94}
    kept = suppress(counts, rules, limits, 5, shown_before={"least": 19, "most": 22})
    assert kept == Suppression(frozenset({"a", "all", "rest"}), frozenset())


def test_a_cell_that_only_rules_speak_of_is_protected_too() -> None:
    kept = suppress({"all": 20, "b": 18}, [total("all", "a", "b")], [], 5)
    assert kept.hidden in ({"b"}, {"all"})


@pytest.mark.parametrize(
    ("counts", "shown_before", "what"),
    [
        ({"all": 20, "a": 8, "b": 11}, {}, "break a rule about a, all, b"),
        ({"all": 7, "a": 8, "b": -1}, {}, "negative.*: b"),
        ({"all": 20, "a": 9, "b": 11}, {"a": 8}, "shown before: a"),
    ],
)
def test_counts_that_do_not_add_up_are_refused(
    counts: Mapping[str, int], shown_before: Mapping[str, int], what: str
) -> None:
    with pytest.raises(ValueError, match=what):
        suppress(counts, [total("all", "a", "b")], [], 5, shown_before=shown_before)


def test_rules_that_leave_nothing_possible_are_refused() -> None:
    limits = [AtMost("a", "few"), AtMost("old", "few")]
    with pytest.raises(ValueError, match="contradicts itself"):
        suppress({"a": 3}, [total("all", "a", "old")], limits, 5, shown_before={"all": 20, "few": 4})
