"""`make bench`: what the bot carries, with real processes on this machine.

- *load*: 30 messages a second, Telegram's own ceiling for a bot (https://core.telegram.org/bots/faq), for five minutes;
  20 on SQLite, which has one writer at a time;
- *soak*: 50 reports a second for half a minute, by 1,500 volunteers who all stood at the last step;
- *most*: the largest rate at which 95 of 100 messages are answered in time for two minutes, found by going up.

The volunteers, what stands for Telegram, the bot, Rasa and the database share the processors of this machine. Figures
go beside this file, and from there into docs/scaling.md. `--quick` takes 20 seconds a run and keeps no figures.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.load.figures import IN_TIME_MS, MOST_MB, Run, measured
from benchmarks.load.generator import Generator
from benchmarks.load.soak import Soaked, soak
from benchmarks.load.stage import stage
from benchmarks.load.volunteers import Texts, texts
from benchmarks.machine import machine
from bot.knowledge import load_knowledge
from bot.settings import ROOT

RATE, SECONDS, PEOPLE = 30.0, 300.0, 300
SQLITE_RATE = 20.0
SOAK_RATE, SOAK_SECONDS = 50.0, 30.0
STEP, STEP_SECONDS = 5.0, 120.0
PEOPLE_FOR_EACH = 12
"""Volunteers for each message a second: each thinks for some seconds, and nobody may be missing."""

MOST_PROCESSES = 3
QUICK_SECONDS = 20.0
POSTGRESQL, SQLITE = "PostgreSQL", "SQLite"
LOADS = ((POSTGRESQL, 1, RATE), (POSTGRESQL, 3, RATE), (SQLITE, 1, SQLITE_RATE))
"""Which database, how many processes of the bot, how many messages a second."""

SOAKS = tuple((database, processes) for database, processes, _ in LOADS)
PARTS = ("load", "soak", "most")
FIGURES = Path(__file__).with_name("figures.json")


def main() -> int:
    """Gives 1 when something was lost, doubled, too slow or too large."""
    options = _options()
    said = texts(load_knowledge(ROOT / "knowledge"))
    seconds = QUICK_SECONDS if options.quick else SECONDS
    loads: list[Run] = []
    for on in LOADS if "load" in options.parts else ():
        loads.append(load(said, *on, seconds))
        _keep(options, loads=loads)
    soaks: list[Soaked] = []
    for on in SOAKS if "soak" in options.parts else ():
        soaks.append(_soak(*on, QUICK_SECONDS / 4 if options.quick else SOAK_SECONDS))
        _keep(options, soaks=soaks)
    if "most" in options.parts:
        _keep(options, most=most_held(said))
    wrong = list(complaints(loads, soaks))
    print("\n".join(wrong) or "all well", file=sys.stderr if wrong else sys.stdout)
    return int(bool(wrong))


def _keep(options: argparse.Namespace, **found: Sequence[Run] | Sequence[Soaked]) -> None:
    """Puts what was found in the place of what was known; every run by itself, for they take long."""
    if options.quick:
        return
    kept = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
    kept |= {name: [asdict(run) for run in runs] for name, runs in found.items()}
    kept |= {"date": time.strftime("%Y-%m-%d"), "machine": machine()}
    FIGURES.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")


def load(said: Texts, database: str, processes: int, rate: float, seconds: float, people: int = PEOPLE) -> Run:
    """Measures one run."""
    with stage(people=people, processes=processes, postgresql=database == POSTGRESQL) as found:
        generator = Generator(found.api, said, people)
        before, heard = found.state(), len(found.api.calls)
        outcome = generator.run(rate, seconds)
        after = found.state()
        run = measured(database, processes, rate, seconds, outcome, before, after, found.api.calls[heard:])
    print(run.line(), flush=True)
    return run


def most_held(said: Texts) -> list[Run]:
    """Goes up in steps until 95 of 100 are no longer answered in time; gives every step, the last one too much."""
    runs = []
    rate = RATE + STEP
    while not runs or runs[-1].is_held:
        runs.append(load(said, POSTGRESQL, MOST_PROCESSES, rate, STEP_SECONDS, people=int(rate * PEOPLE_FOR_EACH)))
        rate += STEP
    return runs


def _soak(database: str, processes: int, seconds: float) -> Soaked:
    people = int(SOAK_RATE * seconds)
    with stage(people=people + 1, processes=processes, postgresql=database == POSTGRESQL) as found:
        done = soak(found, database, processes, SOAK_RATE, people)
    print(done, flush=True)
    return done


def complaints(loads: Sequence[Run], soaks: Sequence[Soaked]) -> Iterator[str]:
    """What was lost, doubled, too slow or too large."""
    for run in loads:
        on = f"{run.database} with {run.processes} process(es)"
        if run.lost or run.doubled or run.errors:
            yield f"{on}: {run.lost} lost, {run.doubled} doubled, {run.errors} errors"
        if run.p95 > IN_TIME_MS:
            yield f"{on}: p95 {run.p95} ms, asked {IN_TIME_MS:g}"
        if sum(run.after_mb.values()) > MOST_MB:
            yield f"{on}: {sum(run.after_mb.values()):.0f} MB, asked {MOST_MB}"
    for one in soaks:
        if not one.sent == one.told == one.reports == one.cases or one.doubled:
            yield f"the soak on {one.database}: {one}"


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m benchmarks.load", description="Measures what the bot carries.")
    options.add_argument("--quick", action="store_true", help=f"{QUICK_SECONDS:g} seconds a run; keeps no figures")
    options.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all when left out")
    found = options.parse_args()
    if not set(found.parts) <= set(PARTS):
        options.error(f"a part is one of {', '.join(PARTS)}")
    found.parts = found.parts or PARTS
    return found


if __name__ == "__main__":
    sys.exit(main())
