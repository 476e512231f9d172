"""The web channel: what is typed and tapped on the page in, the outbox out to who looks."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import logging
import socket
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.channels import sole_reader
from bot.channels.outcome import Delivered, Later, Outcome
from bot.channels.postman import Postman
from bot.channels.web.doors import CHANNEL, Door, Invited
from bot.channels.web.rooms import Room, Rooms
from bot.channels.web.site import Site
from bot.dialogue.texts import web as texts
from bot.dialogue.turns import Turns
from bot.errors import OpmerkzaamError, StoreUnavailable
from bot.http_server import serve
from bot.knowledge import Knowledge
from bot.message import Kind, Message, Reply
from bot.monitoring.logs import place_of
from bot.store.database import Store
from bot.together import until_one_ends

log = logging.getLogger(__name__)

BACK, FIRST = "/terug", "/start"
"""What a page begins with, to who was here before and to who was not."""
LAST_SECONDS = 4
"""Longer than any turn takes, for requests under way when the program ends."""

LATE_SECONDS = 3.0
"""So long somebody in danger waits at most for the card, whatever the database does."""

PATIENCE = 8.0
"""So long a form waits for its answer; after that the page comes without it, and the answer later."""

BRING_SECONDS = 3.0
LOOK_SECONDS = 0.01
ALREADY_OPEN = (
    "Another program on this database serves the page, and what was said is in its memory: look for another terminal "
    "with `make run` or `python -m bot run`, a service or a container, and stop that one first"
)


class Web:
    """The bot on a page. `is_signed_in` once it is served, as other channels are once they are known."""

    name = CHANNEL

    def __init__(
        self,
        turns: Turns,
        store: Store,
        knowledge: Knowledge,
        clock: Callable[[], datetime],
        site: Site,
        door: Door,
        listener: socket.socket,
    ) -> None:
        self.knowledge = knowledge
        self.site = site
        self.door = door
        self.rooms = Rooms(clock)
        self.ending = False
        self.is_signed_in = False
        self._turns = turns
        self.store = store
        self.clock = clock
        self._listener = listener
        self.postman = Postman(store, CHANNEL, self._send, clock, reached=self.rooms.looked_at)
        self._working: set[asyncio.Task[None]] = set()

    def reached(self) -> list[str]:
        """The addresses at which what is said arrives now."""
        return self.rooms.looked_at()

    async def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Serves until it is cancelled; `ready` is called when the page can be opened.

        Raises ChannelError when another program serves the page on this database.
        """
        lock = self.store.lock("page")
        try:
            await sole_reader.become(lock, ALREADY_OPEN)
            await self.postman.take_over()
            await until_one_ends(self._serve(ready), self.postman.run(), sole_reader.remain(lock, ALREADY_OPEN))
        finally:
            await lock.release()

    async def _serve(self, ready: Callable[[], None]) -> None:
        from bot.channels.web.routes import pages_app

        self._listener.listen()  # from now on a browser that comes waits for us
        serving = asyncio.create_task(serve(pages_app(self), self._listener, LAST_SECONDS))
        self.is_signed_in = True
        ready()
        try:
            await asyncio.shield(serving)
        finally:
            self.ending = True  # who waits for something new is answered, so that nobody is cut off
            self.rooms.wake()
            serving.cancel()
            await asyncio.gather(serving, *self._working, return_exceptions=True)

    def sign(self, address: str, action: str, on: str) -> str:
        """What proves that we put a button with this action under this message of this person, also after a restart."""
        return self.store.pseudonym("web button", f"{address} {on} {action}")

    def is_ours(self, address: str, action: str, on: str, proof: str) -> bool:
        """Whether we put that button there."""
        return hmac.compare_digest(self.sign(address, action, on).encode(), proof.encode())

    async def greet(self, room: Room) -> None:
        """Begins an empty page with what waits for this person, and the menu."""
        async with room.order:
            if room.transcript.items:
                return
            await self.bring(room)
            hello = BACK if await self._knows(room.address) else FIRST
            update = self._update(room, "hello")
            await self._turn(room, self._message(room, update, Kind.TEXT, hello))

    async def first(self, address: str, code: str) -> None:
        """The first words of somebody who comes with an invitation. Raises StoreUnavailable."""
        room = self.rooms.open(address)
        async with room.order:
            update = self._update(room, "begin")
            await self._turns.take(self._message(room, update, Kind.TEXT, f"/start {code}"))
            await self.bring(room)

    async def say(self, room: Room, text: str, form: str) -> None:
        """Somebody typed something, on the form with this id."""
        update = self._update(room, f"say {form} {text}")

        async def take() -> None:
            item = room.transcript.hear(update, text)
            room.wake()
            await self._turn(room, self._message(room, update, Kind.TEXT, text, id=item))

        await self._in_order(room, take)

    async def tap(self, room: Room, action: str, on: str, form: str, *, brings: bool = True) -> None:
        """Somebody tapped a button under a message. What there is to say to that waits, unless this `brings` it."""
        update = self._update(room, f"tap {form} {on} {action}")
        message = self._message(room, update, Kind.BUTTON, action, on=on)
        await self._in_order(room, lambda: self._turn(room, message, brings=brings))

    async def sign_out(self, room: Room) -> None:
        """Raises StoreUnavailable."""
        assert isinstance(self.door, Invited), "at home there is nothing to sign out of"
        await self.door.leave(room.address)
        self.rooms.close(room.address)

    async def bring(self, room: Room) -> None:
        """What is to be said to this person stands on their page after this, if it can be brought now."""
        with room.looked_at(), contextlib.suppress(StoreUnavailable):
            for _ in range(round(BRING_SECONDS / LOOK_SECONDS)):
                self.postman.wake()
                async with self.store.work(read_only=True) as work:
                    if not await work.outbox.overdue(CHANNEL, self.clock(), [room.address]):
                        return
                await asyncio.sleep(LOOK_SECONDS)

    def wake(self) -> None:
        """Says that somebody looks who may not have looked before."""
        self.postman.wake()

    async def card(self, text: str) -> str | None:
        """What must be said at once even when nothing else can be."""
        return await self._turns.cannot_wait(Message(CHANNEL, "", "", Kind.TEXT, text))

    async def _knows(self, address: str) -> bool:
        async with self.store.work(read_only=True) as work:
            return await work.people.knows(CHANNEL, address)

    async def _in_order(self, room: Room, take: Callable[[], Awaitable[None]]) -> None:
        """After what they sent before. Who waits long gets a page that says so; the work goes on beside it."""

        async def work() -> None:
            async with room.order:
                await take()

        working = asyncio.create_task(work())
        self._working.add(working)
        working.add_done_callback(self._working.discard)
        done, _ = await asyncio.wait({working}, timeout=PATIENCE)
        if done:
            working.result()
        else:
            room.notice = texts.WORKING

    async def _turn(self, room: Room, message: Message, *, brings: bool = True) -> None:
        late = asyncio.create_task(self._help_when_late(room, message))
        try:
            taken = await self._turns.take(message)
        except StoreUnavailable as error:
            log.error("Nothing can be stored (%s); somebody was told to send it again", error)
            aside = await self._turns.cannot_wait(message)
            room.say(Reply(aside or texts.NOT_STORED.format(**self.knowledge.help_numbers())))
            return
        except Exception as error:
            # As on Telegram: what cannot be handled at all must end no more than this one message.
            log.error("A message was given up: %s at %s", type(error).__name__, place_of(error))
            room.notice = texts.PROBLEMS[500]
            return
        finally:
            late.cancel()
            self.postman.wake()
        room.notice = taken.notice
        if taken.farewell is not None:
            await self._part(room, taken.farewell)
        elif brings:
            await self.bring(room)

    async def _part(self, room: Room, farewell: Reply) -> None:
        """Somebody is no longer known: what was said is forgotten with them."""
        self.rooms.close(room.address)
        if self.door.is_local:
            self.rooms.open(room.address).say(farewell)
        else:
            self.rooms.open(room.address).farewell = farewell

    async def _help_when_late(self, room: Room, message: Message) -> None:
        """A database that hangs says so after a minute: a crisis card does not wait for that."""
        with contextlib.suppress(OpmerkzaamError):  # the turn itself meets it too
            await self._turns.loaded()
            await asyncio.sleep(LATE_SECONDS)
            if words := await self._turns.cannot_wait(message):
                room.say(Reply(words))

    async def _send(self, address: str, reply: Reply) -> Outcome:
        room = self.rooms.find(address)
        if room is None:
            return Later()  # they left at this very moment
        room.say(reply)
        return Delivered()

    def _message(
        self, room: Room, update: str, kind: Kind, text: str, *, on: str | None = None, id: str | None = None
    ) -> Message:
        return Message(CHANNEL, update, room.address, kind, text, on=on, id=id, home=self.site.home, has_screen=True)

    def _update(self, room: Room, what: str) -> str:
        """The id of an update. Nothing can be read from it: the id of a form is random, and kept nowhere."""
        own = room.transcript.run if what in ("hello", "begin") else ""
        return hashlib.sha256(f"{room.address} {own} {what}".encode("utf-8", "replace")).hexdigest()[:32]
