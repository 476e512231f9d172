"""What the page's addresses answer. Without the script every form is a POST that leads back to the page."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
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
from bot.channels.web.doors import CHANNEL
from bot.channels.web.guard import Guard, form_of
from bot.channels.web.projector import Projector
from bot.channels.web.rendering import Pages
from bot.channels.web.rooms import MOST_LOOKING, Room
from bot.channels.web.sign_in import SignIn, code_of_group
from bot.dialogue.texts import web as texts
from bot.errors import StoreUnavailable
from bot.markup import to_plain
from bot.message import File

log = logging.getLogger(__name__)

LONGEST_TEXT = 4096
"""Characters, as on Telegram (https://core.telegram.org/bots/api#sendmessage)."""

TYPES = {"png": "image/png", "pdf": "application/pdf", "csv": "text/csv", "json": "application/json"}


def pages_app(web: Web) -> ASGIApp:
    """The web application, behind its guard."""
    assets = Assets()
    pages = Pages(web.knowledge, assets.address, may_sign_out=not web.door.is_local)
    sign_in = SignIn(web, pages)
    desk = Desk(web, pages, sign_in)

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
            Route("/say", desk.say, methods=["POST"]),
            Route("/tap", desk.tap, methods=["POST"]),
            Route("/new", desk.new),
            Route("/file/{item}", desk.file),
            Route("/static/{name}", assets.answer),
            *sign_in.routes(),
            *Projector(web, pages, sign_in.room_of).routes(),
        ],
        exception_handlers={HTTPException: broken, StoreUnavailable: broken, Exception: broken},
    )
    return Guard(app, web.site, refuse)


class Desk:
    """Answers requests."""

    def __init__(self, web: Web, pages: Pages, sign_in: SignIn) -> None:
        self._web = web
        self._pages = pages
        self._sign_in = sign_in

    async def page(self, request: Request) -> Response:
        """The conversation; to who has not signed in the way in."""
        room = await self._sign_in.room_of(request)
        if room is not None and room.farewell is None:
            if "key" in request.query_params:
                return requests.to_page()
            return await self._conversation(request, room)
        return self._sign_in.way_in(request, room)

    async def say(self, request: Request) -> Response:
        """A text."""
        fields = await form_of(request)
        text, form = fields.get("text", "").strip().replace("\r\n", "\n"), requests.form_id(fields)
        try:
            room = await self._sign_in.room_of(request)
        except StoreUnavailable:
            if (card := await self._web.card(text)) is None:
                raise
            return self._card_alone(request, card, self._pages.problem(503, card), 503)
        if room is None or room.farewell is not None:
            if (card := await self._sign_in.card(text)) is None:
                return requests.gone(request)
            return self._card_alone(request, card, self._sign_in.closed(card), 403)
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
        room = await self._sign_in.room_of(request)
        if room is None or room.farewell is not None:
            return requests.gone(request)
        since = room.transcript.change
        ours = self._web.is_ours(room.address, action, on, proof)
        await self._web.tap(room, action if ours else "", on, form)
        return self._answer(request, room, since)

    async def new(self, request: Request) -> Response:
        """What is new since a change, as soon as there is something; nothing after a while."""
        room = await self._sign_in.room_of(request)
        if room is None or room.farewell is not None:
            return requests.gone(request)
        since = _since(request, room)
        if room.looking < MOST_LOOKING and not self._web.ending:
            with room.looked_at():
                self._web.wake()
                await requests.first_of(
                    room.changed(since), requests.leaves(request), asyncio.sleep(requests.POLL_SECONDS)
                )
        room = await self._sign_in.room_of(request)
        return requests.gone(request) if room is None or room.farewell else self._changes(room, since)

    async def file(self, request: Request) -> Response:
        """The file of a message of this person."""
        room = await self._sign_in.room_of(request)
        item = room.transcript.find(request.path_params["item"]) if room else None
        if item is None or item.file is None:
            raise HTTPException(404)
        return _file(item.file)

    async def _conversation(self, request: Request, room: Room) -> Response:
        if room.transcript.items:
            await self._web.bring(room)
        else:
            await self._web.greet(room)
        notice, room.notice = room.notice, None
        group = code_of_group(request)
        answer = HTMLResponse(
            self._pages.conversation(
                room,
                self._sign(room),
                notice=texts.GROUP_LINK if group and not notice else notice,
                draft=group or "",
                may_lead=await self._may_lead(room),
            )
        )
        return self._sign_in.stay(request, answer)

    def _card_alone(self, request: Request, card: str, page: str, status: int) -> Response:
        """A crisis gets its card, also when nothing else can be said."""
        if requests.is_script(request):
            return JSONResponse({"notice": to_plain(card)}, status)
        return HTMLResponse(page, status)

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

    async def _may_lead(self, room: Room) -> bool:
        """Whether the way to the screen stands on the page, which works without the database too."""
        with contextlib.suppress(StoreUnavailable):
            async with self._web.store.work(read_only=True) as work:
                person = await work.people.at(CHANNEL, room.address)
                return person is not None and person.role.may_coordinate
        return False


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
