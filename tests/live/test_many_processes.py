"""Three processes behind one webhook, on PostgreSQL: everybody is answered once and in order, whatever is killed."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.dialogue.texts.ask import ONLY_SEARCH
from bot.store.database import Store
from bot.store.models import OutboxRow
from bot.store.vault import Vault
from scripts.postgres import throwaway
from tests.botapi import BotApi, User
from tests.channels.ports import free_port
from tests.live.processes import Bot, wait_for

SECRET = "a secret for tests only"
PROCESSES = 3
LONGEST = 300.0

SAID = (
    "/start",
    "hoe herken ik eenzaamheid?",
    "/help",
    "mevrouw huilt veel sinds haar man dood is, wat kan ik doen",
    "/onderwerpen",
    "wat is het verschil tussen alleen zijn en eenzaam zijn",
    "hij heeft schulden, waar kan hij terecht?",
    "/menu",
    "/mijn_gegevens",
    "mijn mevrouw valt steeds in huis",
)
PEOPLE = 30


class Several(Bot):
    """The bot, with less patience: what a dead process had in hand is looked for after seconds, not a minute."""

    command = (
        "-c",
        """
import sys
from datetime import timedelta
from bot import schedule
from bot.__main__ import main
from bot.store import outbox

outbox.IN_HAND = timedelta(seconds=20)
schedule.ROUND_SECONDS = 0.5
sys.exit(main(["run"]))
""",
    )

    @property
    def children(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    @property
    def leaders(self) -> list[int]:
        """Who said that it keeps the schedule, one after another."""
        return [int(pid) for pid in re.findall(r"Process (\d+) keeps the schedule\"", self.log)]


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with throwaway(durable=False) as server:
        if server is None:
            pytest.skip("PostgreSQL is not installed here")
        yield server.create("many")


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


@pytest.fixture(scope="module")
def bot(api: BotApi, database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Several]:
    port = free_port()
    with Several(
        tmp_path_factory.mktemp("bot"),
        TELEGRAM_BOT_TOKEN=api.token,
        TELEGRAM_API_URL=api.url,
        TELEGRAM_WEBHOOK_URL=f"http://127.0.0.1:{port}/telegram",
        TELEGRAM_WEBHOOK_SECRET="s3cret",
        TELEGRAM_WEBHOOK_PORT=str(port),
        WEBHOOK_PROCESSES=str(PROCESSES),
        DATABASE_URL=database,
        OPMERKZAAM_SECRET=SECRET,
    ) as bot:
        bot.start()
        wait_for(lambda: bot.log.count("On Telegram as") == PROCESSES, LONGEST, "the processes do not start")
        yield bot


def answers(user: User) -> list[str]:
    """The first lines of what the bot said to somebody, with its buttons, in order.

    Without that Rasa is away: each of the processes says so once.
    """
    said = [shown for shown in user.messages if shown.sender == "bot" and shown.text != ONLY_SEARCH.strip("_")]
    return [" | ".join([shown.text.splitlines()[0], *shown.labels]) for shown in said]


def undelivered(url: str) -> int:
    async def count() -> int:
        store = Store(url, Vault(SECRET))
        query = select(func.count()).where(OutboxRow.delivered_on.is_(None), OutboxRow.failed_on.is_(None))
        async with store.work(read_only=True) as work:
            waiting = (await work.session.scalars(query)).one()
        await store.close()
        return waiting

    return asyncio.run(count())


def test_one_of_them_tells_telegram_where_to_call(api: BotApi, bot: Several) -> None:
    api.waits_for_call("setMyCommands", timeout=LONGEST)
    (call,) = api.calls_of("setWebhook")
    assert (call.params["max_connections"], call.params.get("drop_pending_updates")) == (60, None)
    assert len(api.calls_of("setMyCommands")) == 1


def test_everybody_is_answered_once_and_in_order_though_one_is_killed(api: BotApi, bot: Several, database: str) -> None:
    pia = api.user(1000)
    for text in SAID:
        pia.says(text)
        wait_for(lambda: not api.pending and undelivered(database) == 0, LONGEST, f"no answer to {text}")
    expected = answers(pia)
    assert len(set(expected)) == len(SAID)
    people = [api.user(1001 + number) for number in range(PEOPLE)]
    for text in SAID:
        for person in people:
            person.says(text)
    wait_for(lambda: sum(len(answers(person)) for person in people) > 60, LONGEST, bot.log)
    os.kill(bot.children[1], signal.SIGKILL)
    wait_for(lambda: not api.pending, LONGEST, bot.log)
    wait_for(lambda: undelivered(database) == 0, LONGEST, bot.log)
    assert [answers(person) for person in people] == [expected] * PEOPLE
    assert "Traceback" not in bot.log


def test_when_the_one_that_keeps_the_schedule_is_killed_another_does(bot: Several) -> None:
    wait_for(lambda: bot.leaders != [], LONGEST, bot.log)
    leader = bot.leaders[-1]
    assert leader in bot.children
    os.kill(leader, signal.SIGKILL)
    wait_for(lambda: bot.leaders[-1] != leader, LONGEST, bot.log)
    wait_for(lambda: len(bot.children) == PROCESSES and bot.leaders[-1] in bot.children, LONGEST, bot.log)


def test_told_to_stop_all_of_them_stop(bot: Several) -> None:
    children = bot.children
    assert bot.stops() == 0
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
