"""Who is on duty for urgent alerts, on which days of the week and until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.settings import TIMEZONE
from bot.store.holding import hold
from bot.store.models import DutyRow, PersonRow
from bot.store.people import Person
from bot.store.role import Role

EVERY_DAY = "1234567"
WORKING_WEEK = "12345"


@dataclass(frozen=True)
class Duty:
    """Somebody's days of the week, as in `12345` (`1` is Monday), up to `until`; None when no end was set.

    `reachable` is whether they have not blocked the bot.
    """

    person: Person
    alias: str | None
    reachable: bool
    weekdays: str
    until: datetime | None

    def has(self, day: date) -> bool:
        """Whether this day is one of theirs; a day is one of local time."""
        return has_day(self.weekdays, self.until, day)

    @property
    def last_day(self) -> date | None:
        """The last day of it, on whichever day of the week that falls; None when it goes on."""
        return (self.until - timedelta(seconds=1)).astimezone(TIMEZONE).date() if self.until else None


def has_day(weekdays: str, until: datetime | None, day: date) -> bool:
    """Whether this day is among the days of the week, and not past the end."""
    return str(day.isoweekday()) in weekdays and (until is None or start_of(day) < until)


def until_after(day: date) -> datetime:
    """The moment after this day: midnight in local time."""
    return start_of(day + timedelta(days=1))


def start_of(day: date) -> datetime:
    """Midnight in local time."""
    return datetime.combine(day, time(), TIMEZONE)


def on_day(duties: Iterable[Duty], day: date) -> frozenset[int]:
    """The ids of those on duty on a day, who can be reached."""
    return frozenset(duty.person.id for duty in duties if duty.reachable and duty.has(day))


class Duties:
    """Queries about the roster."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all(self) -> Sequence[Duty]:
        """Everybody's duty, what is past among it until it is deleted; only of those who still follow up."""
        query = (
            select(DutyRow, PersonRow)
            .join(PersonRow, PersonRow.id == DutyRow.person_id)
            .where(PersonRow.role.in_([Role.COORDINATOR, Role.ADMIN]))
            .order_by(PersonRow.alias, DutyRow.id)
        )
        return [
            Duty(
                Person(person.id, Role(person.role), person.area),
                person.alias,
                person.unreachable_since is None,
                row.weekdays,
                row.until,
            )
            for row, person in (await self._session.execute(query)).all()
        ]

    async def today(self, now: datetime) -> frozenset[int]:
        """The ids of those on duty on the day that it is in local time, who can be reached."""
        return on_day(await self.all(), now.astimezone(TIMEZONE).date())

    async def of(self, person: Person) -> Duty | None:
        """What is kept of somebody's duty, also when it is past."""
        return next((duty for duty in await self.all() if duty.person.id == person.id), None)

    async def put(self, person: Person, weekdays: str, until: datetime | None) -> None:
        """Puts somebody on duty, in place of what was there."""
        # Else two coordinators at the same moment would put them on it twice.
        held = hold(self._session, select(PersonRow.id).where(PersonRow.id == person.id), PersonRow)
        await self._session.execute(held)
        await self.take_off(person)
        self._session.add(DutyRow(person_id=person.id, weekdays=weekdays, until=until))
        await self._session.flush()

    async def take_off(self, person: Person) -> bool:
        """Takes somebody off duty; False when they were not on it."""
        result = await self._session.execute(delete(DutyRow).where(DutyRow.person_id == person.id))
        assert isinstance(result, CursorResult), "a delete without RETURNING gives nothing else"
        return result.rowcount > 0
