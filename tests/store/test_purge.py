"""What is past its term is gone, and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.store.database import Store
from bot.store.models import (
    AskedRow,
    Base,
    CaseRow,
    ConversationRow,
    HandledUpdateRow,
    InvitationRow,
    OutboxRow,
    PersonRow,
    QuestionRow,
    ReportRow,
    ReportSignalRow,
)
from bot.store.people import Role
from bot.store.purge import purge

DAYS = {
    "handled updates": 7,
    "conversations": 30,
    "delivered messages": 60,
    "given up messages": 60,
    "messages that could not be delivered": 14,
    "invitations": 30,
    "unanswered questions": 90,
    "guests": 90,
    "counts of questions": 3 * 365,
}
NAMES = {"given up messages": "delivered messages"}
SECOND = timedelta(seconds=1)


def person(at: datetime, role: Role = Role.VOLUNTEER, number: int = 1) -> PersonRow:
    return PersonRow(
        id=number, channel="test", address_key=str(number), address=b"", role=role, role_since=at, last_seen=at
    )


def rows_of(kind: str, at: datetime, now: datetime) -> list[Base]:
    """What is in the database of one kind, as old as `at`."""
    letter: dict[str, Any] = {"person_id": 1, "dedupe_key": "1", "created_on": at, "not_before": at}
    rows: dict[str, list[Base]] = {
        "handled updates": [HandledUpdateRow(channel="test", update_key="1", handled_on=at)],
        "conversations": [person(now), ConversationRow(person_id=1, state=b"", changed_on=at)],
        "delivered messages": [person(now), OutboxRow(**letter, delivered_on=at)],
        "given up messages": [person(now), OutboxRow(**letter, failed_on=at)],
        "messages that could not be delivered": [person(now), OutboxRow(**letter, payload=b"x")],
        "invitations": [InvitationRow(code_key="1", role="volunteer", created_at=at, expires_at=at)],
        "unanswered questions": [QuestionRow(text=b"", asked_at=at, reason="fallback")],
        "guests": [person(at, Role.GUEST)],
        "counts of questions": [AskedRow(asked_at=at, action="answer")],
    }
    return rows[kind]


async def put(store: Store, *rows: Base) -> None:
    async with store.work() as work:
        for row in rows:
            work.session.add(row)
            await work.session.flush()


async def sizes(store: Store) -> dict[str, int]:
    """How many rows each table has; empty ones are left out."""
    async with store.work(read_only=True) as work:
        counts = {
            table.name: (await work.session.scalars(select(func.count()).select_from(table))).one()
            for table in Base.metadata.sorted_tables
        }
    return {name: count for name, count in counts.items() if count}


@pytest.mark.parametrize("kind", DAYS)
async def test_what_is_past_its_term_is_gone(store: Store, now: datetime, kind: str) -> None:
    await put(store, *rows_of(kind, now - timedelta(days=DAYS[kind]) - SECOND, now))
    assert await purge(store, now) == {NAMES.get(kind, kind): 1}
    assert set(await sizes(store)) <= {"person"} - ({"person"} if kind == "guests" else set())


@pytest.mark.parametrize("kind", DAYS)
async def test_what_is_within_its_term_stays(store: Store, now: datetime, kind: str) -> None:
    await put(store, *rows_of(kind, now - timedelta(days=DAYS[kind]), now))
    before = await sizes(store)
    assert await purge(store, now) == {}
    assert await sizes(store) == before


async def test_purging_again_finds_nothing(store: Store, now: datetime) -> None:
    await put(store, *rows_of("guests", now - timedelta(days=400), now))
    assert await purge(store, now) == {"guests": 1}
    assert await purge(store, now) == {}


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.COORDINATOR, Role.ADMIN])
async def test_who_was_invited_is_not_forgotten(store: Store, now: datetime, role: Role) -> None:
    await put(store, person(now - timedelta(days=2000), role))
    assert await purge(store, now) == {}


async def test_a_message_that_still_has_to_go_out_stays_for_two_weeks(store: Store, now: datetime) -> None:
    old = now - timedelta(days=13)
    await put(store, person(now), OutboxRow(person_id=1, dedupe_key="1", created_on=old, not_before=old, payload=b"x"))
    assert await purge(store, now) == {}


async def test_a_guest_takes_conversation_and_messages_along(store: Store, now: datetime) -> None:
    old = now - timedelta(days=91)
    await put(
        store,
        person(old, Role.GUEST),
        ConversationRow(person_id=1, state=b"", changed_on=now),
        OutboxRow(person_id=1, dedupe_key="1", created_on=now, not_before=now),
    )
    await purge(store, now)
    assert await sizes(store) == {}


async def test_reports_and_cases_are_kept(store: Store, now: datetime) -> None:
    old = now - timedelta(days=2000)
    await put(
        store,
        ReportRow(id=1, reported_at=old, outcome="visited", level=1),
        ReportSignalRow(report_id=1, code="vallen"),
        CaseRow(code="merel-fiets-00", report_id=1, status="done", opened_at=old, changed_at=old),
    )
    assert await purge(store, now) == {}
    assert await sizes(store) == {"report": 1, "report_signal": 1, "case": 1}


async def test_only_the_old_ones_of_many_are_gone(store: Store, now: datetime) -> None:
    ages = [0, 6, 7, 8, 30, 400]
    await put(
        store,
        *(HandledUpdateRow(channel="test", update_key=str(age), handled_on=now - timedelta(days=age)) for age in ages),
    )
    assert await purge(store, now) == {"handled updates": 3}
    async with store.work(read_only=True) as work:
        left = (await work.session.scalars(select(HandledUpdateRow.update_key))).all()
    assert sorted(left, key=int) == ["0", "6", "7"]
