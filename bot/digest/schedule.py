"""The digest goes out: once for each coordinator and week, also after the bot was down, and from two processes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.digest.choice import Due, areas_told, due
from bot.digest.week import Week
from bot.errors import StoreUnavailable
from bot.knowledge import Knowledge
from bot.message import Reply
from bot.monitoring.meters import DIGESTS_FAILED
from bot.settings import WeeklyMoment
from bot.store.database import Store, Work
from bot.store.digests import DigestChoice
from bot.store.outbox import Lane
from bot.store.people import Person

log = logging.getLogger(__name__)


class Digest(Protocol):
    """Makes digests."""

    async def prepare(self, store: Store, week: Week, now: datetime) -> int:
        """Makes what everybody's digest of a week has in it; gives how many parts were not there yet."""

    async def make(self, work: Work, week: Week, now: datetime, person: Person, areas: tuple[str, ...]) -> Reply:
        """The digest for a person, of these areas; none is the whole municipality. It only reads."""


@dataclass(frozen=True)
class Waiting:
    """A coordinator who should have got a digest and has not."""

    person: Person
    due: Due
    choice: DigestChoice


async def waiting(work: Work, now: datetime, usual: WeeklyMoment) -> list[Waiting]:
    """Everybody for whom a digest is due now that was not made yet.

    A new coordinator gets none of a week in which they were not there yet.
    """
    choices, newest = await work.digests.choices(), await work.digests.newest()
    found = []
    for person in await work.people.coordinators():
        choice = choices.get(person.id, DigestChoice())
        last = newest.get(person.id)
        if (week := due(choice, usual, now, last.week if last else None)) is not None:
            found.append(Waiting(person, week, choice))
    there = {
        week: {person.id for person in await work.people.coordinators(since=week.end())}
        for week in {one.due.week for one in found}
    }
    return [one for one in found if one.person.id in there[one.due.week]]


async def send_due(
    store: Store, knowledge: Knowledge, clock: Callable[[], datetime], usual: WeeklyMoment, digest: Digest
) -> int:
    """Puts the digest that is due in the outbox of every coordinator who has not had it; gives how many that were.

    What is kept of it decides, together with the outbox, in one transaction, so calling this often, or from two
    processes, sends it once. Nothing is counted, and nothing is locked, when everybody has it. A digest that cannot
    be made keeps nobody else's back. Raises StoreUnavailable.
    """
    now = clock()
    async with store.work(read_only=True) as work:
        found = await waiting(work, now, usual)
    for week in sorted({one.due.week for one in found}):
        await _prepare(store, digest, week, now)
    sent = 0
    for one in found:
        try:
            sent += await _send(store, knowledge, now, one, digest)
        except StoreUnavailable:
            raise
        except Exception as error:
            # Nothing of it may be logged: there is what people asked in it.
            DIGESTS_FAILED.add()
            log.error("A digest of %s could not be made: %s", one.due.week, type(error).__name__)
    return sent


async def _prepare(store: Store, digest: Digest, week: Week, now: datetime) -> None:
    """What everybody's digest has in it; where that cannot be made, they go out without."""
    try:
        await digest.prepare(store, week, now)
    except StoreUnavailable:
        raise
    except Exception as error:
        log.error("What is shown of %s could not be made: %s", week, type(error).__name__)


async def _send(store: Store, knowledge: Knowledge, now: datetime, one: Waiting, digest: Digest) -> bool:
    week, person = one.due.week, one.person
    async with store.work(read_only=True) as work:
        reply = await digest.make(work, week, now, person, areas_told(one.choice, person.area, knowledge.areas))
    async with store.work() as work:
        if not await work.digests.keep(str(week), person, reply, now):
            return False
        return await work.outbox.add(person.id, digest_key(str(week), person.id), reply.payload(), now, Lane.BULK)


def digest_key(week: str, person_id: int) -> str:
    """The outbox's key of a digest."""
    return f"digest:{week}:{person_id}"
