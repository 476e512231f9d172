"""Works that go on side by side."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine, Sequence
from typing import Any


async def until_one_ends(*works: Coroutine[Any, Any, None]) -> None:
    """None of these ends by itself; a bot that reads but cannot answer must not go on reading. Raises what ended it."""
    async with beside(*works) as tasks:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        ended.pop().result()


@contextlib.asynccontextmanager
async def beside(*works: Coroutine[Any, Any, None]) -> AsyncIterator[Sequence[asyncio.Task[None]]]:
    """These go on as long as the block lasts, and have ended when it is left."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
