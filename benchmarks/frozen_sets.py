"""The frozen sets: texts that measure, and on which nothing may be trained. What they hold, and what overlaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process
from ruamel.yaml import YAML

from bot.knowledge import Knowledge
from bot.knowledge.accounts import read_accounts
from bot.knowledge.examples import EXAMPLES, Example, normalised, read_examples
from bot.knowledge.sentences import read_sentences
from bot.language.crisis.rules import ROUTES
from bot.language.ladder import COMMAND_INTENTS, OUT_OF_SCOPE
from bot.settings import ROOT

FOLDER = ROOT / "rasa_project" / "tests"
QUESTIONS = ("validation", "test", "fresh")
CURATED = "curated"
"""Questions that came from users: written by `python -m bot curate --export`, none at first."""

ACCOUNTS = ("accounts-validation", "accounts-test", "accounts-fresh")
CRISES = ("crisis-validation", "crisis-test", "crisis-fresh", "crisis-later")
NOTES = ("notes-validation", "notes-test", "notes-fresh")
HARMLESS = ("harmless-validation", "harmless-test", "harmless-fresh")
NEAR = 85.0
"""Two normalised texts of which at least this share of the signs is the same (Indel similarity, 0 to 100)."""


@dataclass(frozen=True)
class Account:
    """An account of a visit, and what holds in it by the definitions."""

    text: str
    signals: tuple[str, ...]
    age_band: str | None
    area: str | None


@dataclass(frozen=True)
class Alarm:
    """A text, the crisis route that it needs (None: none), and the route that it is or only looks like."""

    text: str
    route: str | None
    near: str


class Part(NamedTuple):
    """A part that identifies somebody: from `start` up to `end`, of one of the kinds of the definitions."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Note:
    """A note of a volunteer, and what in it identifies somebody."""

    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Overlap:
    """How many texts of one set stand in another: the same when normalised, or nearly the same."""

    same: int
    near: int


def questions(name: str, knowledge: Knowledge) -> tuple[Example, ...]:
    """The texts of the validation or the test set, with the intent that is right."""
    intents = {*knowledge.articles, *COMMAND_INTENTS, OUT_OF_SCOPE}
    found, problems = read_examples(FOLDER, intents, pattern=f"{name}.yml")
    assert not problems, problems
    return found


def crises(name: str) -> tuple[Alarm, ...]:
    """The crises and the look-alikes of a set."""
    return tuple(Alarm(**item) for item in YAML(typ="safe").load(FOLDER / f"{name}.yml"))


def accounts(name: str) -> tuple[Account, ...]:
    """The accounts of a set."""
    return tuple(
        Account(item["text"], tuple(item["signals"]), item["age_band"], item["area"])
        for item in YAML(typ="safe").load(FOLDER / f"{name}.yml")
    )


def notes(name: str) -> tuple[Note, ...]:
    """The notes of a set, with the parts that must be removed."""
    return tuple(
        Note(item["text"], tuple(Part(*part) for part in item["parts"]))
        for item in YAML(typ="safe").load(FOLDER / f"{name}.yml")
    )


def harmless(name: str) -> tuple[str, ...]:
    """The texts of a set in which nothing identifies anybody."""
    return tuple(YAML(typ="safe").load(FOLDER / f"{name}.yml"))


def training_texts(knowledge: Knowledge, folder: Path) -> tuple[str, ...]:
    """Everything that something learns from: example texts, questions of articles, sentences of signals, accounts of
    visits."""
    intents = {*knowledge.articles, *COMMAND_INTENTS, OUT_OF_SCOPE}
    examples, _ = read_examples(folder.parent / EXAMPLES, intents)
    sentences, _ = read_sentences(folder, knowledge.signals)
    told, _ = read_accounts(folder, knowledge.signals, ROUTES)
    return (
        *(example.text for example in examples),
        *(question for article in knowledge.articles.values() for question in article.questions),
        *(sentence for each in sentences.values() for sentence in each.all()),
        *(account.text for account in told),
    )


def frozen_texts(knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    """The texts of each frozen set."""
    return {
        **{name: tuple(example.text for example in questions(name, knowledge)) for name in (*QUESTIONS, CURATED)},
        **{name: tuple(account.text for account in accounts(name)) for name in ACCOUNTS},
    }


def overlapping(frozen: Sequence[str], others: Sequence[str]) -> list[tuple[int, int]]:
    """(place in `frozen`, place in `others`) of the nearest other text, for each text that has one as near as NEAR."""
    if not frozen or not others:
        return []
    left, right = [normalised(text) for text in frozen], [normalised(text) for text in others]
    alike = process.cdist(left, right, scorer=fuzz.ratio, score_cutoff=NEAR, dtype=np.float32, workers=-1)
    rows = np.flatnonzero(alike.max(axis=1) >= NEAR)
    return [(int(row), int(alike[row].argmax())) for row in rows]


def overlap(frozen: Sequence[str], others: Sequence[str]) -> Overlap:
    """How much of `frozen` stands in `others`."""
    pairs = overlapping(frozen, others)
    same = sum(normalised(frozen[row]) == normalised(others[column]) for row, column in pairs)
    return Overlap(same, len(pairs) - same)
