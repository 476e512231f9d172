"""Reports of visits, and the cases that follow from them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.row import NEVER_AGAIN, Base


class ReportRow(Base):
    """One visit. `reporter_key` is a pseudonym that cannot be matched with `person` without the secret.

    `reason` is why a visit was not wanted, `wish` what the resident wants, `follow_up` who could take it up; `note` is
    the sealed text that the volunteer chose to keep, without identifying parts.
    """

    __tablename__ = "report"
    __table_args__ = (Index("ix_report_counted", "reported_at", "withdrawn_at", "outcome", "area"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    reporter_key: Mapped[str | None] = mapped_column(index=True)
    reported_at: Mapped[datetime]
    outcome: Mapped[str]
    age_band: Mapped[str | None]
    area: Mapped[str | None]
    living: Mapped[str | None]
    consent: Mapped[str | None]
    reason: Mapped[str | None]
    wish: Mapped[str | None]
    follow_up: Mapped[str | None]
    note: Mapped[bytes | None]
    level: Mapped[int]
    withdrawn_at: Mapped[datetime | None]


class ReportSignalRow(Base):
    __tablename__ = "report_signal"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)


class CaseRow(Base):
    """The follow-up of one report, known to everybody by its code alone.

    `assigned_to` is who takes it up, `holder_key` the pseudonym of the coordinator who last acted on it. `due_at` is
    when it must have been picked up; `wait_until` until when it may rest. `awaiting` is whose answer is waited for
    since `awaiting_since`. `outcome` is how it ended. `look_at` is when the program next sees whether somebody must be
    reminded, None when nothing will come up.
    """

    __tablename__ = "case"

    code: Mapped[str] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), unique=True)
    status: Mapped[str] = mapped_column(index=True)
    opened_at: Mapped[datetime] = mapped_column(index=True)
    changed_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    assigned_to: Mapped[str | None]
    holder_key: Mapped[str | None]
    wait_until: Mapped[datetime | None]
    awaiting: Mapped[str | None]
    awaiting_since: Mapped[datetime | None]
    outcome: Mapped[str | None]
    look_at: Mapped[datetime | None] = mapped_column(index=True)


class CaseEventRow(Base):
    """One step in the history of a case; only ever added. `digest` chains it to the step before (see `history`).

    `actor_key` is a pseudonym of whoever took the step, None for the program itself.
    """

    __tablename__ = "case_event"
    __table_args__ = (Index("ix_case_event_counted", "step", "at"),)

    case_code: Mapped[str] = mapped_column(ForeignKey("case.code", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    actor_key: Mapped[str | None]
    step: Mapped[str]
    detail: Mapped[str | None]
    digest: Mapped[str]
