"""How much one person may do: the decision as a table, and what the database keeps of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.store.database import Store
from bot.store.limits import LIMITS, NO_LIMITS, Counted, Limit, Over, Window, counted, current
from bot.store.models import UsageRow
from tests.databases import Database

NOW = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)
THREE = Limit(3, timedelta(minutes=1))


def ago(**duration: float) -> datetime:
    return NOW - timedelta(**duration)


@pytest.mark.parametrize(
    ("before", "after", "over"),
    [
        (None, Window(NOW, 1), None),
        (Window(ago(seconds=9), 1), Window(ago(seconds=9), 2), None),
        (Window(ago(seconds=9), 2), Window(ago(seconds=9), 3), None),
        (Window(ago(seconds=9), 3), Window(ago(seconds=9), 3, True), Over(NOW + timedelta(seconds=51), news=True)),
        (Window(ago(seconds=9), 3, True), Window(ago(seconds=9), 3, True), Over(NOW + timedelta(seconds=51), False)),
        (Window(ago(seconds=60), 3, True), Window(NOW, 1), None),
        (Window(NOW + timedelta(seconds=1), 3, True), Window(NOW, 1), None),  # the clock was put back
    ],
)
def test_one_more_is_counted(before: Window | None, after: Window, over: Over | None) -> None:
    assert counted(before, THREE, NOW) == (after, over)


def test_what_weighs_more_counts_for_more() -> None:
    assert counted(Window(ago(seconds=9), 2), THREE, NOW, weight=9) == (Window(ago(seconds=9), 11), None)
    assert counted(Window(ago(seconds=9), 11), THREE, NOW)[1] == Over(NOW + timedelta(seconds=51), news=True)


def test_a_window_that_is_past_is_a_new_one() -> None:
    assert current(Window(ago(minutes=2), 3, True), THREE, NOW) == Window(NOW)


# What people do who mean well, at their busiest.
BUSY = {
    Counted.SENT: (40, timedelta(minutes=1)),  # what was sent in the hour that the bot was away, all at once
    Counted.TAPPED: (90, timedelta(minutes=1)),
    Counted.ASKED: (150, timedelta(hours=1)),  # a training evening, on one phone
    Counted.REPORTED: (25, timedelta(days=1)),  # a pile of visits on paper
}


@pytest.mark.parametrize("what", BUSY)
def test_nobody_who_means_well_meets_a_limit(what: Counted) -> None:
    times, within = BUSY[what]
    assert LIMITS[what].times / LIMITS[what].within.total_seconds() > times / within.total_seconds()


async def someone(store: Store, what: Counted, times: int, at: datetime = NOW) -> list[Over | None]:
    """Does something so often, each time in a transaction of its own."""
    said = []
    for _ in range(times):
        async with store.work() as work:
            person = await work.people.meet("test", "truus", at)
            said.append(await work.usage.count(person, what, LIMITS, at))
    return said


async def test_each_thing_has_its_own_count(store: Store) -> None:
    most = LIMITS[Counted.REPORTED].times
    reports = await someone(store, Counted.REPORTED, most + 2)
    (question,) = await someone(store, Counted.ASKED, 1)
    until = NOW + timedelta(days=1)
    assert (reports, question) == ([None] * most + [Over(until, True), Over(until, False)], None)


async def test_two_processes_hold_to_one_limit(store: Store, database: Database) -> None:
    other_store = database.store()
    most = LIMITS[Counted.REPORTED].times
    for turn in range(most):
        assert await someone((store, other_store)[turn % 2], Counted.REPORTED, 1) == [None]
    until = NOW + timedelta(days=1)
    assert await someone(store, Counted.REPORTED, 1) == [Over(until, True)]
    assert await someone(other_store, Counted.REPORTED, 1) == [Over(until, False)]
    await other_store.close()


async def test_without_limits_nothing_is_counted(store: Store) -> None:
    async with store.work() as work:
        person = await work.people.meet("terminal", "terminal", NOW)
        for _ in range(LIMITS[Counted.SENT].times + 1):
            assert await work.usage.count(person, Counted.SENT, NO_LIMITS, NOW) is None
        assert await work.usage.reached(person, Counted.REPORTED, NO_LIMITS, NOW) is None
        assert await work.usage.kept_of(person) == {}


async def test_what_is_kept_tells_no_moment_and_no_amount(store: Store) -> None:
    lengths = set()
    for what in (Counted.SENT, Counted.TAPPED, Counted.ASKED, Counted.REPORTED):
        await someone(store, what, 7)
        async with store.work(read_only=True) as work:
            row = (await work.session.get_one(UsageRow, 1)).counts, (await work.session.get_one(UsageRow, 1)).counted_on
        lengths.add(len(row[0]))
        assert row[1] == NOW.replace(hour=0)
    assert len(lengths) == 1


async def test_it_goes_with_the_person(store: Store) -> None:
    await someone(store, Counted.SENT, 1)
    async with store.work() as work:
        await work.people.erase(await work.people.meet("test", "truus", NOW))
        assert await work.session.get(UsageRow, 1) is None
