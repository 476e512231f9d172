"""The token that Rasa asks for, and whether a Rasa is healthy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

import address
import healthy
from serve import rasa_command


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the token would be, on a machine without settings."""
    for name in ("RASA_TOKEN", "RASA_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(address, "TOKEN_FILE", tmp_path / "rasa_token")
    return tmp_path / "rasa_token"


def test_without_environment_and_file_there_is_no_token(file: Path) -> None:
    assert address.own_token() is None


def test_the_token_is_in_a_file_that_ends_with_a_new_line(file: Path) -> None:
    file.write_text("of-the-file\n")
    assert address.own_token() == "of-the-file"


def test_the_environment_goes_before_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("of-the-file\n")
    monkeypatch.setenv("RASA_TOKEN", "of-the-environment")
    assert address.own_token() == "of-the-environment"


@pytest.mark.parametrize("nothing", ["", "\n"])
def test_an_empty_file_never_opens_rasa_to_everybody(file: Path, nothing: str) -> None:
    file.write_text(nothing)
    with pytest.raises(address.TokenError, match="is empty"):
        address.own_token()


def test_a_file_that_cannot_be_read_never_opens_rasa_to_everybody(file: Path) -> None:
    file.mkdir()
    with pytest.raises(address.TokenError, match="cannot be read"):
        address.own_token()


def test_rasa_listens_where_it_is_told(tmp_path: Path) -> None:
    command = rasa_command(tmp_path / "model.tar.gz", "0.0.0.0", "5005", "a-token")
    assert command[command.index("--interface") + 1] == "0.0.0.0"
    assert command[-2:] == ["--auth-token", "a-token"]
    assert "--auth-token" not in rasa_command(tmp_path / "model.tar.gz", "127.0.0.1", "5005", None)


class Answering(HTTPServer):
    """A server that answers /status to who has the token."""

    answer = (200, json.dumps({"model_file": "opmerkzaam-0.tar.gz"}))


class Status(BaseHTTPRequestHandler):
    server: Answering

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        known = asked.path == "/status" and parse_qs(asked.query) == {"token": ["a token & more"]}
        status, body = self.server.answer if known else (401, "")
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def rasa(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answering]:
    file.write_text("a token & more\n")
    server = Answering(("127.0.0.1", 0), Status)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("RASA_PORT", str(server.server_address[1]))
    yield server
    server.shutdown()
    server.server_close()


def test_healthy_is_who_has_a_model(rasa: Answering, capsys: pytest.CaptureFixture[str]) -> None:
    assert healthy.main() == 0
    assert capsys.readouterr() == ("", "")


SICK = [(200, '{"model_file": null}'), (200, "{}"), (200, "[]"), (200, "rubbish"), (200, ""), (500, "{}")]


@pytest.mark.parametrize("answer", SICK)
def test_sick_is_every_other_answer(
    rasa: Answering, answer: tuple[int, str], capsys: pytest.CaptureFixture[str]
) -> None:
    rasa.answer = answer
    assert healthy.main() == 1
    assert capsys.readouterr() == ("", "")


def test_sick_is_nobody(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_PORT", "9")
    assert healthy.main() == 1


def test_sick_is_an_unreadable_token(rasa: Answering, file: Path) -> None:
    file.write_text("")
    assert healthy.main() == 1
