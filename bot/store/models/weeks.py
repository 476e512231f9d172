"""What was asked, what is counted, and the weeks that went out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.row import NEVER_AGAIN, Base


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


class ChoreRow(Base):
    """Work that the program does by itself: when it last went well, and since when it fails."""

    __tablename__ = "chore"

    chore: Mapped[str] = mapped_column(primary_key=True)
    done_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    failure: Mapped[str | None]
