"""A town in which everybody comes over the page; and a real browser, where one is installed."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.channels.web import projector, requests
from bot.knowledge import Knowledge
from bot.language.reading import Reader
from tests.channels.web.web_town import WebTown
from tests.databases import SQLITE, Databases


@pytest.fixture(params=[False, True], ids=["keeps running", "restarts after every step"])
async def town(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    databases: Databases,
    knowledge: Knowledge,
    reader: Reader,
) -> AsyncIterator[WebTown]:
    monkeypatch.setattr(requests, "POLL_SECONDS", 0.5)
    monkeypatch.setattr(projector, "LOOK_SECONDS", 0.1)
    with databases.empty(SQLITE) as database:
        town = WebTown(database.file, knowledge, reader, restarts=request.param, url=database.url)
        await town.open()
        yield town
        await town.close()
