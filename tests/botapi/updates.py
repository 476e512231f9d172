"""The updates that wait for the bot, kept until it confirms them: https://core.telegram.org/bots/api#getting-updates"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LEFT_OUT_UNLESS_ASKED = {"chat_member", "message_reaction", "message_reaction_count"}

Update = dict[str, Any]


@dataclass(eq=False)
class Waiting:
    """An update in the queue. One that is `again` there is handed out whatever offset was confirmed before."""

    update: Update
    again: bool = False

    @property
    def update_id(self) -> int:
        return int(self.update["update_id"])

    @property
    def queue(self) -> tuple[str, int]:
        """Those of one queue reach a webhook one after another: of a chat, and apart from it somebody's taps.

        What a test made up may have neither.
        """
        kind, content = next((key, value) for key, value in self.update.items() if key != "update_id")
        of, origin = ("taps", "from") if kind == "callback_query" else ("chat", "chat")
        return of, content.get(origin, {}).get("id", 0)


class Updates:
    """The queue. Ids rise by one."""

    def __init__(self, first_id: int = 870_000_001) -> None:
        self.allowed: list[str] = []
        self._next_id = first_id
        self._waiting: list[Waiting] = []
        self._all: dict[int, Update] = {}
        self._held: list[Waiting] | None = None

    def add(self, kind: str, content: dict[str, Any], *, unasked: bool = False) -> int:
        """Queues an update, unless the bot did not ask for its kind (and not `unasked`); gives the id either way."""
        update_id = self._next_id
        self._next_id += 1
        self._all[update_id] = {"update_id": update_id, kind: content}
        if unasked or kind in self.allowed or (not self.allowed and kind not in LEFT_OUT_UNLESS_ASKED):
            (self._waiting if self._held is None else self._held).append(Waiting(self._all[update_id]))
        return update_id

    def hold(self) -> None:
        """What is added from now on waits for `release`."""
        self._held = []

    def release(self) -> None:
        """Queues what was held, the newest first."""
        self._waiting += reversed(self._held or [])
        self._held = None

    def add_again(self, update_id: int) -> None:
        """Queues an update that the bot may have had already, under the id it had. Raises KeyError."""
        self._waiting.append(Waiting(self._all[update_id], again=True))

    def confirm(self, offset: int) -> None:
        """Forgets what is before the offset; a negative one keeps as many of the newest."""
        if offset < 0:
            self._waiting = sorted(self._waiting, key=lambda waiting: waiting.update_id)[offset:]
        else:
            self._waiting = [waiting for waiting in self._waiting if waiting.again or waiting.update_id >= offset]

    def batch(self, limit: int) -> list[Update]:
        """The oldest updates, for getUpdates; they stay until they are confirmed."""
        chosen = sorted(self._waiting, key=lambda waiting: waiting.update_id)[:limit]
        for waiting in chosen:
            waiting.again = False
        return [waiting.update for waiting in chosen]

    def firsts(self) -> list[Waiting]:
        """The one that came first of each queue, for the webhook."""
        found: dict[tuple[str, int], Waiting] = {}
        for waiting in self._waiting:
            found.setdefault(waiting.queue, waiting)
        return list(found.values())

    def done(self, waiting: Waiting) -> None:
        """Forgets one, if it is still there."""
        self._waiting = [other for other in self._waiting if other is not waiting]

    def clear(self) -> None:
        """Forgets all that wait."""
        self._waiting = []

    @property
    def waiting_ids(self) -> list[int]:
        """The ids of all that wait, in the order in which they came."""
        return [waiting.update_id for waiting in self._waiting]
