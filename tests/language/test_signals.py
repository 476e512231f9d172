"""Signals: read from volunteers' words, in which sentence, and as well as was measured."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

from benchmarks.frozen_sets import ACCOUNTS, accounts
from bot.knowledge import Knowledge, load_knowledge
from bot.knowledge.accounts import Account
from bot.knowledge.signal import ACT_TODAY
from bot.language.models import MODELS, keep_arrays, load_arrays
from bot.language.signals import SignalReader, open_signals
from bot.language.signals.examples import Sentence, SignalExamples, read_signal_examples
from bot.language.signals.learning import features_of, learn
from bot.language.signals.marks import marked
from bot.language.signals.model import soft_best
from bot.language.signals.segments import Kind, clauses, segments, sentences
from bot.language.vectors import SentenceVectors
from bot.settings import ROOT
from tests.knowledge.village import build_village

FOLDER = ROOT / "knowledge"
SIGNALS = YAML(typ="safe").load(FOLDER / "signals.yml")

GOOD = [
    ("Mevrouw had om twee uur 's middags de gordijnen nog potdicht.", "gordijnen-dicht"),
    ("De koelkast was helemaal leeg, op een beschimmeld brood na.", "weinig-eten-in-huis"),
    ("Haar man is in maart overleden.", "partner-overleden"),
    ("Hij draagt al weken dezelfde trui en ruikt.", "verzorging-minder"),
    ("Haar zoon slaat haar, ze heeft blauwe plekken op haar arm.", "mogelijk-mishandeling"),
    ("Hij zei dat hij niet meer wil leven.", "mogelijk-suicidaal"),
    ("Ze lag op de grond en reageerde niet, ik heb 112 gebeld.", "acuut-onveilig"),
]
NOTHING = [
    "Gezellig gehad, ze had vlaai gebakken en haar dochter was er ook.",
    "De gordijnen waren gewoon open en de post lag keurig op tafel.",
    "",
    "84",
    "?!",
]


@pytest.fixture(scope="module")
def vectors() -> SentenceVectors:
    return SentenceVectors(ROOT / MODELS)


@pytest.fixture(scope="module")
def reader(knowledge: Knowledge, vectors: SentenceVectors) -> SignalReader:
    return open_signals(knowledge, FOLDER, ROOT / MODELS, vectors)


@pytest.mark.parametrize(("text", "code"), GOOD)
@pytest.mark.parametrize("typed", [str, str.lower])
def test_reads_signals(reader: SignalReader, text: str, code: str, typed: Callable[[str], str]) -> None:
    assert code in {found.code for found in reader.read(typed(text))}


@pytest.mark.parametrize("text", NOTHING)
def test_reads_nothing(reader: SignalReader, text: str) -> None:
    assert reader.read(text) == ()


def test_says_in_which_sentence_it_was_read(reader: SignalReader) -> None:
    shows = "Om drie uur 's middags waren alle gordijnen nog dicht."
    found = reader.read(f"Het was gezellig. {shows} Ze had vlaai gebakken.")
    assert [(one.code, one.sentence) for one in found] == [("gordijnen-dicht", shows)]
    assert 0.5 <= found[0].confidence <= 1


@pytest.mark.parametrize("name", ACCOUNTS)
def test_the_frozen_accounts_are_read_well(reader: SignalReader, knowledge: Knowledge, name: str) -> None:
    """The floors are below what was measured (docs/understanding.md): a fall is seen, a single account is not."""
    today = {code for code, signal in knowledge.signals.items() if signal.level == ACT_TODAY}
    found = [(set(one.signals), {signal.code for signal in reader.read(one.text)}) for one in accounts(name)]
    right = sum(len(true & read) for true, read in found)
    assert 2 * right / sum(len(true) + len(read) for true, read in found) >= 0.65
    pressing = [code in read for true, read in found for code in true & today]
    assert sum(pressing) >= 0.9 * len(pressing)


@pytest.mark.parametrize(("code", "signal"), SIGNALS.items())
def test_level_three_leads_somewhere(code: str, signal: dict[str, object]) -> None:
    assert ("route" in signal) == (signal["level"] == ACT_TODAY)


def test_an_account_is_read_in_sentences_clauses_and_whole() -> None:
    text = "Ze was vrolijk. 'De post ligt er nog.' Gordijnen waren dicht, maar de lamp brandde gewoon."
    assert [(one.text, one.kind) for one in segments(text)] == [
        ("Ze was vrolijk.", Kind.SENTENCE),
        ("'De post ligt er nog.'", Kind.SENTENCE),
        ("Gordijnen waren dicht, maar de lamp brandde gewoon.", Kind.SENTENCE),
        ("Gordijnen waren dicht", Kind.CLAUSE),
        ("de lamp brandde gewoon.", Kind.CLAUSE),
        (text, Kind.WHOLE),
    ]
    assert sentences("?! \n ...") == []
    assert clauses("ja, nee, goed") == ["ja, nee, goed"]


def test_a_text_of_a_thousand_clauses_is_read_by_its_sentences() -> None:
    assert {one.kind for one in segments("Ze lacht. " * 1000)} == {Kind.SENTENCE}
    assert len(segments("Ze lacht. " * 1000)) == 400


def test_a_word_carries_the_marks_of_its_clause() -> None:
    assert marked("geen post").split() == ["denied:geen", "denied:post"]
    assert "other:dood" in marked("haar buurvrouw dood").split()
    assert "past=drink" in marked("vroeger dronk hij").split()


def test_the_best_segment_of_an_account_counts() -> None:
    scores = np.array([[0.0], [10.0], [-5.0]], dtype=np.float32)
    best, shares = soft_best(scores, [2, 1])
    assert best[:, 0] == pytest.approx([10.0, -5.0], abs=1e-3)
    assert shares[:, 0] == pytest.approx([0.0, 1.0, 1.0], abs=1e-3)


def test_learns_which_clause_shows_it(vectors: SentenceVectors) -> None:
    """Only the whole account is labelled; the clause that returns in all of them is what it is read in."""
    others = ["We dronken koffie", "Het regende buiten", "De hond blafte", "Ze las de krant", "Hij kocht bloemen"]
    held = [Account(text=f"{one}. De fiets is kapot.", signals=("fiets",), crisis=None) for one in others]
    free = [Account(text=f"{one}. Het was mooi.", signals=(), crisis=None) for one in others]
    lesson = Sentence("Het was mooi.", {"fiets": (False, 1.0)})
    features = features_of(SignalExamples(("fiets",), (*held, *free), (lesson,)), vectors)
    model = learn(features, range(10))
    found = segments("Ze las de krant. De fiets is kapot.")
    scores = model.scores(found, vectors)[:, 0]
    assert scores[1] > scores[0] + 1


def test_every_sentence_teaches_about_its_own_signal(knowledge: Knowledge) -> None:
    examples = read_signal_examples(knowledge, FOLDER)
    texts = {one.text: one.teaches for one in examples.sentences}
    assert texts["Mevrouw was erg somber vandaag, net als de vorige keren."]["somber"] == (True, 1.0)
    route = texts["hij wil niet meer zegt ie. gewoon niet meer"]
    assert route["mogelijk-suicidaal"][0]
    assert not route["mogelijk-mishandeling"][0]
    assert "acuut-onveilig" not in route


def test_a_model_is_kept_and_a_broken_one_is_learned_again(tmp_path: Path, vectors: SentenceVectors) -> None:
    folder = build_village(tmp_path / "knowledge")
    village, kept = load_knowledge(folder), tmp_path / MODELS
    open_signals(village, folder, kept, vectors)
    (file,) = kept.glob("signals-*.npz")
    file.write_bytes(b"half a file")
    open_signals(village, folder, kept, vectors)
    assert load_arrays(file) is not None
    keep_arrays({"codes": []}, file)
    open_signals(village, folder, kept, vectors)
    assert "weights" in (load_arrays(file) or {})
