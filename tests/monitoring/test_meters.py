"""The figures: kept when the bot runs, of one process or of many, and without anything personal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.outcome import Later, Outcome, Refused
from bot.channels.postman import Postman
from bot.message import Reply
from bot.monitoring import meters
from bot.monitoring.meters import METERS, TURNS, Sort
from bot.settings import ROOT
from bot.store.role import Role
from tests.journeys.town import CHANNEL, Person, Town

LABELS = {"kind", "outcome", "action", "route", "certain", "server", "chore", "level", "logger"}
"""Everything by which figures are told apart. Each has few values, and none is of a person."""


@pytest.fixture
def figures() -> Iterator[Any]:
    registry = meters.start()
    yield registry
    meters.stop()


def test_no_label_is_of_a_person() -> None:
    assert {label for meter in METERS for label in meter.labels} == LABELS
    assert len({meter.name for meter in METERS}) == len(METERS)
    assert all(meter.name.endswith("_total") == (meter.sort is Sort.COUNTER) for meter in METERS)


def test_nothing_is_kept_before_it_is_started() -> None:
    TURNS.took(1.0, outcome="done")
    registry = meters.start()
    try:
        assert registry.get_sample_value("opmerkzaam_turn_seconds_count", {"outcome": "done"}) == 0
    finally:
        meters.stop()


async def test_a_conversation_in_figures(town: Town, figures: Any) -> None:
    if town.restarts:
        pytest.skip("the figures are the same")
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("hoe herken ik eenzaamheid?")
    await truus.says("ik heb de pillen opgespaard, vanavond maak ik er een eind aan")
    await truus.taps("Menu")
    value = figures.get_sample_value
    assert value("opmerkzaam_messages_total", {"kind": "text"}) == 4  # the invitation and the menu are two
    assert value("opmerkzaam_messages_total", {"kind": "button"}) == 1
    assert value("opmerkzaam_turn_seconds_count", {"outcome": "done"}) == 5
    assert value("opmerkzaam_reading_seconds_count") == 2  # an invitation and a menu are not read
    crises = [one for metric in figures.collect() if metric.name == "opmerkzaam_crises" for one in metric.samples]
    assert sum(one.value for one in crises if one.name.endswith("_total")) == 1
    assert value("opmerkzaam_decisions_total", {"action": "crisis"}) == 1
    assert value("opmerkzaam_deliveries_total", {"outcome": "delivered"}) == sum(map(len, town.heard.values()))


async def test_what_becomes_of_messages(town: Town, figures: Any) -> None:
    if town.restarts:
        pytest.skip("the figures are the same")
    outcomes: list[Outcome] = [Later(0.0), Refused("bad-request")]

    async def send(_address: str, _reply: Reply) -> Outcome:
        return outcomes.pop(0)

    async with town.store.work() as work:
        person = await work.people.meet(CHANNEL, "truus", town.clock())
        await work.outbox.add(person.id, "one", Reply("een").payload(), town.clock())
    await Postman(town.store, CHANNEL, send, town.clock).drain()
    value = figures.get_sample_value
    assert value("opmerkzaam_deliveries_total", {"outcome": "postponed"}) == 1
    assert value("opmerkzaam_deliveries_total", {"outcome": "bad-request"}) == 1


async def test_a_turn_that_fails_is_counted_as_such(town: Town, figures: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(_turn: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.dialogue.turns.route", breaks)
    await Person(town, "truus").says("hallo")
    assert figures.get_sample_value("opmerkzaam_turn_seconds_count", {"outcome": "failed"}) == 1


# Many processes, each with figures of its own: one of them tells those of all.

FORKS = """
import os, sys, time
from pathlib import Path
from bot.monitoring import meters
registry = meters.start(Path(sys.argv[1]))
meters.MESSAGES.add(kind="text")
children = []
for number in range(3):
    child = os.fork()
    if child == 0:
        meters.MESSAGES.add(kind="text")
        meters.MEMORY.put(number + 1)
        meters.OUTBOX_OLDEST.put(number)
        meters.TURNS.took(0.1, outcome="done")
        os._exit(0)
    children.append(child)
for child in children:
    os.waitpid(child, 0)
meters.forget(children[2])
from prometheus_client import generate_latest
print(generate_latest(registry).decode())
"""


def test_one_process_tells_the_figures_of_all(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORKS, tmp_path],
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    told = done.stdout
    assert 'opmerkzaam_messages_total{kind="text"} 4.0' in told
    assert 'opmerkzaam_turn_seconds_count{outcome="done"} 3.0' in told
    assert "opmerkzaam_outbox_oldest_seconds 1.0" in told, "the third is dead, and its outbox with it"
    memory = [line.rpartition(" ")[2] for line in told.splitlines() if line.startswith("opmerkzaam_resident_bytes{")]
    assert sorted(memory) == ["0.0", "1.0", "2.0"], "the parent, which never said, and the children that live"
