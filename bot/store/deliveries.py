"""How what is in the outbox is brought, each message once.

It is delivered after the transaction that decided it, or after the next start when the process died in between.
Telegram knows no idempotency keys, so a message that was handed over when the process died may have arrived or not.
Therefore a message that is taken in hand gets a mark, the highest message number of the channel that is known at that
moment: if it arrived, it did so behind the mark, and the channel can look for it there before it is sent again. That
finds it because one message at most of each person has a mark. Where no number is known yet, one may go out twice;
whoever writes to the bot first gives it one, stored before that message counts as read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Select, and_, bindparam, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store import message_numbers
from bot.store.holding import hold
from bot.store.models import OutboxRow, PersonRow, day_of
from bot.store.outbox import Lane, first_that_waits, not_tried_in_bulk, spread, undelivered
from bot.store.pseudonyms import at_one_of
from bot.store.vault import Vault

AT_ONCE = 100
"""So many people are served before others are looked for."""

IN_HAND = timedelta(minutes=1)
"""Longer than any delivery takes."""


@dataclass(frozen=True)
class Claim:
    """A message in hand, up to a moment, which tells whose hand it is.

    With `look_behind` it was in hand before and may have arrived: in the channel behind that message number. `known` is
    the highest message number of the channel at this moment; None when no number is known yet.
    """

    until: datetime
    look_behind: int | None
    known: int | None


@dataclass(frozen=True)
class Letter:
    """One message on its way to one person. `attempts` counts those made before."""

    id: int
    address: str
    payload: dict[str, Any]
    attempts: int


class Deliveries:
    """What postmen ask and note."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def due(
        self, channel: str, now: datetime, limit: int = AT_ONCE, at: Collection[str] | None = None
    ) -> Sequence[Letter]:
        """The next message of everybody who has one that may go out now, with conversations before what is in bulk.
        Only for these addresses, when they are given.

        Only the first of each person, so that one at most is in hand, and messages of a lane reach a person in the
        order in which they were written. First comes one that was handed over while nobody knows what became of it
        (it has a mark): no other may reach the chat before that is found out. Then talk, then bulk.
        """
        query = NEXT_OF_EVERYBODY if at is None else NEXT_OF_EVERYBODY.where(at_one_of(self._vault, channel, at))
        rows = (await self._session.execute(query, {"channel": channel, "now": now, "most": limit})).all()
        return [
            Letter(row.id, self._vault.unseal(row.address), json.loads(self._vault.unseal(row.payload)), row.attempts)
            for row in rows
        ]

    async def claim(self, letter_id: int, now: datetime, seen: int = 0) -> Claim | None:
        """Takes a message in hand, for a minute; `seen` is the highest message number that the process knows of.

        None when another process has it, it is delivered, or it is not known what became of another message to the
        same person; also while another unit of work holds that person, be it another postman or their own turn. When
        the process dies, or cannot note the delivery, the message is due again after the minute.
        """
        channel, person_id = await self._hold_receiver(letter_id, pass_by=True)
        if channel is None:
            return None
        due = (OutboxRow.id == letter_id, OutboxRow.not_before <= now, *undelivered())
        others = (OutboxRow.person_id == person_id, OutboxRow.id != letter_id, *_unsettled())
        another = select(OutboxRow.id).where(*others).exists()
        last = message_numbers.last_of(channel).scalar_subquery()
        found = await self._session.execute(select(OutboxRow.mark, last.label("last")).where(*due, ~another))
        row = found.one_or_none()
        if row is None:
            return None
        known = max(seen, row.last or 0) or None
        mark = known if row.mark is None else row.mark
        claim = Claim(now + IN_HAND, row.mark, known)
        values = {"not_before": claim.until, "attempts": OutboxRow.attempts + 1, "mark": mark}
        return claim if await self._update(*due, values=values) else None

    async def renew(self, letter_id: int, claim: Claim, now: datetime, seen: int | None) -> bool:
        """Keeps a message in hand that was looked for; False when another process has taken it meanwhile.

        Its mark moves up, as it is not behind the old one; with `seen` None it stays, because a part of it is there.
        """
        mine = (OutboxRow.id == letter_id, OutboxRow.not_before == claim.until, *undelivered())
        values: dict[str, Any] = {"not_before": now + IN_HAND}
        if seen is not None:
            channel, _ = await self._hold_receiver(letter_id)
            values["mark"] = await message_numbers.highest(self._session, channel or "", seen)
        return await self._update(*mine, values=values)

    async def delivered(self, letter_id: int, now: datetime, number: int | None = None) -> bool:
        """`number` is the message's in the channel, where that has numbers. Gives whether more waits for this person:
        what is put there afterwards, by a turn of theirs, wakes the postman by itself.
        """
        channel, person_id = await self._hold_receiver(letter_id)
        await self._close(letter_id, delivered_on=day_of(now), not_before=day_of(now))
        more = (await self._session.scalars(first_that_waits(person_id))).first() is not None
        if number is not None and channel is not None:
            # Last, because all deliveries of a channel wait here for each other.
            await message_numbers.raise_to(self._session, channel, number)
        return more

    async def given_up(self, letter_id: int, reason: str, now: datetime) -> None:
        """`reason` is one word of ours, never a text that came from outside."""
        await self._close(letter_id, failed_on=day_of(now), not_before=day_of(now), failure=reason)

    async def postpone(self, letter_id: int, until: datetime, *, perhaps_there: bool = False) -> None:
        """The message goes out later; those behind it wait for it. One that may be there already keeps its mark."""
        values: dict[str, Any] = {"not_before": until} if perhaps_there else {"not_before": until, "mark": None}
        await self._update(OutboxRow.id == letter_id, values=values)

    async def release(self, channel: str, now: datetime) -> None:
        """Makes everything of a channel due that waits: for a process that knows it is the only one, at its start.

        What is in bulk and was not tried yet is spread out anew: it would else go out all at once.
        """
        people = select(PersonRow.id).where(PersonRow.channel == channel)
        held = (OutboxRow.not_before > now, OutboxRow.person_id.in_(people), *undelivered())
        tried = or_(OutboxRow.lane == Lane.TALK, OutboxRow.attempts > 0)
        await self._session.execute(update(OutboxRow).where(*held, tried).values(not_before=day_of(now)))
        bulk = select(OutboxRow.id).where(OutboxRow.person_id.in_(people), *not_tried_in_bulk())
        ids = (await self._session.scalars(bulk.order_by(OutboxRow.not_before, OutboxRow.id))).all()
        for letter_id, moment in zip(ids, spread(len(ids), now), strict=True):
            await self.postpone(letter_id, moment)

    async def keep_number(self, channel: str, number: int) -> None:
        """Notes that the channel gave a message this number: what is sent from now on stands behind it."""
        await message_numbers.raise_to(self._session, channel, number)

    async def _close(self, letter_id: int, **values: Any) -> None:
        await self._update(OutboxRow.id == letter_id, values={"payload": None, **values})

    async def _update(self, *where: Any, values: dict[str, Any]) -> bool:
        result = await self._session.execute(update(OutboxRow).where(*where).values(**values))
        assert isinstance(result, CursorResult), "an update without RETURNING gives nothing else"
        return result.rowcount == 1

    async def _hold_receiver(self, letter_id: int, *, pass_by: bool = False) -> tuple[str | None, int]:
        """The channel and id of who a message is for, held until the end of the transaction: for on PostgreSQL two
        processes could else take two messages to one person in hand. (None, 0) when nobody is there any more, or with
        `pass_by` when another unit of work holds them.
        """
        query = select(PersonRow.channel, PersonRow.id).join(OutboxRow, OutboxRow.person_id == PersonRow.id)
        held = hold(self._session, query.where(OutboxRow.id == letter_id), PersonRow, pass_by=pass_by)
        row = (await self._session.execute(held)).one_or_none()
        return (row.channel, row.id) if row else (None, 0)


def _unsettled() -> tuple[Any, ...]:
    """Handed over, and nobody knows what became of it."""
    return (OutboxRow.attempts > 0, OutboxRow.mark.is_not(None), *undelivered())


def _next_of_everybody() -> Select[int, bytes, bytes | None, int]:
    order = case((and_(*_unsettled()), 0), (OutboxRow.lane == Lane.TALK, 1), else_=2)
    place = func.row_number().over(partition_by=OutboxRow.person_id, order_by=(order, OutboxRow.id))
    waiting = select(OutboxRow.id, place.label("place")).where(*undelivered()).subquery()
    return (
        select(OutboxRow.id, PersonRow.address, OutboxRow.payload, OutboxRow.attempts)
        .join(waiting, and_(waiting.c.id == OutboxRow.id, waiting.c.place == 1))
        .join(PersonRow, PersonRow.id == OutboxRow.person_id)
        .where(
            OutboxRow.not_before <= bindparam("now", type_=OutboxRow.not_before.type),
            PersonRow.channel == bindparam("channel"),
        )
        .order_by(OutboxRow.lane != Lane.TALK, OutboxRow.id)
        .limit(bindparam("most"))
    )


NEXT_OF_EVERYBODY = _next_of_everybody()
"""Asked several times for every message: so it is built once."""
