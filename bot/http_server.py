"""Serves HTTP on a socket, as a part of a program that decides by itself when to end."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the program's: uvicorn would raise those that it caught again at its end, and so end a program
        that is still finishing what is under way.
        """
        yield


async def serve(app: Starlette, listener: socket.socket, last_seconds: int | None = None) -> None:
    """Serves until it is cancelled. Requests under way then are given so many seconds; None cuts them off."""
    server = _Server(
        uvicorn.Config(app, access_log=False, log_config=None, lifespan="off", timeout_graceful_shutdown=last_seconds)
    )
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        server.should_exit = True  # so that requests under way are answered and sockets closed
        server.force_exit = last_seconds is None
        await serving
        raise
