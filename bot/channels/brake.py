"""Slows all sending down when a channel says that too much is sent. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.channels.outcome import Delivered, Later, Outcome

LONGEST_WAIT = 60.0
ALL_OF_US = 3
"""So many people, with nothing delivered in between."""


class Brake:
    """Stops sending when a channel asks one after another to wait: then it means all of us, not one chat.

    Who goes on sending to each in turn is made to wait longer. While it is on, one message at a time is tried.
    """

    def __init__(self) -> None:
        self._asked: set[str] = set()
        self._until: datetime | None = None

    def note(self, address: str, outcome: Outcome, now: datetime) -> None:
        """What came of a message to an address."""
        if isinstance(outcome, Later) and outcome.crowded:
            self._asked.add(address)
            if len(self._asked) >= ALL_OF_US:
                self._until = now + timedelta(seconds=min(outcome.seconds or 0, LONGEST_WAIT))
        elif isinstance(outcome, Delivered):
            self._asked, self._until = set(), None

    @property
    def is_on(self) -> bool:
        """Whether sending is slowed down."""
        return self._until is not None

    def room(self, now: datetime, under_way: int) -> int | None:
        """How many more may be sent now; None is as many as there are."""
        if self._until is None:
            return None
        return 0 if now < self._until or under_way else 1
