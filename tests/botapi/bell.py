"""Waking the server's event loop from another thread."""

from __future__ import annotations

import asyncio


class Bell:
    """Made in the loop that it wakes. Whoever waits first calls `clear`, then looks at the state, then waits."""

    def __init__(self) -> None:
        self.closing = False
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()
        self._closed = asyncio.Event()

    def ring(self) -> None:
        """From any thread: something changed."""
        self._loop.call_soon_threadsafe(self._event.set)

    def clear(self) -> None:
        self._event.clear()

    async def heard(self, seconds: float | None = None) -> None:
        """Waits for the bell, at most so long."""
        await _within(self._event, seconds)

    def close(self) -> None:
        """From any thread: the server goes; every wait ends."""
        self.closing = True
        self._loop.call_soon_threadsafe(self._end)

    async def closed(self, seconds: float | None = None) -> None:
        """Waits for the end of the server, at most so long."""
        await _within(self._closed, seconds)

    def _end(self) -> None:
        self._closed.set()
        self._event.set()


async def _within(event: asyncio.Event, seconds: float | None) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
