"""How SQLite's file is talked to."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import Mapping
from typing import Any

import aiosqlite
from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.undisturbed import to_its_end

# At DEBUG it prints the values of every statement, and so what somebody put into a forged button.
logging.getLogger("aiosqlite").setLevel(logging.INFO)

BUSY_SECONDS = 5
"""So long a writer waits for another process that writes."""

READ_ONLY = "opmerkzaam_read_only"
"""The option of a connection that tells whether a unit of work only reads."""


def set_up(engine: AsyncEngine) -> None:
    """Makes that what is confirmed stays, what is erased is gone, and who writes waits for who writes."""
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)


async def _open(*arguments: Any, **more: Any) -> aiosqlite.Connection:
    """Opens a file to its end, also when who asked is cancelled: the driver's thread would outlive the program's loop,
    and break at it.
    """
    connection = aiosqlite.connect(*arguments, **more)
    connection._thread.daemon = True  # as SQLAlchemy does where it connects itself
    opening = asyncio.ensure_future(connection)
    try:
        return await to_its_end(opening)
    except asyncio.CancelledError:
        with contextlib.suppress(sqlite3.Error, asyncio.InvalidStateError):
            await opening.result().close()
        raise


CONNECTING: Mapping[str, Any] = {"async_creator_fn": _open}


def _prepare(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself, or it takes the write lock too late (see _begin).
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",  # what was confirmed to a volunteer survives a power cut
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "secure_delete = ON",  # what somebody erased leaves no traces in the file
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # Two transactions that both read and then write would deadlock; so a writer takes the lock at its beginning.
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
