"""Serves HTTP on a socket, as a part of a program that decides by itself when to end."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from bot.errors import ChannelError


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the program's: uvicorn would raise those that it caught again at its end, and so end a program
        that is still finishing what is under way.
        """
        yield


def bind_port(port: int, host: str, what: str, setting: str) -> socket.socket:
    """A socket to serve on; port 0 is any that is free. Raises ChannelError that names the setting when it is taken."""
    # asyncio answers without delay (TCP_NODELAY) only where the protocol is named.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise ChannelError(
            f"Port {port} cannot be used for {what} ({error.strerror}). Set {setting} to a free one"
        ) from None
    return listener


async def serve(app: ASGIApp, listener: socket.socket, last_seconds: int | None = None) -> None:
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
