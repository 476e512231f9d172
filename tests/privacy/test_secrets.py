"""What opens the bot, Telegram, Rasa and the database stands in no line that the program writes, and in no list of
processes."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.app import App, open_nlu
from bot.clock import utc_now
from bot.errors import OpmerkzaamError
from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.monitoring.logs import Lines, _secrets
from bot.settings import ROOT, Settings, load_settings
from bot.store.database import Store
from bot.store.vault import Vault
from tests.botapi import BotApi
from tests.channels.ports import free_port
from tests.databases import Database

PASSWORD = "Planted-Password-8152"
PLANTED = {
    "TELEGRAM_BOT_TOKEN": "123456789:AAPlantedTokenOfTheBot77120",
    "TELEGRAM_WEBHOOK_SECRET": "Planted_Webhook_Secret_3391",
    "OPMERKZAAM_SECRET": "Planted-Opmerkzaam-Secret-5573",
    "OPMERKZAAM_NEW_SECRET": "Planted-Second-Secret-9964",
    "RASA_TOKEN": "PlantedTokenOfRasa4417",
    "DATABASE_URL": f"postgresql+asyncpg://bot:{PASSWORD}@127.0.0.1:9/opmerkzaam",
}
SECRETS = (*(value for name, value in PLANTED.items() if name != "DATABASE_URL"), PASSWORD)


def found_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    for name, value in PLANTED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("RASA_URL", "http://127.0.0.1:9")


@pytest.fixture
def everything_logged() -> Iterator[io.StringIO]:
    """All that any library says at any level, as our own formatter writes it."""
    written, root, raised = io.StringIO(), logging.getLogger(), {}
    for name in ("", *logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        raised[logger] = logger.level
        logger.setLevel(logging.DEBUG)
    handler = logging.StreamHandler(written)
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)
    for logger, level in raised.items():
        logger.setLevel(level)


def test_settings_print_no_secret(planted: None) -> None:
    settings = load_settings()
    assert settings.database.endswith("@127.0.0.1:9/opmerkzaam")
    assert (
        found_in(f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()} {vars(settings)}") == []
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_WEBHOOK_SECRET", f"{PLANTED['TELEGRAM_WEBHOOK_SECRET']} é"),
        ("DIGEST_TIME", PASSWORD),
        ("RASA_URL", f"nothing://bot:{PASSWORD}@x"),
        ("TELEGRAM_API_URL", PASSWORD),
        ("DATABASE_URL", PASSWORD),
        ("DATABASE_URL", f"oracle+none://bot:{PASSWORD}@x/y"),
        ("DATABASE_URL", f"postgresql+asyncpg://bot:{PASSWORD}@x:noport/y"),
        ("DATABASE_URL", f"sqlite+aiosqlite:////proc/{PASSWORD}/x.db"),
    ],
)
def test_a_setting_that_cannot_be_used_is_not_repeated(
    planted: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["people"]) == 1
    printed = capsys.readouterr()
    assert found_in(printed.out + printed.err) == []
    assert "Traceback" not in printed.err


@pytest.mark.parametrize("command", ["people", "purge", "invite --role volunteer", "remove x", "rotate-secret"])
def test_no_command_prints_a_secret_when_the_database_is_away(
    planted: None, capsys: pytest.CaptureFixture[str], everything_logged: io.StringIO, command: str
) -> None:
    assert main(command.split()) in (1, 2)
    printed = capsys.readouterr()
    assert found_in(printed.out + printed.err + everything_logged.getvalue()) == []


async def test_the_bot_logs_no_secret_at_any_level(
    planted: None,
    database: Database,
    knowledge: Knowledge,
    reader: Reader,
    everything_logged: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with BotApi() as api:
        port = free_port()
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", api.token)
        monkeypatch.setenv("TELEGRAM_API_URL", api.url)
        monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", f"http://127.0.0.1:{port}/hook")
        monkeypatch.setenv("TELEGRAM_WEBHOOK_PORT", str(port))
        monkeypatch.setenv("METRICS_PORT", "0")
        settings = load_settings()
        for handler in logging.getLogger().handlers:
            handler.setFormatter(Lines(_secrets(settings)))
        async with database.opened() as store:
            await _talks(App(settings, knowledge, store, open_nlu(settings), reader, utc_now), api)
        lines = everything_logged.getvalue()
        assert len(lines) > 1000, "the libraries say nothing at all: this shows nothing"
        assert [secret for secret in (*SECRETS, api.token) if secret in lines] == []


async def _talks(app: App, api: BotApi) -> None:
    running = asyncio.create_task(app.run_service())
    truus = api.user(1001)
    truus.says("/start")
    await truus.sees("Welkom")
    api.fail("sendMessage", status=500)
    truus.says("menu")
    await truus.sees("Wat wil je doen?")
    running.cancel()
    await asyncio.wait({running})
    await app.nlu.close()


def test_no_secret_is_given_to_a_program_as_an_argument() -> None:
    """What stands on a command line stands in the list of processes."""
    calls = ("subprocess", "Popen", "create_subprocess")
    starts = [file for file in (ROOT / "bot").rglob("*.py") if any(call in file.read_text("utf-8") for call in calls)]
    for file in starts:
        assert "get_secret_value" not in file.read_text("utf-8"), file


async def test_a_store_that_cannot_be_reached_names_no_password(planted: None) -> None:
    store = Store(PLANTED["DATABASE_URL"], Vault("x"))
    with pytest.raises(OpmerkzaamError) as raised:
        await store.upgrade()
    await store.close()
    assert found_in(f"{raised.value!r} {store.name}") == []
