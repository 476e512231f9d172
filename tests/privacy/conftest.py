"""A town whose bot keeps running and logs all it can, with a volunteer and a coordinator."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.store.people import Role
from tests.journeys.town import Person, Town
from tests.privacy.sinks import BEA, TRUUS, Sinks


@pytest.fixture
async def town(
    tmp_path: Path, knowledge: Knowledge, reader: Reader, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Town]:
    """It is not started anew, so that the write-ahead log is there to be searched."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "markdown_it")  # thousands of lines about where a paragraph begins, none with a word
    town = Town(tmp_path / "town.db", knowledge, reader)
    await town.open()
    yield town
    await town.close()


@pytest.fixture
def sinks(town: Town, caplog: pytest.LogCaptureFixture) -> Sinks:
    return Sinks(town, caplog)


@pytest.fixture
async def bea(town: Town) -> Person:
    return await town.meets(BEA, Role.COORDINATOR)


@pytest.fixture
async def truus(town: Town, bea: Person) -> Person:
    return await town.meets(TRUUS, Role.VOLUNTEER)
