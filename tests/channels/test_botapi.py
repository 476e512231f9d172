"""The Bot API server that the other tests trust: it accepts what Telegram accepts and refuses what Telegram refuses.

Spoken to by the real python-telegram-bot, and by plain HTTP where that library would not let a mistake out.
"""

from __future__ import annotations

import asyncio
import http.server
import json
import struct
import subprocess
import sys
import threading
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import httpx
import pytest
from telegram import (
    Bot,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    MenuButtonCommands,
    Message,
    ReplyKeyboardRemove,
    Update,
)
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters
from telegram.request import HTTPXRequest

from tests.botapi import BotApi, Call, Chat, User

TRUUS = 1001
GROUP = -100123
LOCAL: Any = {"trust_env": False, "verify": False}
"""No proxy, and no certificates to load."""
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 640, 400) + b"\r\n--x\r\n\x00\xff"


@pytest.fixture
def truus(api: BotApi) -> User:
    return api.user(TRUUS, first_name="Truus")


def bot_for(api: BotApi, token: str = "", read_timeout: float = 5) -> Bot:
    request, polling = (HTTPXRequest(read_timeout=read_timeout, httpx_kwargs=LOCAL) for _ in range(2))
    return Bot(
        token or api.token,
        base_url=f"{api.url}/bot",
        base_file_url=f"{api.url}/file/bot",
        request=request,
        get_updates_request=polling,
    )


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    async with bot_for(api) as bot:
        yield bot


def post(api: BotApi, method: str, token: str = "", **body: object) -> tuple[int, Any]:
    """A call in JSON: the status, and the result or the description."""
    response = httpx.post(f"{api.url}/bot{token or api.token}/{method}", json=body, **LOCAL)
    answer = response.json()
    assert answer["ok"] is response.is_success
    return response.status_code, answer["result"] if answer["ok"] else answer["description"]


@contextmanager
def refused(kind: type[TelegramError], reason: str) -> Iterator[None]:
    """The call in it is refused for a reason that starts so; the library changes the case of Telegram's words."""
    with pytest.raises(kind) as caught:
        yield
    assert caught.value.message.lower().startswith(reason.lower())


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label.lower()) for label in labels]])


def said_by(chat: Chat) -> list[str]:
    return [shown.text for shown in chat.messages if shown.sender == "bot"]


GOOD_HTML = {
    "gewoon": ("gewoon", []),
    " om\nwit \n": ("om\nwit", []),
    "<b>vet</b> en <i>schuin</i>": ("vet en schuin", [("bold", 0, 3), ("italic", 7, 6)]),
    "<STRONG>vet</STRONG >": ("vet", [("bold", 0, 3)]),
    "<b>vet <i>schuin</i></b>": ("vet schuin", [("bold", 0, 10), ("italic", 4, 6)]),
    "<u>1</u><s>2</s><del>3</del>": ("123", [("underline", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)]),
    "<code>1</code><pre>2</pre>": ("12", [("code", 0, 1), ("pre", 1, 1)]),
    "<tg-spoiler>1</tg-spoiler>": ("1", [("spoiler", 0, 1)]),
    '<span class="tg-spoiler">1</span>': ("1", [("spoiler", 0, 1)]),
    "<blockquote expandable>1</blockquote>": ("1", [("expandable_blockquote", 0, 1)]),
    '<a href="https://vb.nl/?a=1&amp;b=2">hier</a>': ("hier", [("text_link", 0, 4)]),
    "<a href='nergens'>hier</a>": ("hier", []),
    "<b>  vet</b>": ("vet", [("bold", 0, 3)]),
    "👵 <b>vet</b>": ("👵 vet", [("bold", 3, 3)]),
    "1 &lt; 2 &amp; 3 &#62; &#x32; &quot;": ('1 < 2 & 3 > 2 "', []),
    "Bert & Truus &eacute; &#0;": ("Bert & Truus &eacute; &#0;", []),
}

BAD_HTML = {
    "<p>hoi</p>": 'Unsupported start tag "p" at byte offset 0',
    "één<br/>": 'Unsupported start tag "br/" at byte offset 5',
    "1 < 2": 'Unsupported start tag "" at byte offset 2',
    "<b": "Unclosed start tag at byte offset 0",
    "<a href='x": "Unclosed start tag at byte offset 0",
    '<a href="x>hier</a>': "Unclosed start tag at byte offset 0",
    "<b>vet": 'Can\'t find end tag corresponding to start tag "b"',
    "vet</b>": "Unexpected end tag at byte offset 3",
    "<b>vet</b": "Unclosed end tag at byte offset 6",
    "<b><i>x</b></i>": 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    "<a href>hier</a>": 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
    "<a ='x'>hier</a>": 'Empty attribute name in the tag "a" at byte offset 0',
    '<span class="rood">1</span>': 'Tag "span" must have class "tg-spoiler" at byte offset 0',
}


@pytest.mark.parametrize(("html", "expected"), GOOD_HTML.items())
async def test_html_is_read(bot: Bot, truus: User, html: str, expected: tuple[str, list[tuple[str, int, int]]]) -> None:
    message = await bot.send_message(TRUUS, html, parse_mode="HTML")
    assert (message.text, [(e.type, e.offset, e.length) for e in message.entities]) == expected
    assert (truus.messages[0].text, truus.messages[0].html) == (expected[0], html)


@pytest.mark.parametrize(("html", "reason"), BAD_HTML.items())
async def test_html_is_refused(bot: Bot, truus: User, html: str, reason: str) -> None:
    with refused(BadRequest, f"Can't parse entities: {reason}"):
        await bot.send_message(TRUUS, html, parse_mode="HTML")
    assert truus.messages == []


LONGEST = "a" * 4096
GOOD_MESSAGES: list[dict[str, Any]] = [
    {"text": LONGEST},
    {"text": f"<b>{LONGEST}</b>", "parse_mode": "html"},
    {"text": "&lt;" * 4096, "parse_mode": "HTML"},
    {"text": f"  {LONGEST}\n"},
    {"text": "<b>", "reply_markup": None},
    {"text": "x", "chat_id": str(TRUUS)},
    {"text": "x", "reply_markup": {"inline_keyboard": []}},
    {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "Ja", "callback_data": "é" * 32}]]}},
    {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "Ja", "url": "https://vb.nl/a"}]]}},
    {"text": "x", "reply_markup": json.dumps({"inline_keyboard": [[{"text": "Ja", "callback_data": "x"}]]})},
    {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "Ja", "callback_data": "x"}] * 8] * 12}},
]

BAD_MESSAGES: list[tuple[dict[str, Any], int, str]] = [
    ({"text": ""}, 400, "Bad Request: message text is empty"),
    ({}, 400, "Bad Request: message text is empty"),
    ({"text": " \n"}, 400, "Bad Request: text must be non-empty"),
    ({"text": "<b> </b>", "parse_mode": "HTML"}, 400, "Bad Request: text must be non-empty"),
    ({"text": LONGEST + "a"}, 400, "Bad Request: message is too long"),
    ({"text": f"<b>{LONGEST}</b>a", "parse_mode": "HTML"}, 400, "Bad Request: message is too long"),
    ({"text": "👵" * 2049}, 400, "Bad Request: message is too long"),
    ({"text": "x", "parse_mode": "XML"}, 400, "Bad Request: unsupported parse_mode"),
    ({"text": 5}, 400, 'Bad Request: field "text" must be of type String'),
    ({"text": "x", "chat_id": ""}, 400, "Bad Request: chat_id is empty"),
    ({"text": "x", "chat_id": 1}, 400, "Bad Request: chat not found"),
    ({"text": "x", "chat_id": "@truus"}, 400, "Bad Request: chat not found"),
    ({"text": "x", "chat_id": 1002}, 403, "Forbidden: bot was blocked by the user"),
    ({"text": "x", "chat_id": 1003}, 403, "Forbidden: bot can't initiate conversation with a user"),
    ({"text": "x", "reply_parameters": {"message_id": 9}}, 400, "Bad Request: message to be replied not found"),
]

UNPARSABLE = "Bad Request: can't parse inline keyboard button: "
TEXT_BUTTON = f"{UNPARSABLE}Text buttons are unallowed in the inline keyboard"
TOO_MANY = "Bad Request: reply markup is too long"
BAD_BUTTONS: list[tuple[object, str]] = [
    ({"text": "Ja", "callback_data": "a" * 65}, "Bad Request: BUTTON_DATA_INVALID"),
    ({"text": "Ja", "callback_data": "é" * 33}, "Bad Request: BUTTON_DATA_INVALID"),
    ({"text": "Ja", "callback_data": ""}, TEXT_BUTTON),
    ({"text": "Ja"}, TEXT_BUTTON),
    ({"text": "", "callback_data": "x"}, "Bad Request: inline keyboard button text must be non-empty"),
    ({"text": "Ja", "callback_data": 5}, f'{UNPARSABLE}Field "callback_data" must be of type String'),
    ({"text": 5, "callback_data": "x"}, f'{UNPARSABLE}Field "text" must be of type String'),
    ({"callback_data": "x"}, f'{UNPARSABLE}Can\'t find field "text"'),
    ({"text": "Ja", "data": "x"}, f'{UNPARSABLE}Unknown field "data"'),
    ("Ja", f"{UNPARSABLE}InlineKeyboardButton must be an Object"),
    (
        {"text": "Ja", "callback_data": "x", "url": "https://vb.nl"},
        f"{UNPARSABLE}Exactly one of the optional fields must be used, found ['callback_data', 'url']",
    ),
    (
        {"text": "Bel", "url": "tel://112"},
        "Bad Request: inline keyboard button URL 'tel://112' is invalid: Unsupported URL protocol",
    ),
    ({"text": "Bel", "url": "tel:112"}, "Bad Request: inline keyboard button URL 'tel:112' is invalid: Wrong HTTP URL"),
]
BAD_MARKUP: list[tuple[object, str]] = [
    ("Ja", "Bad Request: object expected as reply markup"),
    (
        {"inline_keyboard": ["Ja"]},
        'Bad Request: field "inline_keyboard" must be an Array of Arrays of InlineKeyboardButton',
    ),
    ({"keyboard": [["Ja"]]}, "Bad Request: inline keyboard expected, found the fields ['keyboard']"),
    ({"inline_keyboard": [[{"text": "Ja", "callback_data": "x"}] * 9]}, TOO_MANY),
    ({"inline_keyboard": [[{"text": "Ja", "callback_data": "x"}] * 8] * 13}, TOO_MANY),
]


@pytest.mark.parametrize("message", GOOD_MESSAGES, ids=lambda message: repr(message)[-40:])
def test_a_message_is_taken(api: BotApi, truus: User, message: dict[str, Any]) -> None:
    status, result = post(api, "sendMessage", **{"chat_id": TRUUS, **message})
    assert (status, result["message_id"]) == (200, 1)


@pytest.mark.parametrize(("message", "status", "description"), BAD_MESSAGES, ids=lambda value: repr(value)[-40:])
def test_a_message_is_refused(api: BotApi, truus: User, message: dict[str, Any], status: int, description: str) -> None:
    api.user(1002).blocks()
    api.user(1003, started=False)
    assert post(api, "sendMessage", **{"chat_id": TRUUS, **message}) == (status, description)
    assert truus.messages == []


@pytest.mark.parametrize(("button", "description"), BAD_BUTTONS, ids=lambda value: repr(value)[:40])
def test_a_button_is_refused(api: BotApi, truus: User, button: object, description: str) -> None:
    markup = {"inline_keyboard": [[button]]}
    assert post(api, "sendMessage", chat_id=TRUUS, text="x", reply_markup=markup) == (400, description)


@pytest.mark.parametrize(("markup", "description"), BAD_MARKUP, ids=lambda value: repr(value)[:40])
def test_a_markup_is_refused(api: BotApi, truus: User, markup: object, description: str) -> None:
    assert post(api, "sendMessage", chat_id=TRUUS, text="x", reply_markup=markup) == (400, description)


async def test_another_token_is_unauthorized(api: BotApi) -> None:
    with pytest.raises(InvalidToken):
        async with bot_for(api, token="1:other"):
            pass
    assert post(api, "getMe", token="1:other") == (401, "Unauthorized")
    assert api.calls == []


def test_unknown_methods_and_addresses_are_not_found(api: BotApi) -> None:
    assert post(api, "sendLove") == (404, "Not Found: method not found")
    assert httpx.get(f"{api.url}/elsewhere", **LOCAL).json()["description"] == "Not Found"
    assert api.calls == [Call("sendLove", {}, 404)]


def test_every_way_of_sending_parameters(api: BotApi, truus: User) -> None:
    url, parameters = f"{api.url}/bot{api.token}/SendMessage", {"chat_id": str(TRUUS), "text": "5"}
    httpx.get(url, params=parameters, **LOCAL)
    httpx.post(url, params=parameters, **LOCAL)
    httpx.post(url, data=parameters, **LOCAL)
    httpx.post(url, json=parameters, **LOCAL)
    httpx.post(url, data=parameters, files={"x": b"y"}, **LOCAL)
    assert said_by(truus) == ["5"] * 5
    assert {(call.method, call.params["chat_id"], call.params["text"]) for call in api.calls} == {
        ("sendMessage", TRUUS, "5")
    }


BAD_BODIES = {
    b"{": ("application/json", "Bad Request: can't parse request JSON object"),
    rb'{"text": "\ud83d"}': ("application/json", "Bad Request: strings must be encoded in UTF-8"),
    b"[]": ("application/json", "Bad Request: can't parse request JSON object"),
    b"text=%ff": ("application/x-www-form-urlencoded", "Bad Request: strings must be encoded in UTF-8"),
    b"--a\r\n": ("multipart/form-data; boundary=a", "Bad Request: can't parse multipart request"),
}


@pytest.mark.parametrize(("body", "expected"), BAD_BODIES.items())
def test_a_body_that_cannot_be_read(api: BotApi, body: bytes, expected: tuple[str, str]) -> None:
    url, headers = f"{api.url}/bot{api.token}/sendMessage", {"content-type": expected[0]}
    answer = httpx.post(url, content=body, headers=headers, **LOCAL).json()
    assert answer == {"ok": False, "error_code": 400, "description": expected[1]}


async def test_get_me(bot: Bot) -> None:
    assert (bot.id, bot.bot.is_bot, bot.username) == (4242424242, True, "opmerkzaam_test_bot")


async def test_private_chats_and_basic_groups_share_one_sequence_of_message_ids(
    api: BotApi, bot: Bot, truus: User
) -> None:
    bert, group, supergroup = api.user(1002, first_name="Bert"), api.group(-5), api.group(-1001)
    truus.says("hallo")
    said = [await bot.send_message(chat.id, "dag") for chat in (truus, bert, group, supergroup, bert)]
    assert [message.message_id for message in said] == [2, 3, 4, 1, 5]


class TestEditing:
    @pytest.fixture
    async def message(self, bot: Bot, truus: User) -> Message:
        return await bot.send_message(TRUUS, "Wat wil je?", reply_markup=keyboard("Ja", "Nee"))

    async def test_text_and_buttons_change(self, bot: Bot, truus: User, message: Message) -> None:
        await bot.edit_message_text("Goed.", TRUUS, message.message_id)
        [shown] = truus.messages
        assert (shown.text, shown.buttons, shown.edited) == ("Goed.", [], True)

    async def test_only_the_buttons_change(self, bot: Bot, truus: User, message: Message) -> None:
        await bot.edit_message_reply_markup(TRUUS, message.message_id, reply_markup=keyboard("Later"))
        [shown] = truus.messages
        assert (shown.text, shown.buttons) == ("Wat wil je?", [[("Later", "later")]])

    async def test_nothing_changes(self, bot: Bot, message: Message) -> None:
        same = keyboard("Ja", "Nee")
        with refused(BadRequest, "Message is not modified: specified new message content and reply markup"):
            await bot.edit_message_text("Wat wil je?", TRUUS, message.message_id, reply_markup=same)
        with refused(BadRequest, "Message is not modified"):
            await bot.edit_message_reply_markup(TRUUS, message.message_id, reply_markup=same)

    async def test_what_cannot_be_edited(self, api: BotApi, bot: Bot, truus: User, message: Message) -> None:
        truus.says("mijn eigen bericht")
        picture = await bot.send_photo(TRUUS, PNG)
        elsewhere = await bot.send_message(api.user(1002).id, "dag")
        fixed = await bot.send_message(TRUUS, "dag", reply_markup=ReplyKeyboardRemove())
        for number, reason in [
            (99, "Message to edit not found"),
            (elsewhere.message_id, "Message to edit not found"),
            (fixed.message_id, "Message can't be edited"),
            (0, "Message identifier is not specified"),
            (message.message_id + 1, "Message can't be edited"),
            (picture.message_id, "There is no text in the message to edit"),
        ]:
            with refused(BadRequest, f"{reason}"):
                await bot.edit_message_text("anders", TRUUS, number)

    async def test_deleting(self, api: BotApi, bot: Bot, truus: User, message: Message) -> None:
        truus.says("weg ermee")
        assert [await bot.delete_message(TRUUS, number) for number in (1, 2)] == [True, True]
        assert truus.messages == []
        with refused(BadRequest, "Message to delete not found"):
            await bot.delete_message(TRUUS, 1)
        api.group(GROUP).says("van een ander")
        with refused(BadRequest, "Message can't be deleted"):
            await bot.delete_message(GROUP, 1)


class TestFiles:
    async def test_the_bytes_arrive(self, bot: Bot, truus: User) -> None:
        photo = await bot.send_photo(TRUUS, PNG, caption="<b>week</b> 46", parse_mode="HTML", filename="week.png")
        await bot.send_document(TRUUS, b"%PDF-1.7\r\n\x00\n", filename="weekoverzicht.pdf", reply_markup=keyboard("Ja"))
        pointed = InputFile(b"los bestand", filename="los.txt", attach=True)
        await bot.send_document(TRUUS, pointed)
        first, second, third = truus.messages
        assert first.file and second.file and third.file
        assert (photo.photo[0].width, first.text, first.html) == (640, "week 46", "<b>week</b> 46")
        assert (first.file.name, first.file.content) == ("week.png", PNG)
        assert (second.file.name, second.file.content) == ("weekoverzicht.pdf", b"%PDF-1.7\r\n\x00\n")
        assert (third.file.name, third.file.content, second.labels) == ("los.txt", b"los bestand", ["Ja"])

    @pytest.mark.parametrize(
        ("photo", "caption", "reason"),
        [
            (b"", "", "File must be non-empty"),
            (b"%PDF-1.7", "", "Image_process_failed"),
            (PNG[:16] + struct.pack(">II", 2100, 100), "", "Photo_invalid_dimensions"),
            (PNG[:16] + struct.pack(">II", 6000, 4001), "", "Photo_invalid_dimensions"),
            (PNG + b"\0" * 10 * 1024 * 1024, "", "File is too big"),
            ("https://vb.nl/week.png", "", "There is no photo in the request"),
            (PNG, "a" * 1025, "Message caption is too long"),
        ],
    )
    async def test_what_is_no_photo(self, bot: Bot, truus: User, photo: bytes | str, caption: str, reason: str) -> None:
        with refused(BadRequest, f"{reason}"):
            await bot.send_photo(TRUUS, photo, caption=caption)

    async def test_no_document(self, bot: Bot, truus: User) -> None:
        with refused(BadRequest, "There is no document in the request"):
            await bot.send_document(TRUUS, "some-file-id")


BAD_PROFILE: list[tuple[str, dict[str, Any], str]] = [
    ("setMyCommands", {"commands": "x"}, "expected an Array of BotCommand"),
    ("setMyCommands", {"commands": [1]}, "can't parse BotCommand: expected an Object"),
    ("setMyCommands", {"commands": [{}]}, 'can\'t parse BotCommand: field "command" must be of type String'),
    ("setMyCommands", {"commands": [{"command": "Meld", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "meld", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": [{"command": "meld", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 1}}, "chat not found"),
    ("getMyCommands", {"scope": {"type": "nobody"}}, "can't parse BotCommandScope: unknown type"),
    ("setChatMenuButton", {"menu_button": {"type": "x"}}, "can't parse menu button"),
    ("setMyDescription", {"description": "a" * 513}, "DESCRIPTION_TOO_LONG"),
    ("setMyShortDescription", {"short_description": "a" * 121}, "ABOUT_TOO_LONG"),
    ("sendChatAction", {"chat_id": TRUUS, "action": "yawning"}, "wrong parameter action in request"),
    ("sendChatAction", {"chat_id": 1, "action": "typing"}, "chat not found"),
]


@pytest.mark.parametrize(("method", "parameters", "reason"), BAD_PROFILE)
def test_other_calls_are_refused(
    api: BotApi, truus: User, method: str, parameters: dict[str, Any], reason: str
) -> None:
    assert post(api, method, **parameters) == (400, f"Bad Request: {reason}")


async def test_other_calls_are_taken(bot: Bot, truus: User) -> None:
    assert await bot.set_my_commands([("meld", "Vertel wat je opviel")])
    scope = BotCommandScopeChat(TRUUS)
    assert [one.command for one in await bot.get_my_commands()] == ["meld"]
    assert await bot.get_my_commands(scope) == ()
    assert await bot.set_my_commands([("week", "Het weekoverzicht")], scope)
    assert [one.command for one in await bot.get_my_commands(scope)] == ["week"]
    assert await bot.delete_my_commands(scope) and await bot.get_my_commands(scope) == ()
    assert await bot.set_my_description("a" * 512)
    assert (await bot.get_my_description("nl")).description == "a" * 512
    assert (await bot.get_chat_menu_button()).type == "default"
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert await bot.set_my_short_description("a" * 120)
    assert await bot.send_chat_action(TRUUS, "typing")


class TestWhatUsersDo:
    async def test_says(self, bot: Bot, truus: User) -> None:
        truus.says("/start abc")
        truus.says("hallo")
        first, second = await bot.get_updates()
        assert second.update_id == first.update_id + 1
        assert first.message and second.message and first.message.from_user
        assert (first.message.text, first.message.from_user.first_name) == ("/start abc", "Truus")
        assert [(e.type, e.offset, e.length) for e in first.message.entities] == [("bot_command", 0, 6)]
        assert (second.message.chat.type, second.message.entities) == ("private", ())

    async def test_edits(self, bot: Bot, truus: User) -> None:
        truus.says("halo")
        truus.edits("hallo")
        _, update = await bot.get_updates()
        assert update.edited_message and update.edited_message.edit_date
        assert (update.edited_message.text, [shown.text for shown in truus.messages]) == ("hallo", ["hallo"])

    async def test_sends_what_is_no_text(self, bot: Bot, truus: User) -> None:
        for send in (truus.sends_photo, truus.sends_sticker, truus.sends_voice, truus.sends_location):
            send()
        photo, sticker, voice, location = [update.message for update in await bot.get_updates()]
        assert photo and sticker and voice and location
        assert all([photo.photo, sticker.sticker, voice.voice, location.location])

    async def test_speaks_in_a_group(self, api: BotApi, bot: Bot, truus: User) -> None:
        group = api.group(GROUP)
        group.says("hallo")
        group.says("dag", by=truus)
        first, second = [update.message for update in await bot.get_updates()]
        assert first and second and first.from_user and second.from_user
        assert (first.chat.id, first.chat.type) == (GROUP, "supergroup")
        assert (first.from_user.first_name, second.from_user.first_name) == ("Groepslid", "Truus")

    async def test_blocks_and_unblocks(self, bot: Bot, truus: User) -> None:
        message = await bot.send_message(TRUUS, "dag")
        truus.blocks()
        for call in (
            bot.send_message(TRUUS, "dag"),
            bot.send_photo(TRUUS, PNG),
            bot.send_document(TRUUS, b"x"),
            bot.send_chat_action(TRUUS, "typing"),
        ):
            with refused(Forbidden, "Forbidden: bot was blocked by the user"):
                await call
        truus.unblocks()
        await bot.send_message(TRUUS, "weer")
        changes = [update.my_chat_member for update in await bot.get_updates()]
        assert [change and change.new_chat_member.status for change in changes] == ["kicked", "member"]
        assert (message.text, said_by(truus)) == ("dag", ["dag", "weer"])

    async def test_taps(self, bot: Bot, truus: User) -> None:
        sent = await bot.send_message(TRUUS, "Zeker?", reply_markup=keyboard("Ja", "Nee"))
        truus.taps("Ja")
        truus.taps("Ja")
        first, second = [update.callback_query for update in await bot.get_updates()]
        assert first and second and first.message
        assert (first.data, first.from_user.id, first.message.message_id) == ("ja", TRUUS, sent.message_id)
        assert first.id != second.id
        assert truus.spinning == ["Ja", "Ja"]
        await first.answer("Bewaard")
        await second.answer()
        assert (truus.toasts, truus.spinning) == (["Bewaard"], [])

    async def test_taps_the_newest_or_an_older_message(self, bot: Bot, truus: User) -> None:
        for text in ("oud", "nieuw"):
            await bot.send_message(TRUUS, text, reply_markup=keyboard("Ja"))
        old, _ = truus.messages
        truus.taps("Ja")
        truus.taps("Ja", message=old)
        await bot.edit_message_reply_markup(TRUUS, old.message_id)
        truus.taps("Ja", message=old)
        await bot.delete_message(TRUUS, old.message_id)
        truus.taps("Ja", message=old)
        queries = [update.callback_query for update in await bot.get_updates()]
        assert [query and query.message and query.message.message_id for query in queries] == [2, 1, 1, 1]
        assert [query and query.message and query.message.is_accessible for query in queries] == [
            True,
            True,
            True,
            False,
        ]

    async def test_taps_what_is_not_there(self, bot: Bot, truus: User) -> None:
        link = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Lees", url="https://vb.nl"))
        await bot.send_message(TRUUS, "Kijk", reply_markup=link)
        await bot.send_message(TRUUS, "Zeker?", reply_markup=keyboard("Ja", "Nee"))
        with pytest.raises(AssertionError, match=r"no button 'Misschien', there are: \['Ja', 'Nee', 'Lees'\]"):
            truus.taps("Misschien")
        with pytest.raises(AssertionError, match="'Lees' is a link"):
            truus.taps("Lees")

    @pytest.mark.parametrize("again", ["unknown", "answered"])
    async def test_a_query_is_answered_once(self, bot: Bot, truus: User, again: str) -> None:
        await bot.send_message(TRUUS, "Zeker?", reply_markup=keyboard("Ja"))
        truus.taps("Ja")
        [update] = await bot.get_updates()
        assert update.callback_query
        await update.callback_query.answer()
        query_id = update.callback_query.id if again == "answered" else "1"
        with refused(BadRequest, "Query is too old and response timeout expired or query id is invalid"):
            await bot.answer_callback_query(query_id)

    async def test_a_toast_has_200_characters(self, bot: Bot, truus: User) -> None:
        await bot.send_message(TRUUS, "Zeker?", reply_markup=keyboard("Ja"))
        truus.taps("Ja")
        [update] = await bot.get_updates()
        assert update.callback_query
        with refused(BadRequest, "Message_too_long"):
            await update.callback_query.answer("a" * 201)
        assert await update.callback_query.answer("a" * 200)


class TestWhatUsersSee:
    async def test_waits_for_what_is_new(self, bot: Bot, truus: User) -> None:
        first = await bot.send_message(TRUUS, "Dag Truus")
        truus.says("hallo")
        with pytest.raises(AssertionError, match=r"(?s)no new message .*'Dag'.*bot #1: Dag Truus\nuser #2: hallo"):
            truus.waits_for("Dag", timeout=0.01)
        waiting = asyncio.create_task(truus.sees("Dag"))
        await bot.edit_message_text("Dag mevrouw", TRUUS, first.message_id)
        assert (await waiting).edited
        await bot.send_message(TRUUS, "Dag nog eens")
        assert truus.waits_for().text == "Dag nog eens"
        assert truus.waits_for(lambda shown: shown.edited).message_id == first.message_id

    async def test_a_chat_as_text(self, api: BotApi, bot: Bot, truus: User) -> None:
        truus.says("hallo")
        await bot.send_message(TRUUS, "Zeker?", reply_markup=keyboard("Ja", "Nee"))
        await bot.send_document(TRUUS, b"x", filename="a.pdf")
        lines = ["--- chat 1001 ---", "user #1: hallo", "bot #2: Zeker?", "    [Ja] [Nee]", "bot #3 <a.pdf>: "]
        assert str(truus).splitlines() == [*lines, "--- toasts: []"]


class TestPolling:
    async def test_an_update_stays_until_it_is_confirmed(self, api: BotApi, bot: Bot, truus: User) -> None:
        first, second = truus.says("een"), truus.says("twee")
        for offset, expected in [
            (None, [first, second]),
            (first, [first, second]),
            (second, [second]),
            (second + 1, []),
        ]:
            assert [update.update_id for update in await bot.get_updates(offset=offset)] == expected
        assert api.pending == []

    async def test_limit_and_negative_offset(self, bot: Bot, truus: User) -> None:
        ids = [truus.says(str(number)) for number in range(3)]
        assert [update.update_id for update in await bot.get_updates(limit=2)] == ids[:2]
        assert [update.update_id for update in await bot.get_updates(offset=-1)] == ids[2:]
        assert [update.update_id for update in await bot.get_updates()] == ids[2:]

    async def test_a_long_poll_ends_with_the_update(self, bot: Bot, truus: User) -> None:
        polling = asyncio.create_task(bot.get_updates(timeout=30))
        await asyncio.sleep(0.05)
        assert not polling.done()
        update_id = truus.says("hallo")
        assert [update.update_id for update in await polling] == [update_id]

    async def test_only_one_polls(self, bot: Bot, truus: User) -> None:
        polling = asyncio.create_task(bot.get_updates(timeout=30))
        await asyncio.sleep(0.05)
        assert await bot.get_updates() == ()
        with refused(Conflict, "Conflict: terminated by other getUpdates request; make sure that only one"):
            await polling

    async def test_only_the_kinds_that_are_asked_for(self, api: BotApi, bot: Bot, truus: User) -> None:
        await bot.get_updates(allowed_updates=["callback_query", "my_chat_member"])
        truus.says("hallo")
        blocked = truus.blocks()
        assert [update.update_id for update in await bot.get_updates()] == [blocked]
        await bot.get_updates(offset=blocked + 1, allowed_updates=[])
        said = truus.says("hallo")
        assert api.pending == [said]

    async def test_delivered_again(self, api: BotApi, bot: Bot, truus: User) -> None:
        first, second = truus.says("een"), truus.says("twee")
        await bot.get_updates(offset=second + 1)
        api.redeliver(first)
        assert [update.update_id for update in await bot.get_updates(offset=second + 1)] == [first]
        assert await bot.get_updates(offset=first + 1) == ()

    async def test_a_killed_bot_gets_its_updates_again(self, api: BotApi, bot: Bot, truus: User) -> None:
        url = f"{api.url}/bot{api.token}/getUpdates?timeout=30"
        script = f"import sys, urllib.request as u; u.urlopen({url!r}).read(); print(1, flush=True); sys.stdin.read()"
        command = [sys.executable, "-c", script]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: ASYNC220
            update_id = truus.says("hallo")
            assert process.stdout
            assert await asyncio.to_thread(process.stdout.read, 1)
            process.kill()
        assert [update.update_id for update in await bot.get_updates()] == [update_id]


class Receiver(http.server.BaseHTTPRequestHandler):
    """A webhook; `statuses` are what it answers, then 200, but to chats that are `refused`."""

    statuses: list[int]
    refused: ClassVar[set[int]] = set()
    taken: list[tuple[str | None, dict[str, Any]]]

    def do_POST(self) -> None:
        update = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.taken.append((self.headers["X-Telegram-Bot-Api-Secret-Token"], update))
        refused = update.get("message", {}).get("chat", {}).get("id") in self.refused
        self.send_response(self.statuses.pop(0) if self.statuses else 503 if refused else 200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[tuple[str, type[Receiver]]]:
    handler = type("Handler", (Receiver,), {"statuses": [], "taken": []})
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/hook", handler
        server.shutdown()
        thread.join()


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - the receiver is another thread
            await asyncio.sleep(0.005)


class TestWebhook:
    async def test_updates_come_in_order_with_the_secret(
        self, api: BotApi, bot: Bot, truus: User, receiver: tuple[str, type[Receiver]]
    ) -> None:
        url, hook = receiver
        hook.statuses = [500, 404]
        first = truus.says("een")
        assert await bot.set_webhook(url, secret_token="geheim_1")
        second = truus.says("twee")
        await until(lambda: not api.pending)
        assert [update["update_id"] for _, update in hook.taken] == [first, first, first, second]
        assert {secret for secret, _ in hook.taken} == {"geheim_1"}
        info = await bot.get_webhook_info()
        assert (info.url, info.pending_update_count) == (url, 0)
        assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"
        api.redeliver(first)
        await until(lambda: len(hook.taken) == 5)
        assert hook.taken[-1] == hook.taken[0]

    async def test_a_chat_that_is_not_answered_holds_up_no_other_and_keeps_its_order(
        self, api: BotApi, bot: Bot, truus: User, receiver: tuple[str, type[Receiver]]
    ) -> None:
        url, hook = receiver
        henk = api.user(1002, first_name="Henk")
        hook.refused = {truus.id}
        await bot.set_webhook(url, max_connections=2)
        hers = [truus.says("een"), truus.says("twee")]
        his = [henk.says("een"), henk.says("twee")]
        await until(lambda: api.pending == hers)
        assert [update["update_id"] for _, update in hook.taken if update["update_id"] != hers[0]] == his
        hook.refused = set()
        await until(lambda: not api.pending)
        assert [update["update_id"] for _, update in hook.taken][-2:] == hers

    async def test_what_the_webhook_does_not_take_stays(self, api: BotApi, bot: Bot, truus: User) -> None:
        await bot.set_webhook("http://127.0.0.1:1/nobody", allowed_updates=["message"])
        update_id = truus.says("hallo")
        truus.blocks()
        await until(lambda: post(api, "getWebhookInfo")[1].get("last_error_message"))
        assert list((await bot.get_webhook_info()).allowed_updates) == ["message"]
        await bot.delete_webhook()
        assert (await bot.get_webhook_info()).url == ""
        assert [update.update_id for update in await bot.get_updates()] == [update_id]
        await bot.delete_webhook(drop_pending_updates=True)
        assert await bot.get_updates() == ()

    async def test_no_polling_beside_it(self, bot: Bot, receiver: tuple[str, type[Receiver]]) -> None:
        polling = asyncio.create_task(bot.get_updates(timeout=30))
        await asyncio.sleep(0.05)
        await bot.set_webhook(receiver[0], drop_pending_updates=True)
        with refused(Conflict, "Conflict: terminated by setWebhook request"):
            await polling
        with refused(Conflict, "Conflict: can't use getUpdates method while webhook is active; use delete"):
            await bot.get_updates()
        await bot.set_webhook("")
        assert await bot.get_updates() == ()

    @pytest.mark.parametrize(
        ("url", "secret", "reason"),
        [
            ("ftp://127.0.0.1", "", "Bad webhook: https url must be provided for webhook"),
            ("https://vb.nl/hook", "", "Bad webhook: this server only calls its own machine"),
            ("http://127.0.0.1", "ge heim", "Secret token contains unallowed characters"),
            ("http://127.0.0.1", "a" * 257, "Secret token is too long"),
        ],
    )
    async def test_what_is_no_webhook(self, bot: Bot, url: str, secret: str, reason: str) -> None:
        with refused(BadRequest, f"{reason}"):
            await bot.set_webhook(url, secret_token=secret)


class TestFailing:
    async def test_flood_control(self, api: BotApi, bot: Bot, truus: User) -> None:
        bert = api.user(1002)
        api.fail("sendMessage", retry_after=2, times=2, chat=truus)
        await bot.send_message(bert.id, "ander gesprek")
        for _ in range(2):
            with warnings.catch_warnings(action="ignore"), pytest.raises(RetryAfter) as flood:
                await bot.send_message(TRUUS, "dag")
            assert flood.value.message.startswith("Flood control exceeded. Retry in ")
        await bot.send_message(TRUUS, "eindelijk")
        assert [call.status for call in api.calls_of("sendMessage")] == [200, 429, 429, 200]
        assert said_by(truus) == ["eindelijk"]

    def test_the_whole_answer_of_flood_control(self, api: BotApi) -> None:
        api.fail("getMe", status=429, retry_after=7)
        response = httpx.get(f"{api.url}/bot{api.token}/getMe", **LOCAL)
        assert response.headers["retry-after"] == "7"
        assert response.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }

    @pytest.mark.parametrize(
        ("failure", "error", "said"),
        [
            ({"status": 500}, NetworkError, []),
            ({"status": 500, "done": True}, NetworkError, ["dag"]),
            ({"status": 400, "description": "Bad Request: chat not found"}, BadRequest, []),
            ({"drop": True}, NetworkError, []),
            ({"drop": True, "done": True}, NetworkError, ["dag"]),
            ({"hang": 30}, TimedOut, ["dag"]),
            ({"hang": 30, "drop": True}, TimedOut, []),
        ],
    )
    async def test_other_failures(
        self, api: BotApi, truus: User, failure: dict[str, Any], error: type[TelegramError], said: list[str]
    ) -> None:
        async with bot_for(api, read_timeout=0.1) as bot:
            api.fail("sendMessage", **failure)
            with pytest.raises(error):
                await bot.send_message(TRUUS, "dag")
            assert said_by(truus) == said
            await bot.send_message(TRUUS, "verder")

    async def test_a_late_answer(self, api: BotApi, bot: Bot, truus: User) -> None:
        api.fail("sendMessage", hang=0.02)
        assert (await bot.send_message(TRUUS, "dag")).text == "dag"

    async def test_until_it_recovers(self, api: BotApi, bot: Bot) -> None:
        api.fail("getUpdates", status=502, times=None)
        for _ in range(3):
            with pytest.raises(NetworkError, match="Bad Gateway"):
                await bot.get_updates()
        api.recover()
        assert await bot.get_updates() == ()

    @pytest.mark.parametrize("wrong", [{}, {"drop": True, "status": 500}])
    def test_a_failure_that_makes_no_sense(self, api: BotApi, wrong: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match=r"say how it fails|has no status"):
            api.fail("getMe", **wrong)
        with pytest.raises(ValueError, match="no method 'getLove'"):
            api.fail("getLove", status=500)


class TestServer:
    async def test_calls(self, api: BotApi, bot: Bot, truus: User) -> None:
        await bot.send_message(TRUUS, "dag", reply_markup=keyboard("Ja"))
        with pytest.raises(BadRequest):
            await bot.delete_message(TRUUS, 9)
        buttons = {"inline_keyboard": [[{"callback_data": "ja", "text": "Ja"}]]}
        assert api.calls == [
            Call("getMe", {}, 200),
            Call("sendMessage", {"chat_id": TRUUS, "text": "dag", "reply_markup": buttons}, 200),
            Call("deleteMessage", {"chat_id": TRUUS, "message_id": 9}, 400),
        ]
        assert api.waits_for_call("deleteMessage").status == 400
        with pytest.raises(AssertionError, match="no such call of sendPhoto"):
            api.waits_for_call("sendPhoto", timeout=0.01)

    async def test_a_whole_application(self, api: BotApi, truus: User) -> None:
        async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            assert update.effective_message
            await update.effective_message.reply_text(f"Je zei: {update.effective_message.text}", do_quote=True)

        application = ApplicationBuilder().bot(bot_for(api)).build()
        application.add_handler(MessageHandler(filters.TEXT, echo))
        async with application:
            assert application.updater
            await application.updater.start_polling(timeout=30)
            await application.start()
            truus.says("hallo")
            assert (await truus.sees("hallo")).text == "Je zei: hallo"
            await application.updater.stop()
            await application.stop()
        assert api.pending == []
        assert {call.status for call in api.calls} - {409} == {200}

    async def test_it_ends_while_a_bot_waits(self) -> None:
        before = threading.active_count()
        with BotApi() as api:
            async with bot_for(api) as bot:
                polling = asyncio.create_task(bot.get_updates(timeout=30))
                await asyncio.sleep(0.05)
                await asyncio.to_thread(api.close)
                assert await polling == ()
        assert api.calls_of("getUpdates")[0].status == 200
        assert [thread for thread in threading.enumerate() if thread.name == "botapi"] == []
        assert threading.active_count() <= before + 1

    def test_two_servers_beside_each_other(self) -> None:
        with BotApi("1:one") as one, BotApi("2:two") as two:
            assert one.url != two.url
            assert (post(one, "getMe")[1]["id"], post(two, "getMe")[1]["id"]) == (1, 2)
