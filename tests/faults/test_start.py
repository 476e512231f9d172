"""A bot that is started with something broken: it mends that itself, or says in one sentence what is wrong."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from bot.language.models import MODELS
from bot.settings import ROOT
from tests.botapi import BotApi
from tests.faults.bots import CARD, CRISIS, MARKER, SECRET
from tests.faults.tally import Tally
from tests.live.processes import Bot, environment

KNOWLEDGE = "knowledge"
LEARNING_SECONDS = 300
DAMAGE: Mapping[str, Callable[[bytes], bytes]] = {
    "crisis": lambda whole: MARKER.encode() * (len(whole) // len(MARKER)),
    "words": lambda whole: whole[: len(whole) // 2],
    "pieces": lambda _whole: b"",
}
"""What was learned of crises is overwritten, the list of words cut off, the encoder's table empty."""


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A folder with the knowledge base and its examples, and beside it a copy of what was learned from them."""
    for name in (KNOWLEDGE, "rasa_project"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / MODELS, tmp_path / MODELS)
    return tmp_path


def test_models_that_are_damaged(beside: Path, api: BotApi, tally: Tally) -> None:
    for name, damage in DAMAGE.items():
        for file in (beside / MODELS).glob(f"{name}-*"):
            file.write_bytes(damage(file.read_bytes()))
    known = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url, "OPMERKZAAM_SECRET": SECRET}
    with Bot(beside, KNOWLEDGE_FOLDER=str(beside / KNOWLEDGE), **known) as bot:
        bot.start()
        truus, henk = api.user(1001), api.user(1002)
        henk.says(CRISIS)
        truus.says("/menu")
        truus.waits_for("Wat wil je doen?", timeout=60)
        henk.waits_for(CARD, timeout=LEARNING_SECONDS)
        truus.says("hoe herken ik eenzaamheid?")
        truus.waits_for("Waar let je op bij een bezoek", timeout=60)
        assert bot.stops() == 0
        for word in (MARKER, "Traceback"):
            assert word not in bot.log
        for name in DAMAGE:
            assert re.search(rf"{name}-\w+\.np[yz] is damaged", bot.log)
            tally.add("A model is damaged", "the menu as always; to what is typed an answer once it is made anew")


BROKEN = {
    "a time that is none": (f"DIGEST_TIME={MARKER}\n".encode(), "DIGEST_TIME"),
    "a slip in a name": (f"TELEGRAM_BOT_TOKE={MARKER}\n".encode(), "A name in .env is no setting"),
    "no text": (MARKER.encode() + b"=\xff\xfe\x00", ".env"),
}


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[Path]:
    """A folder in which the program is installed, with nothing in its `.env`."""
    folder = tmp_path / "installed"
    folder.mkdir()
    shutil.copytree(ROOT / "bot", folder / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    for name in (KNOWLEDGE, MODELS):
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.mark.parametrize("broken", BROKEN)
def test_an_env_file_that_is_broken(installed: Path, tmp_path: Path, api: BotApi, tally: Tally, broken: str) -> None:
    content, named = BROKEN[broken]
    (installed / ".env").write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=installed,
        env=environment(tmp_path / "data", TELEGRAM_BOT_TOKEN=api.token, TELEGRAM_API_URL=api.url),
        capture_output=True,
        text=True,
        timeout=60,
    )
    said = done.stderr.strip()
    assert (done.returncode, done.stdout) == (1, "")
    assert named in said and len(said.splitlines()) == 1, said
    assert MARKER not in said and "Traceback" not in said
    assert not (tmp_path / "data").exists()
    tally.add(
        "Its .env is broken", "nothing until it is mended; whoever runs it: one sentence with the name of the setting"
    )
