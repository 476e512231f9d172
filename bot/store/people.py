"""The people who talk with the bot: volunteers, coordinators, guests. Never a visited person."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CursorResult, Select, case, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.alias import draw
from bot.store.holding import hold
from bot.store.insert import insert_new
from bot.store.limits import LIMITS, Counted
from bot.store.models import (
    ConversationRow,
    DigestChoiceRow,
    DigestRow,
    DutyRow,
    OutboxRow,
    PersonalRow,
    PersonRow,
    PracticeAnswerRow,
    PracticeGroupRow,
    QuestionRow,
    ReminderRow,
    ReportRow,
    UsageRow,
    day_of,
)
from bot.store.outbox import Lane, letters_that_wait
from bot.store.pseudonyms import address_key, asker_key, reporter_key
from bot.store.role import FOLLOWS_UP, Role
from bot.store.vault import Vault

WRONG_CODES_A_DAY = LIMITS[Counted.GUESSED].times
"""So many invitation codes that do not work somebody may try in a day."""


OF_SOMEBODY = (
    *(ConversationRow, UsageRow, DigestRow, DigestChoiceRow, OutboxRow),
    *(ReminderRow, PersonalRow, PracticeAnswerRow),
)
"""The tables of which everything goes with the person. What else points at them the database itself takes along."""


@dataclass(frozen=True)
class Person:
    """Somebody who talks with the bot. `id` is ours and says nothing outside the database."""

    id: int
    role: Role
    area: str | None = None


@dataclass(frozen=True)
class Entry:
    """What is known of somebody, without their address. The moments are days."""

    person: Person
    alias: str | None
    role_since: datetime
    last_seen: datetime
    unreachable_since: datetime | None
    wrong_codes: int
    wrong_codes_on: datetime | None


class People:
    """Queries about people."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def meet(self, channel: str, address: str, now: datetime, first_role: Role = Role.GUEST) -> Person:
        """The person behind a channel's address, who is remembered from now on.

        Nobody else meets them before this unit of work ends: the messages of a chat are taken one after the other, also
        by processes side by side.
        """
        while (row := await self._find(channel, address, held=True)) is None:
            values = {
                "channel": channel,
                "address_key": address_key(self._vault, channel, address),
                "address": self._vault.seal(address),
                "role": first_role,
                "role_since": day_of(now),
                "last_seen": day_of(now),
            }
            # Of two processes that meet somebody new at the same moment one inserts, and both find that row.
            await insert_new(self._session, PersonRow, values)
        row.last_seen = day_of(now)
        row.unreachable_since = None
        person, nameless = _person(row), row.alias is None and row.role != Role.GUEST
        if nameless:
            await self.rename(person)
        return person

    async def knows(self, channel: str, address: str) -> bool:
        """Whether somebody is remembered with this address."""
        return await self._find(channel, address) is not None

    async def at(self, channel: str, address: str) -> Person | None:
        """Who is remembered with this address; None when nobody is. Nothing is noted of their being here."""
        row = await self._find(channel, address)
        return _person(row) if row is not None else None

    async def is_reached_at(self, channel: str, address: str) -> bool:
        """Whether somebody is remembered with this address who did not turn us away there."""
        row = await self._find(channel, address)
        return row is not None and row.unreachable_since is None

    async def give_role(self, person: Person, role: Role, area: str | None, now: datetime) -> Person:
        """The person with a new role, and the area it is bound to. Whoever is no guest has an alias.

        A coordinator who becomes an admin, or is invited again, follows up since the day they first did: else they
        would count as new in a week that they worked in.
        """
        since = case((PersonRow.role.in_(FOLLOWS_UP), PersonRow.role_since), else_=day_of(now))
        values = {"role": role, "area": area, "role_since": since if role.may_coordinate else day_of(now)}
        await self._session.execute(update(PersonRow).where(PersonRow.id == person.id).values(**values))
        changed = Person(person.id, role, area)
        if role is not Role.GUEST and (await self.entry(changed)).alias is None:
            await self.rename(changed)
        return changed

    async def make_guest(self, person: Person, now: datetime) -> Person:
        """Takes role, area, alias, duty, digests and reminders away, and ends what the person was doing; their reports
        stay.

        What was for many and has not reached them yet does not go out any more: it was for who they were.
        """
        await self._session.execute(update(PersonRow).where(PersonRow.id == person.id).values(alias=None))
        for table in (ConversationRow, DigestRow, DigestChoiceRow, DutyRow, ReminderRow):
            await self._session.execute(delete(table).where(table.person_id == person.id))
        await self._session.execute(delete(PracticeGroupRow).where(PracticeGroupRow.trainer_id == person.id))
        await self._session.execute(delete(OutboxRow).where(*letters_that_wait(person.id), OutboxRow.lane == Lane.BULK))
        return await self.give_role(person, Role.GUEST, None, now)

    async def dismiss(self, person: Person, now: datetime) -> bool:
        """As `make_guest`, but False (and nothing changed) when the person has not this role any more."""
        still = (PersonRow.id == person.id, PersonRow.role == person.role)
        result = await self._session.execute(update(PersonRow).where(*still).values(role=Role.GUEST))
        assert isinstance(result, CursorResult), "an update without RETURNING gives nothing else"
        if result.rowcount:
            await self.make_guest(person, now)
        return result.rowcount == 1

    async def move(self, person: Person, area: str | None) -> None:
        """Gives the person another area; None is everywhere."""
        await self._session.execute(update(PersonRow).where(PersonRow.id == person.id).values(area=area))

    async def find(self, person_id: int) -> Entry | None:
        """Who has this id, held until this unit of work ends; None when nobody has it (any more)."""
        query = hold(self._session, _entries().where(PersonRow.id == person_id), PersonRow)
        row = (await self._session.scalars(query)).one_or_none()
        return _entry(row) if row else None

    async def by_alias(self, alias: str) -> Entry | None:
        """Who has this alias, in whatever letter case."""
        query = _entries().where(func.lower(PersonRow.alias) == " ".join(alias.lower().split()))
        row = (await self._session.scalars(query)).one_or_none()
        return _entry(row) if row else None

    async def rename(self, person: Person) -> str:
        """Gives the person another alias, which nobody has."""
        taken = set(await self._session.scalars(select(PersonRow.alias).where(PersonRow.alias.is_not(None))))
        while True:
            alias = draw({name for name in taken if name}, secrets.SystemRandom())
            try:
                async with self._session.begin_nested():
                    await self._session.execute(update(PersonRow).where(PersonRow.id == person.id).values(alias=alias))
                return alias
            except IntegrityError:
                taken.add(alias)  # another process gave it to somebody at the same moment

    async def entry(self, person: Person) -> Entry:
        """What is known of somebody who is known."""
        return _entry((await self._session.scalars(_entries().where(PersonRow.id == person.id))).one())

    async def invited(self) -> list[Entry]:
        """Everybody with a role, by alias."""
        rows = await self._session.scalars(_entries().where(PersonRow.role != Role.GUEST))
        return sorted(map(_entry, rows), key=lambda entry: (entry.alias is None, entry.alias or ""))

    async def count_guests(self) -> int:
        """How many there are without a role."""
        query = select(func.count()).select_from(PersonRow).where(PersonRow.role == Role.GUEST)
        return int((await self._session.scalars(query)).one())

    async def may_try_code(self, person: Person, now: datetime) -> bool:
        """Whether somebody may still try an invitation code today."""
        row = await self._session.get_one(PersonRow, person.id)
        return row.wrong_codes_on != day_of(now) or (row.wrong_codes or 0) < WRONG_CODES_A_DAY

    async def note_wrong_code(self, person: Person, now: datetime) -> None:
        """Counts an invitation code that did not work."""
        row = await self._session.get_one(PersonRow, person.id)
        row.wrong_codes = (row.wrong_codes or 0) + 1 if row.wrong_codes_on == day_of(now) else 1
        row.wrong_codes_on = day_of(now)

    async def test_secret(self) -> None:
        """Raises StoreError when the database was written with another secret."""
        sealed = (await self._session.scalars(select(PersonRow.address).limit(1))).first()
        if sealed is not None:
            self._vault.unseal(sealed)

    async def coordinators(self, since: datetime | None = None) -> Sequence[Person]:
        """Everybody who follows up and can be reached; only those who did so before `since`, when given."""
        query = select(PersonRow).where(PersonRow.role.in_(FOLLOWS_UP), PersonRow.unreachable_since.is_(None))
        if since is not None:
            query = query.where(PersonRow.role_since < since)
        rows = await self._session.scalars(query.order_by(PersonRow.id))
        return [_person(row) for row in rows]

    async def coordinators_on(self, channel: str) -> dict[str, Role]:
        """The addresses of everybody who follows up on this channel, with their roles."""
        query = select(PersonRow.address, PersonRow.role)
        found = await self._session.execute(query.where(PersonRow.channel == channel, PersonRow.role.in_(FOLLOWS_UP)))
        return {self._vault.unseal(address): Role(role) for address, role in found}

    async def can_be_reached(self, person: Person) -> bool:
        """Whether they have not blocked the bot, as far as is known."""
        reachable = (PersonRow.id == person.id, PersonRow.unreachable_since.is_(None))
        return (await self._session.scalars(select(PersonRow.id).where(*reachable))).first() is not None

    async def mark_unreachable(self, channel: str, address: str, now: datetime) -> None:
        """Remembers that somebody blocked the bot; the next message from them undoes it."""
        row = await self._find(channel, address)
        if row is not None:
            row.unreachable_since = day_of(now)
            await self._session.flush()

    async def erase(self, person: Person) -> None:
        """Forgets the person. Reports stay as counts that lead to nobody."""
        key = self.reporter_key(person)
        await self._session.execute(update(ReportRow).where(ReportRow.reporter_key == key).values(reporter_key=None))
        asker = self.asker_key(person)
        await self._session.execute(update(QuestionRow).where(QuestionRow.asker_key == asker).values(asker_key=None))
        for table in OF_SOMEBODY:
            await self._session.execute(delete(table).where(table.person_id == person.id))
        await self._session.execute(delete(PersonRow).where(PersonRow.id == person.id))

    def reporter_key(self, person: Person) -> str:
        """The pseudonym under which a person's reports are kept."""
        return reporter_key(self._vault, person.id)

    def asker_key(self, person: Person) -> str:
        """The pseudonym under which a person's questions are kept: another, so that those lead to no report."""
        return asker_key(self._vault, person.id)

    async def by_reporter_key(self, key: str) -> Person | None:
        """The person behind a pseudonym."""
        return (await self.by_reporter_keys({key})).get(key)

    async def by_reporter_keys(self, keys: Collection[str]) -> dict[str, Person]:
        """The people behind pseudonyms of reports."""
        return await self._behind(keys, self.reporter_key)

    async def by_asker_keys(self, keys: Collection[str]) -> dict[str, Person]:
        """The people behind pseudonyms of questions."""
        return await self._behind(keys, self.asker_key)

    async def _behind(self, keys: Collection[str], made: Callable[[Person], str]) -> dict[str, Person]:
        """Pseudonyms cannot be turned round, so everybody's is made and compared."""
        people = map(_person, await self._session.scalars(select(PersonRow)))
        return {key: person for person in people if (key := made(person)) in keys}

    async def _find(self, channel: str, address: str, *, held: bool = False) -> PersonRow | None:
        key = address_key(self._vault, channel, address)
        query = _entries().where(PersonRow.channel == channel, PersonRow.address_key == key)
        return (await self._session.scalars(hold(self._session, query, PersonRow) if held else query)).one_or_none()


def _person(row: PersonRow) -> Person:
    return Person(row.id, Role(row.role), row.area)


def _entries() -> Select[PersonRow]:
    # As it is in the database now: an update in between leaves what was read before as it was.
    return select(PersonRow).execution_options(populate_existing=True)


def _entry(row: PersonRow) -> Entry:
    return Entry(
        person=_person(row),
        alias=row.alias,
        role_since=row.role_since,
        last_seen=row.last_seen,
        unreachable_since=row.unreachable_since,
        wrong_codes=row.wrong_codes or 0,
        wrong_codes_on=row.wrong_codes_on,
    )
