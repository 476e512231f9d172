"""Forgetting what is past its term."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, and_, delete, or_

from bot.store.database import Store
from bot.store.models import (
    AskedRow,
    ConversationRow,
    HandledUpdateRow,
    InvitationRow,
    OutboxRow,
    PersonRow,
    QuestionRow,
)
from bot.store.people import Role

TERMS: Mapping[str, tuple[Any, timedelta, Any]] = {
    "handled updates": (HandledUpdateRow, timedelta(days=7), lambda before: HandledUpdateRow.handled_on < before),
    "conversations": (ConversationRow, timedelta(days=30), lambda before: ConversationRow.changed_on < before),
    "delivered messages": (
        OutboxRow,
        timedelta(days=60),
        lambda before: or_(OutboxRow.delivered_on < before, OutboxRow.failed_on < before),
    ),
    "messages that could not be delivered": (
        OutboxRow,
        timedelta(days=14),
        lambda before: and_(
            OutboxRow.delivered_on.is_(None), OutboxRow.failed_on.is_(None), OutboxRow.created_on < before
        ),
    ),
    "invitations": (InvitationRow, timedelta(days=30), lambda before: InvitationRow.expires_at < before),
    "unanswered questions": (QuestionRow, timedelta(days=90), lambda before: QuestionRow.asked_at < before),
    "guests": (
        PersonRow,
        timedelta(days=90),
        lambda before: and_(PersonRow.role == Role.GUEST, PersonRow.last_seen < before),
    ),
    "counts of questions": (AskedRow, timedelta(days=3 * 365), lambda before: AskedRow.asked_at < before),
}
"""What is forgotten after how long: name -> (table, term, which rows). Digests need 60 days of delivered keys."""


async def purge(store: Store, now: datetime) -> dict[str, int]:
    """Deletes what is past its term; gives how many rows of each kind that were. Raises StoreError."""
    async with store.work() as work:
        deleted: dict[str, int] = {}
        for name, (table, term, condition) in TERMS.items():
            result = await work.session.execute(delete(table).where(condition(now - term)))
            assert isinstance(result, CursorResult), "a delete without RETURNING gives nothing else"
            if result.rowcount:
                deleted[name] = result.rowcount
    if deleted:
        await store.forget_traces()
    return deleted
