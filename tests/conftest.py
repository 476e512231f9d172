"""What many tests share: the real knowledge base and reader, and a town of people who chat with the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import build_reader, open_nlu
from bot.knowledge import Knowledge, load_knowledge
from bot.language.reading import Reader
from bot.settings import ROOT, Settings
from tests.journeys.town import Town


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge(ROOT / "knowledge")


@pytest.fixture(scope="session")
def reader(knowledge: Knowledge) -> Reader:
    """Reads texts without Rasa: its breaker stays open because nobody looks for it."""
    settings = Settings(_env_file=None)
    return build_reader(settings, knowledge, open_nlu(settings))


@pytest.fixture(params=["keeps running", "restarts after every step"])
async def town(
    request: pytest.FixtureRequest, tmp_path: Path, knowledge: Knowledge, reader: Reader
) -> AsyncIterator[Town]:
    """Every journey runs twice: the second time the bot is started anew after each message."""
    town = Town(tmp_path / "town.db", knowledge, reader, restarts=request.param != "keeps running")
    await town.open()
    yield town
    await town.close()
