"""What serves one process: long polling, and the page in a browser, whose conversations are in a process's memory.

At a second getUpdates Telegram ends that of the first. So the newcomer must find out by itself that it is one too many,
before it asks Telegram anything. Processes on one database share a lock that is named after the token. Of two databases
with one token only Telegram knows: see `Conflict` in the channel.
"""

from __future__ import annotations

import asyncio
import logging
import time

from bot.errors import ChannelError, StoreUnavailable
from bot.store.locks import Lock

log = logging.getLogger(__name__)

CHECK_SECONDS = 30.0
GONE_SECONDS = 3.0
"""So long a server may take to notice that the process before us was killed, and to free what it held."""

AGAIN_SECONDS = 0.2
ALREADY_RUNS = (
    "This bot is already running on this database, and a token serves one reader: look for another terminal with "
    "`make run` or `python -m bot run`, a service or a container, and stop that one first"
)


def name_of(token: str) -> str:
    """The name of the lock that whoever reads with this token holds."""
    return f"polling {token}"


async def become(lock: Lock, refusal: str = ALREADY_RUNS) -> None:
    """Raises ChannelError when another process reads, StoreUnavailable when nobody can know."""
    deadline = time.monotonic() + GONE_SECONDS
    while not await lock.hold():
        if time.monotonic() > deadline:
            raise ChannelError(refusal)
        await asyncio.sleep(AGAIN_SECONDS)


async def remain(lock: Lock, refusal: str = ALREADY_RUNS) -> None:
    """Takes the lock again when the connection that held it was lost. Ends by ChannelError when another was quicker."""
    while True:
        await asyncio.sleep(CHECK_SECONDS)
        try:
            await become(lock, refusal)
        except StoreUnavailable as error:
            log.warning("Nobody knows who else serves this channel (%s); looking again", error)
