"""What stands before every page: who may call it from where, how much it may send, and what browsers are told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.web.site import Site

LARGEST_BODY = 65_536
"""Bytes: the longest message, each character of it written as twelve (%F0%9F%98%80)."""

MOST_FIELDS = 10
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    # Nothing goes to other sites. With no-referrer browsers would hide the Origin of our own forms from us as well
    # (https://fetch.spec.whatwg.org/#append-a-request-origin-header).
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex",
}
"""On every answer. `Cache-Control: no-store` is added where an answer does not say otherwise."""

Refuse = Callable[[Scope, Receive, Send, int], Awaitable[None]]


class Guard:
    """Wraps the pages. `refuse` answers in their place, with a status."""

    def __init__(self, app: ASGIApp, site: Site, refuse: Refuse) -> None:
        self._app = app
        self._site = site
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif (status := self._refusal(scope["method"], Headers(scope=scope))) is not None:
            await self._refuse(scope, receive, told, status)
        else:
            await self._app(scope, receive, told)

    def _refusal(self, method: str, headers: Headers) -> int | None:
        """A page of somebody else that points its own name at us (DNS rebinding) sends its own Host; one that sends a
        form of its own to us has another Origin. Every browser tells both.
        """
        if headers.get("host", "").lower() not in self._site.hosts:
            return 421
        if method not in ("GET", "HEAD") and headers.get("origin", "").lower() not in self._site.origins:
            return 403
        return None


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form. No more of it is read than fits. Raises HTTPException when it is none, or too large."""
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > LARGEST_BODY:
                raise HTTPException(413, headers={"Connection": "close"})
    except ClientDisconnect:
        raise HTTPException(400) from None
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise HTTPException(400) from None
