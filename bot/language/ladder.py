"""How sure is sure: answer, ask back, or say that it is not known.

A ladder instead of one threshold. The search over the articles is an independent witness: where it names the same
article as Rasa, less certainty is enough. Thresholds were fitted for a wrong answer that costs more than one
question back; `docs/understanding.md` has the figures and the script.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.language.nlu import Ranked

if TYPE_CHECKING:
    from bot.language.search import Hit

COMMAND_INTENTS = frozenset(
    {
        "signaal_melden",
        "annuleren",
        "menu",
        "help_nu",
        "mijn_meldingen",
        "wis_mijn_gegevens",
        "begroeting",
        "bedanken",
        "weekoverzicht",
    }
)
SMALL_TALK_INTENTS = frozenset({"begroeting", "bedanken"})
OUT_OF_SCOPE = "buiten_bereik"


@dataclass(frozen=True)
class Rungs:
    """From which probability on: an answer, an answer when the search says so too, a question back."""

    sure: float
    sure_with_witness: float
    perhaps: float


RUNGS = Rungs(sure=0.70, sure_with_witness=0.60, perhaps=0.10)
SURE_COMMAND = 0.50
SEARCH_SURE = 0.80
SEARCH_LEAD = 1.3
SEARCH_PERHAPS = 0.40
CHOICES = 3
WITNESSED = 3
"""The search is a witness of an article that stands among its first three."""


class Action(StrEnum):
    """What the bot does with a text."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    FALLBACK = "fallback"
    CRISIS = "crisis"
    COMMAND = "command"
    SMALLTALK = "smalltalk"


@dataclass(frozen=True)
class Decision:
    """`intent` is what it is about (None for a fallback); `choices` are the articles to ask back about."""

    action: Action
    intent: str | None
    choices: tuple[str, ...] = ()


def decide(ranking: Sequence[Ranked], hits: Sequence[Hit], articles: Collection[str], rungs: Rungs = RUNGS) -> Decision:
    """What to do with a text, from Rasa's ranking (most probable first) and the search's hits.

    A topic without an article is never answered with the next best one. A benchmark tries other `rungs`.
    """
    if not ranking:
        return Decision(Action.FALLBACK, None)
    first = ranking[0]
    if first.name in COMMAND_INTENTS and first.confidence >= SURE_COMMAND:
        talk = first.name in SMALL_TALK_INTENTS
        return Decision(Action.SMALLTALK if talk else Action.COMMAND, first.name)
    witnessed = first.name in {hit.article_id for hit in hits[:WITNESSED]}
    if first.name in articles and first.confidence >= (rungs.sure_with_witness if witnessed else rungs.sure):
        return Decision(Action.ANSWER, first.name)
    choices = tuple(item.name for item in ranking if item.name in articles)[:CHOICES]
    known = first.name in articles or first.name in COMMAND_INTENTS
    if choices and known and first.confidence >= rungs.perhaps:
        return Decision(Action.CLARIFY, choices[0], choices)
    return Decision(Action.FALLBACK, None)


def decide_by_search(hits: Sequence[Hit], titled: str | None) -> Decision:
    """What to do while Rasa is away; `titled` is the article whose own question was asked."""
    if titled is not None:
        return Decision(Action.ANSWER, titled)
    leads = len(hits) < 2 or hits[0].score >= SEARCH_LEAD * hits[1].score
    if hits and leads and hits[0].score >= SEARCH_SURE:
        return Decision(Action.ANSWER, hits[0].article_id)
    if hits and hits[0].score >= SEARCH_PERHAPS:
        return Decision(Action.CLARIFY, hits[0].article_id, tuple(hit.article_id for hit in hits[:CHOICES]))
    return Decision(Action.FALLBACK, None)
