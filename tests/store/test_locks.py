"""One process at a time, over everything that uses a database: on both databases, also when one is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import StoreUnavailable
from bot.settings import ROOT
from bot.store.database import Store
from bot.store.vault import Vault
from scripts.postgres import throwaway

NAME = "schedule 4242:token"

HOLDER = """
import asyncio, sys
from bot.store.database import Store
from bot.store.vault import Vault

async def main():
    print(await Store(sys.argv[1], Vault("for tests")).lock(sys.argv[2]).hold(), flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def postgres() -> Iterator[str | None]:
    with throwaway(durable=False) as server:
        yield server.url() if server else None


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'locks.db'}"
    found = request.getfixturevalue("postgres")
    if found is None:
        pytest.skip("PostgreSQL is not installed here")
    return str(found)


def store_at(url: str) -> Store:
    return Store(url, Vault("for tests"))


def locks_in(folder: Path) -> list[Path]:
    return list(folder.glob("*-lock-*"))


@contextmanager
def holder(url: str) -> Iterator[tuple[int, str]]:
    """Another process that tries for the lock; gives its number and what it got."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, url, NAME], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.pid, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


async def test_one_holds_it_and_the_next_gets_it_when_it_is_let_go(url: str) -> None:
    first, second = store_at(url), store_at(url)
    ours, theirs = first.lock(NAME), second.lock(NAME)
    assert [await ours.hold(), await theirs.hold(), await ours.hold()] == [True, False, True]
    another = second.lock("another")
    assert await another.hold()
    await ours.release()
    await ours.release()
    assert [await theirs.hold(), await ours.hold()] == [True, False]
    for lock in (theirs, another):
        await lock.release()
    for store in (first, second):
        await store.close()


async def test_kill_9_lets_it_go(url: str) -> None:
    store = store_at(url)
    lock = store.lock(NAME)
    with holder(url) as (number, got):
        assert (got, await lock.hold()) == ("True", False)
        os.kill(number, signal.SIGKILL)
        while not await lock.hold():  # it takes a moment until everybody knows that it is dead
            pass
    await lock.release()
    await store.close()


async def test_a_lost_connection_is_a_lost_lock(postgres: str | None) -> None:
    if postgres is None:
        pytest.skip("PostgreSQL is not installed here")
    first, second = store_at(postgres), store_at(postgres)
    ours, theirs = first.lock(NAME), second.lock(NAME)
    assert await ours.hold()
    async with second.work() as work:
        locks = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        assert (await work.session.execute(text(locks))).all() == [(True,)]
    while not await theirs.hold():
        pass
    assert not await ours.hold()
    await theirs.release()
    assert await ours.hold()
    await ours.release()
    for store in (first, second):
        await store.close()


async def test_nothing_of_its_name_can_be_read(url: str, tmp_path: Path) -> None:
    store = store_at(url)
    lock = store.lock(NAME)
    assert await lock.hold()
    files = locks_in(tmp_path)
    assert [file.stat().st_mode & 0o77 for file in files] == ([] if "postgresql" in url else [0])
    seen = str(files)
    if "postgresql" in url:
        async with store.work(read_only=True) as work:
            query = "SELECT classid, objid FROM pg_locks WHERE locktype = 'advisory'"
            seen = str((await work.session.execute(text(query))).all())
    assert "token" not in seen and "4242" not in seen
    await lock.release()
    await store.close()


async def test_a_lock_file_that_somebody_deleted_is_no_lock(tmp_path: Path) -> None:
    store = store_at(f"sqlite+aiosqlite:///{tmp_path / 'locks.db'}")
    ours, theirs = store.lock(NAME), store.lock(NAME)
    assert await ours.hold()
    locks_in(tmp_path)[0].unlink()
    assert [await theirs.hold(), await ours.hold()] == [True, False]
    await theirs.release()
    await store.close()


async def test_a_database_that_is_away_tells_nothing(tmp_path: Path) -> None:
    stores = [
        store_at(f"postgresql+asyncpg://postgres@/nobody?host={tmp_path}"),
        store_at(f"sqlite+aiosqlite:///{tmp_path / 'gone' / 'locks.db'}"),
    ]
    (tmp_path / "gone").rmdir()
    for store in stores:
        with pytest.raises(StoreUnavailable):
            await store.lock(NAME).hold()
        await store.close()
