"""Log lines: readable in a terminal, one JSON object a line for what collects the lines of a service.

Nobody's words may stand in them. Of an error a line has the type and the place: its own message may repeat what
somebody typed, and a traceback of Python's has that message in it. So nothing here prints one, whatever breaks.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
import threading
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO
from urllib.parse import unquote

from pydantic import SecretStr

from bot.monitoring.meters import LOG_LINES
from bot.settings import Settings

log = logging.getLogger(__name__)

QUIET = ("httpx", "httpcore", "alembic", "sqlalchemy")
"""Libraries that log addresses, with tokens in them, or every step they take."""

STANDARD = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}
SHORTEST_SECRET = 8
"""Whatever is shorter is no secret that can be looked for: it would stand in other words too."""

FRAMES = 12


class Lines(logging.Formatter):
    """One readable line an event."""

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        super().__init__()
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        line = self._line(record)
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return line

    def _line(self, record: logging.LogRecord) -> str:
        fields = "".join(f" {name}={value}" for name, value in _fields(record).items())
        return f"{_moment(record):%Y-%m-%d %H:%M:%S} {record.levelname} {record.name}: {record.getMessage()}{fields}"


class JsonLines(Lines):
    """One JSON object a line: time (UTC), level, logger, event, and the fields that were given with `extra`."""

    def _line(self, record: logging.LogRecord) -> str:
        line = {
            "time": _moment(record).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
        }
        return json.dumps(line | _fields(record), ensure_ascii=False, default=str)


class Tally(logging.Handler):
    """Counts the lines from WARNING on, by logger: those of libraries by their first name."""

    def emit(self, record: logging.LogRecord) -> None:
        ours = record.name.startswith("bot.")
        LOG_LINES.add(level=record.levelname, logger=record.name if ours else record.name.partition(".")[0])


def set_up_logging(settings: Settings, *, service: bool, stream: TextIO | None = None) -> None:
    """Standard error from now on has our lines only: JSON when a `service` writes where no terminal is.

    A service tells what it does, other commands only what goes wrong.
    """
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    secrets = [secret for secret in _secrets(settings) if len(secret) >= SHORTEST_SECRET]
    handler.setFormatter((JsonLines if service and not stream.isatty() else Lines)(secrets))
    tally = Tally(logging.WARNING)
    logging.basicConfig(level=logging.INFO if service else logging.WARNING, handlers=[handler, tally])
    logging.raiseExceptions = False  # a line that cannot be made would be printed with what should have been in it
    for library in QUIET:
        logging.getLogger(library).setLevel(logging.WARNING)
    # It prints the updates that it cannot read, and so what somebody typed.
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
    sys.excepthook = _uncaught
    threading.excepthook = lambda broken: _uncaught(broken.exc_type, broken.exc_value, broken.exc_traceback)
    sys.unraisablehook = lambda broken: _uncaught(broken.exc_type, broken.exc_value, broken.exc_traceback)
    warnings.showwarning = _warned


def watch_loop(loop: asyncio.AbstractEventLoop) -> None:
    """What breaks in a task that nobody waits for is told without its words: asyncio prints them."""
    loop.set_exception_handler(_broken_in_loop)


def complain(text: str) -> None:
    """The last words of a program that cannot go on, to whoever started it."""
    handlers = logging.getLogger().handlers
    if any(isinstance(handler.formatter, JsonLines) for handler in handlers):
        logging.getLogger("opmerkzaam").critical("%s", text)
    else:
        print(f"opmerkzaam: {text}", file=sys.stderr)


def place_of(error: BaseException) -> str:
    """The line of our own code where an error came from."""
    frames = _frames(error.__traceback__)
    return next((frame for frame in reversed(frames) if frame.startswith("bot.")), "?")


def _frames(traceback: TracebackType | None) -> list[str]:
    """The way to where it broke, outermost first: modules and lines, no values and no source."""
    frames = []
    while traceback is not None:
        frames.append(f"{traceback.tb_frame.f_globals.get('__name__', '?')}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return frames


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    """What our own lines were given beside their event, and of an error its type and where it was raised."""
    given = vars(record).items() if record.name.startswith("bot.") else ()
    fields = {name: value for name, value in given if name not in STANDARD}
    if record.exc_info and record.exc_info[1] is not None:
        error = record.exc_info[1]
        fields |= {"error": type(error).__name__, "at": " > ".join(_frames(error.__traceback__)[-FRAMES:])}
    return fields


def _moment(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _secrets(settings: Settings) -> list[str]:
    values = (getattr(settings, name) for name in type(settings).model_fields)
    password = re.search(r"://[^/@]*:([^/@]+)@", settings.database)
    return [
        *(value.get_secret_value() for value in values if isinstance(value, SecretStr)),
        *([password[1], unquote(password[1])] if password else []),
    ]


def _uncaught(kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("Something broke that nobody expected", exc_info=(kind, error or kind(), traceback))


def _broken_in_loop(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    # What asyncio itself says of it has values in it: the task, the callback and what that was called with.
    error = context.get("exception")
    log.error("Something broke beside the work", exc_info=(type(error), error, error.__traceback__) if error else None)


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    log.warning("A library warns: %s at %s:%s", category.__name__, filename, lineno)
