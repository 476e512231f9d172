"""The tables.

No table has a column for a name, address, phone number, birth date or exact age of a visited person, and no
free text stands in one unsealed. Times are UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC; SQLite would lose the time zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


def day_of(moment: datetime) -> datetime:
    """The moment without its time of day."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, str: String(64), bytes: LargeBinary}  # noqa: RUF012


NEVER_AGAIN = {"sqlite_autoincrement": True}
"""SQLite would give the id of a deleted row to the next one; who still holds the old id would touch the new row."""


class PersonRow(Base):
    """Somebody who talks with the bot: never a visited person. `address` is the sealed chat id.

    `alias` is what coordinators know them by: a made-up name, never their own. `wrong_codes` counts the invitation
    codes that did not work on the day `wrong_codes_on`. Since `reminders_off_on`, a day, they want no reminders.
    """

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("channel", "address_key"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    address_key: Mapped[str]
    address: Mapped[bytes]
    role: Mapped[str]
    area: Mapped[str | None]
    alias: Mapped[str | None] = mapped_column(unique=True, index=True)
    role_since: Mapped[datetime]
    last_seen: Mapped[datetime] = mapped_column(index=True)
    unreachable_since: Mapped[datetime | None]
    wrong_codes: Mapped[int | None]
    wrong_codes_on: Mapped[datetime | None]
    reminders_off_on: Mapped[datetime | None]


class ConversationRow(Base):
    """Where somebody is in a conversation; `state` is sealed JSON."""

    __tablename__ = "conversation"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[bytes]
    changed_on: Mapped[datetime]


class UsageRow(Base):
    """How much somebody did a short while ago; `counts` is sealed JSON, always of one length. Its time is a day."""

    __tablename__ = "usage"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    counts: Mapped[bytes]
    counted_on: Mapped[datetime] = mapped_column(index=True)


class ReminderRow(Base):
    """Something of which somebody is to be reminded; `plan` is sealed JSON, always of one length.

    `look_on` is the next day on which there may be something to say. The hour stands in the plan alone: a visit and the
    report of it are close together, and would tell who made it.
    """

    __tablename__ = "reminder"
    __table_args__ = NEVER_AGAIN

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    look_on: Mapped[datetime] = mapped_column(index=True)
    plan: Mapped[bytes]


class PersonalRow(Base):
    """What somebody has for themselves alone, of one kind, such as how practising goes; `content` is sealed JSON."""

    __tablename__ = "personal"
    __table_args__ = (UniqueConstraint("person_id", "kind"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str]
    content: Mapped[bytes]
    changed_on: Mapped[datetime]


class PracticeGroupRow(Base):
    """A group that practises together, for a day. Only a keyed hash of its code is kept; `standing`, sealed, is where
    it is.
    """

    __tablename__ = "practice_group"
    __table_args__ = NEVER_AGAIN

    id: Mapped[int] = mapped_column(primary_key=True)
    code_key: Mapped[str] = mapped_column(unique=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    standing: Mapped[bytes]
    opened_on: Mapped[datetime] = mapped_column(index=True)


class PracticeAnswerRow(Base):
    """What somebody answered to a question in a group; `chosen` is sealed. They may change it."""

    __tablename__ = "practice_answer"
    __table_args__ = (UniqueConstraint("group_id", "question", "person_id"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("practice_group.id", ondelete="CASCADE"))
    question: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    chosen: Mapped[bytes]


class HandledUpdateRow(Base):
    """The updates that were handled, so that a redelivered one changes nothing."""

    __tablename__ = "handled_update"

    channel: Mapped[str] = mapped_column(primary_key=True)
    update_key: Mapped[str] = mapped_column(primary_key=True)
    handled_on: Mapped[datetime] = mapped_column(index=True)


class OutboxRow(Base):
    """What the bot says. `payload` is sealed and emptied once delivered or given up; `dedupe_key` is a pseudonym of
    `subject`, which is sealed: with another secret the key is made again from it, so that nothing goes out twice.

    `lane` is `talk`, or `bulk` for what many get at once and nothing else may wait for. `mark` is the highest message
    number of the channel that was known when this one was handed over: whether it arrived can be found behind it.

    Its times are days, and those of `person` and `conversation` too: a second in common with a report would tell
    who made it.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "delivered_on", "failed_on", "not_before"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    lane: Mapped[str] = mapped_column(default="talk", server_default="talk")
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    subject: Mapped[bytes | None]
    payload: Mapped[bytes | None]
    created_on: Mapped[datetime]
    not_before: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    mark: Mapped[int | None] = mapped_column(BigInteger)
    delivered_on: Mapped[datetime | None]
    failed_on: Mapped[datetime | None]
    failure: Mapped[str | None]


class ChannelRow(Base):
    """The highest message number that a channel gave so far; one for all chats, so that it tells nothing of one."""

    __tablename__ = "channel"

    channel: Mapped[str] = mapped_column(primary_key=True)
    last_message: Mapped[int] = mapped_column(BigInteger)


class InvitationRow(Base):
    """A one-time invitation; only a keyed hash of the code is kept. When it was used is a day, as with `person`."""

    __tablename__ = "invitation"

    code_key: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str]
    area: Mapped[str | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


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


class WeeklyCountRow(Base):
    """How often something was so in a week, in an area: what remains of reports and cases past their term, and how much
    was practised.
    """

    __tablename__ = "weekly_count"

    week: Mapped[str] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class ChoreRow(Base):
    """Work that the program does by itself: when it last went well, and since when it fails."""

    __tablename__ = "chore"

    chore: Mapped[str] = mapped_column(primary_key=True)
    done_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    failure: Mapped[str | None]


class QuestionRow(Base):
    """A question that was not answered well, without identifying parts; `text` is sealed.

    `answered_with` is the article that was shown and was not it, `tied_to` the intent that a coordinator tied it to.
    `tied_with` is the first question of the group that the same tap tied. `tied_at` and `exported_at` are days, and so
    is `answered_on`: then a coordinator wrote an answer themselves.
    """

    __tablename__ = "question"
    __table_args__ = NEVER_AGAIN

    id: Mapped[int] = mapped_column(primary_key=True)
    asker_key: Mapped[str | None] = mapped_column(index=True)
    text: Mapped[bytes]
    asked_at: Mapped[datetime] = mapped_column(index=True)
    reason: Mapped[str]
    answered_with: Mapped[str | None]
    tied_to: Mapped[str | None]
    tied_with: Mapped[int | None]
    tied_at: Mapped[datetime | None]
    exported_at: Mapped[datetime | None]
    answered_on: Mapped[datetime | None]


class AskedRow(Base):
    """That something was asked, and which article answered it; not by whom and not in which words."""

    __tablename__ = "asked"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    action: Mapped[str]
    topic: Mapped[str | None]


class EditionRow(Base):
    """What was shown to others of a week: the figures after disclosure control, as JSON. Never made again."""

    __tablename__ = "edition"

    week: Mapped[str] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    page: Mapped[str] = mapped_column(Text)


class DigestRow(Base):
    """The digest of a week as one coordinator got it; `payload` is sealed. `made_on` is a day."""

    __tablename__ = "digest"
    __table_args__ = (UniqueConstraint("week", "person_id"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    week: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    made_on: Mapped[datetime] = mapped_column(index=True)
    payload: Mapped[bytes]


class DigestChoiceRow(Base):
    """When a coordinator wants the digest, and of which areas; what is None is as everybody has it.

    `weekday` 0 is Monday, `minute` counts from midnight in local time, `areas` are ids with commas between them.
    Until `paused_until` no digest goes out.
    """

    __tablename__ = "digest_choice"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    weekday: Mapped[int | None]
    minute: Mapped[int | None]
    areas: Mapped[str | None] = mapped_column(Text)
    paused_until: Mapped[datetime | None]


class DutyRow(Base):
    """Who is on duty for urgent alerts: on these days of the week (`1` is Monday, as in `12345`), up to `until`.

    `until` is the moment after their last day, None when no end was set.
    """

    __tablename__ = "duty"
    __table_args__ = NEVER_AGAIN

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    weekdays: Mapped[str]
    until: Mapped[datetime | None]
