"""The people who talk with the bot: volunteers, coordinators, guests. Never a visited person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import ConversationRow, OutboxRow, PersonRow, QuestionRow, ReportRow, day_of
from bot.store.vault import Vault


class Role(StrEnum):
    """What somebody may do: a guest asks, a volunteer reports too, a coordinator follows up, an admin invites all."""

    GUEST = "guest"
    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    ADMIN = "admin"

    @property
    def may_report(self) -> bool:
        return self is not Role.GUEST

    @property
    def may_coordinate(self) -> bool:
        return self in (Role.COORDINATOR, Role.ADMIN)


@dataclass(frozen=True)
class Person:
    """Somebody who talks with the bot. `id` is ours and says nothing outside the database."""

    id: int
    role: Role
    area: str | None = None


class People:
    """Queries about people."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def meet(self, channel: str, address: str, now: datetime, first_role: Role = Role.GUEST) -> Person:
        """The person behind a channel's address, who is remembered from now on."""
        row = await self._find(channel, address)
        if row is None:
            row = PersonRow(
                channel=channel,
                address_key=self._vault.pseudonym("address", f"{channel}:{address}"),
                address=self._vault.seal(address),
                role=first_role,
                role_since=day_of(now),
                last_seen=day_of(now),
            )
            self._session.add(row)
            await self._session.flush()
        row.last_seen = day_of(now)
        row.unreachable_since = None
        return _person(row)

    async def give_role(self, person: Person, role: Role, area: str | None, now: datetime) -> Person:
        """The person with a new role, and the area it is bound to."""
        values = {"role": role, "area": area, "role_since": day_of(now)}
        await self._session.execute(update(PersonRow).where(PersonRow.id == person.id).values(**values))
        return Person(person.id, role, area)

    async def test_secret(self) -> None:
        """Raises StoreError when the database was written with another secret."""
        sealed = (await self._session.scalars(select(PersonRow.address).limit(1))).first()
        if sealed is not None:
            self._vault.unseal(sealed)

    async def coordinators(self, since: datetime | None = None) -> Sequence[Person]:
        """Everybody who follows up and can be reached; only those who did so before `since`, when given."""
        query = select(PersonRow).where(
            PersonRow.role.in_([Role.COORDINATOR, Role.ADMIN]), PersonRow.unreachable_since.is_(None)
        )
        if since is not None:
            query = query.where(PersonRow.role_since < since)
        rows = await self._session.scalars(query.order_by(PersonRow.id))
        return [_person(row) for row in rows]

    async def can_be_reached(self, person: Person) -> bool:
        """Whether they have not blocked the bot, as far as is known."""
        reachable = (PersonRow.id == person.id, PersonRow.unreachable_since.is_(None))
        return (await self._session.scalars(select(PersonRow.id).where(*reachable))).first() is not None

    async def mark_unreachable(self, channel: str, address: str, now: datetime) -> None:
        """Remembers that somebody blocked the bot; the next message from them undoes it."""
        row = await self._find(channel, address)
        if row is not None:
            row.unreachable_since = day_of(now)

    async def erase(self, person: Person) -> None:
        """Forgets the person. Reports stay as counts that lead to nobody."""
        key = self.reporter_key(person)
        await self._session.execute(update(ReportRow).where(ReportRow.reporter_key == key).values(reporter_key=None))
        await self._session.execute(update(QuestionRow).where(QuestionRow.asker_key == key).values(asker_key=None))
        for table, column in ((ConversationRow, ConversationRow.person_id), (OutboxRow, OutboxRow.person_id)):
            await self._session.execute(delete(table).where(column == person.id))
        await self._session.execute(delete(PersonRow).where(PersonRow.id == person.id))

    def reporter_key(self, person: Person) -> str:
        """The pseudonym under which a person's reports and questions are kept."""
        return self._vault.pseudonym("reporter", str(person.id))

    async def by_reporter_key(self, key: str) -> Person | None:
        """The person behind a pseudonym."""
        return (await self.by_reporter_keys({key})).get(key)

    async def by_reporter_keys(self, keys: Collection[str]) -> dict[str, Person]:
        """The people behind pseudonyms. Those cannot be turned round, so everybody's is made and compared."""
        people = map(_person, await self._session.scalars(select(PersonRow)))
        return {key: person for person in people if (key := self.reporter_key(person)) in keys}

    async def _find(self, channel: str, address: str) -> PersonRow | None:
        key = self._vault.pseudonym("address", f"{channel}:{address}")
        query = select(PersonRow).where(PersonRow.channel == channel, PersonRow.address_key == key)
        return (await self._session.scalars(query)).one_or_none()


def _person(row: PersonRow) -> Person:
    return Person(row.id, Role(row.role), row.area)
