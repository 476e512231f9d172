"""The bot as a process that dies at a step, and is started again at once, as by Docker or systemd.

It is the real reader, turns, store, postman and channel. What is slow to load is loaded once, in the keeper: every life
is a copy of the keeper.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib
import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session
from telegram.request import HTTPXRequest

from bot.app import build_reader, open_nlu
from bot.channels.telegram import Telegram, channel, finding
from bot.dialogue.turns import Turns
from bot.digest.compose import Composer
from bot.errors import ChannelError
from bot.estimates import EstimatesFile
from bot.knowledge import Knowledge, load_knowledge
from bot.language.reading import Reader
from bot.settings import MINIMUM_CELL, ROOT, Settings
from bot.store.database import Store
from bot.store.sqlite import READ_ONLY
from bot.store.vault import Vault
from tests.databases import SECRET

START = datetime(2026, 11, 18, 13, 0, 5, tzinfo=UTC)
"""A Wednesday, just after 14:00 in Heerlen."""

LONGEST_LOADING = 300
RESTART_SECONDS = 0.1
"""As Docker does after a program that ended by itself."""

LOADED_LATE = ("anyio._backends._asyncio", "asyncpg", "uvicorn.protocols.http.auto", "uvicorn.lifespan.off")
"""What a life would else load at its first call."""

SPAWN, FORK = multiprocessing.get_context("spawn"), multiprocessing.get_context("fork")


class Fuse:
    """How many steps the bot still takes, in memory that the test, the keeper and all lives share.

    A step is what lies between two moments at which something outside of the process changes: before and after each
    commit that writes, and before each call of Telegram and after its answer.
    """

    def __init__(self, numbers: Any) -> None:
        self._numbers = numbers

    def light(self, steps: int = 0, then: int = 0) -> None:
        """The bot dies at this step from now on, and at this one of its next life; 0 is never."""
        self._numbers[0], self._numbers[1], self._numbers[2] = steps, then, 0

    @property
    def taken(self) -> int:
        """The steps that were taken since the fuse was lit."""
        return int(self._numbers[2])

    @property
    def deaths(self) -> int:
        """How often the bot died in all."""
        return int(self._numbers[3])

    def rewind(self) -> None:
        """Forgets all deaths."""
        self.light()
        self._numbers[3] = 0

    def step(self) -> bool:
        """Takes a step; True when it is the last one of this life."""
        self._numbers[2] += 1
        if self._numbers[0] != 1:
            self._numbers[0] = max(self._numbers[0] - 1, 0)
            return False
        self._numbers[0], self._numbers[1] = self._numbers[1], 0
        self._numbers[3] += 1
        return True


@dataclass(frozen=True)
class Run:
    """What a bot needs to know. `began` is `time.monotonic` at START, which all processes of a machine share.

    A death takes `absence` seconds of the bot's clock. The steps at which it dies are written to `deaths`.
    """

    database: str
    api: str
    token: str
    began: float
    deaths: Path
    webhook_port: int | None = None
    absence: float = 0


class Keeper:
    """Keeps a bot alive, in a process of its own; a context manager."""

    def __init__(self) -> None:
        numbers = SPAWN.RawArray("q", 4)
        self.fuse = Fuse(numbers)
        self._pipe, theirs = SPAWN.Pipe()
        self._process = SPAWN.Process(target=_keep, args=(theirs, numbers))
        self._process.start()
        theirs.close()
        assert self._pipe.poll(LONGEST_LOADING), "the keeper does not get ready"
        self._pipe.recv()

    def __enter__(self) -> Keeper:
        return self

    def __exit__(self, *_: object) -> None:
        self._pipe.close()
        self._process.join()

    @contextlib.contextmanager
    def running(self, run: Run) -> Iterator[None]:
        """The bot runs until the end of the block, whatever happens to it."""
        self.fuse.rewind()
        self._pipe.send(run)
        try:
            yield
        finally:
            self._pipe.send(None)
            self._pipe.recv()


def _keep(pipe: Connection, numbers: Any) -> None:
    """The keeper's process: it has no threads of its own that a copy would miss."""
    fuse = Fuse(numbers)
    knowledge, settings = load_knowledge(ROOT / "knowledge"), Settings(_env_file=None)
    reader = build_reader(settings, knowledge, open_nlu(settings))
    finding.LOOK_AHEAD = 10  # the chats are short, and every look costs time
    channel.SLOW_SECONDS = 5.0  # a slow machine would else take more steps than a fast one
    for module in LOADED_LATE:
        importlib.import_module(module)
    # The certificates of the world take long to load, and who talks plain HTTP needs none.
    os.environ.pop("SSL_CERT_FILE", None)
    os.environ["SSL_CERT_DIR"] = "/nonexistent"
    gc.collect()
    gc.freeze()
    pipe.send("ready")
    with contextlib.suppress(EOFError):
        while True:
            run = pipe.recv()
            while not _lives(pipe, run, fuse, knowledge, reader):
                pass
            pipe.send("ended")


def _lives(pipe: Connection, run: Run, fuse: Fuse, knowledge: Knowledge, reader: Reader) -> bool:
    """One life; False when it ended by itself and another is due."""
    life = FORK.Process(target=_live, args=(run, fuse, knowledge, reader))
    life.start()
    ended = pipe in wait([life.sentinel, pipe])
    if ended:
        life.kill()
    life.join()
    if ended:
        pipe.recv()
    elif life.exitcode != -signal.SIGKILL:
        time.sleep(RESTART_SECONDS)
    return ended


def _live(run: Run, fuse: Fuse, knowledge: Knowledge, reader: Reader) -> None:
    logging.basicConfig(filename=run.deaths.with_name("bot.log"))
    _die_of(fuse, run.deaths)
    with contextlib.suppress(ChannelError):  # the database does not know yet that the life before this one is over
        asyncio.run(_talk(run, _clock(run, fuse.deaths), knowledge, reader))


async def _talk(run: Run, clock: Callable[[], datetime], knowledge: Knowledge, reader: Reader) -> None:
    store = Store(run.database, Vault(SECRET))
    composer = Composer(knowledge, reader.question_groups.of, MINIMUM_CELL)
    turns = Turns(store, knowledge, reader, composer, EstimatesFile.within(run.deaths.parent), clock)
    await Telegram(_settings(run), turns, store, clock).run()


def _settings(run: Run) -> Settings:
    more: dict[str, Any] = {}
    if run.webhook_port is not None:
        url = f"http://127.0.0.1:{run.webhook_port}/telegram"
        more = {"telegram_webhook_url": url, "telegram_webhook_secret": "s", "telegram_webhook_port": run.webhook_port}
    return Settings(_env_file=None, telegram_bot_token=run.token, telegram_api_url=run.api, **more)


def _clock(run: Run, deaths: int) -> Callable[[], datetime]:
    began = run.began - deaths * run.absence
    return lambda: START + timedelta(seconds=time.monotonic() - began)


def _die_of(fuse: Fuse, deaths: Path) -> None:
    def step(name: str) -> None:
        if fuse.step():
            with deaths.open("a") as file:
                file.write(f"{name}\n")
            os.kill(os.getpid(), signal.SIGKILL)

    def writes(session: Session) -> bool:
        return not session.get_bind().get_execution_options().get(READ_ONLY)

    for moment in ("before", "after"):

        def around_commit(session: Session, name: str = f"{moment} a commit") -> None:
            if writes(session):
                step(name)

        event.listen(Session, f"{moment}_commit", around_commit)
    call = HTTPXRequest.do_request

    async def around_call(self: HTTPXRequest, url: str, *arguments: Any, **more: Any) -> Any:
        method = url.rpartition("/")[2]
        step(f"before {method}")
        answer = await call(self, url, *arguments, **more)
        step(f"after {method}")
        return answer

    HTTPXRequest.do_request = around_call  # type: ignore[method-assign]
