"""Secrets in files, as containers get them: read like any setting, and a file that is no use is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot import settings as module
from bot.errors import SettingsError
from bot.settings import SECRETS, Settings, load_settings

KEY = "a-key-of-sixteen-or-more"

Put = Callable[..., None]


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Put:
    """Puts secrets in the folder where containers have them, in an environment without settings."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    monkeypatch.setattr(module, "SECRET_FILES", tmp_path / "secrets")

    def write(**secrets: str | bytes) -> None:
        (tmp_path / "secrets").mkdir(exist_ok=True)
        for name, secret in secrets.items():
            (tmp_path / "secrets" / name).write_bytes(secret.encode() if isinstance(secret, str) else secret)

    return write


def test_without_the_folder_there_are_none(put: Put) -> None:
    assert load_settings().opmerkzaam_secret is None


@pytest.mark.parametrize("name", SECRETS)
def test_each_secret_can_be_in_a_file_that_ends_with_a_new_line(put: Put, name: str) -> None:
    put(**{"opmerkzaam_secret": KEY, name: f"{KEY}\n"})
    assert getattr(load_settings(), name).get_secret_value() == KEY


def test_every_setting_that_is_a_secret_can_be_in_a_file() -> None:
    assert {name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)} == set(
        SECRETS
    )


def test_the_environment_goes_before_a_file(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put(opmerkzaam_secret=KEY, rasa_token="of-the-file")
    monkeypatch.setenv("RASA_TOKEN", "of-the-environment")
    token = load_settings().rasa_token
    assert token is not None and token.get_secret_value() == "of-the-environment"


@pytest.mark.parametrize("nothing", ["", "\n", "  \n"])
def test_an_empty_file_is_named(put: Put, nothing: str) -> None:
    put(opmerkzaam_secret=KEY, telegram_bot_token=nothing)
    with pytest.raises(SettingsError, match=r"TELEGRAM_BOT_TOKEN: \S+/telegram_bot_token is empty"):
        load_settings()


def test_a_file_that_cannot_be_read_is_named(put: Put, tmp_path: Path) -> None:
    put(opmerkzaam_secret=KEY)
    (tmp_path / "secrets" / "rasa_token").mkdir()  # who runs the tests as root can read every file
    with pytest.raises(SettingsError, match=r"RASA_TOKEN: \S+/rasa_token cannot be read"):
        load_settings()


def test_what_is_in_a_file_that_cannot_be_used_is_not_repeated(put: Put) -> None:
    put(opmerkzaam_secret="too-short")
    with pytest.raises(SettingsError, match="OPMERKZAAM_SECRET: write at least 16 characters") as caught:
        load_settings()
    assert "too-short" not in str(caught.value)
    put(opmerkzaam_secret=b"\xff" * 20)
    with pytest.raises(SettingsError, match=r"OPMERKZAAM_SECRET: .* cannot be read"):
        load_settings()


def test_beside_other_secrets_the_key_is_never_made_here(put: Put) -> None:
    put(telegram_bot_token="1:a")
    with pytest.raises(SettingsError, match=r"OPMERKZAAM_SECRET is missing .* put it in \S+/opmerkzaam_secret"):
        load_settings()


def test_files_of_others_are_no_business_of_ours(put: Put) -> None:
    put(**{"rhel7.repo": "[repo]"})
    assert load_settings().opmerkzaam_secret is None


PASSWORDS = ["plain", "p@ss/wörd:%#?", " -_ "]


@pytest.mark.parametrize("password", PASSWORDS)
def test_the_password_of_the_database_is_put_into_its_address(password: str) -> None:
    url = "postgresql+asyncpg://bot@db:5432/opmerkzaam?ssl=require"
    parsed = make_url(Settings(_env_file=None, database_url=url, database_password=password).database)
    assert parsed.password == password
    assert parsed._replace(password=None) == make_url(url)


KEPT = [
    "postgresql+asyncpg://bot:own@db/opmerkzaam",
    "postgresql+asyncpg://db/opmerkzaam",
    "postgresql+asyncpg:///opmerkzaam?host=/run/postgresql",
    "sqlite+aiosqlite:////srv/a@b.db",
]


@pytest.mark.parametrize("url", KEPT)
def test_an_address_with_a_password_or_without_a_user_stays_as_it_is(url: str) -> None:
    assert Settings(_env_file=None, database_url=url, database_password="another").database == url
