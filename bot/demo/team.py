"""The people of the scheme: volunteers who join over the year, and their coordinators."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import select, update

from bot.demo.calendar import WEEK, Calendar
from bot.demo.draw import Draw
from bot.demo.places import Places
from bot.knowledge.area import Areas
from bot.store.alias import draw
from bot.store.database import Work
from bot.store.digests import DigestChoice
from bot.store.models import PersonRow, day_of
from bot.store.people import Person
from bot.store.role import Role

CHANNEL = "demo"
VOLUNTEERS, COORDINATORS = 30, 3
FROM_THE_START = 0.45
"""Which share of the volunteers is there in the first week; the others join one by one."""

LAST_JOINS = 0.75
"""After which share of the weeks the last one joins."""

STOPPED, BLOCKED = 2, 1
"""How many volunteers stopped, and how many blocked the bot lately."""

STOP_AFTER = 0.6
"""After which share of the weeks those stopped."""

NO_END = datetime(2999, 1, 1, tzinfo=UTC)
"""Until then a pause lasts that has no end."""

_bound_to = Draw({"stadsdeel": 55, "wijk": 30, "everywhere": 15})


@dataclass(frozen=True)
class Volunteer:
    """Somebody who visits from `since` to `until`; `eager` is how much, against others."""

    person: Person
    reporter_key: str
    since: datetime
    until: datetime
    eager: float
    reachable: bool


@dataclass(frozen=True)
class Team:
    """Everybody, and which areas each area lies in."""

    volunteers: Sequence[Volunteer]
    coordinators: Sequence[Person]
    around: dict[str, tuple[str, ...]]

    def active(self, at: datetime) -> list[Volunteer]:
        return [one for one in self.volunteers if one.since <= at < one.until]

    def coordinator_for(self, area: str | None, chance: Random) -> Person:
        """Who follows up there: who is bound to it, or anybody."""
        around = self.around.get(area or "", ())
        bound = [one for one in self.coordinators if one.area in around]
        return chance.choice(bound or self.coordinators)


async def join(work: Work, areas: Areas, places: Places, calendar: Calendar, chance: Random) -> Team:
    """Adds the volunteers and coordinators to the database.

    Coordinators are noted as unreachable, so that no alert or reminder is ever meant for them, and their digest rests,
    so that nobody is told that it does not arrive.
    """
    rows = await work.session.scalars(select(PersonRow.alias).where(PersonRow.channel != CHANNEL))
    people = _People(work, {alias for alias in rows if alias}, chance)
    yesterday = calendar.now - timedelta(days=1)
    stadsdelen = [area.id for area in areas.stadsdelen()]
    coordinators = []
    for number in range(COORDINATORS):
        area = stadsdelen[number % len(stadsdelen)] if number and number < COORDINATORS else None
        person = await people.add(Role.COORDINATOR, area, calendar.first - 2 * WEEK, yesterday, reachable=False)
        await work.digests.choose(person, DigestChoice(paused_until=NO_END))
        coordinators.append(person)
    volunteers, this_week = [], calendar.start(calendar.mondays[-1])
    for number in range(VOLUNTEERS):
        since = calendar.first + _joins(number, len(calendar.mondays) - 1, chance) * WEEK
        stops = number < STOPPED
        until = since + (this_week - since) * STOP_AFTER if stops else this_week + WEEK
        reachable = number < VOLUNTEERS - BLOCKED
        seen = until if stops else calendar.now - timedelta(days=chance.choice((0, 0, 1, 1, 2, 4, 8)))
        area = _home(places, chance)
        person = await people.add(Role.VOLUNTEER, area, since, max(seen, since), reachable=reachable)
        key = work.people.reporter_key(person)
        volunteers.append(Volunteer(person, key, since, until, chance.uniform(0.4, 1.6), reachable))
    around = {area: areas.around(area) for area in areas.by_id}
    return Team(volunteers, coordinators, around)


class _People:
    """Puts people in the database, under aliases that nobody has."""

    def __init__(self, work: Work, taken: Collection[str], chance: Random) -> None:
        self._work = work
        self._taken = set(taken)
        self._chance = chance
        self._count = 0

    async def add(self, role: Role, area: str | None, since: datetime, seen: datetime, *, reachable: bool) -> Person:
        self._count += 1
        person = await self._work.people.meet(CHANNEL, str(self._count), since)
        alias = draw(self._taken, self._chance)
        self._taken.add(alias)
        values = {
            "role": role,
            "area": area,
            "alias": alias,
            "role_since": day_of(since),
            "last_seen": day_of(seen),
            "unreachable_since": None if reachable else day_of(seen),
        }
        await self._work.session.execute(update(PersonRow).where(PersonRow.id == person.id).values(**values))
        return Person(person.id, role, area)


def _joins(number: int, weeks: int, chance: Random) -> int:
    """The week in which a volunteer joins, counted from the first."""
    early = round(VOLUNTEERS * FROM_THE_START)
    if number < early:
        return 0
    step = weeks * LAST_JOINS / (VOLUNTEERS - early)
    return min(weeks - 1, int((number - early + chance.random()) * step))


def _home(places: Places, chance: Random) -> str | None:
    """The area that a volunteer is bound to: where visits are."""
    level, wijk = _bound_to(chance), places.wijk(chance)
    return {"stadsdeel": wijk.within, "wijk": wijk.id}.get(level)
