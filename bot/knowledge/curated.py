"""The two files of curated questions: one the model learns from, one that measures it. Read, planned and written."""

from __future__ import annotations

import contextlib
import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString

from bot.errors import KnowledgeError, Problem
from bot.knowledge.examples import ENTITY, EXAMPLES, Example, normalised, read_examples
from bot.knowledge.likeness import Texts
from bot.knowledge.reading import load_yaml

FILE = "curated.yml"
LEARNED = EXAMPLES
FROZEN = Path("rasa_project", "tests")
"""The folders of the two files, seen from the folder that knowledge/ is in."""

LONGEST = 500
"""Characters of an example. Who types more tells a story with several questions in it."""

HEADERS = {
    LEARNED: """\
# Vragen die eerst geen goed antwoord kregen, en die een coördinator aan een artikel heeft gekoppeld.
# Geschreven door `python -m bot curate --export`; om en om hier en in rasa_project/tests/curated.yml.
""",
    FROZEN: """\
# Questions that were not answered well at first, tied to an article by a coordinator. Written by `python -m bot curate
# --export`, every other one; the others are in rasa_project/data/curated.yml. Never train on this file.
""",
}
UNREADABLE = "no readable question is left of it"
TOO_LONG = f"longer than {LONGEST} characters"
KNOWN = "it stands among the examples or the frozen sets already"
BETWEEN = "it is nearly the same as an example and as a frozen question"
NO_INTENT = "there is no such article any more"


@dataclass(frozen=True)
class Tied:
    """A question that a coordinator tied to an intent."""

    id: int
    text: str
    intent: str


@dataclass(frozen=True)
class Shelves:
    """What is learned from and what measures now, and how many curated questions of each intent are in each."""

    learned: Texts
    frozen: Texts
    counts: Mapping[Path, Counter[str]]


@dataclass
class Plan:
    """Where each question goes: a folder's file, or nowhere and why. `text` is what is written."""

    additions: dict[Path, list[Tied]] = field(default_factory=lambda: {LEARNED: [], FROZEN: []})
    left_out: list[tuple[Tied, str]] = field(default_factory=list)

    def limited_to(self, still: Mapping[int, str | None]) -> Plan:
        """Without the questions that are not tied to the same intent any more."""
        additions = {
            folder: [one for one in ones if still.get(one.id) == one.intent] for folder, ones in self.additions.items()
        }
        return Plan(additions, [(one, why) for one, why in self.left_out if still.get(one.id) == one.intent])

    def settled(self) -> list[int]:
        """The questions that need not be looked at again: all but those of an article that is gone."""
        left_out = [one.id for one, why in self.left_out if why != NO_INTENT]
        return [*(one.id for ones in self.additions.values() for one in ones), *left_out]


def read_shelves(
    root: Path, intents: Collection[str], also_learned: Sequence[Example], signals: Sequence[str]
) -> Shelves:
    """Reads everything below `root`, the folder that knowledge/ is in.

    `also_learned` are examples that stand elsewhere (the articles' questions), `signals` texts that the reading of
    signals learns from. Raises KnowledgeError when a file is wrong or the folders are not there.
    """
    for folder in (LEARNED, FROZEN):
        if not (root / folder).is_dir():
            raise KnowledgeError(
                [Problem(root / folder, 1, "this folder is not here: run this in a copy of the project")]
            )
    examples, problems = read_examples(root / LEARNED, intents, also=also_learned)
    curated, wrong = read_examples(root / FROZEN, intents, pattern=FILE)
    if problems or wrong:
        raise KnowledgeError([*problems, *wrong])
    learned = [example.text for example in (*also_learned, *examples)]
    return Shelves(
        learned=Texts([*learned, *signals]),
        frozen=Texts(_frozen_texts(root / FROZEN)),
        counts={
            LEARNED: Counter(example.intent for example in examples if example.file == root / LEARNED / FILE),
            FROZEN: Counter(example.intent for example in curated),
        },
    )


def plan(questions: Sequence[Tied], intents: Collection[str], shelves: Shelves) -> Plan:
    """Where each question goes: of each intent the first is learned, the next measures, and so on.

    What is nearly the same as something that is learned cannot measure, and what is nearly the same as something
    frozen must not be learned; such a question goes where its like is, out of turn.
    """
    made, counts = Plan(), {folder: Counter(counted) for folder, counted in shelves.counts.items()}
    for question in questions:
        one = Tied(question.id, as_example(question.text), question.intent)
        why = _unfit(one, intents, shelves)
        learned, frozen = (texts.have_near(one.text) for texts in (shelves.learned, shelves.frozen))
        if why is None and learned and frozen:
            why = BETWEEN
        if why is not None:
            made.left_out.append((one, why))
            continue
        turn = LEARNED if counts[LEARNED][one.intent] <= counts[FROZEN][one.intent] else FROZEN
        folder = LEARNED if learned else FROZEN if frozen else turn
        (shelves.learned if folder == LEARNED else shelves.frozen).add(one.text)
        counts[folder][one.intent] += 1
        made.additions[folder].append(one)
    return made


def as_example(text: str) -> str:
    """The text on one line as Rasa's format takes it: without brackets, and no dash or slash in front."""
    line = "".join(sign if sign.isprintable() else " " for sign in ENTITY.sub(" ", text))
    return " ".join(line.split()).lstrip("-/ ")


def write(root: Path, made: Plan) -> list[Path]:
    """Adds what was planned to the files, each written whole or not at all; gives the files that changed.

    Raises KnowledgeError when a file cannot be written.
    """
    return [_add(root / folder / FILE, HEADERS[folder], ones) for folder, ones in made.additions.items() if ones]


def _unfit(one: Tied, intents: Collection[str], shelves: Shelves) -> str | None:
    if one.intent not in intents:
        return NO_INTENT
    if not re.search(r"[^\W\d_]{2}", one.text):
        return UNREADABLE
    if len(one.text) > LONGEST:
        return TOO_LONG
    return KNOWN if shelves.learned.have(one.text) or shelves.frozen.have(one.text) else None


def _frozen_texts(folder: Path) -> Iterator[str]:
    """Every text in the frozen sets: questions in Rasa's format, and lists of accounts."""
    for path in sorted(folder.glob("*.yml")):
        data = load_yaml(path)
        for item in (data.get("nlu") or ()) if isinstance(data, Mapping) else (data or ()):
            if "examples" in item:
                yield from (row.removeprefix("- ") for row in item["examples"].splitlines() if normalised(row))
            else:
                yield item["text"]


def _add(path: Path, header: str, ones: Sequence[Tied]) -> Path:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 10 * LONGEST
    new = not path.exists()
    if not new:
        load_yaml(path)  # says in plain words what is wrong with it
    data = yaml.load(f'{header}version: "3.1"\n\nnlu: []\n' if new else path.read_text("utf-8"))
    if not data.get("nlu"):
        data["nlu"] = CommentedSeq()
    blocks = {item["intent"]: item for item in data["nlu"] if "metadata" not in item}
    for one in ones:
        block = blocks.get(one.intent)
        if block is None:
            block = blocks[one.intent] = CommentedMap(intent=one.intent, examples="")
            data["nlu"].append(block)
        before = f"{block['examples'].rstrip()}\n".lstrip()
        block["examples"] = LiteralScalarString(f"{before}- {one.text}\n")
    text = StringIO()
    yaml.dump(data, text)
    _write(path, text.getvalue())
    return path


def _write(path: Path, text: str) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            aside.write_text(text, "utf-8")
            aside.replace(path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                aside.unlink()
    except OSError as error:
        raise KnowledgeError([Problem(path, 1, f"cannot be written: {error.strerror}")]) from None
