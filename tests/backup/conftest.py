"""Databases of both kinds, empty or filled with an invented year, and what is in them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.demo import fill
from bot.knowledge import Knowledge
from bot.store.database import Store
from bot.store.models import Base
from bot.store.vault import Vault
from tests.databases import SECRET, Databases

NOW = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)

Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def new_url(databases: Databases) -> Iterator[Callable[[str], str]]:
    """The address of an empty database."""
    with ExitStack() as stack:
        yield lambda kind: stack.enter_context(databases.empty(kind)).url


@asynccontextmanager
async def opened(url: str, secret: str = SECRET) -> AsyncIterator[Store]:
    store = Store(url, Vault(secret))
    try:
        yield store
    finally:
        await store.close()


@pytest.fixture
async def filled(new_url: Callable[[str], str], knowledge: Knowledge) -> AsyncIterator[Callable[[str], Any]]:
    """A database with an invented year in it."""
    stack = AsyncExitStack()

    async def make(kind: str) -> Store:
        store = await stack.enter_async_context(opened(new_url(kind)))
        await store.upgrade()
        await fill(store, knowledge, 40, NOW)
        return store

    async with stack:
        yield make


async def rows_of(store: Store) -> Rows:
    """Everything in a database, in the order of its keys."""
    async with store.work(read_only=True) as work:
        return {
            table.name: [tuple(row) for row in await work.session.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }
