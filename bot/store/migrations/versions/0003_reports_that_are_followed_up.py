"""Reports say more, cases have deadlines, a history and an end, and what is past its term remains as counts"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.String(length=64)
ON_PERSON: dict[str, Any] = {"alias": TEXT, "wrong_codes": sa.Integer(), "wrong_codes_on": sa.DateTime()}
ON_REPORT: dict[str, Any] = {"reason": TEXT, "wish": TEXT, "follow_up": TEXT, "note": sa.LargeBinary()}
ON_CASE: dict[str, Any] = {
    "assigned_to": TEXT,
    "holder_key": TEXT,
    "wait_until": sa.DateTime(),
    "awaiting": TEXT,
    "awaiting_since": sa.DateTime(),
    "outcome": TEXT,
    "look_at": sa.DateTime(),
}


def upgrade() -> None:
    # Not in a batch: SQLite would make the table anew, and dropping the old one would delete all that hangs on it.
    for name, kind in ON_PERSON.items():
        op.add_column("person", sa.Column(name, kind, nullable=True))
    op.create_index(op.f("ix_person_alias"), "person", ["alias"], unique=True)
    op.add_column("outbox", sa.Column("subject", sa.LargeBinary(), nullable=True))
    for name, kind in ON_REPORT.items():
        op.add_column("report", sa.Column(name, kind, nullable=True))
    for name, kind in ON_CASE.items():
        op.add_column("case", sa.Column(name, kind, nullable=True))
    op.add_column("case", sa.Column("due_at", sa.DateTime(), nullable=True))
    # Cases from before had no deadline: theirs begins where they were opened.
    op.execute(sa.text('UPDATE "case" SET due_at = opened_at, look_at = opened_at'))
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.alter_column("due_at", existing_type=sa.DateTime(), nullable=False)
        batch_op.create_index(batch_op.f("ix_case_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_look_at"), ["look_at"], unique=False)
    op.create_table(
        "case_event",
        sa.Column("case_code", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("actor_key", TEXT, nullable=True),
        sa.Column("step", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_code"], ["case.code"], name=op.f("fk_case_event_case_code_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_code", "number", name=op.f("pk_case_event")),
    )
    op.create_table(
        "weekly_count",
        sa.Column("week", TEXT, nullable=False),
        sa.Column("area", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("week", "area", "kind", "code", name=op.f("pk_weekly_count")),
    )
    op.create_table(
        "chore",
        sa.Column("chore", TEXT, nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("failing_since", sa.DateTime(), nullable=True),
        sa.Column("failure", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("chore", name=op.f("pk_chore")),
    )


def downgrade() -> None:
    for table in ("chore", "weekly_count", "case_event"):
        op.drop_table(table)
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_look_at"))
        batch_op.drop_index(batch_op.f("ix_case_due_at"))
        for name in ("due_at", *ON_CASE):
            batch_op.drop_column(name)
    for name in ON_REPORT:
        op.drop_column("report", name)
    op.drop_index(op.f("ix_person_alias"), table_name="person")
    op.drop_column("outbox", "subject")
    for name in ON_PERSON:
        op.drop_column("person", name)
