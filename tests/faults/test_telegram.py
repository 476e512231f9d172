"""Whatever ails Telegram, or the way to it: what is said comes once, and nobody waits for another's trouble."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import count

import httpx
import pytest

from tests.botapi import BotApi, User
from tests.faults.bots import MARKER, Bot, Starter, by_webhook
from tests.faults.tally import Tally, said, with_words
from tests.live.processes import wait_for

MENU = "Wat wil je doen?"
HELP = "Zo werkt het"
LATE = f'"{MENU} ...", as soon as Telegram took it'
PAGE = f"<html><h1>Bad Gateway</h1>{MARKER}</html>"
QUICK = {
    "bot.channels.telegram.channel.RETRY_SECONDS": 0.2,
    "bot.channels.telegram.signing_in.RETRY_SECONDS": 0.2,
    "bot.channels.telegram.channel.ANSWER_SECONDS": 1.0,
    "bot.channels.telegram.sending.SETTLED_AFTER": 0.5,
    "bot.channels.postman.LONGEST_WISH": 3.0,
    "bot.channels.telegram.finding.LOOK_AHEAD": 20,
}
NUMBERS = count(1001)


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture(scope="module", params=["polling", "webhook"])
def bot(
    starter: Starter, api: BotApi, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Bot]:
    """One bot for all faults, as in real life."""
    settings = by_webhook() if request.param == "webhook" else {}
    with Bot(starter, tmp_path_factory.mktemp("bot"), api, constants=QUICK, **settings) as bot:
        bot.logs("On Telegram as")
        yield bot
        assert bot.stops() == 0
        bot.told_nothing()


@pytest.fixture
def people(api: BotApi, bot: Bot) -> Iterator[list[User]]:
    """Three people; whatever ailed Telegram is over afterwards, and they get an answer."""
    people = [api.user(next(NUMBERS)) for _ in range(3)]
    yield people
    api.recover()
    for person in people:
        if not person._room.blocked:
            person.says("/onderwerpen")
            person.waits_for("Waar wil je over lezen?", timeout=60)


def once(user: User, words: str = MENU) -> dict[str, int]:
    """How often something was lost or doubled that somebody should see once."""
    seen = with_words(user, words)
    return {"lost": int(seen == 0), "doubled": max(0, seen - 1)}


ANSWERS = {
    "Telegram answers 429 with retry_after": {"retry_after": 1},
    "Telegram answers 429 with retry_after of an hour": {"retry_after": 3600},
    "Telegram answers 500": {"status": 500},
    "A proxy answers 502 with a page": {"status": 502, "page": PAGE},
    "A proxy answers 200 with a page": {"status": 200, "page": PAGE, "done": True},
    "A proxy answers 400 with a page": {"status": 400, "page": PAGE},
    "A proxy answers 401 with a page": {"status": 401, "page": PAGE},
    "A proxy answers 403 with a page": {"status": 403, "page": PAGE},
    "A proxy answers 404 with a page": {"status": 404, "page": PAGE},
    "Telegram answers too late, and did it": {"hang": 2.0},
    "Telegram's connection dies before the answer": {"drop": True},
    "Telegram's connection dies, and it did it": {"drop": True, "done": True},
    "Telegram's connection dies in the middle of the answer": {"cut": True, "done": True},
}


@pytest.mark.parametrize("fault", ANSWERS)
def test_a_message_that_is_answered_so(api: BotApi, people: list[User], tally: Tally, fault: str) -> None:
    truus, henk, _ = people
    api.fail("sendMessage", chat=truus, **ANSWERS[fault])
    truus.says("/menu")
    henk.says("/menu")
    henk.waits_for(MENU, timeout=60)
    truus.waits_for(MENU, timeout=60)
    truus.says("/help")
    truus.waits_for(HELP, timeout=60)
    assert [shown.text.split("\n")[0][:12] for shown in said(truus)] == [MENU[:12], HELP]
    tally.add(fault, LATE, **once(truus))


@pytest.mark.parametrize("bot", ["polling"], indirect=True)
@pytest.mark.parametrize("fault", ["retry_after", "page", "drop", "cut", "hang"])
def test_reading_that_is_answered_so(api: BotApi, bot: Bot, people: list[User], tally: Tally, fault: str) -> None:
    ways = {"page": {"status": 502, "page": PAGE}, "retry_after": {"retry_after": 1}, "hang": {"hang": 0.5}}
    api.fail("getUpdates", times=2, **ways.get(fault, {fault: True}))
    people[0].says("/menu")
    people[0].waits_for(MENU, timeout=60)
    tally.add("Telegram cannot be read for a while", LATE, **once(people[0]))


def test_everybody_is_told_to_wait(api: BotApi, bot: Bot, tally: Tally) -> None:
    """The postman tries one at a time then: who goes on sending is made to wait longer."""
    many = [api.user(next(NUMBERS)) for _ in range(20)]
    api.fail("sendMessage", retry_after=1, times=None)
    for one in many[:10]:
        one.says("/menu")
    wait_for(lambda: len(api.calls_of("sendMessage")) > 3 and not api.pending, 60, "nothing is tried")
    time.sleep(1)
    before, began = len(api.calls_of("sendMessage")), time.monotonic()
    for one in many[10:]:
        one.says("/menu")
    time.sleep(4)
    tried = len(api.calls_of("sendMessage")) - before
    assert tried <= time.monotonic() - began + 2, "it hammers"
    api.recover()
    for one in many:
        one.waits_for(MENU, timeout=60)
        tally.add("Telegram tells everybody to wait (429)", LATE, **once(one))


def test_who_blocked_the_bot_holds_nobody_up(api: BotApi, bot: Bot, people: list[User], tally: Tally) -> None:
    truus, henk, _ = people
    truus.says("/menu")
    truus.waits_for(MENU, timeout=60)
    truus.blocks()
    truus.says("/help")
    henk.says("/menu")
    henk.waits_for(MENU, timeout=60)
    wait_for(lambda: not api.pending, 60, "updates are left")
    truus.unblocks()
    truus.says("/menu")
    truus.waits_for(MENU, timeout=60)
    tally.add("Somebody blocked the bot (403)", "nothing while it is blocked; an answer afterwards", **once(henk))


def test_a_chat_that_is_not_found_holds_nobody_up(api: BotApi, bot: Bot, people: list[User], tally: Tally) -> None:
    truus, henk, _ = people
    api.fail("sendMessage", status=400, description="Bad Request: chat not found", chat=truus)
    truus.says("/menu")
    henk.says("/menu")
    henk.waits_for(MENU, timeout=60)
    bot.logs("Telegram refused a message: Chat not found")
    tally.add("A chat is gone (400)", "nothing: Telegram has nowhere to put it; everybody else as always", **once(henk))


def test_updates_twice_and_in_another_order(api: BotApi, bot: Bot, people: list[User], tally: Tally) -> None:
    truus, henk, _ = people
    first = truus.says("/menu")
    truus.waits_for(MENU, timeout=60)
    second = truus.says("/help")
    truus.waits_for(HELP, timeout=60)
    for update in (second, first, second, first):
        api.redeliver(update)
    henk.says("/menu")
    henk.waits_for(MENU, timeout=60)
    wait_for(lambda: not api.pending, 60, "updates are left")
    truus.says("/onderwerpen")
    truus.waits_for("Waar wil je over lezen?", timeout=60)
    tally.add("Updates come twice and in another order", "each answer once", **once(truus))
    assert once(truus, HELP) == {"lost": 0, "doubled": 0}


@pytest.mark.parametrize("bot", ["webhook"], indirect=True)
def test_an_update_that_comes_after_a_later_one(api: BotApi, bot: Bot, people: list[User], tally: Tally) -> None:
    truus, _, _ = people
    with api.upside_down():
        truus.says("/menu")
        truus.says("/help")
    truus.waits_for(HELP, timeout=60)
    truus.waits_for(MENU, timeout=60)
    wait_for(lambda: not api.pending, 60, "updates are left")
    assert [shown.text[: len(HELP)] for shown in said(truus)] == [HELP, MENU[: len(HELP)]]
    tally.add("Updates come twice and in another order", "each answer once", **once(truus))


PERSON = {"id": 999, "is_bot": False, "first_name": "Truus"}
CHAT = {"id": 999, "type": "private", "first_name": "Truus"}
STRANGE = [
    ("message", {"text": MARKER}),
    ("message", {"message_id": 1, "date": "yesterday", "chat": CHAT, "text": MARKER}),
    ("message", {"message_id": 1, "date": 1, "chat": {"id": 999}, "from": PERSON, "text": MARKER}),
    ("message", {"message_id": 1, "date": 1, "chat": {**CHAT, "type": "dream"}, "from": PERSON, "text": MARKER}),
    ("message", {"message_id": 1, "date": 1, "chat": CHAT, "from": PERSON, "text": {MARKER: 1}}),
    ("message", {"message_id": 1, "date": 1, "chat": CHAT, "from": PERSON, "hologram": {"says": MARKER}}),
    ("callback_query", {"id": "1", "data": MARKER}),
    ("callback_query", {"id": "1", "from": PERSON, "chat_instance": "1"}),
    ("my_chat_member", {"chat": CHAT}),
    ("thought_of_2031", {"text": MARKER}),
]


def test_updates_that_are_none(api: BotApi, bot: Bot, people: list[User], tally: Tally) -> None:
    truus, henk, _ = people
    for kind, content in STRANGE:
        truus.says("/menu")
        api.push(kind, content)
        henk.says("/menu")
        truus.waits_for(MENU, timeout=60)
        henk.waits_for(MENU, timeout=60)
        tally.add("Updates of no known kind or shape", "nothing of it; everybody else as always")
    wait_for(lambda: not api.pending, 60, "updates are left")
    assert (with_words(truus, MENU), with_words(henk, MENU)) == (len(STRANGE), len(STRANGE))
    bot.told_nothing()


ENDS = {
    "Somebody else reads with the same token (409)": "Another program reads the messages of this bot.",
    "The token is withdrawn (401)": "Telegram refuses TELEGRAM_BOT_TOKEN.",
}


@pytest.mark.parametrize("fault", ENDS)
def test_what_ends_the_bot_is_one_plain_sentence(
    starter: Starter, tmp_path_factory: pytest.TempPathFactory, tally: Tally, fault: str
) -> None:
    with BotApi() as api, Bot(starter, tmp_path_factory.mktemp("bot"), api, constants=QUICK) as bot:
        truus = api.user(next(NUMBERS))
        truus.says("/menu")
        truus.waits_for(MENU, timeout=60)
        if "409" in fault:
            httpx.get(f"{api.url}/bot{api.token}/getUpdates", trust_env=False, timeout=30)
        else:
            api.fail("getUpdates", status=401, description="Unauthorized", times=None)
            truus.says("/help")
        assert bot.ended() == 1
        assert ENDS[fault] in bot.log.splitlines()[-1]
        bot.told_nothing()
    tally.add(fault, f'nothing until it is mended; whoever runs it: "{ENDS[fault]}"', **once(truus))
