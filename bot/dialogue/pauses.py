"""Whose messages this process leaves alone for a while, so that a flood costs it next to nothing.

Who does too much is decided in the database, once for all processes. This only remembers what was decided, and up to
when: after a restart, and in another process, one message more is read before it is known again.
"""

from __future__ import annotations

from datetime import datetime

from bot.message import Kind, Message
from bot.store.limits import LIMITS, Counted

MOST = 10_000
"""So many are remembered: far more than ever flood at once, and about a megabyte."""


LONG = 500
"""Characters, more than most messages have; the longest that Telegram takes has 4,096."""


def counted_as(message: Message) -> Counted:
    """As what a message counts: a tap costs little, a text is read."""
    return Counted.TAPPED if message.kind is Kind.BUTTON else Counted.SENT


def weight(message: Message) -> int:
    """As how many it counts: a page of text takes as long to read as ten lines do."""
    return 1 + len(message.text) // LONG


class Pauses:
    """Up to when messages are left alone, by address and kind."""

    def __init__(self) -> None:
        self._until: dict[tuple[str, str, Counted], datetime] = {}

    def add(self, message: Message, until: datetime) -> None:
        """Remembers a pause; those that began longest ago are forgotten first."""
        self._until.pop(_key(message), None)
        while len(self._until) >= MOST:
            del self._until[next(iter(self._until))]
        self._until[_key(message)] = until

    def runs(self, message: Message, now: datetime) -> bool:
        """Whether this message falls in a pause. One that lies too far ahead is of a clock that was put back since."""
        until = self._until.get(_key(message))
        if until is None:
            return False
        if now < until <= now + LIMITS[counted_as(message)].within:
            return True
        del self._until[_key(message)]
        return False


def _key(message: Message) -> tuple[str, str, Counted]:
    return message.channel, message.address, counted_as(message)
