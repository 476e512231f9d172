"""The schema: from nothing to the newest revision, back, and up again; and equal to the models. On both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.database import Store
from bot.store.models import Base
from bot.store.postgresql import UPGRADE
from bot.store.schema import migration_config, newest_revision
from bot.store.vault import Vault
from tests.databases import BOTH, POSTGRESQL, Databases

Given = TypeVar("Given")

REVISIONS = [revision.revision for revision in ScriptDirectory.from_config(migration_config()).walk_revisions()][::-1]
NEWEST = REVISIONS[-1]
WHEN = datetime(2026, 11, 18, 13, 0, tzinfo=UTC).replace(tzinfo=None)


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A database without tables."""
    with databases.empty(request.param, tables=False) as database:
        yield database.url


def on(url: str, does: Callable[[sa.Connection], Given]) -> Given:
    """Does something in one transaction."""

    async def doing() -> Given:
        engine = create_async_engine(url, poolclass=sa.NullPool)
        async with engine.begin() as connection:
            given = await connection.run_sync(does)
        await engine.dispose()
        return given

    return asyncio.run(doing())


def migrate(url: str, how: Callable[..., None], to: str) -> None:
    def migrating(connection: sa.Connection) -> None:
        config = migration_config()
        config.attributes["connection"] = connection
        how(config, to)

    on(url, migrating)


def revision_of(url: str) -> str | None:
    return on(url, lambda connection: MigrationContext.configure(connection).get_current_revision())


def tables(url: str) -> set[str]:
    return on(url, lambda connection: set(sa.inspect(connection).get_table_names())) - {"alembic_version"}


def differences(url: str) -> list[Any]:
    """What Alembic would still change: tables, columns with their types, indexes, constraints but primary keys."""

    def compared(connection: sa.Connection) -> list[Any]:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata)

    return on(url, compared)


def keys(url: str) -> dict[str, list[str]]:
    """Every table with its primary key."""
    return on(
        url,
        lambda connection: {
            table: sa.inspect(connection).get_pk_constraint(table)["constrained_columns"]
            for table in Base.metadata.tables
        },
    )


def a_row_of(table: sa.Table) -> dict[str, Any]:
    """A value for every column; foreign keys point at the row with id 1."""
    return {column.name: a_value_of(column) for column in table.columns}


def a_value_of(column: sa.Column[Any]) -> Any:
    if isinstance(column.type, sa.Integer):
        return 1
    if isinstance(column.type, sa.DateTime):
        return WHEN
    return b"sealed" if isinstance(column.type, sa.LargeBinary) else "text"


def fill(url: str) -> dict[str, dict[str, Any]]:
    """A row in every table that is there now; gives what was put in."""

    def filling(connection: sa.Connection) -> dict[str, dict[str, Any]]:
        put = {}
        for table in reflected(connection):
            put[table.name] = a_row_of(table)
            connection.execute(table.insert().values(put[table.name]))
        return put

    return on(url, filling)


def contents(url: str) -> dict[str, dict[str, Any]]:
    return on(
        url,
        lambda connection: {
            table.name: dict(row)
            for table in reflected(connection)
            for row in connection.execute(sa.select(table)).mappings()
        },
    )


def reflected(connection: sa.Connection) -> list[sa.Table]:
    there = sa.MetaData()
    there.reflect(connection)
    return [table for table in there.sorted_tables if table.name != "alembic_version"]


def test_the_revisions_are_one_line() -> None:
    assert ScriptDirectory.from_config(migration_config()).get_heads() == [NEWEST]


def test_the_newest_revision_equals_the_models(url: str) -> None:
    migrate(url, command.upgrade, "head")
    assert differences(url) == []
    assert keys(url) == {name: [key.name for key in table.primary_key] for name, table in Base.metadata.tables.items()}


def test_up_from_nothing_makes_every_table(url: str) -> None:
    migrate(url, command.upgrade, "head")
    assert (revision_of(url), tables(url)) == (NEWEST, set(Base.metadata.tables))


def test_down_to_nothing_leaves_nothing(url: str) -> None:
    migrate(url, command.upgrade, "head")
    fill(url)
    migrate(url, command.downgrade, "base")
    assert (revision_of(url), tables(url)) == (None, set())


def test_down_and_up_again_makes_the_same_schema(url: str) -> None:
    migrate(url, command.upgrade, "head")
    migrate(url, command.downgrade, "base")
    migrate(url, command.upgrade, "head")
    fill(url)
    assert differences(url) == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_revision_goes_up_with_data(url: str, revision: str) -> None:
    migrate(url, command.upgrade, revision)
    before = fill(url)
    migrate(url, command.upgrade, "head")
    after = contents(url)
    kept = {name: row for name, row in before.items() if name in Base.metadata.tables}
    assert {name: {key: after[name].get(key) for key in row} for name, row in kept.items()} == kept


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_revision_can_be_left_and_taken_again(url: str, revision: str) -> None:
    migrate(url, command.upgrade, revision)
    before = fill(url)
    migrate(url, command.downgrade, "-1")
    after = contents(url)
    kept = {name: {column: before[name][column] for column in row} for name, row in after.items()}
    assert after == kept
    migrate(url, command.upgrade, "head")
    assert revision_of(url) == NEWEST
    assert differences(url) == []


def test_up_at_the_newest_changes_nothing(url: str) -> None:
    migrate(url, command.upgrade, "head")
    before = fill(url)
    migrate(url, command.upgrade, "head")
    assert contents(url) == before


async def test_two_processes_that_start_at_once_both_find_it_upgraded(url: str) -> None:
    stores = [Store(url, Vault("secret")) for _ in range(2)]
    await asyncio.gather(*(store.upgrade() for store in stores))
    assert [await store.is_current() for store in stores] == [True, True]
    for store in stores:
        await store.close()


async def test_on_postgresql_who_upgrades_waits_for_another_who_does(databases: Databases) -> None:
    with databases.empty(POSTGRESQL, tables=False) as database:
        store, engine = database.store(), create_async_engine(database.url)
        async with engine.begin() as another:
            await another.execute(sa.text("SELECT pg_advisory_xact_lock(:number)"), {"number": UPGRADE})
            upgrading = asyncio.create_task(store.upgrade())
            _, waits = await asyncio.wait({upgrading}, timeout=0.3)
        await upgrading
        assert waits and await store.is_current()
        await engine.dispose()
        await store.close()


async def test_a_new_database_is_not_current_until_it_is_upgraded(url: str) -> None:
    store = Store(url, Vault("secret"))
    before = await store.is_current()
    await store.upgrade()
    after = await store.is_current()
    await store.close()
    assert (before, after) == (False, True)


def test_the_store_upgrades_to_the_newest_revision() -> None:
    assert newest_revision() == NEWEST


def test_no_column_is_for_a_visited_person() -> None:
    columns = {f"{table.name}.{column.name}" for table in Base.metadata.sorted_tables for column in table.columns}
    suspect = ("name", "naam", "phone", "telefoon", "birth", "geboorte", "street", "straat", "note", "text", "address")
    assert {column for column in columns if any(word in column for word in suspect)} == {
        "person.address",  # the sealed chat id of who talks with the bot
        "person.address_key",
        "question.text",  # sealed, and de-identified before
        "report.note",  # so is this
    }
    sealed = (Base.metadata.tables["person"].c.address, Base.metadata.tables["question"].c.text)
    assert all(isinstance(column.type, sa.LargeBinary) for column in sealed)
