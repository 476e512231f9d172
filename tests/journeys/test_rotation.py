"""Another secret: everything works with the new one, and nothing is left of the old one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.errors import StoreError, StoreUnavailable
from bot.message import Reply
from bot.store import rotation
from bot.store.cases import Doer
from bot.store.database import Store
from bot.store.history import Step
from bot.store.invitations import Invitation, new_code
from bot.store.lifecycle import Actor, Status
from bot.store.models import (
    CaseEventRow,
    CaseRow,
    ConversationRow,
    DigestRow,
    InvitationRow,
    OutboxRow,
    PersonalRow,
    PersonRow,
    PracticeAnswerRow,
    PracticeGroupRow,
    QuestionRow,
    ReminderRow,
    ReportRow,
    UsageRow,
)
from bot.store.personal import Mine
from bot.store.reports import Consent, Outcome, Report
from bot.store.role import Role
from bot.store.rotation import Rotated, rotate
from bot.store.vault import Vault
from tests.databases import SECRET, written
from tests.journeys.town import Person, Town

NEW = "quite another secret"
NOTE = "ze mist haar [naam]"
PLAN = {"what": "visit"}
CODE_KEY, STANDING, CHOSEN = "the code of a group", b"where the group is", b"what was chosen"
VOTES = {"rouw-en-verlies": True}


class Filled:
    """A town in which a lot has happened."""

    def __init__(self, town: Town, bea: Person, truus: Person, code: str) -> None:
        self.town, self.bea, self.truus, self.code = town, bea, truus, code
        self.traces: set[bytes] = set()
        self.written = b""

    async def rotate(self, new: str = NEW) -> Rotated:
        self.traces = await traces(self.town)
        await self.town.close()
        store = Store(self.town.url, Vault(self.town.secret))
        try:
            done = await rotate(store, Vault(self.town.secret), Vault(new), self.town.clock())
            self.written = await written(self.town.url)
            return done
        finally:
            await store.close()

    async def reopen(self, secret: str = NEW) -> None:
        self.town.secret = secret
        await self.town.open()


@pytest.fixture
async def filled(town: Town) -> Filled:
    """A coordinator and a volunteer, a case in hand, a question, a digest that went out, a message on its way."""
    if town.restarts:
        pytest.skip("rotating is a start anew by itself")
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    gone = await town.meets("gone", Role.VOLUNTEER)
    codes = []
    async with town.store.work() as work:
        for name in ("gone", "truus"):
            reporter = await work.people.meet("test", name, town.clock())
            report = Report(Outcome.VISITED, ("vallen",), 1, "80-84", "hoensbroek", consent=Consent.YES, note=NOTE)
            number = await work.reports.add(work.people.reporter_key(reporter), report, town.clock())
            codes.append(await work.cases.open(number, town.clock(), reporter.id))
            await work.questions.keep_unanswered(work.people.asker_key(reporter), "een vraag", town.clock())
        coordinator = await work.people.meet("test", "bea", town.clock())
        for code in codes:
            case = await work.cases.find(code)
            assert case is not None
            doer = Doer(Actor.COORDINATOR, work.cases.actor_key(code, coordinator.id))
            assert await work.cases.move(case, Status.IN_HAND, doer, town.clock())
    await gone.says("/wis_mijn_gegevens")
    await gone.taps("Ja, wis alles")
    town.clock.passes(days=5)
    assert await town.makes_digests() == 1
    await truus.says("melden")
    async with town.store.work() as work:
        await work.invitations.add(new_code(), Invitation(Role.VOLUNTEER, None), town.clock())
        await work.invitations.add(new_code(), Invitation(Role.VOLUNTEER, None), town.clock() - timedelta(days=8))
        reporter = await work.people.meet("test", "truus", town.clock())
        await work.reminders.add(reporter, PLAN, town.clock().date())
        await work.personal.keep(reporter, Mine.VOTES, VOTES, town.clock())
        trainer = await work.people.meet("test", "bea", town.clock())
        group = PracticeGroupRow(
            id=1, code_key=CODE_KEY, trainer_id=trainer.id, standing=STANDING, opened_on=town.clock()
        )
        work.session.add(group)
        await work.session.flush()
        work.session.add(PracticeAnswerRow(group_id=1, question=0, person_id=reporter.id, chosen=CHOSEN))
        await work.outbox.add(reporter.id, "waits", Reply("Er wacht iets op je.").payload(), town.clock())
    return Filled(town, bea, truus, codes[1])


async def traces(town: Town) -> set[bytes]:
    """Every sealed value and every pseudonym that stands in the database."""
    columns = (
        *(PersonRow.address, PersonRow.address_key, ConversationRow.state),
        *(OutboxRow.payload, OutboxRow.dedupe_key, OutboxRow.subject, ReportRow.note, ReportRow.reporter_key),
        *(QuestionRow.text, QuestionRow.asker_key, CaseRow.holder_key, CaseEventRow.actor_key, CaseEventRow.digest),
        *(InvitationRow.code_key, DigestRow.payload, UsageRow.counts, ReminderRow.plan, PersonalRow.content),
        *(PracticeGroupRow.code_key, PracticeGroupRow.standing, PracticeAnswerRow.chosen),
    )
    store = Store(town.url, Vault(town.secret))
    async with store.work(read_only=True) as work:
        values = [value for column in columns for value in await work.session.scalars(select(column))]
    await store.close()
    return {value if isinstance(value, bytes) else value.encode() for value in values if value is not None}


async def test_everything_works_with_the_new_secret(filled: Filled) -> None:
    assert await filled.rotate() == Rotated(people=2, invitations=1, broken=[])
    await filled.reopen()
    town, bea, truus, code = filled.town, filled.bea, filled.truus, filled.code
    truus.catches_up()
    await town.postman.drain()
    truus.sees("Er wacht iets op je.")
    await truus.says("Bezoek gehad")
    truus.does_not_see("uitgenodigd door een coördinator")
    await truus.says("mijn meldingen")
    truus.sees(code, "opgepakt")
    async with town.store.work() as work:
        reporter = await work.people.meet("test", "truus", town.clock())
        coordinator = await work.people.meet("test", "bea", town.clock())
        assert (reporter.role, coordinator.role) == (Role.VOLUNTEER, Role.COORDINATOR)
        case = await work.cases.find(code)
        assert case is not None and (case.note, case.reporter_key) == (NOTE, work.people.reporter_key(reporter))
        assert await work.people.by_reporter_key(case.reporter_key or "") == reporter
        assert [reminder.plan for reminder in await work.reminders.of(reporter)] == [PLAN]
        assert await work.personal.of(reporter, Mine.VOTES) == VOTES
        assert case.holder_key == work.cases.actor_key(code, coordinator.id)
        steps = await work.cases.history.of(code)
        assert [(step.step, step.actor_key) for step in steps] == [
            (Step.NEW, work.cases.actor_key(code, reporter.id)),
            (Step.IN_HAND, work.cases.actor_key(code, coordinator.id)),
        ]
        assert await work.cases.history.broken() == []
        assert [asked.text for asked in await work.questions.asked_by(work.people.asker_key(reporter))] == ["een vraag"]
    assert await town.makes_digests() == 0, "no second digest"
    await bea.says("/week")
    bea.sees("Week 48")


async def test_a_report_of_today_can_still_be_withdrawn(filled: Filled) -> None:
    async with filled.town.store.work() as work:
        await work.session.execute(update(ReportRow).values(reported_at=filled.town.clock()))
    await filled.rotate()
    await filled.reopen()
    await filled.truus.says("mijn meldingen")
    await filled.truus.taps(f"Intrekken: {filled.code}")
    filled.truus.sees("Je melding is ingetrokken")


async def test_nothing_opens_with_the_old_secret_and_nothing_of_it_is_in_a_file(filled: Filled) -> None:
    await filled.rotate()
    assert len(filled.traces) > 20
    assert len(filled.written) > 1000
    assert [trace for trace in filled.traces if trace in filled.written] == []
    assert filled.traces & await traces(filled.town) == set()
    with pytest.raises(StoreError, match="another OPMERKZAAM_SECRET"):
        await filled.reopen(SECRET)


async def test_what_leads_to_nobody_is_cut_loose(filled: Filled) -> None:
    async with filled.town.store.work() as work:
        await work.session.execute(update(ReportRow).where(ReportRow.reporter_key.is_(None)).values(reporter_key="x"))
        await work.session.execute(update(OutboxRow).where(OutboxRow.id == 1).values(subject=None))
    await filled.rotate()
    await filled.reopen()
    async with filled.town.store.work(read_only=True) as work:
        assert sum(key is None for key in await work.session.scalars(select(ReportRow.reporter_key))) == 1
        assert await work.cases.history.broken() == []


async def test_what_was_changed_before_stays_visible(filled: Filled) -> None:
    async with filled.town.store.work() as work:
        change = update(CaseEventRow).where(CaseEventRow.case_code == filled.code, CaseEventRow.number == 1)
        await work.session.execute(change.values(detail="volunteer"))
    assert (await filled.rotate()).broken == [filled.code]
    await filled.reopen()
    async with filled.town.store.work(read_only=True) as work:
        assert await work.cases.history.broken() == [filled.code]


async def rows_in(town: Town) -> list[list[Any]]:
    tables = (PersonRow, ReportRow, QuestionRow, OutboxRow, CaseRow, CaseEventRow)
    async with town.store.work(read_only=True) as work:
        return [[tuple(row) for row in await work.session.execute(select(*t.__table__.columns))] for t in tables]


async def test_a_failure_leaves_everything_as_it_was(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    before = await rows_in(filled.town)

    async def breaks(*_: object) -> int:
        raise RuntimeError

    monkeypatch.setattr(rotation._Change, "invitations", breaks)
    with pytest.raises(RuntimeError):
        await filled.rotate()
    await filled.reopen(SECRET)
    assert await rows_in(filled.town) == before


async def test_it_does_not_begin_while_the_bot_runs(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.sqlite.BUSY_SECONDS", 0.1)
    monkeypatch.setattr("bot.store.database.ENDING_TRIES", 2)
    before = await rows_in(filled.town)
    other = Store(filled.town.url, Vault(SECRET))
    with pytest.raises(StoreUnavailable, match="stop the bot first"):
        await rotate(other, Vault(SECRET), Vault(NEW), filled.town.clock())
    await other.close()
    assert await rows_in(filled.town) == before
