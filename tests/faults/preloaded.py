"""A program that loads the knowledge base and the models once, and then starts `python -m bot run` again and again.

Each bot is a real process with the program's own settings, logging, signals and exit status; only what takes ten
seconds at every start is there already. It reads an order a line on its standard input, as JSON (see `Order`).
"""

from __future__ import annotations

import copy
import ctypes
import importlib
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot import app, clock, commands
from bot.__main__ import main
from bot.channels import telegram  # noqa: F401  loaded here, so that no bot has to
from bot.clock import SteadyClock
from bot.knowledge import Knowledge, load_knowledge
from bot.language.nlu import RasaClient
from bot.language.reading import Reader
from bot.settings import ROOT, Settings

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG, https://man7.org/linux/man-pages/man2/PR_SET_PDEATHSIG.2const.html
ENDED = "ended"
PID = "pid"


@dataclass(frozen=True)
class Order:
    """How a bot is to be started.

    `folder` gets its log, its process id and, at its end, how it ended. `constants` are values of the program to be
    changed, by their full name. `clock` is a file with the seconds by which its clock is wrong. `output` is where its
    standard output and error go: a file, or None for nowhere at all (closed).
    """

    folder: str
    environment: Mapping[str, str]
    constants: Mapping[str, Any] = field(default_factory=dict)
    clock: str | None = None
    output: str | None = None

    def line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"


def serve() -> None:
    """Takes orders until its input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody here waits for the watchers
    knowledge = load_knowledge(ROOT / "knowledge")
    settings = Settings(_env_file=None)
    reader = app.build_reader(settings, knowledge, app.open_nlu(settings))
    print("ready", flush=True)
    for line in sys.stdin:
        order = Order(**json.loads(line))
        if os.fork() == 0:
            _watch(order, knowledge, reader)


def _watch(order: Order, knowledge: Knowledge, reader: Reader) -> None:
    """Starts the bot and writes down how it ended; for the one who ordered it is no parent that may ask."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    child = os.fork()
    if child == 0:
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
        _be_the_bot(order, knowledge, reader)
    folder = Path(order.folder)
    (folder / PID).write_text(str(child))
    _, status = os.waitpid(child, 0)
    (folder / f"{ENDED}.part").write_text(str(os.waitstatus_to_exitcode(status)))
    (folder / f"{ENDED}.part").replace(folder / ENDED)
    os._exit(0)


def _be_the_bot(order: Order, knowledge: Knowledge, reader: Reader) -> None:
    os.setsid()
    _connect(order.output)
    os.environ.clear()
    os.environ.update(order.environment)
    for name, value in order.constants.items():
        module, _, constant = name.rpartition(".")
        setattr(importlib.import_module(module), constant, value)

    def rebuilt(_settings: Settings, _knowledge: Knowledge, nlu: RasaClient) -> Reader:
        again = copy.copy(reader)
        again._nlu = nlu
        return again

    app.load_knowledge = lambda _folder: knowledge  # type: ignore[attr-defined]
    app.build_reader = rebuilt
    if order.clock is not None:
        _shift_clock(Path(order.clock))
    sys.exit(main(["run"]))


def _connect(output: str | None) -> None:
    """The bot's standard streams: nothing to read, and its output where it was ordered."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    if output is None:
        os.close(1)
        os.close(2)
        return
    target = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(target, 1)
    os.dup2(target, 2)


def _shift_clock(file: Path) -> None:
    """The machine's clock is wrong by what stands in a file at that moment."""
    right = clock.utc_now

    def wrong() -> datetime:
        return right() + timedelta(seconds=float(file.read_text() or 0))

    opened: Callable[..., AbstractAsyncContextManager[app.App]] = app.open_app
    commands.open_app = lambda settings: opened(settings, SteadyClock(wrong))  # type: ignore[attr-defined,assignment,misc]


if __name__ == "__main__":
    serve()
