"""How far somebody is: which cases they practised, and where they are in the one that they are at. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.knowledge.practice import PracticeCase
from bot.practice.schedule import Seen
from bot.practice.scoring import Score


@dataclass(frozen=True)
class Place:
    """Where somebody is in a case. `token` marks the buttons of this one time; `edition` is the case as it was.

    `question` counts from 0; `chosen` are the ticks of it, by their places in the file; `scores` those of the questions
    before it.
    """

    case: str
    edition: str
    token: str
    question: int = 0
    chosen: tuple[int, ...] = ()
    scores: tuple[Score, ...] = ()

    def ticking(self, option: int, *, on: bool) -> Place:
        others = tuple(one for one in self.chosen if one != option)
        return replace(self, chosen=(*others, option) if on else others)

    def answered(self, score: Score) -> Place:
        return replace(self, question=self.question + 1, chosen=(), scores=(*self.scores, score))


@dataclass(frozen=True)
class Progress:
    """What somebody has of practising. `week` is the last one in which they were counted, as in `2026-W47`."""

    seen: Mapping[str, Seen] = field(default_factory=dict)
    place: Place | None = None
    week: str | None = None

    def at(self, place: Place | None) -> Progress:
        return replace(self, place=place)

    def done(self, case: str, seen: Seen) -> Progress:
        return replace(self, seen={**self.seen, case: seen}, place=None)

    def among(self, cases: Mapping[str, PracticeCase]) -> Progress:
        """The progress as far as it is about cases that are still there; nobody stays in one that was changed."""
        place = self.place
        if place is not None and (place.case not in cases or edition_of(cases[place.case]) != place.edition):
            place = None
        return replace(self, seen={case: seen for case, seen in self.seen.items() if case in cases}, place=place)

    def as_data(self) -> dict[str, Any]:
        place = self.place
        return {
            "seen": {case: seen.as_data() for case, seen in self.seen.items()},
            "place": {**vars(place), "chosen": list(place.chosen), "scores": list(place.scores)} if place else None,
            "week": self.week,
        }

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> Progress:
        place = data.get("place")
        return Progress(
            {case: Seen.from_data(seen) for case, seen in data.get("seen", {}).items()},
            Place(**{**place, "chosen": tuple(place["chosen"]), "scores": tuple(map(Score, place["scores"]))})
            if place
            else None,
            data.get("week"),
        )


def edition_of(case: PracticeCase) -> str:
    """A mark of what a case asks: another one when a question or an answer was changed."""
    asked = [[question.kind, question.fits, [one.text for one in question.options]] for question in case.questions]
    return hashlib.sha256(repr(asked).encode()).hexdigest()[:12]
