"""What the documentation quotes of the program's own words, the program says."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge import load_knowledge
from bot.knowledge.wording import MAXIMUM_WORDS
from bot.settings import ROOT
from tests.knowledge.village import BUS, FILES, build_village

KEEPING = (ROOT / "docs" / "kennis-bijhouden.md").read_text("utf-8")
MEANINGS = KEEPING.partition("## Wat de meldingen betekenen")[2].partition("Kom je er niet uit")[0]
SHORTEST = 4
"""Letters of a piece between dots that says something."""

SOURCES, CHECKED = "sources:\n  - {title: Dienstregeling, publisher: Gemeente Dorp, year: 2026}", "checked: 2026-11-01"
ROUTES = "routes.yml"

OF_LIBRARIES: Mapping[str, tuple[str, str, str]] = {
    "Field required": (BUS, "title: Met de bus mee\n", ""),
    "Extra inputs are not permitted": (BUS, CHECKED, f"author: Jo\n{CHECKED}"),
    "found duplicate key": (BUS, CHECKED, f"title: Bus\n{CHECKED}"),
    "valid date": (BUS, CHECKED, "checked: gisteren"),
    "date separator": (BUS, CHECKED, "checked: 2026/11/01"),
    "should have at least ... items": (BUS, "  - Rijdt er een bus?\n", ""),
    "at least 1 item": (BUS, SOURCES, "sources: []"),
    "should have at most ... characters": (BUS, "Met de bus mee", "bus " * 12),
    "at least ... characters": (BUS, "title: Met de bus mee", 'title: ""'),
    "should match pattern '^[a-z0-9]...": (BUS, "id: de-bus", "id: De-bus"),
    "should match pattern '^[0-9 +-]+$'": (ROUTES, "phone: 0800-2000", "phone: bel 0800-2000"),
    "should match pattern '^https?...": (BUS, "year: 2026}", "url: dorp.nl}"),
    "Input should be a valid string": (ROUTES, 'phone: "112"', "phone: 112"),
    "Input should be 'confirmed' or 'to-confirm'": (ROUTES, "status: to-confirm", "status: ja"),
    "valid dictionary or instance of Source": (BUS, SOURCES, "sources:\n  - Dienstregeling"),
    "mapping values are not allowed here": (BUS, "title: Met", "title: Bus: met"),
    "could not find expected ':'": (BUS, "title: Met de bus mee\n", "title: Met de bus mee\nen de trein\n"),
    "expected <block end>": (BUS, "  - Mag een rollator", " - Mag een rollator"),
    "found character '\\t'": (BUS, "title: Met", "title:\n\tMet"),
    "expected ',' or ']'": (BUS, "see_also: [het-plein]", "see_also: [het-plein"),
    "expected ',' or '}'": (BUS, "year: 2026}", "year: 2026"),
    "found unexpected end of stream": (BUS, "title: Met", 'title: "Met'),
}
"""What a library says in the program's name -> (a file of the village, what stands there, the mistake)."""

OF_MAKE = {"make: *** No rule to make target 'check'", "make: *** [...] Error 1"}


@cache
def said_by_the_program() -> str:
    """Every string in the program, a line each; what is filled in is three dots."""
    found: list[str] = []
    for file in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                found.append("".join(str(v.value) if isinstance(v, ast.Constant) else "..." for v in node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return "\n".join(re.sub(r"\s+", " ", text.replace("%s", "...")) for text in found)


def is_said(quote: str) -> bool:
    """Whether the program says this; dots stand for anything."""
    quote = quote.replace(str(MAXIMUM_WORDS), "...")
    pieces = [piece.strip(" ,.") for piece in quote.split("...")]
    told = [piece for piece in pieces if len(piece) >= SHORTEST]
    return bool(told) and all(piece in said_by_the_program() for piece in told)


@pytest.mark.parametrize("message", OF_LIBRARIES)
def test_a_mistake_in_the_knowledge_base_is_told_in_the_words_of_the_guide(message: str, tmp_path: Path) -> None:
    name, before, after = OF_LIBRARIES[message]
    village = build_village(tmp_path / "knowledge")
    file = village / name
    assert name in FILES and before in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(before, after, 1), "utf-8")
    with pytest.raises(KnowledgeError) as raised:
        load_knowledge(village)
    told = ".*".join(re.escape(piece) for piece in message.split("..."))
    assert re.search(told, str(raised.value), re.DOTALL), raised.value


def test_every_message_in_the_guide_is_one() -> None:
    rows = re.findall(r"^\| (`.+?) \|", MEANINGS, re.MULTILINE)
    messages = {message for row in rows for message in re.findall(r"`([^`]+)`", row)}
    assert len(messages) > 35
    assert {one for one in messages if not is_said(one)} - OF_LIBRARIES.keys() - OF_MAKE == set()
    assert {*OF_LIBRARIES, *OF_MAKE} <= messages


def test_make_says_what_the_guide_says(tmp_path: Path) -> None:
    done = subprocess.run(
        ["make", "check"], cwd=tmp_path, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True
    )
    assert re.search(r"make: \*\*\* No rule to make target .check'", done.stderr)


@pytest.mark.parametrize("name", ["operations.md", "processes.md", "reliability.md"])
def test_what_is_quoted_of_the_program_is_said(name: str) -> None:
    """These pages have nothing else between double quotes."""
    text = re.sub(r"^```.*?^```", "", (ROOT / "docs" / name).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    quotes = set(re.findall(r'"([^"`]{4,200})"', re.sub(r"\s+", " ", re.sub(r"`[^`]*`", "``", text))))
    assert quotes and {quote for quote in quotes if not is_said(quote)} == set()


def test_what_nobody_says_is_seen() -> None:
    assert is_said("Bedoel je een van deze?") and not is_said("Dit zegt de bot nooit ...")
