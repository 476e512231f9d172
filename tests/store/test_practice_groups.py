"""What is kept of groups that practise: on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.store.database import Store
from bot.store.models import PracticeAnswerRow, PracticeGroupRow, WeeklyCountRow
from bot.store.people import Person
from bot.store.practice_groups import Group
from bot.store.role import Role

STANDING = {"case": "te-veel-soep", "question": 0}


async def meet(store: Store, now: datetime, name: str = "truus") -> Person:
    async with store.work() as work:
        return await work.people.meet("test", name, now, Role.VOLUNTEER)


async def opened(store: Store, trainer: Person, now: datetime, code: str = "ktrm") -> Group:
    async with store.work() as work:
        group = await work.practice_groups.open(trainer, code, STANDING, now)
    assert group is not None
    return group


async def count(store: Store, table: type) -> int:
    async with store.work(read_only=True) as work:
        return int((await work.session.scalars(select(func.count()).select_from(table))).one())


async def test_a_group_is_found_by_its_code_its_number_and_its_trainer_on_that_day(store: Store, now: datetime) -> None:
    bea = await meet(store, now, "bea")
    group = await opened(store, bea, now)
    async with store.work() as work:
        groups = work.practice_groups
        assert await groups.find("ktrm", now) == await groups.with_id(group.id, now) == group
        assert await groups.of_trainer(bea, now) == group and group.standing == STANDING
        assert await groups.find("ktrb", now) is None
        tomorrow = now + timedelta(days=1)
        assert await groups.find("ktrm", tomorrow) is await groups.of_trainer(bea, tomorrow) is None
        assert (await groups.go_to(group, {"question": 1})).standing == {"question": 1}
        found = await groups.find("ktrm", now)
        assert found is not None and found.standing == {"question": 1}


async def test_a_trainer_has_one_group_and_a_code_is_of_one_group(store: Store, now: datetime) -> None:
    bea, ali = await meet(store, now, "bea"), await meet(store, now, "ali")
    first = await opened(store, bea, now)
    async with store.work() as work:
        await work.practice_groups.join(first, ali)
    second = await opened(store, bea, now, "bdfg")
    assert second.id != first.id
    assert (await count(store, PracticeGroupRow), await count(store, PracticeAnswerRow)) == (1, 0)
    async with store.work() as work:
        assert await work.practice_groups.open(ali, "bdfg", STANDING, now) is None
        assert await work.practice_groups.of_trainer(ali, now) is None


async def test_an_answer_takes_the_place_of_the_one_before(store: Store, now: datetime) -> None:
    bea, truus, henk = [await meet(store, now, name) for name in ("bea", "truus", "henk")]
    group = await opened(store, bea, now)
    async with store.work() as work:
        groups = work.practice_groups
        assert [await groups.join(group, one) for one in (truus, henk, truus)] == [True, True, False]
        assert await groups.members(group) == [truus.id, henk.id]
        assert await groups.chosen(group, 0) == [] and await groups.chosen_by(group, truus, 0) is None
        assert await groups.answer(group, truus, 0, (2, 0))
        assert not await groups.answer(group, truus, 0, ())
        assert not await groups.answer(group, truus, 1, (3,))
        assert await groups.answer(group, henk, 1, (1,))
        assert await groups.chosen_by(group, truus, 0) == ()
        assert sorted(await groups.chosen(group, 1)) == [(1,), (3,)]
        assert (await groups.count_of(truus), await groups.count_of(henk), await groups.count_of(bea)) == (2, 1, 0)
        await groups.close(group.id)
        assert await groups.find("ktrm", now) is None
    assert await count(store, PracticeAnswerRow) == 0


async def test_participation_is_counted_by_the_week(store: Store) -> None:
    for first in (True, False, True):
        async with store.work() as work:
            await work.participation.note("2026-W47", first=first)
    async with store.work(read_only=True) as work:
        rows = await work.session.scalars(select(WeeklyCountRow).order_by(WeeklyCountRow.code))
        counted = [(row.week, row.area, row.kind, row.code, row.count) for row in rows]
    assert counted == [("2026-W47", "-", "practice", "cases", 3), ("2026-W47", "-", "practice", "people", 2)]
