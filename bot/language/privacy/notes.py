"""The notes that de-identification learns from: `notes/*.txt`, with the identifying parts marked.

The files with a number are of one writer each; `accounts` and `questions-*` are texts that other models learn from too,
in which nothing but ages identifies anybody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.language.masks import PLACEHOLDERS

from .span import Span

NOTES = Path(__file__).parent / "notes"
BETWEEN_NOTES = re.compile(r"^---$", re.MULTILINE)
MARK = re.compile(r"\{(\w+)\|([^{}|]+)\}")


@dataclass(frozen=True)
class Note:
    """A note as somebody typed it, and what in it identifies somebody; without parts it is harmless."""

    text: str
    parts: tuple[Span, ...]


def note_files() -> Sequence[Path]:
    """The files with notes."""
    return sorted(NOTES.glob("*.txt"))


def read_notes(file: Path) -> list[Note]:
    """Notes apart by a line `---`; a part stands as `{person|jansen}`. Raises ValueError for a mark that is none."""
    chunks = map(str.strip, BETWEEN_NOTES.split(file.read_text(encoding="utf-8")))
    return [_unmarked(chunk, file) for chunk in chunks if chunk]


def _unmarked(marked: str, file: Path) -> Note:
    text, parts, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        parts.append(Span(len(text), len(text) + len(match[2]), match[1]))
        text, at = text + match[2], match.end()
    text += marked[at:]
    wrong = {part.kind for part in parts} - set(PLACEHOLDERS)
    if wrong or set(text) & set("{|}"):
        raise ValueError(f"{file.name}: no mark of a known kind in {marked!r}")
    return Note(text, tuple(parts))
