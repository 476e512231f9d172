"""Rows that a unit of work holds: another that wants to hold or change them waits until it ends."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import Select

Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


def hold(query: Query, table: Any, *, pass_by: bool = False) -> Query:
    """The query, holding the rows of `table` that it finds; with `pass_by` without those that another holds.

    SQLite needs none of it: there one at a time writes. On PostgreSQL a row is held as an UPDATE would (FOR NO KEY
    UPDATE, https://www.postgresql.org/docs/15/explicit-locking.html#LOCKING-ROWS): a new message to a person refers to
    their row, and must not wait for their turn.
    """
    return query.with_for_update(of=table, key_share=True, skip_locked=pass_by)
