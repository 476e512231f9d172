"""Cases: who may move them where, who waits first, what a coordinator sees, and what the program looks at."""

from __future__ import annotations

import asyncio
import itertools
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from bot.store.case_code import code_of
from bot.store.cases import Case, Doer
from bot.store.database import Store
from bot.store.deadlines import due_at
from bot.store.history import Step
from bot.store.lifecycle import Actor, Assignee, Ending, Status, may_move, moves_from
from bot.store.models import CaseRow
from bot.store.reports import Consent, Outcome, Report, Wish
from bot.store.worklist import Wanted
from tests.databases import SQLITE, Database, written

C, R, V = Actor.COORDINATOR, Actor.REPORTER, Assignee.VOLUNTEER
NEW, ASSIGNED, IN_HAND, WAITING, DONE, WITHDRAWN = Status
ALLOWED = {
    # A coordinator.
    (C, NEW): {ASSIGNED, IN_HAND, DONE, WITHDRAWN},
    (C, ASSIGNED): {ASSIGNED, IN_HAND, DONE, WITHDRAWN},
    (C, IN_HAND): {ASSIGNED, WAITING, DONE, WITHDRAWN},
    (C, WAITING): {ASSIGNED, IN_HAND, WAITING, DONE, WITHDRAWN},
    (C, DONE): {IN_HAND, WITHDRAWN},
    (C, WITHDRAWN): set(),
    # The reporter, when it is somebody else's.
    (R, NEW): {WITHDRAWN},
    (R, ASSIGNED): {WITHDRAWN},
    (R, IN_HAND): {WITHDRAWN},
    (R, WAITING): {WITHDRAWN},
    (R, DONE): {WITHDRAWN},
    (R, WITHDRAWN): set(),
}
ALLOWED_THEIRS = {ASSIGNED: {IN_HAND, DONE, WITHDRAWN}, IN_HAND: {DONE, WITHDRAWN}}
"""The reporter, when it was assigned to the volunteer; from elsewhere as above."""
WAYS = {
    NEW: (),
    ASSIGNED: (ASSIGNED,),
    IN_HAND: (ASSIGNED, IN_HAND),
    WAITING: (ASSIGNED, IN_HAND, WAITING),
    DONE: (ASSIGNED, DONE),
    WITHDRAWN: (ASSIGNED, WITHDRAWN),
}
"""How a test brings a case to a status."""


def allowed(actor: Actor, before: Status, assigned_to: Assignee | None) -> set[Status]:
    if actor is R and assigned_to is V and before in ALLOWED_THEIRS:
        return ALLOWED_THEIRS[before]
    return ALLOWED.get((actor, before), set())


EVERY_STATE = list(itertools.product(Status, Actor, [*Assignee, None]))


@pytest.mark.parametrize(("before", "actor", "assigned_to"), EVERY_STATE)
def test_the_table_of_moves(before: Status, actor: Actor, assigned_to: Assignee | None) -> None:
    expected = allowed(actor, before, assigned_to)
    assert set(moves_from(before, actor, assigned_to)) == expected
    assert {after for after in Status if may_move(before, after, actor, assigned_to)} == expected


def doer(part: Actor) -> Doer:
    return Doer(part, f"key-of-the-{part}")


async def open_case(
    store: Store, at: datetime, level: int = 1, area: str | None = "heerlerheide", follow_up: Assignee | None = None
) -> str:
    report = Report(
        Outcome.VISITED,
        ("vallen", "gordijnen-dicht"),
        level,
        "80-84",
        area,
        "alone",
        Consent.YES,
        wish=Wish.HELP,
        follow_up=follow_up,
        note="de post lag er nog",
    )
    async with store.work() as work:
        return await work.cases.open(await work.reports.add("key-of-truus", report, at), at, 7)


async def found(store: Store, code: str) -> Case:
    async with store.work(read_only=True) as work:
        case = await work.cases.find(code)
    assert case is not None
    return case


async def move(
    store: Store, case: Case, status: Status, at: datetime, by: Actor = C, assigned_to: Assignee = Assignee.TEAM
) -> bool:
    async with store.work() as work:
        return await work.cases.move(
            case,
            status,
            doer(by),
            at,
            assigned_to=assigned_to if status is ASSIGNED else None,
            wait_until=at + timedelta(days=7) if status is WAITING else None,
            outcome=Ending.BUDDY if status is DONE else None,
        )


async def brought_to(store: Store, status: Status, at: datetime, assigned_to: Assignee = Assignee.TEAM) -> Case:
    code = await open_case(store, at)
    for step in WAYS[status]:
        assert await move(store, await found(store, code), step, at, R if step is WITHDRAWN else C, assigned_to)
    return await found(store, code)


async def steps(store: Store, code: str) -> list[tuple[Actor, str | None, Step, str | None]]:
    async with store.work(read_only=True) as work:
        return [(e.actor, e.actor_key, e.step, e.detail) for e in await work.cases.history.of(code)]


@pytest.mark.parametrize("assigned_to", [Assignee.TEAM, Assignee.VOLUNTEER])
@pytest.mark.parametrize("actor", Actor)
@pytest.mark.parametrize("before", Status)
async def test_the_store_moves_what_the_table_allows_and_nothing_else(
    store: Store, now: datetime, before: Status, actor: Actor, assigned_to: Assignee
) -> None:
    for after in Status:
        case = await brought_to(store, before, now, assigned_to)
        history = len(await steps(store, case.code))
        moved = await move(store, case, after, now, actor)
        assert moved is (after in allowed(actor, before, case.assigned_to))
        assert (await found(store, case.code)).status is (after if moved else before)
        assert len(await steps(store, case.code)) == history + moved


@pytest.mark.parametrize("status", [ASSIGNED, WAITING, DONE])
async def test_a_move_without_what_it_needs_is_none(store: Store, now: datetime, status: Status) -> None:
    case = await brought_to(store, IN_HAND, now)
    async with store.work() as work:
        assert not await work.cases.move(case, status, doer(C), now)


async def test_who_looked_at_an_older_state_does_not_move_it(store: Store, now: datetime) -> None:
    seen = await found(store, await open_case(store, now))
    assert await move(store, seen, ASSIGNED, now)
    for status in (ASSIGNED, IN_HAND, DONE):
        assert not await move(store, seen, status, now, assigned_to=Assignee.GP)
    newer = await found(store, seen.code)
    assert (newer.status, newer.assigned_to) == (ASSIGNED, Assignee.TEAM)
    assert await move(store, newer, ASSIGNED, now, assigned_to=Assignee.GP)
    assert not await move(store, newer, ASSIGNED, now), "the same status, but already assigned to another"


async def test_of_two_at_the_same_moment_one_wins(store: Store, now: datetime) -> None:
    seen = await found(store, await open_case(store, now))
    moved = await asyncio.gather(*(move(store, seen, status, now) for status in (IN_HAND, DONE, ASSIGNED)))
    assert sorted(moved) == [False, False, True]


async def test_a_case_as_a_coordinator_sees_it(store: Store, now: datetime) -> None:
    code = await open_case(store, now, 2)
    case = await found(store, code)
    assert case == Case(
        code=code,
        report_id=case.report_id,
        status=NEW,
        opened_at=now,
        changed_at=now,
        due_at=due_at(2, now),
        level=2,
        age_band="80-84",
        area="heerlerheide",
        living="alone",
        wish="help",
        consent="yes",
        follow_up=None,
        note="de post lag er nog",
        signals=("gordijnen-dicht", "vallen"),
        reporter_key="key-of-truus",
        assigned_to=None,
        holder_key=None,
        wait_until=None,
        awaiting=None,
        awaiting_since=None,
        outcome=None,
    )


async def test_what_a_move_leaves_behind(store: Store, now: datetime) -> None:
    case = await brought_to(store, WAITING, now)
    assert (case.assigned_to, case.holder_key) == (Assignee.TEAM, "key-of-the-coordinator")
    assert case.wait_until == now + timedelta(days=7)
    later = now + timedelta(days=1)
    assert await move(store, case, DONE, later)
    case = await found(store, case.code)
    assert (case.outcome, case.wait_until, case.changed_at) == (Ending.BUDDY, None, later)
    assert await move(store, case, IN_HAND, later)
    assert (await found(store, case.code)).outcome is None
    who = (C, "key-of-the-coordinator")
    assert (await steps(store, case.code))[1:] == [
        (*who, Step.ASSIGNED, "team"),
        (*who, Step.IN_HAND, None),
        (*who, Step.WAITING, (now + timedelta(days=7)).date().isoformat()),
        (*who, Step.DONE, "buddy"),
        (*who, Step.IN_HAND, None),
    ]


async def test_what_a_volunteer_wants_to_take_up_is_theirs_at_once(store: Store, now: datetime) -> None:
    code = await open_case(store, now, follow_up=V)
    case = await found(store, code)
    assert (case.status, case.assigned_to, case.holder_key) == (ASSIGNED, V, None)
    assert [step[2:] for step in await steps(store, code)] == [(Step.NEW, None), (Step.ASSIGNED, "volunteer")]


async def test_one_person_has_another_pseudonym_in_every_case(store: Store) -> None:
    async with store.work(read_only=True) as work:
        assert len({work.cases.actor_key("a-a-01", 7), work.cases.actor_key("b-b-02", 7)}) == 2


async def test_whose_answer_is_waited_for(store: Store, now: datetime) -> None:
    code = await open_case(store, now)
    days = [now + timedelta(days=n) for n in range(5)]

    async def awaited() -> tuple[Actor | None, datetime | None]:
        case = await found(store, code)
        return case.awaiting, case.awaiting_since

    async with store.work() as work:
        await work.cases.asked(await found(store, code), R, doer(C), days[0])
    assert await awaited() == (R, days[0])
    assert (await found(store, code)).holder_key == "key-of-the-coordinator"
    async with store.work() as work:
        await work.cases.asked(await found(store, code), R, doer(C), days[1], "call-me")
    assert await awaited() == (R, days[0]), "who asks again waits since the first time"
    async with store.work() as work:
        await work.cases.answered(await found(store, code), doer(R), days[2], "not-home")
    assert await awaited() == (None, None)
    async with store.work() as work:
        await work.cases.asked(await found(store, code), C, doer(R), days[3])
    assert await awaited() == (C, days[3])
    assert [step[2:] for step in await steps(store, code)][1:] == [
        (Step.ASKED, None),
        (Step.ASKED, "call-me"),
        (Step.ANSWERED, "not-home"),
        (Step.ASKED, None),
    ]


@pytest.mark.parametrize(
    ("awaiting", "status", "waits_on"),
    [(R, ASSIGNED, R), (R, DONE, None), (C, IN_HAND, None), (C, DONE, None)],
)
async def test_who_moves_a_case_need_not_answer_any_more(
    store: Store, now: datetime, awaiting: Actor, status: Status, waits_on: Actor | None
) -> None:
    code = await open_case(store, now)
    async with store.work() as work:
        await work.cases.asked(await found(store, code), awaiting, doer(C if awaiting is R else R), now)
    assert await move(store, await found(store, code), status, now)
    assert (await found(store, code)).awaiting is waits_on


@pytest.mark.parametrize(
    ("before", "days", "renewed"),
    [
        (NEW, 1, False),
        (ASSIGNED, 1, False),
        (NEW, 30, True),
        (ASSIGNED, 30, True),
        (IN_HAND, 1, True),
        (WAITING, 1, True),
    ],
)
async def test_who_gets_a_case_late_or_anew_has_the_whole_term(
    store: Store, now: datetime, before: Status, days: int, renewed: bool
) -> None:
    case = await brought_to(store, before, now)
    later = now + timedelta(days=days)
    assert await move(store, case, ASSIGNED, later, assigned_to=Assignee.GP)
    assert (await found(store, case.code)).due_at == due_at(1, later if renewed else now)


async def test_a_code_that_nobody_has(store: Store, now: datetime) -> None:
    await open_case(store, now)
    async with store.work(read_only=True) as work:
        assert await work.cases.find("merel-merel-00") is None


async def test_the_most_urgent_and_then_the_oldest_wait_first(store: Store, now: datetime) -> None:
    levels = [1, 3, 2, 3, 1]
    codes = [await open_case(store, now + timedelta(hours=n), level) for n, level in enumerate(levels)]
    assert await move(store, await found(store, codes[2]), DONE, now)
    assert await move(store, await found(store, codes[3]), IN_HAND, now)
    async with store.work(read_only=True) as work:
        assert [case.code for case in await work.cases.unfinished(now)] == [codes[n] for n in (1, 3, 0, 4)]


async def test_those_of_an_area_and_of_no_area(store: Store, now: datetime) -> None:
    codes = {area: await open_case(store, now, area=area) for area in ("heerlerheide", "hoensbroek", None)}
    async with store.work(read_only=True) as work:
        waiting = {case.code for case in await work.cases.unfinished(now, Wanted({"heerlerheide", None}))}
    assert waiting == {codes["heerlerheide"], codes[None]}


async def test_no_more_than_asked_wait(store: Store, now: datetime) -> None:
    for _ in range(3):
        await open_case(store, now)
    async with store.work(read_only=True) as work:
        assert len(await work.cases.unfinished(now, limit=2)) == 2


async def test_no_two_cases_have_one_code(store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, free = code_of("merel", "fiets"), code_of("fiets", "merel")
    monkeypatch.setattr("bot.store.cases.codes", lambda: iter([taken, taken, free]))
    assert [await open_case(store, now), await open_case(store, now)] == [taken, free]


async def test_the_program_looks_at_what_changed_and_then_when_it_said(store: Store, now: datetime) -> None:
    codes = {await open_case(store, now), await open_case(store, now)}

    async def looked_at(at: datetime) -> set[str]:
        async with store.work() as work:
            found = {case.code for case in await work.cases.to_look_at(at, 10)}
            assert await work.cases.any_to_look_at(at) is bool(found)
        return found

    assert await looked_at(now) == codes
    first, second = sorted(codes)
    later = now + timedelta(days=1)
    async with store.work() as work:
        await work.cases.look_again(first, later)
        await work.cases.look_again(second, None)
    assert await looked_at(now) == set()
    assert await looked_at(later) == {first}
    assert await move(store, await found(store, second), IN_HAND, now)
    assert await looked_at(now) == {second}


async def test_looking_for_what_is_due_reads_an_index(store: Store, database: Database, now: datetime) -> None:
    explained = "EXPLAIN QUERY PLAN" if database.kind == SQLITE else "EXPLAIN"
    async with store.work(read_only=True) as work:
        if database.kind != SQLITE:
            await work.session.execute(text("SET LOCAL enable_seqscan = off"))  # which is quicker on a small table
        query = text(f"{explained} SELECT code FROM \"case\" WHERE look_at <= '2026-11-18'")
        assert "ix_case_look_at" in str((await work.session.execute(query)).all())


async def test_only_the_steps_of_the_program_are_its_reminders(store: Store, now: datetime) -> None:
    code, other = await open_case(store, now), await open_case(store, now)
    async with store.work() as work:
        await work.cases.nudged(code, Step.REMINDED, now, "due-soon:2026-11-25")
        await work.cases.nudged(code, Step.ESCALATED, now, "overdue:2026-11-25")
        assert await work.cases.history.reminders([code, other]) == {
            code: {"due-soon:2026-11-25", "overdue:2026-11-25"},
            other: frozenset(),
        }


async def test_a_withdrawn_report_takes_its_case_along(store: Store, now: datetime) -> None:
    code = await open_case(store, now)
    async with store.work() as work:
        mine = await work.reports.mine("key-of-truus")
        assert await work.reports.withdraw("key-of-truus", mine[0].id, now)
        case = await work.cases.find(code)
        assert case is not None
        assert await work.cases.move(case, WITHDRAWN, doer(R), now)
    case = await found(store, code)
    assert (case.status, case.signals, case.note, case.wish) == (WITHDRAWN, (), None, None)
    async with store.work(read_only=True) as work:
        assert await work.cases.unfinished(now) == []
        assert await work.session.get(CaseRow, code) is not None


async def test_the_note_is_sealed(store: Store, database: Database, now: datetime) -> None:
    await open_case(store, now)
    await store.close()
    assert b"de post lag" not in await written(database.url)
    again = database.store()
    async with again.work(read_only=True) as work:
        assert [case.note for case in await work.cases.unfinished(now)] == ["de post lag er nog"]
    await again.close()
