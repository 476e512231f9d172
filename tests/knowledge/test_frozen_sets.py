"""The frozen sets measure only as long as nothing was learned from them."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.frozen_sets import (
    ACCOUNTS,
    CURATED,
    HARMLESS,
    NOTES,
    QUESTIONS,
    Overlap,
    accounts,
    frozen_texts,
    harmless,
    notes,
    overlap,
    questions,
    training_texts,
)
from benchmarks.knowledge_table import BEGIN, DOCUMENT, END, figures
from bot.knowledge import Knowledge, load_knowledge
from bot.language.ladder import COMMAND_INTENTS, OUT_OF_SCOPE
from bot.language.privacy.notes import note_files, read_notes
from bot.settings import ROOT

NOTHING = Overlap(same=0, near=0)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(ROOT / "knowledge")


@pytest.fixture(scope="module")
def training(knowledge: Knowledge) -> tuple[str, ...]:
    return training_texts(knowledge, ROOT / "knowledge")


@pytest.mark.parametrize("name", [*QUESTIONS, CURATED, *ACCOUNTS])
def test_nothing_was_learned_from_a_frozen_set(knowledge: Knowledge, training: tuple[str, ...], name: str) -> None:
    assert overlap(frozen_texts(knowledge)[name], training) == NOTHING


@pytest.fixture(scope="module")
def marked_notes() -> tuple[str, ...]:
    return tuple(note.text for file in note_files() for note in read_notes(file))


@pytest.mark.parametrize("name", [*NOTES, *HARMLESS])
def test_no_frozen_note_was_learned_from(marked_notes: tuple[str, ...], name: str) -> None:
    frozen = [note.text for note in notes(name)] if name in NOTES else harmless(name)
    assert overlap(frozen, marked_notes) == NOTHING


def test_an_overlap_would_be_found(training: tuple[str, ...]) -> None:
    longest = max(training, key=len)
    assert overlap([longest], training) == Overlap(same=1, near=0)
    assert overlap([longest.upper() + "!"], training) == Overlap(same=1, near=0)
    assert overlap([f"{longest} eh"], training) == Overlap(same=0, near=1)


def test_no_set_is_a_copy_of_another(knowledge: Knowledge) -> None:
    frozen = frozen_texts(knowledge)
    assert overlap(frozen["test"], frozen["validation"]) == NOTHING
    assert overlap(frozen["fresh"], (*frozen["validation"], *frozen["test"])) == NOTHING
    assert overlap(frozen["accounts-test"], frozen["accounts-validation"]) == NOTHING


LEAST = {"validation": 5, "test": 5, "fresh": 1}
"""Questions a topic, and texts a command. The fresh set has only what is not nearly the same as an example."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_set_has_enough_of_everything(knowledge: Knowledge, name: str) -> None:
    counts = Counter(example.intent for example in questions(name, knowledge))
    # An article that is new has no questions here until somebody writes them, who must not have seen its examples.
    topics = [counts[article] for article in knowledge.articles if counts[article]]
    assert len(topics) >= 105
    assert min(topics) >= LEAST[name]
    assert counts[OUT_OF_SCOPE] >= 100
    assert min(counts[intent] for intent in COMMAND_INTENTS) >= LEAST[name]


@pytest.mark.parametrize("name", ACCOUNTS)
def test_every_signal_is_measured(knowledge: Knowledge, name: str) -> None:
    held = accounts(name)
    signals = Counter(signal for account in held for signal in account.signals)
    assert len(held) >= 60
    assert set(signals) == set(knowledge.signals)
    assert min(signals.values()) >= 3
    assert {account.area for account in held} <= {None, *knowledge.areas.by_id}
    assert {account.age_band for account in held} <= {None, "75-79", "80-84", "85-89", "90+"}


def test_the_document_says_what_is_true() -> None:
    written = DOCUMENT.read_text("utf-8")
    assert written.partition(BEGIN)[2].partition(END)[0].strip() == figures(), "out of date: `make docs` mends it"
