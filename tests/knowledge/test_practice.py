"""The cases to practise on: a good one loads, and whatever is wrong with one is told with file, line and reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge import Knowledge, PracticeCase, load_knowledge
from bot.knowledge.practice import FORMS, NOT_YET, Fit, Kind
from tests.knowledge.village import BUS, build_village

CASE = """\
---
id: de-laatste-bus
title: De laatste bus
level: 1
questions:
  - kind: notice
    options:
      - {text: Hij kijkt op de klok, fit: "yes"}
      - {text: Het regent, fit: "no"}
      - {text: '"De bus komt toch niet"', fit: "yes"}
      - {text: Zijn jas is nat, fit: maybe}
    feedback: >-
      Meneer kijkt op de klok en zegt dat de bus niet komt. Dat valt op. Zijn jas is nat van de regen.
      Dat zegt nog niets. Misschien wacht hij op iemand.
    article: de-bus
  - kind: dimension
    right: [sociaal, nog-niet]
    feedback: >-
      Meneer zegt niet wie hij mist. Daarom is het te vroeg om te kiezen. Misschien is het de hele straat. Vraag het
      hem een andere keer.
    article: het-plein
  - kind: say
    options:
      - {text: '"Waar wilt u heen?"', fit: "yes"}
      - {text: '"U moet niet zo klagen."', fit: "no"}
      - {text: '"De bus is altijd laat."', fit: "no"}
    feedback: >-
      Vraag waar meneer heen wil. Dan vertelt hij wie hij daar ziet. Een standje helpt hem niet. Over de bus praten
      mag altijd, ook samen in de regen.
    article: de-bus
  - kind: turn
    options:
      - {text: Samen op de bus wachten, fit: "yes"}
      - {text: De politie bellen, fit: "no"}
      - {text: Zijn dochter bellen, fit: "no"}
    feedback: >-
      Blijf even bij meneer staan. Dan is hij niet alleen in de regen. Zijn dochter bel je niet zonder het te vragen.
      De politie is nu niet nodig.
    article: het-plein
    routes: [buurtteam]
---
Je komt bij meneer, 84, op het plein. Het regent en zijn jas is nat. Hij kijkt op de klok. "De bus komt toch niet", zegt
hij. Dan lacht hij en vraagt hoe je heet. Je wacht met hem mee tot het droog is.
"""

FILE = "practice/de-laatste-bus.md"

# What is wrong: (what stands there, what stands there instead, what is said).
BAD = {
    "no front matter": ("---\nid", "id", [f"{FILE}:1: a case begins with fields between two lines of ---"]),
    "no YAML": ("right: [", "right: [[", [f"{FILE}:18: "]),
    "another file": ("id: de-laatste-bus", "id: de-bus", [f"{FILE}:2: the id is de-bus, so the file must be called"]),
    "a title that is too long": ("De laatste bus", "bus " * 12, [f"{FILE}:3: title: "]),
    "a title with a number": ("De laatste bus", "Bel 0900-0113", [f"{FILE}:3: title: "]),
    "an option with a percentage": ("Het regent, fit", "30% regent, fit", [f"{FILE}:9: questions.0.options.1.text: "]),
    "a level that we do not know": ("level: 1", "level: 4", [f"{FILE}:4: level: "]),
    "a field that we do not know": ("level: 1", "level: 1\nmood: goed", [f"{FILE}:5: mood: Extra inputs"]),
    "a kind that we do not know": ("kind: say", "kind: think", [f"{FILE}:22: questions.2.kind: "]),
    "another order": ("kind: say", "kind: turn", [f"{FILE}:2: a case asks notice, dimension, say, turn"]),
    "an option too long for a button": (
        "Het regent, fit",
        "Het regent " * 5 + ", fit",
        [f"{FILE}:9: questions.0.options.1.text: "],
    ),
    "a fit that we do not know": ('regent, fit: "no"', "regent, fit: soms", [f"{FILE}:9: questions.0.options.1.fit: "]),
    "an option with a number": (
        "De politie bellen",
        "Bel 0900-8844",
        [f"{FILE}:34: questions.3.options.1.text: the ph"],
    ),
    "an option twice": (
        "Het regent, fit",
        "zijn JAS is nat, fit",
        [f"{FILE}:6: questions.0: two options are the same"],
    ),
    "too few options": (
        '      - {text: Zijn dochter bellen, fit: "no"}\n',
        "",
        [f"{FILE}:31: questions.3: 2 options; write 3 to 4"],
    ),
    "nothing that fits": (
        'op de bus wachten, fit: "yes"',
        "op de bus wachten, fit: maybe",
        [f"{FILE}:31: questions.3: at least one option must fit, and one must not"],
    ),
    "everything fits": (
        'Het regent, fit: "no"',
        'Het regent, fit: "yes"',
        [f"{FILE}:6: questions.0: at least one option must fit, and one must not"],
    ),
    "options of a form": (
        "    right: [sociaal, nog-niet]\n",
        "    right: [sociaal]\n    options: [{text: ja, fit: maybe}]\n",
        [f"{FILE}:16: questions.1: a question about the form has `right: [...]`"],
    ),
    "a form that we do not know": ("[sociaal, nog-niet]", "[lief]", [f"{FILE}:17: questions.1.right.0: "]),
    "a feedback too short": (
        "Daarom is het te vroeg om te kiezen. Misschien is het de hele straat.",
        "Dus.",
        [f"{FILE}:18: questions.1.feedback: a feedback of 13 words; write 22 to 65"],
    ),
    "long sentences": (
        "Dan vertelt hij wie hij daar ziet. Een standje helpt hem niet. Over de bus",
        "dan vertelt hij wie hij daar ziet en een standje helpt hem niet en over de bus",
        [f"{FILE}:27: questions.2.feedback: 15.0 words a sentence on average, at most 12"],
    ),
    "a number in a feedback": ("Dat valt op.", "Bel 045-5712238.", [f"{FILE}:12: questions.0.feedback: the phone num"]),
    "a percentage": ("Dat valt op.", "Dat doet 30 procent.", [f"{FILE}:12: questions.0.feedback: leave percentages"]),
    "a number in the story": (
        "Het regent en zijn",
        "Bel 0800-2000, zijn",
        [f"{FILE}:42: story: the phone number 0800"],
    ),
    "an article that is not there": (
        "article: de-bus\n  - kind: turn",
        "article: de-tram\n  - kind: turn",
        [f"{FILE}:30: say: there is no article de-tram"],
    ),
    "a route that is not there": (
        "routes: [buurtteam]",
        "routes: [burgemeester]",
        [f"{FILE}:40: turn: there is no route burgemeester in routes.yml"],
    ),
    "action today without a route for today": (
        "level: 1",
        "level: 3",
        [f"{FILE}:40: turn: a case of level 3 needs a route for today or now"],
    ),
    "not wanting to live without 113": (
        '"Waar wilt u heen?"',
        '"Denkt u aan zelfdoding?"',
        [f"{FILE}:2: an option speaks of not wanting to live, so 113 must be in the routes of turn"],
    ),
}


@pytest.fixture
def village(tmp_path: Path) -> Path:
    folder = build_village(tmp_path / "knowledge")
    (folder / FILE).parent.mkdir()
    (folder / FILE).write_text(CASE, "utf-8")
    return folder


def problems_in(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(folder)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def change(folder: Path, old: str, new: str) -> None:
    text = (folder / FILE).read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {FILE}"
    (folder / FILE).write_text(text.replace(old, new), "utf-8")


def test_a_good_case_loads(village: Path) -> None:
    case = load_knowledge(village).practice["de-laatste-bus"]
    assert [question.kind for question in case.questions] == list(Kind)
    assert case.story.startswith("Je komt bij meneer, 84") and "\n" not in case.story
    assert case.theme == "de-bus"
    assert [question.takes_many for question in case.questions] == [True, False, False, False]
    assert case.questions[0].fits == (Fit.YES, Fit.NO, Fit.YES, Fit.MAYBE)
    assert dict(zip(FORMS, case.questions[1].fits, strict=True)) == {
        **dict.fromkeys(FORMS, Fit.NO),
        "sociaal": Fit.YES,
        NOT_YET: Fit.YES,
    }


def test_there_may_be_no_cases_at_all(village: Path) -> None:
    (village / FILE).unlink()
    assert load_knowledge(village).practice == {}


@pytest.mark.parametrize("what", BAD)
def test_what_is_wrong_is_told_with_file_line_and_reason(village: Path, what: str) -> None:
    old, new, expected = BAD[what]
    change(village, old, new)
    said = problems_in(village)
    assert [line[: len(begin)] for line, begin in zip(said, expected, strict=False)] == expected, said
    assert len(said) == len(expected), said


def test_a_story_that_is_too_short_is_told(village: Path) -> None:
    text = (village / FILE).read_text("utf-8")
    (village / FILE).write_text(text[: text.index("Je komt")] + "Je komt bij meneer. Hij lacht.\n", "utf-8")
    assert [line.partition(": ")[2] for line in problems_in(village)] == ["story: a story of 6 words; write 35 to 95"]


def test_an_article_that_cannot_be_read_is_not_missed_by_a_case(village: Path) -> None:
    path = village / BUS
    path.write_text(path.read_text("utf-8").replace("checked: 2026-11-01", "checked: gisteren"), "utf-8")
    assert [line.split(":")[0] for line in problems_in(village)] == [BUS]


def test_a_case_about_not_wanting_to_live_is_one_only_by_its_answers(village: Path) -> None:
    change(village, "Misschien wacht hij op iemand.", "Wil hij niet meer leven? Bel 113.")
    assert not load_knowledge(village).practice["de-laatste-bus"].may_be_suicidal


# The real ones.


def test_the_real_cases_load_at_every_level(knowledge: Knowledge) -> None:
    assert {case.level for case in knowledge.practice.values()} == {1, 2, 3}


def test_often_enough_it_is_too_early_to_tell(knowledge: Knowledge) -> None:
    asked = [q for case in knowledge.practice.values() for q in case.questions if q.kind is Kind.DIMENSION]
    assert sum(NOT_YET in question.right for question in asked) * 3 >= len(asked)
    assert {form for question in asked for form in question.right} == set(FORMS)


def test_every_case_about_not_wanting_to_live_asks_directly_and_leads_to_113(knowledge: Knowledge) -> None:
    cases = [case for case in knowledge.practice.values() if case.may_be_suicidal]
    assert len(cases) >= 4

    directly = re.compile("zelfdoding|niet meer wilt leven")

    def asks(case: PracticeCase) -> bool:
        said = next(question for question in case.questions if question.kind is Kind.SAY)
        fitting = [option.text for option in said.options if option.fit is Fit.YES]
        return any(directly.search(text) for text in fitting) or "zelfdoding" in case.story

    assert [case.id for case in cases if not asks(case)] == []
