"""Every link of the documentation leads somewhere, every picture is there, and what is named exists."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.docs.documents import Document, Found, Link, documentation, everything, file_names, taken_apart

DOCUMENTS = {found.name: found for found in everything()}

MADE_BY_USERS = {
    "data/secret",
    "data/secret.old",
    "data/estimates.json",
    "data/opmerkzaam.db",
    "data/",
    "models/",
    "secrets/",
    "secrets/telegram_bot_token",
    "rasa_project/models/",
    "rasa_project/data/curated.yml",
    "rasa_project/tests/curated.yml",
    "rasa_project/data/questions/oplossingen/samen-tuinieren.yml",
    "samen-tuinieren.md",
    ".env",
    ".yml",
    ".md",
    ".txt",
}
"""What is there once somebody has used the program, or did what a guide says; and endings by themselves."""

PATH = re.compile(r"\.?[\w*-]+(?:/[\w.*-]+)*/?")
ENDINGS = (".py", ".md", ".yml", ".yaml", ".toml", ".json", ".txt", ".csv", ".typ", ".in", ".html", ".css", ".js")
TOP = {path.name for path in ROOT.iterdir() if path.is_dir()} | {"data", "models", "secrets"}
DOTTED = re.compile(r"(?:bot|benchmarks|scripts|tests)(?:\.\w+)+")
SYMBOL = re.compile(r"`(\w+)`\s+in\s+`((?:bot|benchmarks|scripts)/[\w/]+\.py)`")


def links() -> Iterator[Link]:
    return (link for found in everything() for link in found.links())


def is_elsewhere(target: str) -> bool:
    return re.match(r"[a-z][a-z+.-]*:", target) is not None


def trouble_with(link: Link) -> str | None:
    """What is wrong with a link that leads to something of ours; None when nothing is."""
    path, _, anchor = link.target.partition("#")
    file = (ROOT / link.place.document).parent / path if path else ROOT / link.place.document
    if not file.resolve().is_relative_to(ROOT.resolve()) or not file.exists():
        return f"{link.place}: there is no {link.target}"
    if anchor:
        other = DOCUMENTS.get(str(file.resolve().relative_to(ROOT.resolve())))
        if other is None or anchor not in other.anchors():
            return f"{link.place}: there is no heading #{anchor}"
    if link.is_image and len(link.words.split()) < 3:
        return f"{link.place}: {link.target} has no words for who cannot see it"
    return None


def paths(document: Document) -> Iterator[Found]:
    """What stands in backticks and looks like a file or a folder of ours."""
    for span in document.spans():
        text = span.text.partition(":")[0]
        if PATH.fullmatch(text) and (text.endswith(ENDINGS) or ("/" in text and text.split("/")[0] in TOP)):
            yield Found(text, span.place)


def exists(path: str, document: str) -> bool:
    """Whether a path is there, from the repository or from the document; `*` stands for anything. A file may also be
    called by its name alone, wherever it is.
    """
    if path in MADE_BY_USERS or path in file_names():
        return True
    folders = (ROOT, (ROOT / document).parent)
    return any(any(folder.glob(path.rstrip("/"))) if "*" in path else (folder / path).exists() for folder in folders)


def named(text: str) -> bool:
    """Whether a dotted name is a module of ours, or something in one."""
    parts = text.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for name in parts[end:]:
            if name not in getattr(found, "__annotations__", {}):
                if not hasattr(found, name):
                    return False
                found = getattr(found, name)
        return True
    return False


def test_every_link_leads_somewhere() -> None:
    own = [link for link in links() if not is_elsewhere(link.target)]
    assert len(own) > 60
    assert [trouble for link in own if (trouble := trouble_with(link)) is not None] == []


def test_whoever_cannot_see_a_picture_reads_what_it_shows() -> None:
    pictures = [link for link in links() if link.is_image]
    assert pictures and all(len(link.words.split()) >= 3 for link in pictures)


@pytest.mark.parametrize("document", documentation(), ids=lambda found: found.name)
def test_what_looks_like_a_file_is_one(document: Document) -> None:
    missing = [f"{found.place}: {found.text}" for found in paths(document) if not exists(found.text, document.name)]
    assert missing == []


@pytest.mark.parametrize("document", documentation(), ids=lambda found: found.name)
def test_what_is_named_of_the_program_is_in_it(document: Document) -> None:
    spans = [span for span in document.spans() if DOTTED.fullmatch(span.text.removesuffix("()"))]
    assert [f"{span.place}: {span.text}" for span in spans if not named(span.text.removesuffix("()"))] == []
    for name, file in SYMBOL.findall("\n".join(document.prose)):
        assert re.search(rf"\b{name}\b", (ROOT / file).read_text("utf-8")), f"{document.name}: no {name} in {file}"


@pytest.mark.parametrize("document", documentation(), ids=lambda found: found.name)
def test_what_is_drawn_of_the_program_is_in_it(document: Document) -> None:
    """In a diagram: files by their path, functions by their name and a bracket."""
    source = "\n".join(file.read_text("utf-8") for file in sorted((ROOT / "bot").rglob("*.py")))
    for drawn in document.of_language("mermaid"):
        for path in re.findall(r"\b(?:bot|knowledge|rasa_project)/[\w/]+\.\w+", drawn.text):
            assert (ROOT / path).exists(), f"{drawn.place}: {path}"
        for name in re.findall(r"\b([a-z_]+)\(", drawn.text):
            assert re.search(rf"\bdef {name}\b", source), f"{drawn.place}: {name}()"


WRONG = [
    ("[a](nowhere.md)", "there is no nowhere.md"),
    ("[a](README.md#no-such-heading)", "there is no heading #no-such-heading"),
    ("![](docs/weekoverzicht/volle-week.png)", "has no words"),
    ('<img src="docs/weekoverzicht/volle-week.png"\n  alt="">', "has no words"),
    ("[a](../outside.md)", "there is no ../outside.md"),
]


@pytest.mark.parametrize(("text", "why"), WRONG)
def test_a_link_that_leads_nowhere_is_seen(text: str, why: str) -> None:
    (link,) = taken_apart("HERE.md", text).links()
    assert why in (trouble_with(link) or "")


def test_what_is_not_there_is_seen() -> None:
    text = "`bot/nothing.py`, `docs/*.nothing`, `bot/app.py`, `bot.app.nothing`, `bot.app.open_app`, `READ/ME`"
    found = taken_apart("HERE.md", text)
    assert [path.text for path in paths(found) if not exists(path.text, "HERE.md")] == [
        "bot/nothing.py",
        "docs/*.nothing",
    ]
    assert [named(span.text) for span in found.spans() if DOTTED.fullmatch(span.text)] == [False, True]


def test_headings_are_named_as_github_names_them() -> None:
    text = "# How `it` works: a [link](x.md)\n## Wat zeg ik? En dan...\n## Twice\n## Twice\n```\n# no heading\n```"
    assert taken_apart("HERE.md", text).anchors() == {
        "how-it-works-a-link",
        "wat-zeg-ik-en-dan",
        "twice",
        "twice-1",
    }


def test_pictures_of_the_documentation_are_used() -> None:
    """A picture that no document shows is left over."""
    shown = {(ROOT / link.place.document).parent.joinpath(link.target).resolve() for link in links() if link.is_image}
    pictures: set[Path] = {file.resolve() for file in (ROOT / "docs").rglob("*.png")}
    assert pictures <= shown
