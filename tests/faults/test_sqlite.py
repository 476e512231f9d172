"""SQLite locked for long, on a full disk, on one that cannot be written: who waits is told, and nothing is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from bot.dialogue.texts.start import NOT_STORED_YET
from tests.botapi import BotApi
from tests.faults.bots import CARD, CRISIS, MARKER, Bot, Starter, by_webhook
from tests.faults.reporting import doubled, invitation, joins, reports, stored
from tests.faults.tally import Tally, with_words
from tests.live.processes import wait_for

QUICK = {
    "bot.store.sqlite.BUSY_SECONDS": 1,
    "bot.channels.telegram.channel.RETRY_SECONDS": 0.2,
}
SEEN = f'"{NOT_STORED_YET}" and then the answer; at a crisis its card at once'
FILE = "opmerkzaam.db"


def url_of(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / FILE}"


@pytest.mark.parametrize("read", [dict, by_webhook])
def test_a_database_that_is_locked_for_long(
    starter: Starter, tmp_path: Path, api: BotApi, tally: Tally, read: Callable[[], dict[str, str]]
) -> None:
    code = invitation(url_of(tmp_path))
    with (
        Bot(starter, tmp_path, api, constants=QUICK, **read()) as bot,
        closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other,
    ):
        truus, henk = api.user(1001), api.user(1002)
        joins(truus, code)
        henk.says("/menu")
        henk.waits_for("Wat wil je doen?")

        truus.taps("Ik kom van een bezoek")
        truus.waits_for("Hoe ging het bezoek?", timeout=60)
        other.execute("BEGIN IMMEDIATE")
        truus.taps("Bezoek gehad")
        truus.waits_for(NOT_STORED_YET, timeout=60)
        henk.says(CRISIS)
        henk.waits_for(CARD, timeout=60)
        other.execute("ROLLBACK")
        truus.waits_for("Vertel in je eigen woorden", timeout=60)
        assert with_words(truus, NOT_STORED_YET) == 1
        tally.add("SQLite is locked for longer than the patience", SEEN, doubled=doubled(truus))
        bot.logs("Nothing can be stored (The database says: database is locked); trying again")
        bot.told_nothing()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("only root can mount a small disk, and not everywhere")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Fills a disk to its last byte."""
    file = folder / "full"
    with file.open("wb", buffering=0) as stream, suppress(OSError):
        for size in (65536, 512, 1):
            with suppress(OSError):
                while True:
                    stream.write(b"x" * size)
    return file


def test_a_full_disk(starter: Starter, tmp_path: Path, small_disk: Path, api: BotApi, tally: Tally) -> None:
    url = url_of(small_disk)
    code = invitation(url)
    with Bot(starter, tmp_path, api, constants=QUICK, DATA_FOLDER=str(small_disk)) as bot:
        truus, henk = api.user(1001), api.user(1002)
        joins(truus, code)
        henk.says("/menu")
        henk.waits_for("Wat wil je doen?")
        reports(truus)
        truus.says("/menu")
        truus.waits_for("Wat wil je doen?", timeout=60)
        left = fill(small_disk)
        truus.says(f"hoe herken ik eenzaamheid {MARKER}")
        truus.waits_for(NOT_STORED_YET, timeout=60)
        henk.says(CRISIS)
        henk.waits_for(CARD, timeout=60)
        left.unlink()
        truus.waits_for("Bedoel je", timeout=60)
        wait_for(lambda: not api.pending, 60, "updates are left")
        bot.logs("database or disk is full")
        truus.says("/mijn_meldingen")
        truus.waits_for("Bezoek gehad", timeout=60)
        bot.told_nothing()
        assert bot.stops() == 0
    lost = 1 - stored(url)[0]
    assert with_words(truus, NOT_STORED_YET) == 1
    tally.add("The disk is full", SEEN, lost=lost, doubled=doubled(truus))


def test_a_disk_that_cannot_be_written(
    starter: Starter, tmp_path: Path, small_disk: Path, api: BotApi, tally: Tally
) -> None:
    code = invitation(url_of(small_disk))
    with Bot(starter, tmp_path, api, DATA_FOLDER=str(small_disk)) as bot:
        joins(api.user(1001), code)
        assert bot.stops() == 0
        subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
        bot.start()
        assert bot.ended() == 1
        assert "The database says: unable to open database file" in bot.log.splitlines()[-1]
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
        bot.start()
        api.user(1001).says("/menu")
        api.user(1001).waits_for("Wat wil je doen?", timeout=60)
        bot.told_nothing()
    tally.add("The disk cannot be written at the start", "nothing until it can be; then the answer")
