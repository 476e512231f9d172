"""Who comes in: with an invitation, or with the key in the address that the program opens on its own machine."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.store.database import Store
from bot.store.invitations import CODE

CHANNEL = "web"
LOCAL_ADDRESS = "local"

GUESSES, WITHIN = 30, timedelta(minutes=1)
"""So many wrong codes are looked up within so long, of everybody together. A code is one of 7.8e14: in the week that it
is valid 300,000 are tried at most. Who keeps others out so must go on doing it; who has signed in is not bothered.
"""

AGAIN = timedelta(minutes=1)
"""So long the same form that is sent again is answered as the first time: somebody tapped twice."""


class Refusal(StrEnum):
    """Why somebody does not come in."""

    WRONG_CODE = "wrong"
    TOO_MANY_CODES = "wait"


@dataclass(frozen=True)
class Entry:
    """Who came in: the token for their cookie, and whether it is the first time."""

    token: str
    is_new: bool = True


def new_token() -> str:
    """256 random bits for a cookie."""
    return secrets.token_urlsafe(32)


def address_of(token: str) -> str:
    """The address of who has this token. The token cannot be found from it: what is stored signs nobody in."""
    return hashlib.sha256(f"opmerkzaam web {token}".encode()).hexdigest()


class Invited:
    """The door for people with an invitation. `comes` is called with an address and a code that works."""

    is_local = False

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._one_by_one = asyncio.Lock()
        self._wrong: deque[datetime] = deque(maxlen=GUESSES)
        self._came: dict[str, tuple[datetime, str]] = {}

    async def address_of(self, token: str) -> str | None:
        """The address of who has this token; None when nobody has. Raises StoreUnavailable."""
        address = address_of(token)
        async with self._store.work(read_only=True) as work:
            return address if await work.people.is_reached_at(CHANNEL, address) else None

    async def enter(self, code: str, form: str, comes: Callable[[str, str], Awaitable[None]]) -> Entry | Refusal:
        """Lets somebody in with a code that works; `form` is the id of the form that it was written on.

        Raises StoreUnavailable.
        """
        code = code.strip().lower()
        async with self._one_by_one:
            now = self._clock()
            self._came = {known: came for known, came in self._came.items() if now - came[0] <= AGAIN}
            if form in self._came:
                return Entry(self._came[form][1], is_new=False)
            if len(self._wrong) == GUESSES and now - self._wrong[0] < WITHIN:
                return Refusal.TOO_MANY_CODES
            if not await self._works(code, now):
                self._wrong.append(now)
                return Refusal.WRONG_CODE
            token = new_token()
            await comes(address_of(token), code)
            self._came[form] = (now, token)
            return Entry(token)

    async def leave(self, address: str) -> None:
        """Lets nobody in with this address any more, and counts on nobody to read there. Raises StoreUnavailable."""
        async with self._store.work() as work:
            await work.people.mark_unreachable(CHANNEL, address, self._clock())

    async def _works(self, code: str, now: datetime) -> bool:
        if not CODE.fullmatch(code):
            return False
        async with self._store.work(read_only=True) as work:
            return await work.invitations.find(code, now) is not None


class Local:
    """The door for whoever sits at this machine: a key that works once. Other users of it have none."""

    is_local = True

    def __init__(self) -> None:
        self.key = new_token()
        self._used = False
        self._tokens: set[str] = set()

    async def address_of(self, token: str) -> str | None:
        """The one address there is, for who came in with the key."""
        return LOCAL_ADDRESS if address_of(token) in self._tokens else None

    def enter(self, key: str) -> str | None:
        """A token for who has the key, the first time; else None."""
        if self._used or not hmac.compare_digest(key.encode(), self.key.encode()):
            return None
        self._used = True
        token = new_token()
        self._tokens.add(address_of(token))
        return token


Door = Invited | Local
