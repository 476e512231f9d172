"""Every setting, read from environment variables and from a `.env` file, in one place."""

from __future__ import annotations

import difflib
import re
from datetime import time
from pathlib import Path
from typing import Annotated, NamedTuple
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

TIMEZONE = ZoneInfo("Europe/Amsterdam")
"""Weeks, days and the digest's hour are those of the people who use the bot."""

ROOT = Path(__file__).resolve().parent.parent
MISSPELT = 0.9
"""From this likeness on a name is one of ours with a slip in it."""

SHORTEST_SECRET = 16

SECRET_FILES = Path("/run/secrets")
"""Where containers find their secrets: files with the names of settings, in small letters.

https://docs.docker.com/compose/how-tos/use-secrets/
"""
SECRETS = (
    "telegram_bot_token",
    "telegram_webhook_secret",
    "database_url",
    "database_password",
    "rasa_token",
    "opmerkzaam_secret",
    "opmerkzaam_new_secret",
)

USUAL_WEB_PORT = 8090

MINIMUM_CELL = 5
"""Others see no smaller count."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class WeeklyMoment(NamedTuple):
    """A moment in the week in local time; `weekday` 0 is Monday."""

    weekday: int
    at: time


USUAL_DIGEST_TIME = WeeklyMoment(0, time(8, 0))


def parse_weekly_moment(value: object) -> object:
    """`"Monday 08:00"` (any letter case, three letters suffice) -> `WeeklyMoment`. Raises ValueError."""
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"([A-Za-z]{3,})\s+(\d{1,2}):(\d{2})", value.strip())
    days = [n for n, day in enumerate(WEEKDAYS) if match and day.startswith(match[1].lower())]
    if not match or len(days) != 1:
        raise ValueError("write a weekday and a time, as in: Monday 08:00")
    return WeeklyMoment(days[0], time(int(match[2]), int(match[3])))


def _no_trailing_slash(url: str) -> str:
    if not re.match(r"https?://[^/\s]+", url) or not _has_host(url):
        raise ValueError("write an address that starts with http:// or https://")
    return url.rstrip("/")


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none, half an IPv6 address
        return False


def _as_given(token: SecretStr) -> SecretStr:
    # It becomes part of an address.
    if not re.fullmatch(r"[A-Za-z0-9:_-]+", token.get_secret_value()):
        raise ValueError("write the token as @BotFather gave it")
    return token


def _telegrams_rule(secret: SecretStr) -> SecretStr:
    # https://core.telegram.org/bots/api#setwebhook
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
        raise ValueError("write 1-256 characters of A-Z a-z 0-9 _ -")
    return secret


def _long_enough(secret: SecretStr) -> SecretStr:
    if len(secret.get_secret_value()) < SHORTEST_SECRET:
        raise ValueError(f"write at least {SHORTEST_SECRET} characters")
    return secret


def _place_for_a_page(url: str) -> str:
    parts = urlsplit(url)
    if parts.path or parts.query or parts.fragment or parts.username is not None:
        raise ValueError("write the address alone, without a path, as in https://chat.example")
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise ValueError("write an address that starts with https://, so that nobody reads along on the way")
    return url


def _several(urls: object) -> object:
    """`"http://a, http://b"` -> both."""
    return [url.strip() for url in urls.split(",") if url.strip()] if isinstance(urls, str) else urls


Url = Annotated[str, AfterValidator(_no_trailing_slash)]


class Settings(BaseSettings):
    """What can be set from outside. The names in capitals are the environment variables."""

    model_config = SettingsConfigDict(
        env_file=ROOT / ".env", env_file_encoding="utf-8-sig", env_ignore_empty=True, extra="ignore"
    )

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_as_given)] | None = None
    telegram_api_url: Url = "https://api.telegram.org"
    telegram_webhook_url: Url | None = None
    telegram_webhook_secret: Annotated[SecretStr, AfterValidator(_telegrams_rule)] | None = None
    telegram_webhook_port: int = Field(default=8080, ge=1, le=65535)
    webhook_processes: int = Field(default=1, ge=1, le=64)
    web_url: Annotated[Url, AfterValidator(_place_for_a_page)] | None = None
    web_port: int | None = Field(default=None, ge=1, le=65535)
    database_url: SecretStr = SecretStr("")  # the password of the database is in it
    database_password: SecretStr | None = None
    metrics_host: str = "127.0.0.1"
    metrics_port: int = Field(default=9090, ge=0, le=65535)
    rasa_url: Annotated[tuple[Url, ...], NoDecode, BeforeValidator(_several), Field(min_length=1)] = (
        "http://127.0.0.1:5005",
    )
    rasa_token: SecretStr | None = None
    opmerkzaam_secret: Annotated[SecretStr, AfterValidator(_long_enough)] | None = None
    opmerkzaam_new_secret: Annotated[SecretStr, AfterValidator(_long_enough)] | None = None
    digest_time: Annotated[WeeklyMoment, NoDecode, BeforeValidator(parse_weekly_moment)] = USUAL_DIGEST_TIME
    minimum_cell: int = Field(default=MINIMUM_CELL, ge=2)
    data_folder: Path = ROOT / "data"
    knowledge_folder: Path = ROOT / "knowledge"

    @field_validator("*", mode="before")
    @classmethod
    def _is_text(cls, value: object) -> object:
        if isinstance(value, str) and not value.isprintable():
            raise ValueError("write it in plain letters, on one line")
        return value

    @property
    def is_service(self) -> bool:
        """Whether the bot is there for others, and not for whoever sits at this machine."""
        return self.telegram_bot_token is not None or self.web_url is not None

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database, with DATABASE_PASSWORD in it when it has a user without one."""
        url = self.database_url.get_secret_value() or f"sqlite+aiosqlite:///{self.data_folder / 'opmerkzaam.db'}"
        user = re.match(r"[^/]+://[^/:@]+(?=@)", url)
        if self.database_password is None or user is None:
            return url
        return f"{user[0]}:{quote(self.database_password.get_secret_value(), safe='')}{url[user.end() :]}"


UNREADABLE = "The file .env, or that of a secret, cannot be read. Write it as plain text (UTF-8)"


def _refuse_misspelt(file: object) -> None:
    """A setting with a slip in its name would count as not set. The file may hold settings of others too."""
    if not isinstance(file, Path) or not file.is_file():
        return
    try:
        names = [name.upper() for name in dotenv_values(file, encoding="utf-8-sig")]
    except (OSError, UnicodeDecodeError):
        raise SettingsError(UNREADABLE) from None
    known = [name.upper() for name in Settings.model_fields]
    for name in names:
        meant = difflib.get_close_matches(name, known, n=1, cutoff=MISSPELT)
        if meant and name not in known:
            raise SettingsError(f"A name in .env is no setting. Is {meant[0]} meant?")


def load_settings() -> Settings:
    """Reads environment, `.env` and the files of secrets; what is set twice counts in this order.

    Raises SettingsError that names each setting and what to write.
    """
    in_files = _secrets_in_files()
    _refuse_misspelt(Settings.model_config.get("env_file"))
    try:
        settings = Settings(_secrets_dir=SECRET_FILES if in_files else None)
    except (OSError, UnicodeDecodeError):
        raise SettingsError(UNREADABLE) from None
    except ValidationError as error:
        reasons = [
            f"{str(problem['loc'][0]).upper()}: {problem['msg'].removeprefix('Value error, ')}"
            for problem in error.errors(include_input=False)
        ]
        raise SettingsError(
            "These settings (environment, .env, secrets) cannot be used: " + "; ".join(reasons)
        ) from None
    if settings.telegram_webhook_url and not settings.telegram_webhook_secret:
        raise SettingsError(
            "TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET: a word of your own, 1-256 of A-Z a-z 0-9 _ -"
        )
    if in_files and settings.opmerkzaam_secret is None:
        # One that is made here would be gone with the container, and with it all that it can read.
        raise SettingsError(
            f"OPMERKZAAM_SECRET is missing beside the other secrets: put it in {SECRET_FILES / 'opmerkzaam_secret'}"
        )
    if settings.webhook_processes > 1:
        _check_processes(settings)
    return settings


def _secrets_in_files() -> bool:
    """Whether there are any. Raises SettingsError when one is empty or cannot be read."""
    found = False
    for name in SECRETS:
        file = SECRET_FILES / name
        try:
            found = file.exists() or found
            if file.exists() and not file.read_text("utf-8").strip():
                raise SettingsError(f"{name.upper()}: {file} is empty")
        except (OSError, UnicodeDecodeError):
            raise SettingsError(f"{name.upper()}: {file} cannot be read") from None
    return found


def _check_processes(settings: Settings) -> None:
    """Raises SettingsError where no more than one process can run."""
    if not settings.telegram_bot_token or not settings.telegram_webhook_url:
        raise SettingsError(
            "WEBHOOK_PROCESSES above 1 needs TELEGRAM_BOT_TOKEN and TELEGRAM_WEBHOOK_URL: in the terminal and by long "
            "polling one process reads"
        )
    if settings.web_url is not None:
        raise SettingsError(
            "WEB_URL needs WEBHOOK_PROCESSES=1: what was said on the page is in the memory of one process. Leave "
            "one of the two out"
        )
    if settings.database.startswith("sqlite"):
        raise SettingsError(
            "WEBHOOK_PROCESSES above 1 needs PostgreSQL in DATABASE_URL: SQLite lets one process write at a time"
        )
