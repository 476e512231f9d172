"""Bots as real processes that tests hurt; see `preloaded` for how they start in no time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.settings import ROOT
from tests.botapi import BotApi
from tests.channels.ports import free_port
from tests.faults.preloaded import ENDED, PID, Order
from tests.live.processes import environment, wait_for

SECRET = "a secret for tests only"
LONGEST = 60
MARKER = "Quaedvliegje"
"""A word in what people type here. It must be in no log."""

CRISIS = f"mevrouw {MARKER} zegt dat ze niet meer wil leven en pillen heeft opgespaard"
CARD = "Dit klinkt alsof iemand niet meer wil leven."


def by_webhook() -> dict[str, str]:
    """The settings of a bot that Telegram calls, at a port that nobody uses."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    return {"TELEGRAM_WEBHOOK_URL": url, "TELEGRAM_WEBHOOK_SECRET": "s", "TELEGRAM_WEBHOOK_PORT": str(port)}


class Starter:
    """The program that has everything loaded. A context manager; at its end all its bots are gone."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.preloaded"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        if self._process.stdout.readline() != b"ready\n":
            self.__exit__()
            raise AssertionError("the bots could not be loaded; see above")
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()

    def order(self, order: Order) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(order.line())
        self._process.stdin.flush()


class Bot:
    """One bot on a local Telegram, in a folder of its own. A context manager, so that none is left behind."""

    def __init__(
        self,
        starter: Starter,
        folder: Path,
        api: BotApi,
        *,
        constants: Mapping[str, Any] | None = None,
        clock: Path | None = None,
        output: str | None = "bot.log",
        **settings: str,
    ) -> None:
        self._starter, self._folder, self._api = starter, folder, api
        known = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url, "OPMERKZAAM_SECRET": SECRET}
        self._order = Order(
            str(folder),
            environment(folder, **{**known, **settings}),
            dict(constants or {}),
            str(clock) if clock else None,
            str(folder / output) if output else None,
        )
        self._running = False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._running:
            self.kill()

    def start(self) -> None:
        for name in (ENDED, PID):
            (self._folder / name).unlink(missing_ok=True)
        self._starter.order(self._order)
        self._running = True
        wait_for(lambda: self._pid() is not None, LONGEST, "the bot was not started")

    def signal(self, number: int) -> None:
        pid = self._pid()
        assert pid is not None
        os.kill(pid, number)

    def kill(self) -> None:
        if not (self._folder / ENDED).exists():
            self.signal(signal.SIGKILL)
        self.ended()

    def ended(self) -> int:
        """Its exit status; negative for the signal that killed it. It must end in time."""
        wait_for((self._folder / ENDED).exists, LONGEST, f"the bot does not end: {self.log}")
        self._running = False
        return int((self._folder / ENDED).read_text())

    def stops(self) -> int:
        """Its exit status when it is told to stop."""
        self.signal(signal.SIGTERM)
        return self.ended()

    @property
    def is_running(self) -> bool:
        return not (self._folder / ENDED).exists()

    @property
    def log(self) -> str:
        file = self._folder / "bot.log"
        return file.read_text("utf-8") if file.exists() else ""

    def logs(self, words: str, seconds: float = 30) -> None:
        """Waits until these words are in the log."""
        wait_for(lambda: words in self.log, seconds, f"not logged: {words!r} in\n{self.log}")

    def told_nothing(self) -> None:
        """No word that somebody typed, no token, and no traceback is in the log."""
        for word in (MARKER, MARKER.lower(), self._api.token, SECRET, "Traceback"):
            assert word not in self.log, f"{word!r} is in the log:\n{self.log}"

    def _pid(self) -> int | None:
        file = self._folder / PID
        text = file.read_text() if file.exists() else ""
        return int(text) if text else None
