"""What of Rasa's HTTP interface can be reached without the token: its greeting and its version, nothing else."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.server import ErrorResponse, create_app
from sanic import Sanic

OPEN = {"", "version"}


@pytest.fixture(scope="module")
def app() -> Sanic:
    return create_app(auth_token="a token for tests")


def answer(app: Sanic, route: Any, token: str | None) -> int:
    """The status of a refusal before anything is done; 0 when the handler was reached."""
    request = SimpleNamespace(app=app, args={"token": token} if token else {}, headers={}, body=b"", json=None)
    values = {"conversation_id": "x"} if "conversation_id" in route.path else {}
    try:
        asyncio.run(route.handler(request, **values))
    except ErrorResponse as refusal:
        return int(refusal.status)
    except Exception:
        return 0  # it went on with what is no real request
    return 0


def test_all_that_reads_or_changes_anything_asks_for_the_token(app: Sanic) -> None:
    routes = [route for route in app.router.routes if route.path not in OPEN]
    paths = {f"{'/'.join(sorted(route.methods))} {route.path}" for route in routes}
    assert {"PUT model", "DELETE model", "GET domain", "POST model/parse", "POST model/train", "GET status"} <= paths
    for token in (None, "another token", "a token for test"):
        assert {route.path: status for route in routes if (status := answer(app, route, token)) != 401} == {}


def test_with_the_token_they_are_reached(app: Sanic) -> None:
    routes = [route for route in app.router.routes if route.path not in OPEN]
    assert 401 not in {answer(app, route, "a token for tests") for route in routes if route.path == "model/parse"}
