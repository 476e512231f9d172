"""The digest goes out once for each coordinator and week, whatever the clock, the bot and the coordinator do."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.dialogue.weekly.week import WeeklyDigest
from bot.digest.choice import areas_told, toggled
from bot.digest.compose import Composer
from bot.digest.schedule import digest_key, send_due, waiting
from bot.digest.week import Week
from bot.knowledge import Areas, Knowledge
from bot.message import Reply
from bot.settings import MINIMUM_CELL, TIMEZONE, USUAL_DIGEST_TIME, WeeklyMoment
from bot.store.database import Store, Work
from bot.store.digests import DigestChoice
from bot.store.people import Person
from bot.store.reports import Outcome, Report
from bot.store.role import Role
from tests.databases import ON_SQLITE, Database
from tests.digest.words import Words

HOUR = timedelta(hours=1)
FRIDAY, SUNDAY = 4, 6
NEVER = datetime(2999, 1, 1, tzinfo=UTC)


def local(text: str) -> datetime:
    """A moment by the clock on the wall in Heerlen."""
    return datetime.fromisoformat(text).replace(tzinfo=TIMEZONE).astimezone(UTC)


class Office:
    """Coordinators, and what the schedule puts in the outbox for them, hour after hour."""

    def __init__(self, store: Store, knowledge: Knowledge) -> None:
        self.store = store
        self._knowledge = knowledge
        self.now = local("2026-01-01 12:00")
        self.made: list[tuple[int, str, str]] = []
        self.usual = USUAL_DIGEST_TIME

    async def hires(self, name: str, area: str | None = None) -> Person:
        async with self.store.work() as work:
            person = await work.people.meet("test", name, self.now)
            return await work.people.give_role(person, Role.COORDINATOR, area, self.now)

    async def chooses(self, person: Person, choice: DigestChoice) -> None:
        async with self.store.work() as work:
            await work.digests.choose(person, choice)

    async def _make(self, work: Work, week: Week, now: datetime, person: Person, areas: tuple[str, ...]) -> Reply:
        when = f"{self.now.astimezone(TIMEZONE):%a %d-%m %H:%M}"
        self.made.append((person.id, str(week), when))
        return Reply(f"{week} {areas}")

    async def tick(self, store: Store | None = None) -> int:
        return await send_due(store or self.store, self._knowledge, lambda: self.now, self.usual, Words(self._make))

    async def runs(self, until: str, step: timedelta = HOUR) -> None:
        """The schedule, every so often up to a moment."""
        end = local(until)
        while self.now < end:
            await self.tick()
            self.now = min(self.now + step, end)

    async def is_down(self, until: str) -> None:
        self.now = local(until)

    def got(self, person: Person) -> list[str]:
        return [f"{week} on {when}" for number, week, when in self.made if number == person.id]

    async def letters(self) -> Counter[str]:
        """What stands in the outbox, and how often."""
        async with self.store.work(read_only=True) as work:
            coordinators = await work.people.coordinators()
            waiting = [await work.outbox.waiting_for(one.id) for one in coordinators]
        return Counter(payload["text"] for letters in waiting for payload in letters)


@pytest.fixture
async def office(database: Database, knowledge: Knowledge) -> AsyncIterator[Office]:
    async with database.opened() as store:
        yield Office(store, knowledge)


# From Thursday to Wednesday, over a clock change or the end of a year: when the digest went out.
WEEKS = {
    "summer time 2026": ("2026-03-26", "2026-04-02", ["2026-W13 on Mon 30-03 08:00"]),
    "winter time 2026": ("2026-10-22", "2026-10-29", ["2026-W43 on Mon 26-10 08:00"]),
    "summer time 2027": ("2027-03-25", "2027-04-01", ["2027-W12 on Mon 29-03 08:00"]),
    "winter time 2027": ("2027-10-28", "2027-11-04", ["2027-W43 on Mon 01-11 08:00"]),
    "week 53": (
        "2026-12-24",
        "2027-01-14",
        ["2026-W52 on Mon 28-12 08:00", "2026-W53 on Mon 04-01 08:00", "2027-W01 on Mon 11-01 08:00"],
    ),
}


@ON_SQLITE
@pytest.mark.parametrize("name", WEEKS)
async def test_once_a_week_over_clock_changes_and_the_end_of_a_year(office: Office, name: str) -> None:
    start, end, expected = WEEKS[name]
    bea, tom = await office.hires("bea"), await office.hires("tom")
    office.now = local(f"{start} 00:00") - timedelta(days=7)
    await office.tick()  # what came before
    office.made.clear()
    office.now = local(f"{start} 00:00")
    await office.tick()
    office.made.clear()
    await office.runs(f"{end} 00:00")
    assert office.got(bea) == office.got(tom) == expected


@ON_SQLITE
@pytest.mark.parametrize(("day", "hour"), [("2026-03-29", 2), ("2026-10-25", 2), ("2027-03-28", 3)])
async def test_once_also_when_it_is_due_in_the_hour_that_is_not_there_or_is_there_twice(
    office: Office, day: str, hour: int
) -> None:
    bea = await office.hires("bea")
    office.usual = WeeklyMoment(SUNDAY, time(hour, 30))
    office.now = local(f"{day} 00:00")
    await office.tick()
    office.made.clear()
    await office.runs(f"{day} 12:00", HOUR / 4)
    assert len(office.got(bea)) == 1


async def test_after_a_week_of_downtime_one_digest_and_only_the_newest(office: Office) -> None:
    bea = await office.hires("bea")
    office.now = local("2026-11-09 07:00")
    await office.runs("2026-11-09 10:00")
    await office.is_down(until="2026-11-24 15:20")
    await office.runs("2026-11-25 15:20")
    assert office.got(bea)[-2:] == ["2026-W45 on Mon 09-11 08:00", "2026-W47 on Tue 24-11 15:20"]
    assert "2026-W46 ()" not in await office.letters()


@ON_SQLITE
async def test_a_new_coordinator_gets_none_of_a_week_before_their_time(office: Office) -> None:
    office.now = local("2026-11-18 10:00")
    bea = await office.hires("bea")
    await office.runs("2026-11-25 00:00")
    assert office.got(bea) == ["2026-W47 on Mon 23-11 08:00"]


# What bea chooses, when, from Monday 9 November (week 46) on; and what she gets up to Monday 7 December.
CHOICES: dict[str, tuple[list[tuple[str, DigestChoice]], list[str]]] = {
    "nothing": (
        [],
        ["W45 Mon 09-11 08:00", "W46 Mon 16-11 08:00", "W47 Mon 23-11 08:00", "W48 Mon 30-11 08:00"],
    ),
    "another hour": (
        [("2026-11-11 09:00", DigestChoice(minute=16 * 60 + 30))],
        ["W45 Mon 09-11 08:00", "W46 Mon 16-11 17:00", "W47 Mon 23-11 17:00", "W48 Mon 30-11 17:00"],
    ),
    "Friday, on a Wednesday": (
        [("2026-11-11 09:00", DigestChoice(weekday=FRIDAY))],
        ["W45 Mon 09-11 08:00", "W46 Fri 20-11 08:00", "W47 Fri 27-11 08:00", "W48 Fri 04-12 08:00"],
    ),
    "Friday, and back a day later": (
        [("2026-11-11 09:00", DigestChoice(weekday=FRIDAY)), ("2026-11-12 09:00", DigestChoice())],
        ["W45 Mon 09-11 08:00", "W46 Mon 16-11 08:00", "W47 Mon 23-11 08:00", "W48 Mon 30-11 08:00"],
    ),
    "Friday, and back when Monday has passed": (
        [("2026-11-11 09:00", DigestChoice(weekday=FRIDAY)), ("2026-11-18 09:00", DigestChoice())],
        ["W45 Mon 09-11 08:00", "W46 Wed 18-11 09:00", "W47 Mon 23-11 08:00", "W48 Mon 30-11 08:00"],
    ),
    "Friday, and back after Friday": (
        [("2026-11-11 09:00", DigestChoice(weekday=FRIDAY)), ("2026-11-21 09:00", DigestChoice())],
        ["W45 Mon 09-11 08:00", "W46 Fri 20-11 08:00", "W47 Mon 23-11 08:00", "W48 Mon 30-11 08:00"],
    ),
    "every day another day": (
        [(f"2026-11-{day} 09:00", DigestChoice(weekday=day % 7)) for day in range(10, 23)],
        ["W45 Mon 09-11 08:00", "W46 Sat 21-11 09:00", "W47 Tue 24-11 08:00", "W48 Tue 01-12 08:00"],
    ),
    "a pause of two weeks": (
        [("2026-11-11 09:00", DigestChoice(paused_until=local("2026-11-25 09:00")))],
        ["W45 Mon 09-11 08:00", "W48 Mon 30-11 08:00"],
    ),
    "a pause until she says so, on a Wednesday": (
        [
            ("2026-11-11 09:00", DigestChoice(paused_until=NEVER)),
            ("2026-11-25 09:00", DigestChoice(paused_until=local("2026-11-25 09:00"))),
        ],
        ["W45 Mon 09-11 08:00", "W48 Mon 30-11 08:00"],
    ),
    "a pause, and then another day": (
        [
            ("2026-11-11 09:00", DigestChoice(paused_until=NEVER)),
            ("2026-11-25 09:00", DigestChoice(FRIDAY, None, None, local("2026-11-25 09:00"))),
        ],
        ["W45 Mon 09-11 08:00", "W47 Fri 27-11 08:00", "W48 Fri 04-12 08:00"],
    ),
    "a pause that is over before it matters": (
        [
            ("2026-11-11 09:00", DigestChoice(paused_until=NEVER)),
            ("2026-11-13 09:00", DigestChoice(paused_until=local("2026-11-13 09:00"))),
        ],
        ["W45 Mon 09-11 08:00", "W46 Mon 16-11 08:00", "W47 Mon 23-11 08:00", "W48 Mon 30-11 08:00"],
    ),
}


@ON_SQLITE
@pytest.mark.parametrize("name", CHOICES)
async def test_what_somebody_chooses_neither_skips_nor_doubles_a_week(office: Office, name: str) -> None:
    chosen, expected = CHOICES[name]
    bea, tom = await office.hires("bea"), await office.hires("tom")
    office.now = local("2026-11-09 00:00")
    await office.tick()
    office.made.clear()
    for moment, choice in chosen:
        await office.runs(moment)
        await office.chooses(bea, choice)
    await office.runs("2026-12-06 23:00")
    assert [line.removeprefix("2026-").replace(" on ", " ") for line in office.got(bea)] == expected
    assert [line[5:8] for line in office.got(tom)] == ["W45", "W46", "W47", "W48"]


async def test_two_schedulers_at_once_make_one(office: Office, database: Database) -> None:
    people = [await office.hires(name) for name in ("bea", "tom", "els")]
    office.now = local("2026-11-09 08:00")
    second = database.store()
    sent = await asyncio.gather(*(office.tick(store) for store in (office.store, second) for _ in range(3)))
    await second.close()
    assert sum(sent) == len(people)
    assert await office.letters() == {"2026-W45 ()": 3}


async def test_two_processes_that_both_see_it_wait_make_one(
    office: Office, database: Database, knowledge: Knowledge
) -> None:
    bea = await office.hires("bea")
    office.now = local("2026-11-09 08:00")
    both = asyncio.Barrier(2)

    async def make(work: Work, week: Week, now: datetime, person: Person, areas: tuple[str, ...]) -> Reply:
        await both.wait()
        return Reply("Hallo")

    second = database.store()
    stores = (office.store, second)
    ticks = [send_due(store, knowledge, lambda: office.now, office.usual, Words(make)) for store in stores]
    assert sorted(await asyncio.wait_for(asyncio.gather(*ticks), 20)) == [0, 1]
    await second.close()
    assert await office.letters() == {"Hallo": 1}
    async with office.store.work(read_only=True) as work:
        assert await work.digests.sent(bea, "2026-W45") == Reply("Hallo")


async def test_a_digest_of_before_the_digests_were_kept_does_not_go_out_again(office: Office) -> None:
    bea = await office.hires("bea")
    office.now = local("2026-11-09 08:00")
    async with office.store.work() as work:
        await work.outbox.add(bea.id, digest_key("2026-W45", bea.id), Reply("al gehad").payload(), office.now)
    assert [await office.tick() for _ in range(2)] == [0, 0]
    assert await office.letters() == {"al gehad": 1}


async def test_one_that_cannot_be_made_does_not_keep_the_others_back(
    office: Office, knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    bea = await office.hires("bea")
    await office.hires("tom")
    office.now = local("2026-11-09 08:00")

    async def make(work: Work, week: Week, now: datetime, person: Person, areas: tuple[str, ...]) -> Reply:
        if person.id == bea.id:
            raise RuntimeError("een tekst die in geen log hoort")
        return Reply("Hallo")

    assert await send_due(office.store, knowledge, lambda: office.now, office.usual, Words(make)) == 1
    assert "A digest of 2026-W45 could not be made: RuntimeError" in caplog.text
    assert "hoort" not in caplog.text
    assert await office.tick() == 1, "and it is tried again"


async def test_it_is_shown_again_with_the_same_figures(office: Office, knowledge: Knowledge) -> None:
    bea = await office.hires("bea")

    async def report() -> None:
        async with office.store.work() as work:
            visit = Report(Outcome.VISITED, (), 1, "80-84", "hoensbroek", "alone")
            await work.reports.add("key", visit, local("2026-11-05 12:00"))

    digest = WeeklyDigest(Composer(knowledge, lambda questions: [], MINIMUM_CELL))
    await report()
    office.now = local("2026-11-09 08:00")
    assert await send_due(office.store, knowledge, lambda: office.now, office.usual, digest) == 1
    await report()
    async with office.store.work(read_only=True) as work:
        kept = await work.digests.sent(bea, "2026-W45")
        now = await digest.make(work, Week(2026, 45), office.now, bea, ())
        (letter,) = await work.outbox.waiting_for(bea.id)
    assert kept is not None and kept == Reply.from_payload(letter)
    assert "1 bezoek " in kept.text and "2 bezoeken " in now.text


async def test_nobody_has_a_digest_of_another(office: Office) -> None:
    bea, tom = await office.hires("bea"), await office.hires("tom")
    office.now = local("2026-11-09 08:00")
    await office.chooses(tom, DigestChoice(weekday=FRIDAY))
    await office.tick()
    async with office.store.work(read_only=True) as work:
        assert await work.digests.sent(bea, "2026-W45") is not None
        assert await work.digests.sent(tom, "2026-W45") is None
        assert [one.person for one in await waiting(work, local("2026-11-13 08:00"), office.usual)] == [tom]


async def test_who_leaves_takes_digests_and_choices_along(office: Office) -> None:
    for leave in ("make_guest", "erase"):
        bea = await office.hires(leave)
        await office.chooses(bea, DigestChoice(weekday=FRIDAY))
        office.now = local("2026-11-09 08:00")
        await office.tick()
        async with office.store.work() as work:
            arguments = (bea, office.now) if leave == "make_guest" else (bea,)
            await getattr(work.people, leave)(*arguments)
            assert await work.digests.kept_of(bea) == []
            assert await work.digests.choice(bea) == DigestChoice()


# Of which areas it tells.

TOLD = [
    (None, None, ()),
    (None, "hoensbroek", ("hoensbroek",)),
    (("heerlen",), None, ()),
    (("heerlen-stad", "de-hei"), None, ("heerlen-stad", "de-hei")),
    (("heerlen",), "hoensbroek", ("hoensbroek",)),
    (("heerlen-stad", "de-hei"), "hoensbroek", ("hoensbroek",)),
    (("heerlen-stad", "mariarade"), "hoensbroek", ("mariarade",)),
    (("hoensbroek",), "mariarade", ("mariarade",)),
    (("heerlen",), "gone", ()),
    (("gone",), "hoensbroek", ("hoensbroek",)),
    (("gone", "de-hei"), None, ("de-hei",)),
    (None, "gone", ()),
]


@pytest.mark.parametrize(("chosen", "own", "told"), TOLD)
def test_the_areas_it_tells_of(
    knowledge: Knowledge, chosen: tuple[str, ...] | None, own: str | None, told: tuple[str, ...]
) -> None:
    assert areas_told(DigestChoice(areas=chosen), own, knowledge.areas) == told


HOENSBROEK = ("maria-gewanden-en-terschuren", "mariarade", "hoensbroek-de-dem", "nieuw-lotbroek", "de-koumen")
TOGGLED = [
    ((), "hoensbroek", ("hoensbroek",)),
    (("hoensbroek",), "hoensbroek", ()),
    (("hoensbroek",), "heerlen-stad", ("hoensbroek", "heerlen-stad")),
    (("mariarade", "de-hei"), "hoensbroek", ("de-hei", "hoensbroek")),
    (("hoensbroek", "de-hei"), "mariarade", ("de-hei", *(one for one in HOENSBROEK if one != "mariarade"))),
    (("mariarade",), "mariarade", ()),
]


@pytest.mark.parametrize(("told", "area", "after"), TOGGLED)
def test_an_area_more_or_fewer(knowledge: Knowledge, told: tuple[str, ...], area: str, after: tuple[str, ...]) -> None:
    areas: Areas = knowledge.areas
    assert toggled(told, area, areas) == after
