"""The list of open cases: what is due first, which are wanted, and how many there are."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.store.cases import Case
from bot.store.database import Store
from bot.store.lifecycle import FINISHED, UNTOUCHED, Actor, Status
from bot.store.models import CaseRow
from bot.store.vault import Vault
from bot.store.worklist import ASKED_AFTER_DAYS, EVERYTHING, Tally, Wanted, by_area, by_level, holders, tally
from tests.store.test_cases import found, open_case

AREAS = ("heerlerheide", "vrieheide", "hoensbroek", None)


async def stands(store: Store, opened_at: datetime, level: int = 1, area: str | None = None, **values: Any) -> str:
    """A case as it would stand after whatever happened to it; gives the code."""
    code = await open_case(store, opened_at, level, area)
    if values:
        async with store.work() as work:
            await work.session.execute(update(CaseRow).where(CaseRow.code == code).values(**values))
    return code


async def codes(store: Store, now: datetime, wanted: Wanted = EVERYTHING, **page: int) -> list[str]:
    async with store.work(read_only=True) as work:
        return [case.code for case in await work.cases.unfinished(now, wanted, **page)]


async def test_what_is_due_first_stands_at_the_top(store: Store, now: datetime) -> None:
    days = [now + timedelta(days=n) for n in range(-30, 30)]
    before, after = days[:30], days[30:]
    waits, in_hand, new = Status.WAITING, Status.IN_HAND, Status.NEW
    expected = [
        await stands(store, now, 3, due_at=after[2]),
        await stands(store, now, 1, due_at=before[20]),
        await stands(store, now, 3, status=in_hand, awaiting=Actor.COORDINATOR, changed_at=before[20]),
        await stands(store, now, 1, status=new, awaiting=Actor.COORDINATOR, due_at=after[9]),
        await stands(store, now, 1, status=in_hand, changed_at=before[5]),
        await stands(store, now, 1, status=waits, wait_until=before[29], due_at=before[1]),
        await stands(store, now, 2, due_at=after[1]),
        await stands(store, now, 1, status=waits, wait_until=after[3], due_at=before[1]),
        await stands(store, now, 1, status=Status.ASSIGNED, awaiting=Actor.REPORTER, due_at=after[5]),
        await stands(store, now, 1, status=in_hand, changed_at=before[29]),
        await stands(store, now, 1, status=waits, wait_until=after[20], due_at=before[1]),
    ]
    for status in FINISHED:
        await stands(store, now, 3, status=status, due_at=before[1])
    assert await codes(store, now) == expected


@pytest.mark.parametrize("seed", range(3))
async def test_the_order_the_counts_and_the_pages_are_those_of_the_cases(
    store: Store, now: datetime, seed: int
) -> None:
    chance = random.Random(seed)
    made = []
    for _ in range(40):
        moments = [now + timedelta(minutes=chance.randrange(-50_000, 50_000)) for _ in range(4)]
        status = chance.choice(list(Status))
        code = await stands(
            store,
            moments[0],
            chance.randrange(4),
            chance.choice(AREAS),
            status=status,
            due_at=moments[1],
            changed_at=moments[2],
            wait_until=moments[3] if status is Status.WAITING else None,
            awaiting=chance.choice([None, None, *Actor]),
        )
        made.append(await found(store, code))
    made = sorted((case for case in made if case.status not in FINISHED), key=lambda case: expected_key(case, now))
    choices = [
        Wanted(areas, level, late)
        for areas in (None, {None}, {"vrieheide", "hoensbroek"})
        for level in (None, 1)
        for late in (False, True)
    ]
    for wanted in [*choices, Wanted(codes={made[0].code, made[-1].code, "nee-nee-00"}), Wanted(codes=set())]:
        there = [case for case in made if is_wanted(case, wanted, now)]
        assert await codes(store, now, wanted) == [case.code for case in there]
        async with store.work(read_only=True) as work:
            assert await tally(work.session, wanted, now) == Tally(
                len(there), sum(is_late(case, now) for case in there)
            )
            counted = await by_area(work.session, wanted, now)
            assert counted == {area: n for area in AREAS if (n := sum(case.area == area for case in there))}
            of_all = [case.level for case in made if is_wanted(case, replace(wanted, level=None), now)]
            assert await by_level(work.session, wanted, now) == {n: of_all.count(n) for n in sorted(set(of_all))}
    pages = [await codes(store, now, offset=start, limit=8) for start in range(0, len(made), 8)]
    assert [code for page in pages for code in page] == [case.code for case in made]


def expected_key(case: Case, now: datetime) -> tuple[Any, ...]:
    if case.level == 3 and case.status in UNTOUCHED:
        rank = 0
    elif is_late(case, now):
        rank = 1
    else:
        rank = 2 if case.awaiting is Actor.COORDINATOR else 3
    due = case.due_at
    if case.status is Status.IN_HAND:
        due = (case.changed_at + timedelta(days=ASKED_AFTER_DAYS)).replace(microsecond=0)
    elif case.status is Status.WAITING and case.wait_until is not None:
        due = case.wait_until
    return rank, due, case.opened_at, case.code


def is_late(case: Case, now: datetime) -> bool:
    return case.status in UNTOUCHED and case.due_at < now


def is_wanted(case: Case, wanted: Wanted, now: datetime) -> bool:
    return (
        (wanted.areas is None or case.area in wanted.areas)
        and wanted.level in (None, case.level)
        and (is_late(case, now) or not wanted.late)
        and (wanted.codes is None or case.code in wanted.codes)
    )


async def test_a_page_opens_no_notes_but_its_own(store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(12):
        await open_case(store, now)
    opened, unseal = [], Vault.unseal

    def counted(vault: Vault, sealed: bytes) -> str:
        opened.append(sealed)
        return unseal(vault, sealed)

    monkeypatch.setattr(Vault, "unseal", counted)
    assert len(await codes(store, now, offset=8, limit=8)) == len(opened) == 4


async def test_who_acted_on_what(store: Store, now: datetime) -> None:
    mine = await stands(store, now, holder_key="me", status=Status.IN_HAND)
    await stands(store, now, holder_key="me", status=Status.DONE)
    await open_case(store, now)
    async with store.work(read_only=True) as work:
        assert await holders(work.session) == {mine: "me"}
