"""What is measured, as real processes: the bot behind its webhook, Rasa, and PostgreSQL or SQLite."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import func, select

from benchmarks.load.generator import FIRST_CHAT
from bot.channels.telegram.updates import CHANNEL
from bot.clock import utc_now
from bot.settings import ROOT
from bot.store.database import Store
from bot.store.models import CaseRow, HandledUpdateRow, OutboxRow, ReportRow
from bot.store.role import Role
from bot.store.vault import Vault
from scripts.postgres import throwaway
from tests.botapi import BotApi
from tests.channels.ports import free_port
from tests.live.processes import environment, family, running_rasa

SECRET = "only for the benchmark of the load"  # noqa: S105
WEBHOOK_SECRET = "only-for-the-benchmark"  # noqa: S105
DATABASE = "load"
START_SECONDS = 120.0
RASA_IS_READY = re.compile(r"Rasa at \S+ is ready")
ENDINGS = ("_count", "_sum")
MEGABYTE = 1024
"""Of the kilobytes that Linux counts in."""


@dataclass(frozen=True)
class Kept:
    """What the database has after a run."""

    updates: int
    messages: int
    waiting: int
    reports: int
    cases: int


@dataclass(frozen=True)
class Now:
    """A moment: what is in the database, and of each kind of process its memory (MB) and processor time (seconds).

    What processes share counts once (proc(5), Pss).
    """

    kept: Kept
    memory_mb: dict[str, float]
    cpu_s: dict[str, float]
    took: dict[str, Took]


@dataclass(frozen=True)
class Took:
    """How often something was done since the bot was started, and the seconds that all of it took."""

    times: float = 0.0
    seconds: float = 0.0


@dataclass
class Stage:
    """Everything that runs. `api` is what stands for Telegram, `metrics` where the bot tells its figures."""

    api: BotApi
    metrics: str
    database: str
    bot: subprocess.Popen[bytes]
    rasa: int
    postgres: Path | None
    log: Path

    def state(self) -> Now:
        """What there is at this moment."""
        kinds = self._processes()
        memory = {name: round(sum(map(_pss, kind)) / MEGABYTE, 1) for name, kind in kinds.items()}
        cpu = {name: sum(map(_cpu, kind)) for name, kind in kinds.items()}
        return Now(asyncio.run(self.kept()), memory, cpu, _took(httpx.get(self.metrics).text))

    def _processes(self) -> dict[str, list[int]]:
        found = {"bot": family(self.bot.pid), "Rasa": family(self.rasa)}
        if self.postgres is not None:
            found["PostgreSQL"] = family(_postmaster(self.postgres))
        return found

    async def kept(self) -> Kept:
        """What the database has."""
        store = Store(self.database, Vault(SECRET))
        try:
            async with store.work(read_only=True) as work:

                async def count(table: type, *where: object) -> int:
                    query = select(func.count()).select_from(table).where(*where)  # type: ignore[arg-type]
                    return int((await work.session.scalars(query)).one())

                waiting = (OutboxRow.delivered_on.is_(None), OutboxRow.failed_on.is_(None))
                return Kept(
                    await count(HandledUpdateRow),
                    await count(OutboxRow, OutboxRow.delivered_on.is_not(None)),
                    await count(OutboxRow, *waiting),
                    await count(ReportRow),
                    await count(CaseRow),
                )
        finally:
            await store.close()


@contextmanager
def stage(*, people: int, processes: int, postgresql: bool) -> Iterator[Stage]:
    """Starts everything, with so many volunteers known; stops it and deletes all at the end."""
    with ExitStack() as running:
        folder = Path(running.enter_context(TemporaryDirectory(prefix="bench-load-")))
        server = running.enter_context(throwaway()) if postgresql else None
        if postgresql and server is None:
            raise SystemExit("PostgreSQL is not installed here: install it")
        database = server.create(DATABASE) if server else f"sqlite+aiosqlite:///{folder}/load.db"
        rasa = running.enter_context(running_rasa(folder))
        api = running.enter_context(BotApi())
        asyncio.run(invite(database, people))
        port, metrics = free_port(), free_port()
        settings = {
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
            "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
            "TELEGRAM_WEBHOOK_SECRET": WEBHOOK_SECRET,
            "TELEGRAM_WEBHOOK_PORT": str(port),
            "WEBHOOK_PROCESSES": str(processes),
            "DATABASE_URL": database,
            "OPMERKZAAM_SECRET": SECRET,
            "RASA_URL": rasa.url,
            "METRICS_PORT": str(metrics),
        }
        log = folder / "bot.log"
        with log.open("wb") as sink:
            bot = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                cwd=ROOT,
                env=environment(folder, **settings),
                stdout=sink,
                stderr=sink,
            )
        running.callback(_end, bot)
        found = Stage(
            api, f"http://127.0.0.1:{metrics}/metrics", database, bot, rasa.pid, server.folder if server else None, log
        )
        _wait_until_ready(found)
        yield found


async def invite(database: str, people: int, secret: str = SECRET) -> None:
    """Makes the database, with so many volunteers, whose chats count from FIRST_CHAT."""
    store = Store(database, Vault(secret))
    try:
        await store.upgrade()
        async with store.work() as work:
            for number in range(people):
                person = await work.people.meet(CHANNEL, str(FIRST_CHAT + number), utc_now())
                await work.people.give_role(person, Role.VOLUNTEER, None, utc_now())
    finally:
        await store.close()


async def copy_conversation(database: str, chat: int, others: Sequence[int]) -> None:
    """Brings others to the point at which one chat is."""
    store = Store(database, Vault(SECRET))
    try:
        async with store.work() as work:
            now = utc_now()
            source = await work.people.meet(CHANNEL, str(chat), now)
            state = await work.conversations.state(source)
            for other in others:
                person = await work.people.meet(CHANNEL, str(other), now)
                await work.conversations.keep(person, state, now)
    finally:
        await store.close()


def _wait_until_ready(found: Stage) -> None:
    probe = found.api.user(1, first_name="Proef")
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if found.bot.poll() is not None:
            raise SystemExit(f"the bot ended: {found.log.read_text('utf-8')[-2000:]}")
        if RASA_IS_READY.search(found.log.read_text("utf-8")):
            probe.says("hoe herken ik eenzaamheid?")
            probe.waits_for(timeout=30)
            break
        time.sleep(0.2)
    while time.monotonic() < deadline:
        if not asyncio.run(found.kept()).waiting:  # it also wrote down that the answer arrived
            return
        time.sleep(0.2)
    raise SystemExit(f"the bot was not ready in time: {found.log.read_text('utf-8')[-2000:]}")


def _took(figures: str) -> dict[str, Took]:
    """The bot's histograms by name, without what tells them apart."""
    found: dict[str, Took] = {}
    for histogram in text_string_to_metric_families(figures):
        if histogram.type == "histogram":
            ends = {
                ending: sum(one.value for one in histogram.samples if one.name.endswith(ending)) for ending in ENDINGS
            }
            found[histogram.name] = Took(*ends.values())
    return found


def _pss(process: int) -> int:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


def _cpu(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")  # its own, and of children that ended


def _postmaster(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text("ascii").splitlines()[0])


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
