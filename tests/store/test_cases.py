"""Cases: which moves are allowed, who waits first, and what a coordinator sees."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

import pytest

from bot.store.case_code import code_of
from bot.store.cases import Case, Status
from bot.store.database import Store
from bot.store.models import CaseRow
from bot.store.reports import Consent, Outcome, Report

ALLOWED = {
    (Status.NEW, Status.IN_HAND),
    (Status.NEW, Status.DONE),
    (Status.IN_HAND, Status.DONE),
}


async def open_case(store: Store, at: datetime, level: int = 1, signals: tuple[str, ...] = ("vallen",)) -> str:
    report = Report(Outcome.VISITED, signals, level, "80-84", "heerlerheide", "alone", Consent.YES)
    async with store.work() as work:
        return await work.cases.open(await work.reports.add("key-of-truus", report, at), at)


async def found(store: Store, code: str) -> Case:
    async with store.work(read_only=True) as work:
        case = await work.cases.find(code)
    assert case is not None
    return case


async def move(store: Store, case: Case, status: Status, at: datetime) -> bool:
    async with store.work() as work:
        return await work.cases.move(case, status, at)


async def brought_to(store: Store, code: str, status: Status, at: datetime) -> Case:
    case = await found(store, code)
    if status is not Status.NEW:
        assert await move(store, case, status, at)
    return await found(store, code)


@pytest.mark.parametrize(("before", "after"), list(itertools.product(Status, Status)))
async def test_only_what_is_allowed_moves(store: Store, now: datetime, before: Status, after: Status) -> None:
    case = await brought_to(store, await open_case(store, now), before, now)
    moved = await move(store, case, after, now)
    assert moved is ((before, after) in ALLOWED)
    assert (await found(store, case.code)).status is (after if moved else before)


async def test_who_looked_at_an_older_state_does_not_move_it(store: Store, now: datetime) -> None:
    seen = await found(store, await open_case(store, now))
    assert await move(store, seen, Status.DONE, now)
    assert not await move(store, seen, Status.IN_HAND, now)
    assert (await found(store, seen.code)).status is Status.DONE


async def test_a_case_as_a_coordinator_sees_it(store: Store, now: datetime) -> None:
    code = await open_case(store, now, 2, ("vallen", "gordijnen-dicht"))
    assert await found(store, code) == Case(
        code=code,
        status=Status.NEW,
        opened_at=now,
        level=2,
        age_band="80-84",
        area="heerlerheide",
        living="alone",
        consent="yes",
        signals=("gordijnen-dicht", "vallen"),
        reporter_key="key-of-truus",
    )


async def test_a_code_that_nobody_has(store: Store, now: datetime) -> None:
    await open_case(store, now)
    async with store.work(read_only=True) as work:
        assert await work.cases.find("merel-merel-00") is None


async def test_the_most_urgent_and_then_the_oldest_wait_first(store: Store, now: datetime) -> None:
    levels = [1, 3, 2, 3, 1]
    codes = [await open_case(store, now + timedelta(hours=n), level) for n, level in enumerate(levels)]
    await brought_to(store, codes[2], Status.DONE, now)
    await brought_to(store, codes[3], Status.IN_HAND, now)
    async with store.work(read_only=True) as work:
        assert [case.code for case in await work.cases.unfinished()] == [codes[n] for n in (1, 3, 0, 4)]


async def test_no_more_than_asked_wait(store: Store, now: datetime) -> None:
    for _ in range(3):
        await open_case(store, now)
    async with store.work(read_only=True) as work:
        assert len(await work.cases.unfinished(limit=2)) == 2


async def test_no_two_cases_have_one_code(store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, free = code_of("merel", "fiets"), code_of("fiets", "merel")
    monkeypatch.setattr("bot.store.cases.codes", lambda: iter([taken, taken, free]))
    assert [await open_case(store, now), await open_case(store, now)] == [taken, free]


async def test_a_withdrawn_report_takes_its_case_along(store: Store, now: datetime) -> None:
    code = await open_case(store, now)
    async with store.work() as work:
        mine = await work.reports.mine("key-of-truus")
        assert await work.reports.withdraw("key-of-truus", mine[0].id, now)
    async with store.work(read_only=True) as work:
        assert await work.cases.find(code) is None
        assert await work.session.get(CaseRow, code) is None
