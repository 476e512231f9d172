"""What is said: where somebody is in a conversation, what was handled, what is still to be said."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.row import NEVER_AGAIN, Base


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
