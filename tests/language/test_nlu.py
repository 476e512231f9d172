"""The client of Rasa, over real HTTP against a local server that fails when it is told to."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace, TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.errors import NluUnavailable
from bot.language import nlu
from bot.language.nlu import Ranked, RasaClient

SLOW, DROP = "slow", "drop"
PATIENCE, AMPLE = 1.0, 30.0
"""Seconds: short only where the server is slow on purpose, so that a busy machine fails no other test."""

LONGEST = 5.0


class RasaServer:
    """Answers as Rasa does; `plan` says how the next parses go wrong. A context manager."""

    def __init__(self) -> None:
        self.ranking: list[dict[str, object]] = [{"name": "rouw", "confidence": 0.9}]
        self.status: int | str | dict[str, object] = {"model_file": "models/rouw.tar.gz"}
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.tokens: list[list[str]] = []
        self._plan: list[int | str] = []
        self._let_go = threading.Event()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._let_go.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def plan(self, *ways: int | str) -> None:
        """How the next parses go: an HTTP status, SLOW, DROP, or a text to answer."""
        self._plan = list(ways)

    @property
    def parsed(self) -> list[str]:
        """The texts of all parses, but for the one that warms up."""
        texts = [str(body["text"]) for path, body in self.requests if path == "/model/parse"]
        return [text for text in texts if text != nlu.WARM_UP_TEXT]

    def _answer(self, path: str) -> int | str | dict[str, object]:
        if path == "/status":
            return self.status
        return self._plan.pop(0) if self._plan else {"intent_ranking": self.ranking}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._serve({})

            def do_POST(self) -> None:
                self._serve(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

            def _serve(self, body: dict[str, Any]) -> None:
                address = urlsplit(self.path)
                server.requests.append((address.path, body))
                server.tokens.append(parse_qs(address.query).get("token", []))
                answer = server._answer(address.path)
                if answer == DROP:
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                if answer == SLOW:
                    server._let_go.wait(LONGEST)
                text = answer if isinstance(answer, str) else json.dumps(answer)
                self.send_response(answer if isinstance(answer, int) else 200)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, format: str, *args: object) -> None:
                """Nobody reads it."""

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is what these tests are about."""


@pytest.fixture
def rasa() -> Iterator[RasaServer]:
    with RasaServer() as server:
        yield server


def be_patient(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    for name in ("ATTEMPT_SECONDS", "STATUS_SECONDS", "WARM_UP_SECONDS", "CONNECT_SECONDS"):
        monkeypatch.setattr(nlu, name, seconds)
    monkeypatch.setattr(nlu, "PATIENCE", 2 * seconds)
    monkeypatch.setattr(nlu, "PROBE_SECONDS", 0.01)


@pytest.fixture
async def client(
    rasa: RasaServer, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> AsyncIterator[RasaClient]:
    slow = SLOW in getattr(request.node, "callspec", SimpleNamespace(params={})).params.values()
    be_patient(monkeypatch, PATIENCE if slow else AMPLE)
    client = RasaClient([rasa.url], None)
    yield client
    await client.close()


WRONG: dict[str, int | str] = {
    "an error": 500,
    "busy": 503,
    "no such path": 404,
    "no token": 401,
    "slow": SLOW,
    "the connection drops": DROP,
    "no JSON": "<html>proxy</html>",
    "nothing": "",
    "a list": "[]",
    "null": "null",
    "no ranking": '{"intent": {"name": "rouw"}}',
    "a ranking that is none": '{"intent_ranking": 3}',
    "an intent without confidence": '{"intent_ranking": [{"name": "rouw"}]}',
    "a confidence that is none": '{"intent_ranking": [{"name": "rouw", "confidence": null}]}',
    "no number": '{"intent_ranking": [{"name": "rouw", "confidence": NaN}]}',
    "more than sure": '{"intent_ranking": [{"name": "rouw", "confidence": 7}]}',
    "a number of a thousand digits": f'{{"intent_ranking": [{{"name": "rouw", "confidence": {"9" * 1000}}}]}}',
    "a thousand brackets": "[" * 100_000,
    "far too much": " " * 1_000_001,
}


async def test_before_rasa_is_found_nobody_waits_for_it(client: RasaClient, rasa: RasaServer) -> None:
    with pytest.raises(NluUnavailable):
        await client.parse("rouw")
    assert (client.ready, rasa.requests) == (False, [])


async def test_a_probe_finds_rasa_and_warms_it_up(client: RasaClient, rasa: RasaServer) -> None:
    assert await client.probe()
    assert client.ready
    assert [path for path, _ in rasa.requests] == ["/status", "/model/parse"]


async def test_a_text_is_sent_as_it_is(client: RasaClient, rasa: RasaServer) -> None:
    await client.probe()
    text = 'Ze zei: "één café" 🙂\n\t\\ & +%20'
    await client.parse(text)
    assert rasa.parsed == [text]


async def test_the_most_probable_comes_first(client: RasaClient, rasa: RasaServer) -> None:
    await client.probe()
    rasa.ranking = [{"name": name, "confidence": share} for name, share in (("a", 0.1), ("b", 0.7), ("c", 0.2))]
    assert await client.parse("?") == (Ranked("b", 0.7), Ranked("c", 0.2), Ranked("a", 0.1))


async def test_rasas_own_fallback_is_no_intent(client: RasaClient, rasa: RasaServer) -> None:
    await client.probe()
    rasa.ranking = [{"name": "nlu_fallback", "confidence": 0.6}, {"name": "rouw", "confidence": 0.2}]
    assert await client.parse("?") == (Ranked("rouw", 0.2),)


async def test_no_more_than_ten_intents(client: RasaClient, rasa: RasaServer) -> None:
    await client.probe()
    rasa.ranking = [{"name": f"i{n}", "confidence": n / 100} for n in range(30)]
    assert [item.name for item in await client.parse("?")] == [f"i{n}" for n in range(29, 19, -1)]


@pytest.mark.parametrize("wrong", WRONG)
async def test_one_failure_is_tried_again(client: RasaClient, rasa: RasaServer, wrong: str) -> None:
    await client.probe()
    rasa.plan(WRONG[wrong])
    assert await client.parse("hallo") == (Ranked("rouw", 0.9),)
    assert (client.ready, rasa.parsed) == (True, ["hallo", "hallo"])


@pytest.mark.parametrize("wrong", WRONG)
async def test_two_failures_open_the_breaker(client: RasaClient, rasa: RasaServer, wrong: str) -> None:
    await client.probe()
    rasa.plan(WRONG[wrong], WRONG[wrong])
    with pytest.raises(NluUnavailable):
        await client.parse("hallo")
    assert (client.ready, rasa.parsed) == (False, ["hallo", "hallo"])


async def test_an_open_breaker_asks_nothing(client: RasaClient, rasa: RasaServer) -> None:
    await client.probe()
    rasa.plan(500, 500)
    for _ in range(3):
        with pytest.raises(NluUnavailable):
            await client.parse("hallo")
    assert rasa.parsed == ["hallo", "hallo"]


async def test_a_probe_closes_the_breaker_again(client: RasaClient, rasa: RasaServer) -> None:
    await client.probe()
    rasa.plan(500, 500)
    with pytest.raises(NluUnavailable):
        await client.parse("hallo")
    assert await client.probe()
    assert await client.parse("hallo") == (Ranked("rouw", 0.9),)


NOT_READY: dict[str, int | str | dict[str, object]] = {
    "no model yet": {"model_file": None},
    "an empty model": {"model_file": ""},
    "another server": {"status": "ok"},
    "a list": "[]",
    "no JSON": "Hello from Rasa: 3.6.21",
    "an error": 500,
    "no token": 401,
    "slow": SLOW,
    "the connection drops": DROP,
}


@pytest.mark.parametrize("status", NOT_READY)
async def test_a_server_that_is_not_ready_is_not_used(client: RasaClient, rasa: RasaServer, status: str) -> None:
    rasa.status = NOT_READY[status]
    assert not await client.probe()
    assert not client.ready


@pytest.mark.parametrize("wrong", WRONG)
async def test_a_server_that_does_not_parse_is_not_used(client: RasaClient, rasa: RasaServer, wrong: str) -> None:
    rasa.plan(WRONG[wrong])
    assert not await client.probe()


async def test_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    with RasaServer() as gone:
        pass
    client = RasaClient([gone.url], None)
    assert not await client.probe()
    await client.close()


async def test_watching_finds_rasa_each_time_it_comes_back(client: RasaClient, rasa: RasaServer) -> None:
    rasa.status = {"model_file": None}
    watching = asyncio.create_task(client.watch())
    try:
        await becomes(lambda: len(rasa.requests) > 2)
        assert not client.ready
        rasa.status = {"model_file": "model"}
        await becomes(lambda: client.ready)
        rasa.plan(DROP, DROP)
        with pytest.raises(NluUnavailable):
            await client.parse("hallo")
        await becomes(lambda: client.ready)
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching


async def test_watching_leaves_a_healthy_server_alone(client: RasaClient, rasa: RasaServer) -> None:
    watching = asyncio.create_task(client.watch())
    await becomes(lambda: client.ready)
    await asyncio.sleep(0.1)
    watching.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watching
    assert [path for path, _ in rasa.requests] == ["/status", "/model/parse"]


async def becomes(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(AMPLE):
        while not true():  # noqa: ASYNC110  the server in its thread cannot set an event of this loop
            await asyncio.sleep(0.005)


async def test_the_token_goes_with_every_request(rasa: RasaServer) -> None:
    client = RasaClient([rasa.url], "a token & more")
    await client.probe()
    await client.parse("hallo")
    await client.close()
    assert rasa.tokens == [["a token & more"]] * 3


async def test_without_a_token_none_is_sent(client: RasaClient, rasa: RasaServer) -> None:
    await client.probe()
    assert rasa.tokens == [[], []]


@pytest.mark.parametrize("wrong", ["an error", "the connection drops", "no JSON", "no ranking"])
async def test_what_was_typed_is_in_no_log_and_no_error(
    client: RasaClient, rasa: RasaServer, caplog: pytest.LogCaptureFixture, wrong: str
) -> None:
    caplog.set_level(logging.DEBUG)
    await client.probe()
    rasa.plan(WRONG[wrong], WRONG[wrong])
    with pytest.raises(NluUnavailable) as caught:
        await client.parse("mevrouw Quaedvlieg")
    assert "Quaedvlieg" not in caplog.text + str(caught.value)


async def test_many_texts_at_once(client: RasaClient, rasa: RasaServer) -> None:
    await client.probe()
    texts = [f"tekst {n}" for n in range(20)]
    answers = await asyncio.gather(*(client.parse(text) for text in texts))
    assert set(answers) == {(Ranked("rouw", 0.9),)}
    assert sorted(rasa.parsed) == sorted(texts)


# More than one server.


@pytest.fixture
def servers() -> Iterator[tuple[RasaServer, RasaServer]]:
    with RasaServer() as one, RasaServer() as two:
        yield one, two


@pytest.fixture
async def spread(servers: tuple[RasaServer, RasaServer], monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[RasaClient]:
    be_patient(monkeypatch, AMPLE)
    client = RasaClient([server.url for server in servers], None)
    await client.probe()
    yield client
    await client.close()


async def test_the_servers_take_turns(spread: RasaClient, servers: tuple[RasaServer, RasaServer]) -> None:
    for number in range(6):
        await spread.parse(f"{number}")
    assert [len(server.parsed) for server in servers] == [3, 3]


async def test_what_fails_at_one_is_asked_of_another(
    spread: RasaClient, servers: tuple[RasaServer, RasaServer]
) -> None:
    one, two = servers
    one.plan(500)
    for _ in range(2):
        assert await spread.parse("hallo") == (Ranked("rouw", 0.9),)
    assert (len(one.parsed), len(two.parsed), set(spread.servers.values())) == (1, 2, {True})


async def test_a_sick_one_is_left_out_and_found_again(
    spread: RasaClient, servers: tuple[RasaServer, RasaServer]
) -> None:
    one, two = servers
    one.status = 500
    one.plan(*[DROP] * 20)
    for number in range(6):
        assert await spread.parse(f"{number}") == (Ranked("rouw", 0.9),)
    assert (len(one.parsed), len(two.parsed), spread.ready) == (nlu.ATTEMPTS, 6, True)
    assert list(spread.servers.values()) == [False, True]
    watching = asyncio.create_task(spread.watch())
    try:
        await becomes(lambda: len(one.requests) > 5)
        assert list(spread.servers.values()) == [False, True]
        one.plan()
        one.status = {"model_file": "model"}
        await becomes(lambda: all(spread.servers.values()))
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
    for number in range(4):
        await spread.parse(f"again {number}")
    assert len([text for text in one.parsed if text.startswith("again")]) == 2


async def test_when_all_are_sick_nobody_waits(spread: RasaClient, servers: tuple[RasaServer, RasaServer]) -> None:
    for server in servers:
        server.plan(*[500] * 9)
    for _ in range(4):
        with pytest.raises(NluUnavailable):
            await spread.parse("hallo")
    assert (spread.ready, [len(server.parsed) for server in servers]) == (False, [2, 2])


async def test_a_slow_one_leaves_time_for_another(
    servers: tuple[RasaServer, RasaServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    be_patient(monkeypatch, PATIENCE)
    client = RasaClient([server.url for server in servers], None)
    assert await client.probe()
    for server in servers:
        server.plan(SLOW)
    with pytest.raises(NluUnavailable):
        await client.parse("one slow, then the other")
    servers[0].plan(SLOW)
    assert await client.parse("one slow") == await client.parse("none") == (Ranked("rouw", 0.9),)
    await client.close()


async def test_a_few_are_sent_at_once_and_who_waits_too_long_is_told(
    client: RasaClient, rasa: RasaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await client.probe()
    # Room must come within no time at all, and each answer takes seconds.
    monkeypatch.setattr(nlu, "PATIENCE", AMPLE)
    rasa.plan(*[SLOW] * 99)
    sent = [asyncio.create_task(client.parse("hallo")) for _ in range(nlu.AT_ONCE)]
    await becomes(lambda: len(rasa.parsed) == nlu.AT_ONCE)
    with pytest.raises(NluUnavailable, match="busy"):
        await client.parse("een te veel")
    assert (rasa.parsed, client.ready) == (["hallo"] * nlu.AT_ONCE, True)
    for task in sent:
        task.cancel()
    await asyncio.gather(*sent, return_exceptions=True)
    rasa.plan()
    assert await client.parse("weer plaats") == (Ranked("rouw", 0.9),)


async def test_neither_token_nor_password_is_in_a_log(
    rasa: RasaServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_patient(monkeypatch, AMPLE)
    caplog.set_level(logging.INFO, logger="bot")
    address = rasa.url.replace("://", "://opmerkzaam:wachtwoord@")
    client = RasaClient([address], "t0ken")
    await client.probe()
    rasa.plan(500, 500)
    with pytest.raises(NluUnavailable) as caught:
        await client.parse("hallo")
    told = str(caught.value) + "".join(record.getMessage() for record in caplog.records if record.name[:3] == "bot")
    assert urlsplit(rasa.url).netloc in told
    assert "t0ken" not in told and "wachtwoord" not in told + str(client.servers)
    await client.close()
