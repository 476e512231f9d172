"""Which digests went to whom, as they were, and when each coordinator wants theirs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.message import Reply
from bot.store.insert import insert_new
from bot.store.models import DigestChoiceRow, DigestRow, day_of
from bot.store.people import Person
from bot.store.vault import Vault


@dataclass(frozen=True)
class DigestChoice:
    """When a coordinator wants the digest, and of which areas; what is None is as everybody has it.

    `weekday` 0 is Monday, `minute` counts from midnight in local time. A pause that is over still tells which digests
    fell in it.
    """

    weekday: int | None = None
    minute: int | None = None
    areas: tuple[str, ...] | None = None
    paused_until: datetime | None = None


@dataclass(frozen=True)
class SentDigest:
    """One digest that was made. `week` is as in 2026-W46; `made_on` is a day."""

    week: str
    person_id: int
    made_on: datetime


class Digests:
    """Queries about digests."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def keep(self, week: str, person: Person, reply: Reply, now: datetime) -> bool:
        """Keeps the digest of a week; False, and nothing changed, when this person has one of that week."""
        values = {
            "week": week,
            "person_id": person.id,
            "made_on": day_of(now),
            "payload": self._vault.seal(json.dumps(reply.payload())),
        }
        return await insert_new(self._session, DigestRow, values)

    async def sent(self, person: Person, week: str) -> Reply | None:
        """The digest of a week as this person got it; None when there is none, or not any more."""
        query = select(DigestRow.payload).where(DigestRow.person_id == person.id, DigestRow.week == week)
        sealed = (await self._session.scalars(query)).one_or_none()
        return Reply.from_payload(self._payload(sealed)) if sealed else None

    async def newest(self) -> Mapping[int, SentDigest]:
        """Person id -> the digest of the newest week that they got."""
        newest = select(DigestRow.person_id, func.max(DigestRow.week).label("week")).group_by(DigestRow.person_id)
        last = newest.subquery()
        query = select(DigestRow.week, DigestRow.person_id, DigestRow.made_on).join(
            last, (last.c.person_id == DigestRow.person_id) & (last.c.week == DigestRow.week)
        )
        return {row.person_id: SentDigest(*row) for row in (await self._session.execute(query)).all()}

    async def kept_of(self, person: Person) -> Sequence[tuple[SentDigest, dict[str, Any]]]:
        """Every digest that is kept of somebody, with its payload, the newest week first."""
        query = select(DigestRow).where(DigestRow.person_id == person.id).order_by(DigestRow.week.desc())
        rows = (await self._session.scalars(query)).all()
        return [(SentDigest(row.week, row.person_id, row.made_on), self._payload(row.payload)) for row in rows]

    async def choice(self, person: Person) -> DigestChoice:
        """What this person chose; all None when they chose nothing."""
        row = await self._session.get(DigestChoiceRow, person.id)
        return _choice(row) if row else DigestChoice()

    async def choices(self) -> Mapping[int, DigestChoice]:
        """Person id -> what they chose; who chose nothing is not in it."""
        return {row.person_id: _choice(row) for row in await self._session.scalars(select(DigestChoiceRow))}

    async def choose(self, person: Person, choice: DigestChoice) -> None:
        """Keeps a choice, in place of the one before; one that says nothing is not kept."""
        if choice == DigestChoice():
            await self._session.execute(delete(DigestChoiceRow).where(DigestChoiceRow.person_id == person.id))
            return
        await self._session.merge(
            DigestChoiceRow(
                person_id=person.id,
                weekday=choice.weekday,
                minute=choice.minute,
                areas=None if choice.areas is None else ",".join(choice.areas),
                paused_until=choice.paused_until,
            )
        )

    def _payload(self, sealed: bytes) -> dict[str, Any]:
        payload: dict[str, Any] = json.loads(self._vault.unseal(sealed))
        return payload


def _choice(row: DigestChoiceRow) -> DigestChoice:
    areas = None if row.areas is None else tuple(filter(None, row.areas.split(",")))
    return DigestChoice(row.weekday, row.minute, areas, row.paused_until)
