"""The bot as a service: ready on its internal port, counted, and in its log no word of anybody."""

from __future__ import annotations

import json
from pathlib import Path

import httpx

from tests.botapi import BotApi
from tests.channels.ports import free_port
from tests.live.processes import Bot, wait_for

MARKER = "mevrouw Quaedvlieg op de Kerkstraat 12"


def test_a_service_tells_how_it_is_and_nothing_of_anybody(tmp_path: Path) -> None:
    port = free_port()
    settings = {"OPMERKZAAM_SECRET": "a secret for tests only", "METRICS_PORT": str(port)}
    with BotApi() as api, Bot(tmp_path, TELEGRAM_BOT_TOKEN=api.token, TELEGRAM_API_URL=api.url, **settings) as bot:
        bot.start()
        address = f"http://127.0.0.1:{port}"
        wait_for(lambda: _status(f"{address}/health/ready") == 200, 120, "the bot does not become ready")
        truus = api.user(1001)
        truus.says(f"hoe gaat het met {MARKER}?")
        wait_for(lambda: 'messages_total{kind="text"} 1.0' in _text(f"{address}/metrics"), 60, "nothing is counted")
        wait_for(
            lambda: 'deliveries_total{outcome="delivered"} 0.0' not in _text(f"{address}/metrics"),
            60,
            "nothing goes out",
        )
        health, figures = httpx.get(f"{address}/health/ready").json(), _text(f"{address}/metrics")
    assert health["ready"] and health["understanding"].startswith("degraded")
    assert "opmerkzaam_resident_bytes" in figures and 'turn_seconds_count{outcome="done"} 1.0' in figures
    lines = [json.loads(line) for line in bot.log.splitlines()]
    assert any(line["event"].startswith("On Telegram as @") for line in lines)
    for secret in ("Quaedvlieg", "Kerkstraat", api.token, settings["OPMERKZAAM_SECRET"]):
        assert secret not in bot.log + figures + json.dumps(health), secret


def _status(url: str) -> int:
    try:
        return httpx.get(url, timeout=10).status_code
    except httpx.HTTPError:
        return 0


def _text(url: str) -> str:
    return httpx.get(url, timeout=10).text
