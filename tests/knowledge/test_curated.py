"""Tied questions on their way into the examples and the frozen set: alternately, once, and nothing near both."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from benchmarks import frozen_sets
from bot.errors import KnowledgeError
from bot.knowledge.curated import (
    BETWEEN,
    FILE,
    FROZEN,
    KNOWN,
    LEARNED,
    LONGEST,
    NO_INTENT,
    TOO_LONG,
    UNREADABLE,
    Plan,
    Shelves,
    Tied,
    as_example,
    plan,
    read_shelves,
    write,
)
from bot.knowledge.examples import Example, read_examples
from bot.knowledge.likeness import NEAR, Texts, likeness

INTENTS = {"de-bus", "het-plein"}
TEXTS = (
    "waar koop ik een kaartje",
    "rijdt de chauffeur ook op zondag",
    "hoeveel kost een rit naar het dorp",
    "kan de hond mee naar binnen",
    "is er een abonnement voor ouderen",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in (LEARNED, FROZEN):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


def shelves_of(root: Path) -> Shelves:
    return read_shelves(root, INTENTS, [Example("de-bus", None, "Rijdt er een bus?", root / "bus.md", 1)], [])


def tied(*texts: str, intent: str = "de-bus") -> list[Tied]:
    return [Tied(number, text, intent) for number, text in enumerate(texts, 1)]


def planned(root: Path, questions: list[Tied]) -> Plan:
    return plan(questions, INTENTS, shelves_of(root))


def texts_in(root: Path, folder: Path) -> list[tuple[str, str]]:
    examples, problems = read_examples(root / folder, INTENTS, pattern=FILE)
    assert problems == []
    return [(example.intent, example.text) for example in examples]


def test_the_files_are_what_rasa_reads(root: Path) -> None:
    made = planned(root, tied(*TEXTS[:3]))
    assert write(root, made) == [root / LEARNED / FILE, root / FROZEN / FILE]
    assert (
        (root / LEARNED / FILE)
        .read_text("utf-8")
        .endswith(
            """\
version: "3.1"

nlu:
- intent: de-bus
  examples: |
    - waar koop ik een kaartje
    - hoeveel kost een rit naar het dorp
"""
        )
    )
    assert (root / LEARNED / FILE).read_text("utf-8").startswith("# ")
    assert texts_in(root, FROZEN) == [("de-bus", TEXTS[1])]
    assert made.settled() == [1, 3, 2]


def test_each_intent_alternates_by_itself_and_goes_on_the_next_time(root: Path) -> None:
    write(root, planned(root, [*tied(TEXTS[0]), *tied(TEXTS[1], intent="het-plein")]))
    assert texts_in(root, LEARNED) == [("de-bus", TEXTS[0]), ("het-plein", TEXTS[1])]
    write(root, planned(root, [*tied(TEXTS[2]), *tied(TEXTS[3], intent="het-plein")]))
    assert texts_in(root, FROZEN) == [("de-bus", TEXTS[2]), ("het-plein", TEXTS[3])]
    write(root, planned(root, tied(TEXTS[4])))
    assert texts_in(root, LEARNED) == [("de-bus", TEXTS[0]), ("de-bus", TEXTS[4]), ("het-plein", TEXTS[1])]


def test_what_stood_there_stays_with_its_comments(root: Path) -> None:
    before = """\
# Of a person.
version: "3.1"
nlu:
- intent: de-bus  # the bus
  metadata: {kind: plain}
  examples: |
    - Hoe laat gaat de bus?
- intent: de-bus
  examples: |-
    - gaat die bus ook in de kerstvakantie, of juist helemaal niet omdat er dan geen chauffeur te vinden is in het dorp?
"""
    (root / LEARNED / FILE).write_text(before, "utf-8")
    (root / FROZEN / FILE).write_text(before.replace("bus", "trein").replace("de-trein", "de-bus"), "utf-8")
    write(root, planned(root, tied(TEXTS[0])))
    after = (root / LEARNED / FILE).read_text("utf-8")
    assert after == before.replace("|-", "|") + f"    - {TEXTS[0]}\n"


def test_nothing_to_add_changes_nothing(root: Path) -> None:
    assert write(root, planned(root, [])) == []
    assert list(root.rglob("*.yml")) == []


LEFT_OUT = [
    ("rijdt er een BUS", KNOWN),
    ("", UNREADABLE),
    ("[ ] { } - 112", UNREADABLE),
    ("a " * 3 + "b " * LONGEST, UNREADABLE),
    ("bus " * LONGEST, TOO_LONG),
]


@pytest.mark.parametrize(("text", "why"), LEFT_OUT)
def test_what_teaches_nothing_is_left_out_and_settled(root: Path, text: str, why: str) -> None:
    made = planned(root, tied(text))
    assert ([reason for _, reason in made.left_out], made.settled()) == ([why], [1])
    assert write(root, made) == []


def test_a_question_of_an_article_that_is_gone_waits(root: Path) -> None:
    made = planned(root, tied(TEXTS[0], intent="de-trein"))
    assert ([why for _, why in made.left_out], made.settled()) == ([NO_INTENT], [])


def test_a_question_that_came_twice_is_written_once(root: Path) -> None:
    made = planned(root, tied(TEXTS[0], TEXTS[0].upper() + "?"))
    assert [why for _, why in made.left_out] == [KNOWN]
    write(root, made)
    assert planned(root, tied(TEXTS[0])).left_out[0][1] == KNOWN


def test_what_stands_in_a_frozen_set_is_not_learned(root: Path) -> None:
    (root / FROZEN / "validation.yml").write_text(f"nlu:\n- intent: de-bus\n  examples: |\n    - {TEXTS[0]}\n", "utf-8")
    (root / FROZEN / "accounts.yml").write_text(f"- text: {TEXTS[1]}\n  signals: []\n", "utf-8")
    made = planned(root, tied(TEXTS[0], TEXTS[1], f"{TEXTS[0]} zeg"))
    assert [why for _, why in made.left_out] == [KNOWN, KNOWN]
    assert [one.text for one in made.additions[FROZEN]] == [f"{TEXTS[0]} zeg"]


def test_what_is_nearly_learned_is_learned_out_of_turn(root: Path) -> None:
    made = planned(root, tied(TEXTS[0], f"{TEXTS[0]} dan", TEXTS[1], TEXTS[2]))
    assert [one.text for one in made.additions[LEARNED]] == [TEXTS[0], f"{TEXTS[0]} dan"]
    assert [one.text for one in made.additions[FROZEN]] == [TEXTS[1], TEXTS[2]]


def test_what_is_near_both_is_left_out(root: Path) -> None:
    shelves = Shelves(Texts([f"{TEXTS[0]} ja"]), Texts([f"{TEXTS[0]} nu"]), {LEARNED: Counter(), FROZEN: Counter()})
    assert [why for _, why in plan(tied(TEXTS[0]), INTENTS, shelves).left_out] == [BETWEEN]


def test_what_is_written_never_overlaps(root: Path) -> None:
    chance = random.Random(3)
    words = ["waar", "hoe", "kaartje", "bus", "zondag", "dorp", "hond", "rolstoel", "kost", "rit", "chauffeur", "halte"]
    asked = [" ".join(chance.choices(words, k=chance.randint(3, 9))) for _ in range(150)]
    write(root, planned(root, tied(*asked)))
    learned, frozen = ([text for _, text in texts_in(root, folder)] for folder in (LEARNED, FROZEN))
    assert min(len(learned), len(frozen)) > 20
    assert frozen_sets.overlap(frozen, learned) == frozen_sets.Overlap(0, 0)


EXAMPLES = [
    ("- een streepje", "een streepje"),
    ("/start de bus", "start de bus"),
    ("een [woord](naam) en {nog} een", "een woord (naam) en nog een"),
    ("twee\nregels\u2028en\x07 meer", "twee regels en meer"),
    ("half \ud83d teken", "half teken"),
    ("  ruim  ", "ruim"),
]


@pytest.mark.parametrize(("typed", "example"), EXAMPLES)
def test_an_example_is_one_line_that_rasa_reads_as_it_is(root: Path, typed: str, example: str) -> None:
    assert as_example(typed) == example
    write(root, planned(root, tied(typed)))
    assert texts_in(root, LEARNED) == [("de-bus", example)]


def test_only_what_is_still_tied_the_same_is_written(root: Path) -> None:
    made = planned(root, [*tied(TEXTS[0], TEXTS[1], TEXTS[2]), Tied(4, "", "de-bus")])
    limited = made.limited_to({1: "de-bus", 2: "het-plein", 4: "het-plein"})
    assert ([one.id for ones in limited.additions.values() for one in ones], limited.left_out) == ([1], [])


WRONG = {
    "no YAML": (LEARNED / FILE, "nlu: ["),
    "no examples": (FROZEN / FILE, "vragen: 1\n"),
    "another intent": (LEARNED / FILE, "nlu:\n- intent: x\n  examples: |\n    - een vraag\n"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_is_wrong_is_told_and_left_alone(root: Path, case: str) -> None:
    file, text = WRONG[case]
    (root / file).write_text(text, "utf-8")
    with pytest.raises(KnowledgeError, match=FILE):
        planned(root, tied(TEXTS[0]))
    assert (root / file).read_text("utf-8") == text


def test_without_the_project_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="run this in a copy of the project"):
        planned(tmp_path, tied(TEXTS[0]))


def test_a_file_that_cannot_be_written_leaves_nothing_behind(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(KnowledgeError, match="cannot be written: No space left on device"):
        write(root, planned(root, tied(TEXTS[0])))
    assert [path for path in root.rglob("*") if path.is_file()] == []


def test_likeness_is_what_the_frozen_sets_are_compared_with() -> None:
    chance = random.Random(7)
    texts = ["".join(chance.choices("abcde ", k=chance.randint(0, 90))) for _ in range(60)]
    assert NEAR == frozen_sets.NEAR
    for one in texts:
        for other in texts:
            assert likeness(one, other) == pytest.approx(fuzz.ratio(one, other))


def test_near_texts_are_found_whatever_their_length() -> None:
    chance = random.Random(11)
    texts = ["".join(chance.choices("ab", k=chance.randint(1, 30))) for _ in range(120)]
    for number, one in enumerate(texts):
        others = texts[:number]
        near = any(fuzz.ratio(one, other) >= NEAR for other in others)
        assert Texts(others).have_near(one) is near
