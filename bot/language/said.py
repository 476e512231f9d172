"""What a text says, as the dialogues get it. Apart from what reads it, which takes seconds to load."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.language.ladder import Action, Decision
from bot.language.nlu import Ranked

if TYPE_CHECKING:
    from bot.language.asking import Tongue
    from bot.language.circumstances import Living, Wish
    from bot.language.crisis import Crisis
    from bot.language.privacy import Anonymised
    from bot.language.signals import FoundSignal

LETTER = re.compile(r"[^\W\d_]")
"""Rasa makes something of a text without any letter; nobody means anything by it."""

FEWEST_LETTERS = 3
"""In fewer there is no question and no account: an "A" that was meant for a group that is over is for nobody."""


@dataclass(frozen=True)
class Said:
    """What is read in a text without Rasa.

    `area` is where the visited person lives and `living` with whom, `wish` what they want, `place` the area that a
    question is about. `story` says that it tells of somebody and asks nothing, `urgent` that the asker cannot wait.
    `found` has the articles that share words with it, the best first.
    `quotes` has for each signal the sentence in which it was read, without identifying parts.
    """

    anonymous: Anonymised
    signals: tuple[FoundSignal, ...]
    quotes: Mapping[str, str]
    age_band: str | None
    area: str | None
    living: Living | None
    wish: Wish | None
    place: str | None
    tongue: Tongue
    story: bool
    urgent: bool
    found: tuple[str, ...]


@dataclass(frozen=True)
class Reading(Said):
    """What a text says. `text` is raw: it must not outlive the turn. `by_nlu` is False while Rasa is away."""

    text: str
    decision: Decision
    ranking: tuple[Ranked, ...]
    crisis: Crisis | None
    by_nlu: bool

    def as_data(self) -> dict[str, Any]:
        """The object of `read --json`, as `design.md` gives it."""
        return {
            "text": self.text,
            "action": Action.CRISIS if self.crisis else self.decision.action,
            "intent": self.decision.intent or (self.ranking[0].name if self.ranking else None),
            "confidence": round(self.ranking[0].confidence, 4) if self.ranking else 0.0,
            "ranking": [{"name": item.name, "confidence": round(item.confidence, 4)} for item in self.ranking],
            "crisis": {"route": self.crisis.route, "certain": self.crisis.certain} if self.crisis else None,
            "anonymous_text": self.anonymous.text,
            "pii": [{"start": i.start, "end": i.end, "kind": i.kind} for i in self.anonymous.identifiers],
            "signals": [{"code": found.code, "confidence": found.confidence} for found in self.signals if found.sure],
            "age_band": self.age_band,
            "area": self.area,
            "living": self.living,
            "wish": self.wish,
        }
