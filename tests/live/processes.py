"""Programs of ours as real processes, which tests start, kill and start again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from bot.settings import ROOT
from tests.channels.ports import free_port

RASA_PROJECT = ROOT / "rasa_project"
RASA_PYTHON = RASA_PROJECT / ".venv" / "bin" / "python"
NOBODY = "http://127.0.0.1:9"
"""A Rasa address where nobody listens."""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What a process of ours sees: this machine's environment without its settings, and the folder for data."""
    ours = (
        "TELEGRAM_",
        "WEBHOOK_",
        "DATABASE_URL",
        "RASA_",
        "OPMERKZAAM_",
        "DIGEST_TIME",
        "MINIMUM_CELL",
        "METRICS_",
        "WEB_",
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    ours_now = {"DATA_FOLDER": str(folder), "RASA_URL": NOBODY, "METRICS_PORT": "0"}
    return {**kept, **ours_now, "PYTHONUNBUFFERED": "1", **more}


class Bot:
    """`python -m bot run` as a process; a context manager, so that none is left behind."""

    command: Sequence[str] = ("-m", "bot", "run")

    def __init__(self, folder: Path, **settings: str) -> None:
        self._environment = environment(folder, **settings)
        self._log = folder / "bot.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, *self.command],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def __enter__(self) -> Bot:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        """kill -9: nothing is finished, nothing is tidied up."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def stops(self) -> int:
        """Told to stop it does; gives its exit status."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(60)

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8")


class Rasa:
    """The real Rasa server with our model, or with that of a smaller project."""

    def __init__(self, folder: Path, project: Path = RASA_PROJECT) -> None:
        self._serve = project / "serve.py"
        self._port = free_port()
        self._log = folder / "rasa.log"
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [RASA_PYTHON, self._serve],
                env={**os.environ, "RASA_PORT": str(self._port), "RASA_TOKEN": ""},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def waits_until_ready(self) -> None:
        wait_for(lambda: _status(self.url) == 200, 120, f"Rasa does not answer: {self.log}")

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def stop(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8")


@contextmanager
def running_rasa(folder: Path, project: Path = RASA_PROJECT) -> Iterator[Rasa]:
    rasa = Rasa(folder, project)
    rasa.start()
    try:
        rasa.waits_until_ready()
        yield rasa
    finally:
        rasa.stop()


def wait_for(condition: Callable[[], bool], seconds: float, message: str) -> None:
    """Waits until something is so; fails with the message when it does not become so."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, message
        time.sleep(0.1)


def family(process: int) -> list[int]:
    """A process and all that it started, and they."""
    children = Path(f"/proc/{process}/task/{process}/children")
    try:
        return [process, *(one for child in children.read_text("ascii").split() for one in family(int(child)))]
    except FileNotFoundError:
        return []


def _status(url: str) -> int:
    try:
        return httpx.get(f"{url}/status", timeout=2).status_code
    except httpx.HTTPError:
        return 0
