"""The Markdown of this repository, taken apart: what stands in blocks, what in backticks, and where links lead."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.settings import ROOT

NOT_OURS = {"__pycache__", "models", "node_modules"}
FENCE = re.compile(r"^ *```(\w*)\s*$")
COMMENT = re.compile(r"\s+#\s.*$|^#.*$")
SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
IMAGE = re.compile(r"<img\b[^>]*>", re.DOTALL)
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"', re.DOTALL)
HEADING = re.compile(r"^#{1,6} +(.+?) *#*$")


@dataclass(frozen=True)
class Place:
    """Where something stands: a document, relative to the repository, and a line of it."""

    document: str
    line: int

    def __str__(self) -> str:
        return f"{self.document}:{self.line}"


@dataclass(frozen=True)
class Found:
    """A piece of a document, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True)
class Link:
    """Where a link or an image leads; `words` is its text, of an image what is said in place of it."""

    target: str
    words: str
    is_image: bool
    place: Place


@dataclass(frozen=True)
class Document:
    """One file of Markdown. `prose` is the text without blocks; a line of a block is empty in it."""

    name: str
    prose: tuple[str, ...]
    blocks: tuple[tuple[str, Found], ...]

    def of_language(self, language: str) -> Iterator[Found]:
        """The blocks of a language: the whole text of each."""
        return (found for named, found in self.blocks if named == language)

    def commands(self) -> Iterator[Found]:
        """The lines for a shell, without what is explained behind them."""
        for block in self.of_language("sh"):
            for number, line in enumerate(block.text.splitlines()):
                command = COMMENT.sub("", line).strip()
                if command:
                    yield Found(command, Place(self.name, block.place.line + number))

    def spans(self) -> Iterator[Found]:
        """What stands in backticks; a span that runs on in the next line has a space there."""
        for start, paragraph in self._paragraphs():
            for match in SPAN.finditer(paragraph):
                line = start + paragraph.count("\n", 0, match.start())
                yield Found(re.sub(r"\s+", " ", match[1]), Place(self.name, line))

    def links(self) -> Iterator[Link]:
        for start, paragraph in self._paragraphs():
            plain = SPAN.sub(lambda match: "x" * len(match[0]), paragraph)
            for match in LINK.finditer(plain):
                words = paragraph[match.start(2) : match.end(2)]
                yield Link(
                    match[3], words, bool(match[1]), Place(self.name, start + plain.count("\n", 0, match.start()))
                )
            for match in IMAGE.finditer(plain):
                named = dict(ATTRIBUTE.findall(match[0]))
                place = Place(self.name, start + plain.count("\n", 0, match.start()))
                yield Link(named.get("src", ""), named.get("alt", ""), True, place)

    def anchors(self) -> set[str]:
        """The names that GitHub gives the headings: lower case, hyphens for spaces, no other signs."""
        found: list[str] = []
        for line in self.prose:
            if (heading := HEADING.match(line)) is not None:
                words = LINK.sub(r"\2", heading[1]).replace("`", "").lower()
                name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
                again = sum(
                    other == name or re.fullmatch(rf"{re.escape(name)}-\d+", other) is not None for other in found
                )
                found.append(f"{name}-{again}" if again else name)
        return set(found)

    def _paragraphs(self) -> Iterator[tuple[int, str]]:
        """Each paragraph with the number of its first line: backticks that do not match spoil no more than that."""
        start, lines = 1, list[str]()
        for number, line in enumerate((*self.prose, ""), 1):
            if line.strip():
                start = start if lines else number
                lines.append(line)
            elif lines:
                yield start, "\n".join(lines)
                lines.clear()


def taken_apart(name: str, text: str) -> Document:
    prose: list[str] = []
    blocks: list[tuple[str, Found]] = []
    language, began, block = None, 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        fence = FENCE.match(line)
        if language is None and fence is None:
            prose.append(line)
            continue
        prose.append("")
        if language is None and fence is not None:
            language, began, block = fence[1], number + 1, []
        elif fence is not None and language is not None:
            blocks.append((language, Found("\n".join(block), Place(name, began))))
            language = None
        else:
            block.append(line)
    assert language is None, f"{name}:{began - 1}: a block that does not end"
    return Document(name, tuple(prose), tuple(blocks))


@cache
def files() -> tuple[Path, ...]:
    """All files of the repository, without those of environments and models."""
    found: list[Path] = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in NOT_OURS)
        found += [Path(folder, name) for name in sorted(names)]
    return tuple(found)


@cache
def file_names() -> frozenset[str]:
    """What the files are called, without their folders."""
    return frozenset(file.name for file in files())


@cache
def everything() -> tuple[Document, ...]:
    """All Markdown of the repository."""
    markdown = [file for file in files() if file.suffix == ".md"]
    return tuple(taken_apart(str(file.relative_to(ROOT)), file.read_text("utf-8")) for file in markdown)


def documentation() -> tuple[Document, ...]:
    """What is written for whoever runs, keeps or changes the program: all but the knowledge base."""
    return tuple(found for found in everything() if not found.name.startswith(("knowledge/", "tests/")))
