"""The server in its thread, and the handle that tests hold."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

import uvicorn

from tests.botapi.bell import Bell
from tests.botapi.chat import Chat, User
from tests.botapi.delivery import push_updates
from tests.botapi.endpoint import NAMES, DroppableProtocol, application
from tests.botapi.failures import Failure
from tests.botapi.state import Call, Room, State

TOKEN = "4242424242:only-for-the-local-test-server"
LONGEST_START = 10
LONGEST_END = 1


class BotApi:
    """A Bot API server for one bot. It listens when it is made, until `close`; a context manager.

    `host` is where: a bot in a container cannot reach 127.0.0.1 of this machine, and needs "0.0.0.0".
    """

    def __init__(self, token: str = TOKEN, host: str = "127.0.0.1") -> None:
        self.token = token
        self._state = State(token)
        self._server = _Server(self._state, host)
        self.url = self._server.url
        self._server.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the server: waiting calls are answered, the port is free again, the thread is gone."""
        self._server.close()

    def user(self, user_id: int, first_name: str = "Truus", started: bool = True, **fields: object) -> User:
        """Somebody's private chat with the bot. With `started=False` the bot cannot write first, as on Telegram.

        `fields` are more of Telegram's fields of a user: `last_name`, `username`, `language_code`.
        """
        named = {"first_name": first_name} | {k: v for k, v in fields.items() if k != "language_code"}
        person = {"id": user_id, "is_bot": False, "first_name": first_name, **fields}
        chat = {"id": user_id, "type": "private", **named}
        return User(self._state, chat, person, self._room(chat, started))

    def group(self, group_id: int, title: str = "Bezoekgroep") -> Chat:
        """A group that the bot is in."""
        member = {"id": abs(group_id) % 10**9, "is_bot": False, "first_name": "Groepslid"}
        kind = "supergroup" if str(group_id).startswith("-100") else "group"
        chat = {"id": group_id, "type": kind, "title": title}
        return Chat(self._state, chat, member, self._room(chat, started=True))

    @property
    def calls(self) -> list[Call]:
        """Every call with this token, in the order in which they were carried out; a getUpdates once it is answered."""
        with self._state.changed:
            return list(self._state.calls)

    def calls_of(self, *methods: str) -> list[Call]:
        """The calls of these methods."""
        return [call for call in self.calls if call.method in methods]

    def waits_for_call(
        self, method: str, matches: Callable[[Call], object] = lambda call: True, timeout: float = 10
    ) -> Call:
        """The first call of this method that matches, also one made before. Raises AssertionError when none comes."""

        def found() -> Call | None:
            return next((call for call in self._state.calls if call.method == method and matches(call)), None)

        call = self._state.wait_for(found, timeout)
        assert call is not None, f"no such call of {method} after {timeout} s; there were: {self.calls}"
        return call

    def calls_after(self, number: int, timeout: float) -> list[Call]:
        """The calls behind the first `number` of them, as soon as there is one; none after `timeout` seconds."""
        self._state.wait_for(lambda: len(self._state.calls) > number, timeout)
        with self._state.changed:
            return self._state.calls[number:]

    @property
    def pending(self) -> list[int]:
        """The ids of updates that the bot has not confirmed."""
        with self._state.changed:
            return list(self._state.updates.waiting_ids)

    def redeliver(self, update_id: int) -> None:
        """Queues an old update again, under the same id, as Telegram does when an answer got lost."""
        with self._state.change():
            self._state.updates.add_again(update_id)

    @contextmanager
    def upside_down(self) -> Iterator[None]:
        """What people do within the block is queued at its end, the newest first; who polls gets it by number."""
        with self._state.change():
            self._state.updates.hold()
        try:
            yield
        finally:
            with self._state.change():
                self._state.updates.release()

    def push(self, kind: str, content: dict[str, Any]) -> int:
        """Queues an update of any kind and with any content, also such as Telegram never sends; gives its id."""
        with self._state.change():
            return self._state.updates.add(kind, content, unasked=True)

    def fail(
        self,
        method: str,
        *,
        status: int | None = None,
        retry_after: int | None = None,
        description: str | None = None,
        hang: float = 0,
        drop: bool = False,
        done: bool = False,
        times: int | None = 1,
        chat: Chat | int | None = None,
        page: str | None = None,
        cut: bool = False,
    ) -> None:
        """The next calls of a method fail: `times` of them, None until `recover`; only those to `chat`, if given.

        - `status`, with a `description` of your own or that of HTTP: refused. 429 tells to wait `retry_after` seconds.
        - `page`: the answer is this page, as of a machine in between, and not Telegram's JSON.
        - `drop`: the connection ends without an answer; `cut`: in the middle of one.
        - `hang`: all this after so many seconds only. With nothing else, the call is carried out but answered late.
        - `done`: the call is carried out, though the bot cannot know.
        """
        if method not in NAMES.values():
            raise ValueError(f"the server has no method {method!r}")
        to = chat.id if isinstance(chat, Chat) else chat
        failure = Failure(method, status, retry_after, description, hang, drop, done, times, to, page, cut)
        with self._state.changed:
            self._state.failures.plan(failure)

    def recover(self) -> None:
        """Forgets the failures that are still to come."""
        with self._state.changed:
            self._state.failures.clear()

    def _room(self, chat: dict[str, Any], started: bool) -> Room:
        with self._state.changed:
            return self._state.room(chat, started)


class _Server(uvicorn.Server):
    """Uvicorn in a thread of its own."""

    def __init__(self, state: State, host: str) -> None:
        self._state = state
        self._bell: Bell | None = None
        self._ready = threading.Event()
        # asyncio answers without delay (TCP_NODELAY) only where the protocol is named.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.bind((host, 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self.run, args=([self._socket],), name="botapi", daemon=True)
        config = uvicorn.Config(
            application(state, self._require_bell),
            http=DroppableProtocol,
            loop="asyncio",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level=None,
            access_log=False,
            timeout_keep_alive=3600,
        )
        super().__init__(config)

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(LONGEST_START), "the Bot API server did not start"

    def close(self) -> None:
        if self._thread.is_alive():
            self._require_bell().close()
            self._thread.join()

    async def main_loop(self) -> None:
        """Between Uvicorn's start and its shutdown: lets it go at once when `close` says so."""
        await self.on_tick(0)
        self._bell = Bell()
        self._state.wake_server = self._bell.ring
        pushing = asyncio.create_task(push_updates(self._state, self._bell))
        self._ready.set()
        await self._bell.closed()
        self._state.wake_server = lambda: None
        pushing.cancel()
        await asyncio.gather(pushing, return_exceptions=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As Uvicorn's own, without its fixed pauses: answers what is under way, then closes every connection."""
        for server in self.servers:
            server.close()
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=LONGEST_END)
        for connection in list(self.server_state.connections):
            connection.shutdown()
        while self.server_state.connections:  # noqa: ASYNC110 - Uvicorn tells nobody when the last one goes
            await asyncio.sleep(0.001)

    def _require_bell(self) -> Bell:
        assert self._bell is not None, "the server is not running"
        return self._bell
