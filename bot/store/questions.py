"""Which questions were asked, and those that nobody could answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import AskedRow, QuestionRow
from bot.store.vault import Vault


class Questions:
    """Queries about questions."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def count(self, action: str, topic: str | None, now: datetime) -> None:
        """Counts that something was asked, without who or in which words."""
        self._session.add(AskedRow(asked_at=now, action=action, topic=topic))

    async def keep_unanswered(self, asker_key: str, anonymous_text: str, now: datetime) -> None:
        """Keeps a question for the coordinators; the text must have been de-identified."""
        sealed = self._vault.seal(anonymous_text)
        self._session.add(QuestionRow(asker_key=asker_key, text=sealed, asked_at=now))

    async def unanswered(self, since: datetime, until: datetime) -> list[str]:
        """The questions of a period, oldest first."""
        query = select(QuestionRow.text).where(QuestionRow.asked_at >= since, QuestionRow.asked_at < until)
        return [self._vault.unseal(text) for text in await self._session.scalars(query.order_by(QuestionRow.id))]
