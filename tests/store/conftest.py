"""A new database for each test, a moment, and people in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store.database import Store
from bot.store.vault import Vault

NOW = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)
SECRET = "a secret for tests only"


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "store.db"


@pytest.fixture
async def store(file: Path) -> AsyncIterator[Store]:
    store = Store(f"sqlite+aiosqlite:///{file}", Vault(SECRET))
    await store.upgrade()
    yield store
    await store.close()
