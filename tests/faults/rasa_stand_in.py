"""A Rasa that is ill in every way a server can be, on demand."""

from __future__ import annotations

import json
import socket
import socketserver
import threading
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

UNDERSTOOD = "rouw"
STATUS = {"model_file": "models/opmerkzaam.tar.gz", "fingerprint": {}, "num_active_training_jobs": 0}
LONGEST = 300.0


def ranking(*confidences: object, name: str = UNDERSTOOD) -> dict[str, Any]:
    """An answer of Rasa's in which an intent has these confidences."""
    return {"intent_ranking": [{"name": name, "confidence": confidence} for confidence in confidences]}


Ill = Callable[["_Connection"], None]


def answers(body: object, status: int = 200) -> Ill:
    """Answers with this, as JSON unless it is a text."""
    return lambda connection: connection.answer(body, status)


def hangs(connection: _Connection) -> None:
    """Takes the question and says nothing."""
    connection.pause(LONGEST)


def drips(connection: _Connection) -> None:
    """Answers, one letter in a while: there is always something new, and never an end."""
    connection.begin(10_000)
    while connection.send(b" ") and not connection.pause(0.2):
        pass


def floods(connection: _Connection) -> None:
    """Answers without end."""
    connection.begin(10_000_000_000)
    while connection.send(b"[" * 65536):
        pass


def half(connection: _Connection) -> None:
    """Half an answer, and the connection is dead."""
    connection.begin(1000)
    connection.send(b'{"intent_ranking": [{"name": ')


def hangs_up(connection: _Connection) -> None:
    """The connection ends without an answer."""


DEEP = "[" * 200_000

ILL: Mapping[str, Ill] = {
    "hangs": hangs,
    "drips": drips,
    "floods": floods,
    "half an answer": half,
    "hangs up": hangs_up,
    "500": answers("<h1>Internal Server Error</h1>", 500),
    "503": answers("", 503),
    "another token": answers({"status": "failure", "reason": "NotAuthenticated"}, 401),
    "somewhere else": answers("", 302),
    "a page": answers("<html>Welkom</html>"),
    "no letters": answers(b"\xff\xfe\x00\x80"),
    "nothing": answers(""),
    "another shape": answers([1, 2, 3]),
    "very deep": answers(DEEP),
    "no ranking": answers({"intent": {"name": UNDERSTOOD, "confidence": 1.0}}),
    "a ranking of nothing": answers(ranking(None)),
    "no number": answers(ranking(float("nan"))),
    "endlessly sure": answers(ranking(float("inf"))),
    "more than sure": answers(ranking(7)),
    "less than nothing": answers(ranking(-1)),
    "a number of a thousand digits": answers(f'{{"intent_ranking": [{{"name": "rouw", "confidence": {"9" * 1000}}}]}}'),
}
"""How it can be ill while it parses."""


class RasaStandIn:
    """Understands everything as one topic, until `ill` says otherwise. A context manager."""

    def __init__(self) -> None:
        self._ill: Ill | None = None
        self._spells = 0
        self.status: object = STATUS
        self.parsed = 0
        self._server: _Server | None = None
        self._port = 0

    @property
    def ill(self) -> Ill | None:
        return self._ill

    @ill.setter
    def ill(self, ill: Ill | None) -> None:
        self._ill = ill
        self._spells += 1  # who was kept waiting is let go

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Listens, at the same address as before when it was stopped."""
        self._server = _Server(("127.0.0.1", self._port), _Connection)
        self._server.stand_in = self
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        """Nobody listens any more, and who waits for an answer is cut off."""
        assert self._server is not None
        self._spells += 1
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    stand_in: RasaStandIn

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is what these tests are about."""


class _Connection(socketserver.StreamRequestHandler):
    """One request, and the end of the connection: Rasa's keep-alive is nothing that these tests are about."""

    server: _Server

    def handle(self) -> None:
        self._spell = self.server.stand_in._spells
        line = self.rfile.readline().decode()
        length = 0
        while header := self.rfile.readline().strip():
            name, _, value = header.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        self.rfile.read(length)
        rasa = self.server.stand_in
        if line.startswith("GET /status"):
            self.answer(rasa.status)
            return
        rasa.parsed += 1
        if rasa.ill is not None:
            rasa.ill(self)
        else:
            self.answer(ranking(0.99))

    def answer(self, body: object, status: int = 200) -> None:
        raw = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
        self.begin(len(raw), status)
        self.send(raw)

    def begin(self, length: int, status: int = 200) -> None:
        location = "Location: http://127.0.0.1:9/\r\n" if status == 302 else ""
        self.send(f"HTTP/1.1 {status} X\r\nConnection: close\r\n{location}Content-Length: {length}\r\n\r\n".encode())

    def send(self, raw: bytes) -> bool:
        """False when nobody listens any more."""
        try:
            self.request.sendall(raw)
        except OSError:
            return False
        return True

    def pause(self, seconds: float) -> bool:
        """Waits; True when Rasa got well or was stopped meanwhile, or the client has gone."""
        self.request.settimeout(0.05)
        for _ in range(int(seconds / 0.05)):
            if self.server.stand_in._spells != self._spell:
                return True
            try:
                if not self.request.recv(1, socket.MSG_PEEK):
                    return True
            except TimeoutError:
                continue
            except OSError:
                return True
        return False
