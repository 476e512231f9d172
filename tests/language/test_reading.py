"""Everything that a text says: with Rasa, without it, and for the oddest texts."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from bot.app import build_reader
from bot.knowledge import Knowledge
from bot.language.ladder import Action
from bot.language.nlu import RasaClient
from bot.language.reading import LONGEST_FOR_NLU, Reader
from bot.settings import Settings
from tests.language.test_nlu import SLOW, RasaServer

KEYS = [
    "text",
    "action",
    "intent",
    "confidence",
    "ranking",
    "crisis",
    "anonymous_text",
    "pii",
    "signals",
    "age_band",
    "area",
    "living",
    "wish",
]
ODD = [
    "",
    " ",
    "\n\n",
    "?",
    "🙂🙂",
    "a" * 4096,
    "é" * 4096,
    "🙂" * 1000,
    "mevrouw " * 512,
    "06-12345678 " * 340,
    ". " * 2048,
    "([{" * 300,
    "\x00\x07\x1b[1m",
    "\u202eomgekeerd\u202c",
    "привет как дела",
    "مرحبا",
    "İstanbul ß ﬁ",
    "1234567890" * 400,
    "<b>*_[x](y)`",
    "{0} %s {n112}",
]


@pytest.mark.parametrize("text", ODD)
async def test_without_rasa_every_text_can_be_read(reader: Reader, text: str) -> None:
    data = (await reader.read(text)).as_data()
    assert list(data) == KEYS
    assert json.loads(json.dumps(data))["text"] == text


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Hoe herken ik eenzaamheid?", "answer"),
        ("🙂🙂", "fallback"),
        ("xyzzy plugh", "fallback"),
        ("mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard", "crisis"),
    ],
)
async def test_what_is_done_without_rasa(reader: Reader, text: str, action: str) -> None:
    assert (await reader.read(text)).as_data()["action"] == action


@pytest.mark.parametrize("text", ["wat is dat", "en nu", "hoe dan"])
async def test_nothing_said_is_no_question(reader: Reader, text: str) -> None:
    assert (await reader.read(text)).decision.action is Action.FALLBACK


async def test_an_answer_names_the_article_first_in_the_ranking(reader: Reader) -> None:
    data = (await reader.read("Hoe herken ik signalen van schulden?")).as_data()
    assert data["ranking"][0]["name"] == data["intent"]
    assert data["ranking"][0]["confidence"] == data["confidence"]


async def test_a_ranking_adds_up_to_no_more_than_one(reader: Reader) -> None:
    ranking = (await reader.read("eenzaamheid bij ouderen")).ranking
    assert 1 < len(ranking) <= 10
    assert sum(item.confidence for item in ranking) <= 1.0001


async def test_a_visit_is_read_in_one_go(reader: Reader) -> None:
    text = "Bij mevrouw Quaedvlieg van 83 in Heerlerheide waren de gordijnen dicht"
    data = (await reader.read(text)).as_data()
    assert "Quaedvlieg" not in data["anonymous_text"]
    assert [text[item["start"] : item["end"]] for item in data["pii"] if item["kind"] == "person"] == ["Quaedvlieg"]
    assert [found["code"] for found in data["signals"]] == ["gordijnen-dicht"]
    assert (data["age_band"], data["area"]) == ("80-84", "heerlerheide")


@pytest.fixture
async def with_rasa(knowledge: Knowledge) -> AsyncIterator[tuple[Reader, RasaServer, RasaClient]]:
    with RasaServer() as rasa:
        client = RasaClient([rasa.url], None)
        assert await client.probe()
        yield build_reader(Settings(_env_file=None), knowledge, client), rasa, client
        await client.close()


async def test_with_rasa(with_rasa: tuple[Reader, RasaServer, RasaClient]) -> None:
    reader, rasa, client = with_rasa
    rasa.ranking = [{"name": "rouw", "confidence": 0.93}, {"name": "menu", "confidence": 0.02}]
    reading = await reader.read("hij mist zijn vrouw zo")
    assert (reading.by_nlu, reading.decision.action, reading.decision.intent) == (True, Action.ANSWER, "rouw")
    assert reading.as_data()["confidence"] == 0.93

    # A long text is asked about by its beginning and its end.
    text = f"begin {'woord ' * 700}einde"
    reading = await reader.read(text)
    assert reading.text == text
    assert len(rasa.parsed[-1]) <= LONGEST_FOR_NLU + 1
    assert rasa.parsed[-1].startswith("begin ") and rasa.parsed[-1].endswith(" einde")

    # What goes wrong in the middle is not noticed, but for `by_nlu`.
    rasa.plan(500, 500)
    reading = await reader.read("Hoe herken ik eenzaamheid?")
    assert (reading.by_nlu, reading.decision.action) == (False, Action.ANSWER)
    assert not client.ready


SURE = "mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard"


async def test_a_certain_crisis_does_not_wait_for_rasa(with_rasa: tuple[Reader, RasaServer, RasaClient]) -> None:
    reader, rasa, client = with_rasa
    rasa.plan(SLOW, SLOW)  # never answers while this test runs
    reading = await reader.read(SURE, crisis_first=True)
    assert reading.crisis is not None and reading.crisis.certain
    assert rasa.parsed == [], "Rasa was asked all the same"
    assert client.ready


async def test_a_question_is_asked_to_rasa(with_rasa: tuple[Reader, RasaServer, RasaClient]) -> None:
    reader, rasa, _ = with_rasa
    await reader.read("wat is schuldhulp")
    assert rasa.parsed == ["wat is schuldhulp"], "so that the test above can fail"
    # Nobody waits at `read --json`: there a crisis has Rasa's ranking too.
    reading = await reader.read(SURE)
    assert (reading.by_nlu, rasa.parsed[1:]) == (True, [SURE])


@pytest.mark.parametrize("text", ["\ud83d", "hulp \ud800 bij rouw", f"{SURE} \udfff", "\ud83d" * 4096])
async def test_half_an_emoji_can_be_read(reader: Reader, text: str) -> None:
    reading = await reader.read(text)
    reading.anonymous.text.encode()  # what is kept of it can be written
    assert (reading.crisis is not None) is (SURE in text)
