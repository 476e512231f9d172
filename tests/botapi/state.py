"""What the server knows: chats, updates, calls; shared by the threads of the tests and of the server."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from tests.botapi.failures import Failures
from tests.botapi.messages import Message
from tests.botapi.updates import Updates

T = TypeVar("T")


class Call(NamedTuple):
    """A call the bot made; status 0 when its connection was dropped."""

    method: str
    params: dict[str, Any]
    status: int


@dataclass
class Room:
    """One chat. `acted` is the moment of the last thing a user did, on the same count as `Message.changed`.

    `numbers` gives the next message its number.
    """

    chat: dict[str, Any]
    numbers: Iterator[int]
    blocked: bool = False
    started: bool = True
    messages: dict[int, Message] = field(default_factory=dict)
    toasts: list[str] = field(default_factory=list)
    acted: int = 0
    _now: int = 0

    @property
    def is_private(self) -> bool:
        return bool(self.chat["type"] == "private")

    def moment(self) -> int:
        """A new moment, later than all before."""
        self._now += 1
        return self._now

    def add(self, sender: dict[str, Any], content: dict[str, Any]) -> Message:
        """A new message at the end of the chat."""
        message = Message(next(self.numbers), sender, int(time.time()), content, self.moment())
        self.messages[message.message_id] = message
        return message


@dataclass
class Query:
    """A tap on a button."""

    room: Room
    label: str
    answered: bool = False


@dataclass
class Webhook:
    """Where updates are sent to, and how that went last."""

    url: str
    secret: str
    connections: int
    error: str = ""
    error_date: int = 0


@dataclass
class Profile:
    """What Telegram shows of the bot. `commands` are by scope and language, texts by language, "" for all others."""

    commands: dict[tuple[str, int | None, str], list[dict[str, str]]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int | None, dict[str, Any]] = field(default_factory=dict)


class State:
    """Everything, behind one lock: read it under `changed`, change it within `change()`, which wakes whoever waits."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.bot: dict[str, Any] = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Opmerkzaam",
            "username": "opmerkzaam_test_bot",
        }
        self.changed = threading.Condition()
        self.wake_server: Callable[[], None] = lambda: None
        self.rooms: dict[int, Room] = {}
        self._numbers = itertools.count(1)
        self.updates = Updates()
        self.queries: dict[str, Query] = {}
        self.failures = Failures()
        self.calls: list[Call] = []
        self.webhook: Webhook | None = None
        self.profile = Profile()
        self.poll = 0
        self.poll_ended_by = ""

    def room(self, chat: dict[str, Any], started: bool) -> Room:
        """The chat's room, made when there is none. Private chats and basic groups share one sequence of numbers.

        That is why https://core.telegram.org/constructor/updateDeleteMessages has numbers only, and no chat.
        """
        numbers = itertools.count(1) if chat["type"] == "supergroup" else self._numbers
        return self.rooms.setdefault(chat["id"], Room(chat, numbers, started=started))

    @contextmanager
    def change(self) -> Iterator[None]:
        with self.changed:
            yield
            self.changed.notify_all()
            self.wake_server()

    def take_polling(self, by: str) -> int:
        """Ends the getUpdates that still waits; gives the number of the one that may go on."""
        self.poll += 1
        self.poll_ended_by = by
        return self.poll

    def wait_for(self, found: Callable[[], T | None], timeout: float) -> T | None:
        """Waits, in the thread of a test, until `found` gives something; gives that, or None when it takes too long."""
        with self.changed:
            return self.changed.wait_for(found, timeout)
