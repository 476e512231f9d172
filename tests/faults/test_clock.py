"""A machine's clock that is wrong: nothing is deleted, sent or put off by it, and everybody gets an answer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.clock import utc_now
from bot.store.database import Work
from bot.store.role import Role
from tests.botapi import BotApi
from tests.faults.bots import Bot, Starter
from tests.faults.reporting import in_database, invitation, joins, reports, stored
from tests.faults.tally import Tally, said
from tests.live.processes import wait_for

QUICK = {"bot.schedule.ROUND_SECONDS": 0.1, "bot.schedule.PURGE_SECONDS": 0.1}
HOUR, DAY, TEN_YEARS = 3600, 86400, 10 * 365 * 86400
MENU = "Wat wil je doen?"


def url_of(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'opmerkzaam.db'}"


def purged(url: str) -> datetime | None:
    async def when(work: Work) -> datetime | None:
        chore = await work.chores.of("purge")
        return chore.done_at if chore else None

    return in_database(url, when)


def test_a_clock_that_leaps(starter: Starter, tmp_path: Path, api: BotApi, tally: Tally) -> None:
    url, clock = url_of(tmp_path), tmp_path / "clock"
    clock.write_text("0")
    to_1970 = int((datetime(1970, 1, 1, tzinfo=UTC) - utc_now()).total_seconds())
    codes = invitation(url), invitation(url, Role.COORDINATOR)
    with Bot(starter, tmp_path, api, constants=QUICK, clock=clock) as bot:
        truus, bea = api.user(1001), api.user(1002)
        joins(truus, codes[0])
        joins(bea, codes[1])
        reports(truus)
        wait_for(lambda: purged(url) is not None, 60, "nothing is purged at the start")
        for leap in (-HOUR, DAY, to_1970, TEN_YEARS):
            heard, leaps = len(said(bea)), bot.log.count("leapt by")
            clock.write_text(str(leap))
            wait_for(lambda leaps=leaps: bot.log.count("leapt by") > leaps, 60, "the leap is not seen")
            for person in (truus, bea):
                person.says("/menu")
                person.waits_for(MENU, timeout=60)
            clock.write_text("0")
            bea.says("/menu")
            bea.waits_for(MENU, timeout=60)
            assert len(said(bea)) == heard + 2, "the coordinator got something that was not due"
            assert stored(url) == (1, 1)
            tally.add("The clock leaps: back an hour, on a day, to 1970, on ten years", "the answer, as always")
        truus.says("/mijn_meldingen")
        truus.waits_for("Bezoek gehad", timeout=60)
        assert "failed" not in bot.log and "deleted" not in bot.log
        bot.told_nothing()


def test_a_machine_that_starts_with_a_wrong_clock(starter: Starter, tmp_path: Path, api: BotApi, tally: Tally) -> None:
    url, clock = url_of(tmp_path), tmp_path / "clock"
    clock.write_text("0")
    code = invitation(url)
    with Bot(starter, tmp_path, api, constants=QUICK, clock=clock) as bot:
        truus = api.user(1001)
        joins(truus, code)
        reports(truus)
        wait_for(lambda: purged(url) is not None, 60, "nothing is purged at the start")
        assert bot.stops() == 0
        before = purged(url)
        for wrong in (int((datetime(1970, 1, 1, tzinfo=UTC) - utc_now()).total_seconds()), -3 * DAY):
            clock.write_text(str(wrong))
            bot.start()
            assert bot.ended() == 1
            assert "The clock of this machine says" in bot.log.splitlines()[-1]
        clock.write_text(str(TEN_YEARS))
        bot.start()
        bot.logs("what is due and past its term waits an hour")
        truus.says("/menu")
        truus.waits_for(MENU, timeout=60)
        assert bot.stops() == 0
        clock.write_text("0")
        bot.start()
        truus.says("/mijn_meldingen")
        truus.waits_for("Bezoek gehad", timeout=60)
        bot.told_nothing()
    assert stored(url) == (1, 1)
    assert before <= purged(url) <= utc_now()
    tally.add("A machine starts with a wrong clock", "nothing until it is set, when it is behind; else the answer")
