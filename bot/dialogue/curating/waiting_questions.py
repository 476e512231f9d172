"""The questions that wait for a coordinator, a group at a time."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.turn import Turn
from bot.store.questions import KeptQuestion, Reason


@dataclass(frozen=True)
class Group:
    """Questions that ask the same thing, the oldest first."""

    questions: tuple[KeptQuestion, ...]

    @property
    def ids(self) -> list[int]:
        return [question.id for question in self.questions]

    @property
    def is_wrong(self) -> bool:
        """Whether these are no questions, but say that an article is not right."""
        return self.questions[0].reason is Reason.WRONG

    @property
    def name(self) -> str:
        """Stands in every button of its card: the first question's id, and a digest of the ids of all."""
        listed = ",".join(map(str, self.ids))
        return f"{self.ids[0]}-{hashlib.sha256(listed.encode()).hexdigest()[:6]}"

    def as_it_was(self, name: str) -> Group | None:
        """The group that had this name before newer questions joined it; None when it is another group."""
        parts = (Group(self.questions[:count]) for count in range(len(self.questions), 0, -1))
        return next((part for part in parts if part.name == name), None)


async def groups_waiting(turn: Turn) -> list[Group]:
    """What waits, by group: first the articles that are said to be wrong, then the largest, then the oldest."""
    waiting = await turn.work.questions.open()
    kept = [question for question in waiting if question.reason is not Reason.WRONG]
    found = await asyncio.to_thread(turn.question_groups.of, [question.text for question in kept])
    said: dict[str | None, list[KeptQuestion]] = {}
    for one in waiting:
        if one.reason is Reason.WRONG:
            said.setdefault(one.answered_with, []).append(one)
    wrong = [Group(tuple(ones)) for ones in said.values()]
    return [*wrong, *(Group(tuple(kept[place] for place in places)) for places in found)]


def find(groups: Sequence[Group], name: str) -> tuple[int, Group | None]:
    """The group that had this name on a card, and its place; only the questions that were on that card."""
    for place, group in enumerate(groups):
        if (then := group.as_it_was(name)) is not None:
            return place, then
    return 0, None
