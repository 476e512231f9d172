"""How an answer is scored, and from the answers to a case how well it sits. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fsrs import Rating

from bot.knowledge.practice import Fit, Question
from bot.knowledge.signal import ACT_TODAY


class Score(StrEnum):
    """How an answer went. OPEN is neither right nor wrong, and does not count."""

    RIGHT = "right"
    PARTLY = "partly"
    MISSED = "missed"
    OPEN = "open"


OF_ONE_ANSWER: Mapping[Fit, Score] = {Fit.YES: Score.RIGHT, Fit.MAYBE: Score.OPEN, Fit.NO: Score.MISSED}
POINTS: Mapping[Score, float] = {Score.RIGHT: 1, Score.PARTLY: 0.5, Score.MISSED: 0}


def score(question: Question, chosen: Collection[int]) -> Score:
    """The score of what was chosen, by the places in the file.

    Where everything that fits is to be ticked, it is RIGHT when nothing is missing and nothing that does not fit is
    among it, and MISSED when nothing that fits was seen.
    """
    fits = [question.fits[place] for place in chosen if place < len(question.fits)]
    if not question.takes_many:
        return OF_ONE_ANSWER[fits[0]] if fits else Score.MISSED
    seen = fits.count(Fit.YES)
    if not seen:
        return Score.MISSED
    return Score.RIGHT if seen == question.fits.count(Fit.YES) and Fit.NO not in fits else Score.PARTLY


@dataclass(frozen=True)
class Went:
    """How a case went: the share of the points (1 is everything right), whether the last question of a case that asks
    for action today was missed, and whether everything was right the time before.
    """

    share: float
    missed_today: bool
    right_before: bool


@dataclass(frozen=True)
class Rule:
    """When a case is rated so, and why."""

    rating: Rating
    holds: Callable[[Went], bool]
    why: str


RULES = (
    Rule(Rating.Again, lambda went: went.missed_today, "where to turn when it cannot wait must sit, whatever else did"),
    Rule(Rating.Easy, lambda went: went.share == 1 and went.right_before, "twice in a row is no luck"),
    Rule(Rating.Good, lambda went: went.share == 1, "everything right, once"),
    Rule(Rating.Hard, lambda went: went.share >= 0.5, "half of it or more was seen: it comes back sooner, not at once"),
    Rule(Rating.Again, lambda went: True, "most of it was not seen"),
)
"""The first rule that holds gives the rating."""


def went(level: int, scores: Sequence[Score], before: Rating | None) -> Went:
    """How a case of this level went, by the scores of its questions in their order."""
    points = [POINTS[one] for one in scores if one in POINTS]
    return Went(
        share=sum(points) / len(points) if points else 0.5,
        missed_today=level == ACT_TODAY and bool(scores) and scores[-1] is Score.MISSED,
        right_before=before in (Rating.Good, Rating.Easy),
    )


def rate(how: Went) -> Rating:
    """How well the case sits."""
    return next(rule.rating for rule in RULES if rule.holds(how))
