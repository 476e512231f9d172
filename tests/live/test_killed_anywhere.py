"""kill -9 at some steps of every journey, on both databases: nothing is lost, nothing doubled, nobody acts twice.

Every step of every journey: `make faults`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from tests.databases import BOTH, SQLITE, Databases
from tests.live.journey import Journey, different
from tests.live.journeys import BY_WEBHOOK, JOURNEYS
from tests.live.kills import STEPS_OF_A_START, every_step, some_steps, twice_in_each_act
from tests.live.mortal import Keeper
from tests.live.playing import Played, play

SHARE = {SQLITE: 0.2, "PostgreSQL": 0.1}
"""In so many of the acts the bot dies."""

by_name = pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.name)


@pytest.fixture(scope="module")
def keeper() -> Iterator[Keeper]:
    with Keeper() as keeper:
        yield keeper


@pytest.fixture(scope="module")
def undisturbed(
    keeper: Keeper, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Journey], Played]:
    """How a journey goes when nothing happens to the bot. It goes the same on every database."""

    @cache
    def played(name: str) -> Played:
        journey = next(one for one in JOURNEYS if one.name == name)
        with databases.empty(SQLITE) as database:
            return play(journey, database, keeper, tmp_path_factory.mktemp("undisturbed"))

    return lambda journey: played(journey.name)


@by_name
@pytest.mark.parametrize("kind", BOTH)
def test_killed_somewhere_it_ends_as_if_nothing_happened(
    journey: Journey,
    kind: str,
    keeper: Keeper,
    databases: Databases,
    undisturbed: Callable[[Journey], Played],
    tmp_path: Path,
) -> None:
    right = undisturbed(journey)
    with databases.empty(kind) as database:
        found = play(
            journey, database, keeper, tmp_path, some_steps(right.steps, SHARE[kind], f"{kind} {journey.name}")
        )
    assert found.deaths
    assert different(found.ending, right.ending) == {}, found.deaths


def test_the_first_message_of_all_comes_once(keeper: Keeper, databases: Databases, tmp_path: Path) -> None:
    """The bot dies with it in hand, and again when it is sent: before that nobody wrote, and no number was known."""
    first = replace(JOURNEYS[0], acts=JOURNEYS[0].acts[:1])
    with databases.empty(SQLITE) as database:
        right = play(first, database, keeper, tmp_path).ending
    deaths = range(STEPS_OF_A_START + 1, STEPS_OF_A_START + 6)  # from when it is there until it begins to send
    for kill in product(deaths, range(STEPS_OF_A_START + 2, STEPS_OF_A_START + 8)):
        with databases.empty(SQLITE) as database:
            found = play(first, database, keeper, tmp_path, [kill])
        assert len(found.deaths) == 2
        assert different(found.ending, right) == {}, found.deaths


@pytest.mark.parametrize("journey", BY_WEBHOOK[:1], ids=lambda journey: journey.name)
def test_called_by_telegram_and_killed_it_ends_as_if_nothing_happened(
    journey: Journey, keeper: Keeper, databases: Databases, undisturbed: Callable[[Journey], Played], tmp_path: Path
) -> None:
    right = undisturbed(journey)
    with databases.empty(SQLITE) as database:
        found = play(journey, database, keeper, tmp_path, [(4, 0), (2, 0), (7, 0)], by_webhook=True)
    assert len(found.deaths) == 3
    assert different(found.ending, right.ending) == {}, found.deaths


def test_what_is_lost_or_doubled_is_seen(undisturbed: Callable[[Journey], Played]) -> None:
    right = undisturbed(JOURNEYS[0]).ending
    (name, chat), row = next(iter(right.chats.items())), next(iter(right.rows))
    twice = replace(right, chats={**right.chats, name: [*chat, chat[-1]]})
    assert list(different(twice, right)) == ["doubled"]
    assert list(different(right, twice)) == ["lost"]
    more = replace(right, rows=right.rows + type(right.rows)([row]))
    assert list(different(more, right)) == ["doubled"]
    assert list(different(right, more)) == ["lost"]
    upside_down = replace(right, chats={**right.chats, name: list(reversed(chat))})
    assert list(different(upside_down, right)) == ["lost"]


def test_all_steps_are_tried_once() -> None:
    plays = list(every_step([2, 3]))
    assert plays == [[(1, 0), (1, 0)], [(2, 0), (2, 0)], [(0, 0), (3, 0)]]
    assert sum(step > 0 for play in plays for step, _ in play) == 5
    assert all(first and again for first, again in twice_in_each_act([2, 3], "seed"))
