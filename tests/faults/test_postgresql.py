"""PostgreSQL stopped and started, and its connections cut in the middle of turns."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.dialogue.texts.start import NOT_STORED_YET
from scripts.postgres import Server, throwaway
from tests.botapi import BotApi
from tests.faults.bots import CARD, CRISIS, MARKER, Bot, Starter
from tests.faults.reporting import doubled, invitation, joins, reports, stored
from tests.faults.tally import Tally, with_words
from tests.live.processes import family

QUICK = {"bot.channels.telegram.channel.RETRY_SECONDS": 0.2}
AWAY_SECONDS = 4.0
CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
NAMES = count()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with throwaway() as server:
        if server is None:
            pytest.skip("PostgreSQL is not installed here")
        yield server


def test_it_is_gone_for_a_while(server: Server, starter: Starter, tmp_path: Path, api: BotApi, tally: Tally) -> None:
    name = f"gone_{next(NAMES)}"
    url = server.create(name)
    code = invitation(url)
    with Bot(starter, tmp_path, api, constants=QUICK, DATABASE_URL=url) as bot:
        truus = api.user(1001)
        joins(truus, code)

        def goes(label: str) -> None:
            if label in ("Bezoek gehad", "Coördinator beslist"):
                server.stop()
                time.sleep(AWAY_SECONDS)
                server.start()

        reports(truus, goes)
        truus.says(f"hoe herken ik eenzaamheid {MARKER}")
        truus.waits_for("Bedoel je", timeout=60)
        assert bot.stops() == 0
        bot.told_nothing()
    count = stored(url)
    seen = f'"{NOT_STORED_YET}" and then the answer'
    assert with_words(truus, NOT_STORED_YET) <= 2
    assert count == (1, 1)
    tally.add("PostgreSQL is stopped and started again", seen, lost=1 - count[0], doubled=doubled(truus))


def test_it_hangs(server: Server, starter: Starter, tmp_path: Path, api: BotApi, tally: Tally) -> None:
    """Its machine is there and its processes are not: nothing is refused, and nothing answers."""
    url = server.create(f"hangs_{next(NAMES)}")
    code = invitation(url)
    with Bot(starter, tmp_path, api, constants=QUICK, DATABASE_URL=url) as bot:
        truus, henk = api.user(1001), api.user(1002)
        joins(truus, code)
        henk.says("/menu")
        henk.waits_for("Wat wil je doen?", timeout=60)
        hanging = family(int((server.folder / "data" / "postmaster.pid").read_text().split()[0]))
        try:
            for process in hanging:
                os.kill(process, signal.SIGSTOP)
            truus.says(f"hoe herken ik eenzaamheid {MARKER}")
            henk.says(CRISIS)
            henk.waits_for(CARD, timeout=10)
        finally:
            for process in hanging:
                os.kill(process, signal.SIGCONT)
        truus.waits_for("Bedoel je", timeout=90)
        assert bot.stops() == 0
        bot.told_nothing()
    tally.add("PostgreSQL hangs", "the answer, when it goes on; at a crisis its card at once", doubled=doubled(truus))


def test_its_connections_are_cut(server: Server, starter: Starter, tmp_path: Path, api: BotApi, tally: Tally) -> None:
    name = f"cut_{next(NAMES)}"
    url = server.create(name)
    code = invitation(url)
    chance = random.Random(7)
    command = [str(server.programs / "psql"), "-h", str(server.folder), "-U", "postgres", "-q", "-c", CUT, name]
    cuts = 0

    def cut(_label: str) -> None:
        nonlocal cuts
        time.sleep(chance.random() / 5)
        subprocess.run(command, capture_output=True, check=True)
        cuts += 1

    with Bot(starter, tmp_path, api, constants=QUICK, DATABASE_URL=url) as bot:
        truus = api.user(1001)
        joins(truus, code)
        reports(truus, cut)
        truus.says("/menu")
        truus.waits_for("Wat wil je doen?", timeout=60)
        assert bot.stops() == 0
        bot.told_nothing()
    reported = stored(url)
    assert reported == (1, 1)
    for _ in range(cuts - 1):
        tally.add("PostgreSQL's connections are cut in the middle of turns", "the answer, a moment later")
    tally.add(
        "PostgreSQL's connections are cut in the middle of turns",
        "the answer, a moment later",
        lost=1 - reported[0],
        doubled=doubled(truus),
    )
