"""The internal port: `/metrics` for Prometheus, `/health/live` and `/health/ready` for who keeps the process running.

It tells nothing of anybody, but it is for the inside: by default only this machine reaches it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.monitoring.health import Examination
from bot.monitoring.watch import Addresses, OutboxWatch, keep_watch
from bot.settings import Settings
from bot.store.database import Store
from bot.together import beside

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

log = logging.getLogger(__name__)


def open_port(settings: Settings) -> socket.socket | None:
    """The socket of the internal port; None when it is switched off or taken: the bot works without.

    Processes that are forked afterwards share it, and any of them answers.
    """
    if settings.metrics_port == 0:
        return None
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.metrics_host, settings.metrics_port))
        listener.listen()
    except OSError as error:
        listener.close()
        log.error(
            "Port %s cannot be used for metrics and health (%s). Set METRICS_PORT to a free one, or to 0 for none",
            settings.metrics_port,
            error.strerror,
        )
        return None
    return listener


def internal_app(registry: Any, examination: Examination) -> Starlette:
    """The web application behind the port."""
    from prometheus_client import generate_latest
    from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
    from starlette.applications import Starlette
    from starlette.responses import JSONResponse, Response
    from starlette.routing import Route

    async def metrics(_request: Request) -> Response:
        return Response(await asyncio.to_thread(generate_latest, registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    async def live(_request: Request) -> Response:
        return JSONResponse({"alive": True})  # that this is answered says that the event loop turns

    async def ready(_request: Request) -> Response:
        health = await examination.health()
        return JSONResponse(health.as_data(), 200 if health.ready else 503)

    return Starlette(routes=[Route("/metrics", metrics), Route("/health/live", live), Route("/health/ready", ready)])


@contextlib.asynccontextmanager
async def looked_after(
    port: socket.socket | None,
    registry: Any,
    store: Store,
    channel: str,
    signed_in: Callable[[], bool],
    understands: Callable[[], bool],
    clock: Callable[[], datetime],
    reached: Addresses = lambda: None,
) -> AsyncIterator[None]:
    """Serves the port, and keeps the figures that nobody else keeps, as long as the block lasts."""
    outbox = OutboxWatch()
    work: list[Coroutine[Any, Any, None]] = [keep_watch(store, channel, outbox, clock, reached)]
    if port is not None:
        from bot.http_server import serve  # here, so that the terminal starts without it

        work.append(serve(internal_app(registry, Examination(store, outbox, signed_in, understands)), port))
    async with beside(*work):
        yield
