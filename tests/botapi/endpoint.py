"""The Bot API over HTTP: `/bot<token>/<method>`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from tests.botapi.arguments import Arguments, read_arguments
from tests.botapi.bell import Bell
from tests.botapi.delivery import delete_webhook, get_updates, get_webhook_info, set_webhook
from tests.botapi.errors import ApiError, BadRequest, NotFound, Unauthorized
from tests.botapi.failures import Failure
from tests.botapi.methods import METHODS
from tests.botapi.state import Call, State

DROPPED = 0
_AT_ONCE = METHODS | {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
NAMES = {name.lower(): name for name in [*_AT_ONCE, "getUpdates"]}
"""Method names are case-insensitive: https://core.telegram.org/bots/api#making-requests"""


class DroppableProtocol(H11Protocol):
    """HTTP that lets the application cut the line."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {"transport": transport}
        super().connection_made(transport)


class Dropped(Response):
    """No answer, or the beginning of one: then the connection is cut."""

    def __init__(self, beginning: bytes = b"") -> None:
        super().__init__()
        self._beginning = beginning

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._beginning:
            length = (b"content-length", str(2 * len(self._beginning)).encode())
            await send({"type": "http.response.start", "status": 200, "headers": [length]})
            await send({"type": "http.response.body", "body": self._beginning, "more_body": True})
            await asyncio.sleep(0.05)  # what is written must leave before the connection is cut
        scope["state"]["transport"].abort()
        while (await receive())["type"] != "http.disconnect":
            pass


def application(state: State, bell: Callable[[], Bell]) -> Starlette:
    """The ASGI application; `bell` gives the bell of the running server."""

    async def answer(request: Request) -> Response:
        if request.path_params["token"] != state.token:
            return _refused(Unauthorized())
        asked = request.path_params["method"]
        name = NAMES.get(asked.lower())
        try:
            if name is None:
                raise NotFound("method not found")
            arguments = await read_arguments(request)
        except ClientDisconnect:
            return _refused(BadRequest("the bot was gone before it had said what it wanted"))
        except ApiError as error:
            _note(state, name or asked, Arguments(), error.status)
            return _refused(error)
        with state.changed:
            failure = state.failures.take(name, arguments.get("chat_id"))
        if failure is None:
            return await _carry_out(state, name, arguments, bell())
        return await _fail(state, name, arguments, bell(), failure)

    async def not_found(request: Request) -> Response:
        return _refused(NotFound())

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", answer, methods=["GET", "POST"]),
            Route("/{path:path}", not_found, methods=["GET", "POST"]),
        ]
    )


async def _carry_out(
    state: State, name: str, arguments: Arguments, bell: Bell, seen_status: int | None = None
) -> Response:
    """Does what is asked and answers; notes the call, with the status that the bot will see."""
    body: dict[str, Any] = {"ok": True}
    try:
        polled = await get_updates(state, arguments, bell) if name == "getUpdates" else None
        with state.change():
            body["result"] = _AT_ONCE[name](state, arguments) if polled is None else polled
            _note(state, name, arguments, HTTPStatus.OK if seen_status is None else seen_status)
    except ApiError as error:
        _note(state, name, arguments, error.status if seen_status is None else seen_status)
        return _refused(error)
    return _answer(HTTPStatus.OK, body)


async def _fail(state: State, name: str, arguments: Arguments, bell: Bell, failure: Failure) -> Response:
    seen_status = DROPPED if failure.drop or failure.cut else failure.status
    response: Response | None = None
    if failure.executes:
        response = await _carry_out(state, name, arguments, bell, seen_status)
    if failure.hang:
        await bell.closed(failure.hang)
    if not failure.executes:
        assert seen_status is not None
        _note(state, name, arguments, seen_status)
    if failure.drop or failure.cut:
        return Dropped(b'{"ok": true, "result": ' if failure.cut else b"")
    if failure.status is None:
        assert response is not None
        return response
    if failure.page is not None:
        return HTMLResponse(failure.page, failure.status)
    return _answer(failure.status, failure.body())


def _note(state: State, name: str, arguments: Arguments, status: int) -> None:
    with state.change():
        state.calls.append(Call(name, dict(arguments), int(status)))


def _refused(error: ApiError) -> JSONResponse:
    return _answer(error.status, error.body())


def _answer(status: int, body: dict[str, Any]) -> JSONResponse:
    wait = body.get("parameters", {}).get("retry_after")
    return JSONResponse(body, status, {"Retry-After": str(wait)} if wait else None)
