"""The address that Telegram calls, as somebody who is not Telegram may call it too."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from bot.channels.telegram.webhook import LARGEST_UPDATE, SECRET_HEADER, bind, serve_webhook
from bot.errors import ChannelError, StoreUnavailable

SECRET = "s3cret"
HEADERS = {SECRET_HEADER: SECRET}


class Hook:
    """The webhook while a test runs; `taken` are the updates that it handed on."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.error: Exception | None = None
        self.waits: asyncio.Event | None = None
        self.arrived = asyncio.Event()
        self._listener = bind(0)
        self.address = ("127.0.0.1", self._listener.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.address[1]}/hook"
        self._serving = asyncio.create_task(serve_webhook(self.url, SECRET, self._listener, self._handle))

    async def stop(self) -> None:
        self._serving.cancel()
        await asyncio.gather(self._serving, return_exceptions=True)

    async def _handle(self, update: dict[str, Any]) -> None:
        self.arrived.set()
        if self.waits is not None:
            await self.waits.wait()
        if self.error is not None:
            raise self.error
        self.taken.append(update)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    async with httpx.AsyncClient() as client:
        while True:
            try:
                await client.get(hook.url.replace("/hook", "/health"))
                break
            except httpx.ConnectError:
                await asyncio.sleep(0.01)
    yield hook
    await hook.stop()


async def post(hook: Hook, content: Any, headers: dict[str, str] = HEADERS) -> int:
    async with httpx.AsyncClient(timeout=30) as client:
        return (await client.post(hook.url, content=content, headers=headers)).status_code


async def test_an_update_is_handed_on(hook: Hook) -> None:
    assert (await post(hook, b'{"update_id": 1}'), hook.taken) == (200, [{"update_id": 1}])


@pytest.mark.parametrize("secret", ["", "s3cre", "s3crets", "S3CRET"])
async def test_another_secret_is_refused_before_anything_is_read(hook: Hook, secret: str) -> None:
    assert await post(hook, b"{", {SECRET_HEADER: secret} if secret else {}) == 403


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"1", b"null", b'{"id": 1}', b"\xff", b"[" * 100_000],
)
async def test_what_is_no_update(hook: Hook, content: bytes) -> None:
    assert (await post(hook, content), hook.taken) == (400, [])


@pytest.mark.parametrize("telling", [True, False], ids=["with its length", "without its length"])
async def test_what_is_too_large(hook: Hook, telling: bool) -> None:
    content = json.dumps({"update_id": 1, "text": "a" * LARGEST_UPDATE}).encode()

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(content), 65536):
            yield content[start : start + 65536]

    assert (await post(hook, content if telling else pieces()), hook.taken) == (413, [])


async def test_what_has_no_end_is_cut_off(hook: Hook) -> None:
    """Nothing of it is kept: the connection ends, though whoever sends goes on."""
    _, writer = await asyncio.open_connection(*hook.address)
    head = f"POST /hook HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nTransfer-Encoding: chunked\r\n\r\n"
    writer.write(head.encode())
    sent, piece = 0, b"10000\r\n" + b"a" * 65536 + b"\r\n"
    try:
        while sent < 100 * LARGEST_UPDATE:
            writer.write(piece)
            await asyncio.wait_for(writer.drain(), 30)
            sent += 65536
    except ConnectionError:
        pass
    writer.close()
    assert sent < 100 * LARGEST_UPDATE


async def test_what_cannot_be_stored_is_sent_again_and_what_breaks_is_not(hook: Hook) -> None:
    hook.error = StoreUnavailable("away")
    assert await post(hook, b'{"update_id": 1}') == 503
    hook.error = RuntimeError("mevrouw Jansen")
    assert await post(hook, b'{"update_id": 1}') == 200


async def test_what_is_under_way_is_answered_when_it_stops(hook: Hook) -> None:
    hook.waits = asyncio.Event()
    answer = asyncio.create_task(post(hook, b'{"update_id": 1}'))
    await hook.arrived.wait()
    stopping = asyncio.create_task(hook.stop())
    await asyncio.sleep(0)
    hook.waits.set()
    assert await answer == 200
    await stopping


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("0.0.0.0", 0)) as somebody:
        port = somebody.getsockname()[1]
        with pytest.raises(ChannelError, match=f"Port {port} cannot be used for the webhook"):
            bind(port)
