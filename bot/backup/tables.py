"""The tables as they are in a database, of whichever revision, and their values as JSON has them.

They are looked up in the database itself: a backup of an older revision is put back as it was, and then brought up to
date as any database is.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, DateTime, Integer, LargeBinary, MetaData, Table, func, select, text

REVISION = "alembic_version"
GAP = 1_000_000
"""Numbers that are left out after a backup was put back: what was numbered after it was made stands on buttons in
people's chats, and must never come to mean another row."""


def tables_of(connection: Connection) -> list[Table]:
    """The tables, each after those it refers to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != REVISION]


def as_json(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows with moments and bytes as text."""
    return [[_said(value) for value in row] for row in rows]


def from_json(table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """Rows as the table takes them. Raises KeyError for a column that it has not, and ValueError for a wrong value."""
    types = [table.c[name].type for name in columns]
    return [{name: _meant(kind, value) for name, kind, value in zip(columns, types, row, strict=True)} for row in rows]


def last_numbers(connection: Connection, tables: Sequence[Table]) -> dict[str, int]:
    """The last number that each table gave to a row, also when that row is gone."""
    numbers = {}
    for table in tables:
        if _is_numbered(table):
            highest = connection.scalar(select(func.max(table.c.id))) or 0
            numbers[table.name] = max(highest, _given(connection, table.name))
    return numbers


def go_on_behind(connection: Connection, tables: Sequence[Table], numbers: Mapping[str, int]) -> None:
    """Rows are numbered from a good way behind these numbers on."""
    for table in tables:
        if not _is_numbered(table):
            continue
        last = numbers.get(table.name, 0) + GAP
        if connection.dialect.name == "sqlite":
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
            given = {"name": table.name, "last": last}
            connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), given)
        else:
            given = {"name": f'"{table.name}"', "last": last}
            connection.execute(text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"), given)


def _given(connection: Connection, table: str) -> int:
    if connection.dialect.name == "sqlite":
        query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        return int(connection.scalar(query, {"name": table}) or 0)
    sequence = connection.scalar(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": f'"{table}"'})
    return int(connection.scalar(text(f"SELECT last_value FROM {sequence}")) or 0)  # noqa: S608  a name of PostgreSQL's


def _is_numbered(table: Table) -> bool:
    return [column.name for column in table.primary_key] == ["id"] and isinstance(table.c.id.type, Integer)


def _said(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return base64.b85encode(value).decode() if isinstance(value, bytes) else value


def _meant(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    return base64.b85decode(value) if isinstance(kind, LargeBinary) else value
