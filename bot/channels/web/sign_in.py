"""The way in and out of the page, and the cookie by which a browser is known."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.channels.web import requests
from bot.channels.web.channel import Web
from bot.channels.web.doors import Invited, Local, Refusal, address_of
from bot.channels.web.guard import form_of
from bot.channels.web.rendering import Pages
from bot.channels.web.rooms import Room
from bot.dialogue.practising.practice_group import PREFIX
from bot.dialogue.texts import web as texts
from bot.store.practice_groups import read_code

REMEMBERED = 180 * 24 * 3600
"""Seconds that a browser keeps the cookie after the last visit."""

LONGEST_CODE = 40
"""Characters that are shown again of what was written in the place of a code."""

HEARD = 500
"""Characters that are read, for a crisis, of what somebody wrote who has not signed in: a flood of it costs little."""

CODE_PROBLEMS = {Refusal.WRONG_CODE: texts.WRONG_CODE, Refusal.TOO_MANY_CODES: texts.TOO_MANY_CODES}


class SignIn:
    """Knows who asks, and lets people in and out."""

    def __init__(self, web: Web, pages: Pages) -> None:
        self._web = web
        self._pages = pages

    def routes(self) -> list[Route]:
        """Where the way in and out is."""
        return [
            Route("/begin", self.begin, methods=["POST"]),
            Route("/afmelden", self.ask_to_sign_out),
            Route("/afmelden", self.sign_out, methods=["POST"]),
        ]

    async def room_of(self, request: Request) -> Room | None:
        """The page of who asks; None when nobody knows them."""
        token = request.cookies.get(self._web.site.cookie)
        address = await self._address(token) if token else None
        return self._web.rooms.open(address) if address else None

    def way_in(self, request: Request, room: Room | None) -> Response:
        """To who has not signed in. `room` is theirs when something is left to say to them."""
        if isinstance(self._web.door, Local):
            return self._come_in(self._web.door, request.query_params.get("key", ""))
        if self._has_no_cookie_yet(request):
            return HTMLResponse(self._pages.again())
        return self._ask_for_code(request, room)

    async def card(self, text: str) -> str | None:
        """The card of a crisis for who has not signed in; None when there is none."""
        return await self._web.card(text[:HEARD])

    def closed(self, card: str) -> str:
        """To who has not signed in, with what cannot wait for that. `card` is Markdown."""
        if self._web.door.is_local:
            return self._pages.closed(card)
        return self._pages.sign_in(notice=card)

    def stay(self, request: Request, answer: Response) -> Response:
        """The answer to who has signed in: from now on they are remembered so long again."""
        return answer if self._web.door.is_local else self._with_cookie(answer, request.cookies[self._web.site.cookie])

    async def begin(self, request: Request) -> Response:
        """A code on the form of the way in."""
        door = self._web.door
        if not isinstance(door, Invited):
            raise HTTPException(404)
        fields = await form_of(request)
        code, form = fields.get("code", ""), requests.form_id(fields)
        entry = await door.enter(code, form, self._web.first)
        if isinstance(entry, Refusal):
            status = 429 if entry is Refusal.TOO_MANY_CODES else 422
            card = await self.card(code) if " " in code.strip() else None
            page = self._pages.sign_in(code=code[:LONGEST_CODE], problem=CODE_PROBLEMS[entry], notice=card)
            return HTMLResponse(page, status)
        return self._with_cookie(requests.to_page(), entry.token)

    async def ask_to_sign_out(self, request: Request) -> Response:
        if self._web.door.is_local or await self.room_of(request) is None:
            return requests.to_page()
        return HTMLResponse(self._pages.sign_out())

    async def sign_out(self, request: Request) -> Response:
        room = await self.room_of(request)
        if room is not None and not self._web.door.is_local:
            await self._web.sign_out(room)
        return self._without_cookie(HTMLResponse(self._pages.sign_in(notice=texts.SIGNED_OUT)))

    async def _address(self, token: str) -> str | None:
        door = self._web.door
        if isinstance(door, Invited) and self._web.rooms.find(address_of(token)):
            return address_of(token)  # was let in before, by this program: the page works without the database too
        return await door.address_of(token)

    def _come_in(self, door: Local, key: str) -> Response:
        token = door.enter(key)
        return self._with_cookie(requests.to_page(), token) if token else HTMLResponse(self._pages.closed(), 403)

    def _ask_for_code(self, request: Request, room: Room | None) -> Response:
        """The way in. A link fills in the code, and uses nothing up: what shows where a link leads follows it too."""
        notice = None
        if room is not None and room.farewell is not None:
            notice = room.farewell.text
            self._web.rooms.close(room.address)
        elif self._web.site.cookie in request.cookies:
            notice = texts.SESSION_OVER
        group = code_of_group(request)
        code = "" if group else request.query_params.get("start", "")[:LONGEST_CODE]
        said = notice or (texts.GROUP_NOT_SIGNED_IN.format(code=group) if group else None)
        answer = HTMLResponse(self._pages.sign_in(code=code, notice=said))
        return self._without_cookie(answer) if notice else answer

    def _has_no_cookie_yet(self, request: Request) -> bool:
        """Whether somebody follows a link on another page: browsers then keep our cookie back, until we ask ourselves.

        (https://www.rfc-editor.org/rfc/rfc6265bis, SameSite=Strict)
        """
        return (
            self._web.site.cookie not in request.cookies
            and request.headers.get("sec-fetch-site") == "cross-site"
            and request.headers.get("sec-fetch-mode") == "navigate"
        )

    def _with_cookie(self, answer: Response, token: str) -> Response:
        age = None if self._web.door.is_local else REMEMBERED
        answer.set_cookie(self._web.site.cookie, token, max_age=age, **self._kind_of_cookie())
        return answer

    def _without_cookie(self, answer: Response) -> Response:
        answer.delete_cookie(self._web.site.cookie, **self._kind_of_cookie())
        return answer

    def _kind_of_cookie(self) -> dict[str, Any]:
        return {"path": "/", "secure": self._web.site.is_secure, "httponly": True, "samesite": "strict"}


def code_of_group(request: Request) -> str | None:
    """The code in the link of a group that practises; None when the link is another."""
    start = request.query_params.get("start", "")
    code = read_code(start.removeprefix(PREFIX)) if start.startswith(PREFIX) else None
    return code.upper() if code else None
