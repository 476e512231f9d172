"""A digest that does not arrive is told: in the log, to the admins, and by `check`; and one that arrives is not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.outcome import Delivered, Later, Outcome, Refused
from bot.channels.postman import Postman
from bot.check_store import check_store
from bot.digest.alarm import Alarm
from bot.digest.schedule import send_due
from bot.digest.week import Week
from bot.knowledge import Knowledge
from bot.message import Reply
from bot.settings import USUAL_DIGEST_TIME, Settings
from bot.store.database import Store, Work
from bot.store.digests import DigestChoice
from bot.store.people import Person
from bot.store.purge import purge
from bot.store.role import Role
from tests.databases import ON_SQLITE, SECRET, Database
from tests.digest.words import Words
from tests.journeys.town import Clock

CHANNEL = "test"
MONDAY = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)
"""08:00 in Heerlen, in the week after week 46."""


async def make(work: Work, week: Week, now: datetime, person: Person, areas: tuple[str, ...]) -> Reply:
    return Reply("het weekoverzicht")


class Office:
    """A coordinator and two admins, in a street where a letter box may be shut."""

    def __init__(self, store: Store, url: str, knowledge: Knowledge) -> None:
        self.clock = Clock()
        self.clock.now = MONDAY - timedelta(days=30)
        self.store, self.url, self._knowledge = store, url, knowledge
        self.alarm = Alarm()
        self.got: list[tuple[str, str]] = []
        self.outcome: dict[str, Outcome] = {}
        self.postman = Postman(store, CHANNEL, self._send, self.clock)
        self.alias: dict[str, str] = {}

    async def hires(self, name: str, role: Role) -> None:
        async with self.store.work() as work:
            person = await work.people.meet(CHANNEL, name, self.clock())
            await work.people.give_role(person, role, None, self.clock())
            self.alias[name] = (await work.people.entry(person)).alias or ""

    async def _send(self, address: str, reply: Reply) -> Outcome:
        outcome = self.outcome.get(address, Delivered())
        if isinstance(outcome, Delivered):
            self.got.append((address, reply.text))
        return outcome

    async def tick(self) -> None:
        """The schedule, the alarm, and the postman."""
        await send_due(self.store, self._knowledge, self.clock, USUAL_DIGEST_TIME, Words(make))
        await self.alarm.sound(self.store, self.clock(), USUAL_DIGEST_TIME)
        await self.postman.drain()

    async def runs(self, **duration: float) -> None:
        end = self.clock() + timedelta(**duration)
        while self.clock() < end:
            await self.tick()
            self.clock.passes(hours=1)

    def heard(self, name: str) -> list[str]:
        """What somebody got that is no digest."""
        return [text for address, text in self.got if address == name and text != "het weekoverzicht"]

    async def check(self) -> tuple[list[str], bool]:
        settings = Settings(_env_file=None, database_url=self.url, opmerkzaam_secret=SECRET)
        condition = await check_store(settings, self.clock())
        lines = list(condition.lines)
        first = next(number for number, line in enumerate(lines) if line.startswith("digests"))
        return [line.strip() for line in lines[first:]], condition.well


@pytest.fixture
async def office(database: Database, knowledge: Knowledge) -> AsyncIterator[Office]:
    store = database.store()
    office = Office(store, database.url, knowledge)
    await office.hires("bea", Role.COORDINATOR)
    for admin in ("ad", "els"):
        await office.hires(admin, Role.ADMIN)
    office.clock.now = MONDAY
    yield office
    await store.close()


ERRORS = "A digest does not arrive: "


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage().removeprefix(ERRORS) for one in caplog.records if ERRORS in one.getMessage()]


async def test_when_all_arrive_nothing_is_told(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    await office.runs(days=9)
    assert sorted(office.got) == sorted((name, "het weekoverzicht") for name in ("bea", "ad", "els") * 2)
    assert errors(caplog) == []
    assert await office.check() == (["digests    all well"], True)


REFUSALS = {
    "blocked": "kon niet worden bezorgd aan **{alias}**. Misschien is de bot daar geblokkeerd",
    "bad-request": "kon niet worden bezorgd aan **{alias}**: Telegram nam het bericht niet aan",
}


@pytest.mark.parametrize("reason", REFUSALS)
async def test_one_that_is_given_up_is_told_once(office: Office, caplog: pytest.LogCaptureFixture, reason: str) -> None:
    office.outcome["bea"] = Refused(reason)
    await office.runs(days=3)
    alias, words = office.alias["bea"], "blocked" if reason == "blocked" else "refused"
    for admin in ("ad", "els"):
        (told,) = office.heard(admin)
        assert "week 46" in told and REFUSALS[reason].format(alias=alias) in told
    assert office.heard("bea") == []
    line = f"2026-W46 for {alias} could not be delivered ({words}), since 2026-11-16"
    assert errors(caplog) == [line]
    assert await office.check() == (["digests    not all arrived:", line], False)


async def test_after_a_start_the_admins_do_not_hear_it_again(office: Office) -> None:
    office.outcome["bea"] = Refused("blocked")
    await office.runs(hours=3)
    office.alarm = Alarm()
    await office.runs(hours=3)
    assert [len(office.heard(name)) for name in ("ad", "els")] == [1, 1]


async def test_an_admin_does_not_hear_of_their_own(office: Office) -> None:
    office.outcome["ad"] = Refused("bad-request")
    await office.runs(hours=3)
    assert office.heard("ad") == []
    assert len(office.heard("els")) == 1


@ON_SQLITE
async def test_one_that_lies_there_for_more_than_a_day(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.outcome["bea"] = Later()
    await office.runs(hours=40)
    assert office.heard("ad") == [] and errors(caplog) == []
    assert await office.check() == (["digests    all well"], True)
    await office.runs(hours=24)
    alias = office.alias["bea"]
    assert [text.splitlines()[0] for text in office.heard("ad")] == [
        f"Het weekoverzicht van week 46 is nog niet bezorgd aan **{alias}**. Ik blijf het proberen."
    ]
    line = f"2026-W46 for {alias} is not delivered yet, since 2026-11-16"
    assert errors(caplog) == [line]
    assert await office.check() == (["digests    not all arrived:", line], False)
    office.outcome.clear()
    office.clock.passes(minutes=2)
    await office.runs(hours=2)
    assert await office.check() == (["digests    all well"], True)


@ON_SQLITE
@pytest.mark.parametrize("days", [1, 4])
async def test_when_the_channel_was_away_everybody_gets_one_digest_and_nobody_an_alarm(
    office: Office, days: int
) -> None:
    office.outcome = {name: Later(perhaps_there=True) for name in ("bea", "ad", "els")}
    await office.runs(days=days)
    office.outcome.clear()
    await office.runs(hours=20)
    assert sorted(office.got) == [(name, "het weekoverzicht") for name in ("ad", "bea", "els")]


async def test_one_that_the_purge_gave_up(office: Office, knowledge: Knowledge) -> None:
    office.outcome["bea"] = Later()
    await office.tick()
    office.clock.passes(days=15)
    await purge(office.store, office.clock(), knowledge.areas.counted_in())
    lines, well = await office.check()
    assert not well and f"2026-W46 for {office.alias['bea']} is not delivered yet, since 2026-11-16" in lines


async def test_the_next_that_arrives_ends_it(office: Office) -> None:
    office.outcome["bea"] = Refused("bad-request")
    await office.runs(days=1)
    office.outcome.clear()
    await office.runs(days=6, hours=2)
    assert await office.check() == (["digests    all well"], True)


async def test_one_that_is_not_made_is_told(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.clock.passes(days=1, hours=1)
    lines, well = await office.check()
    assert not well
    assert f"2026-W46 for {office.alias['bea']} is not made yet, since 2026-11-16" in lines
    await office.alarm.sound(office.store, office.clock(), USUAL_DIGEST_TIME)
    assert len(errors(caplog)) == 3
    await office.postman.drain()
    assert len(office.heard("ad")) == 2 and "nog niet gemaakt" in office.heard("ad")[0]


async def test_who_does_not_coordinate_any_more_is_no_trouble(office: Office) -> None:
    office.outcome["bea"] = Refused("bad-request")
    await office.tick()
    async with office.store.work() as work:
        await work.people.make_guest(await work.people.meet(CHANNEL, "bea", office.clock()), office.clock())
    assert await office.check() == (["digests    all well"], True)


async def blocks(office: Office, name: str) -> None:
    async with office.store.work() as work:
        await work.people.mark_unreachable(CHANNEL, name, office.clock())


async def test_who_blocked_the_bot_before_the_digest_was_made(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    await blocks(office, "bea")
    await office.runs(hours=3)
    for admin in ("ad", "els"):
        (told,) = office.heard(admin)
        assert "week 46" in told and REFUSALS["blocked"].format(alias=office.alias["bea"]) in told
    line = f"2026-W46 for {office.alias['bea']} could not be delivered (blocked), since 2026-11-16"
    assert errors(caplog) == [line]
    assert await office.check() == (["digests    not all arrived:", line], False)


async def test_who_got_one_and_then_blocked_the_bot_is_told_of_when_the_next_is_due(office: Office) -> None:
    await office.tick()
    await blocks(office, "bea")
    await office.runs(days=6)
    assert office.heard("ad") == []
    office.clock.passes(days=1)
    await office.runs(hours=3)
    (told,) = office.heard("ad")
    assert "week 47" in told


async def test_who_blocked_the_bot_in_a_pause_or_came_after_the_week_is_no_trouble(office: Office) -> None:
    await blocks(office, "bea")
    async with office.store.work() as work:
        bea = await work.people.by_alias(office.alias["bea"])
        assert bea is not None
        await work.digests.choose(bea.person, DigestChoice(paused_until=office.clock() + timedelta(days=3)))
    await office.hires("new", Role.COORDINATOR)
    await blocks(office, "new")
    assert await office.check() == (["digests    all well"], True)


async def test_who_comes_back_gets_the_digest_after_all(office: Office) -> None:
    await blocks(office, "bea")
    await office.runs(hours=3)
    async with office.store.work() as work:
        await work.people.meet(CHANNEL, "bea", office.clock())
    await office.tick()
    assert ("bea", "het weekoverzicht") in office.got
    assert await office.check() == (["digests    all well"], True)
