"""What the drivers of the databases raise, as errors of ours."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from bot.errors import StoreChanged, StoreCollision, StoreError, StoreUnavailable
from bot.monitoring.meters import DATABASE_ERRORS

AWAY = ("08", "25P03", "40", "53", "55P03", "57")
"""PostgreSQL's errors (SQLSTATE, https://www.postgresql.org/docs/15/errcodes-appendix.html) that pass by themselves:
no connection, thrown out for doing nothing, two that waited for each other, full, locked, stopped.
"""

COLLISIONS = ("40001", "40P01")
"""Those of two that stood in each other's way: the server lets one of them go on, and the other may begin anew."""

CHANGED = ("23503", "23505")
"""What was referred to is gone, or what was to be unique is there: another did that after we looked."""


def store_error(error: DBAPIError) -> StoreError:
    """The error of ours that says the same, without anything of what was being stored. Counts it."""
    found = _store_error(error)
    DATABASE_ERRORS.add(kind=type(found).__name__)
    return found


def _store_error(error: DBAPIError) -> StoreError:
    # The driver's own words, without the statement and its values: those may hold what a user typed. asyncpg repeats
    # a value that does not fit its column.
    reason = str(error.orig).splitlines()[0] if error.orig else type(error).__name__
    if "query argument" in reason:
        reason = "a value does not fit its column"
    state = str(getattr(error.orig, "sqlstate", None))
    if state in COLLISIONS:
        return StoreCollision("Two wanted to change the same in the database at the same moment")
    if state in CHANGED:
        return StoreChanged("The database was changed by another at the same moment")
    away = error.__class__.__name__ in ("OperationalError", "InterfaceError")
    # asyncpg trips over itself when the connection ends between two of its steps; the server says nothing then.
    away = away or state.startswith(AWAY) or type(error.orig).__name__ == "InternalClientError"
    return (StoreUnavailable if away else StoreError)(f"The database says: {reason}")
