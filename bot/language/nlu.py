"""The client of one Rasa server or more: time-outs, another try, and a circuit breaker for each server.

While a breaker is open its server is asked nothing; while all of them are, `parse` raises at once and the bot searches
instead. `watch` closes them again: Rasa answers `/` even with no model loaded, so health is `/status`, followed by one
parse that warms the model up.

A Rasa server reads one text at a time. What it gets beside that only makes all of them late, so a few are sent at once
and the others wait here, a second at most: then the bot searches.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.errors import NluUnavailable
from bot.monitoring.meters import NLU, NLU_FAILURES, NLU_READY

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that somebody waits for all of it: for room, an answer, and another try."""

ATTEMPT_SECONDS = 1.0
ATTEMPTS = 2
"""So often a text is tried, and so many failures in a row open a breaker."""

AT_ONCE = 4
"""Texts of this process under way at one server: the one that it reads, and the next, so that it never waits for us."""

CONNECT_SECONDS = 0.5
STATUS_SECONDS = 2.0
WARM_UP_SECONDS = 15.0
PROBE_SECONDS = 2.0
RANKING_LENGTH = 10
SUREST = 1 + 1e-6
LARGEST_ANSWER = 1_000_000
"""Bytes; Rasa's own are a few thousand."""

UNUSABLE = (httpx.HTTPError, TimeoutError, ValueError)
"""What comes of an answer that cannot be used, whatever is wrong with it."""

WARM_UP_TEXT = "hoe herken ik eenzaamheid?"


@dataclass(frozen=True)
class Ranked:
    """An intent and how probable it is, 0 to 1."""

    name: str
    confidence: float


class RasaServer:
    """One server, with its breaker. Begins with an open one: `probe` must find the server first."""

    def __init__(self, url: str, token: str | None, transport: httpx.AsyncBaseTransport | None = None) -> None:
        address = urlsplit(url)
        self.name = f"{address.hostname}:{address.port or address.scheme}"
        # Rasa 3.6 takes its token from the query alone (rasa/server.py, requires_auth), so an address is never logged.
        params = {"token": token} if token else {}
        timeout = httpx.Timeout(None, connect=CONNECT_SECONDS)
        self._http = httpx.AsyncClient(base_url=url, params=params, timeout=timeout, transport=transport)
        self.ready = False
        self.busy = 0
        """Texts that are under way or wait for room."""
        self._room = asyncio.Semaphore(AT_ONCE)
        self._failures = 0
        self._lost = asyncio.Event()

    async def parse(self, text: str, deadline: float) -> tuple[Ranked, ...]:
        """The intents of a text, by a moment on the loop's clock. Raises NluUnavailable."""
        self.busy += 1
        try:
            # Not longer than leaves time for an answer: one that nobody waits for any more keeps others waiting.
            async with asyncio.timeout_at(deadline - ATTEMPT_SECONDS):
                await self._room.acquire()
            try:
                return await self._attempt(text, deadline)
            finally:
                self._room.release()
        except TimeoutError:
            raise NluUnavailable("Rasa is too busy") from None
        finally:
            self.busy -= 1

    async def probe(self) -> bool:
        """Closes the breaker when the server has a model and parses; gives whether it is closed."""
        try:
            has_model = bool((await self._ask("GET", "/status", STATUS_SECONDS))["model_file"])
            if has_model:
                await self._parse(WARM_UP_TEXT, WARM_UP_SECONDS)
        except (*UNUSABLE, KeyError, TypeError):
            has_model = False
        if has_model and not self.ready:
            log.info("Rasa at %s is ready", self.name)
        self._note(ready=has_model)
        return has_model

    async def watch(self) -> None:
        """Probes the server whenever the breaker is open. Runs until it is cancelled."""
        while True:
            if await self.probe():
                self._lost.clear()
                await self._lost.wait()
            await asyncio.sleep(PROBE_SECONDS)

    async def close(self) -> None:
        await self._http.aclose()

    async def _attempt(self, text: str, deadline: float) -> tuple[Ranked, ...]:
        seconds = min(ATTEMPT_SECONDS, deadline - asyncio.get_running_loop().time())
        if not self.ready or seconds <= 0:
            raise NluUnavailable("Rasa went away")
        try:
            ranking = await self._parse(text, seconds)
        except UNUSABLE as error:
            NLU_FAILURES.add(server=self.name)
            # That little time was left is no fault of the server.
            if not isinstance(error, TimeoutError) or seconds > ATTEMPT_SECONDS / 2:
                self._failed(type(error).__name__)
            raise NluUnavailable(f"Rasa gave no usable answer ({type(error).__name__})") from None
        self._failures = 0
        return ranking

    async def _parse(self, text: str, seconds: float) -> tuple[Ranked, ...]:
        with NLU.timed(server=self.name):
            answer = await self._ask("POST", "/model/parse", seconds, {"text": text})
        return _ranking(answer)

    async def _ask(self, method: str, path: str, seconds: float, body: object = None) -> Any:
        """The JSON that the server answers. Raises UNUSABLE, also for an answer that does not end."""
        whole = b""
        async with asyncio.timeout(seconds), self._http.stream(method, path, json=body) as answer:
            answer.raise_for_status()
            async for piece in answer.aiter_bytes():
                whole += piece
                if len(whole) > LARGEST_ANSWER:
                    raise ValueError("Rasa's answer is too large")
        try:
            return json.loads(whole)
        except RecursionError:
            raise ValueError("Rasa's answer is too deep") from None

    def _failed(self, reason: str) -> None:
        self._failures += 1
        if self.ready and self._failures >= ATTEMPTS:
            log.warning(
                "Rasa at %s gave no usable answer (%s); until it is back others are asked, or the articles searched",
                self.name,
                reason,
            )
            self._note(ready=False)
            self._lost.set()

    def _note(self, *, ready: bool) -> None:
        self.ready, self._failures = ready, 0
        NLU_READY.put(ready, server=self.name)


class RasaClient:
    """Asks one server or more that have the same model: of those that are well the one with the least to do."""

    def __init__(
        self, urls: Sequence[str], token: str | None, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._servers = [RasaServer(url, token, transport) for url in urls]
        self._turns = itertools.cycle(range(len(urls)))

    @property
    def ready(self) -> bool:
        """Whether at least one server is well."""
        return any(server.ready for server in self._servers)

    @property
    def servers(self) -> Mapping[str, bool]:
        """Which servers there are, by host and port, and whether each was well when it was last asked."""
        return {server.name: server.ready for server in self._servers}

    async def parse(self, text: str) -> tuple[Ranked, ...]:
        """The intents of a text, the most probable first, at most ten. Raises NluUnavailable, after two seconds at
        most.
        """
        deadline = asyncio.get_running_loop().time() + PATIENCE
        failure = NluUnavailable("Rasa is not ready yet")
        first, tried = next(self._turns), list[RasaServer]()
        while len(tried) < ATTEMPTS and (server := self._least_busy(first, tried)):
            try:
                return await server.parse(text, deadline)
            except NluUnavailable as error:
                failure = error
                tried.append(server)
        raise failure

    async def probe(self) -> bool:
        """Looks at every server; gives whether at least one is well."""
        return any(await asyncio.gather(*(server.probe() for server in self._servers)))

    async def watch(self) -> None:
        """Looks for every server that is not well until it is. Runs until it is cancelled."""
        await asyncio.gather(*(server.watch() for server in self._servers))

    async def close(self) -> None:
        for server in self._servers:
            await server.close()

    def _least_busy(self, first: int, tried: Sequence[RasaServer]) -> RasaServer | None:
        """A server that is well, rather one that was not tried; of equals the `first` one. None when none is well."""
        in_turn = [server for server in self._servers[first:] + self._servers[:first] if server.ready]
        return min(in_turn, key=lambda server: (server in tried, server.busy), default=None)


def _ranking(answer: Any) -> tuple[Ranked, ...]:
    """The ranking in Rasa's answer, without Rasa's own fallback intent. Raises ValueError for rubbish."""
    try:
        items = [Ranked(str(item["name"]), float(item["confidence"])) for item in answer["intent_ranking"]]
    except (KeyError, TypeError, ValueError, OverflowError):
        raise ValueError("no intent ranking in Rasa's answer") from None
    if not all(0 <= item.confidence <= SUREST for item in items):  # neither is "not a number"
        raise ValueError("confidences in Rasa's answer that are none")
    ranked = sorted((item for item in items if item.name != "nlu_fallback"), key=lambda item: -item.confidence)
    return tuple(ranked[:RANKING_LENGTH])
