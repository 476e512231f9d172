"""When a PostgreSQL server is away, busy or slow, that is said in one plain sentence, and it works again later."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.errors import StoreUnavailable
from bot.store import postgresql
from bot.store.database import Store
from bot.store.editions import Edition
from bot.store.vault import Vault
from tests.databases import POSTGRESQL, Database, Databases

AWAY = "postgresql+asyncpg://nobody@127.0.0.1:{port}/none"


@pytest.fixture
def database(databases: Databases) -> Iterator[Database]:
    with databases.empty(POSTGRESQL) as database:
        yield database


@pytest.fixture
async def other(database: Database) -> AsyncIterator[Store]:
    async with database.opened() as store:
        yield store


def with_settings(monkeypatch: pytest.MonkeyPatch, **changed: str) -> None:
    settings = {**postgresql.SETTINGS, **changed}
    monkeypatch.setattr(postgresql, "CONNECTING", {**postgresql.CONNECTING, "server_settings": settings})


async def write(store: Store, now: datetime, update: str = "1") -> bool:
    async with store.work() as work:
        return await work.conversations.first_time("test", update, now)


async def test_somebody_who_is_held_for_long_is_unavailable(
    database: Database, other: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_settings(monkeypatch, lock_timeout="50ms")
    async with database.opened() as store:
        async with other.work() as turn:
            await turn.people.meet("test", "truus", now)
            with pytest.raises(StoreUnavailable, match="lock timeout"):
                async with store.work() as work:
                    await work.people.meet("test", "truus", now)
        async with store.work() as work:
            await work.people.meet("test", "truus", now)


async def test_no_connection_free_is_unavailable(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "POOL", {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.05})
    async with database.opened() as store:
        async with store.work() as work:
            await work.conversations.first_time("test", "1", now)
            with pytest.raises(StoreUnavailable, match="no connection free"):
                await write(store, now)
        assert await write(store, now, "2")


async def test_a_command_that_takes_too_long_is_unavailable(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "CONNECTING", {**postgresql.CONNECTING, "command_timeout": 0.2})
    async with database.opened() as store:
        with pytest.raises(StoreUnavailable, match="no answer in time"):
            async with store.work() as work:
                await work.session.execute(text("SELECT pg_sleep(60)"))
        assert await write(store, now)


async def test_who_does_nothing_while_holding_something_is_thrown_out(
    database: Database, other: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_settings(monkeypatch, idle_in_transaction_session_timeout="50ms")
    async with database.opened() as hangs:
        with pytest.raises(StoreUnavailable):
            async with hangs.work() as work:
                await work.people.meet("test", "truus", now)
                async with asyncio.timeout(30), other.work() as turn:
                    await turn.people.meet("test", "truus", now)
                await work.people.meet("test", "truus", now)


async def cut(store: Store) -> None:
    """What a restart of the server does to all others."""
    everybody = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    async with store.work() as work:
        await work.session.execute(text(f"{everybody} AND datname = current_database()"))


async def test_a_connection_that_is_cut_is_unavailable_and_another_is_made(
    database: Database, other: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "TRUSTED_SECONDS", 0)
    async with database.opened() as store:
        with pytest.raises(StoreUnavailable):
            async with store.work() as work:
                await work.conversations.first_time("test", "1", now)
                await cut(other)
                await work.conversations.first_time("test", "2", now)
        assert await write(store, now), "nothing of it was kept"
        await cut(other)
        assert await write(store, now, "3"), "one that was cut while nobody used it is noticed before it is used"


async def test_a_connection_that_hangs_is_left_for_another(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "TRUSTED_SECONDS", 0)
    monkeypatch.setattr(postgresql, "PING_SECONDS", 0.2)
    async with database.opened() as store:
        async with store.work() as work:
            hangs = (await work.session.scalars(text("SELECT pg_backend_pid()"))).one()
        os.kill(hangs, signal.SIGSTOP)
        try:
            async with asyncio.timeout(20):
                assert await write(store, now)
        finally:
            os.kill(hangs, signal.SIGCONT)


async def test_who_is_cancelled_while_the_server_hangs_does_not_wait_for_ever(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.undisturbed.LONGEST_SECONDS", 0.1)
    holding = asyncio.Event()

    async def write_when_it_hangs(store: Store) -> None:
        async with store.work() as work:
            await work.conversations.first_time("test", "1", now)
            backend.append((await work.session.scalars(text("SELECT pg_backend_pid()"))).one())
            os.kill(backend[0], signal.SIGSTOP)
            holding.set()

    backend: list[int] = []
    async with database.opened() as store:
        writing = asyncio.create_task(write_when_it_hangs(store))
        await holding.wait()
        await asyncio.sleep(0)  # it is committing
        try:
            async with asyncio.timeout(20):
                writing.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await writing
        finally:
            os.kill(backend[0], signal.SIGCONT)


async def test_nobody_who_listens_is_unavailable(now: datetime) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        store = Store(AWAY.format(port=taken.getsockname()[1]), Vault("secret"))
        with pytest.raises(StoreUnavailable, match="refused"):
            await write(store, now)
        with pytest.raises(StoreUnavailable, match="refused"):
            await store.upgrade()
        await store.close()


async def test_a_server_that_does_not_answer_is_unavailable(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "CONNECTING", {**postgresql.CONNECTING, "timeout": 0.1})
    with socket.create_server(("127.0.0.1", 0)) as silent:
        store = Store(AWAY.format(port=silent.getsockname()[1]), Vault("secret"))
        with pytest.raises(StoreUnavailable, match="no answer"):
            await write(store, now)
        await store.close()


async def test_an_error_does_not_repeat_what_was_being_stored(database: Database, now: datetime) -> None:
    async with database.opened() as store:
        with pytest.raises(Exception) as caught:
            async with store.work() as work:
                await work.session.execute(text("SELECT CAST(:told AS integer)"), {"told": "Quaedvlieg"})
    assert "Quaedvlieg" not in str(caught.value)


async def test_moments_are_utc_on_the_server_too(database: Database) -> None:
    async with database.opened() as store:
        summer = datetime.fromisoformat("2026-07-01T01:30:00+02:00")
        async with store.work() as work:
            await work.editions.add(Edition("2026-W26", summer, 5, {"visits": None}))
        async with store.work(read_only=True) as work:
            (kept,) = (await work.editions.of(["2026-W26"])).values()
            stands = (await work.session.execute(text("SELECT made_at::text FROM edition"))).scalar_one()
    assert (kept.made_at, kept.made_at.tzinfo, stands) == (summer, UTC, "2026-06-30 23:30:00")
