"""How a PostgreSQL server is talked to: how many connections, and how long anything is waited for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from time import monotonic
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry

CONNECTIONS = 10
"""Of one process, and as many again at a peak. A server takes 100 (max_connections): four processes, and a backup."""

CONNECT_SECONDS = 10
FREE_SECONDS = 10
"""So long a unit of work waits for a connection when all are in use; then the server is as good as away."""

LOCK_SECONDS = 5
"""As long as a writer waits on SQLite. A turn takes some hundredths of a second."""

COMMAND_SECONDS = 60
"""Longer than any query takes: with a million reports the slowest takes a few seconds (see docs/digest.md)."""

TRUSTED_SECONDS = 1.0
"""A connection that was used so shortly ago is not tried before it is used again."""

PING_SECONDS = 3.0
LAST_USE = "opmerkzaam last use"

IDLE_SECONDS = 120
"""A process that hangs in the middle of a unit of work loses what it holds after this, and others go on."""

POOL: Mapping[str, Any] = {"pool_size": CONNECTIONS, "max_overflow": CONNECTIONS, "pool_timeout": FREE_SECONDS}

SETTINGS = {
    "application_name": "opmerkzaam",
    "lock_timeout": f"{LOCK_SECONDS}s",
    "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
    "TimeZone": "UTC",
    "default_transaction_isolation": "read committed",  # whoever needs more holds rows (see `holding`)
}

CONNECTING: Mapping[str, Any] = {
    "timeout": CONNECT_SECONDS,
    "command_timeout": COMMAND_SECONDS,
    "server_settings": SETTINGS,
}

PATIENT: Mapping[str, Any] = {"timeout": CONNECT_SECONDS, "server_settings": {"application_name": "opmerkzaam upgrade"}}
"""For who changes the schema: that takes as long as it takes, and waits for another who is at it."""

OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND application_name LIKE 'opmerkzaam%'"
)
"""How many connections other processes of the bot have; ours call themselves so, in SETTINGS and PATIENT."""

UPGRADE = 0x6F706D66
"""The number of the lock that is held by who changes the schema: any that no other has."""


def set_up(engine: AsyncEngine) -> None:
    """Makes that a server that is away, or too slow, is an error of the database as any other."""
    event.listen(engine.sync_engine, "do_connect", _connect)
    event.listen(engine.sync_engine, "handle_error", _from_the_network)
    event.listen(engine.sync_engine, "checkin", _note_use)
    event.listen(engine.sync_engine, "checkout", _make_sure)


def _connect(dialect: Any, _record: Any, arguments: Any, options: Any) -> Any:
    try:
        return dialect.connect(*arguments, **options)
    except OSError as error:  # also a TimeoutError
        raise dialect.dbapi.OperationalError(_reason(error)) from None


def _note_use(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info[LAST_USE] = monotonic()


def _make_sure(connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
    """Has a connection made anew that is closed, or does not answer. SQLAlchemy's own `pool_pre_ping` asks before
    every use, in three rounds to the server: as much work as a tenth of a turn.
    """
    if connection.driver_connection.is_closed():
        raise DisconnectionError
    if monotonic() - record.info.get(LAST_USE, monotonic()) < TRUSTED_SECONDS:
        return
    try:
        connection.run_async(lambda driver: driver.execute("", timeout=PING_SECONDS))
    except Exception as error:  # an error of the driver, of the network, a time-out: it cannot be used
        raise DisconnectionError from error


def _from_the_network(context: ExceptionContext) -> Exception | None:
    """asyncpg raises time-outs and broken connections as Python does, not as a database driver does."""
    error = context.original_exception
    if not isinstance(error, OSError):
        return None
    context.is_disconnect = True
    return OperationalError(None, None, Exception(_reason(error)))


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else "no answer in time"
