"""Which questions were asked, and those that were not answered well: kept, tied to an intent, exported."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.holding import hold
from bot.store.models import AskedRow, QuestionRow, day_of
from bot.store.vault import Vault

AT_ONCE = 500
"""Open questions that are looked at together, the oldest; what came later has its turn when those are done."""


class Reason(StrEnum):
    """Why a question was kept."""

    FALLBACK = "fallback"
    NONE_OF_THESE = "none_of_these"
    THUMBS_DOWN = "thumbs_down"
    WRONG = "wrong"
    """No question: somebody says that an article is not right, in the text or without words."""


@dataclass(frozen=True)
class KeptQuestion:
    """A kept question. `text` has no identifying parts; `asker_key` is None when who asked was erased."""

    id: int
    text: str
    asker_key: str | None
    reason: Reason
    answered_with: str | None
    tied_to: str | None


@dataclass(frozen=True)
class AskedQuestion:
    """A kept question as who asked it sees it: without identifying parts, when that was, and the day of an answer.

    `wrong` is the article of which they said that it is not right.
    """

    text: str
    asked_at: datetime
    answered_on: datetime | None
    wrong: str | None = None


class Questions:
    """Queries about questions."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def count(self, action: str, topic: str | None, now: datetime) -> None:
        """Counts that something was asked, without who or in which words."""
        self._session.add(AskedRow(asked_at=now, action=action, topic=topic))

    async def uncount(self, action: str, topic: str | None) -> None:
        """Takes one off what was counted, the newest: none says whose it was."""
        counted = (AskedRow.action == action, AskedRow.topic == topic)
        newest = select(func.max(AskedRow.id)).where(*counted).scalar_subquery()
        await self._session.execute(delete(AskedRow).where(AskedRow.id == newest))

    async def keep_unanswered(
        self,
        asker_key: str,
        anonymous_text: str,
        now: datetime,
        reason: Reason = Reason.FALLBACK,
        answered_with: str | None = None,
    ) -> int:
        """Keeps a question for the coordinators; gives its id. The text must have been de-identified."""
        sealed = self._vault.seal(anonymous_text)
        row = QuestionRow(
            asker_key=asker_key, text=sealed, asked_at=now, reason=reason.value, answered_with=answered_with
        )
        self._session.add(row)
        await self._session.flush()
        return row.id

    async def waiting(self) -> int:
        """How many questions wait for a coordinator."""
        query = select(func.count()).select_from(QuestionRow).where(*_waiting())
        return int((await self._session.scalars(query)).one())

    async def open(self) -> list[KeptQuestion]:
        """The questions that wait for a coordinator, oldest first, at most AT_ONCE."""
        return await self._kept(*_waiting(), limit=AT_ONCE)

    async def still_open(self, ids: Collection[int]) -> list[KeptQuestion]:
        """Those of these questions that wait for a coordinator, oldest first, held until this unit of work ends."""
        query = select(QuestionRow).where(QuestionRow.id.in_(ids), *_waiting()).order_by(QuestionRow.id)
        return self._opened(await self._session.scalars(hold(self._session, query, QuestionRow)))

    async def asked_by(self, asker_key: str) -> list[AskedQuestion]:
        """The kept questions of one person, oldest first."""
        rows = await self._session.scalars(
            select(QuestionRow).where(QuestionRow.asker_key == asker_key).order_by(QuestionRow.id)
        )
        return [
            AskedQuestion(
                self._vault.unseal(row.text),
                row.asked_at,
                row.answered_on,
                row.answered_with if row.reason == Reason.WRONG else None,
            )
            for row in rows
        ]

    async def tie(self, ids: Sequence[int], intent: str, now: datetime) -> frozenset[int]:
        """Ties these questions to an intent; gives the ids of those that were still open. The first names the group.

        That an article is wrong is no question, and no example of one: it is never tied.
        """
        still = (QuestionRow.id.in_(ids), QuestionRow.reason != Reason.WRONG, *_waiting())
        values = {"tied_to": intent, "tied_with": ids[0], "tied_at": day_of(now)}
        tied = await self._session.scalars(update(QuestionRow).where(*still).values(**values).returning(QuestionRow.id))
        return frozenset(tied)

    async def untie(self, first: int, intent: str) -> int:
        """Takes one tap back; gives how many questions are open again: none when they are exported or gone."""
        tied = (QuestionRow.tied_with == first, QuestionRow.tied_to == intent, QuestionRow.exported_at.is_(None))
        values = {"tied_to": None, "tied_with": None, "tied_at": None}
        return _changed(await self._session.execute(update(QuestionRow).where(*tied).values(**values)))

    async def answer(self, ids: Collection[int], now: datetime) -> frozenset[int]:
        """Notes that a coordinator wrote an answer to these questions; gives the ids of those that were still open."""
        still = (QuestionRow.id.in_(ids), *_waiting())
        change = update(QuestionRow).where(*still).values(answered_on=day_of(now)).returning(QuestionRow.id)
        return frozenset(await self._session.scalars(change))

    async def discard(self, ids: Collection[int]) -> int:
        """Deletes those of these questions that are still open; gives how many that were."""
        still = (QuestionRow.id.in_(ids), *_waiting())
        return _changed(await self._session.execute(delete(QuestionRow).where(*still)))

    async def to_export(self) -> list[KeptQuestion]:
        """The questions that are tied and not exported, oldest first."""
        return await self._kept(QuestionRow.tied_to.is_not(None), QuestionRow.exported_at.is_(None))

    async def mark_exported(self, ids: Collection[int], now: datetime) -> None:
        """Notes that these questions went into the examples, or had nothing to add to them."""
        await self._session.execute(update(QuestionRow).where(QuestionRow.id.in_(ids)).values(exported_at=day_of(now)))

    async def _kept(self, *where: Any, limit: int | None = None) -> list[KeptQuestion]:
        query = select(QuestionRow).where(*where).order_by(QuestionRow.id).limit(limit)
        return self._opened(await self._session.scalars(query))

    def _opened(self, rows: Iterable[QuestionRow]) -> list[KeptQuestion]:
        return [
            KeptQuestion(
                id=row.id,
                text=self._vault.unseal(row.text),
                asker_key=row.asker_key,
                reason=Reason(row.reason),
                answered_with=row.answered_with,
                tied_to=row.tied_to,
            )
            for row in rows
        ]


def _waiting() -> tuple[Any, ...]:
    return (QuestionRow.tied_to.is_(None), QuestionRow.answered_on.is_(None))


def _changed(result: Any) -> int:
    assert isinstance(result, CursorResult), "without RETURNING nothing else comes back"
    return result.rowcount
