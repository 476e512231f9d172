"""A new database for each test, a moment, and people in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.store.database import Store
from tests.databases import Database

NOW = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
async def store(database: Database) -> AsyncIterator[Store]:
    async with database.opened() as store:
        yield store
