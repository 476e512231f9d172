"""Who is on duty: on which days, until when, and never who cannot be reached or does not follow up any more."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from bot.settings import TIMEZONE
from bot.store.database import Store, Work
from bot.store.duty import EVERY_DAY, WORKING_WEEK, has_day, until_after
from bot.store.people import Person
from bot.store.role import Role

WEDNESDAY = date(2026, 11, 18)


async def coordinator(work: Work, now: datetime, name: str = "bea", role: Role = Role.COORDINATOR) -> Person:
    return await work.people.give_role(await work.people.meet("test", name, now), role, None, now)


@pytest.mark.parametrize(
    ("weekdays", "last", "day", "expected"),
    [
        (WORKING_WEEK, None, WEDNESDAY, True),
        (WORKING_WEEK, None, date(2026, 11, 21), False),
        ("7", None, date(2026, 11, 22), True),
        (EVERY_DAY, WEDNESDAY, WEDNESDAY, True),
        (EVERY_DAY, WEDNESDAY, date(2026, 11, 19), False),
        (EVERY_DAY, date(2026, 10, 25), date(2026, 10, 25), True),  # of 25 hours
        (EVERY_DAY, date(2026, 10, 25), date(2026, 10, 26), False),
        (EVERY_DAY, date(2027, 3, 28), date(2027, 3, 28), True),  # of 23 hours
        (EVERY_DAY, date(2027, 3, 28), date(2027, 3, 29), False),
    ],
)
def test_a_day_counts_up_to_the_last(weekdays: str, last: date | None, day: date, expected: bool) -> None:
    assert has_day(weekdays, until_after(last) if last else None, day) is expected


async def test_a_day_is_one_of_local_time(store: Store, now: datetime) -> None:
    async with store.work() as work:
        bea = await coordinator(work, now)
        await work.duty.put(bea, "3", until_after(WEDNESDAY))
        midnight = datetime(2026, 11, 18, tzinfo=TIMEZONE)
        assert await work.duty.today(midnight - timedelta(seconds=1)) == set()
        assert await work.duty.today(midnight) == {bea.id}
        assert await work.duty.today(midnight + timedelta(days=1, seconds=-1)) == {bea.id}
        assert await work.duty.today(midnight + timedelta(days=1)) == set()


async def test_the_last_day_is_told_as_it_was_set(store: Store, now: datetime) -> None:
    async with store.work() as work:
        bea = await coordinator(work, now)
        for day in (WEDNESDAY, date(2026, 10, 25), date(2027, 3, 28)):
            await work.duty.put(bea, EVERY_DAY, until_after(day))
            duty = await work.duty.of(bea)
            assert duty is not None and duty.last_day == day


async def test_who_is_put_on_duty_again_has_the_new_days_alone(store: Store, now: datetime) -> None:
    async with store.work() as work:
        bea = await coordinator(work, now)
        await work.duty.put(bea, "3", None)
        await work.duty.put(bea, "4", None)
        assert [duty.weekdays for duty in await work.duty.all()] == ["4"]
        assert await work.duty.take_off(bea)
        assert not await work.duty.take_off(bea)
        assert await work.duty.of(bea) is None


async def test_who_cannot_be_reached_is_not_on_duty(store: Store, now: datetime) -> None:
    async with store.work() as work:
        bea, ali = await coordinator(work, now), await coordinator(work, now, "ali", Role.ADMIN)
        for person in (bea, ali):
            await work.duty.put(person, EVERY_DAY, None)
        await work.people.mark_unreachable("test", "bea", now)
    async with store.work() as work:
        assert await work.duty.today(now) == {ali.id}
        assert [duty.reachable for duty in sorted(await work.duty.all(), key=lambda d: d.person.id)] == [False, True]


async def test_who_stops_or_is_erased_leaves_the_roster(store: Store, now: datetime) -> None:
    async with store.work() as work:
        bea, ali = await coordinator(work, now), await coordinator(work, now, "ali")
        for person in (bea, ali):
            await work.duty.put(person, EVERY_DAY, None)
        await work.people.make_guest(bea, now)
        await work.people.give_role(bea, Role.COORDINATOR, None, now)
        await work.people.erase(ali)
        assert await work.duty.all() == []


async def test_who_is_no_coordinator_any_more_is_not_on_duty(store: Store, now: datetime) -> None:
    async with store.work() as work:
        bea = await coordinator(work, now)
        await work.duty.put(bea, EVERY_DAY, None)
        await work.people.give_role(bea, Role.VOLUNTEER, None, now)
        assert await work.duty.today(now) == set()
