"""Settings: what can be written in the environment and in `.env`, and what is said about the rest."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.errors import SettingsError
from bot.settings import Settings, WeeklyMoment, load_settings

NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture
def env_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A `.env` of this test alone, in an environment without settings."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    file = tmp_path / ".env"
    file.write_text("")
    monkeypatch.setitem(Settings.model_config, "env_file", file)
    return file


GOOD = [
    ("DIGEST_TIME", "Monday 08:00", "digest_time", WeeklyMoment(0, time(8, 0))),
    ("DIGEST_TIME", "sunday 23:59", "digest_time", WeeklyMoment(6, time(23, 59))),
    ("DIGEST_TIME", "WED 7:05", "digest_time", WeeklyMoment(2, time(7, 5))),
    ("DIGEST_TIME", "  friday   16:30 ", "digest_time", WeeklyMoment(4, time(16, 30))),
    ("DIGEST_TIME", "tues 00:00", "digest_time", WeeklyMoment(1, time(0, 0))),
    ("RASA_URL", "http://127.0.0.1:5005/", "rasa_url", ("http://127.0.0.1:5005",)),
    ("RASA_URL", "https://rasa.example/nlu//", "rasa_url", ("https://rasa.example/nlu",)),
    ("RASA_URL", "http://a:5005/, http://b:5005 ,", "rasa_url", ("http://a:5005", "http://b:5005")),
    ("TELEGRAM_API_URL", "http://127.0.0.1:8081", "telegram_api_url", "http://127.0.0.1:8081"),
    ("TELEGRAM_WEBHOOK_PORT", "1", "telegram_webhook_port", 1),
    ("TELEGRAM_WEBHOOK_PORT", "65535", "telegram_webhook_port", 65535),
    ("WEB_URL", "https://chat.example/", "web_url", "https://chat.example"),
    ("WEB_URL", "http://localhost:8090", "web_url", "http://localhost:8090"),
    ("WEB_PORT", "8091", "web_port", 8091),
    ("MINIMUM_CELL", "2", "minimum_cell", 2),
    ("MINIMUM_CELL", "10", "minimum_cell", 10),
    ("DATA_FOLDER", "/var/lib/opmerkzaam", "data_folder", Path("/var/lib/opmerkzaam")),
    ("OPMERKZAAM_SECRET", "x" * 16, "opmerkzaam_secret", SecretStr("x" * 16)),
    # what is empty is not set
    ("DIGEST_TIME", "", "digest_time", WeeklyMoment(0, time(8, 0))),
    ("MINIMUM_CELL", "", "minimum_cell", 5),
    ("TELEGRAM_BOT_TOKEN", "", "telegram_bot_token", None),
]
BAD = [
    ("DIGEST_TIME", "08:00"),
    ("DIGEST_TIME", "Monday"),
    ("DIGEST_TIME", "maandag 08:00"),
    ("DIGEST_TIME", "mo 08:00"),
    ("DIGEST_TIME", "Monday 24:00"),
    ("DIGEST_TIME", "Monday 08:60"),
    ("DIGEST_TIME", "Monday 8"),
    ("DIGEST_TIME", "Mondays 08:00"),
    ("DIGEST_TIME", "Monday 08:00 and Friday 08:00"),
    ("RASA_URL", "127.0.0.1:5005"),
    ("RASA_URL", "http://"),
    ("RASA_URL", "ftp://rasa"),
    ("RASA_URL", "rasa"),
    ("TELEGRAM_API_URL", "api.telegram.org"),
    ("TELEGRAM_WEBHOOK_URL", "bot.example/hook"),
    ("TELEGRAM_WEBHOOK_PORT", "0"),
    ("TELEGRAM_WEBHOOK_PORT", "65536"),
    ("TELEGRAM_WEBHOOK_PORT", "http"),
    ("WEB_URL", "http://chat.example"),
    ("WEB_URL", "https://chat.example/opmerkzaam"),
    ("WEB_URL", "https://somebody@chat.example"),
    ("WEB_URL", "chat.example"),
    ("WEB_PORT", "0"),
    ("MINIMUM_CELL", "1"),
    ("MINIMUM_CELL", "0"),
    ("MINIMUM_CELL", "-5"),
    ("MINIMUM_CELL", "five"),
    ("OPMERKZAAM_SECRET", "x" * 15),
]


@pytest.mark.parametrize(("name", "value", "field", "expected"), GOOD)
def test_what_can_be_set(
    env_file: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, field: str, expected: object
) -> None:
    monkeypatch.setenv(name, value)
    assert getattr(load_settings(), field) == expected


@pytest.mark.parametrize(("name", "value"), BAD)
def test_what_cannot_be_used_is_named(env_file: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=rf"\b{name}: "):
        load_settings()


def test_a_refused_value_is_not_repeated(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_URL", "user:hunter2@rasa")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "hunter2" not in str(caught.value)


def test_all_that_is_wrong_is_told_at_once_on_one_line(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_URL", "rasa")
    monkeypatch.setenv("MINIMUM_CELL", "1")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "RASA_URL: write an address that starts with http:// or https://" in str(caught.value)
    assert "MINIMUM_CELL: " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_webhook_needs_a_secret(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://bot.example/hook")
    with pytest.raises(SettingsError, match="TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET"):
        load_settings()


def test_a_webhook_with_a_secret_is_fine(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://bot.example/hook")
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", "a-word_of_our_own")
    assert load_settings().telegram_webhook_url == "https://bot.example/hook"


@pytest.mark.parametrize("secret", ["met spatie", "é", "a" * 257])
def test_a_webhook_secret_that_telegram_refuses(env_file: Path, monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    # setWebhook, secret_token: 1-256 characters, only A-Z, a-z, 0-9, _ and -.
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://bot.example/hook")
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", secret)
    with pytest.raises(SettingsError, match="TELEGRAM_WEBHOOK_SECRET"):
        load_settings()


MANY = {"WEBHOOK_PROCESSES": "3", "TELEGRAM_BOT_TOKEN": "1:a", "TELEGRAM_WEBHOOK_SECRET": "s"}
WEBHOOK = {"TELEGRAM_WEBHOOK_URL": "https://bot.example/hook"}
POSTGRESQL = {"DATABASE_URL": "postgresql+asyncpg://db/bot"}


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        (MANY | POSTGRESQL, "needs TELEGRAM_BOT_TOKEN and TELEGRAM_WEBHOOK_URL"),
        (MANY | POSTGRESQL | WEBHOOK | {"TELEGRAM_BOT_TOKEN": ""}, "needs TELEGRAM_BOT_TOKEN and TELEGRAM_WEBHOOK_URL"),
        (MANY | WEBHOOK, "needs PostgreSQL in DATABASE_URL"),
        (MANY | WEBHOOK | {"DATABASE_URL": "sqlite+aiosqlite:///x.db"}, "needs PostgreSQL in DATABASE_URL"),
    ],
)
def test_many_processes_where_one_can_run(
    env_file: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], reason: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^WEBHOOK_PROCESSES above 1 {reason}"):
        load_settings()


def test_a_page_is_served_by_one_process(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (MANY | WEBHOOK | POSTGRESQL | {"WEB_URL": "https://chat.example"}).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=r"^WEB_URL needs WEBHOOK_PROCESSES=1: .* Leave one of the two out$"):
        load_settings()


def test_many_processes(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (MANY | WEBHOOK | POSTGRESQL).items():
        monkeypatch.setenv(name, value)
    assert load_settings().webhook_processes == 3


def test_the_env_file_is_read(env_file: Path) -> None:
    env_file.write_text("# what we set\nMINIMUM_CELL=7\nRASA_URL='http://rasa:5005'\n")
    settings = load_settings()
    assert (settings.minimum_cell, settings.rasa_url) == (7, ("http://rasa:5005",))


def test_the_digest_time_is_read_from_the_env_file(env_file: Path) -> None:
    env_file.write_text("DIGEST_TIME=Friday 16:00\n")
    assert load_settings().digest_time == WeeklyMoment(4, time(16, 0))


def test_the_environment_goes_before_the_env_file(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env_file.write_text("MINIMUM_CELL=7\n")
    monkeypatch.setenv("MINIMUM_CELL", "9")
    assert load_settings().minimum_cell == 9


def test_the_env_file_may_hold_settings_of_others(env_file: Path) -> None:
    env_file.write_text("COMPOSE_PROJECT_NAME=opmerkzaam\n")
    assert load_settings().minimum_cell == 5


def test_an_error_in_the_env_file_is_named(env_file: Path) -> None:
    env_file.write_text("RASA_URL=ooit\n")
    with pytest.raises(SettingsError, match=r"RASA_URL: write an address that starts with http:// or https://"):
        load_settings()


def test_no_env_file_is_fine(env_file: Path) -> None:
    env_file.unlink()
    assert load_settings().rasa_url == ("http://127.0.0.1:5005",)


def test_secrets_do_not_show(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = ("TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "RASA_TOKEN", "OPMERKZAAM_SECRET")
    for name in secrets:
        monkeypatch.setenv(name, "hunter2-and-more-of-it")
    settings = load_settings()
    assert "hunter2" not in repr(settings)
    assert "hunter2" not in str(settings.model_dump())


def test_the_database_is_in_the_data_folder(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_FOLDER", "/srv/data")
    assert load_settings().database == "sqlite+aiosqlite:////srv/data/opmerkzaam.db"


def test_the_database_can_be_another(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://db/opmerkzaam")
    assert load_settings().database == "postgresql+asyncpg://db/opmerkzaam"


def test_every_setting_is_in_the_example() -> None:
    example = (Path(__file__).parent.parent / ".env.example").read_text("utf-8")
    assert [name for name in NAMES if name not in example] == []


def test_the_example_can_be_used_as_it_is(env_file: Path) -> None:
    env_file.write_text((Path(__file__).parent.parent / ".env.example").read_text("utf-8"))
    assert load_settings().digest_time == WeeklyMoment(0, time(8, 0))
