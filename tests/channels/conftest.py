"""A Telegram for the bot, a database, and the bot on Telegram with people in a street."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from bot import schedule
from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.store.database import Store
from tests.botapi import BotApi
from tests.channels.running import Running
from tests.channels.street import ROUND_SECONDS, MovedClock, Rounds, Street
from tests.databases import SQLITE, Database, Databases


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture
async def store(database: Database) -> AsyncIterator[Store]:
    async with database.opened() as store:
        yield store


@pytest.fixture
async def street(
    databases: Databases, knowledge: Knowledge, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Street]:
    """On SQLite alone: what the bot keeps is tried on both databases in tests/journeys."""
    monkeypatch.setattr(schedule, "ROUND_SECONDS", ROUND_SECONDS)
    clock = MovedClock()
    with databases.empty(SQLITE) as database, BotApi() as api:
        async with database.opened() as store:
            street = Street(api, store, knowledge, clock)
            monkeypatch.setattr(schedule, "LAST_ROUND", rounds := Rounds())
            async with Running(api, store, knowledge, reader, clock):
                yield street
                street.check()
                monkeypatch.setattr(schedule, "ROUND_SECONDS", 3600)
                await rounds.end()
