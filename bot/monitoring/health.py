"""Whether the bot is alive, and whether it is ready: what a container engine and an alarm ask every few seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import StoreError
from bot.monitoring.watch import OutboxWatch
from bot.store.database import Store

PATIENCE = 2.0
"""Seconds in which the database must answer."""


@dataclass(frozen=True)
class Health:
    """How each part is, in words without anything secret. Who is not `ready` should get no messages now."""

    database: str
    channel: str
    outbox: str
    understanding: str
    ready: bool

    def as_data(self) -> dict[str, object]:
        return {**vars(self), "ready": self.ready}


@dataclass(frozen=True)
class Examination:
    """Asks the parts how they are. `signed_in` tells of the channel, `understands` of Rasa."""

    store: Store
    outbox: OutboxWatch
    signed_in: Callable[[], bool]
    understands: Callable[[], bool]

    async def health(self) -> Health:
        """How the parts are. Without Rasa the bot is ready: crisis cards, reports, menus and search work."""
        database = await self._database()
        channel = "signed in" if self.signed_in() else "not signed in"
        stuck = self.outbox.is_stuck()
        ready = database == "well" and self.signed_in() and not stuck
        return Health(
            database=database,
            channel=channel,
            outbox="stuck: messages wait and nothing goes out" if stuck else "well",
            understanding="well" if self.understands() else "degraded: Rasa is away, plain search answers",
            ready=ready,
        )

    async def _database(self) -> str:
        try:
            async with asyncio.timeout(PATIENCE):
                return "well" if await self.store.is_current() else "not at this version"
        except TimeoutError:
            return f"no answer in {PATIENCE:.0f} seconds"
        except StoreError as error:
            return type(error).__name__
