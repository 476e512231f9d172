"""How long the digest of a week takes, and how much memory, with many reports: `make bench-digest`.

Invented reports over two years, on SQLite and on a PostgreSQL of our own (see `scripts/postgres.py`; without it SQLite
alone). PostgreSQL is given the statistics that its autovacuum would have made by the time that there are so many
reports; SQLite makes none, here as anywhere. Each measurement is a process of its own:

- *first*: the first digest that is ever made, by a process that is not connected yet. It makes what may be shown of all
  the weeks in the picture, sixteen; later digests make one week, or find it made.
- *digest*: the median of five more: words, picture and all.
- *counted*: of those, what the words are made of: counting the week and what waits.
- *memory*: how much the peak of the process lies above what it had before the first digest (Linux only). What
  PostgreSQL's server uses is not in it.

It fails when a digest on PostgreSQL takes longer than LONGEST, or when time or memory grow faster than the reports.
`--quick` does the smallest size only and keeps no figures.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select, text

from benchmarks.machine import machine
from bot.demo import fill
from bot.digest.compose import Composer
from bot.digest.week import Week
from bot.knowledge import load_knowledge
from bot.language.opening import open_groups
from bot.settings import MINIMUM_CELL, ROOT, TIMEZONE
from bot.store.database import Store
from bot.store.models import CaseEventRow, CaseRow, ReportRow, ReportSignalRow
from bot.store.vault import Vault
from scripts.postgres import Server, throwaway

SIZES = (10_000, 100_000, 1_000_000)
WEEKS = 104
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=TIMEZONE)
"""A Monday morning: all reports lie in the weeks before it."""

WEEK = Week.of(NOW).previous()

TIMES = 5
LONGEST = 2.0
"""Seconds that a digest may take on PostgreSQL, however many reports there are."""

NOISE = 1.25
"""Time and memory may grow so much faster than the reports: some of it is chance."""

LITTLE = 0.05, 5.0
"""Seconds and megabytes below which growth says nothing."""

FIGURES = Path(__file__).with_name("digest-figures.json")
VAULT = Vault("invented reports have no secrets")
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
DATABASE = "bench"
MEGABYTE = 2**20
SIZE = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}
"""How large a database is in bytes."""

STATUS, PEAK = Path("/proc/self/status"), Path("/proc/self/clear_refs")
HEAD = ("reports", "cases", "fill s", "size MB", "first s", "digest s", "counted s", "memory MB")


@dataclass(frozen=True)
class Measured:
    """What the digest took, in seconds and megabytes; `memory_mb` is None where it cannot be known."""

    first_s: float
    digest_s: float
    counted_s: float
    memory_mb: float | None


@dataclass(frozen=True)
class Contents:
    """How much a database has, and how long it took to write it."""

    reports: int
    signals: int
    cases: int
    steps: int
    fill_s: float
    size_mb: float


@dataclass(frozen=True)
class Run:
    """One database of one size."""

    database: str
    contents: Contents
    digest: Measured


async def make_digest(store: Store, composer: Composer) -> None:
    """The digest of the last whole week, of the whole municipality."""
    await composer.publish(store, WEEK, NOW)
    async with store.work(read_only=True) as work:
        await composer.digest(work, WEEK, NOW, (), None)


async def count(store: Store, composer: Composer) -> None:
    """What the words of that digest are made of."""
    async with store.work(read_only=True) as work:
        await composer.story(work, WEEK, NOW, (), None)


def main() -> int:
    options = _options()
    if options.measure:
        print(json.dumps(asdict(asyncio.run(_measure(options.measure)))))
        return 0
    print(f"{'':<12}" + "".join(f"{name:>11}" for name in HEAD), flush=True)
    with throwaway() as server:
        if server is None:
            print("PostgreSQL is not installed here: SQLite alone", file=sys.stderr)
        runs = list(_runs(SIZES[:1] if options.quick else SIZES, server))
        versions = {SQLITE: sqlite3.sqlite_version, **({POSTGRESQL: server.version} if server else {})}
    if not options.quick:
        kept = {"date": time.strftime("%Y-%m-%d"), "machine": machine() | versions, "runs": [asdict(r) for r in runs]}
        FIGURES.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
    wrong = list(complaints(runs))
    print("\n".join(wrong) or "fast enough", file=sys.stderr if wrong else sys.stdout)
    return int(bool(wrong))


def complaints(runs: Sequence[Run]) -> Iterator[str]:
    """What is too slow, or grows too fast."""
    for run in runs:
        if run.database == POSTGRESQL and run.digest.digest_s > LONGEST:
            yield f"{run.contents.reports} reports on {run.database}: more than {LONGEST:g} s"
    for before, after in pairwise(runs):
        if before.database != after.database:
            continue
        most = NOISE * after.contents.reports / before.contents.reports
        seconds, megabytes = LITTLE
        faster = after.digest.digest_s > most * max(before.digest.digest_s, seconds)
        larger = (after.digest.memory_mb or 0) > most * max(before.digest.memory_mb or 0, megabytes)
        if faster or larger:
            yield f"{after.database}: from {before.contents.reports} to {after.contents.reports} it grows too fast"


def _runs(sizes: Sequence[int], server: Server | None) -> Iterator[Run]:
    for database in (SQLITE, *([POSTGRESQL] if server else [])):
        for size in sizes:
            with _database(server if database == POSTGRESQL else None) as url:
                contents = asyncio.run(_fill(url, size))
                if server and database == POSTGRESQL:
                    server.settle(DATABASE)
                run = Run(database, contents, _measured_apart(url))
            print(_line(run), flush=True)
            yield run


@contextmanager
def _database(server: Server | None) -> Iterator[str]:
    """The address of a database that is deleted after it was measured: on this server, else of SQLite."""
    if server is None:
        with TemporaryDirectory(prefix="bench-digest-") as folder:
            yield f"sqlite+aiosqlite:///{folder}/bench.db"
    else:
        try:
            yield server.create(DATABASE)
        finally:
            server.drop(DATABASE)


async def _fill(url: str, size: int) -> Contents:
    """Writes so many reports; gives what there is then."""
    store, knowledge = Store(url, VAULT), load_knowledge(ROOT / "knowledge")
    try:
        await store.upgrade()
        begun = time.perf_counter()
        await fill(store, knowledge, size, NOW, WEEKS)
        seconds = time.perf_counter() - begun
        async with store.work(read_only=True) as work:
            counts = [
                int((await work.session.scalars(select(func.count()).select_from(table))).one())
                for table in (ReportRow, ReportSignalRow, CaseRow, CaseEventRow)
            ]
            used = (await work.session.execute(text(SIZE[work.session.get_bind().dialect.name]))).scalar_one()
    finally:
        await store.close()
    reports, signals, cases, steps = counts
    return Contents(reports, signals, cases, steps, round(seconds, 1), round(used / MEGABYTE, 1))


def _measured_apart(url: str) -> Measured:
    """Measures in a new process: what this one has in memory must not count."""
    command = [sys.executable, "-m", "benchmarks.digest", "--measure", url]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603
    return Measured(**json.loads(done.stdout))


async def _measure(url: str) -> Measured:
    knowledge = load_knowledge(ROOT / "knowledge")
    groups = open_groups(knowledge, ROOT / "knowledge")
    groups.of(["what the bot has read before the first digest", "so that it is in memory"])
    composer = Composer(knowledge, groups.of, MINIMUM_CELL)
    before = _peak_anew()
    store = Store(url, VAULT)
    try:
        first, *later = [await _seconds(make_digest, store, composer) for _ in range(1 + TIMES)]
        counted = [await _seconds(count, store, composer) for _ in range(TIMES)]
    finally:
        await store.close()
    peak = _peak()
    memory = None if before is None or peak is None else round((peak - before) / MEGABYTE, 1)
    return Measured(round(first, 4), _median(later), _median(counted), memory)


def _median(seconds: Sequence[float]) -> float:
    return round(statistics.median(seconds), 4)


async def _seconds(work: Callable[[Store, Composer], Awaitable[None]], store: Store, composer: Composer) -> float:
    begun = time.perf_counter()
    await work(store, composer)
    return time.perf_counter() - begun


def _peak_anew() -> int | None:
    """Has the peak counted from now on (see proc(5)); gives what it is then, as `_peak`."""
    if PEAK.exists():
        PEAK.write_text("5", "ascii")
    return _peak()


def _peak() -> int | None:
    """The most bytes that this process had (`getrusage` would count what the process had that started this one)."""
    lines = STATUS.read_text("ascii").splitlines() if STATUS.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), None)


def _line(run: Run) -> str:
    have, took = run.contents, run.digest
    memory = "-" if took.memory_mb is None else f"{took.memory_mb:.1f}"
    cells = (
        f"{have.reports:,}",
        f"{have.cases:,}",
        f"{have.fill_s:.1f}",
        f"{have.size_mb:,.0f}",
        f"{took.first_s:.3f}",
        f"{took.digest_s:.3f}",
        f"{took.counted_s:.3f}",
        memory,
    )
    return f"{run.database:<12}" + "".join(f"{cell:>11}" for cell in cells)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description="Measures the digest of a week with many reports.")
    options.add_argument("--quick", action="store_true", help="the smallest size only; keeps no figures")
    options.add_argument("--measure", metavar="URL", help=argparse.SUPPRESS)
    return options.parse_args()


if __name__ == "__main__":
    sys.exit(main())
