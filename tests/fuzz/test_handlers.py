"""Every button, command and kind of message, with everything hostile behind it, by everybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dialogue.handlers import BUTTONS, COMMANDS
from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.markup import to_plain
from bot.message import Kind
from tests.fuzz.hostile import ARGUMENTS, TEXTS
from tests.fuzz.wild import PEOPLE, Wild, wild


@pytest.fixture(scope="module")
def town(
    tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge, reader: Reader, settled: Path
) -> Iterator[Wild]:
    with wild(tmp_path_factory.mktemp("wild") / "town.db", knowledge, reader, settled) as town:
        yield town


REACHED = [
    ("anja", "training:spread:1:0", "3 van de 3 mensen antwoordden."),
    ("truus", "group:1:0:on:0", "Jouw antwoord: "),
    ("truus", "visit:drop:1", "Weggehaald: "),
]


@pytest.mark.parametrize(("who", "action", "said"), REACHED)
def test_what_is_numbered_is_in_reach_of_a_forged_button(
    tmp_path: Path, knowledge: Knowledge, reader: Reader, settled: Path, who: str, action: str, said: str
) -> None:
    assert action.removeprefix(action.partition(":")[0]) in ARGUMENTS
    with wild(tmp_path / "town.db", knowledge, reader, settled) as town:
        (reply,) = town.sends(who, Kind.BUTTON, action)
    assert said in to_plain(reply.text)


@pytest.mark.parametrize("name", sorted(BUTTONS))
def test_every_forged_button_is_answered(town: Wild, name: str) -> None:
    for number, argument in enumerate(ARGUMENTS):
        who = list(PEOPLE)[number % len(PEOPLE)] if name in ("erase", "leave") else ("anja", "truus")[number % 2]
        town.sends(who, Kind.BUTTON, f"{name}{argument}")
    town.check()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_takes_any_words(town: Wild, command: str) -> None:
    for words in ("", " ", " \x00", " 9999999999999999999", " <b>x</b> **y**", " ../.. {0} %s", " \ud800"):
        town.sends("beheer", Kind.TEXT, f"/{command}{words}")
    town.check()


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.TEXT, Kind.BUTTON)])
def test_every_kind_of_message_is_answered(town: Wild, kind: Kind) -> None:
    for text in ("", "wat is eenzaamheid?", "<b>x</b>", "\ud800"):
        for who in PEOPLE:
            town.sends(who, kind, text)
    town.check()


@pytest.mark.parametrize("kind", TEXTS)
def test_every_hostile_text_is_answered(town: Wild, kind: str) -> None:
    for text in TEXTS[kind]:
        assert town.sends("truus", Kind.TEXT, text), f"no answer to {text[:40]!r}"
    town.check()
