"""The schema: from nothing to the newest revision, back, and up again; and equal to the models."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.store.database import Store, migration_config, newest_revision
from bot.store.models import Base
from bot.store.vault import Vault

REVISIONS = [revision.revision for revision in ScriptDirectory.from_config(migration_config()).walk_revisions()][::-1]
NEWEST = REVISIONS[-1]
WHEN = datetime(2026, 11, 18, 13, 0, tzinfo=UTC).replace(tzinfo=None)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'migrations.db'}")
    yield engine
    engine.dispose()


def migrate(engine: sa.Engine, how: Callable[..., None], to: str) -> None:
    config = migration_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        how(config, to)


def revision_of(engine: sa.Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def tables(engine: sa.Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names()) - {"alembic_version"}


def a_row_of(table: sa.Table) -> dict[str, Any]:
    """A value for every column; foreign keys point at the row with id 1."""
    return {column.name: a_value_of(column) for column in table.columns}


def a_value_of(column: sa.Column[Any]) -> Any:
    if isinstance(column.type, sa.Integer):
        return 1
    if isinstance(column.type, sa.DateTime):
        return WHEN
    return b"sealed" if isinstance(column.type, sa.LargeBinary) else "text"


def fill(engine: sa.Engine) -> dict[str, dict[str, Any]]:
    """A row in every table that is there now; gives what was put in."""
    there = sa.MetaData()
    there.reflect(engine)
    put = {}
    with engine.begin() as connection:
        for table in there.sorted_tables:
            if table.name != "alembic_version":
                put[table.name] = a_row_of(table)
                connection.execute(table.insert().values(put[table.name]))
    return put


def contents(engine: sa.Engine) -> dict[str, dict[str, Any]]:
    there = sa.MetaData()
    there.reflect(engine)
    with engine.connect() as connection:
        return {
            table.name: dict(row)
            for table in there.sorted_tables
            if table.name != "alembic_version"
            for row in connection.execute(sa.select(table)).mappings()
        }


def test_the_revisions_are_one_line() -> None:
    assert ScriptDirectory.from_config(migration_config()).get_heads() == [NEWEST]


def test_the_newest_revision_equals_the_models(engine: sa.Engine) -> None:
    migrate(engine, command.upgrade, "head")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_up_from_nothing_makes_every_table(engine: sa.Engine) -> None:
    migrate(engine, command.upgrade, "head")
    assert (revision_of(engine), tables(engine)) == (NEWEST, set(Base.metadata.tables))


def test_down_to_nothing_leaves_nothing(engine: sa.Engine) -> None:
    migrate(engine, command.upgrade, "head")
    fill(engine)
    migrate(engine, command.downgrade, "base")
    assert (revision_of(engine), tables(engine)) == (None, set())


def test_down_and_up_again_makes_the_same_schema(engine: sa.Engine) -> None:
    migrate(engine, command.upgrade, "head")
    migrate(engine, command.downgrade, "base")
    migrate(engine, command.upgrade, "head")
    fill(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_revision_goes_up_with_data(engine: sa.Engine, revision: str) -> None:
    migrate(engine, command.upgrade, revision)
    before = fill(engine)
    migrate(engine, command.upgrade, "head")
    after = contents(engine)
    kept = {name: row for name, row in before.items() if name in Base.metadata.tables}
    assert {name: {key: after[name].get(key) for key in row} for name, row in kept.items()} == kept


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_revision_can_be_left_and_taken_again(engine: sa.Engine, revision: str) -> None:
    migrate(engine, command.upgrade, revision)
    fill(engine)
    migrate(engine, command.downgrade, "-1")
    migrate(engine, command.upgrade, "head")
    assert revision_of(engine) == NEWEST


def test_up_at_the_newest_changes_nothing(engine: sa.Engine) -> None:
    migrate(engine, command.upgrade, "head")
    before = fill(engine)
    migrate(engine, command.upgrade, "head")
    assert contents(engine) == before


async def test_a_new_database_is_not_current_until_it_is_upgraded(tmp_path: Path) -> None:
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'new.db'}", Vault("secret"))
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
