"""What many tests share: the real knowledge base and reader, and a town of people who chat with the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.app import build_reader, open_nlu
from bot.knowledge import Knowledge, load_knowledge
from bot.language.reading import Reader
from bot.settings import ROOT, Settings
from tests.databases import BOTH, POSTGRESQL, SQLITE, Database, Databases
from tests.journeys.town import Town


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge(ROOT / "knowledge")


@pytest.fixture(scope="session")
def reader(knowledge: Knowledge) -> Reader:
    """Reads texts without Rasa: its breaker stays open because nobody looks for it."""
    settings = Settings(_env_file=None)
    return build_reader(settings, knowledge, open_nlu(settings))


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    databases = Databases(tmp_path_factory.mktemp("databases"))
    yield databases
    databases.close()


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Database]:
    """An empty database: what uses it runs on SQLite and on PostgreSQL."""
    with databases.empty(request.param) as database:
        yield database


TOWNS = {
    "keeps running": (SQLITE, False),
    "restarts after every step": (SQLITE, True),
    "on PostgreSQL": (POSTGRESQL, False),
}


@pytest.fixture(params=TOWNS)
async def town(
    request: pytest.FixtureRequest, tmp_path: Path, databases: Databases, knowledge: Knowledge, reader: Reader
) -> AsyncIterator[Town]:
    """Every journey runs three times: one of them with a bot that is started anew after each message."""
    kind, restarts = TOWNS[request.param]
    with databases.empty(kind) as database:
        file = database.file if kind == SQLITE else tmp_path / "town.db"
        town = Town(file, knowledge, reader, restarts=restarts, url=database.url)
        await town.open()
        yield town
        await town.close()
