"""The history of a case: what was done to it behind the bot's back is noticed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from bot.store.database import Store
from bot.store.history import History, Step
from bot.store.lifecycle import Actor, Assignee, Ending, Status
from bot.store.models import CaseEventRow, CaseRow
from bot.store.vault import Vault
from tests.store.test_cases import doer, found, open_case


@pytest.fixture
async def codes(store: Store, now: datetime) -> list[str]:
    """Two cases that both went from new to their end, with an hour between the steps."""
    opened = [await open_case(store, now), await open_case(store, now)]
    for code in opened:
        hours = (now + timedelta(hours=n) for n in range(1, 9))
        async with store.work() as work:
            by = doer(Actor.COORDINATOR)
            case = await found_in(work, code)
            assert await work.cases.move(case, Status.ASSIGNED, by, next(hours), assigned_to=Assignee.TEAM)
            await work.cases.nudged(code, Step.REMINDED, next(hours), "due-soon:2026-12-02")
            case = await found_in(work, code)
            assert await work.cases.move(case, Status.DONE, by, next(hours), outcome=Ending.TEAM)
    return sorted(opened)


async def found_in(work: Any, code: str) -> Any:
    case = await work.cases.find(code)
    assert case is not None
    return case


async def broken(store: Store) -> list[str]:
    async with store.work(read_only=True) as work:
        return await work.cases.history.broken()


async def tamper(store: Store, *statements: str, **values: Any) -> None:
    """Changes the database as somebody would who has it, and not the secret."""
    async with store.work() as work:
        on_sqlite = work.session.get_bind().dialect.name == "sqlite"
        rules_off = "PRAGMA defer_foreign_keys = ON" if on_sqlite else "SET LOCAL session_replication_role = replica"
        await work.session.execute(text(rules_off))
        for statement in statements:
            await work.session.execute(text(statement), values)


async def test_nothing_is_broken(store: Store, codes: list[str]) -> None:
    assert await broken(store) == []
    async with store.work(read_only=True) as work:
        steps = [(event.number, event.step, event.detail) for event in await work.cases.history.of(codes[0])]
    assert steps == [
        (1, Step.NEW, None),
        (2, Step.ASSIGNED, "team"),
        (3, Step.REMINDED, "due-soon:2026-12-02"),
        (4, Step.DONE, "team"),
    ]


CHANGED: dict[str, Any] = {
    "number": 9,
    "at": datetime(2026, 11, 1, 12, 0, tzinfo=UTC),
    "actor": "reporter",
    "actor_key": "another",
    "step": "withdrawn",
    "detail": "gp",
    "digest": "0" * 32,
}


def test_every_column_of_a_step_is_tampered_with() -> None:
    assert CHANGED.keys() | {"case_code"} == {column.name for column in CaseEventRow.__table__.columns}


@pytest.mark.parametrize("number", [2, 4])
@pytest.mark.parametrize("column", CHANGED)
async def test_a_changed_step_is_noticed(store: Store, codes: list[str], column: str, number: int) -> None:
    which = (CaseEventRow.case_code == codes[1], CaseEventRow.number == number)
    async with store.work() as work:
        await work.session.execute(update(CaseEventRow).where(*which).values({column: CHANGED[column]}))
    assert await broken(store) == [codes[1]]


async def test_a_step_of_another_case_is_noticed(store: Store, codes: list[str]) -> None:
    await tamper(
        store,
        "DELETE FROM case_event WHERE case_code = :a AND number = 2",
        "UPDATE case_event SET case_code = :a WHERE case_code = :b AND number = 2",
        a=codes[0],
        b=codes[1],
    )
    assert await broken(store) == codes


@pytest.mark.parametrize("number", [1, 2, 3])
async def test_a_removed_step_is_noticed(store: Store, codes: list[str], number: int) -> None:
    await tamper(store, f"DELETE FROM case_event WHERE case_code = :a AND number = {number}", a=codes[0])
    assert await broken(store) == [codes[0]]


async def test_a_removed_step_is_noticed_when_the_others_move_up(store: Store, codes: list[str]) -> None:
    await tamper(
        store,
        "DELETE FROM case_event WHERE case_code = :a AND number = 3",
        "UPDATE case_event SET number = 3 WHERE case_code = :a AND number = 4",
        a=codes[0],
    )
    assert await broken(store) == [codes[0]]


async def test_the_last_step_removed_is_noticed_by_the_status(store: Store, codes: list[str]) -> None:
    await tamper(store, "DELETE FROM case_event WHERE case_code = :a AND number = 4", a=codes[0])
    assert await broken(store) == [codes[0]]


@pytest.mark.parametrize("number", [3, 5])
async def test_an_inserted_step_is_noticed(store: Store, codes: list[str], number: int) -> None:
    copy = "INSERT INTO case_event SELECT case_code, {to}, at, actor, actor_key, step, detail, digest FROM case_event "
    await tamper(
        store,
        "UPDATE case_event SET number = number + 10 WHERE case_code = :a AND number >= :n",
        "UPDATE case_event SET number = number - 9 WHERE case_code = :a AND number > 10",
        copy.format(to=":n") + "WHERE case_code = :a AND number = 2",
        a=codes[0],
        n=number,
    )
    assert await broken(store) == [codes[0]]


async def test_swapped_steps_are_noticed(store: Store, codes: list[str]) -> None:
    moves = ((2, 12), (3, 2), (12, 3))
    change = "UPDATE case_event SET number = {after} WHERE case_code = :a AND number = {before}"
    await tamper(store, *(change.format(before=before, after=after) for before, after in moves), a=codes[0])
    assert await broken(store) == [codes[0]]


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.DONE])
async def test_a_status_to_which_no_step_led_is_noticed(store: Store, codes: list[str], status: Status) -> None:
    await tamper(store, 'UPDATE "case" SET status = :status WHERE code = :a', status=status, a=codes[0])
    assert await broken(store) == [codes[0]]


@pytest.mark.parametrize(("column", "value"), [("assigned_to", "gp"), ("assigned_to", None), ("outcome", "buddy")])
async def test_an_assignment_or_an_end_that_no_step_tells_is_noticed(
    store: Store, codes: list[str], column: str, value: str | None
) -> None:
    await tamper(store, f'UPDATE "case" SET {column} = :value WHERE code = :a', value=value, a=codes[0])
    assert await broken(store) == [codes[0]]


async def test_a_case_without_any_history_is_noticed(store: Store, codes: list[str]) -> None:
    await tamper(store, "DELETE FROM case_event WHERE case_code = :a", a=codes[0])
    assert await broken(store) == [codes[0]]


async def test_without_the_secret_no_step_can_be_made(store: Store, codes: list[str], now: datetime) -> None:
    async with store.work() as work:
        await History(work.session, Vault("another secret than theirs")).add(
            codes[0], Actor.COORDINATOR, None, Step.REMINDED, now
        )
    assert await broken(store) == [codes[0]]


async def test_the_end_may_be_reopened(store: Store, codes: Sequence[str], now: datetime) -> None:
    case = await found(store, codes[0])
    async with store.work() as work:
        assert await work.cases.move(case, Status.IN_HAND, doer(Actor.COORDINATOR), now)
    assert await broken(store) == []
    async with store.work(read_only=True) as work:
        row = await work.session.get_one(CaseRow, codes[0])
        assert (row.assigned_to, row.outcome) == ("team", None)
