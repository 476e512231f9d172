"""Log lines: one JSON object each for a service, and in none of them what somebody typed, or a secret."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr

from bot.monitoring import logs
from bot.settings import ROOT, Settings

MARKER = "mevrouw Quaedvlieg"
TOKEN = "123456:AAH-secret-of-the-bot"
HOOKS = [
    *((sys, name) for name in ("excepthook", "unraisablehook")),
    *((threading, "excepthook"), (logging, "raiseExceptions"), (warnings, "showwarning")),
]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def settings() -> Settings:
    return Settings(_env_file=None, telegram_bot_token=SecretStr(TOKEN))


@pytest.fixture(autouse=True)
def undone() -> Iterator[None]:
    """What is set up for a whole program is undone after each test."""
    root, before = logging.getLogger(), [(where, name, getattr(where, name)) for where, name in HOOKS]
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for where, name, value in before:
        setattr(where, name, value)


def set_up(settings: Settings, stream: io.StringIO, *, service: bool) -> None:
    """As a program does that nobody has set up logging for: pytest has."""
    logging.getLogger().handlers.clear()
    logs.set_up_logging(settings, service=service, stream=stream)


@pytest.fixture
def lines(settings: Settings) -> Callable[[], list[dict[str, Any]]]:
    """The log of a service whose standard error goes to a file."""
    stream = io.StringIO()
    set_up(settings, stream, service=True)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def breaks(text: str) -> None:
    raise RuntimeError(f"cannot read {text}")


def broken() -> RuntimeError:
    try:
        breaks(MARKER)
    except RuntimeError as error:
        return error
    raise AssertionError


def test_a_service_writes_one_object_a_line(lines: Callable[[], list[dict[str, Any]]]) -> None:
    logging.getLogger("bot.app").info("%s %s", 3, "digests", extra={"week": "2026-W46"})
    logging.getLogger("uvicorn.error").warning("two\nlines")
    first, second = lines()
    assert first.pop("time").endswith("+00:00")
    assert first == {"level": "INFO", "logger": "bot.app", "event": "3 digests", "week": "2026-W46"}
    assert second["event"] == "two\nlines"


def test_a_terminal_gets_words(settings: Settings) -> None:
    stream = Terminal()
    set_up(settings, stream, service=True)
    logging.getLogger("bot.app").info("Rasa is ready", extra={"server": "a"})
    assert stream.getvalue().endswith("INFO bot.app: Rasa is ready server=a\n")


def test_other_commands_tell_what_goes_wrong_only(settings: Settings) -> None:
    stream = io.StringIO()
    set_up(settings, stream, service=False)
    logging.getLogger("bot.app").info("all is well")
    logging.getLogger("bot.app").warning("something")
    assert stream.getvalue().endswith("WARNING bot.app: something\n") and "all is well" not in stream.getvalue()


def test_a_secret_in_an_address_is_struck_out(lines: Callable[[], list[dict[str, Any]]]) -> None:
    logging.getLogger("httpx").warning("POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    (line,) = lines()
    assert TOKEN not in json.dumps(line) and "bot***/sendMessage" in line["event"]


def test_the_last_words_are_a_line_too(lines: Callable[[], list[dict[str, Any]]]) -> None:
    logs.complain("Telegram refuses TELEGRAM_BOT_TOKEN")
    (line,) = lines()
    assert (line["level"], line["event"]) == ("CRITICAL", "Telegram refuses TELEGRAM_BOT_TOKEN")


# Everything that breaks, with a marker in its words.


def _with_traceback() -> None:
    logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=broken())


def _with_a_stack() -> None:
    logging.getLogger("bot.app").error("It failed", exc_info=broken(), stack_info=True)


def _not_caught() -> None:
    error = broken()
    sys.excepthook(RuntimeError, error, error.__traceback__)


def _in_a_thread() -> None:
    thread = threading.Thread(target=breaks, args=(MARKER,))
    thread.start()
    thread.join()


def _in_a_task_that_nobody_waits_for() -> None:
    async def work() -> None:
        logs.watch_loop(asyncio.get_running_loop())
        task = asyncio.create_task(asyncio.to_thread(breaks, MARKER))
        await asyncio.wait({task})
        del task
        gc.collect()

    asyncio.run(work())


def _in_a_callback() -> None:
    async def work() -> None:
        loop = asyncio.get_running_loop()
        logs.watch_loop(loop)
        loop.call_soon(breaks, MARKER)
        await asyncio.sleep(0)

    asyncio.run(work())


class Dies:
    def __del__(self) -> None:
        breaks(MARKER)


def _while_it_is_deleted() -> None:
    Dies()
    gc.collect()


def _in_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = logs._warned
        warnings.warn(f"strange: {MARKER}", UserWarning, stacklevel=1)


def _in_a_line_that_cannot_be_made() -> None:
    logging.getLogger("some.library").error("%d of %s", MARKER, MARKER)


@pytest.mark.parametrize(
    "happens",
    [
        _with_traceback,
        _with_a_stack,
        _not_caught,
        _in_a_thread,
        _in_a_task_that_nobody_waits_for,
        _in_a_callback,
        _while_it_is_deleted,
        _in_a_warning,
        _in_a_line_that_cannot_be_made,
    ],
)
def test_no_word_of_it_is_told(
    lines: Callable[[], list[dict[str, Any]]], capfd: pytest.CaptureFixture[str], happens: Callable[[], None]
) -> None:
    happens()
    told = lines()
    printed = "".join(capfd.readouterr())
    assert "Quaedvlieg" not in json.dumps(told) + printed
    if happens is not _in_a_line_that_cannot_be_made:
        (line,) = told
        assert "RuntimeError" in json.dumps(line) or "UserWarning" in json.dumps(line)


def test_of_an_error_stands_where_it_was(lines: Callable[[], list[dict[str, Any]]]) -> None:
    _with_traceback()
    (line,) = lines()
    assert line["error"] == "RuntimeError" and f"{__name__}:" in line["at"]


def test_a_program_that_breaks_ends_with_one_line_and_a_failure() -> None:
    program = (
        "from bot.monitoring.logs import set_up_logging\nfrom bot.settings import Settings\n"
        "set_up_logging(Settings(_env_file=None), service=True)\n"
        f"raise ValueError('{MARKER}')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and done.stdout == ""
    line = json.loads(done.stderr)
    assert (line["error"], line["level"]) == ("ValueError", "CRITICAL") and "Quaedvlieg" not in done.stderr
