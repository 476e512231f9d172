"""How long messages wait, and when that means that nothing goes out at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.monitoring import meters
from bot.monitoring.watch import OutboxWatch, look, resident_bytes
from bot.store.chores import BACKUP
from bot.store.database import Store
from bot.store.outbox import Lane
from bot.store.reports import Outcome, Report

START = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CHANNEL = "test"


@pytest.fixture
def figures() -> Iterator[Any]:
    registry = meters.start()
    yield registry
    meters.stop()


def watched(*looks: dict[int, int]) -> OutboxWatch:
    """What was seen, a minute apart: the message ids, and of who each is for."""
    outbox = OutboxWatch()
    for number, waiting in enumerate(looks):
        outbox.look(waiting, START + number * MINUTE)
    return outbox


def test_the_age_is_how_long_it_was_seen() -> None:
    assert watched().oldest() == timedelta(0)
    assert watched({}).oldest() == timedelta(0)
    assert watched({1: 1}).oldest() == timedelta(0)
    assert watched({1: 1}, {1: 1}, {1: 1, 2: 2}).oldest() == 2 * MINUTE
    assert watched({1: 1}, {1: 1, 2: 2}, {2: 2}).oldest() == MINUTE


WAITS = {1: 1, 2: 2}


@pytest.mark.parametrize(
    ("looks", "stuck"),
    [
        ([], False),
        ([{}] * 9, False),
        ([WAITS] * 5, False),
        ([WAITS] * 6, True),
        ([{1: 1, 2: 1}] * 9, False),  # one person's messages: that chat's trouble
        ([{**WAITS, 9: 9}, *[WAITS] * 5], False),  # one of them went out a minute later
        ([{**WAITS, 9: 9}, *[WAITS] * 6], True),
        ([*[WAITS] * 9, {}], False),
    ],
)
def test_stuck_is_when_several_wait_and_nothing_goes(looks: list[dict[int, int]], stuck: bool) -> None:
    assert watched(*looks).is_stuck() is stuck


async def test_what_there_is_to_see(store: Store, figures: Any, now: datetime) -> None:
    outbox, value = OutboxWatch(), figures.get_sample_value
    async with store.work() as work:
        for name, channel in (("a", CHANNEL), ("b", CHANNEL), ("c", "another")):
            person = await work.people.meet(channel, name, now)
            await work.outbox.add(person.id, name, {}, now)
        await work.outbox.add(person.id, "later", {}, now, Lane.BULK, now + timedelta(hours=1))
        await work.reports.add("key", Report(Outcome.VISITED), now)
        await work.reports.add("key", Report(Outcome.VISITED), now - timedelta(days=2))
        await work.chores.went_well(BACKUP, now)
    for moment in (now, now + MINUTE):
        async with store.work(read_only=True) as work:
            await look(work, CHANNEL, outbox, moment)
    assert value("opmerkzaam_outbox_waiting") == 2
    assert value("opmerkzaam_outbox_oldest_seconds") == 60
    assert value("opmerkzaam_reports_last_day") == 1
    assert value("opmerkzaam_last_done_timestamp_seconds", {"chore": "backup"}) == now.timestamp()
    assert value("opmerkzaam_resident_bytes") == pytest.approx(resident_bytes(), rel=0.5)
    assert resident_bytes() > 10_000_000
