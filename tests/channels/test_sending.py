"""Long texts in pieces: each fits a Telegram message, nothing is lost, and the buttons arrive."""

from __future__ import annotations

import random

import pytest
import telegram
from telegram.request import HTTPXRequest

from bot.channels.outcome import Delivered
from bot.channels.telegram import sending
from bot.channels.telegram.sending import split
from bot.markup import escape, to_plain
from bot.message import Button, File, Reply
from tests.botapi import BotApi

MOST = 4096
"""https://core.telegram.org/bots/api#sendmessage, in UTF-16 units."""

LONG = {
    "one word": "a" * 10_000,
    "one paragraph": "woord " * 2_000,
    "emoji": "🙂" * 6_000,
    "emoji beside letters": "a🙂" * 4_000,
    "one line in a list": f"**Niet beantwoord:**\n- {'vraag ' * 1_500}\n- nog een",
    "many lines": "\n".join(f"- vraag {number}" for number in range(400)),
    "many paragraphs": "\n\n".join(f"alinea {number} {'x' * 50}" for number in range(200)),
    "long paragraphs": "\n\n".join("y" * 4_090 for _ in range(3)),
    "escaped": escape("*_[](.)!" * 1_500),
    "just too long": "z" * 4_097,
    "just fits": "z" * 4_096,
}


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum() or char == "🙂")


@pytest.mark.parametrize("name", LONG)
def test_every_piece_fits_a_message(name: str) -> None:
    pieces = split(LONG[name])
    assert [units(to_plain(piece)) for piece in pieces if not 1 <= units(to_plain(piece)) <= MOST] == []
    assert len(pieces) <= 2 + units(to_plain(LONG[name])) // 1_024


@pytest.mark.parametrize("name", LONG)
def test_nothing_is_lost_between_the_pieces(name: str) -> None:
    assert letters("".join(map(to_plain, split(LONG[name])))) == letters(to_plain(LONG[name]))


@pytest.mark.parametrize("seed", range(8))
def test_every_piece_of_any_text_fits(seed: int) -> None:
    chance = random.Random(seed)
    parts = ["woord ", "🙂", "\n", "\n\n", "- ", "**vet** ", "\\*", "x" * 900, "é" * 2_000, "1. "]
    text = "begin " + "".join(chance.choices(parts, k=chance.randint(10, 80)))
    assert [units(to_plain(piece)) for piece in split(text) if units(to_plain(piece)) > MOST] == []


def test_what_fits_stays_whole() -> None:
    assert split("een\n\ntwee\n- drie") == ["een\n\ntwee\n- drie"]


@pytest.mark.parametrize("name", ["one paragraph", "emoji", "one line in a list"])
async def test_a_long_text_arrives_with_its_buttons_under_the_end(name: str) -> None:
    with BotApi() as api:
        truus = api.user(1001)
        request = HTTPXRequest()
        bot = telegram.Bot(api.token, base_url=f"{api.url}/bot", request=request)
        async with bot:
            outcome = await sending.send(bot, "1001", Reply(LONG[name], ((Button("Open meldingen (1)", "cases"),),)))
        shown = [message for message in truus.messages if message.sender == "bot"]
        assert outcome == Delivered(shown[-1].message_id)
    assert len(shown) > 1
    assert [message.labels for message in shown[:-1]] == [[]] * (len(shown) - 1)
    assert list(shown[-1].labels) == ["Open meldingen (1)"]


async def test_a_file_arrives_with_its_words_and_buttons() -> None:
    content = '{"naam in de lijst": "Merel", "wat": "één 🙂"}'
    reply = Reply("Hier staat **alles** in.", ((Button("Menu", "menu"),),), file=File("alles.json", content.encode()))
    with BotApi() as api:
        truus = api.user(1001)
        async with telegram.Bot(api.token, base_url=f"{api.url}/bot", request=HTTPXRequest()) as bot:
            assert await sending.send(bot, "1001", Reply.from_payload(reply.payload())) == Delivered(1)
        (shown,) = [message for message in truus.messages if message.sender == "bot"]
    assert shown.file is not None
    assert (shown.file.name, shown.file.content.decode()) == ("alles.json", content)
    assert (shown.html, list(shown.labels)) == ("Hier staat <b>alles</b> in.", ["Menu"])


def test_what_was_written_before_there_were_files_is_read() -> None:
    payload = Reply("Hallo").payload()
    del payload["file"]
    assert Reply.from_payload(payload) == Reply("Hallo")


def test_a_file_keeps_what_it_shows_and_one_of_before_shows_nothing() -> None:
    reply = Reply("Hallo", file=File("week.png", b"png", "Een plaatje"))
    payload = reply.payload()
    assert Reply.from_payload(payload) == reply
    payload["file"] = payload["file"][:2]
    assert Reply.from_payload(payload) == Reply("Hallo", file=File("week.png", b"png"))


@pytest.mark.parametrize("tapped", [True, False])
async def test_last_words_stand_where_the_tapped_button_stood_however_often_they_are_said(tapped: bool) -> None:
    with BotApi() as api:
        truus = api.user(1001)
        async with telegram.Bot(api.token, base_url=f"{api.url}/bot", request=HTTPXRequest()) as bot:
            await sending.send(bot, "1001", Reply("Alles wissen?", ((Button("Ja", "erase"),),)))
            on = str(truus.messages[-1].message_id) if tapped else None
            for _ in range(2 if tapped else 1):
                await sending.say_last(bot, "1001", "**Alles** is gewist.", on)
        said = [(shown.text, shown.labels) for shown in truus.messages]
    question = [] if tapped else [("Alles wissen?", ["Ja"])]
    assert said == [*question, ("Alles is gewist.", [])]


def test_a_file_that_was_written_before_files_told_what_they_show_is_read() -> None:
    payload = Reply("De week", file=File("week.png", b"png", "Staafdiagram")).payload()
    assert Reply.from_payload(payload).file == File("week.png", b"png", "Staafdiagram")
    del payload["file"][2]
    assert Reply.from_payload(payload).file == File("week.png", b"png")
