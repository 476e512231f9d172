"""The schema: at which revision it is, and how it gets to the newest.

Alembic takes half a second to load. It is only needed where the schema changes: once for each new version.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, inspect, select, table, text

from bot.errors import StoreError
from bot.store import postgresql

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION = table("alembic_version", column("version_num"))
HEAD = "head"


def newest_revision() -> str:
    """The last of the revisions, whose files begin with their numbers."""
    return max(file.name for file in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def revision_of(connection: Connection) -> str | None:
    """The revision of the schema; None when it was never made."""
    if not inspect(connection).has_table(VERSION.name):
        return None
    return connection.scalar(select(VERSION.c.version_num))


def upgrade(connection: Connection, revision: str = HEAD) -> None:
    """Brings the schema to a revision, in the transaction of this connection. Raises StoreError for an unknown one."""
    # Of two processes that start at the same moment one upgrades, and the other finds it done. A writer on SQLite is
    # alone anyhow.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": postgresql.UPGRADE})
    if revision == HEAD and revision_of(connection) == newest_revision():
        return
    from alembic import command
    from alembic.util.exc import CommandError

    config = migration_config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError:
        raise StoreError("The database is of a newer version of Opmerkzaam than this one. Install that") from None


def migration_config() -> Config:
    """Alembic's configuration; revisions stand beside the models."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
