"""A digest of words alone, for tests of when it goes out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.digest.week import Week
from bot.message import Reply
from bot.store.database import Store, Work
from bot.store.people import Person


@dataclass(frozen=True)
class Words:
    """Says what a function makes; nothing has to be there before."""

    make: Callable[[Work, Week, datetime, Person, tuple[str, ...]], Awaitable[Reply]]

    async def prepare(self, store: Store, week: Week, now: datetime) -> int:
        """Nothing."""
        return 0
