"""What the bot has to say, until it is said: a row is written in the transaction that decides it.

`deliveries` has how it is brought.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import CursorResult, Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.holding import hold_bulk
from bot.store.insert import insert_new
from bot.store.models import OutboxRow, PersonRow, day_of
from bot.store.pseudonyms import at_one_of
from bot.store.vault import Vault

OVERDUE = 10_000
"""So many messages that wait are looked at: more tell nothing more."""

BULK_PER_SECOND = 20
"""Telegram takes about 30 messages a second (https://core.telegram.org/bots/faq); the others are for conversations."""


class Lane(StrEnum):
    """TALK is what somebody is in conversation about; what many get at once (BULK) never holds that up."""

    TALK = "talk"
    BULK = "bulk"


@dataclass(frozen=True)
class Fate:
    """What became of one message for many: how many got it, how many will, and how many never."""

    delivered: int
    waiting: int
    failed: int


@dataclass(frozen=True)
class Standing:
    """What became of a message. `failure` is one word of ours; when it was given up is a day."""

    delivered: bool
    failed_on: datetime | None
    failure: str | None


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
        await hold_bulk(self._session)
        waiting = select(func.max(OutboxRow.not_before)).where(*not_tried_in_bulk())
        last = (await self._session.scalars(waiting)).one()
        moments = spread(len(person_ids), now if last is None else max(now, last + _spread_by(1)))
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

    async def give_up_all(self, reason: str, now: datetime) -> int:
        """Nothing that waits goes out any more; gives how much that is."""
        values = {"payload": None, "failed_on": day_of(now), "not_before": day_of(now), "failure": reason}
        result = await self._session.execute(update(OutboxRow).where(*undelivered()).values(**values))
        assert isinstance(result, CursorResult), "an update without RETURNING gives nothing else"
        return result.rowcount

    async def standing(self, dedupe_key: str) -> Standing | None:
        """What became of the message with this key; None when there is none, or not any more."""
        key = outbox_key(self._vault, dedupe_key)
        row = (await self._session.scalars(select(OutboxRow).where(OutboxRow.dedupe_key == key))).one_or_none()
        return Standing(row.delivered_on is not None, row.failed_on, row.failure) if row else None

    async def overdue(self, channel: str, now: datetime, at: Collection[str] | None = None) -> dict[int, int]:
        """What should have gone out over a channel and has not: the id of each message, and of who it is for; only for
        these addresses, when they are given.

        At most OVERDUE of them, the oldest first: a postponed message counts too, one that may not go out yet does not.
        """
        query = select(OutboxRow.id, OutboxRow.person_id).join(PersonRow, OutboxRow.person_id == PersonRow.id)
        if at is not None:
            query = query.where(at_one_of(self._vault, channel, at))
        due = or_(OutboxRow.not_before <= now, OutboxRow.attempts > 0)
        rows = await self._session.execute(
            query.where(PersonRow.channel == channel, due, *undelivered()).order_by(OutboxRow.id).limit(OVERDUE)
        )
        return {letter_id: person_id for letter_id, person_id in rows.all()}

    async def waiting_for(self, person_id: int) -> list[dict[str, Any]]:
        """What was not delivered to somebody yet, in its order."""
        query = select(OutboxRow.payload).where(*letters_that_wait(person_id))
        sealed = await self._session.scalars(query.order_by(OutboxRow.id))
        return [json.loads(self._vault.unseal(payload)) for payload in sealed if payload]

    async def is_anything_waiting_for(self, person_id: int) -> bool:
        """Whether there is something that was not delivered to somebody yet. Nothing is unsealed."""
        return (await self._session.scalars(first_that_waits(person_id))).first() is not None

    async def fate(self, subject: str, person_ids: Sequence[int]) -> Fate:
        """What became of what was put in the bulk lane with this subject, for these people."""
        keys = [outbox_key(self._vault, f"{subject}:{person_id}") for person_id in person_ids]
        query = select(func.count(), func.count(OutboxRow.delivered_on), func.count(OutboxRow.failed_on))
        count, delivered, failed = (await self._session.execute(query.where(OutboxRow.dedupe_key.in_(keys)))).one()
        return Fate(delivered, count - delivered - failed, failed)


def outbox_key(vault: Vault, dedupe_key: str) -> str:
    """The pseudonym of a key, which has a case code or an update's number in it: that would tell who reported what."""
    return vault.pseudonym("outbox", dedupe_key)


def letters_that_wait(person_id: int) -> tuple[Any, ...]:
    """The condition on `OutboxRow` for what is neither delivered to somebody nor given up."""
    return (OutboxRow.person_id == person_id, *undelivered())


def first_that_waits(person_id: int) -> Select[int]:
    """The query for one message that was neither delivered to somebody nor given up."""
    return select(OutboxRow.id).where(*letters_that_wait(person_id)).limit(1)


def undelivered() -> tuple[Any, ...]:
    """The condition on `OutboxRow` for what is neither delivered nor given up."""
    return (OutboxRow.delivered_on.is_(None), OutboxRow.failed_on.is_(None))


def not_tried_in_bulk() -> tuple[Any, ...]:
    """The condition on `OutboxRow` for what is in the bulk lane and was not handed over yet."""
    return (OutboxRow.lane == Lane.BULK, OutboxRow.attempts == 0, *undelivered())


def spread(count: int, start: datetime) -> list[datetime]:
    """The moments at which so many messages of the bulk lane go out."""
    return [start + _spread_by(number) for number in range(count)]


def _spread_by(count: int) -> timedelta:
    return timedelta(seconds=count / BULK_PER_SECOND)
