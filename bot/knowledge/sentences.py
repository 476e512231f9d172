"""Sentences from accounts of a visit, for each signal: in which it holds, and in which it only seems to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.errors import KnowledgeError, Problem
from bot.knowledge.examples import normalised
from bot.knowledge.reading import Record, Texts, load_yaml, problem_at, validate

FOLDER = "signals"
ENOUGH, ENOUGH_OTHERS = 40, 20
"""Sentences that a signal needs in which it holds, and in which it does not."""


class Sentences(Record):
    """The sentences of one signal: it holds now, it is denied, it is past, or it is about somebody else."""

    holds: Texts
    denied: Texts
    past: Texts
    others: Texts

    def all(self) -> tuple[str, ...]:
        return (*self.holds, *self.denied, *self.past, *self.others)

    def enough(self) -> bool:
        """Whether there is enough to learn from, and to learn what it is not."""
        return len(self.holds) >= ENOUGH and len(self.all()) - len(self.holds) >= ENOUGH_OTHERS


def read_sentences(folder: Path, signals: Mapping[str, object]) -> tuple[dict[str, Sentences], list[Problem]]:
    """The sentences of each signal, `signals/<code>.yml`, and what is wrong with them."""
    found: dict[str, Sentences] = {}
    problems: list[Problem] = []
    for path in sorted((folder / FOLDER).glob("*.yml")):
        if path.stem not in signals:
            problems.append(Problem(path, 1, f"there is no signal {path.stem} in signals.yml"))
        try:
            found[path.stem] = validate(Sentences, load_yaml(path), path)
        except KnowledgeError as error:
            problems += error.problems
    return found, [*problems, *_twice(folder, found)]


def _twice(folder: Path, found: Mapping[str, Sentences]) -> Iterator[Problem]:
    for code, sentences in found.items():
        seen: set[str] = set()
        for sentence in sentences.all():
            if normalised(sentence) in seen:
                yield problem_at(folder / FOLDER / f"{code}.yml", "this sentence stands here twice", sentence[:30])
            seen.add(normalised(sentence))
