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
from enum import StrEnum
from typing import Any

from sqlalchemy import CursorResult, and_, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.insert import insert_new
from bot.store.models import OutboxRow, PersonRow, day_of
from bot.store.vault import Vault

IN_HAND = timedelta(minutes=1)
"""Longer than any delivery takes."""

BULK_PER_SECOND = 20
"""Telegram takes about 30 messages a second (https://core.telegram.org/bots/faq); the others are for conversations."""


class Lane(StrEnum):
    """TALK is what somebody is in conversation about; what many get at once (BULK) never holds that up."""

    TALK = "talk"
    BULK = "bulk"


@dataclass(frozen=True)
class Letter:
    """One message on its way to one person. `attempts` counts those made before."""

    id: int
    address: str
    payload: dict[str, Any]
    attempts: int


@dataclass(frozen=True)
class Fate:
    """What became of one message for many: how many got it, how many will, and how many never."""

    delivered: int
    waiting: int
    failed: int


class Outbox:
    """Queries about the outbox."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(
        self,
        person_id: int,
        dedupe_key: str,
        payload: dict[str, Any],
        now: datetime,
        lane: Lane = Lane.TALK,
        not_before: datetime | None = None,
    ) -> bool:
        """Puts a message in the outbox, to go out from `not_before` on; False when one with this key was put there
        before.
        """
        values = {
            "person_id": person_id,
            "lane": lane,
            "dedupe_key": outbox_key(self._vault, dedupe_key),
            "subject": self._vault.seal(dedupe_key),
            "payload": self._vault.seal(json.dumps(payload)),
            "created_on": day_of(now),
            "not_before": not_before or day_of(now),
            "attempts": 0,
        }
        return await insert_new(self._session, OutboxRow, values)

    async def add_bulk(self, person_ids: Sequence[int], subject: str, payload: dict[str, Any], now: datetime) -> int:
        """Puts one message for many in the bulk lane, spread out behind what still waits there; gives for how many.

        Everybody gets it once for each `subject`.
        """
        waiting = select(func.max(OutboxRow.not_before)).where(*_not_tried_in_bulk())
        last = (await self._session.scalars(waiting)).one()
        moments = _spread(len(person_ids), now if last is None else max(now, last + _spread_by(1)))
        return sum(
            [
                await self.add(person_id, f"{subject}:{person_id}", payload, now, Lane.BULK, moment)
                for person_id, moment in zip(person_ids, moments, strict=True)
            ]
        )

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
        """Makes everything of a channel due that waits: for a process that knows it is the only one, at its start.

        What is in bulk and was not tried yet is spread out anew: it would else go out all at once.
        """
        people = select(PersonRow.id).where(PersonRow.channel == channel)
        held = (OutboxRow.not_before > now, OutboxRow.person_id.in_(people), *_undelivered())
        tried = or_(OutboxRow.lane == Lane.TALK, OutboxRow.attempts > 0)
        await self._session.execute(update(OutboxRow).where(*held, tried).values(not_before=day_of(now)))
        bulk = select(OutboxRow.id).where(OutboxRow.person_id.in_(people), *_not_tried_in_bulk())
        ids = (await self._session.scalars(bulk.order_by(OutboxRow.not_before, OutboxRow.id))).all()
        for letter_id, moment in zip(ids, _spread(len(ids), now), strict=True):
            await self.postpone(letter_id, moment)

    async def due(self, channel: str, now: datetime, limit: int = 100) -> Sequence[Letter]:
        """The next message of everybody who has one that may go out now, with conversations before what is in bulk.

        Only the first of each person, so that one at most is in hand, and messages of a lane reach a person in the
        order in which they were written. First comes one that was handed over while nobody knows what became of it
        (it has a mark): no other may reach the chat before that is found out. Then talk, then bulk.
        """
        unsettled = and_(OutboxRow.attempts > 0, OutboxRow.mark.is_not(None))
        order = case((unsettled, 0), (OutboxRow.lane == Lane.TALK, 1), else_=2)
        place = func.row_number().over(partition_by=OutboxRow.person_id, order_by=(order, OutboxRow.id))
        waiting = select(OutboxRow.id, place.label("place")).where(*_undelivered()).subquery()
        query = (
            select(OutboxRow, PersonRow.address)
            .join(waiting, and_(waiting.c.id == OutboxRow.id, waiting.c.place == 1))
            .join(PersonRow, PersonRow.id == OutboxRow.person_id)
            .where(OutboxRow.not_before <= now, PersonRow.channel == channel)
            .order_by(OutboxRow.lane != Lane.TALK, OutboxRow.id)
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

    async def fate(self, subject: str, person_ids: Sequence[int]) -> Fate:
        """What became of what was put in the bulk lane with this subject, for these people."""
        keys = [outbox_key(self._vault, f"{subject}:{person_id}") for person_id in person_ids]
        query = select(func.count(), func.count(OutboxRow.delivered_on), func.count(OutboxRow.failed_on))
        count, delivered, failed = (await self._session.execute(query.where(OutboxRow.dedupe_key.in_(keys)))).one()
        return Fate(delivered, count - delivered - failed, failed)

    async def _close(self, letter_id: int, **values: Any) -> None:
        await self._session.execute(update(OutboxRow).where(OutboxRow.id == letter_id).values(payload=None, **values))


def outbox_key(vault: Vault, dedupe_key: str) -> str:
    """The pseudonym of a key, which has a case code or an update's number in it: that would tell who reported what."""
    return vault.pseudonym("outbox", dedupe_key)


def _undelivered() -> tuple[Any, ...]:
    return (OutboxRow.delivered_on.is_(None), OutboxRow.failed_on.is_(None))


def _not_tried_in_bulk() -> tuple[Any, ...]:
    return (OutboxRow.lane == Lane.BULK, OutboxRow.attempts == 0, *_undelivered())


def _spread(count: int, start: datetime) -> list[datetime]:
    return [start + _spread_by(number) for number in range(count)]


def _spread_by(count: int) -> timedelta:
    return timedelta(seconds=count / BULK_PER_SECOND)
