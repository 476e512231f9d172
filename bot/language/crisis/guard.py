"""The crisis guard itself: what the rules and the classifier together make of a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge import Knowledge
from bot.language.crisis import RULES
from bot.language.crisis.classifier import CrisisClassifier, Likeness, open_classifier
from bot.language.crisis.matching import RuleMatcher
from bot.language.crisis.rules import Crisis, load_rules
from bot.language.models import MODELS
from bot.language.vectors import SentenceVectors


@dataclass(frozen=True)
class Bars:
    """From which margin of the classifier there is a card, and from which a question."""

    card: float
    question: float


NO_RULE = Bars(card=0.0, question=-1.0)
SHORT = Bars(card=1.0, question=0.0)
BARS: Mapping[bool, Bars] = {True: Bars(card=-0.7, question=-1.3), False: Bars(card=-0.1, question=-1.3)}
"""Where a rule speaks too, less is enough: for a certain rule (True), and for one that is not certain.

Fitted on the validation set: a crisis that is missed is far worse than a question too many, and a card for nothing is
worse than a question. `docs/understanding.md` has the figures and the script.
"""


class CrisisGuard:
    """Reads one text at a time."""

    def __init__(self, rules: RuleMatcher, classifier: CrisisClassifier) -> None:
        self._rules = rules
        self._classifier = classifier

    def check(self, text: str, no_rule: Bars = NO_RULE) -> Crisis | None:
        """The crisis that the text tells of, or None."""
        likeness = self._classifier.check(text)
        return weigh(self._rules.check(text), likeness, no_rule) if likeness else None


def weigh(rule: Crisis | None, likeness: Likeness, no_rule: Bars = NO_RULE) -> Crisis | None:
    """What both readers together make of a text. The route is the classifier's, which is right more often.

    `no_rule` are the bars for a text of which no rule speaks; a benchmark tries others.
    """
    bars = BARS[rule.certain] if rule else SHORT if likeness.short else no_rule
    if likeness.margin < bars.question:
        return None
    return Crisis(likeness.route, certain=likeness.margin >= bars.card)


def open_guard(knowledge: Knowledge, folder: Path, vectors: SentenceVectors) -> CrisisGuard:
    """The guard over the knowledge base that was read from `folder`; see `open_classifier`. Raises KnowledgeError."""
    rules = RuleMatcher(load_rules(folder / RULES))
    return CrisisGuard(rules, open_classifier(knowledge, folder, folder.parent / MODELS, vectors))
