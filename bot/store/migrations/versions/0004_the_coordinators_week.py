"""Digests and what was shown to others are kept, coordinators choose when, and know who is on duty"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.String(length=64)


def upgrade() -> None:
    op.add_column("outbox", sa.Column("lane", TEXT, nullable=False, server_default="talk"))
    op.add_column("outbox", sa.Column("mark", sa.BigInteger(), nullable=True))
    op.add_column("question", sa.Column("answered_on", sa.DateTime(), nullable=True))
    op.drop_index("ix_report_counted", table_name="report")
    op.create_index("ix_report_counted", "report", ["reported_at", "withdrawn_at", "outcome", "area"])
    op.create_index("ix_case_opened_at", "case", ["opened_at"])
    op.create_index("ix_case_event_counted", "case_event", ["step", "at"])
    op.create_table(
        "channel",
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("last_message", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_channel")),
    )
    op.create_table(
        "edition",
        sa.Column("week", TEXT, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("week", name=op.f("pk_edition")),
    )
    op.create_table(
        "digest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("week", TEXT, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.DateTime(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_digest_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest")),
        sa.UniqueConstraint("week", "person_id", name=op.f("uq_digest_week")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_digest_person_id"), "digest", ["person_id"])
    op.create_index(op.f("ix_digest_made_on"), "digest", ["made_on"])
    op.create_table(
        "digest_choice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("minute", sa.Integer(), nullable=True),
        sa.Column("areas", sa.Text(), nullable=True),
        sa.Column("paused_until", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_digest_choice_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_digest_choice")),
    )
    op.create_table(
        "duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("weekdays", TEXT, nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_duty_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_duty_person_id"), "duty", ["person_id"])


def downgrade() -> None:
    for table in ("duty", "digest_choice", "digest", "edition", "channel"):
        op.drop_table(table)
    op.drop_index("ix_case_event_counted", table_name="case_event")
    op.drop_index("ix_case_opened_at", table_name="case")
    op.drop_index("ix_report_counted", table_name="report")
    op.create_index("ix_report_counted", "report", ["reported_at", "withdrawn_at"])
    op.drop_column("question", "answered_on")
    op.drop_column("outbox", "mark")
    op.drop_column("outbox", "lane")
