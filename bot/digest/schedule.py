"""When the digest goes out: once for each coordinator and week, also after the bot was down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.digest.figures import week_figures
from bot.digest.page import digest_buttons, digest_text
from bot.digest.week import Week
from bot.knowledge import Knowledge
from bot.message import Reply
from bot.settings import WeeklyMoment
from bot.store.database import Store
from bot.store.people import Person


def due_week(now: datetime, moment: WeeklyMoment) -> Week:
    """The newest week whose digest should have gone out by now: a week is told in the week after it."""
    this_week = Week.of(now)
    told = this_week if now >= this_week.moment(moment) else this_week.previous()
    return told.previous()


async def send_due(store: Store, knowledge: Knowledge, clock: Callable[[], datetime], moment: WeeklyMoment) -> int:
    """Puts the due digest in the outbox of every coordinator who has not had it; gives how many that were.

    The outbox's key is the week and the receiver, so calling this often, or from two processes, sends it once.
    Nothing is counted, and nothing is locked, when everybody has it.
    """
    now = clock()
    week = due_week(now, moment)
    async with store.work(read_only=True) as work:
        waiting = [
            coordinator
            for coordinator in await work.people.coordinators(since=week.end())
            if not await work.outbox.has(_key(week, coordinator))
        ]
    sent = 0
    for coordinator in waiting:
        async with store.work(read_only=True) as work:
            figures = await week_figures(work, week, now, knowledge, coordinator.area)
        reply = Reply(digest_text(figures, knowledge), digest_buttons(figures))
        async with store.work() as work:
            sent += await work.outbox.add(coordinator.id, _key(week, coordinator), reply.payload(), now)
    return sent


def _key(week: Week, coordinator: Person) -> str:
    return f"digest:{week}:{coordinator.id}"
