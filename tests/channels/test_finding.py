"""Looking in a chat for what was perhaps sent: found where it is, and nothing there changes."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import telegram
from telegram.request import HTTPXRequest

from bot.channels.outcome import Delivered, Later, Missing, Refused
from bot.channels.telegram import finding
from bot.channels.telegram.finding import LOOK_AHEAD, find
from bot.channels.telegram.sending import SETTLED_AFTER, say_aside, send
from bot.message import Button, File, Reply
from tests.botapi import BotApi, User
from tests.channels.test_botapi import PNG

TRUUS = 1001
BUTTONS = ((Button("Open meldingen (1)", "cases"), Button("Menu", "menu")),)
LONG = "\n\n".join(f"deel {number} {'x' * 4_000}" for number in (1, 2, 3))

REPLIES = {
    "with buttons": Reply("Hallo", BUTTONS),
    "without": Reply("Hallo"),
    "with a picture": Reply("Hallo", BUTTONS, file=File("week.png", PNG)),
    "with a document": Reply("Hallo", file=File("week.csv", b"a;b")),
    "long": Reply(LONG, BUTTONS),
    "long, without": Reply(LONG),
}


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[telegram.Bot]:
    request = HTTPXRequest(read_timeout=0.2)
    async with telegram.Bot(api.token, base_url=f"{api.url}/bot", request=request) as bot:
        yield bot


@pytest.fixture
def truus(api: BotApi) -> User:
    return api.user(TRUUS)


async def others_talk(api: BotApi, bot: telegram.Bot, times: int = 3) -> None:
    henk = api.user(1002)
    for _ in range(times):
        henk.says("dag")
        await send(bot, "1002", Reply("Dag Henk"))


@pytest.mark.parametrize("name", REPLIES)
async def test_what_arrived_is_found_and_nothing_changes(
    api: BotApi, bot: telegram.Bot, truus: User, name: str
) -> None:
    await send(bot, str(TRUUS), Reply("eerder", BUTTONS))
    mark = truus.messages[-1].message_id
    truus.says("nog iets")
    await others_talk(api, bot)
    sent = await send(bot, str(TRUUS), REPLIES[name])
    before = truus.messages
    await others_talk(api, bot)
    assert await find(bot, str(TRUUS), REPLIES[name], mark) == sent == Delivered(before[-1].message_id)
    assert truus.messages == before


@pytest.mark.parametrize("name", REPLIES)
async def test_what_did_not_arrive_is_missing_and_nothing_changes(
    api: BotApi, bot: telegram.Bot, truus: User, name: str
) -> None:
    await send(bot, str(TRUUS), Reply("eerder", BUTTONS))
    mark = truus.messages[-1].message_id
    truus.says("nog iets")
    await others_talk(api, bot)
    before = truus.messages
    assert await find(bot, str(TRUUS), REPLIES[name], mark) == Missing(REPLIES[name])
    assert truus.messages == before


@pytest.mark.parametrize("buttons", [BUTTONS, ()])
@pytest.mark.parametrize("arrived", [1, 2])
async def test_of_a_long_reply_the_rest_is_missing(
    api: BotApi, bot: telegram.Bot, truus: User, arrived: int, buttons: tuple[tuple[Button, ...], ...]
) -> None:
    reply = Reply(LONG, buttons)
    truus.says("dag")
    for _ in range(arrived):
        api.fail("sendMessage", hang=0.001)
    api.fail("sendMessage", status=429, retry_after=7)
    assert await send(bot, str(TRUUS), reply) == Later(7, perhaps_there=True, crowded=True)
    missing = await find(bot, str(TRUUS), reply, 1)
    assert isinstance(missing, Missing)
    await send(bot, str(TRUUS), missing.rest)
    assert [shown.text[:6] for shown in truus.messages[1:]] == ["deel 1", "deel 2", "deel 3"]
    assert await find(bot, str(TRUUS), reply, 1) == Delivered(4)


async def test_what_was_said_aside_is_not_taken_for_it(bot: telegram.Bot, truus: User) -> None:
    truus.says("dag")
    await say_aside(bot, str(TRUUS), "Ik kan nu even niets **bewaren**.")
    assert truus.messages[-1].html == "Ik kan nu even niets <b>bewaren</b>."
    for reply in (Reply("Hallo"), Reply("Hallo", BUTTONS)):
        assert await find(bot, str(TRUUS), reply, 1) == Missing(reply)
    assert truus.messages[-1].buttons == []


async def test_what_takes_the_place_of_an_earlier_message_is_missing_and_put_there_again(
    bot: telegram.Bot, truus: User
) -> None:
    await send(bot, str(TRUUS), Reply("eerst", BUTTONS))
    reply = Reply("dan", BUTTONS, replaces="1")
    await send(bot, str(TRUUS), reply)
    assert await find(bot, str(TRUUS), reply, 1) == Missing(reply)
    await send(bot, str(TRUUS), reply)
    assert [shown.text for shown in truus.messages] == ["dan"]


async def test_it_looks_so_far_and_no_farther(api: BotApi, bot: telegram.Bot, truus: User) -> None:
    assert isinstance(await find(bot, str(TRUUS), Reply("Hallo"), 5), Missing)
    asked = [call.params["message_id"] for call in api.calls_of("editMessageReplyMarkup")]
    assert asked == list(range(6, 6 + LOOK_AHEAD))


async def test_what_stands_far_behind_is_found_in_steps_that_change_nothing(
    api: BotApi, bot: telegram.Bot, truus: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "LOOK_AHEAD", 4)
    await others_talk(api, bot, 5)  # numbers 1 up to 10
    await send(bot, str(TRUUS), Reply("Hallo"))
    await others_talk(api, bot)
    before = truus.messages
    outcomes = [await find(bot, str(TRUUS), Reply("Hallo"), behind, 17) for behind in (0, 4, 8)]
    further = [Later(0, perhaps_there=True, looked_to=number) for number in (4, 8)]
    assert outcomes == [*further, Delivered(11)]
    assert await find(bot, str(TRUUS), Reply("Dag", BUTTONS, File("week.png", PNG)), 14, 17) == Missing(
        Reply("Dag", BUTTONS, File("week.png", PNG))
    )
    assert truus.messages == before


async def test_the_parts_of_a_long_reply_may_stand_far_from_each_other(
    api: BotApi, bot: telegram.Bot, truus: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "LOOK_AHEAD", 4)
    parts = LONG.split("\n\n")
    for part in parts:
        await send(bot, str(TRUUS), Reply(part))
        await others_talk(api, bot)
    assert await find(bot, str(TRUUS), Reply(LONG), 0, 21) == Delivered(15)


async def test_it_waits_when_telegram_asks_to(api: BotApi, bot: telegram.Bot, truus: User) -> None:
    await send(bot, str(TRUUS), Reply("Hallo"))
    api.fail("editMessageReplyMarkup", status=429, retry_after=1)
    assert await find(bot, str(TRUUS), Reply("Hallo"), 0) == Delivered(1)
    api.fail("editMessageReplyMarkup", status=429, retry_after=500)
    assert await find(bot, str(TRUUS), Reply("Hallo"), 0) == Later(500, perhaps_there=True, crowded=True)


@pytest.mark.parametrize("failure", [{"status": 502}, {"drop": True}, {"hang": 1}])
async def test_where_it_cannot_look_it_does_not_say_that_it_is_missing(
    api: BotApi, bot: telegram.Bot, truus: User, failure: dict[str, object]
) -> None:
    await send(bot, str(TRUUS), Reply("Hallo"))
    api.fail("editMessageReplyMarkup", **failure)
    assert await find(bot, str(TRUUS), Reply("Hallo"), 0) == Later(perhaps_there=True)


async def test_who_blocked_the_bot_is_not_looked_for(api: BotApi, bot: telegram.Bot, truus: User) -> None:
    api.fail("editMessageReplyMarkup", status=403, description="Forbidden: bot was blocked by the user")
    assert await find(bot, str(TRUUS), Reply("Hallo"), 0) == Refused("blocked")


# What an answer that does not come says about the message.

LOST = [
    ({"drop": True, "done": True}, Later(perhaps_there=True), 1),
    ({"drop": True}, Later(perhaps_there=True), 0),
    ({"status": 502}, Later(perhaps_there=True), 0),
    ({"status": 500, "done": True}, Later(perhaps_there=True), 1),
    ({"hang": 1}, Later(SETTLED_AFTER, perhaps_there=True), 1),
    ({"status": 429, "retry_after": 3}, Later(3, crowded=True), 0),
]


@pytest.mark.parametrize(("failure", "outcome", "arrived"), LOST)
async def test_a_message_whose_answer_does_not_come_may_be_there(
    api: BotApi, bot: telegram.Bot, truus: User, failure: dict[str, object], outcome: Later, arrived: int
) -> None:
    api.fail("sendMessage", **failure)
    assert await send(bot, str(TRUUS), Reply("Hallo")) == outcome
    assert len(truus.messages) == arrived


async def test_what_never_left_is_surely_not_there() -> None:
    request = HTTPXRequest()
    await request.initialize()
    bot = telegram.Bot("1:nobody", base_url="http://127.0.0.1:9/bot", request=request)
    assert await send(bot, str(TRUUS), Reply("Hallo")) == Later()
    await request.shutdown()
