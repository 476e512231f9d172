"""What two processes do at the same moment: nothing is counted twice, lost, or decided on what is not so any more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from typing import TypeVar

import pytest
from sqlalchemy import func, select

from bot.errors import StoreChanged, StoreCollision
from bot.store.chores import PURGE
from bot.store.database import Store, Work
from bot.store.duty import EVERY_DAY
from bot.store.history import Step
from bot.store.lifecycle import Actor, Status
from bot.store.models import DutyRow, OutboxRow, PersonRow, ReportRow, WeeklyCountRow
from bot.store.purge import purge
from bot.store.reports import Outcome, Report
from bot.store.role import Role
from tests.databases import POSTGRESQL, Database, Databases
from tests.store.test_cases import doer, found, open_case

YEARS = timedelta(days=800)
AT_ONCE = 6
IN_BETWEEN = 0.1
"""Seconds in which another begins and waits. Who is later finds what was done: that must come out the same."""

Given = TypeVar("Given")


@pytest.fixture
async def stores(database: Database) -> AsyncIterator[Sequence[Store]]:
    """What two processes have."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(database.opened()) for _ in range(2)]


@pytest.fixture
def on_postgresql(databases: Databases) -> Iterator[Database]:
    """For what cannot be on SQLite, where a second unit of work that writes waits for the first."""
    with databases.empty(POSTGRESQL) as database:
        yield database


@pytest.fixture
async def pair(on_postgresql: Database) -> AsyncIterator[Sequence[Store]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(on_postgresql.opened()) for _ in range(2)]


async def at_once(
    stores: Sequence[Store], does: Callable[[Work, int], Awaitable[Given]], times: int = AT_ONCE
) -> list[Given]:
    """The same in many units of work side by side, of two processes; gives what each of them gave."""

    async def one(number: int) -> Given:
        async with stores[number % len(stores)].work() as work:
            return await does(work, number)

    return await asyncio.gather(*(one(number) for number in range(times)))


async def test_the_history_of_a_case_stays_one_chain(stores: Sequence[Store], now: datetime) -> None:
    code = await open_case(stores[0], now)

    async def asks(work: Work, number: int) -> None:
        case = await work.cases.find(code)
        assert case is not None
        await work.cases.asked(case, Actor.REPORTER, doer(Actor.COORDINATOR), now, str(number))

    await at_once(stores, asks)
    async with stores[0].work(read_only=True) as work:
        steps = await work.cases.history.of(code)
        assert await work.cases.history.broken() == []
    assert [step.number for step in steps] == list(range(1, AT_ONCE + 2))
    assert {step.detail for step in steps if step.step is Step.ASKED} == {str(number) for number in range(AT_ONCE)}


async def test_of_those_who_take_a_case_up_one_does(stores: Sequence[Store], now: datetime) -> None:
    code = await open_case(stores[0], now)
    seen = await found(stores[0], code)

    async def takes(work: Work, number: int) -> bool:
        return await work.cases.move(seen, Status.IN_HAND, doer(Actor.COORDINATOR), now)

    assert sorted(await at_once(stores, takes)) == [False] * (AT_ONCE - 1) + [True]
    async with stores[0].work(read_only=True) as work:
        assert [step.step for step in await work.cases.history.of(code)] == [Step.NEW, Step.IN_HAND]


async def test_who_looks_at_a_case_sees_what_another_has_just_done(pair: Sequence[Store], now: datetime) -> None:
    code = await open_case(pair[0], now)
    async with pair[0].work() as first:
        case = await first.cases.find(code)
        assert case is not None
        looking = asyncio.create_task(_status(pair[1], code))
        assert await first.cases.move(case, Status.IN_HAND, doer(Actor.COORDINATOR), now)
        await asyncio.sleep(IN_BETWEEN)
    assert await looking == Status.IN_HAND


async def _status(store: Store, code: str) -> Status | None:
    async with store.work() as work:
        case = await work.cases.find(code)
        return case.status if case else None


async def test_a_report_that_was_erased_meanwhile_is_not_corrected(pair: Sequence[Store], now: datetime) -> None:
    async with pair[0].work() as work:
        number = await work.reports.add("key", Report(Outcome.VISITED, ("vallen",), 1), now)

    async def corrects() -> bool:
        async with pair[0].work() as work:
            return await work.reports.correct("key", number, Report(Outcome.VISITED, ("eenzaam",), 1), now)

    async with pair[1].work() as coordinator:
        await coordinator.reports.blank(number, now)
        correcting = asyncio.create_task(corrects())
        await asyncio.sleep(IN_BETWEEN)
    assert not await correcting
    async with pair[0].work(read_only=True) as work:
        kept = await work.reports.own("key", number)
    assert kept is not None and (kept.withdrawn, kept.report.signals) == (True, ())


async def test_two_messages_for_many_do_not_go_out_on_top_of_each_other(stores: Sequence[Store], now: datetime) -> None:
    async with stores[0].work() as work:
        ids = [(await work.people.meet("test", f"p{number}", now)).id for number in range(5)]

    async def sends(work: Work, number: int) -> int:
        return await work.outbox.add_bulk(ids, f"broadcast:{number}", {"text": "Hallo"}, now)

    assert await at_once(stores, sends, 4) == [5] * 4
    async with stores[0].work(read_only=True) as work:
        moments = (await work.session.scalars(select(OutboxRow.not_before))).all()
    assert len(set(moments)) == len(moments) == 20


async def test_somebody_is_put_on_duty_once(stores: Sequence[Store], now: datetime) -> None:
    async with stores[0].work() as work:
        bea = await work.people.meet("test", "bea", now, Role.COORDINATOR)
    await at_once(stores, lambda work, _: work.duty.put(bea, EVERY_DAY, None))
    async with stores[0].work(read_only=True) as work:
        assert (await work.session.scalars(select(func.count()).select_from(DutyRow))).one() == 1


async def test_every_wrong_code_counts(stores: Sequence[Store], now: datetime) -> None:
    async def tries(work: Work, number: int) -> bool:
        person = await work.people.meet("test", "truus", now)
        may = await work.people.may_try_code(person, now)
        if may:
            await work.people.note_wrong_code(person, now)
        return may

    assert sorted(await at_once(stores, tries, 8)) == [False] * 3 + [True] * 5


async def test_who_writes_while_those_who_were_long_away_are_forgotten_stays(
    pair: Sequence[Store], now: datetime
) -> None:
    async with pair[0].work() as work:
        await work.people.meet("test", "truus", now - YEARS)
        await work.people.meet("test", "henk", now - YEARS)
    async with pair[0].work() as turn:
        await turn.people.meet("test", "truus", now)
        assert (await purge(pair[1], now, {}))["guests"] == 1
    assert "guests" not in await purge(pair[1], now, {})
    async with pair[0].work(read_only=True) as work:
        assert (await work.session.scalars(select(func.count()).select_from(PersonRow))).one() == 1


async def test_what_is_past_its_term_is_counted_once(stores: Sequence[Store], now: datetime) -> None:
    async with stores[0].work() as work:
        for _ in range(40):
            await work.reports.add("key", Report(Outcome.VISITED, area="hoensbroek"), now - YEARS)
    await asyncio.gather(*(purge(store, now, {}) for store in stores))
    async with stores[0].work(read_only=True) as work:
        left = (await work.session.scalars(select(func.count()).select_from(ReportRow))).one()
        counted = (await work.session.scalars(select(WeeklyCountRow.count))).all()
    assert (left, counted) == (0, [40])


async def test_a_chore_of_two_processes_is_noted(stores: Sequence[Store], now: datetime) -> None:
    await at_once(stores, lambda work, _: work.chores.went_well(PURGE, now))
    await at_once(stores, lambda work, n: work.chores.failed(PURGE, ValueError(), now + timedelta(days=1)))
    async with stores[0].work(read_only=True) as work:
        chore = await work.chores.of(PURGE)
    assert chore is not None
    assert (chore.done_at, chore.failing_since, chore.failure) == (now, now + timedelta(days=1), "ValueError")


async def test_two_who_wait_for_each_other_are_told_apart(pair: Sequence[Store], now: datetime) -> None:
    for name in ("truus", "henk"):
        async with pair[0].work() as work:
            await work.people.meet("test", name, now)
    both = asyncio.Barrier(2)

    async def meets(store: Store, first: str, then: str) -> None:
        async with store.work() as work:
            await work.people.meet("test", first, now)
            await both.wait()
            await work.people.meet("test", then, now)

    done = await asyncio.gather(
        meets(pair[0], "truus", "henk"), meets(pair[1], "henk", "truus"), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in done) == ["NoneType", StoreCollision.__name__]


async def test_a_message_to_somebody_who_leaves_at_that_moment(pair: Sequence[Store], now: datetime) -> None:
    async with pair[0].work() as work:
        truus = await work.people.meet("test", "truus", now)

    async def tells() -> None:
        async with pair[1].work() as work:
            await work.outbox.add(truus.id, "a", {"text": "Hallo"}, now)

    async with pair[0].work() as work:
        await work.people.erase(truus)
        telling = asyncio.create_task(tells())
        await asyncio.sleep(IN_BETWEEN)
    with pytest.raises(StoreChanged):
        await telling


async def test_a_new_message_does_not_wait_for_a_turn(pair: Sequence[Store], now: datetime) -> None:
    async with pair[0].work() as turn:
        truus = await turn.people.meet("test", "truus", now)
    async with pair[0].work() as turn:
        await turn.people.meet("test", "truus", now)
        async with asyncio.timeout(30), pair[1].work() as other:
            assert await other.outbox.add(truus.id, "a", {"text": "Hallo"}, now)
