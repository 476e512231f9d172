"""Groups that practise together."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.row import NEVER_AGAIN, Base


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
