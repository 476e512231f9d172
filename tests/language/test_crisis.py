"""The crisis guard: rules and classifier together, on texts that neither learned from."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from benchmarks.frozen_sets import CRISES, NEAR, crises
from bot.errors import KnowledgeError
from bot.knowledge import Knowledge, load_knowledge
from bot.language.crisis import Crisis
from bot.language.crisis.classifier import Likeness, open_classifier
from bot.language.crisis.examples import NO_CRISIS, read_alarms, read_crisis_examples
from bot.language.crisis.guard import CrisisGuard, open_guard, weigh
from bot.language.crisis.rules import ROUTES
from bot.language.folding import words_of
from bot.language.models import MODELS
from bot.language.vectors import SentenceVectors
from bot.settings import ROOT
from bot.store.case_code import code_of, words
from tests.knowledge.village import build_village

FOLDER = ROOT / "knowledge"


@pytest.fixture(scope="module")
def vectors() -> SentenceVectors:
    return SentenceVectors(ROOT / MODELS)


@pytest.fixture(scope="module")
def guard(knowledge: Knowledge, vectors: SentenceVectors) -> CrisisGuard:
    return open_guard(knowledge, FOLDER, vectors)


@pytest.fixture
def village(tmp_path: Path) -> tuple[Path, Knowledge]:
    """A small knowledge base that a test may change."""
    folder = build_village(tmp_path / "knowledge")
    return folder, load_knowledge(folder)


def _without_punctuation(text: str) -> str:
    return re.sub(r"[^\w\s]", " ", text)


@pytest.mark.parametrize("name", CRISES)
@pytest.mark.parametrize("typed", [str, str.lower, str.upper, _without_punctuation])
def test_the_frozen_sets_are_read_well(guard: CrisisGuard, name: str, typed: Callable[[str], str]) -> None:
    """The floors are below what was measured (docs/understanding.md): a fall is seen, a single text is not."""
    found = [(case, guard.check(typed(case.text))) for case in crises(name)]
    alarms = [(case, crisis) for case, crisis in found if case.route]
    calm = [crisis for case, crisis in found if not case.route]
    assert sum(crisis is not None for _, crisis in alarms) >= 0.96 * len(alarms)
    assert sum(crisis is not None and crisis.route == case.route for case, crisis in alarms) >= 0.9 * len(alarms)
    assert sum(crisis is not None and crisis.certain for crisis in calm) <= 0.1 * len(calm)
    assert sum(crisis is not None and not crisis.certain for crisis in calm) <= 0.2 * len(calm)


CLAUSES = [
    ("112", "hij ademt niet meer en ziet blauw"),
    ("113", "ze zei dat ze er een eind aan wil maken"),
    ("veilig-thuis", "haar zoon slaat haar en pakt haar geld af"),
    ("ggz-crisis", "hij hoort sinds vannacht stemmen en denkt dat wij hem willen vergiftigen"),
]
CHATTER = (
    "Ik was vanmiddag weer op de koffie en de appeltaart was heerlijk. We keken samen foto's van haar kleinkinderen. "
)


@pytest.mark.parametrize(("route", "clause"), CLAUSES)
@pytest.mark.parametrize("story", [CHATTER * 2 + "{} " + CHATTER * 2, CHATTER * 8 + "{} " + CHATTER * 8])
@pytest.mark.parametrize("typed", [str, str.upper, _without_punctuation])
def test_one_clause_in_a_long_story_counts(
    guard: CrisisGuard, route: str, clause: str, story: str, typed: Callable[[str], str]
) -> None:
    crisis = guard.check(typed(story.format(clause)))
    assert crisis is not None
    assert crisis.route == route


def test_the_chatter_alone_is_no_alarm(guard: CrisisGuard) -> None:
    assert guard.check(CHATTER * 16) is None


@pytest.mark.parametrize("text", ["", " ", "?", "\n\n", "😀😀", "a", "x" * 4096, ". " * 2000, "🎉" * 4096, "1 2 3"])
def test_anything_may_be_typed(guard: CrisisGuard, text: str) -> None:
    assert guard.check(text) is None


@pytest.mark.parametrize(
    ("rule", "margin", "expected"),
    [
        (None, 1.0, Crisis("113", certain=True)),
        (None, -0.5, Crisis("113", certain=False)),
        (None, -1.1, None),
        (Crisis("112", certain=True), -0.6, Crisis("113", certain=True)),
        (Crisis("112", certain=True), -1.05, Crisis("113", certain=False)),
        (Crisis("112", certain=False), -1.2, Crisis("113", certain=False)),
        (Crisis("112", certain=True), -2.0, None),
    ],
)
def test_where_a_rule_speaks_too_less_is_enough(rule: Crisis | None, margin: float, expected: Crisis | None) -> None:
    assert weigh(rule, Likeness("113", margin)) == expected


CODES = [code_of(one, other) for one, other in zip(words()[::40], words()[17::40], strict=False)]


@pytest.mark.parametrize("text", ["stop", "Gestopt", "menu", "ok", "dank je wel", *CODES])
def test_a_word_or_a_code_is_no_alarm(guard: CrisisGuard, text: str) -> None:
    assert guard.check(text) is None


@pytest.mark.parametrize("text", ["ze wil dood", "hij slaat haar", "reageert niet", "brand"])
def test_few_words_may_be_an_alarm(guard: CrisisGuard, text: str) -> None:
    assert guard.check(text) is not None


def test_there_are_examples_enough_and_none_is_frozen(knowledge: Knowledge) -> None:
    examples = read_alarms(FOLDER)
    for route in ROUTES:
        assert sum(label == route for _, label in examples) >= 400
    assert sum(label == NO_CRISIS for _, label in examples) >= 400
    known = [" ".join(words_of(text)) for text, _ in read_crisis_examples(knowledge, FOLDER)]
    for name in CRISES:
        for case in crises(name):
            text = " ".join(words_of(case.text))
            assert process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=NEAR) is None


def test_what_was_learned_is_kept_and_read_back(
    village: tuple[Path, Knowledge], tmp_path: Path, vectors: SentenceVectors
) -> None:
    folder, knowledge = village
    texts = ["ze wil dood", "hij ligt op de grond en bloedt", "wat is er te doen op dinsdag", "mijn zoon slaat mij"]
    learned = open_classifier(knowledge, folder, tmp_path / "models", vectors)
    (file,) = (tmp_path / "models").iterdir()
    kept = file.read_bytes()
    read_back = open_classifier(knowledge, folder, tmp_path / "models", vectors)
    assert file.read_bytes() == kept
    assert [learned.check(text) for text in texts] == [read_back.check(text) for text in texts]
    file.write_bytes(kept[:1000])
    assert [open_classifier(knowledge, folder, tmp_path / "models", vectors).check(text) for text in texts] == [
        learned.check(text) for text in texts
    ]


def test_other_examples_make_another_model(
    village: tuple[Path, Knowledge], tmp_path: Path, vectors: SentenceVectors
) -> None:
    folder, knowledge = village
    open_classifier(knowledge, folder, tmp_path / "models", vectors)
    with (folder / "crisis" / "113.yml").open("a", encoding="utf-8") as file:
        file.write('  - "hij wil er een punt achter zetten"\n')
    before = {path.name for path in (tmp_path / "models").iterdir()}
    open_classifier(knowledge, folder, tmp_path / "models", vectors)
    after = {path.name for path in (tmp_path / "models").iterdir()}
    assert len(after - before) == 1
    assert before < after


def test_without_a_place_to_keep_it_it_is_learned_all_the_same(
    village: tuple[Path, Knowledge], tmp_path: Path, vectors: SentenceVectors
) -> None:
    folder, knowledge = village
    (tmp_path / "models").write_text("a file where a folder should be")
    likeness = open_classifier(knowledge, folder, tmp_path / "models", vectors).check("ze wil dood")
    assert likeness is not None
    assert likeness.route == "113"


def test_a_text_in_two_files_is_a_problem(village: tuple[Path, Knowledge]) -> None:
    folder, _ = village
    with (folder / "crisis" / "112.yml").open("a", encoding="utf-8") as file:
        file.write('  - "Ze wil dood."\n')
    with pytest.raises(KnowledgeError, match=r"crisis/113\.yml:\d+: .*112\.yml"):
        read_alarms(folder)


def test_a_missing_file_is_a_problem(village: tuple[Path, Knowledge]) -> None:
    folder, _ = village
    (folder / "crisis" / "geen-crisis.yml").unlink()
    with pytest.raises(KnowledgeError, match="geen-crisis"):
        read_alarms(folder)
