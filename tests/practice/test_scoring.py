"""How an answer is scored, and how a case is rated by its answers: tables."""

from __future__ import annotations

import pytest
from fsrs import Rating

from bot.knowledge.practice import Kind, Option, Question
from bot.practice.scoring import RULES, Score, Went, rate, score, went

FEEDBACK = "Dit is een zin van vijf. Dit is er nog een. Zo gaat het door. Tot er genoeg woorden staan. Dan is het goed."


def question(kind: Kind, *fits: str) -> Question:
    options = tuple(Option.model_validate({"text": f"Antwoord {n}", "fit": fit}) for n, fit in enumerate(fits))
    return Question(kind=kind, options=options, feedback=FEEDBACK, article="rouw")


NOTICE = question(Kind.NOTICE, "yes", "maybe", "no", "yes")
SAY = question(Kind.SAY, "no", "yes", "maybe")
FORM = Question(kind=Kind.DIMENSION, right=("sociaal", "nog-niet"), feedback=FEEDBACK, article="rouw")

SCORES = [
    (NOTICE, (0, 3), Score.RIGHT),
    (NOTICE, (3, 1, 0), Score.RIGHT),
    (NOTICE, (0,), Score.PARTLY),
    (NOTICE, (0, 3, 2), Score.PARTLY),
    (NOTICE, (0, 2), Score.PARTLY),
    (NOTICE, (1,), Score.MISSED),
    (NOTICE, (2,), Score.MISSED),
    (NOTICE, (), Score.MISSED),
    (NOTICE, (0, 3, 9), Score.RIGHT),
    (SAY, (1,), Score.RIGHT),
    (SAY, (2,), Score.OPEN),
    (SAY, (0,), Score.MISSED),
    (SAY, (7,), Score.MISSED),
    (FORM, (0,), Score.RIGHT),
    (FORM, (3,), Score.RIGHT),
    (FORM, (1,), Score.MISSED),
]


@pytest.mark.parametrize(("asked", "chosen", "expected"), SCORES)
def test_the_score_of_an_answer(asked: Question, chosen: tuple[int, ...], expected: Score) -> None:
    assert score(asked, chosen) is expected


R, P, M, N = Score.RIGHT, Score.PARTLY, Score.MISSED, Score.OPEN
RATINGS = [
    (1, (R, R, R, R), None, Rating.Good),
    (1, (R, R, N, R), None, Rating.Good),
    (1, (R, R, R, R), Rating.Again, Rating.Good),
    (1, (R, R, R, R), Rating.Hard, Rating.Good),
    (1, (R, R, R, R), Rating.Good, Rating.Easy),
    (1, (R, R, R), Rating.Easy, Rating.Easy),
    (1, (P, R, R, R), Rating.Easy, Rating.Hard),
    (1, (P, M, R, R), None, Rating.Hard),
    (1, (M, M, R, R), None, Rating.Hard),
    (1, (P, M, M, R), None, Rating.Again),
    (1, (M, M, M, M), None, Rating.Again),
    (1, (N, N, N, N), None, Rating.Hard),
    (2, (R, R, R, M), None, Rating.Hard),
    (3, (R, R, R, M), None, Rating.Again),
    (3, (R, R, R, M), Rating.Easy, Rating.Again),
    (3, (R, R, R, N), None, Rating.Good),
    (3, (M, R, R, R), None, Rating.Hard),
]


@pytest.mark.parametrize(("level", "scores", "before", "expected"), RATINGS)
def test_the_rating_of_a_case(level: int, scores: tuple[Score, ...], before: Rating | None, expected: Rating) -> None:
    assert rate(went(level, scores, before)) is expected


def test_every_rule_is_needed_and_the_last_one_always_holds() -> None:
    cases = [went(level, scores, before) for level, scores, before, _ in RATINGS]
    first = [next(rule for rule in RULES if rule.holds(case)) for case in cases]
    assert {id(rule) for rule in first} == {id(rule) for rule in RULES}
    assert RULES[-1].holds(Went(0, missed_today=False, right_before=False))
    assert all(rule.why for rule in RULES)
