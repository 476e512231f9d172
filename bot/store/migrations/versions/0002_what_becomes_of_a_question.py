"""What becomes of a question: why it was kept, what it was tied to, and when it went into the examples"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NULLABLE: dict[str, Any] = {
    "answered_with": sa.String(length=64),
    "tied_to": sa.String(length=64),
    "tied_with": sa.Integer(),
    "tied_at": sa.DateTime(),
    "exported_at": sa.DateTime(),
}


def upgrade() -> None:
    with op.batch_alter_table("question", schema=None, **_made_anew(sqlite_autoincrement=True)) as batch_op:
        # Which of the two reasons it was, nobody wrote down before.
        batch_op.add_column(sa.Column("reason", sa.String(length=64), nullable=False, server_default="fallback"))
        for name, kind in NULLABLE.items():
            batch_op.add_column(sa.Column(name, kind, nullable=True))
    with op.batch_alter_table("question", schema=None, **_made_anew(sqlite_autoincrement=True)) as batch_op:
        batch_op.alter_column("reason", existing_type=sa.String(length=64), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("question", schema=None, **_made_anew()) as batch_op:
        for name in ("reason", *NULLABLE):
            batch_op.drop_column(name)


def _made_anew(**how: bool) -> dict[str, Any]:
    """SQLite decides when a table is made whether it gives the ids of deleted rows again; so it is made anew."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    return {"recreate": "always", "table_kwargs": how} if sqlite else {"recreate": "never"}
