"""Of what people are to be reminded, and when to look at that again: a visit, how they are after a heavy one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.holding import hold
from bot.store.models import PersonRow, ReminderRow, day_of
from bot.store.people import Person
from bot.store.role import Role
from bot.store.vault import Vault

SEALED_LENGTH = 256
"""Every plan is filled up to so many characters, so that its length does not tell of what somebody is reminded."""


@dataclass(frozen=True)
class Reminder:
    """Of what somebody is to be reminded. `plan` is JSON data; `look_on` the next day on which something may be due."""

    id: int
    person: Person
    look_on: date
    plan: Mapping[str, Any]


class Reminders:
    """Queries about reminders. Days are local; whether something is due at this hour is decided by the plan."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, person: Person, plan: Mapping[str, Any], look_on: date) -> int:
        """Keeps a reminder; gives its number."""
        row = ReminderRow(person_id=person.id, look_on=_moment(look_on), plan=self._sealed(plan))
        self._session.add(row)
        await self._session.flush()
        return row.id

    async def to_look_at(self, today: date, limit: int, behind: int = 0) -> list[Reminder]:
        """Those of which something may be due today, with a number higher than `behind`, held until this unit of work
        ends. What another holds is passed by.
        """
        due = (ReminderRow.look_on <= _moment(today), ReminderRow.id > behind)
        query = _reminders().where(*due).order_by(ReminderRow.id).limit(limit)
        return self._opened(await self._session.execute(hold(self._session, query, ReminderRow, pass_by=True)))

    async def of(self, person: Person) -> list[Reminder]:
        """Of what somebody is to be reminded, the first made first."""
        query = _reminders().where(ReminderRow.person_id == person.id).order_by(ReminderRow.id)
        return self._opened(await self._session.execute(query))

    async def find(self, person: Person, number: int) -> Reminder | None:
        """The reminder of this person with this number, held until this unit of work ends; None when there is none."""
        query = _reminders().where(ReminderRow.person_id == person.id, ReminderRow.id == number)
        found = self._opened(await self._session.execute(hold(self._session, query, ReminderRow)))
        return found[0] if found else None

    async def look_again(self, number: int, plan: Mapping[str, Any], look_on: date) -> None:
        """Changes a plan, or only the next day on which something of it may be due."""
        values = {"plan": self._sealed(plan), "look_on": _moment(look_on)}
        await self._session.execute(update(ReminderRow).where(ReminderRow.id == number).values(**values))

    async def drop(self, number: int) -> None:
        """Forgets a reminder."""
        await self._session.execute(delete(ReminderRow).where(ReminderRow.id == number))

    async def are_wanted(self, person: Person) -> bool:
        """Whether somebody did not turn reminders off."""
        off = select(PersonRow.reminders_off_on).where(PersonRow.id == person.id)
        return (await self._session.scalars(off)).one_or_none() is None

    async def turn(self, person: Person, now: datetime, *, on: bool) -> None:
        """Turns somebody's reminders on or off; what was planned stays."""
        values = {"reminders_off_on": None if on else day_of(now)}
        await self._session.execute(update(PersonRow).where(PersonRow.id == person.id).values(**values))

    def _sealed(self, plan: Mapping[str, Any]) -> bytes:
        return self._vault.seal(json.dumps(plan).ljust(SEALED_LENGTH))

    def _opened(self, rows: Iterable[Any]) -> list[Reminder]:
        return [
            Reminder(
                id=row.id,
                person=Person(person.id, Role(person.role), person.area),
                look_on=row.look_on.date(),
                plan=json.loads(self._vault.unseal(row.plan)),
            )
            for row, person in rows
        ]


def _reminders() -> Any:
    return select(ReminderRow, PersonRow).join(PersonRow, ReminderRow.person_id == PersonRow.id)


def _moment(day: date) -> datetime:
    """A day as the database has it."""
    return datetime.combine(day, time(), UTC)
