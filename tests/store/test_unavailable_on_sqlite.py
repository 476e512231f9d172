"""When SQLite's database cannot be used, that is said in one plain sentence, and what comes later works again."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import aiosqlite
import pytest

from bot.errors import StoreError, StoreUnavailable
from bot.store import database, sqlite
from bot.store.database import Store
from bot.store.vault import Vault
from tests.store.conftest import NOW


def store_at(path: Path | str) -> Store:
    return Store(f"sqlite+aiosqlite:///{path}", Vault("secret"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "store.db"


@pytest.fixture
async def store(file: Path) -> AsyncIterator[Store]:
    store = store_at(file)
    await store.upgrade()
    yield store
    await store.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0)


@pytest.fixture
def lock(impatient: None, store: Store, file: Path) -> Iterator[sqlite3.Connection]:
    """Another process that writes for a long time."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


@pytest.fixture(autouse=True)
async def no_driver_left_behind() -> AsyncIterator[None]:
    """Waits for the driver's threads: one that failed to connect ends a moment after its error."""
    yield
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 5)


async def write(store: Store, now: datetime, update: str = "1") -> bool:
    async with store.work() as work:
        return await work.conversations.first_time("test", update, now)


async def test_a_locked_database_is_unavailable(lock: sqlite3.Connection, file: Path, now: datetime) -> None:
    other = store_at(file)
    try:
        with pytest.raises(StoreUnavailable, match="locked"):
            await write(other, now)
        lock.rollback()
        assert await write(other, now)
    finally:
        await other.close()


async def test_a_locked_database_can_still_be_read(lock: sqlite3.Connection, file: Path) -> None:
    other = store_at(file)
    try:
        async with other.work(read_only=True) as work:
            assert await work.cases.unfinished(NOW) == []
    finally:
        await other.close()


async def test_who_writes_goes_in_the_order_in_which_they_came(store: Store, now: datetime) -> None:
    wrote: list[int] = []

    async def one(number: int) -> None:
        async with store.work() as work:
            await work.conversations.first_time("test", str(number), now)
            wrote.append(number)

    async with store.work():
        waiting = []
        for number in range(30):
            waiting.append(asyncio.create_task(one(number)))
            await asyncio.sleep(0.01)
    await asyncio.gather(*waiting)
    assert wrote == sorted(wrote)


async def test_who_waits_too_long_for_the_others_is_told(
    store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "QUEUE_SECONDS", 0)
    async with store.work():
        with pytest.raises(StoreUnavailable, match="too many wait"):
            await write(store, now)
    assert await write(store, now)


async def test_who_is_cancelled_while_waiting_holds_nobody_up(store: Store, now: datetime) -> None:
    async with store.work():
        waiting = asyncio.create_task(write(store, now))
        await asyncio.sleep(0.01)
        waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await write(store, now)


def test_who_is_cancelled_while_it_opens_the_file_leaves_no_thread_behind(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening, opened = threading.Event(), sqlite3.connect

    def slowly(*arguments: Any, **more: Any) -> sqlite3.Connection:
        opening.set()
        time.sleep(0.3)
        return opened(*arguments, **more)

    async def is_cancelled() -> None:
        store = store_at(file)
        writing = asyncio.create_task(write(store, NOW))
        await asyncio.to_thread(opening.wait)
        writing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await writing
        await store.close()

    before = set(threading.enumerate())
    monkeypatch.setattr(sqlite3, "connect", slowly)
    asyncio.run(is_cancelled())
    assert set(threading.enumerate()) <= before


async def test_who_is_cancelled_while_its_connection_is_given_back_waits_for_that(
    store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    giving_back, rolls_back = asyncio.Event(), aiosqlite.Connection.rollback

    async def slowly(connection: aiosqlite.Connection) -> None:
        giving_back.set()
        await asyncio.sleep(0.1)
        await rolls_back(connection)

    monkeypatch.setattr(aiosqlite.Connection, "rollback", slowly)
    writing = asyncio.create_task(write(store, now))
    await giving_back.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert caplog.records == []
    assert not await write(store, now)


async def test_who_is_cancelled_while_the_database_hangs_does_not_wait_for_ever(
    store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    committing = asyncio.Event()

    async def hangs(connection: aiosqlite.Connection) -> None:
        committing.set()
        await asyncio.Event().wait()

    with monkeypatch.context() as hanging:
        hanging.setattr(aiosqlite.Connection, "commit", hangs)
        hanging.setattr("bot.store.undisturbed.LONGEST_SECONDS", 0.1)
        writing = asyncio.create_task(write(store, now))
        await committing.wait()
        writing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await writing
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert await write(store, now), "nothing of it was stored, and nobody is kept waiting by it"


async def test_a_full_disk_is_unavailable(store: Store, now: datetime) -> None:
    async with store.work() as work:
        pages = (await (await work.session.connection()).exec_driver_sql("PRAGMA page_count")).scalar_one()
        await (await work.session.connection()).exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnavailable, match="full"):
        async with store.work() as work:
            for _ in range(50):
                await work.questions.keep_unanswered("key", "vraag " * 500, now)
    async with store.work(read_only=True) as work:
        assert await work.questions.open() == []


async def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Beste mevrouw, " * 100)
    store = store_at(path)
    with pytest.raises(StoreError, match="not a database"):
        await store.upgrade()
    await store.close()
    assert path.read_text().startswith("Beste mevrouw")


async def test_a_folder_where_the_file_should_be_is_told(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    with pytest.raises(StoreUnavailable, match="unable to open"):
        await store.upgrade()
    await store.close()


async def test_a_database_without_tables_is_unavailable(tmp_path: Path, now: datetime) -> None:
    store = store_at(tmp_path / "new.db")
    with pytest.raises(StoreUnavailable, match="no such table"):
        await write(store, now)
    await store.close()


async def test_a_read_only_database_is_unavailable(store: Store, file: Path, now: datetime) -> None:
    other = store_at(f"file:{file}?mode=ro&uri=true")
    try:
        with pytest.raises(StoreUnavailable):
            await write(other, now)
    finally:
        await other.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    store = store_at(tmp_path / "locked" / "store.db")
    with pytest.raises(StoreUnavailable):
        await store.upgrade()
    await store.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StoreError):
        store_at(tmp_path / "data" / "store.db")


@pytest.mark.parametrize("url", ["", "store.db", "sqlite", "://"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(StoreError, match="DATABASE_URL is no database that can be used here"):
        Store(url, Vault("secret"))


@pytest.mark.parametrize("url", ["nosql://db/x", "postgresql+nodriver://db/x", "sqlite:///x.db"])
async def test_a_database_that_we_cannot_talk_to_is_told(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match="DATABASE_URL is no database that can be used here"):
        await Store(url, Vault("secret")).upgrade()


async def test_an_error_does_not_repeat_what_was_being_stored(lock: sqlite3.Connection, file: Path) -> None:
    other = store_at(file)
    with pytest.raises(StoreUnavailable) as caught:
        async with other.work() as work:
            await work.people.meet("test", "Quaedvlieg", datetime.now().astimezone())
    await other.close()
    assert "Quaedvlieg" not in str(caught.value)
    assert "INSERT" not in str(caught.value)


async def test_what_failed_halfway_is_not_there(store: Store, now: datetime) -> None:
    with pytest.raises(ZeroDivisionError):
        async with store.work() as work:
            await work.conversations.first_time("test", "1", now)
            raise ZeroDivisionError
    assert await write(store, now)


async def test_our_own_errors_pass_as_they_are(store: Store) -> None:
    with pytest.raises(KeyError):
        async with store.work():
            raise KeyError("ours")


async def test_the_data_folder_is_for_its_owner_alone(store: Store, file: Path) -> None:
    assert file.parent.stat().st_mode & 0o077 == 0
