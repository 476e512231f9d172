"""An account of a visit, as far as a report keeps it: what was read, and the text without identifying parts. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue.reporting.report_steps import Draft, Step, View
from bot.knowledge import Knowledge
from bot.knowledge.signal import ACT_TODAY
from bot.language.said import Reading
from bot.store.reports import Outcome

if TYPE_CHECKING:
    from bot.language.signals import FoundSignal

SUSPECTED: Mapping[str, str] = {
    "112": "acuut-onveilig",
    "113": "mogelijk-suicidaal",
    "veilig-thuis": "mogelijk-mishandeling",
    "ggz-crisis": "acuut-onveilig",
}
"""The route of a crisis that an account only perhaps tells of -> the signal that is offered, not ticked."""

LONGEST_QUOTE = 90
SURE = 0.8
"""From this confidence what asks for action today is ticked, and its card shown: on one of fifty calm visits of the
validation set. What is less sure is asked."""


def with_reading(draft: Draft, reading: Reading, knowledge: Knowledge) -> Draft:
    """The draft of a visit that took place, with what was read in an account of it. What was ticked before stays so."""
    read = [found for found in reading.signals if found.code in knowledge.signals]
    doubtful = [found.code for found in read if _is_doubtful(found, knowledge)]
    evidence = {found.code: _quote(reading.quotes[found.code]) for found in read}
    facts = {
        Step.AGE_BAND: reading.age_band,
        Step.AREA: reading.area,
        Step.LIVING: reading.living,
        Step.WISH: reading.wish,
    }
    suspected = SUSPECTED.get(reading.crisis.route) if reading.crisis else None
    perhaps = [*doubtful, suspected] if suspected is not None and suspected in knowledge.signals else doubtful
    ticked = [found.code for found in read if found.code not in doubtful]
    draft = draft.answering(Step.OUTCOME, Outcome.VISITED)
    for step, value in facts.items():
        draft = draft if value is None else draft.answering(step, value)
    signals = tuple(dict.fromkeys([*draft.signals, *ticked]))
    return replace(
        draft,
        signals=signals,
        offered=tuple(dict.fromkeys([*draft.offered, *signals, *perhaps])),
        evidence={**evidence, **draft.evidence},
        note=" ".join(f"{draft.note} {reading.anonymous.text}".split()),
        keeps_note=False,  # what came with it was not shown yet
        view=View.REVIEW,
        group=None,
    )


def _is_doubtful(found: FoundSignal, knowledge: Knowledge) -> bool:
    """What asks for action today is looked for so eagerly that the least sure of it is asked, not ticked."""
    return knowledge.signals[found.code].level == ACT_TODAY and found.confidence < SURE


def _quote(words: str) -> str:
    """The words on one line, cut where they would push the rest from the screen."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1].rpartition(' ')[0]} …"
