"""The internal port: alive, ready, and figures, over HTTP."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.monitoring import health as health_module
from bot.monitoring import meters
from bot.monitoring.endpoint import internal_app, looked_after, open_port
from bot.monitoring.health import Examination
from bot.monitoring.watch import OutboxWatch
from bot.settings import Settings
from bot.store.database import Store
from bot.store.vault import Vault
from tests.channels.ports import free_port
from tests.databases import SECRET

START = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)


@pytest.fixture
def figures() -> Iterator[Any]:
    registry = meters.start()
    yield registry
    meters.stop()


@asynccontextmanager
async def asked(examination: Examination, registry: Any = None) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(internal_app(registry, examination))
    async with httpx.AsyncClient(transport=transport, base_url="http://internal") as client:
        yield client


def examination(store: Store, outbox: OutboxWatch | None = None, *, signed_in: bool = True, rasa: bool = True) -> Any:
    return Examination(store, outbox or OutboxWatch(), lambda: signed_in, lambda: rasa)


def stuck() -> OutboxWatch:
    outbox = OutboxWatch()
    for minute in range(7):
        outbox.look({1: 1, 2: 2}, START + timedelta(minutes=minute))
    return outbox


async def test_ready(store: Store) -> None:
    async with asked(examination(store)) as client:
        answer = await client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "database": "well",
        "channel": "signed in",
        "outbox": "well",
        "understanding": "well",
    }


async def test_without_rasa_it_is_ready_and_says_so(store: Store) -> None:
    async with asked(examination(store, rasa=False)) as client:
        answer = await client.get("/health/ready")
    assert answer.status_code == 200 and answer.json()["understanding"].startswith("degraded")


@pytest.mark.parametrize(
    ("part", "more"),
    [("channel", {"signed_in": False}), ("outbox", {"outbox": stuck()})],
)
async def test_not_ready(store: Store, part: str, more: dict[str, Any]) -> None:
    async with asked(examination(store, **more)) as client:
        answer, alive = await client.get("/health/ready"), await client.get("/health/live")
    assert answer.status_code == 503 and answer.json()[part] not in ("well", "signed in")
    assert (alive.status_code, alive.json()) == (200, {"alive": True})


async def test_a_database_that_was_not_brought_up_to_date(tmp_path: Path) -> None:
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'new.db'}", Vault(SECRET))
    async with asked(examination(store)) as client:
        answer = await client.get("/health/ready")
    await store.close()
    assert (answer.status_code, answer.json()["database"]) == (503, "not at this version")


async def test_a_database_that_is_away(tmp_path: Path) -> None:
    password, port = "a-password", free_port()
    store = Store(f"postgresql+asyncpg://bot:{password}@127.0.0.1:{port}/bot", Vault(SECRET))
    async with asked(examination(store)) as client:
        answer = await client.get("/health/ready")
    await store.close()
    assert (answer.status_code, answer.json()["database"]) == (503, "StoreUnavailable")
    assert password not in answer.text


async def test_a_database_that_does_not_answer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    async def forever() -> bool:
        await asyncio.Event().wait()
        return True

    monkeypatch.setattr(health_module, "PATIENCE", 0.01)
    monkeypatch.setattr(store, "is_current", forever)
    async with asked(examination(store)) as client:
        answer = await client.get("/health/ready")
    assert answer.status_code == 503 and answer.json()["database"].startswith("no answer")


async def test_asking_how_it_is_does_not_wait_for_who_writes(store: Store) -> None:
    async with store.work() as work, asked(examination(store)) as client:
        await work.people.meet("test", "truus", START)
        assert (await client.get("/health/ready")).status_code == 200


async def test_the_port_is_served_beside_the_bot(store: Store, figures: Any) -> None:
    settings = Settings(_env_file=None, metrics_port=free_port())
    port = open_port(settings)
    assert port is not None and port.getsockname()[0] == "127.0.0.1"
    meters.MESSAGES.add(kind="text")
    address = f"http://127.0.0.1:{settings.metrics_port}"
    looking = looked_after(port, figures, store, "test", lambda: True, lambda: False, lambda: START)
    async with looking, httpx.AsyncClient(base_url=address) as client:
        assert (await client.get("/health/live")).status_code == 200
        assert (await client.get("/health/ready")).json()["ready"]
        told = (await client.get("/metrics")).text
    families = {family.name for family in text_string_to_metric_families(told)}
    assert {"opmerkzaam_messages", "opmerkzaam_turn_seconds", "process_resident_memory_bytes"} <= families
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", settings.metrics_port), timeout=1).close()


def test_a_port_that_is_taken_is_told_and_the_bot_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        taken = somebody.getsockname()[1]
        assert open_port(Settings(_env_file=None, metrics_port=taken)) is None
    assert f"Port {taken} cannot be used for metrics and health" in caplog.text


def test_a_port_can_be_left_out() -> None:
    assert open_port(Settings(_env_file=None, metrics_port=0)) is None
