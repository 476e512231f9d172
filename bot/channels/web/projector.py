"""The screen before a group: a page for who leads one, with the buttons of the chat."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.channels.web import requests
from bot.channels.web.channel import Web
from bot.channels.web.doors import CHANNEL
from bot.channels.web.guard import form_of
from bot.channels.web.rendering import Pages
from bot.channels.web.rooms import MOST_LOOKING, Room
from bot.dialogue.practising.projector import Screen, screen_of

ON = "scherm"
"""What the buttons of the screen stand on, in the place of a message's id."""

PAGE = f"/{ON}"
LOOK_SECONDS = 1.0
"""So often is looked whether somebody answered: answers come by other channels, and in other processes, too."""

MARK_LENGTH = 16


class Projector:
    """Answers requests. `room_of` gives the page of who asks; None when nobody knows them.

    Who looks at this page does not look at the conversation: nothing that waits for them is brought there.
    """

    def __init__(self, web: Web, pages: Pages, room_of: Callable[[Request], Awaitable[Room | None]]) -> None:
        self._web = web
        self._pages = pages
        self._room_of = room_of

    def routes(self) -> list[Route]:
        """Where the screen is."""
        return [
            Route(PAGE, self.page),
            Route(PAGE, self.tap, methods=["POST"]),
            Route(f"{PAGE}/nieuw", self.new),
        ]

    async def page(self, request: Request) -> Response:
        """The screen; to who leads no group how to begin."""
        room = await self._room(request)
        if room is None:
            return requests.to_page()
        screen = await self._screen(room)
        notice, room.notice = room.notice, None
        part = self._part(room, screen)
        return HTMLResponse(self._pages.screen(part, _mark(screen), notice=notice))

    async def tap(self, request: Request) -> Response:
        """A button of the screen: the same action as under the question in the chat, taken in the same way."""
        fields = await form_of(request)
        form = requests.form_id(fields)
        proof, _, action = fields.get("button", "").partition(":")
        room = await self._room(request)
        if room is None:
            return requests.gone(request)
        ours = self._web.is_ours(room.address, action, ON, proof)
        await self._web.tap(room, action if ours else "", ON, form, brings=False)
        if not requests.is_script(request):
            return requests.to_page(page=PAGE)
        return await self._now(request)

    async def new(self, request: Request) -> Response:
        """The screen as soon as it is another than the one with this mark; the same after a while."""
        room = await self._room(request)
        if room is None:
            return requests.gone(request)
        since = request.query_params.get("since", "")
        if room.watching < MOST_LOOKING:
            with room.watched():
                await self._changes(request, room, since)
        return await self._now(request)

    async def _changes(self, request: Request, room: Room, since: str) -> None:
        """Waits until the screen is another than with this mark, or nobody waits for that any more. No look is broken
        off: that would cost a connection to the database.
        """
        for _ in range(round(requests.POLL_SECONDS / LOOK_SECONDS)):
            if self._web.ending or await request.is_disconnected() or _mark(await self._screen(room)) != since:
                return
            said = room.changed(room.transcript.change)
            await requests.first_of(said, requests.leaves(request), asyncio.sleep(LOOK_SECONDS))

    async def _now(self, request: Request) -> Response:
        room = await self._room(request)
        if room is None:
            return requests.gone(request)
        screen = await self._screen(room)
        notice, room.notice = room.notice, None
        return JSONResponse({"mark": _mark(screen), "html": self._part(room, screen), "notice": notice})

    async def _room(self, request: Request) -> Room | None:
        room = await self._room_of(request)
        return room if room is not None and room.farewell is None else None

    async def _screen(self, room: Room) -> Screen | None:
        async with self._web.store.work(read_only=True) as work:
            person = await work.people.at(CHANNEL, room.address)
            if person is None:
                return None
            return await screen_of(work, person, self._web.knowledge, self._web.site.home, self._web.clock())

    def _part(self, room: Room, screen: Screen | None) -> str:
        return self._pages.screen_now(screen, lambda action, on: self._web.sign(room.address, action, on), ON)


def _mark(screen: Screen | None) -> str:
    """Another when what stands on the screen is another."""
    return hashlib.sha256(repr(screen).encode()).hexdigest()[:MARK_LENGTH]
