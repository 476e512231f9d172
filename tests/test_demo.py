"""The invented year: it looks like one, and nothing in it could not have happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from bot.demo import fill
from bot.demo.calendar import Calendar, at_work, busy
from bot.demo.case_codes import case_codes
from bot.dialogue.follow_up.reminders import send_reminders
from bot.dialogue.reporting.report_steps import Draft, opens_case
from bot.digest.week import Week
from bot.errors import UsageError
from bot.knowledge import Knowledge
from bot.settings import TIMEZONE
from bot.store.case_code import read_code
from bot.store.database import Store
from bot.store.deadlines import due_at, is_working_day
from bot.store.history import MOVED, Step
from bot.store.lifecycle import FINISHED, UNTOUCHED, Actor, Assignee, Status, may_move
from bot.store.models import (
    AskedRow,
    CaseEventRow,
    CaseRow,
    OutboxRow,
    PersonRow,
    QuestionRow,
    ReportRow,
    ReportSignalRow,
)
from bot.store.reports import Outcome, Report
from bot.store.role import Role
from bot.store.vault import Vault
from tests.databases import Database, sqlite_url

THURSDAY = datetime(2026, 11, 19, 13, 0, tzinfo=UTC)
FRIDAY = THURSDAY + timedelta(days=1)
REPORTS = 1800


async def filled(url: str, knowledge: Knowledge, now: datetime, reports: int = REPORTS) -> Store:
    store = Store(url, Vault("for tests"))
    await store.upgrade()
    await fill(store, knowledge, reports, now)
    return store


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "year.db"


@pytest.fixture
async def store(file: Path, knowledge: Knowledge) -> AsyncIterator[Store]:
    """One year for all tests; what a test adds to it must not matter to another."""
    store = Store(sqlite_url(file), Vault("for tests"))
    await store.upgrade()
    async with store.work(read_only=True) as work:
        empty = (await work.session.scalars(select(ReportRow.id).limit(1))).first() is None
    if empty:
        await fill(store, knowledge, REPORTS, THURSDAY)
    yield store
    await store.close()


async def rows(store: Store, *what: Any, where: Sequence[Any] = ()) -> Sequence[Any]:
    async with store.work(read_only=True) as work:
        return (await work.session.execute(select(*what).where(*where))).all()


async def histories(store: Store) -> dict[str, list[CaseEventRow]]:
    async with store.work(read_only=True) as work:
        query = select(CaseEventRow).order_by(CaseEventRow.case_code, CaseEventRow.number)
        found: dict[str, list[CaseEventRow]] = {}
        for event in await work.session.scalars(query):
            found.setdefault(event.case_code, []).append(event)
        return found


async def test_there_are_so_many_visits_before_this_week_and_none_to_come(store: Store) -> None:
    moments = [at for (at,) in await rows(store, ReportRow.reported_at)]
    this_week = Week.of(THURSDAY).start()
    assert sum(at < this_week for at in moments) == REPORTS
    assert 10 < sum(at >= this_week for at in moments) < 50
    assert max(moments) < THURSDAY


async def test_a_week_has_the_same_visits_on_every_day_of_it(
    store: Store, tmp_path: Path, knowledge: Knowledge
) -> None:
    later = await filled(sqlite_url(tmp_path / "friday.db"), knowledge, FRIDAY)
    what = (ReportRow.id, ReportRow.reported_at, ReportRow.outcome, ReportRow.area, ReportRow.wish, ReportRow.level)
    settled = (ReportRow.reported_at < THURSDAY - timedelta(days=1),)  # what came after may still be taken back
    assert await rows(later, *what, where=settled) == await rows(store, *what, where=settled)
    finished = (CaseRow.status == Status.DONE, CaseRow.changed_at < THURSDAY - timedelta(days=30))
    ends = (CaseRow.code, CaseRow.report_id, CaseRow.changed_at, CaseRow.outcome)
    assert await rows(later, *ends, where=finished) == await rows(store, *ends, where=finished)
    await later.close()


async def test_every_history_holds_together(store: Store) -> None:
    async with store.work(read_only=True) as work:
        assert await work.cases.history.broken() == []


async def test_every_step_is_one_that_the_lifecycle_allows(store: Store) -> None:
    wrong = []
    for code, events in (await histories(store)).items():
        status, assigned_to = Status.NEW, None
        for event in events[1:]:
            if event.step not in MOVED:
                continue
            # What a volunteer wants to take up is theirs from the beginning: that is no move.
            given = event.number == 2 and event.step == Step.ASSIGNED and event.actor == Actor.REPORTER
            if not given and not may_move(status, Status(event.step), Actor(event.actor), assigned_to):
                wrong.append((code, event.number))
            status = Status(event.step)
            assigned_to = Assignee(event.detail) if event.step == Step.ASSIGNED and event.detail else assigned_to
    assert wrong == []


async def test_steps_come_one_after_another_and_not_after_now(store: Store) -> None:
    for events in (await histories(store)).values():
        moments = [event.at for event in events]
        assert (moments, moments[-1] < THURSDAY) == (sorted(moments), True)
        assert [event.number for event in events] == list(range(1, len(events) + 1))
        assert events[0].step == Step.NEW


async def test_every_case_has_the_deadline_that_the_store_would_give_it(store: Store) -> None:
    levels = dict(await rows(store, ReportRow.id, ReportRow.level))
    steps = await histories(store)
    for case, opened, due, report_id, withdrawn in await rows(
        store, CaseRow.code, CaseRow.opened_at, CaseRow.due_at, CaseRow.report_id, CaseRow.status == Status.WITHDRAWN
    ):
        term = due_at(levels[report_id], opened)
        for event in steps[case]:
            if event.step == Step.ASSIGNED and event.actor == Actor.COORDINATOR and event.at > term:
                term = due_at(levels[report_id], event.at)
        assert withdrawn or due == term


async def test_a_report_has_a_case_when_the_dialogue_would_open_one(store: Store, knowledge: Knowledge) -> None:
    signals: dict[int, list[str]] = {}
    for report_id, code in await rows(store, ReportSignalRow.report_id, ReportSignalRow.code):
        signals.setdefault(report_id, []).append(code)
    cases = {report_id for (report_id,) in await rows(store, CaseRow.report_id)}
    for report in await rows(store, ReportRow, where=[ReportRow.withdrawn_at.is_(None)]):
        row = report[0]
        noticed = tuple(signals.get(row.id, ()))
        draft = Draft(outcome=row.outcome, signals=noticed, wish=row.wish, consent=row.consent)
        assert (row.id in cases) == opens_case(draft, knowledge)
        assert row.level == max((knowledge.signals[code].level for code in noticed), default=0)


async def test_what_was_taken_back_says_nothing_any_more(store: Store) -> None:
    taken_back = await rows(store, ReportRow, where=[ReportRow.withdrawn_at.is_not(None)])
    assert 8 < len(taken_back) < 40
    said = [(r.area, r.age_band, r.living, r.wish, r.consent, r.reason, r.follow_up, r.level) for (r,) in taken_back]
    assert set(said) == {(None,) * 7 + (0,)}
    ids = [row.id for (row,) in taken_back]
    assert await rows(store, ReportSignalRow, where=[ReportSignalRow.report_id.in_(ids)]) == []
    assert {status for (status,) in await rows(store, CaseRow.status, where=[CaseRow.report_id.in_(ids)])} == {
        Status.WITHDRAWN
    }


async def test_most_cases_are_picked_up_in_time_and_some_wait_now(store: Store) -> None:
    picked_up = [
        next((event.at for event in events if event.step in (Step.IN_HAND, Step.DONE)), None)
        for events in (await histories(store)).values()
    ]
    cases = await rows(store, CaseRow)
    assert sum(at is not None for at in picked_up) > 0.95 * len(cases)
    unfinished = [case for (case,) in cases if case.status not in FINISHED]
    untouched = [case for case in unfinished if case.status in UNTOUCHED]
    assert 20 < len(unfinished) < 120
    assert {case.status for case in unfinished} >= {Status.NEW, Status.ASSIGNED, Status.IN_HAND, Status.WAITING}
    assert 0 < sum(case.due_at < THURSDAY for case in untouched) < 15


async def test_what_cannot_wait_is_rare_and_nearly_always_picked_up_on_the_same_day(store: Store) -> None:
    urgent = {i for (i,) in await rows(store, ReportRow.id, where=[ReportRow.level == 3])}
    steps = await histories(store)
    same_day = [
        any(e.step in (Step.IN_HAND, Step.DONE, Step.ASSIGNED) and e.at.date() == opened.date() for e in steps[code])
        for code, report_id, opened in await rows(store, CaseRow.code, CaseRow.report_id, CaseRow.opened_at)
        if report_id in urgent
    ]
    assert 5 <= len(urgent) <= 0.02 * REPORTS
    assert sum(same_day) >= 0.75 * len(same_day)


async def test_the_year_has_its_seasons_and_the_scheme_grows(store: Store) -> None:
    weeks = Counter(Week.of(at) for (at,) in await rows(store, ReportRow.reported_at))
    autumn = sum(weeks[Week(2026, number)] for number in (44, 45, 46))
    assert sum(weeks[Week(2025, number)] for number in (44, 45, 46)) < autumn
    assert sum(weeks[Week(2026, number)] for number in (30, 31, 32)) < 0.7 * autumn
    assert weeks[Week(2025, 52)] < 0.5 * weeks[Week(2025, 50)]
    assert weeks[Week(2025, 47)] > 0  # so there is a same week last year
    days = Counter(at.astimezone(TIMEZONE).weekday() for (at,) in await rows(store, ReportRow.reported_at))
    assert days[6] < days[5] < 0.4 * days[1]


async def test_in_some_wijken_hardly_anybody_comes(store: Store, knowledge: Knowledge) -> None:
    counted: Counter[str] = Counter()
    for (area,) in await rows(store, ReportRow.area, where=[ReportRow.outcome == "visited"]):
        wijk = (
            next((a for a in knowledge.areas.around(area) if knowledge.areas.by_id[a].level == "wijk"), None)
            if area
            else None
        )
        counted[wijk or "-"] += 1
    large = [area for area in knowledge.areas.by_id.values() if area.level == "wijk" and area.residents_65_plus > 400]
    rates = sorted(counted[area.id] / area.residents_65_plus for area in large)
    assert rates[0] < 0.2 * rates[len(rates) // 2]
    assert counted["-"] < 0.2 * counted.total()


async def test_signals_come_together(store: Store) -> None:
    found: dict[int, set[str]] = {}
    for report_id, code in await rows(store, ReportSignalRow.report_id, ReportSignalRow.code):
        found.setdefault(report_id, set()).add(code)
    grief = [codes for codes in found.values() if "partner-overleden" in codes]
    others = [codes for codes in found.values() if "partner-overleden" not in codes]

    def share(of: list[set[str]]) -> float:
        return sum("mist-partner-of-vertrouweling" in codes for codes in of) / len(of)

    assert share(grief) > 0.5 > 0.1 > share(others)


async def test_questions_wait_in_groups_and_others_were_answered(store: Store, knowledge: Knowledge) -> None:
    async with store.work(read_only=True) as work:
        waiting = await work.questions.open()
    assert (len(waiting), len({question.text for question in waiting})) == (25, 25)
    assert all(one.answered_with in knowledge.articles for one in waiting if one.answered_with)
    asked = Counter(action for (action,) in await rows(store, AskedRow.action))
    assert set(asked) == {"answer", "button", "clarify", "fallback", "helped", "not_what_i_sought"}
    topics = {topic for (topic,) in await rows(store, AskedRow.topic) if topic}
    assert topics <= knowledge.articles.keys()
    assert max(at for (at,) in await rows(store, AskedRow.asked_at)) < THURSDAY
    assert max(at for (at,) in await rows(store, QuestionRow.asked_at)) < THURSDAY


async def test_nobody_of_them_ever_gets_a_message(store: Store, knowledge: Knowledge) -> None:
    people = Counter(role for (role,) in await rows(store, PersonRow.role, where=[PersonRow.channel == "demo"]))
    assert people == {Role.VOLUNTEER: 30, Role.COORDINATOR: 3}
    assert len({alias for (alias,) in await rows(store, PersonRow.alias)}) == 33
    async with store.work(read_only=True) as work:
        assert await work.people.coordinators() == []
    assert await send_reminders(store, knowledge.areas, lambda: THURSDAY) == 0
    assert await rows(store, OutboxRow.id) == []


async def test_the_program_has_nothing_to_say_at_once(store: Store) -> None:
    looks = [(status, at) for status, at in await rows(store, CaseRow.status, CaseRow.look_at)]
    assert all(at is None for status, at in looks if status in FINISHED)
    assert all(at > THURSDAY for _, at in looks if at is not None)


async def test_a_small_year_is_whole_on_every_database(database: Database, knowledge: Knowledge) -> None:
    store = await filled(database.url, knowledge, THURSDAY, 50)
    moments = [at for (at,) in await rows(store, ReportRow.reported_at)]
    assert sum(at < Week.of(THURSDAY).start() for at in moments) == 50
    async with store.work(read_only=True) as work:
        assert await work.cases.history.broken() == []
    await store.close()


async def test_the_next_report_has_an_id_of_its_own(database: Database, knowledge: Knowledge) -> None:
    store = await filled(database.url, knowledge, THURSDAY, 10)
    highest = max(number for (number,) in await rows(store, ReportRow.id))
    async with store.work() as work:
        assert await work.reports.add("key", Report(Outcome.VISITED), THURSDAY) == highest + 1
    await store.close()


async def test_what_is_there_is_not_mixed_with_what_is_invented(database: Database, knowledge: Knowledge) -> None:
    store = await filled(database.url, knowledge, THURSDAY, 1)
    with pytest.raises(UsageError, match="has reports already"):
        await fill(store, knowledge, 1, THURSDAY)
    await store.close()


def test_a_total_is_spread_over_the_weeks_without_a_rest() -> None:
    calendar = Calendar(THURSDAY.astimezone(TIMEZONE), 5)
    for total in (1, 7, 1000):
        parts = calendar.spread(total, [1.0, 0.5, 2.0, 0.3, 1.1, 1.0])
        assert (len(parts), sum(parts[:-1])) == (6, total)


@pytest.mark.parametrize(
    ("monday", "more"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 12, 14), True),
        (date(2026, 12, 21), False),
        (date(2026, 12, 28), False),
        (date(2027, 7, 26), False),
        (date(2027, 1, 4), True),
    ],
)
def test_the_weeks_before_christmas_are_full_and_holidays_are_not(monday: date, more: bool) -> None:
    assert (busy(monday) > 1) is more


def test_who_is_at_work_is_so_in_office_hours_and_later_than_before() -> None:
    chance = Random(1)
    for hour in (0, 8, 12, 16, 17, 23):
        for days in (0, 1, 5):
            after = datetime(2026, 12, 24, hour, 55, tzinfo=TIMEZONE)
            at = at_work(after, days, chance)
            assert after < at
            assert (9 <= at.hour < 17, is_working_day(at.date())) == (True, True)


def test_no_two_cases_have_the_same_code_also_when_there_are_more_than_codes() -> None:
    codes = case_codes(Random(1))
    first = [next(codes) for _ in range(72_000)]
    assert len(set(first)) == len(first)
    assert [read_code(code) for code in first[:1000]] == first[:1000]
