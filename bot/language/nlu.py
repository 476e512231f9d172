"""The client of the Rasa server: a time-out, one retry, and a circuit breaker.

While the breaker is open nobody waits for Rasa: `parse` raises at once and the bot searches instead. `watch`
closes it again: Rasa answers `/` even with no model loaded, so health is `/status`, followed by one parse that
warms the model up.
"""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.errors import NluUnavailable
from bot.monitoring.meters import NLU, NLU_FAILURES, NLU_READY

log = logging.getLogger(__name__)

TIMEOUT = httpx.Timeout(2.0, connect=0.5)
WARM_UP_TIMEOUT = httpx.Timeout(15.0, connect=0.5)
ATTEMPTS = 2
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


class RasaClient:
    """Asks one Rasa server. Begins with an open breaker: `probe` or `watch` must find the server first."""

    def __init__(self, url: str, token: str | None, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._http = httpx.AsyncClient(
            base_url=url, params={"token": token} if token else {}, timeout=TIMEOUT, transport=transport
        )
        self._server = urlsplit(url).netloc.rpartition("@")[2]
        self._ready = False
        self._lost = asyncio.Event()

    @property
    def ready(self) -> bool:
        """Whether the breaker is closed."""
        return self._ready

    async def parse(self, text: str) -> tuple[Ranked, ...]:
        """The intents of a text, the most probable first, at most ten. Raises NluUnavailable."""
        if not self._ready:
            raise NluUnavailable("Rasa is not ready yet")
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await self._parse(text, TIMEOUT)
            except UNUSABLE as error:
                reason = type(error).__name__
                NLU_FAILURES.add(server=self._server)
                if attempt == ATTEMPTS:
                    self._open(reason)
        raise NluUnavailable(f"Rasa gave no usable answer ({reason})")

    async def probe(self) -> bool:
        """Closes the breaker when the server has a model and parses; gives whether it is closed."""
        try:
            if (await self._ask("GET", "/status", TIMEOUT))["model_file"]:
                await self._parse(WARM_UP_TEXT, WARM_UP_TIMEOUT)
                if not self._ready:
                    log.info("Rasa is ready")
                self._ready = True
        except (*UNUSABLE, KeyError, TypeError):
            self._ready = False
        NLU_READY.put(self._ready, server=self._server)
        return self._ready

    async def watch(self) -> None:
        """Probes the server whenever the breaker is open. Runs until it is cancelled."""
        while True:
            if await self.probe():
                self._lost.clear()
                await self._lost.wait()
            await asyncio.sleep(PROBE_SECONDS)

    async def close(self) -> None:
        await self._http.aclose()

    async def _parse(self, text: str, patience: httpx.Timeout) -> tuple[Ranked, ...]:
        with NLU.timed(server=self._server):
            answer = await self._ask("POST", "/model/parse", patience, {"text": text})
        return _ranking(answer)

    async def _ask(self, method: str, path: str, patience: httpx.Timeout, body: object = None) -> Any:
        """The JSON that the server answers. Raises UNUSABLE, also for an answer that does not end."""
        whole = b""
        # httpx counts the seconds of each piece anew: who sends a letter a second would be waited for for ever.
        async with asyncio.timeout(patience.read):
            async with self._http.stream(method, path, json=body, timeout=patience) as answer:
                answer.raise_for_status()
                async for piece in answer.aiter_bytes():
                    whole += piece
                    if len(whole) > LARGEST_ANSWER:
                        raise ValueError("Rasa's answer is too large")
        try:
            return json.loads(whole)
        except RecursionError:
            raise ValueError("Rasa's answer is too deep") from None

    def _open(self, reason: str) -> None:
        log.warning("Rasa gave no usable answer (%s); searching the articles instead until it is back", reason)
        self._ready = False
        NLU_READY.put(0, server=self._server)
        self._lost.set()


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
