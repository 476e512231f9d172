"""What is past its term is gone, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.store.chores import PURGE, Chore
from bot.store.database import Store
from bot.store.lifecycle import FINISHED, Status
from bot.store.models import (
    AskedRow,
    Base,
    CaseEventRow,
    CaseRow,
    ConversationRow,
    DutyRow,
    HandledUpdateRow,
    InvitationRow,
    OutboxRow,
    PersonRow,
    PracticeAnswerRow,
    PracticeGroupRow,
    QuestionRow,
    ReminderRow,
    ReportRow,
    ReportSignalRow,
    UsageRow,
)
from bot.store.purge import past_term, purge, purge_and_note
from bot.store.reports import Consent, Outcome, Report, Wish
from bot.store.role import Role

DAYS = {
    "handled updates": 7,
    "counts of what somebody did": 1,
    "conversations": 30,
    "delivered messages": 60,
    "given up messages": 60,
    "messages that could not be delivered": 14,
    "reminders": 7,
    "groups that practised": 2,
    "duty that is over": 30,
    "invitations": 30,
    "unanswered questions": 90,
    "notes": 90,
    "reports without a case": 365,
    "withdrawn reports": 365,
    "closed cases with their reports": 365,
    "withdrawn cases": 365,
    "guests": 90,
    "people with a role who were not seen": 730,
    "counts of questions": 3 * 365,
}
NAMES = {
    "given up messages": "delivered messages",
    "withdrawn reports": "reports without a case",
    "withdrawn cases": "closed cases with their reports",
}
STAYS = {"guests": set(), "people with a role who were not seen": set(), "notes": {"report"}}
"""What is left in the database when something is past its term; whoever it hung on, where nothing is said here."""
SECOND = timedelta(seconds=1)


YEAR = timedelta(days=365)


def step(number: int, at: datetime) -> CaseEventRow:
    return CaseEventRow(case_code="merel-fiets-42", number=number, at=at, actor="reporter", step="new", digest="x")


def person(at: datetime, role: Role = Role.VOLUNTEER, number: int = 1) -> PersonRow:
    return PersonRow(
        id=number, channel="test", address_key=str(number), address=b"", role=role, role_since=at, last_seen=at
    )


def report(at: datetime, **more: Any) -> ReportRow:
    return ReportRow(id=1, reported_at=at, outcome="visited", level=1, **more)


def case(at: datetime, changed: datetime, status: str = "done", **more: Any) -> CaseRow:
    return CaseRow(
        code="merel-fiets-42", report_id=1, status=status, opened_at=at, changed_at=changed, due_at=at, **more
    )


def rows_of(kind: str, at: datetime, now: datetime) -> list[Base]:
    """What is in the database of one kind, as old as `at`."""
    letter: dict[str, Any] = {"person_id": 1, "dedupe_key": "1", "created_on": at, "not_before": at}
    rows: dict[str, list[Base]] = {
        "handled updates": [HandledUpdateRow(channel="test", update_key="1", handled_on=at)],
        "counts of what somebody did": [person(now), UsageRow(person_id=1, counts=b"", counted_on=at)],
        "conversations": [person(now), ConversationRow(person_id=1, state=b"", changed_on=at)],
        "delivered messages": [person(now), OutboxRow(**letter, delivered_on=at)],
        "given up messages": [person(now), OutboxRow(**letter, failed_on=at)],
        "messages that could not be delivered": [person(now), OutboxRow(**letter, payload=b"x")],
        "reminders": [person(now), ReminderRow(person_id=1, look_on=at, plan=b"")],
        "groups that practised": [
            person(now),
            PracticeGroupRow(id=1, code_key="1", trainer_id=1, standing=b"", opened_on=at),
            PracticeAnswerRow(group_id=1, question=0, person_id=1, chosen=b""),
        ],
        "duty that is over": [person(now), DutyRow(person_id=1, weekdays="12345", until=at)],
        "invitations": [InvitationRow(code_key="1", role="volunteer", created_at=at, expires_at=at)],
        "unanswered questions": [QuestionRow(text=b"", asked_at=at, reason="fallback")],
        "notes": [report(at, note=b"sealed")],
        "reports without a case": [report(at), ReportSignalRow(report_id=1, code="vallen")],
        "withdrawn reports": [report(at, withdrawn_at=at)],
        "closed cases with their reports": [report(at - YEAR), case(at - YEAR, at), step(1, at)],
        "withdrawn cases": [report(at, withdrawn_at=at), case(at, at, "withdrawn"), step(1, at)],
        "guests": [person(at, Role.GUEST)],
        "people with a role who were not seen": [person(at)],
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
    assert await past_term(store, now) == {NAMES.get(kind, kind): 1}, "told before, and nothing is changed by it"
    assert await purge(store, now, {}) == {NAMES.get(kind, kind): 1}
    assert set(await sizes(store)) - {"weekly_count"} <= STAYS.get(kind, {"person"})


@pytest.mark.parametrize("kind", DAYS)
async def test_what_is_within_its_term_stays(store: Store, now: datetime, kind: str) -> None:
    await put(store, *rows_of(kind, now - timedelta(days=DAYS[kind]), now))
    before = await sizes(store)
    assert (await past_term(store, now), await purge(store, now, {})) == ({}, {})
    assert await sizes(store) == before


async def test_duty_that_goes_on_stays(store: Store, now: datetime) -> None:
    await put(store, person(now), DutyRow(person_id=1, weekdays="12345", until=None))
    assert await purge(store, now, {}) == {}


async def test_purging_again_finds_nothing(store: Store, now: datetime) -> None:
    await put(store, *rows_of("guests", now - timedelta(days=400), now))
    assert await purge(store, now, {}) == {"guests": 1}
    assert await purge(store, now, {}) == {}


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.COORDINATOR, Role.ADMIN])
async def test_who_was_invited_is_kept_for_two_years(store: Store, now: datetime, role: Role) -> None:
    await put(store, person(now - 2 * YEAR, role))
    assert await purge(store, now, {}) == {}
    assert await purge(store, now + SECOND, {}) == {"people with a role who were not seen": 1}


async def test_who_is_forgotten_leaves_reports_that_lead_to_nobody(store: Store, now: datetime) -> None:
    old = now - timedelta(days=91)
    async with store.work() as work:
        guest = await work.people.meet("test", "42", old)
        key = work.people.reporter_key(guest)
        await work.reports.add(key, Report(Outcome.NOBODY_HOME), now)
        await work.questions.keep_unanswered(work.people.asker_key(guest), "een vraag", now)
    await purge(store, now, {})
    async with store.work(read_only=True) as work:
        assert (await work.session.scalars(select(ReportRow.reporter_key))).all() == [None]
        assert (await work.session.scalars(select(QuestionRow.asker_key))).all() == [None]


async def test_a_report_leads_to_its_reporter_only_while_that_is_needed(store: Store, now: datetime) -> None:
    made = now - timedelta(hours=25)
    visited = Report(Outcome.VISITED, ("vallen",), 1, "80-84", "molenberg", "alone", Consent.YES, wish=Wish.TALK)
    async with store.work() as work:
        reporter = await work.people.meet("test", "42", now)
        key = work.people.reporter_key(reporter)
        followed = await work.reports.add(key, visited, made)
        await work.cases.open(followed, made, reporter.id)
        await work.reports.add(key, replace(visited, consent=Consent.NO), made)
        await work.reports.add(key, replace(visited, consent=Consent.NO), now - timedelta(hours=23))
    assert await purge(store, now, {}) == {"links to who reported without a case": 1}
    async with store.work(read_only=True) as work:
        with_case, cut, recent = await work.session.scalars(select(ReportRow).order_by(ReportRow.id))
    assert (with_case.reporter_key, with_case.age_band, with_case.reported_at) == (key, "80-84", made)
    assert (recent.reporter_key, recent.age_band) == (key, "80-84")
    assert (cut.reporter_key, cut.age_band, cut.living, cut.wish, cut.area) == (None, None, None, None, "molenberg")
    assert cut.reported_at == datetime(2026, 11, 17, 11, 0, tzinfo=UTC), "noon of its day"


async def test_a_message_that_still_has_to_go_out_stays_for_two_weeks(store: Store, now: datetime) -> None:
    old = now - timedelta(days=13)
    await put(store, person(now), OutboxRow(person_id=1, dedupe_key="1", created_on=old, not_before=old, payload=b"x"))
    assert await purge(store, now, {}) == {}


async def test_a_guest_takes_conversation_and_messages_along(store: Store, now: datetime) -> None:
    old = now - timedelta(days=91)
    await put(
        store,
        person(old, Role.GUEST),
        ConversationRow(person_id=1, state=b"", changed_on=now),
        OutboxRow(person_id=1, dedupe_key="1", created_on=now, not_before=now),
    )
    await purge(store, now, {})
    assert await sizes(store) == {}


@pytest.mark.parametrize("status", [status for status in Status if status not in FINISHED])
async def test_an_open_case_stays_with_its_report(store: Store, now: datetime, status: Status) -> None:
    old = now - 6 * YEAR
    await put(store, report(old), ReportSignalRow(report_id=1, code="vallen"), case(old, old, status), step(1, old))
    assert await purge(store, now, {}) == {}
    assert await sizes(store) == {"report": 1, "report_signal": 1, "case": 1, "case_event": 1}


async def test_many_people_and_reports_are_forgotten_in_parts(
    store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.purge.BATCH", 3)
    async with store.work() as work:
        for number in range(7):
            await work.people.meet("test", str(number), now - YEAR)
            await work.reports.add("key", Report(Outcome.NOBODY_HOME), now - 2 * YEAR)
    assert await purge(store, now, {}) == {"guests": 7, "reports without a case": 7}
    assert await sizes(store) == {"weekly_count": 1}


async def test_only_the_old_ones_of_many_are_gone(store: Store, now: datetime) -> None:
    ages = [0, 6, 7, 8, 30, 400]
    await put(
        store,
        *(HandledUpdateRow(channel="test", update_key=str(age), handled_on=now - timedelta(days=age)) for age in ages),
    )
    assert await purge(store, now, {}) == {"handled updates": 3}
    async with store.work(read_only=True) as work:
        left = (await work.session.scalars(select(HandledUpdateRow.update_key))).all()
    assert sorted(left, key=int) == ["0", "6", "7"]


# What a chore leaves behind


async def chore(store: Store) -> Chore | None:
    async with store.work(read_only=True) as work:
        return await work.chores.of(PURGE)


async def test_a_purge_that_fails_is_noted_until_it_goes_well(
    store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await chore(store) is None
    await purge_and_note(store, now, {})
    assert await chore(store) == Chore(now, None, None)
    with monkeypatch.context() as patch:
        patch.setattr("bot.store.purge.fold", _breaks)
        for hours in (1, 2):
            with pytest.raises(RuntimeError):
                await purge_and_note(store, now + timedelta(hours=hours), {})
    failed = await chore(store)
    assert failed == Chore(now, now + timedelta(hours=1), "RuntimeError")
    assert failed.trouble_since(now + timedelta(hours=2)) == now + timedelta(hours=1)
    await purge_and_note(store, now + timedelta(hours=3), {})
    assert await chore(store) == Chore(now + timedelta(hours=3), None, None)


async def test_what_failed_half_way_is_not_half_done(
    store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(store, report(now - 2 * YEAR))
    before = await sizes(store)
    with monkeypatch.context() as patch:
        patch.setattr("bot.store.weekly_counts._add", _breaks)
        with pytest.raises(RuntimeError):
            await purge(store, now, {})
    assert await sizes(store) == before
    await purge(store, now, {})
    assert await sizes(store) == {"weekly_count": 2}


async def _breaks(*_: object) -> int:
    raise RuntimeError


@pytest.mark.parametrize(("days", "trouble"), [(0, False), (3, False), (3.01, True)])
def test_a_purge_that_was_not_tried_is_in_trouble_after_three_days(now: datetime, days: float, trouble: bool) -> None:
    gone_well = Chore(now, None, None)
    assert (gone_well.trouble_since(now + timedelta(days=days)) == now) is trouble
