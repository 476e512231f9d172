"""A town whose bot keeps running and logs all it can, with a volunteer and a coordinator."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.store.role import Role
from tests.journeys.town import Person, Town
from tests.privacy.sinks import BEA, TRUUS, Sinks


@pytest.fixture(scope="session")
def populated(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge, reader: Reader) -> Town:
    """A town that both came to, closed again: each test has a copy of it, which is quicker than to begin anew."""

    async def populate() -> Town:
        town = Town(tmp_path_factory.mktemp("populated") / "town.db", knowledge, reader)
        await town.open()
        await town.meets(BEA, Role.COORDINATOR)
        await town.meets(TRUUS, Role.VOLUNTEER)
        await town.close()
        return town

    return asyncio.run(populate())


@pytest.fixture
async def town(tmp_path: Path, populated: Town, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Town]:
    """It is not started anew, so that the write-ahead log is there to be searched."""
    caplog.set_level(logging.INFO, "markdown_it")  # thousands of lines about where a paragraph begins, none with a word
    caplog.set_level(logging.DEBUG)  # last: it is the level of the handler too
    town = Town(tmp_path / "town.db", populated.knowledge, populated.reader)
    shutil.copy(populated.file, town.file)
    town.heard.update({who: list(said) for who, said in populated.heard.items()})
    town._updates = populated._updates  # what was handled there is handled here
    await town.open()
    yield town
    await town.close()


@pytest.fixture
def sinks(town: Town, caplog: pytest.LogCaptureFixture) -> Sinks:
    return Sinks(town, caplog)


@pytest.fixture
def bea(town: Town) -> Person:
    """A coordinator."""
    return Person(town, BEA)


@pytest.fixture
def truus(town: Town) -> Person:
    """A volunteer."""
    return Person(town, TRUUS)
