"""How sure is sure: from Rasa's ranking and the search's hits to what the bot does."""

from __future__ import annotations

import pytest

from bot.language.ladder import (
    COMMAND_INTENTS,
    OUT_OF_SCOPE,
    RUNGS,
    SEARCH_LEAD,
    SEARCH_PERHAPS,
    SEARCH_SURE,
    SMALL_TALK_INTENTS,
    SURE_COMMAND,
    Action,
    Decision,
    decide,
    decide_by_search,
)
from bot.language.nlu import Ranked
from bot.language.search import Hit

ARTICLES = {"rouw", "schuldhulp", "mantelzorg", "dementie"}
LITTLE = 0.01
FALLBACK = Decision(Action.FALLBACK, None)

Ranking = dict[str, float]


def decided(ranking: Ranking, *hits: str) -> Decision:
    ranked = [Ranked(name, confidence) for name, confidence in ranking.items()]
    return decide(ranked, [Hit(hit, 1.0) for hit in hits], ARTICLES)


ANSWERS = {
    "sure by itself": ({"rouw": RUNGS.sure}, ()),
    "sure, whatever the search says": ({"rouw": RUNGS.sure}, ("schuldhulp",)),
    "less sure, and the search says so too": ({"rouw": RUNGS.sure_with_witness}, ("rouw",)),
    "less sure, and the search has it third": ({"rouw": RUNGS.sure_with_witness}, ("dementie", "schuldhulp", "rouw")),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_sure_answers(case: str) -> None:
    ranking, hits = ANSWERS[case]
    assert decided(ranking, *hits) == Decision(Action.ANSWER, "rouw")


ASKS_BACK: dict[str, tuple[Ranking, tuple[str, ...], tuple[str, ...]]] = {
    "just not sure": ({"rouw": RUNGS.sure - LITTLE, "schuldhulp": 0.1}, (), ("rouw", "schuldhulp")),
    "just not sure with a witness": ({"rouw": RUNGS.sure_with_witness - LITTLE}, ("rouw",), ("rouw",)),
    "the witness is fourth": (
        {"rouw": RUNGS.sure_with_witness},
        ("dementie", "schuldhulp", "mantelzorg", "rouw"),
        ("rouw",),
    ),
    "just perhaps": ({"rouw": RUNGS.perhaps}, (), ("rouw",)),
    "three choices at most": (
        {"rouw": 0.3, "schuldhulp": 0.2, "mantelzorg": 0.15, "dementie": 0.1},
        (),
        ("rouw", "schuldhulp", "mantelzorg"),
    ),
    "only articles are choices": (
        {"rouw": 0.3, "menu": 0.2, OUT_OF_SCOPE: 0.15, "weg-artikel": 0.1, "dementie": 0.1},
        (),
        ("rouw", "dementie"),
    ),
    "a command that is not sure": ({"menu": SURE_COMMAND - LITTLE, "rouw": 0.2}, (), ("rouw",)),
}


@pytest.mark.parametrize("case", ASKS_BACK)
def test_less_sure_asks_back(case: str) -> None:
    ranking, hits, choices = ASKS_BACK[case]
    assert decided(ranking, *hits) == Decision(Action.CLARIFY, choices[0], choices)


FALLS_BACK = {
    "nothing at all": ({}, ()),
    "just not perhaps": ({"rouw": RUNGS.perhaps - LITTLE}, ("rouw",)),
    "out of scope": ({OUT_OF_SCOPE: 0.9, "rouw": 0.1}, ("rouw",)),
    "out of scope, not sure": ({OUT_OF_SCOPE: 0.3, "rouw": 0.29}, ("rouw",)),
    "a topic without an article": ({"weg-artikel": 0.9, "rouw": 0.1}, ("rouw",)),
    "an unsure command and no article": ({"menu": 0.3}, ()),
}


@pytest.mark.parametrize("case", FALLS_BACK)
def test_unsure_says_so(case: str) -> None:
    ranking, hits = FALLS_BACK[case]
    assert decided(ranking, *hits) == FALLBACK


@pytest.mark.parametrize("intent", sorted(COMMAND_INTENTS - SMALL_TALK_INTENTS))
def test_a_sure_command(intent: str) -> None:
    assert decided({intent: SURE_COMMAND}, "rouw") == Decision(Action.COMMAND, intent)


@pytest.mark.parametrize("intent", sorted(SMALL_TALK_INTENTS))
def test_sure_small_talk(intent: str) -> None:
    assert decided({intent: SURE_COMMAND}) == Decision(Action.SMALLTALK, intent)


def hits(**scores: float) -> list[Hit]:
    return [Hit(name, score) for name, score in scores.items()]


BY_SEARCH: dict[str, tuple[list[Hit], str | None, Decision]] = {
    "nothing found": ([], None, FALLBACK),
    "its own question": ([], "rouw", Decision(Action.ANSWER, "rouw")),
    "its own question, whatever else is found": (hits(dementie=9.0), "rouw", Decision(Action.ANSWER, "rouw")),
    "one hit, sure": (hits(rouw=SEARCH_SURE), None, Decision(Action.ANSWER, "rouw")),
    "sure and far ahead": (
        hits(rouw=SEARCH_SURE * SEARCH_LEAD, dementie=SEARCH_SURE),
        None,
        Decision(Action.ANSWER, "rouw"),
    ),
    "sure but not ahead": (
        hits(rouw=SEARCH_SURE * SEARCH_LEAD - LITTLE, dementie=SEARCH_SURE),
        None,
        Decision(Action.CLARIFY, "rouw", ("rouw", "dementie")),
    ),
    "ahead but not sure": (
        hits(rouw=SEARCH_SURE - LITTLE, dementie=0.01),
        None,
        Decision(Action.CLARIFY, "rouw", ("rouw", "dementie")),
    ),
    "three choices at most": (
        hits(rouw=0.5, dementie=0.49, schuldhulp=0.48, mantelzorg=0.47),
        None,
        Decision(Action.CLARIFY, "rouw", ("rouw", "dementie", "schuldhulp")),
    ),
    "just perhaps": (hits(rouw=SEARCH_PERHAPS), None, Decision(Action.CLARIFY, "rouw", ("rouw",))),
    "just not perhaps": (hits(rouw=SEARCH_PERHAPS - LITTLE), None, FALLBACK),
}


@pytest.mark.parametrize("case", BY_SEARCH)
def test_by_search_alone(case: str) -> None:
    found, titled, expected = BY_SEARCH[case]
    assert decide_by_search(found, titled) == expected


def test_the_rungs_are_in_order() -> None:
    assert 0 < RUNGS.perhaps < RUNGS.sure_with_witness < RUNGS.sure < 1
    assert 0 < SEARCH_PERHAPS < SEARCH_SURE
