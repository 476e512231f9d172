"""What came of the faults that were tried, for the table in docs/reliability.md."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from benchmarks.reliability import record
from tests.botapi import Shown, User


@dataclass
class Tally:
    """Counts by fault; `seen` is what the user saw, in the bot's words."""

    tried: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    doubled: Counter[str] = field(default_factory=Counter)
    seen: dict[str, str] = field(default_factory=dict)

    def add(self, fault: str, seen: str, *, lost: int = 0, doubled: int = 0) -> None:
        """Counts one try, and fails when anything was lost or doubled in it."""
        self.tried[fault] += 1
        self.lost[fault] += lost
        self.doubled[fault] += doubled
        self.seen[fault] = seen
        assert (lost, doubled) == (0, 0), fault

    def keep(self) -> None:
        """Writes what was counted into the figures of the document."""
        for fault, tried in self.tried.items():
            record(fault, tried=tried, lost=self.lost[fault], doubled=self.doubled[fault], seen=self.seen[fault])


def said(user: User) -> list[Shown]:
    """What the bot said to somebody, in order."""
    return [shown for shown in user.messages if shown.sender == "bot"]


def with_words(user: User, words: str) -> int:
    """How many messages of the bot have these words."""
    return sum(words in shown.text for shown in said(user))
