"""Locks on one database, over all processes and machines that use it: who holds one may do what one at a time may do.

On PostgreSQL it is a session advisory lock (https://www.postgresql.org/docs/16/explicit-locking.html#ADVISORY-LOCKS) on
a connection of its own, on SQLite a locked file (flock(2)) beside the database. Both end with the process that holds
them, also at kill -9, so that nobody has to tidy up. The connection must reach the server itself: behind a pooler that
shares sessions between transactions there are no session locks.

A lock spares work and keeps order. What must never happen twice is prevented by constraints: who held a lock and was
cut off from the database cannot know that another has it now.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import StoreError, StoreUnavailable

PATIENCE = 10.0
"""Seconds that the server may take to say that it is there."""

WHEN_A_MACHINE_VANISHES = (
    # The server finds out within half a minute that nobody is there any more, and frees the lock. Its own default is
    # that of the system: two hours.
    "SET tcp_keepalives_idle = 10",
    "SET tcp_keepalives_interval = 5",
    "SET tcp_keepalives_count = 3",
)


class Lock(Protocol):
    """A lock with a name. One object of it in a process; not for many tasks at once."""

    async def hold(self) -> bool:
        """Whether we hold it: takes it when it is free, and makes sure that it was not lost since the last time.

        Raises StoreUnavailable when the database cannot be reached: then nobody knows.
        """

    async def release(self) -> None:
        """Lets it go, if we have it. Raises nothing."""


class SessionLock:
    """A lock on PostgreSQL, held by a connection. `key` is any whole number of 64 bits."""

    def __init__(self, engine: AsyncEngine, key: int, as_store_error: Callable[[DBAPIError], StoreError]) -> None:
        self._engine = engine
        self._key = key
        self._as_store_error = as_store_error
        self._connection: AsyncConnection | None = None

    async def hold(self) -> bool:
        if self._connection is not None:
            if await self._is_alive(self._connection):
                return True
            await self.release()
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._take()
        except TimeoutError:
            raise StoreUnavailable("The database does not answer") from None
        except DBAPIError as error:
            raise self._as_store_error(error) from None

    async def release(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await _close(connection)

    async def _take(self) -> bool:
        connection = await self._engine.execution_options(isolation_level="AUTOCOMMIT").connect()
        try:
            for setting in WHEN_A_MACHINE_VANISHES:
                await connection.execute(text(setting))
            taken = await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key})
        except BaseException:
            await _close(connection)
            raise
        if taken:
            self._connection = connection
        else:
            await _close(connection)
        return bool(taken)

    async def _is_alive(self, connection: AsyncConnection) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                await connection.execute(text("SELECT 1"))
        except (DBAPIError, TimeoutError):
            return False
        return True


class FileLock:
    """A lock on SQLite: the file, which others may see but not lock."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor: int | None = None

    async def hold(self) -> bool:
        if self._descriptor is not None:
            if self._is_in_place(self._descriptor):
                return True
            await self.release()
        try:
            descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreUnavailable(f"The file of a lock cannot be opened: {error.strerror}") from None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    async def release(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def _is_in_place(self, descriptor: int) -> bool:
        """Whether it is still the file that others would lock: somebody may have deleted it."""
        try:
            return os.path.samestat(os.fstat(descriptor), self._file.stat())
        except OSError:
            return False


async def _close(connection: AsyncConnection) -> None:
    """Lets the lock go first, so that it is free when this returns; a connection that is lost has let it go."""
    try:
        if not connection.invalidated:
            async with asyncio.timeout(PATIENCE):
                await connection.execute(text("SELECT pg_advisory_unlock_all()"))
    except (DBAPIError, TimeoutError):
        await connection.invalidate()
    await connection.close()
