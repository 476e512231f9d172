"""People: met once, found again, given a role, and forgotten when they ask."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.errors import StoreError
from bot.store.database import Store
from bot.store.outbox import Lane
from bot.store.people import Person
from bot.store.reports import Outcome, Report
from bot.store.role import Role
from tests.databases import Database

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


async def meet(store: Store, now: datetime, address: str = "42", channel: str = "test", **role: Role) -> Person:
    async with store.work() as work:
        return await work.people.meet(channel, address, now, **role)


async def give(store: Store, person: Person, role: Role, now: datetime, area: str | None = None) -> None:
    async with store.work() as work:
        await work.people.give_role(person, role, area, now)


async def test_somebody_new_is_a_guest(store: Store, now: datetime) -> None:
    assert (await meet(store, now)).role is Role.GUEST


async def test_somebody_is_known_again(store: Store, now: datetime) -> None:
    assert await meet(store, now) == await meet(store, now + HOUR)


async def test_an_address_on_another_channel_is_somebody_else(store: Store, now: datetime) -> None:
    assert (await meet(store, now)).id != (await meet(store, now, channel="terminal")).id


async def test_a_role_and_its_area_are_remembered(store: Store, now: datetime) -> None:
    person = await meet(store, now)
    await give(store, person, Role.COORDINATOR, now, "hoensbroek")
    assert await meet(store, now, first_role=Role.GUEST) == Person(person.id, Role.COORDINATOR, "hoensbroek")


MAY = {
    Role.GUEST: (False, False),
    Role.VOLUNTEER: (True, False),
    Role.COORDINATOR: (True, True),
    Role.ADMIN: (True, True),
}


@pytest.mark.parametrize("role", Role)
def test_what_each_role_may_do(role: Role) -> None:
    assert (role.may_report, role.may_coordinate) == MAY[role]


async def test_coordinators_are_those_who_follow_up_and_can_be_reached(store: Store, now: datetime) -> None:
    for number, role in enumerate([*Role, Role.COORDINATOR]):
        await give(store, await meet(store, now, str(number)), role, now + number * DAY)
    async with store.work() as work:
        await work.people.mark_unreachable("test", "2", now)
    async with store.work(read_only=True) as work:
        everybody = await work.people.coordinators()
        early = await work.people.coordinators(since=(now + 4 * DAY).replace(hour=0))
    assert [person.role for person in everybody] == [Role.ADMIN, Role.COORDINATOR]
    assert [person.role for person in early] == [Role.ADMIN]


async def test_who_writes_again_can_be_reached_again(store: Store, now: datetime) -> None:
    await give(store, await meet(store, now), Role.COORDINATOR, now)
    async with store.work() as work:
        await work.people.mark_unreachable("test", "42", now)
    await meet(store, now)
    async with store.work(read_only=True) as work:
        assert len(await work.people.coordinators()) == 1


async def test_a_reporter_is_found_by_their_pseudonym(store: Store, now: datetime) -> None:
    people = [await meet(store, now, address) for address in ("1", "2", "3")]
    for person in people:
        await give(store, person, Role.VOLUNTEER, now)
    async with store.work(read_only=True) as work:
        found = await work.people.by_reporter_key(work.people.reporter_key(people[1]))
        assert found is not None and found.id == people[1].id
        assert await work.people.by_reporter_key("0" * 32) is None


async def test_forgetting_leaves_counts_that_lead_to_nobody(store: Store, now: datetime) -> None:
    person = await meet(store, now)
    async with store.work() as work:
        key = work.people.reporter_key(person)
        await work.reports.add(key, Report(Outcome.NOBODY_HOME), now)
        await work.questions.keep_unanswered(work.people.asker_key(person), "een vraag", now)
        await work.conversations.keep(person, {"dialogue": "ask"}, now)
        await work.outbox.add(person.id, "1", {"text": "hallo"}, now)
        await work.people.erase(person)
    async with store.work(read_only=True) as work:
        assert await work.reports.mine(key) == []
        assert await work.conversations.state(person) is None
        assert await work.deliveries.due("test", now) == []
        assert [question.text for question in await work.questions.open()] == ["een vraag"]


async def test_forgetting_one_leaves_the_others(store: Store, now: datetime) -> None:
    gone, stays = await meet(store, now, "1"), await meet(store, now, "2")
    async with store.work() as work:
        await work.conversations.keep(stays, {"dialogue": "ask"}, now)
        await work.people.erase(gone)
    async with store.work(read_only=True) as work:
        assert await work.conversations.state(stays) == {"dialogue": "ask"}
    assert await meet(store, now, "2") == stays


async def test_who_comes_back_is_somebody_new(store: Store, now: datetime) -> None:
    person = await meet(store, now)
    await give(store, person, Role.VOLUNTEER, now)
    async with store.work() as work:
        key = work.people.reporter_key(person)
        await work.reports.add(key, Report(Outcome.NOBODY_HOME), now)
        await work.people.erase(person)
    again = await meet(store, now)
    async with store.work(read_only=True) as work:
        assert await work.reports.mine(work.people.reporter_key(again)) == []
    assert again.role is Role.GUEST


async def test_an_update_is_handled_once(store: Store, now: datetime) -> None:
    async with store.work() as work:
        assert await work.conversations.first_time("test", "1", now)
        assert await work.conversations.first_time("test", "2", now)
        assert await work.conversations.first_time("terminal", "1", now)
    async with store.work() as work:
        assert not await work.conversations.first_time("test", "1", now)


async def test_another_secret_is_told_when_something_is_read(store: Store, now: datetime, database: Database) -> None:
    person = await meet(store, now)
    async with store.work() as work:
        await work.conversations.keep(person, {"dialogue": "ask"}, now)
    other = database.store("another secret")
    try:
        with pytest.raises(StoreError, match="another OPMERKZAAM_SECRET"):
            async with other.work() as work:
                await work.conversations.state(person)
    finally:
        await other.close()


async def test_another_secret_is_told_at_the_start(store: Store, now: datetime, database: Database) -> None:
    await meet(store, now)
    other = database.store("another secret")
    try:
        with pytest.raises(StoreError, match="another OPMERKZAAM_SECRET"):
            await other.upgrade()
    finally:
        await other.close()


async def test_the_same_secret_starts_again(store: Store, now: datetime, database: Database) -> None:
    person = await meet(store, now)
    again = database.store()
    await again.upgrade()
    assert await meet(again, now) == person
    await again.close()


async def test_somebody_is_dismissed_once(store: Store, now: datetime) -> None:
    async with store.work() as work:
        bea = await work.people.give_role(await work.people.meet("test", "bea", now), Role.COORDINATOR, None, now)
    for expected in (True, False):
        async with store.work() as work:
            assert await work.people.dismiss(bea, now) is expected
    async with store.work() as work:
        entry = await work.people.find(bea.id)
        assert entry is not None and (entry.person.role, entry.alias) == (Role.GUEST, None)


async def test_who_has_got_another_role_is_not_dismissed(store: Store, now: datetime) -> None:
    async with store.work() as work:
        truus = await work.people.meet("test", "truus", now)
        truus = await work.people.give_role(truus, Role.VOLUNTEER, None, now)
        await work.people.give_role(truus, Role.COORDINATOR, None, now)
        assert not await work.people.dismiss(truus, now)
        assert (await work.people.entry(truus)).person.role is Role.COORDINATOR


async def test_who_moves_keeps_the_day_on_which_they_came(store: Store, now: datetime) -> None:
    async with store.work() as work:
        truus = await work.people.meet("test", "truus", now)
        truus = await work.people.give_role(truus, Role.VOLUNTEER, None, now)
        since = (await work.people.entry(truus)).role_since
        await work.people.move(truus, "heerlerheide")
        entry = await work.people.find(truus.id)
        assert entry is not None and (entry.person.area, entry.role_since) == ("heerlerheide", since)
        assert await work.people.find(truus.id + 1) is None


async def test_who_is_removed_does_not_get_what_was_for_many(store: Store, now: datetime) -> None:
    bea, truus = await meet(store, now, "bea"), await meet(store, now, "truus")
    for person in (bea, truus):
        await give(store, person, Role.COORDINATOR, now)
    async with store.work() as work:
        for person in (bea, truus):
            for lane in Lane:
                await work.outbox.add(person.id, f"{lane}:{person.id}", {"text": lane}, now, lane)
    async with store.work() as work:
        await work.people.make_guest(bea, now)
    async with store.work(read_only=True) as work:
        assert await work.outbox.waiting_for(bea.id) == [{"text": Lane.TALK}]
        assert await work.outbox.waiting_for(truus.id) == [{"text": lane} for lane in Lane]


SINCE = [
    (Role.COORDINATOR, Role.ADMIN, True),
    (Role.COORDINATOR, Role.COORDINATOR, True),
    (Role.ADMIN, Role.COORDINATOR, True),
    (Role.VOLUNTEER, Role.COORDINATOR, False),
    (Role.ADMIN, Role.VOLUNTEER, False),
]


@pytest.mark.parametrize(("before", "after", "kept"), SINCE)
async def test_who_goes_on_following_up_is_no_new_coordinator(
    store: Store, now: datetime, before: Role, after: Role, kept: bool
) -> None:
    person = await meet(store, now)
    await give(store, person, before, now)
    await give(store, person, after, now + 7 * DAY)
    async with store.work(read_only=True) as work:
        since = (await work.people.entry(person)).role_since
    assert since == (now if kept else now + 7 * DAY).replace(hour=0, minute=0, second=0, microsecond=0)


async def test_who_was_removed_and_comes_back_is_a_new_coordinator(store: Store, now: datetime) -> None:
    person = await meet(store, now)
    await give(store, person, Role.COORDINATOR, now)
    async with store.work() as work:
        await work.people.make_guest(person, now + DAY)
    await give(store, person, Role.COORDINATOR, now + 7 * DAY)
    async with store.work(read_only=True) as work:
        assert (await work.people.entry(person)).role_since == (now + 7 * DAY).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
