"""The address that Telegram calls. It answers 200 when an update is stored, so that Telegram sends others again."""

from __future__ import annotations

import hmac
import json
import logging
import socket
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import StoreUnavailable
from bot.http_server import bind_port, serve

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the name of a header
LARGEST_UPDATE = 1_000_000
"""Bytes; Telegram's own are far smaller."""

LAST_SECONDS = 4
"""Longer than any turn takes. An update that is cut off all the same comes again: Telegram got no answer."""

Handle = Callable[[dict[str, Any]], Awaitable[None]]


def webhook_app(path: str, secret: str, handle: Handle) -> Starlette:
    """The web application: the webhook at `path`, and `/health`."""

    async def webhook(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return PlainTextResponse("wrong secret", 403)
        body = await _body(request)
        if body is None:
            # The rest is not read: the connection ends.
            return PlainTextResponse("too large", 413, {"Connection": "close"})
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


async def _body(request: Request) -> bytes | None:
    """What the request carries; None when it is too large. No more than that is kept, whatever length it claims."""
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > LARGEST_UPDATE:
                return None
    except ClientDisconnect:
        pass  # nobody waits for the answer; half an update is none
    return bytes(body)


def bind(port: int) -> socket.socket:
    """The webhook's port, on all addresses of this machine: a reverse proxy with TLS stands before it.

    Raises ChannelError when the port is taken.
    """
    return bind_port(port, "0.0.0.0", "the webhook", "TELEGRAM_WEBHOOK_PORT")  # noqa: S104


async def serve_webhook(url: str, secret: str, listener: socket.socket, handle: Handle) -> None:
    """Serves until it is cancelled; what is under way then is given a moment."""
    app = webhook_app(urlsplit(url).path or "/", secret, handle)
    await serve(app, listener, LAST_SECONDS)
