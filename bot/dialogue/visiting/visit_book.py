"""The visits that somebody planned, as they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from bot.dialogue.turn import Turn
from bot.dialogue.visiting.visit_plan import Visit, just_begun, look_on, read_plan
from bot.settings import TIMEZONE
from bot.store.reminders import Reminder

MOST = 20
"""Visits that one person can have planned."""

Planned = tuple[int, Visit]
"""The number of its reminder, and the visit."""


def visits_among(reminders: Sequence[Reminder]) -> list[Planned]:
    """The visits of these reminders, the first to come first."""
    found = [(one.id, visit) for one in reminders if (visit := read_plan(one.plan)) is not None]
    return sorted(found, key=lambda planned: (planned[1].at, planned[0]))


async def visits_of(turn: Turn) -> list[Planned]:
    return visits_among(await turn.work.reminders.of(turn.person))


async def find(turn: Turn, number: int) -> Visit | None:
    """A visit of this person, held until the turn ends; None when there is none, or not any more."""
    reminder = await turn.work.reminders.find(turn.person, number)
    return read_plan(reminder.plan) if reminder is not None else None


async def keep(turn: Turn, visit: Visit, number: int | None) -> int:
    """Keeps a visit, in place of the one with this number; gives its number."""
    if number is None:
        return await turn.work.reminders.add(turn.person, visit.as_plan(), look_on(visit, turn.now))
    await turn.work.reminders.look_again(number, visit.as_plan(), look_on(visit, turn.now))
    return number


async def newest_begun(turn: Turn) -> Planned | None:
    """The visit that began last, today or yesterday: who reports without saying of which visit, means this one."""
    begun = [planned for planned in await visits_of(turn) if just_begun(planned[1], turn.now)]
    return begun[-1] if begun else None


async def newest_asked(turn: Turn) -> Planned | None:
    """The visit that began last, when it was asked how it went."""
    begun = await newest_begun(turn)
    return begun if begun is not None and begun[1].asked else None


async def drop_begun(turn: Turn) -> None:
    """Forgets the visit that was just reported: how it went need not be asked."""
    if (begun := await newest_begun(turn)) is not None:
        await turn.work.reminders.drop(begun[0])


def today(turn: Turn) -> date:
    return turn.now.astimezone(TIMEZONE).date()


def clock(turn: Turn) -> time:
    """The time that it is now, as people read it on their clock."""
    return turn.now.astimezone(TIMEZONE).time()
