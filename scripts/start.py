"""`make run`: the NLU model and Rasa in the background, the bot in the foreground, and nothing left behind.

The bot does not wait for Rasa: until it is there, the bot answers by plain search. Only when texts come from a
pipe is a missing model made first, because the pipe's end would end the training too.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import httpx

from bot.errors import KnowledgeError, OpmerkzaamError
from bot.knowledge import load_knowledge
from bot.settings import Settings, load_settings
from bot.stopping import die_with_parent

ROOT = Path(__file__).resolve().parent.parent
RASA_PYTHON = ROOT / "rasa_project" / ".venv" / "bin" / "python"
LOCAL = ("127.0.0.1", "localhost", "::1")
PATIENCE = 10.0
RESTART_SECONDS = 5.0
TOO_SOON = 15.0


class Background:
    """Trains when that is needed, then serves; begins again when Rasa dies."""

    def __init__(self, settings: Settings, log: Path) -> None:
        token = settings.rasa_token.get_secret_value() if settings.rasa_token else ""
        self._environment = {**os.environ, "RASA_PORT": str(_port(settings)), "RASA_TOKEN": token}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._lock = threading.RLock()  # a signal may come while we hold it
        self._thread = threading.Thread(target=self._work, daemon=True)

    def train(self) -> None:
        """Makes the model of the present data, unless it is there."""
        self._run("train.py")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends what runs, and waits until it has ended."""
        self._stopping.set()
        with self._lock:
            process = self._process
        if process is not None:
            _end(process)
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _work(self) -> None:
        if self._run("train.py") != 0:
            _say(f"the model could not be made (see {self._log}). The bot goes on with plain search")
        while not self._stopping.is_set():
            started = time.monotonic()
            self._run("serve.py")
            if self._stopping.wait(RESTART_SECONDS):
                return
            if time.monotonic() - started < TOO_SOON:
                _say(f"Rasa does not start (see {self._log}). The bot goes on with plain search")
                return
            _say(f"Rasa ended (see {self._log}); starting it again")

    def _run(self, script: str) -> int:
        with self._lock:
            if self._stopping.is_set():
                return 0
            with self._log.open("ab") as log:
                process = self._process = subprocess.Popen(
                    [RASA_PYTHON, ROOT / "rasa_project" / script],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env=self._environment,
                    start_new_session=True,  # so that Ctrl-C reaches us, and we end it in order
                    preexec_fn=die_with_parent,
                )
        return process.wait()


def main(arguments: Sequence[str]) -> int:
    """Runs the bot with these arguments of `python -m bot run`; gives the exit status."""
    try:
        settings = load_settings()
        load_knowledge(settings.knowledge_folder)
    except KnowledgeError as error:
        _say(f"the knowledge base has {len(error.problems)} problem(s):\n{error}")
        return 1
    except OpmerkzaamError as error:
        _say(str(error))
        return 1
    settings.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    background = None
    if _starts_rasa(settings):
        answer = _who_is_there(settings)
        if answer == "other":
            port = _port(settings)
            _say(f"port {port} is used by another program. Stop that, or set RASA_URL=http://127.0.0.1:{port + 1}")
            return 1
        if answer == "nobody":
            background = Background(settings, settings.data_folder / "rasa.log")
    return _run(settings, background, arguments)


def _run(settings: Settings, background: Background | None, arguments: Sequence[str]) -> int:
    bot: subprocess.Popen[bytes] | None = None
    stopped = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True
        if bot is not None and bot.poll() is None:
            bot.terminate()
        elif background is not None:
            background.stop()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        if background is not None and not _model_is_fresh():
            _say("making the NLU model; this takes about three minutes, once")
        if background is not None and not settings.is_service and not sys.stdin.isatty():
            background.train()
        if stopped:
            return 0
        if background is not None:
            background.start()
        command = [sys.executable, "-m", "bot", "run", *arguments]
        bot = subprocess.Popen(command, cwd=ROOT, preexec_fn=die_with_parent)
        return bot.wait()
    finally:
        if bot is not None:
            _end(bot)
        if background is not None:
            background.stop()


def _starts_rasa(settings: Settings) -> bool:
    """Whether Rasa is to be here. Who names several servers, or one elsewhere, has them run by something else."""
    return [urlsplit(url).hostname in LOCAL for url in settings.rasa_url] == [True]


def _who_is_there(settings: Settings) -> str:
    """Who answers at the Rasa port: "nobody", "rasa" or "other"."""
    token = {"token": settings.rasa_token.get_secret_value()} if settings.rasa_token else {}
    try:
        answer = httpx.get(f"{settings.rasa_url[0]}/status", params=token, timeout=2)
        return "rasa" if "model_file" in answer.json() or answer.status_code == httpx.codes.CONFLICT else "other"
    except httpx.ConnectError:
        return "nobody"
    except (httpx.HTTPError, ValueError, TypeError):
        return "other"


def _model_is_fresh() -> bool:
    check = subprocess.run(
        [RASA_PYTHON, ROOT / "rasa_project" / "train.py", "--check"], stdout=subprocess.DEVNULL, check=False
    )
    return check.returncode == 0


def _port(settings: Settings) -> int:
    return urlsplit(settings.rasa_url[0]).port or 80


def _end(process: subprocess.Popen[bytes]) -> None:
    """Asks a process to end, and makes it when it does not."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        deadline = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        if process.poll() is None:
            process.kill()
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)  # what it started itself; a process without a group of its own has none


def _say(text: str) -> None:
    print(f"opmerkzaam: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
