"""What every page does with what a browser asks."""

from __future__ import annotations

import asyncio
import contextlib
import re
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

POLL_SECONDS = 25.0
"""So long a browser waits at most for something new."""

FORM = re.compile(r"[A-Za-z0-9_-]{22}")


def to_page(where: str = "", page: str = "/") -> Response:
    """Sends a browser on to a page, at the message with the id `where`."""
    return RedirectResponse(f"{page}#{where}" if where else page, 303)


def gone(request: Request) -> Response:
    """To who is not known (any more)."""
    return JSONResponse({"over": True}, 401) if is_script(request) else to_page()


def is_script(request: Request) -> bool:
    """Whether the page's own script asks, and not the browser itself."""
    return request.headers.get("accept") == "application/json"


def form_id(fields: dict[str, str]) -> str:
    """The id of a form. Raises HTTPException when it is none of ours."""
    form = fields.get("form", "")
    if not FORM.fullmatch(form):
        raise HTTPException(400)
    return form


async def leaves(request: Request) -> None:
    """Waits until the browser does not wait for an answer any more."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def first_of(*works: Any) -> None:
    """Waits for one of these, and ends the others."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks, return_exceptions=True)
