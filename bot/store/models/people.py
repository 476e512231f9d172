"""Who talks with the bot, what is theirs, and what they are reminded of."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.row import NEVER_AGAIN, Base


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


class InvitationRow(Base):
    """A one-time invitation; only a keyed hash of the code is kept. When it was used is a day, as with `person`."""

    __tablename__ = "invitation"

    code_key: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str]
    area: Mapped[str | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


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
