"""The address that Telegram calls, called by anybody with anything."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest
import telegram
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.updates import message_of
from bot.channels.telegram.webhook import LARGEST_UPDATE, SECRET_HEADER, webhook_app
from bot.message import LONGEST_ACTION, Message

SECRET = "a-webhook-secret"
FINE = {200, 400, 403, 405, 413}

MESSAGE: Mapping[str, Any] = {
    "message_id": 1,
    "date": 1_763_470_000,
    "chat": {"id": 1, "type": "private", "first_name": "T"},
    "from": {"id": 1, "is_bot": False, "first_name": "T"},
    "text": "hoi",
}
TAP: Mapping[str, Any] = {
    "id": "1",
    "from": MESSAGE["from"],
    "chat_instance": "1",
    "message": MESSAGE,
    "data": "menu",
}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)


@st.composite
def spoiled(draw: st.DrawFn, whole: Mapping[str, Any]) -> dict[str, Any]:
    """A whole object in which one or two things are something else, or missing."""
    changed = json.loads(json.dumps(whole))
    for _ in range(draw(st.integers(1, 2))):
        place = changed
        while True:
            key = draw(st.sampled_from(sorted(place)))
            if isinstance(place[key], dict) and place[key] and draw(st.booleans()):
                place = place[key]
                continue
            if draw(st.booleans()):
                place[key] = draw(json_values)
            else:
                del place[key]
            break
        if not changed:
            break
    return changed


updates = st.one_of(
    json_values,
    st.fixed_dictionaries({"update_id": json_values}),
    spoiled({"update_id": 7, "message": MESSAGE}),
    spoiled({"update_id": 7, "edited_message": MESSAGE}),
    spoiled({"update_id": 7, "callback_query": TAP}),
    spoiled({"update_id": 7, "my_chat_member": {"chat": MESSAGE["chat"], "from": MESSAGE["from"], "date": 1}}),
    st.dictionaries(st.sampled_from(["update_id", "poll", "message", "inline_query", "new_thing"]), json_values),
)

HOSTILE_BODIES = (
    b"",
    b"null",
    b"[]",
    b"{}",
    b"{",
    b'{"update_id": 1',
    b"\xff\xfe\x00",
    b'{"update_id": "\xff"}',
    b'{"update_id": NaN}',
    b'{"update_id": 1e999}',
    b'{"update_id": ' + b"9" * 5000 + b"}",
    b"[" * 200_000,
    b'{"a":' * 100_000,
    b'{"update_id": 1, "message": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    b'{"update_id": 1, "update_id": {}}',
    b"\x00" * 1000,
    b"x" * (LARGEST_UPDATE + 1),
)
HOSTILE_HEADERS = (
    {},
    {SECRET_HEADER: ""},
    {SECRET_HEADER: "x" * 5000},
    {SECRET_HEADER: SECRET[:-1]},
    {SECRET_HEADER: SECRET.upper()},
    {SECRET_HEADER: SECRET.encode() + b"\xff"},
    {SECRET_HEADER: "é".encode("latin-1")},
    {SECRET_HEADER: SECRET, "Content-Length": "abc"},
    {SECRET_HEADER: SECRET, "Content-Length": "-1"},
    {SECRET_HEADER: SECRET, "Content-Length": "9" * 40},
    {SECRET_HEADER: SECRET, "Content-Length": "²".encode("latin-1")},
    {SECRET_HEADER: SECRET, "Content-Type": "text/plain; charset=utf-7", "Content-Encoding": "gzip"},
)


async def _read(data: dict[str, Any]) -> None:
    update = telegram.Update.de_json(data, None)
    message = message_of(update)
    assert message is None or isinstance(message, Message)


async def _in_pieces(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 65_536):
        yield body[start : start + 65_536]


async def post(body: bytes, headers: Mapping[str, Any] | None = None, *, in_pieces: bool = False) -> int:
    """The status that the endpoint answers with; an exception of it would end the test."""
    app = webhook_app("/webhook", SECRET, _read)
    sent = {SECRET_HEADER: SECRET} if headers is None else headers
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        content = _in_pieces(body) if in_pieces else body
        return (await client.post("/webhook", content=content, headers=sent)).status_code


@pytest.mark.parametrize("number", range(len(HOSTILE_BODIES)))
async def test_no_body_is_a_fault_of_ours(number: int) -> None:
    assert await post(HOSTILE_BODIES[number]) in FINE


@pytest.mark.parametrize("number", range(len(HOSTILE_HEADERS)))
async def test_no_header_is_a_fault_of_ours(number: int) -> None:
    assert await post(b'{"update_id": 1}', HOSTILE_HEADERS[number]) in FINE


async def test_a_body_that_does_not_say_how_long_it_is_is_not_read_to_its_end() -> None:
    assert await post(b" " * (LARGEST_UPDATE + 1), in_pieces=True) == 413
    assert await post(b'{"update_id": 1}', in_pieces=True) == 200


async def test_without_the_secret_nothing_is_read() -> None:
    for body in HOSTILE_BODIES:
        assert await post(body, {}) == 403


@given(body=st.binary(max_size=200))
async def test_any_bytes_are_answered(body: bytes) -> None:
    assert await post(body) in FINE


@given(update=updates)
async def test_any_json_is_answered(update: Any) -> None:
    assert await post(json.dumps(update).encode()) in FINE


@given(data=st.text(max_size=LONGEST_ACTION))
async def test_any_words_of_a_button_are_a_message(data: str) -> None:
    update = telegram.Update.de_json({"update_id": 7, "callback_query": {**TAP, "data": data}}, None)
    message = message_of(update)
    assert message is not None and message.text == data
