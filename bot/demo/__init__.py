"""Invented visits, to look at the bot and to measure: a year of a municipality in which a scheme grows.

Seeded: the same week gives the same visits. Everybody in it is of the channel `demo`, which nobody delivers to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from random import Random

from sqlalchemy import delete, select

from bot.demo import questions, team, visits
from bot.demo.calendar import Calendar
from bot.demo.case_codes import case_codes
from bot.demo.follow_up import opens_case, story
from bot.demo.places import Places
from bot.demo.standing import replay
from bot.demo.team import Team
from bot.demo.visits import Visit
from bot.demo.writing import Row, Writer
from bot.errors import UsageError
from bot.knowledge import Knowledge
from bot.settings import TIMEZONE
from bot.store.database import Store
from bot.store.models import EditionRow, ReportRow

SEED = 75
REPORTS = 1800
WEEKS = 60
"""More than a year, so that there is a same week last year."""

BATCH = 2000
"""Visits in one transaction: enough to be quick, few enough for a small memory."""


async def fill(store: Store, knowledge: Knowledge, reports: int, now: datetime, weeks: int = WEEKS) -> int:
    """Fills an empty database with so many visits in whole weeks, and what this week had until now on top.

    Gives how many visits that are. Raises UsageError when the database has reports.
    """
    local = now.astimezone(TIMEZONE)
    calendar = Calendar(local, weeks)
    places = Places(knowledge.areas, _chance("places"))
    async with store.work() as work:
        if (await work.session.scalars(select(ReportRow.id).limit(1))).first() is not None:
            raise UsageError("this database has reports already: set DATABASE_URL to a new one")
        # What was shown of weeks in which nothing had happened yet.
        await work.session.execute(delete(EditionRow))
        everybody = await team.join(work, knowledge.areas, places, calendar, _chance("team"))
        first_id = await Writer(work).unused_report_id(now)
    made_up = visits.visits(knowledge, places, everybody, calendar, reports, _chance("visits"))
    rows = _rows(made_up, everybody, calendar, first_id)
    made = 0
    while batch := list(islice(rows, BATCH)):
        async with store.work() as work:
            await Writer(work).write(batch)
        made += len(batch)
    async with store.work() as work:
        await Writer(work).continue_ids()
        await questions.keep(work, knowledge, everybody, calendar, _chance("questions"))
    asked = questions.asked(knowledge, calendar, reports, _chance("asked"))
    while counted := list(islice(asked, BATCH)):
        async with store.work() as work:
            await Writer(work).count_asked(counted)
    return made


def _rows(made_up: Iterable[Visit], everybody: Team, calendar: Calendar, first_id: int) -> Iterator[Row]:
    """The visits until now with what became of them, the oldest first."""
    chance = _chance("cases")
    codes = case_codes(_chance("codes"))
    for report_id, visit in enumerate(made_up, first_id):
        code = next(codes) if opens_case(visit) else None
        coordinator = everybody.coordinator_for(visit.report.area, chance)
        # All of it is drawn, so that what it is does not depend on how late it is now.
        moves = story(visit, coordinator.id, chance) if code else ()
        if visit.at < calendar.now:
            case = replay(code, visit, moves, calendar.now) if code else None
            yield Row(report_id, visit.until(calendar.now), case)


def _chance(part: str) -> Random:
    """One for each part, so that a change in one leaves the others as they were."""
    return Random(f"{SEED}:{part}")  # noqa: S311  invented visits need no secrets
