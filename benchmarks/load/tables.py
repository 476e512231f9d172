"""What the load came to, as tables in docs/scaling.md: `python -m benchmarks.load.tables`.

`--check` writes nothing and fails when the document does not say what the figures say.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.machine import in_words
from benchmarks.marked import rewritten, write_or_check
from bot.settings import ROOT

FIGURES = Path(__file__).with_name("figures.json")
DOCUMENT = ROOT / "docs" / "scaling.md"
BEGIN, END = "<!-- load: written by benchmarks/load/tables.py -->", "<!-- end of load -->"
TURN, READING, RASA = "opmerkzaam_turn_seconds", "opmerkzaam_reading_seconds", "opmerkzaam_rasa_seconds"

Run = Mapping[str, Any]


def main() -> int:
    options = argparse.ArgumentParser(description="Writes the tables of the load.")
    options.add_argument("--check", action="store_true", help="only say whether the document is true")
    check = options.parse_args().check
    return write_or_check(DOCUMENT, document(DOCUMENT.read_text("utf-8")), check=check)


def document(written: str) -> str:
    """The document with the tables anew."""
    figures = json.loads(FIGURES.read_text("utf-8"))
    parts = [f"Measured on {figures['date']}: {in_words(figures['machine'])}."]
    for name, tables in TABLES:
        if name in figures:
            parts += ["\n".join(table(figures[name])) for table in tables]
    return rewritten(written, BEGIN, END, "\n\n".join(parts))


def _loads(runs: Sequence[Run]) -> Iterator[str]:
    yield "| messages a second, for | on | p50 | p95 | p99 | longest | sent | lost | doubled | memory before, after |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |"
    for run in runs:
        yield (
            f"| {run['rate']:g}, {run['seconds']:g} s | {_on(run)} | {run['p50']:.0f} ms | **{run['p95']:.0f} ms** "
            f"| {run['p99']:.0f} ms | {run['longest']:.0f} ms | {run['sent']:,} | {run['lost']} | {run['doubled']} "
            f"| {_memory(run['before_mb'])}, {_memory(run['after_mb'])} |"
        )


def _memory(megabytes: Mapping[str, float]) -> str:
    return f"{sum(megabytes.values()):.0f} MB ({', '.join(f'{name} {used:.0f}' for name, used in megabytes.items())})"


def _soaks(soaks: Sequence[Run]) -> Iterator[str]:
    yield "| 50 reports a second for 30 s, on | sent | stored | cases | told their code | told twice | all told after |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for one in soaks:
        yield (
            f"| {_on(one)} | {one['sent']:,} | {one['reports']:,} | {one['cases']:,} | {one['told']:,} "
            f"| {one['doubled']} | {one['seconds']:g} s |"
        )


def _most(runs: Sequence[Run]) -> Iterator[str]:
    on = f"for {runs[0]['seconds']:.0f} s ({_on(runs[0])})"
    yield f"| a second, {on} | p50 | p95 | p99 | lost | doubled | nobody free to send |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for run in runs:
        yield (
            f"| {run['rate']:g} | {run['p50']:.0f} ms | {run['p95']:.0f} ms | {run['p99']:.0f} ms | {run['lost']} "
            f"| {run['doubled']} | {run['not_sent']} |"
        )


def _where(runs: Sequence[Run]) -> Iterator[str]:
    """Of one message: what each part takes, and what it takes of the processors."""
    run = runs[0]
    parts = run["parts"]
    turn, reading, rasa = (parts[name] for name in (TURN, READING, RASA))
    yield f"| where the time goes ({_on(run)}, {run['rate']:g} a second) | times | on average |"
    yield "| --- | ---: | ---: |"
    yield f"| a message, from when it was due to the first words back | {run['sent']:,} | {run['mean']:.0f} ms |"
    yield f"| of it: a turn, until all is stored | {turn['times']:,} | {turn['mean']:.0f} ms |"
    yield f"| of a turn with a text: reading it | {reading['times']:,} | {reading['mean']:.0f} ms |"
    yield f"| of reading: Rasa, beside our own readers | {rasa['times']:,} | {rasa['mean']:.0f} ms |"
    yield f"| the rest: the way in, the outbox, the way out | {run['sent']:,} | {run['mean'] - turn['mean']:.0f} ms |"
    for name, seconds in run["cpu_s"].items():
        yield f"| processor time of {name}, a message | {run['sent']:,} | {seconds / run['sent'] * 1000:.1f} ms |"


TABLES = (("loads", (_loads, _where)), ("soaks", (_soaks,)), ("most", (_most,)))
"""Which tables there are of each part of the figures."""


def _on(run: Run) -> str:
    return f"{run['database']}, {run['processes']} process{'es' if run['processes'] > 1 else ''}"


if __name__ == "__main__":
    sys.exit(main())
