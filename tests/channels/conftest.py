"""The bot on Telegram with people in a street."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot import schedule
from bot.knowledge import Knowledge
from bot.language.reading import Reader
from tests.botapi import BotApi
from tests.channels.running import Running
from tests.channels.street import ROUND_SECONDS, MovedClock, Rounds, Street
from tests.databases import SQLITE, Databases


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
