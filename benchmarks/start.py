"""How soon the bot is there, and what commands take: `python -m benchmarks.start`, into docs/operations.md.

- *first menu*: from `python -m bot run` to the menu that a volunteer asked for before that, over long polling;
- *first understood question*: from starting the bot and Rasa at the same moment to an answer that Rasa had a part in;
- each command on an empty database: its time and the most memory that it had.

A start after the machine itself started reads everything from the disk: what Linux keeps of files is forgotten before
those rows, for which this needs root. Nothing else must run.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.load.generator import FIRST_CHAT
from benchmarks.load.stage import MEGABYTE, RASA_IS_READY, invite
from benchmarks.machine import in_words, machine
from benchmarks.marked import rewritten, write_or_check
from bot.settings import ROOT
from tests.botapi import BotApi
from tests.live.processes import Rasa, environment

DOCUMENT = ROOT / "docs" / "operations.md"
BEGIN, END = "<!-- start: written by benchmarks/start.py -->", "<!-- end of start -->"
SECRET = "only for the benchmark of the start"  # noqa: S105
TIMES = 3
PATIENCE = 120.0
STARTS = (("to the first menu", False), ("to the first understood question, Rasa started with it", True))
COMMANDS: Sequence[tuple[str, ...]] = (
    ("--help",),
    ("people",),
    ("invite", "--role", "volunteer"),
    ("purge", "--dry-run"),
    ("check",),
    ("digest",),
    ("read",),
)
MAY_COMPLAIN = ("check",)
"""Of an empty database, without Rasa."""

CACHES = Path("/proc/sys/vm/drop_caches")


def main() -> int:
    """Measures, and writes the table."""
    part = "\n".join(rows())
    print(part)
    return write_or_check(DOCUMENT, rewritten(DOCUMENT.read_text("utf-8"), BEGIN, END, part), check=False)


def rows() -> Iterator[str]:
    """The table, in Markdown."""
    yield f"Measured on {time.strftime('%Y-%m-%d')}: {in_words(machine())}."
    yield ""
    yield f"| from `python -m bot run` | median of {TIMES} | longest |"
    yield "| --- | ---: | ---: |"
    for name, understood in STARTS:
        for cold in (False, True) if os.access(CACHES, os.W_OK) else (False,):
            seconds = [_started(understood=understood, cold=cold) for _ in range(TIMES)]
            row = f"{name}{', nothing in memory yet' if cold else ''}"
            yield f"| {row} | {statistics.median(seconds):.1f} s | {max(seconds):.1f} s |"
    yield ""
    yield "| command | time | most memory |"
    yield "| --- | ---: | ---: |"
    for command in COMMANDS:
        seconds, megabytes = _command(command)
        yield f"| `python -m bot {' '.join(command)}` | {seconds:.2f} s | {megabytes:.0f} MB |"


def _started(*, understood: bool, cold: bool = False) -> float:
    """Seconds from the start to the answer."""
    with ExitStack() as running:
        folder = Path(running.enter_context(TemporaryDirectory(prefix="bench-start-")))
        database, log = f"sqlite+aiosqlite:///{folder}/start.db", folder / "bot.log"
        asyncio.run(invite(database, 1, SECRET))
        api = running.enter_context(BotApi())
        user, rasa = api.user(FIRST_CHAT), Rasa(folder)
        settings = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url, "RASA_URL": rasa.url}
        settings |= {"DATABASE_URL": database, "OPMERKZAAM_SECRET": SECRET}
        if not understood:
            user.says("/menu")
        if cold:
            os.sync()
            CACHES.write_text("3", "ascii")
        began = time.monotonic()
        if understood:
            rasa.start()
            running.callback(rasa.stop)
        with log.open("wb") as sink:
            bot = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                cwd=ROOT,
                env=environment(folder, **settings),
                stdout=sink,
                stderr=sink,
            )
        running.callback(_end, bot)
        if understood:
            while not RASA_IS_READY.search(log.read_text("utf-8")) and time.monotonic() - began < PATIENCE:
                time.sleep(0.02)
            user.says("hoe herken ik eenzaamheid?")
        user.waits_for(timeout=PATIENCE)
        return time.monotonic() - began


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(30)


def _command(words: Sequence[str]) -> tuple[float, float]:
    """Seconds, and megabytes at most."""
    with TemporaryDirectory(prefix="bench-start-") as folder:
        began = time.monotonic()
        database = f"sqlite+aiosqlite:///{folder}/start.db"
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "bot", *words],
            cwd=ROOT,
            env=environment(Path(folder), DATABASE_URL=database, OPMERKZAAM_SECRET=SECRET),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        most = 0
        while process.poll() is None:
            most = max(most, _most_so_far(process.pid))
            time.sleep(0.005)
        seconds = time.monotonic() - began
        if process.returncode and words[0] not in MAY_COMPLAIN:
            raise SystemExit(f"python -m bot {' '.join(words)} failed")
        return seconds, most / MEGABYTE


def _most_so_far(process: int) -> int:
    """Kilobytes; not by wait4(2), which counts in what this process had when it forked."""
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")), 0)


if __name__ == "__main__":
    sys.exit(main())
