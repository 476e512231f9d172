"""The bot in a terminal, for a first look, for tests, and for texts from a pipe. Buttons are numbers."""

from __future__ import annotations

import asyncio
import sys
import threading
import uuid
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import TextIO

from bot.channels.outcome import Delivered, Outcome
from bot.channels.postman import Postman
from bot.dialogue.turns import Turns
from bot.markup import to_plain, to_terminal
from bot.message import Button, File, Kind, Message, Reply
from bot.store.database import Store

CHANNEL = "terminal"
ADDRESS = "terminal"
HELLO = "/start"
PROMPT = "\n> "


class Terminal:
    """A conversation over two text streams."""

    def __init__(self, turns: Turns, store: Store, clock: Callable[[], datetime], source: TextIO, sink: TextIO) -> None:
        self._turns = turns
        self._source = source
        self._sink = sink
        self._interactive = source.isatty() and sink.isatty()
        self._buttons: list[Button] = []
        self._fresh_buttons = True
        self._run = uuid.uuid4().hex
        self._postman = Postman(store, CHANNEL, self._show, clock)

    async def run(self) -> None:
        """Talks until the input ends. Raises StoreUnavailable."""
        await self._postman.take_over()
        await self._postman.drain()
        if self._interactive:
            await self._take(0, HELLO)
        number = 0
        async for line in self._lines():
            number += 1
            await self._take(number, line)

    async def _take(self, number: int, line: str) -> None:
        choice = int(line) - 1 if line.isdecimal() and len(line) < 4 else -1
        tapped = self._buttons[choice] if 0 <= choice < len(self._buttons) else None
        kind, text = (Kind.BUTTON, tapped.action) if tapped else (Kind.TEXT, line)
        self._fresh_buttons = True
        update = f"{self._run}:{number}"
        taken = await self._turns.take(Message(CHANNEL, update, ADDRESS, kind, text, id=str(number)))
        await self._postman.drain()
        if taken.notice:
            self._write(f"({taken.notice})")
        if taken.farewell:
            await self._show(ADDRESS, taken.farewell)

    async def _show(self, address: str, reply: Reply) -> Outcome:
        if self._fresh_buttons:
            self._buttons, self._fresh_buttons = [], False
        render = to_terminal if self._interactive else to_plain
        first = len(self._buttons) + 1
        self._buttons += [button for row in reply.buttons for button in row]
        choices = [f"  [{number}] {button.label}" for number, button in enumerate(self._buttons[first - 1 :], first)]
        text = reply.otherwise if reply.removes is not None and reply.otherwise else reply.text
        self._write("\n".join([render(text), *_enclosed(reply.file), *choices]))
        return Delivered()

    def _write(self, text: str) -> None:
        self._sink.write(f"\n{text}\n")
        self._sink.flush()

    async def _lines(self) -> AsyncIterator[str]:
        """The lines of the input. A thread reads them: a pipe, a file and a keyboard need the same then."""
        loop = asyncio.get_running_loop()
        lines: asyncio.Queue[str | None] = asyncio.Queue()

        def read() -> None:
            for line in self._source:
                loop.call_soon_threadsafe(lines.put_nowait, line.rstrip("\r\n"))
            loop.call_soon_threadsafe(lines.put_nowait, None)

        threading.Thread(target=read, daemon=True).start()
        while True:
            if self._interactive:
                self._sink.write(PROMPT)
                self._sink.flush()
            line = await lines.get()
            if line is None:
                return
            yield line


def _enclosed(file: File | None) -> list[str]:
    """A file as far as a terminal can show it: a text whole, of a picture in words what it shows, else its size."""
    if file is None:
        return []
    try:
        return [f"--- {file.name}", file.content.decode(), "---"]
    except UnicodeDecodeError:
        if file.shows:
            return [f"--- {file.name}", file.shows, "---"]
        return [f"--- {file.name}, {len(file.content)} bytes ---"]


def standard_streams() -> tuple[TextIO, TextIO]:
    """Standard input and output, both UTF-8; what is not UTF-8 is replaced, not refused."""
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdin, sys.stdout
