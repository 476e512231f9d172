"""What remains of old reports: counts by week and area, and nothing that stands together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.store.cases import Doer
from bot.store.database import Store
from bot.store.lifecycle import Actor, Assignee, Ending, Status
from bot.store.models import ReportRow, WeeklyCountRow
from bot.store.purge import purge
from bot.store.reports import Consent, Outcome, Reason, Report, Wish
from bot.store.weekly_counts import week_of

LATER = timedelta(days=400)
VISIT = Report(
    Outcome.VISITED,
    ("vallen", "geldzorgen"),
    1,
    "80-84",
    "hoensbroek",
    "alone",
    Consent.YES,
    wish=Wish.TALK,
    follow_up=Assignee.COORDINATOR,
    note="een notitie",
)
REFUSED = Report(Outcome.REFUSED, reason=Reason.TOO_BUSY)


async def add(store: Store, report: Report, at: datetime, ending: Ending | None = None) -> None:
    async with store.work() as work:
        number = await work.reports.add("key", report, at)
        if ending:
            case = await work.cases.find(await work.cases.open(number, at))
            assert case is not None
            done = at + timedelta(days=7)
            assert await work.cases.move(case, Status.DONE, Doer(Actor.COORDINATOR, None), done, outcome=ending)


async def counts(store: Store) -> Sequence[tuple[str, str, str, str, int]]:
    async with store.work(read_only=True) as work:
        rows = await work.session.scalars(select(WeeklyCountRow))
        return sorted((row.week, row.area, row.kind, row.code, row.count) for row in rows)


async def test_everything_that_is_counted(store: Store, now: datetime) -> None:
    await add(store, VISIT, now, Ending.BUDDY)
    await add(store, REFUSED, now)
    assert await purge(store, now + LATER, {}) == {
        "notes": 1,
        "reports without a case": 1,
        "closed cases with their reports": 1,
    }
    assert await counts(store) == [
        ("2026-W47", "-", "outcome", "refused", 1),
        ("2026-W47", "-", "reason", "too-busy", 1),
        ("2026-W47", "hoensbroek", "age_band", "80-84", 1),
        ("2026-W47", "hoensbroek", "consent", "yes", 1),
        ("2026-W47", "hoensbroek", "level", "1", 1),
        ("2026-W47", "hoensbroek", "living", "alone", 1),
        ("2026-W47", "hoensbroek", "outcome", "visited", 1),
        ("2026-W47", "hoensbroek", "signal", "geldzorgen", 1),
        ("2026-W47", "hoensbroek", "signal", "vallen", 1),
        ("2026-W47", "hoensbroek", "wish", "talk", 1),
        ("2026-W48", "hoensbroek", "ending", "buddy", 1),
    ]
    async with store.work(read_only=True) as work:
        assert (await work.session.scalars(select(ReportRow))).all() == []


async def test_counts_add_up_over_the_days(store: Store, now: datetime) -> None:
    for days in (0, 0, 1):
        await add(store, Report(Outcome.NOBODY_HOME), now + timedelta(days=days))
    await purge(store, now + timedelta(days=365.5), {})
    assert [row[-1] for row in await counts(store)] == [2]
    await purge(store, now + LATER, {})
    await purge(store, now + LATER, {})
    assert await counts(store) == [("2026-W47", "-", "outcome", "nobody-home", 3)]


async def test_an_area_with_few_people_is_counted_with_another(store: Store, now: datetime) -> None:
    for area in ("de-hei", "heksenberg", None):
        await add(store, Report(Outcome.NOBODY_HOME, area=area), now)
    await purge(store, now + LATER, {"de-hei": "heksenberg"})
    assert [(area, count) for _, area, _, _, count in await counts(store)] == [("-", 1), ("heksenberg", 2)]


async def test_what_was_withdrawn_is_not_counted(store: Store, now: datetime) -> None:
    async with store.work() as work:
        number = await work.reports.add("key", VISIT, now)
        await work.reports.withdraw("key", number, now)
    assert await purge(store, now + LATER, {}) == {"reports without a case": 1}
    assert await counts(store) == []


WEEKS = [
    (datetime(2026, 11, 22, 22, 59, tzinfo=UTC), "2026-W47"),
    (datetime(2026, 11, 22, 23, 0, tzinfo=UTC), "2026-W48"),
    (datetime(2026, 7, 5, 22, 0, tzinfo=UTC), "2026-W28"),
    (datetime(2027, 1, 1, 12, 0, tzinfo=UTC), "2026-W53"),
    (datetime(2027, 1, 4, 12, 0, tzinfo=UTC), "2027-W01"),
]


@pytest.mark.parametrize(("moment", "week"), WEEKS)
def test_a_week_is_that_of_heerlen(moment: datetime, week: str) -> None:
    assert week_of(moment) == week
