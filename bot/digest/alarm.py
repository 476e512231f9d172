"""What is said when a digest does not arrive: in the log, to the admins, and in `check`."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.digest import alarm_texts as texts
from bot.digest.choice import due
from bot.digest.schedule import digest_key, waiting
from bot.digest.week import Week
from bot.markup import escape
from bot.message import Reply
from bot.settings import WeeklyMoment
from bot.store.database import Store, Work
from bot.store.digests import DigestChoice, SentDigest
from bot.store.outbox import Standing
from bot.store.people import Entry
from bot.store.role import Role

log = logging.getLogger(__name__)

BLOCKED = "blocked"
NOT_MADE_AFTER = timedelta(days=1)
LATE_AFTER = timedelta(days=2)
"""Counted from the beginning of the day on which it was made, the only moment that is kept: more than a day in all."""


class Trouble(StrEnum):
    """What is wrong, in the words of `check`."""

    BLOCKED = "could not be delivered (blocked)"
    REFUSED = "could not be delivered (refused)"
    LATE = "is not delivered yet"
    NOT_MADE = "is not made yet"


SAID = {
    Trouble.BLOCKED: texts.GIVEN_UP,
    Trouble.REFUSED: texts.REFUSED,
    Trouble.LATE: texts.LATE,
    Trouble.NOT_MADE: texts.NOT_MADE,
}


@dataclass(frozen=True)
class Undelivered:
    """A digest that somebody has not got. `since` is a day, or when it was due."""

    week: str
    entry: Entry
    trouble: Trouble
    since: datetime

    @property
    def key(self) -> str:
        return f"undelivered:{self.week}:{self.entry.person.id}"

    @property
    def line(self) -> str:
        """For whoever runs the bot."""
        return f"{self.week} for {self.entry.alias} {self.trouble}, since {self.since:%Y-%m-%d}"

    @property
    def text(self) -> str:
        """For an admin in the chat."""
        return SAID[self.trouble].format(number=Week.parse(self.week).number, alias=escape(self.entry.alias or "?"))


async def undelivered(work: Work, now: datetime, usual: WeeklyMoment) -> list[Undelivered]:
    """Of every coordinator the newest digest, where it did not arrive, and what should have been made a day ago.

    For who blocked the bot before the digest was made, none is made: that one did not arrive either, and takes the
    place of an older one.
    """
    entries = {one.person.id: one for one in await work.people.invited() if one.person.role.may_coordinate}
    newest, choices = await work.digests.newest(), await work.digests.choices()
    found = []
    for person_id, entry in entries.items():
        blocked = _not_made_because_blocked(entry, choices.get(person_id), newest.get(person_id), now, usual)
        if blocked is not None:
            found.append(blocked)
        elif (sent := newest.get(person_id)) is not None:
            standing = await work.outbox.standing(digest_key(sent.week, person_id))
            if (trouble := _trouble(sent, standing, now)) is not None:
                since = standing.failed_on if standing and standing.failed_on else sent.made_on
                found.append(Undelivered(sent.week, entry, trouble, since))
    late = [one for one in await waiting(work, now, usual) if now - one.due.since > NOT_MADE_AFTER]
    not_made = [Undelivered(str(one.due.week), entries[one.person.id], Trouble.NOT_MADE, one.due.since) for one in late]
    return found + not_made


def _not_made_because_blocked(
    entry: Entry, choice: DigestChoice | None, newest: SentDigest | None, now: datetime, usual: WeeklyMoment
) -> Undelivered | None:
    """The digest that is due to somebody who cannot be reached; None to a new coordinator, as in `waiting`."""
    if entry.unreachable_since is None:
        return None
    week = due(choice or DigestChoice(), usual, now, newest.week if newest else None)
    if week is None or entry.role_since >= week.week.end():
        return None
    return Undelivered(str(week.week), entry, Trouble.BLOCKED, week.since)


def _trouble(sent: SentDigest, standing: Standing | None, now: datetime) -> Trouble | None:
    if standing is None:  # the purge gave it up; had it been delivered, that would be known as long as the digest is
        return Trouble.LATE
    if standing.delivered:
        return None
    if standing.failed_on is not None:
        return Trouble.BLOCKED if standing.failure == BLOCKED else Trouble.REFUSED
    return Trouble.LATE if now - sent.made_on >= LATE_AFTER else None


class Alarm:
    """Tells of each digest that did not arrive once: the log in every run of the program, every admin in the chat."""

    def __init__(self) -> None:
        self._logged: set[str] = set()

    async def sound(self, store: Store, now: datetime, usual: WeeklyMoment) -> int:
        """Looks, and tells what was not told; gives how many messages go out. Raises StoreUnavailable.

        Nothing is locked when there is nothing to tell.
        """
        async with store.work(read_only=True) as work:
            found = await undelivered(work, now, usual)
            to_tell = [(one, admin) for one in found for admin in await _to_hear(work, one)]
        for one in found:
            if one.key not in self._logged:
                self._logged.add(one.key)
                log.error("A digest does not arrive: %s", one.line)
        if not to_tell:
            return 0
        async with store.work() as work:
            return sum(
                [
                    await work.outbox.add(admin, f"{one.key}:{admin}", Reply(one.text).payload(), now)
                    for one, admin in to_tell
                ]
            )


async def _to_hear(work: Work, one: Undelivered) -> list[int]:
    """The admins who have not heard of this, without the one whom it is about.

    An admin for whom other messages wait cannot be reached either: Telegram may be away, and when it is back the digest
    arrives too.
    """
    admins = [person.id for person in await work.people.coordinators() if person.role is Role.ADMIN]
    return [
        admin
        for admin in admins
        if admin != one.entry.person.id
        and not await work.outbox.has(f"{one.key}:{admin}")
        and not await work.outbox.is_anything_waiting_for(admin)
    ]
