"""What the bot has to say, until it is said.

A row is written in the transaction that decides it and delivered after that, or after the next start when the
process died in between. So a message goes out at least once; one that died exactly between Telegram's "ok" and
our note of it goes out twice, because Telegram knows no idempotency keys.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.insert import insert_new
from bot.store.models import OutboxRow, PersonRow, day_of
from bot.store.vault import Vault

IN_HAND = timedelta(minutes=1)
"""Longer than any delivery takes."""


@dataclass(frozen=True)
class Letter:
    """One message on its way to one person. `attempts` counts those made before."""

    id: int
    address: str
    payload: dict[str, Any]
    attempts: int


class Outbox:
    """Queries about the outbox."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, person_id: int, dedupe_key: str, payload: dict[str, Any], now: datetime) -> bool:
        """Puts a message in the outbox; False when one with this key was put there before."""
        values = {
            "person_id": person_id,
            "dedupe_key": outbox_key(self._vault, dedupe_key),
            "subject": self._vault.seal(dedupe_key),
            "payload": self._vault.seal(json.dumps(payload)),
            "created_on": day_of(now),
            "not_before": day_of(now),
            "attempts": 0,
        }
        return await insert_new(self._session, OutboxRow, values)

    async def has(self, dedupe_key: str) -> bool:
        """Whether a message with this key was ever put in the outbox."""
        query = select(OutboxRow.id).where(OutboxRow.dedupe_key == outbox_key(self._vault, dedupe_key))
        return (await self._session.scalars(query)).first() is not None

    async def claim(self, letter_id: int, now: datetime) -> bool:
        """Takes a message in hand, for a minute; False when another process has it, or it is delivered.

        When that process dies, or cannot note the delivery, the message is due again after the minute.
        """
        due = (OutboxRow.id == letter_id, OutboxRow.not_before <= now, *_undelivered())
        values = {"not_before": now + IN_HAND, "attempts": OutboxRow.attempts + 1}
        result = await self._session.execute(update(OutboxRow).where(*due).values(**values))
        assert isinstance(result, CursorResult), "an update without RETURNING gives nothing else"
        return result.rowcount == 1

    async def release(self, channel: str, now: datetime) -> None:
        """Makes everything of a channel due that waits: for a process that knows it is the only one, at its start."""
        people = select(PersonRow.id).where(PersonRow.channel == channel)
        held = (OutboxRow.not_before > now, OutboxRow.person_id.in_(people), *_undelivered())
        await self._session.execute(update(OutboxRow).where(*held).values(not_before=day_of(now)))

    async def due(self, channel: str, now: datetime, limit: int = 100) -> Sequence[Letter]:
        """The next message of everybody who has one that may go out now.

        Only the first of each person: messages reach a person in the order in which they were written.
        """
        waiting = select(func.min(OutboxRow.id)).where(*_undelivered()).group_by(OutboxRow.person_id)
        query = (
            select(OutboxRow, PersonRow.address)
            .join(PersonRow, PersonRow.id == OutboxRow.person_id)
            .where(OutboxRow.id.in_(waiting), OutboxRow.not_before <= now, PersonRow.channel == channel)
            .order_by(OutboxRow.id)
            .limit(limit)
        )
        rows = (await self._session.execute(query)).all()
        return [
            Letter(row.id, self._vault.unseal(sealed), json.loads(self._vault.unseal(row.payload or b"")), row.attempts)
            for row, sealed in rows
        ]

    async def delivered(self, letter_id: int, now: datetime) -> None:
        await self._close(letter_id, delivered_on=day_of(now), not_before=day_of(now))

    async def given_up(self, letter_id: int, reason: str, now: datetime) -> None:
        """`reason` is one word of ours, never a text that came from outside."""
        await self._close(letter_id, failed_on=day_of(now), not_before=day_of(now), failure=reason)

    async def postpone(self, letter_id: int, until: datetime) -> None:
        """The message goes out later; those behind it wait for it."""
        await self._session.execute(update(OutboxRow).where(OutboxRow.id == letter_id).values(not_before=until))

    async def waiting_for(self, person_id: int) -> list[dict[str, Any]]:
        """What was not delivered to somebody yet, in its order."""
        query = select(OutboxRow.payload).where(OutboxRow.person_id == person_id, *_undelivered())
        sealed = await self._session.scalars(query.order_by(OutboxRow.id))
        return [json.loads(self._vault.unseal(payload)) for payload in sealed if payload]

    async def _close(self, letter_id: int, **values: Any) -> None:
        await self._session.execute(update(OutboxRow).where(OutboxRow.id == letter_id).values(payload=None, **values))


def outbox_key(vault: Vault, dedupe_key: str) -> str:
    """The pseudonym of a key, which has a case code or an update's number in it: that would tell who reported what."""
    return vault.pseudonym("outbox", dedupe_key)


def _undelivered() -> tuple[Any, ...]:
    return (OutboxRow.delivered_on.is_(None), OutboxRow.failed_on.is_(None))
