"""Signals and outputs that are gone: what is under way is finished or comes again, and the bot ends well or goes on."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.botapi import BotApi
from tests.faults.bots import MARKER, Bot, Starter, by_webhook
from tests.faults.reporting import doubled, invitation, joins, reports, stored, under_way
from tests.faults.tally import Tally
from tests.live.processes import wait_for

MENU = "Wat wil je doen?"


def url_of(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'opmerkzaam.db'}"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_it_is_stopped_with_messages_under_way(
    starter: Starter, tmp_path: Path, api: BotApi, tally: Tally, number: signal.Signals
) -> None:
    url = url_of(tmp_path)
    code = invitation(url)
    with Bot(starter, tmp_path, api) as bot:
        truus = api.user(1001)
        joins(truus, code)

        def stops(label: str) -> None:
            if label == "Coördinator beslist":
                bot.signal(number)
                assert bot.ended() == 0
                bot.start()

        reports(truus, stops)
        bot.told_nothing()
    reported = stored(url)
    assert reported == (1, 1)
    tally.add(
        "It is stopped (SIGTERM, SIGHUP) with a message under way",
        "the answer, after the next start",
        lost=1 - reported[0],
        doubled=doubled(truus),
    )


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_it_is_stopped_while_it_sends(
    starter: Starter, tmp_path: Path, api: BotApi, tally: Tally, *, webhook: bool
) -> None:
    """What is on its way to somebody arrives before the bot ends, by whichever way it gets its updates."""
    url = url_of(tmp_path)
    code = invitation(url)
    with Bot(starter, tmp_path, api, **(by_webhook() if webhook else {})) as bot:
        truus = api.user(1001)
        joins(truus, code)
        wait_for(lambda: under_way(url) == (0, 0), 30, "the welcome is still on its way")
        api.fail("sendMessage", hang=0.7)
        truus.says("/menu")
        wait_for(lambda: under_way(url) == (1, 1), 30, "nothing was sent")
        bot.signal(signal.SIGTERM)
        assert bot.ended() == 0
    assert under_way(url) == (0, 0), "what was being sent is not known to be there"
    truus.waits_for(MENU, timeout=1)
    tally.add("It is stopped (SIGTERM) while it sends", "the answer, before it ends", doubled=doubled(truus))


def test_nobody_reads_its_output_any_more(starter: Starter, tmp_path: Path, api: BotApi, tally: Tally) -> None:
    """SIGPIPE, as from a log that is read by a program that died; it comes with a write, and by itself."""
    with Bot(starter, tmp_path, api) as bot:
        truus = api.user(1001)
        bot.signal(signal.SIGPIPE)
        truus.says("/menu")
        truus.waits_for(MENU, timeout=60)
        assert bot.stops() == 0
    tally.add("Nobody reads its log, or it cannot be written", "the answer, as always")


@pytest.mark.parametrize("output", ["/dev/full", None])
def test_its_log_cannot_be_written(
    starter: Starter, tmp_path: Path, api: BotApi, tally: Tally, output: str | None
) -> None:
    with Bot(starter, tmp_path, api, output=output) as bot:
        truus = api.user(1001)
        truus.says(f"hoe herken ik eenzaamheid {MARKER}")
        truus.waits_for("Bedoel je", timeout=60)
        api.fail("sendMessage", status=500)
        truus.says("/menu")
        truus.waits_for(MENU, timeout=60)
        bot.stops()
    tally.add("Nobody reads its log, or it cannot be written", "the answer, as always")
