"""The example texts that the NLU model learns from: how people ask, in Rasa's own format.

https://legacy-docs-oss.rasa.com/docs/rasa/training-data-format describes the files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import KnowledgeError, Problem
from bot.knowledge.reading import line_of, load_yaml

EXAMPLES = Path("rasa_project", "data")
"""Where the example questions stand, seen from the folder that knowledge/ is in."""

KINDS = {
    "plain": "gewoon gevraagd",
    "colloquial": "spreektaal",
    "typo": "met tikfouten",
    "indirect": "zonder de woorden van het onderwerp",
    "story": "een verhaal van een bezoek",
    "keyword": "steekwoorden",
    "dialect": "met een Limburgse tongval",
    "english": "Engels",
    "german": "Duits",
}
"""How people ask: kind -> what it is, for the table and the guide."""

ENTITY = re.compile(r"[\[\]{}]")
"""Rasa reads [word](name) and {word} as an entity; nothing else may stand between such brackets."""


@dataclass(frozen=True)
class Example:
    """One text that somebody could type. `kind` is None where texts are not told apart by kind."""

    intent: str
    kind: str | None
    text: str
    file: Path
    line: int


def read_examples(
    folder: Path, intents: Collection[str], pattern: str = "*.yml", also: Sequence[Example] = ()
) -> tuple[tuple[Example, ...], list[Problem]]:
    """All examples in the files below `folder`, and what is wrong with them.

    `intents` are the ones there may be; `also` are texts from elsewhere, which must not stand here again.
    """
    examples: list[Example] = []
    problems: list[Problem] = []
    for path in sorted(folder.rglob(pattern)):
        try:
            data = load_yaml(path)
        except KnowledgeError as error:
            problems += error.problems
            continue
        for found in _in_file(path, data, intents):
            if isinstance(found, Example):
                examples.append(found)
            else:
                problems.append(found)
    return tuple(examples), [*problems, *_twice([*also, *examples])]


def normalised(text: str) -> str:
    """Small letters without accents and signs: texts that differ in nothing else are the same."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return " ".join(re.findall(r"\w+", "".join(sign for sign in decomposed if not unicodedata.combining(sign))))


def _in_file(path: Path, data: Any, intents: Collection[str]) -> Iterator[Example | Problem]:
    items = data.get("nlu") if isinstance(data, Mapping) else None
    if not isinstance(items, Sequence) or isinstance(items, str):
        yield Problem(path, 1, "expected `nlu:` and below it `- intent: ...` with `examples: |`")
        return
    for number, item in enumerate(items):
        line = line_of(items, (number,))
        if not isinstance(item, Mapping) or not isinstance(item.get("examples"), str) or "intent" not in item:
            yield Problem(path, line, "expected `- intent: ...` with `examples: |` below it")
            continue
        intent, kind = str(item["intent"]), (item.get("metadata") or {}).get("kind")
        if intent not in intents:
            yield Problem(path, line, f"there is no article {intent}")
        if kind is not None and kind not in KINDS:
            yield Problem(path, line, f"there is no kind {kind}; choose from {', '.join(KINDS)}")
        first = line_of(items, (number, "examples")) + 1
        yield from _in_item(path, first, intent, kind, item["examples"])


def _in_item(path: Path, first: int, intent: str, kind: str | None, block: str) -> Iterator[Example | Problem]:
    for line, row in enumerate(block.splitlines(), first):
        text = row.removeprefix("-").strip()
        if not row.strip():
            continue
        if not row.startswith("- ") or not normalised(text):
            yield Problem(path, line, "each question stands on a line of its own, behind a dash and a space")
        elif ENTITY.search(text):
            yield Problem(path, line, "leave out the brackets [ ] { }: they mean something else here")
        else:
            yield Example(intent, kind, text, path, line)


def _twice(examples: Sequence[Example]) -> Iterator[Problem]:
    """A text under two intents teaches nothing but doubt; twice under one it only weighs double."""
    first: dict[str, Example] = {}
    for example in examples:
        other = first.setdefault(normalised(example.text), example)
        if other is not example:
            where = f"{other.file.name}:{other.line}"
            yield Problem(example.file, example.line, f"this question stands at {where} too; leave one of them out")
