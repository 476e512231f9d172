"""What is kept of reminders, and of what somebody has for themselves alone: on both databases."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from bot.store.database import Store
from bot.store.models import PersonalRow, ReminderRow
from bot.store.people import Person
from bot.store.personal import Mine
from bot.store.role import Role
from tests.databases import Database

TODAY = date(2026, 11, 18)
TOMORROW = TODAY + timedelta(days=1)
PLAN = {"what": "visit", "at": "2026-11-19T14:00"}


async def meet(store: Store, now: datetime, name: str = "truus") -> Person:
    async with store.work() as work:
        return await work.people.meet("test", name, now, Role.VOLUNTEER)


async def test_a_reminder_is_looked_at_on_its_day_and_not_before(store: Store, now: datetime) -> None:
    truus = await meet(store, now)
    async with store.work() as work:
        number = await work.reminders.add(truus, PLAN, TOMORROW)
    async with store.work() as work:
        assert await work.reminders.to_look_at(TODAY, 20) == []
        (found,) = await work.reminders.to_look_at(TOMORROW, 20)
        assert (found.id, found.person, found.look_on, found.plan) == (number, truus, TOMORROW, PLAN)
        assert await work.reminders.to_look_at(TOMORROW, 20, behind=number) == []


async def test_it_is_looked_at_again_on_another_day_and_dropped(store: Store, now: datetime) -> None:
    truus = await meet(store, now)
    async with store.work() as work:
        number = await work.reminders.add(truus, PLAN, TODAY)
        await work.reminders.look_again(number, {"what": "told"}, TOMORROW)
        assert await work.reminders.to_look_at(TODAY, 20) == []
        (found,) = await work.reminders.of(truus)
        assert (found.plan, found.look_on) == ({"what": "told"}, TOMORROW)
        await work.reminders.drop(number)
        assert await work.reminders.of(truus) == []


async def test_nobody_finds_the_reminder_of_another(store: Store, now: datetime) -> None:
    truus, ali = await meet(store, now), await meet(store, now, "ali")
    async with store.work() as work:
        number = await work.reminders.add(truus, PLAN, TODAY)
        assert await work.reminders.find(ali, number) is None
        found = await work.reminders.find(truus, number)
        assert found is not None and found.plan == PLAN


async def test_reminders_are_wanted_until_they_are_turned_off(store: Store, now: datetime) -> None:
    truus = await meet(store, now)
    async with store.work() as work:
        assert await work.reminders.are_wanted(truus)
        await work.reminders.turn(truus, now, on=False)
        assert not await work.reminders.are_wanted(truus)
        await work.reminders.turn(truus, now, on=True)
        assert await work.reminders.are_wanted(truus)


async def test_the_length_tells_nothing(store: Store, now: datetime) -> None:
    truus = await meet(store, now)
    async with store.work() as work:
        await work.reminders.add(truus, {}, TODAY)
        await work.reminders.add(truus, PLAN, TODAY)
        await work.personal.keep(truus, Mine.VOTES, {}, now)
        await work.personal.keep(truus, Mine.PRACTICE, PLAN, now)
        for column in (ReminderRow.plan, PersonalRow.content):
            sealed = (await work.session.scalars(select(column))).all()
            assert len(sealed) == 2 and len({len(one) for one in sealed}) == 1


async def test_what_is_ones_own_is_kept_by_kind_and_replaced(store: Store, now: datetime) -> None:
    truus, ali = await meet(store, now), await meet(store, now, "ali")
    async with store.work() as work:
        assert await work.personal.of(truus, Mine.VOTES) == {}
        await work.personal.keep(truus, Mine.VOTES, {"a": 1}, now)
        await work.personal.keep(truus, Mine.PRACTICE, {"b": 2}, now)
        await work.personal.keep(truus, Mine.VOTES, {"c": 3}, now)
    async with store.work() as work:
        kept = [await work.personal.of(person, kind) for person in (truus, ali) for kind in Mine]
        assert kept == [{"b": 2}, {"c": 3}, {}, {}]


async def test_who_is_erased_leaves_nothing_of_it(store: Store, now: datetime, database: Database) -> None:
    truus = await meet(store, now)
    async with store.work() as work:
        await work.reminders.add(truus, PLAN, TODAY)
        await work.personal.keep(truus, Mine.VOTES, {"a": 1}, now)
        await work.people.erase(truus)
    async with store.work() as work:
        assert (await work.session.scalars(select(ReminderRow.id))).all() == []
        assert (await work.session.scalars(select(PersonalRow.id))).all() == []
