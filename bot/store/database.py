"""The database: one engine, one unit of work, the schema at its newest revision."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidRequestError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from bot.errors import StoreError, StoreUnavailable
from bot.store import holding, postgresql, sqlite
from bot.store.cases import Cases
from bot.store.chores import Chores
from bot.store.conversations import Conversations
from bot.store.deliveries import Deliveries
from bot.store.digests import Digests
from bot.store.driver_errors import store_error
from bot.store.duty import Duties
from bot.store.editions import Editions
from bot.store.invitations import Invitations
from bot.store.locks import FileLock, Lock, SessionLock
from bot.store.outbox import Outbox
from bot.store.participation import Participation
from bot.store.people import People
from bot.store.personal import Personal
from bot.store.practice_groups import PracticeGroups
from bot.store.questions import Questions
from bot.store.reminders import Reminders
from bot.store.reports import Reports
from bot.store.schema import newest_revision, revision_of, upgrade
from bot.store.undisturbed import to_its_end
from bot.store.usage import Usage
from bot.store.vault import Vault

log = logging.getLogger(__name__)

QUEUE_SECONDS = 60
"""So long who writes to SQLite waits for others of its process: they get on, and who gave up would come back with all
its work.
"""

ENDING_TRIES, ENDING_SECONDS = 20, 0.1
SNAPSHOT = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
"""What PostgreSQL needs to be told so that whoever only reads sees one moment, as on SQLite."""


class Work:
    """One unit of work: everything inside becomes true together, or not at all."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self.session = session
        self.people = People(session, vault)
        self.conversations = Conversations(session, vault)
        self.outbox = Outbox(session, vault)
        self.deliveries = Deliveries(session, vault)
        self.invitations = Invitations(session, vault)
        self.reports = Reports(session, vault)
        self.cases = Cases(session, vault)
        self.questions = Questions(session, vault)
        self.chores = Chores(session)
        self.editions = Editions(session)
        self.duty = Duties(session)
        self.digests = Digests(session, vault)
        self.usage = Usage(session, vault)
        self.reminders = Reminders(session, vault)
        self.personal = Personal(session, vault)
        self.practice_groups = PracticeGroups(session, vault)
        self.participation = Participation(session)


class Store:
    """The database and the key to it."""

    def __init__(self, url: str, vault: Vault) -> None:
        """Raises StoreError when the address cannot be used. Connects only when it is needed."""
        try:
            parsed = make_url(url)
            _make_folder(parsed)
            self._url = parsed
            self._engine = _engine(parsed)
        except (ValueError, ArgumentError, InvalidRequestError, ImportError):  # the first with a piece of a password
            raise StoreError(
                "DATABASE_URL is no database that can be used here. Write for instance sqlite+aiosqlite:///data/x.db"
            ) from None
        except OSError as error:
            raise StoreError(f"The folder of the database cannot be made: {error.strerror}") from None
        self.name = parsed.render_as_string(hide_password=True)
        self._vault = vault
        self._writer = asyncio.Lock()

    def pseudonym(self, purpose: str, value: str) -> str:
        """What nobody can make who has not the key: the same value has another one for each purpose."""
        return self._vault.pseudonym(purpose, value)

    @asynccontextmanager
    async def work(self, *, read_only: bool = False) -> AsyncIterator[Work]:
        """A unit of work: commits at its end, rolls back on an error.

        Raises StoreUnavailable when the database cannot be reached, is locked or is full; StoreCollision and
        StoreChanged when another unit of work at the same moment stood in its way.
        """
        snapshot = SNAPSHOT if read_only and self._engine.dialect.name == "postgresql" else {}
        engine = self._engine.execution_options(**{sqlite.READ_ONLY: read_only}, **snapshot)
        try:
            async with self._queue(read_only), self._session(engine, read_only) as session:
                yield Work(session, self._vault)
        except DBAPIError as error:
            raise store_error(error) from None
        except PoolTimeout:
            raise StoreUnavailable("The database has no connection free: all are in use") from None

    @asynccontextmanager
    async def _queue(self, read_only: bool) -> AsyncIterator[None]:
        """Those of this process who write to SQLite go one after another, in the order in which they came.

        It has one writer at a time too, but who waits for that only looks again now and then, up to ten times a
        second: the last one to come is as likely to be next, and between two of them nothing is done.
        """
        if read_only or self._engine.dialect.name != "sqlite":
            yield
            return
        try:
            async with asyncio.timeout(QUEUE_SECONDS):
                await self._writer.acquire()
        except TimeoutError:
            raise StoreUnavailable("The database is busy: too many wait to write to it") from None
        try:
            yield
        finally:
            self._writer.release()

    @asynccontextmanager
    async def _session(self, engine: AsyncEngine, read_only: bool) -> AsyncIterator[AsyncSession]:
        session = AsyncSession(engine, expire_on_commit=False, info={holding.READ_ONLY: read_only})
        try:
            yield session
        except BaseException:
            await to_its_end(session.close())  # which rolls back
            raise
        await to_its_end(_commit(session))

    async def upgrade(self) -> None:
        """Brings the schema to the newest revision, and makes sure that the secret fits. Raises StoreError."""
        engine = _engine(self._url, patient=True)
        try:
            async with engine.begin() as connection:
                await connection.run_sync(upgrade)
        except DBAPIError as error:
            raise store_error(error) from None
        finally:
            await engine.dispose()
        async with self.work(read_only=True) as work:
            await work.people.test_secret()

    async def is_current(self) -> bool:
        """Whether the schema is at the newest revision. Raises StoreError."""
        async with self.work(read_only=True) as work:
            connection = await work.session.connection()
            return await connection.run_sync(revision_of) == newest_revision()

    def lock(self, name: str) -> Lock:
        """The lock of this name, over all processes on this database. The name can be read nowhere."""
        key = self._vault.pseudonym("lock", name)
        if self._engine.dialect.name == "sqlite":
            return FileLock(Path(f"{self._engine.url.database}-lock-{key}").absolute())
        # A connection of its own: no lock is lost, or not taken, because all the others are in use.
        engine = _engine(self._url, pool={"poolclass": NullPool})
        return SessionLock(engine, int.from_bytes(bytes.fromhex(key)[:8], signed=True), store_error)

    async def forget_traces(self) -> None:
        """Empties SQLite's write-ahead log, where deleted rows stand until it is full. Others have none of ours.

        Raises nothing: what was to be forgotten is deleted already, and the log is emptied the next time.
        """
        if self._engine.dialect.name == "sqlite":
            try:
                await self._outside_of_transactions("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error as error:
                log.warning("The write-ahead log could not be emptied (%s)", type(error).__name__)

    async def _outside_of_transactions(self, *statements: str) -> None:
        """Has SQLite's own driver do what cannot be done in a transaction. Raises its errors."""
        async with self._engine.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver is not None, "a connection that is open has its driver's"
            for statement in statements:
                cursor = await driver.execute(statement)
                await cursor.close()

    async def be_alone(self) -> None:
        """Makes sure that no other process of the bot uses the database. Raises StoreUnavailable."""
        await self._engine.dispose()
        if not await (self._is_sqlite_ours() if self._engine.dialect.name == "sqlite" else self._is_server_ours()):
            raise StoreUnavailable("The database is in use: stop the bot first. Nothing was changed")

    async def _is_sqlite_ours(self) -> bool:
        try:
            # To leave the write-ahead log, SQLite must be the only one that has the file open.
            await self._outside_of_transactions("PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = WAL")
        except sqlite3.Error:
            return False
        return True

    async def _is_server_ours(self) -> bool:
        """A bot has connections as long as it runs. Our own of a moment ago may not be gone yet."""
        for _ in range(ENDING_TRIES):
            async with self.work(read_only=True) as work:
                if not (await work.session.scalars(postgresql.OTHERS)).one():
                    return True
            await asyncio.sleep(ENDING_SECONDS)
        return False

    async def compact(self) -> None:
        """Writes SQLite's file anew, without what was deleted or changed in it. Raises nothing, as `forget_traces`."""
        if self._engine.dialect.name == "sqlite":
            try:
                await self._outside_of_transactions("VACUUM")
            except sqlite3.Error as error:
                log.warning("The database could not be compacted (%s)", type(error).__name__)
            await self.forget_traces()

    async def close(self) -> None:
        await self._engine.dispose()


async def _commit(session: AsyncSession) -> None:
    """Both in one: a session cannot be closed by somebody else while it commits."""
    async with session:
        await session.commit()


def _make_folder(url: URL) -> None:
    file = url.database or ""
    if url.get_backend_name() == "sqlite" and file and not file.startswith((":", "file:")):
        Path(file).parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _engine(url: URL, *, patient: bool = False, pool: Mapping[str, Any] | None = None) -> AsyncEngine:
    # Hidden: an error would print the values of a statement, and so what somebody typed.
    how: dict[str, Any] = {"hide_parameters": True}
    if url.get_backend_name() == "postgresql":
        arguments = postgresql.PATIENT if patient else postgresql.CONNECTING
        engine = create_async_engine(url, **how, **(pool or postgresql.POOL), connect_args=dict(arguments))
        postgresql.set_up(engine)
        return engine
    engine = create_async_engine(url, pool_pre_ping=True, connect_args=dict(sqlite.CONNECTING), **how)
    sqlite.set_up(engine)
    return engine
