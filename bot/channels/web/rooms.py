"""Who has the page open, and what stands on it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from bot.channels.web.transcript import Transcript
from bot.message import Reply

FORGOTTEN_AFTER = timedelta(hours=4)
"""So long after the last visit what was said is forgotten."""

MOST_ROOMS = 500
"""Of so many people what was said is kept: some 100 MB if all had two pictures."""

MOST_LOOKING = 6
"""So many pages of one person wait for something new; others are told at once that there is nothing."""


class Room:
    """The page of one person. `order` is held by who takes a message of theirs, one after the other.

    `notice` is a short line for who looks next; `farewell` what is said to somebody who is known no longer.
    """

    def __init__(self, address: str, now: datetime) -> None:
        self.address = address
        self.transcript = Transcript()
        self.order = asyncio.Lock()
        self.seen = now
        self.looking = 0
        self.watching = 0
        self.notice: str | None = None
        self.farewell: Reply | None = None
        self._news = asyncio.Event()

    @contextlib.contextmanager
    def looked_at(self) -> Iterator[None]:
        """As long as the block lasts what is said arrives."""
        self.looking += 1
        try:
            yield
        finally:
            self.looking -= 1

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """As long as the block lasts they look at the screen of their group; that is not at what is said."""
        self.watching += 1
        try:
            yield
        finally:
            self.watching -= 1

    def say(self, reply: Reply) -> None:
        self.transcript.say(reply)
        self.wake()

    def wake(self) -> None:
        """Lets everybody look who waits."""
        self._news.set()
        self._news = asyncio.Event()

    async def changed(self, since: int) -> None:
        """Waits until something stands there that did not, or until somebody says `wake`."""
        news = self._news
        if self.transcript.change <= since:
            await news.wait()


class Rooms:
    """The pages by address. The oldest are forgotten."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._rooms: dict[str, Room] = {}

    def find(self, address: str) -> Room | None:
        """The page of somebody who was here lately."""
        self._forget_old()
        return self._rooms.get(address)

    def open(self, address: str) -> Room:
        """The page of somebody, an empty one when they were not here lately."""
        self._forget_old()
        room = self._rooms.pop(address, None) or Room(address, self._clock())
        self._rooms[address] = room
        room.seen = self._clock()
        return room

    def close(self, address: str) -> None:
        """Forgets a page, whoever looks at it."""
        room = self._rooms.pop(address, None)
        if room is not None:
            room.wake()

    def looked_at(self) -> list[str]:
        """The addresses of the pages that somebody looks at now."""
        return [address for address, room in self._rooms.items() if room.looking]

    def wake(self) -> None:
        """Lets everybody look who waits: the program ends."""
        for room in self._rooms.values():
            room.wake()

    def _forget_old(self) -> None:
        unseen = [room for room in self._rooms.values() if not room.looking and not room.watching]
        too_old = self._clock() - FORGOTTEN_AFTER
        too_many = len(self._rooms) - MOST_ROOMS + 1
        by_age = sorted(unseen, key=lambda room: room.seen)
        for number, room in enumerate(by_age):
            if room.seen < too_old or number < too_many:
                del self._rooms[room.address]
