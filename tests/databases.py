"""Empty databases at the newest schema: SQLite's always, PostgreSQL's where a server is given or can be started.

A server is named by TEST_DATABASE_URL, of a role that may create databases; else one is started, once for all tests of
this process, when PostgreSQL is installed. Each database is a copy of a template that was migrated once: that takes
some 25 ms, with deleting it again.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.store.database import Store
from bot.store.vault import Vault
from scripts.postgres import throwaway

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
BOTH = (SQLITE, POSTGRESQL)
ON_SQLITE = pytest.mark.parametrize("database", [SQLITE], indirect=True)
"""For what asks much of the clock and nothing special of a database: once is enough."""
SECRET = "a secret for tests only"

Given = TypeVar("Given")


@dataclass(frozen=True)
class Database:
    """An empty database. `url` is its DATABASE_URL."""

    kind: str
    url: str

    @property
    def file(self) -> Path:
        """Where SQLite keeps it."""
        assert self.kind == SQLITE, "of a server's database a test sees no file"
        return Path(sa.make_url(self.url).database or "")

    def store(self, secret: str = SECRET) -> Store:
        """A program that uses it; whoever asked closes it."""
        return Store(self.url, Vault(secret))

    @asynccontextmanager
    async def opened(self, secret: str = SECRET) -> AsyncIterator[Store]:
        """A program that uses it for a while."""
        store = self.store(secret)
        yield store
        await store.close()


class Databases:
    """Makes databases and deletes them; starts a server when the first one of it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._thread = ThreadPoolExecutor(1)  # so that a test may ask for one while its own loop runs
        self._until_closed = ExitStack()

    @contextmanager
    def empty(self, kind: str, *, tables: bool = True) -> Iterator[Database]:
        """A database until the end of the block, with or without tables. Skips the test when there is no server."""
        with (self._on_sqlite if kind == SQLITE else self._on_postgresql)(tables) as url:
            yield Database(kind, url)

    def close(self) -> None:
        self._until_closed.close()
        self._thread.shutdown()

    @contextmanager
    def _on_sqlite(self, tables: bool) -> Iterator[str]:
        file = self._folder / f"{next(self._numbers)}" / "store.db"
        file.parent.mkdir(mode=0o700)
        if tables:
            shutil.copy(self._sqlite_template, file)
        yield sqlite_url(file)
        shutil.rmtree(file.parent)

    @contextmanager
    def _on_postgresql(self, tables: bool) -> Iterator[str]:
        server = self._server
        if server is None:
            pytest.skip("PostgreSQL is not installed here, and TEST_DATABASE_URL names no server")
        template = self._postgresql_template if tables else "template0"
        name = f"opmerkzaam_test_{os.getpid()}_{next(self._numbers)}"
        self._execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
        yield in_database(server, name)
        self._execute(server, f"DROP DATABASE {name} WITH (FORCE)")

    @cached_property
    def _server(self) -> str | None:
        if url := os.environ.get("TEST_DATABASE_URL"):
            return url
        server = self._until_closed.enter_context(throwaway(durable=False))
        return server.url() if server else None

    @cached_property
    def _sqlite_template(self) -> Path:
        file = self._folder / "template.db"
        self._run(lambda: _migrated(sqlite_url(file)))
        return file

    @cached_property
    def _postgresql_template(self) -> str:
        assert self._server is not None, "without a server nobody asks for a template"
        name = f"opmerkzaam_template_{os.getpid()}"
        self._execute(self._server, f"CREATE DATABASE {name} TEMPLATE template0")
        self._until_closed.callback(self._execute, self._server, f"DROP DATABASE {name} WITH (FORCE)")
        url = in_database(self._server, name)
        self._run(lambda: _migrated(url))
        return name

    def _execute(self, server: str, statement: str) -> None:
        self._run(lambda: _executed(server, statement))

    def _run(self, started: Callable[[], Coroutine[Any, Any, Given]]) -> Given:
        return self._thread.submit(lambda: asyncio.run(started())).result()


def sqlite_url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


async def written(url: str) -> bytes:
    """All that a database keeps: SQLite's files as they are, of a server the values of all rows."""
    if sa.make_url(url).get_backend_name() == "sqlite":
        file = Path(sa.make_url(url).database or "")
        return b"\0".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))
    engine, there = create_async_engine(url, poolclass=NullPool), sa.MetaData()
    async with engine.connect() as connection:
        await connection.run_sync(there.reflect)
        rows = [row for table in there.sorted_tables for row in await connection.execute(sa.select(table))]
    await engine.dispose()
    return b"\0".join(
        value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row if value is not None
    )


def in_database(url: str, name: str) -> str:
    """The address of another database of the same server."""
    return sa.make_url(url).set(database=name).render_as_string(hide_password=False)


async def _migrated(url: str) -> None:
    store = Store(url, Vault(SECRET))
    await store.upgrade()
    await store.close()


async def _executed(url: str, statement: str) -> None:
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.exec_driver_sql(statement)
    await engine.dispose()
