"""The address that Telegram calls. It answers 200 when an update is stored, so that Telegram sends others again."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import socket
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import ChannelError, StoreUnavailable

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the name of a header
LARGEST_UPDATE = 1_000_000
"""Bytes; Telegram's own are far smaller."""

Handle = Callable[[dict[str, Any]], Awaitable[None]]


def webhook_app(path: str, secret: str, handle: Handle) -> Starlette:
    """The web application: the webhook at `path`, and `/health`."""

    async def webhook(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return PlainTextResponse("wrong secret", 403)
        body = bytearray()
        async for piece in request.stream():  # how long it says that it is need not be true
            body += piece
            if len(body) > LARGEST_UPDATE:
                return PlainTextResponse("too large", 413)
        try:
            update = json.loads(body)
            if not isinstance(update, dict) or "update_id" not in update:
                raise ValueError
        except (ValueError, RecursionError):  # the latter is of brackets within brackets
            return PlainTextResponse("not an update", 400)
        try:
            await handle(update)
        except StoreUnavailable as error:
            log.error("Nothing can be stored (%s); Telegram will send the update again", error)
            return PlainTextResponse("try again", 503)
        except Exception as error:
            # Nothing of it may be logged, and Telegram must not send it for ever.
            log.error("An update was given up: %s", type(error).__name__)
        return PlainTextResponse("ok")

    async def health(_request: Request) -> Response:
        return PlainTextResponse("ok")

    return Starlette(routes=[Route(path, webhook, methods=["POST"]), Route("/health", health)])


async def serve_webhook(url: str, secret: str, port: int, handle: Handle) -> None:
    """Serves until it is cancelled, on all addresses of this machine: a reverse proxy with TLS stands before it.

    Raises ChannelError when the port is taken.
    """
    app = webhook_app(urlsplit(url).path or "/", secret, handle)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("0.0.0.0", port))  # noqa: S104
    except OSError as error:
        raise ChannelError(
            f"Port {port} cannot be used for the webhook ({error.strerror}). Set TELEGRAM_WEBHOOK_PORT to a free one"
        ) from None
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_config=None))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        server.should_exit = True  # so that requests under way are answered and sockets closed
        await serving
        raise
