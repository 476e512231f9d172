"""What the page's addresses answer. Without the script every form is a POST that leads back to the page."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.web import requests
from bot.channels.web.assets import Assets
from bot.channels.web.channel import Web
from bot.channels.web.doors import CHANNEL, Invited, Local, Refusal, address_of
from bot.channels.web.guard import Guard, form_of
from bot.channels.web.projector import Projector
from bot.channels.web.rendering import Pages
from bot.channels.web.rooms import MOST_LOOKING, Room
from bot.dialogue.practice_group import PREFIX
from bot.dialogue.texts import web as texts
from bot.errors import StoreUnavailable
from bot.markup import to_plain
from bot.message import File
from bot.store.practice_groups import read_code

log = logging.getLogger(__name__)

LONGEST_TEXT = 4096
"""Characters, as on Telegram (https://core.telegram.org/bots/api#sendmessage)."""

REMEMBERED = 180 * 24 * 3600
"""Seconds that a browser keeps the cookie after the last visit."""

CODE_PROBLEMS = {Refusal.WRONG_CODE: texts.WRONG_CODE, Refusal.TOO_MANY_CODES: texts.TOO_MANY_CODES}
TYPES = {"png": "image/png", "pdf": "application/pdf", "csv": "text/csv", "json": "application/json"}


def pages_app(web: Web) -> ASGIApp:
    """The web application, behind its guard."""
    assets = Assets()
    pages = Pages(web.knowledge, assets.address, may_sign_out=not web.door.is_local)
    desk = Desk(web, pages)

    async def broken(_request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        if isinstance(error, StoreUnavailable):
            log.error("A page cannot be given (%s)", error)
            status = 503
        headers = error.headers if isinstance(error, HTTPException) else None
        return HTMLResponse(pages.problem(status), status, headers)

    async def refuse(scope: Scope, receive: Receive, send: Send, status: int) -> None:
        await HTMLResponse(pages.problem(status), status, {"Connection": "close"})(scope, receive, send)

    app = Starlette(
        routes=[
            Route("/", desk.page),
            Route("/begin", desk.begin, methods=["POST"]),
            Route("/say", desk.say, methods=["POST"]),
            Route("/tap", desk.tap, methods=["POST"]),
            Route("/new", desk.new),
            Route("/file/{item}", desk.file),
            Route("/afmelden", desk.ask_to_sign_out),
            Route("/afmelden", desk.sign_out, methods=["POST"]),
            Route("/static/{name}", assets.answer),
            *Projector(web, pages, desk.room_of).routes(),
        ],
        exception_handlers={HTTPException: broken, StoreUnavailable: broken, Exception: broken},
    )
    return Guard(app, web.site, refuse)


class Desk:
    """Answers requests."""

    def __init__(self, web: Web, pages: Pages) -> None:
        self._web = web
        self._pages = pages

    async def page(self, request: Request) -> Response:
        """The conversation; to who has not signed in the way in."""
        room = await self.room_of(request)
        if room is not None and room.farewell is None:
            if "key" in request.query_params:
                return requests.to_page()
            return await self._conversation(request, room)
        if isinstance(self._web.door, Local):
            return self._come_in(self._web.door, request.query_params.get("key", ""))
        if self._has_no_cookie_yet(request):
            return HTMLResponse(self._pages.again())
        return self._ask_for_code(request, room)

    async def begin(self, request: Request) -> Response:
        """A code on the form of the way in."""
        door = self._web.door
        if not isinstance(door, Invited):
            raise HTTPException(404)
        fields = await form_of(request)
        code, form = fields.get("code", "")[:LONGEST_TEXT], requests.form_id(fields)
        entry = await door.enter(code, form, self._web.first)
        if isinstance(entry, Refusal):
            status = 429 if entry is Refusal.TOO_MANY_CODES else 422
            return HTMLResponse(self._pages.sign_in(code=code[:40], problem=CODE_PROBLEMS[entry]), status)
        return self._with_cookie(requests.to_page(), entry.token)

    async def say(self, request: Request) -> Response:
        """A text."""
        fields = await form_of(request)
        text, form = fields.get("text", "").strip().replace("\r\n", "\n"), requests.form_id(fields)
        try:
            room = await self.room_of(request)
        except StoreUnavailable:
            card = await self._web.card(text)
            if card is None:
                raise
            if requests.is_script(request):
                return JSONResponse({"notice": to_plain(card)}, 503)
            return HTMLResponse(self._pages.problem(503, card), 503)
        if room is None or room.farewell is not None:
            return requests.gone(request)
        since = room.transcript.change
        if not text or len(text) > LONGEST_TEXT:
            room.notice = texts.TOO_LONG if text else texts.NO_WORDS
            return self._answer(request, room, since, text)
        await self._web.say(room, text, form)
        return self._answer(request, room, since)

    async def tap(self, request: Request) -> Response:
        """A button. What we did not put there is treated as one of long ago."""
        fields = await form_of(request)
        form, on = requests.form_id(fields), fields.get("on", "")
        proof, _, action = fields.get("button", "").partition(":")
        room = await self.room_of(request)
        if room is None or room.farewell is not None:
            return requests.gone(request)
        since = room.transcript.change
        ours = self._web.is_ours(room.address, action, on, proof)
        await self._web.tap(room, action if ours else "", on, form)
        return self._answer(request, room, since)

    async def new(self, request: Request) -> Response:
        """What is new since a change, as soon as there is something; nothing after a while."""
        room = await self.room_of(request)
        if room is None or room.farewell is not None:
            return requests.gone(request)
        since = _since(request, room)
        if room.looking < MOST_LOOKING and not self._web.ending:
            with room.looked_at():
                self._web.wake()
                await requests.first_of(
                    room.changed(since), requests.leaves(request), asyncio.sleep(requests.POLL_SECONDS)
                )
        room = await self.room_of(request)
        return requests.gone(request) if room is None or room.farewell else self._changes(room, since)

    async def file(self, request: Request) -> Response:
        """The file of a message of this person."""
        room = await self.room_of(request)
        item = room.transcript.find(request.path_params["item"]) if room else None
        if item is None or item.file is None:
            raise HTTPException(404)
        return _file(item.file)

    async def ask_to_sign_out(self, request: Request) -> Response:
        if self._web.door.is_local or await self.room_of(request) is None:
            return requests.to_page()
        return HTMLResponse(self._pages.sign_out())

    async def sign_out(self, request: Request) -> Response:
        room = await self.room_of(request)
        if room is not None and not self._web.door.is_local:
            await self._web.sign_out(room)
        return self._without_cookie(HTMLResponse(self._pages.sign_in(notice=texts.SIGNED_OUT)))

    async def room_of(self, request: Request) -> Room | None:
        """The page of who asks; None when nobody knows them."""
        token = request.cookies.get(self._web.site.cookie)
        address = await self._address(token) if token else None
        return self._web.rooms.open(address) if address else None

    async def _address(self, token: str) -> str | None:
        door = self._web.door
        if isinstance(door, Invited) and self._web.rooms.find(address_of(token)):
            return address_of(token)  # was let in before, by this program: the page works without the database too
        return await door.address_of(token)

    async def _conversation(self, request: Request, room: Room) -> Response:
        if room.transcript.items:
            await self._web.bring(room)
        else:
            await self._web.greet(room)
        notice, room.notice = room.notice, None
        group = _code_of_group(request)
        answer = HTMLResponse(
            self._pages.conversation(
                room,
                self._sign(room),
                notice=texts.GROUP_LINK if group and not notice else notice,
                draft=group or "",
                may_lead=await self._may_lead(room),
            )
        )
        token = request.cookies[self._web.site.cookie]
        return answer if self._web.door.is_local else self._with_cookie(answer, token)

    def _answer(self, request: Request, room: Room, since: int, draft: str = "") -> Response:
        """The script gets what changed; else the whole page comes, at the first message that is new."""
        if self._web.rooms.find(room.address) is not room:
            return requests.gone(request)  # they had everything of them forgotten
        if requests.is_script(request):
            return self._changes(room, _since(request, room))
        if draft:
            notice, room.notice = room.notice, None
            return HTMLResponse(self._pages.conversation(room, self._sign(room), notice=notice, draft=draft), 413)
        new = room.transcript.since(since)
        return requests.to_page(f"m-{min(new, key=lambda item: item.change).id}" if new else "say")

    def _changes(self, room: Room, since: int) -> Response:
        transcript = room.transcript
        notice, room.notice = room.notice, None
        changed, sign = transcript.since(since), self._sign(room)
        return JSONResponse(
            {
                "run": transcript.run,
                "change": transcript.change,
                "items": [{"id": f"m-{item.id}", "html": self._pages.item(item, sign)} for item in changed],
                "gone": [f"m-{item_id}" for item_id in transcript.gone_since(since)],
                "notice": notice,
            }
        )

    def _sign(self, room: Room) -> Callable[[str, str], str]:
        return lambda action, on: self._web.sign(room.address, action, on)

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
        group = _code_of_group(request)
        code = "" if group else request.query_params.get("start", "")[:40]
        said = notice or (texts.GROUP_NOT_SIGNED_IN.format(code=group) if group else None)
        answer = HTMLResponse(self._pages.sign_in(code=code, notice=said))
        return self._without_cookie(answer) if notice else answer

    async def _may_lead(self, room: Room) -> bool:
        """Whether the way to the screen stands on the page, which works without the database too."""
        with contextlib.suppress(StoreUnavailable):
            async with self._web.store.work(read_only=True) as work:
                person = await work.people.at(CHANNEL, room.address)
                return person is not None and person.role.may_coordinate
        return False

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


def _code_of_group(request: Request) -> str | None:
    """The code in the link of a group that practises; None when the link is another."""
    start = request.query_params.get("start", "")
    code = read_code(start.removeprefix(PREFIX)) if start.startswith(PREFIX) else None
    return code.upper() if code else None


def _since(request: Request, room: Room) -> int:
    """Up to which change the page is known; 0 when it is a page of before a restart, to which all here is new."""
    since = request.query_params.get("since", "")
    known = since.isdecimal() and len(since) < 10 and request.query_params.get("run") == room.transcript.run
    return int(since) if known else 0


def _file(file: File) -> Response:
    kind = TYPES.get(file.name.rpartition(".")[2], "application/octet-stream")
    how = "inline" if file.is_picture else "attachment"
    headers = {"Content-Disposition": f"{how}; filename*=UTF-8''{quote(file.name)}"}
    return Response(file.content, media_type=kind, headers=headers)
