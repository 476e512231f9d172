"""What was said on somebody's page: in memory alone, and bounded."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from bot.message import File, Reply, Rows

MOST = 200
"""So many messages are kept: more than anybody scrolls back."""


@dataclass(frozen=True)
class Item:
    """One message. `change` counts up with everything that happens in the transcript; `mine` is what the user typed."""

    id: str
    change: int
    mine: bool
    text: str
    buttons: Rows = ()
    file: File | None = None


class Transcript:
    """The messages in their order. Ids say from which run of the program they are, so that none comes twice."""

    def __init__(self) -> None:
        self.run = secrets.token_hex(4)
        self.change = 0
        self._items: dict[str, Item] = {}
        self._gone: deque[tuple[int, str]] = deque(maxlen=MOST)
        self._heard: deque[tuple[str, str]] = deque(maxlen=MOST)

    @property
    def items(self) -> Sequence[Item]:
        return list(self._items.values())

    def find(self, item_id: str) -> Item | None:
        """The message with this id; None when it is not there (any more)."""
        return self._items.get(item_id)

    def hear(self, update: str, text: str) -> str:
        """What the user typed; gives the id of the message. What came before stands there once, or was taken away."""
        known = dict(self._heard).get(update)
        if known is not None:
            return known
        item = self._put(self._next_id(), text, mine=True)
        self._heard.append((update, item.id))
        return item.id

    def say(self, reply: Reply) -> None:
        """What the bot says, where it says so in place of another message."""
        if reply.removes is not None:
            self.remove(reply.removes)
        there = reply.replaces is not None and reply.replaces in self._items
        where = reply.replaces if there and reply.replaces else self._next_id()
        self._put(where, reply.text, mine=False, buttons=reply.buttons, file=reply.file)

    def remove(self, item_id: str) -> None:
        """Takes a message away. One that is not there is not on anybody's page for long either."""
        self.change += 1
        self._items.pop(item_id, None)
        self._gone.append((self.change, item_id))

    def since(self, change: int) -> list[Item]:
        """The messages that are new or other than they were then."""
        return [item for item in self._items.values() if item.change > change]

    def gone_since(self, change: int) -> list[str]:
        """The ids of those that were taken away since."""
        return [item_id for at, item_id in self._gone if at > change]

    def _next_id(self) -> str:
        return f"{self.run}-{self.change + 1}"

    def _put(self, item_id: str, text: str, *, mine: bool, buttons: Rows = (), file: File | None = None) -> Item:
        self.change += 1
        item = self._items[item_id] = Item(item_id, self.change, mine, text, buttons, file)
        while len(self._items) > MOST:
            del self._items[next(iter(self._items))]
        return item
