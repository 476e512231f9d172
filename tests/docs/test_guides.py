"""The Dutch guides: what is bold in them is a button or can be typed, and their pictures can be shown."""

from __future__ import annotations

import ast
import re
import struct
from functools import cache

import pytest

from benchmarks.pictures import FOLDER, HEAVIEST
from bot.dialogue.handlers import COMMANDS, SPOKEN, SPOKEN_BY_COORDINATORS
from bot.dialogue.texts import ask as ask_texts
from bot.dialogue.texts import start as start_texts
from bot.knowledge import Knowledge
from bot.settings import ROOT
from bot.store.role import Role
from tests.journeys.town import Town

GUIDES = {
    name: re.sub(r"\s+", " ", (ROOT / "docs" / f"handleiding-{name}.md").read_text("utf-8"))
    for name in ("vrijwilliger", "coordinator", "trainer", "beheerder")
}
BOLD = re.compile(r"\*\*([^*]+?)[:.]?\*\*")
SAID_IN = ("bot/dialogue/texts", "bot/digest")
SIGN = re.compile(r"^\W+(?=\w)")

TYPED_BY_COORDINATORS = ("open meldingen hoensbroek niveau 3",)
TYPED = (
    "bezoek morgen 14:00",
    "zoek rouw",
    "klaar met bezoek",
    "wat weet je van mij",
    "herinneringen uit",
)
"""What volunteers are told to type, beside words that stand in a table of the program."""

NEITHER = {
    "vet",
    "Is er nu gevaar? Bel 112",
    "Bel 113",
    "bel 112",
    "bel 113",
    "bel 0800-2000",
    "merel-fiets-42",
    "Merel",
    "Op Telegram",
    "In de browser",
    "Vraag het eerst",
    "Noem geen namen en geen adres",
    "Lezen",
    "Kiezen",
    "Praten",
    "Uitleggen",
    "De week, Signalen, Opvolging, Kennis",
    "Een onderwerp",
    "Stuur het bericht van maandag zelf niet door",
    "Beslis vooraf",
    "Zet hem op een andere machine",
    "Bewaar het geheim apart",
    "Er gaat een alarm af",
    "De bot begrijpt niemand meer, maar antwoordt wel",
    "Alles valt weg",
    "Je moet een back-up terugzetten",
    "Er is iets gelekt, of je denkt het",
}
"""What is bold because it matters, and is neither a button nor something to type."""

MOVES = re.compile(r"(?:geef )?merel-fiets-42 .+|afgerond")
"""Of a case: tests/docs/test_samples.py types them."""


def bold_in(name: str) -> set[str]:
    return {words.strip() for words in BOLD.findall(GUIDES[name])}


@cache
def said() -> str:
    """Every line of what the bot says, for whole lines to be found in: what is filled in is a `\\0`."""
    lines: set[str] = set()
    for folder in SAID_IN:
        for file in sorted((ROOT / folder).glob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    lines |= {SIGN.sub("", line.strip()) for line in node.value.replace("**", "\n").splitlines()}
    return "\n".join(lines)


def is_said(words: str) -> bool:
    """Whether this is a label of the bot, or something that it sets in bold; a number behind it is left out."""
    return re.search(rf"^{re.escape(words)}[:.]?(?: \(\{{count\}}\))?$", said(), re.MULTILINE) is not None


def is_typed(words: str) -> bool:
    """Whether the bot knows this; behind a command may stand more, which tests/docs/test_samples.py types."""
    if words.startswith("/"):
        return words[1:].partition(" ")[0] in COMMANDS
    return words.lower() in {**SPOKEN, **SPOKEN_BY_COORDINATORS} or words in (*TYPED, *TYPED_BY_COORDINATORS)


@pytest.mark.parametrize("name", GUIDES)
def test_what_is_bold_is_a_button_or_can_be_typed(name: str) -> None:
    bold = bold_in(name)
    assert len(bold) > 8
    told = {words for words in bold - NEITHER if not MOVES.fullmatch(words)}
    assert {words for words in told if not is_said(words) and not is_typed(words)} == set()


def test_nothing_is_excused_that_no_guide_says() -> None:
    everything = {words for name in GUIDES for words in bold_in(name)}
    assert {*NEITHER, *TYPED, *TYPED_BY_COORDINATORS} - everything == set()


def test_a_button_that_is_not_there_is_seen() -> None:
    assert is_said("Meer lezen") and is_said("Over de termijn") and is_typed("menu") and is_typed("/kaart")
    assert not is_said("Meer lezen over") and not is_typed("/mop") and not is_typed("vertel een mop")


@pytest.mark.parametrize("town", ["keeps running"], indirect=True)
async def test_what_a_volunteer_is_told_to_type_is_understood(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, "heksenberg")
    for typed in (*TYPED, "menu", "stop", "nu hulp nodig", "oefenen", "kaart"):
        await truus.says(typed)
        assert truus.replies, typed
        truus.does_not_see(ask_texts.UNKNOWN.partition("\n")[0], start_texts.NOT_UNDERSTOOD["command"])


@pytest.mark.parametrize("town", ["keeps running"], indirect=True)
async def test_what_a_coordinator_is_told_to_type_is_understood(town: Town) -> None:
    els = await town.meets("els", Role.COORDINATOR, "hoensbroek")
    for typed in TYPED_BY_COORDINATORS:
        await els.says(typed)
        els.sees("Zulke meldingen staan er")


def test_every_number_in_a_guide_is_one_that_was_checked(knowledge: Knowledge) -> None:
    known = {re.sub(r"\D", "", route.phone) for route in knowledge.routes.values() if route.phone}
    for name, text in GUIDES.items():
        numbers = set(re.findall(r"\b(?:0\d{2,3}[- ]?\d{3,7}|11[0-9])\b", text))
        assert {re.sub(r"\D", "", number) for number in numbers} <= known, name


def test_the_pictures_are_pictures_that_open_at_once() -> None:
    pictures = sorted(FOLDER.glob("*.png"))
    assert len(pictures) > 8
    for picture in pictures:
        content = picture.read_bytes()
        assert content.startswith(b"\x89PNG\r\n\x1a\n") and content.endswith(b"IEND\xaeB`\x82"), picture.name
        width, height = struct.unpack(">II", content[16:24])
        assert width >= 600 and height >= 600 and len(content) <= HEAVIEST, picture.name
