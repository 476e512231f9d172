"""The town of the journeys, where everybody comes over the page: each message is a form, sent as the script does."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import socket
from dataclasses import dataclass, field
from itertools import count
from typing import Any, cast

import httpx
import pytest

from bot.channels.web.channel import Web
from bot.channels.web.doors import CHANNEL, Invited, address_of, new_token
from bot.channels.web.routes import pages_app
from bot.channels.web.site import public
from bot.dialogue.turns import Taken
from bot.markup import escape
from bot.message import Button, File, Kind, Message, Reply
from tests.channels.web.reading_pages import Shown, read
from tests.journeys.town import Town

URL = "https://chat.example"
HOST = "chat.example"
SCRIPT = {"Accept": "application/json"}


@dataclass
class Browser:
    """One person's. `there` are the messages on the page; `buttons` those that were ever seen: action -> (value, the
    message it stood under last). `said` is what they typed: the id of the message -> the update that it was.
    """

    cookies: dict[str, str] = field(default_factory=dict)
    run: str = ""
    change: int = 0
    there: set[str] = field(default_factory=set)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)
    update: str = ""
    said: dict[str, str] = field(default_factory=dict)


def as_form(update: str) -> str:
    """The id of a form: the same for what is sent twice."""
    return base64.urlsafe_b64encode(hashlib.sha256(update.encode()).digest())[:22].decode()


class WebTown(Town):
    """A town whose people have browsers."""

    channel = CHANNEL

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.browsers: dict[str, Browser] = {}
        self.seen = count(1)

    async def open(self) -> None:
        await super().open()
        unused = cast(socket.socket, None)
        door = Invited(self.store, self.clock)
        self.web = Web(self.turns, self.store, self.knowledge, self.clock, public(URL), door, unused)
        self.app = pages_app(self.web)
        await self.web.postman.take_over()
        self._delivering = asyncio.create_task(self.web.postman.run())

    async def close(self) -> None:
        self._delivering.cancel()
        await asyncio.gather(self._delivering, return_exceptions=True)
        await super().close()

    def client(self, cookies: dict[str, str] | None = None, **headers: str) -> httpx.AsyncClient:
        """A browser that knows nothing but these cookies."""
        transport = httpx.ASGITransport(self.app)
        jar = httpx.Cookies()
        for name, value in (cookies or {}).items():
            jar.set(name, value, HOST)
        return httpx.AsyncClient(transport=transport, base_url=URL, cookies=jar, headers={"Origin": URL, **headers})

    async def take(self, message: Message) -> Taken:
        name = message.address
        browser = self.browsers.get(name)
        if browser is None:
            browser = self.browsers[name] = Browser()
            if message.text.startswith("/start ") and await self._signs_in(name, message):
                return Taken()
        if not browser.cookies:
            await self._is_a_guest(browser)
        browser.update = message.update
        where, fields = self._as_form(browser, message)
        async with self.client(browser.cookies) as client:
            answer = await client.post(where, data=fields, headers=SCRIPT, params=self._known(browser))
            if answer.status_code == 401:
                page = (await client.get("/")).text
                del self.browsers[name]
                return Taken(farewell=Reply(page))
        assert answer.status_code == 200, answer.text
        await self._shows(name, answer.json())
        if self.restarts:
            await self.close()
            await self.open()
        await self.delivers()
        return Taken(answer.json()["notice"])

    def is_at(self, home: str) -> str:
        return f"{URL}/"

    def address(self, name: str) -> str:
        return self._address(self.browsers[name])

    def _address(self, browser: Browser) -> str:
        (token,) = browser.cookies.values()
        return address_of(token)

    def _as_form(self, browser: Browser, message: Message) -> tuple[str, dict[str, str]]:
        form = as_form(message.update)
        if message.kind is Kind.BUTTON:
            # One that they did not see themselves stood there before they were who they are now.
            before = (f"{self.web.sign(self._address(browser), message.text, 'before')}:{message.text}", "before")
            value, on = browser.buttons.get(message.text, before)
            return "/tap", {"form": form, "button": value, "on": on}
        if message.kind is not Kind.TEXT:
            pytest.skip("a page has a field for text alone")
        return "/say", {"form": form, "text": message.text}

    async def _signs_in(self, name: str, message: Message) -> bool:
        browser, code = self.browsers[name], message.text.removeprefix("/start ")
        async with self.client() as client:
            answer = await client.post("/begin", data={"form": as_form(message.update), "code": code})
            if answer.status_code != 303:
                return False
            browser.cookies = dict(client.cookies)
        await self._looks(name)
        return True

    async def _is_a_guest(self, browser: Browser) -> None:
        """Somebody whose role was taken away: nobody else is a guest here."""
        token = new_token()
        browser.cookies = {self.web.site.cookie: token}
        async with self.store.work() as work:
            await work.people.meet(CHANNEL, address_of(token), self.clock())

    async def delivers(self) -> None:
        """Everybody has the page open until nothing waits."""
        for name, browser in self.browsers.items():
            if browser.cookies and await self._something_waits(name):
                await self._looks(name)

    async def _something_waits(self, name: str) -> bool:
        address = self.address(name)
        room = self.web.rooms.find(address)
        if room is not None and room.transcript.change > self.browsers[name].change:
            return True
        async with self.store.work(read_only=True) as work:
            return bool(await work.outbox.overdue(CHANNEL, self.clock(), [address]))

    async def _looks(self, name: str) -> None:
        """The page is open until nothing waits any more."""
        browser = self.browsers[name]
        async with self.client(browser.cookies) as client:
            for _ in range(50):
                answer = await client.get("/new", headers=SCRIPT, params=self._known(browser))
                await self._shows(name, answer.json())
                if not await self._something_waits(name):
                    return
        raise AssertionError(f"something waits for {name} and does not come")

    def _known(self, browser: Browser) -> dict[str, str]:
        return {"run": browser.run, "since": str(browser.change)}

    async def _shows(self, name: str, news: dict[str, Any]) -> None:
        browser = self.browsers[name]
        browser.run, browser.change = news["run"], news["change"]
        self.removed[name] += [f"message-{browser.said.get(gone, browser.update)}" for gone in news["gone"]]
        for item in news["items"]:
            (shown,), _ = read(item["html"])
            if shown.mine:
                browser.said[shown.id] = browser.update
            else:
                self.heard[name].append(await self._as_reply(browser, shown))

    async def _as_reply(self, browser: Browser, shown: Shown) -> Reply:
        rows = []
        for row in shown.rows:
            for _, value, on in row:
                browser.buttons[value.partition(":")[2]] = (value, on)
            rows.append(tuple(Button(label, value.partition(":")[2]) for label, value, _ in row))
        text = "\n\n".join("\n".join(map(escape, block.split("\n"))) for block in shown.text.split("\n\n"))
        # As the journeys write it: every button of theirs stands on message 1.
        replaces = "1" if shown.id in browser.there else None
        browser.there.add(shown.id)
        return Reply(text, tuple(rows), replaces=replaces, file=await self._file(browser, shown))

    async def _file(self, browser: Browser, shown: Shown) -> File | None:
        if not shown.files:
            return None
        where, alt = shown.files[-1]
        async with self.client(browser.cookies) as client:
            answer = await client.get(where)
        name = answer.headers["content-disposition"].rpartition("''")[2]
        return File(name, answer.content, alt or "")
