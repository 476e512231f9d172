"""What was tried to break, and what came of it: docs/reliability-figures.json, and the table in docs/reliability.md.

`python -m benchmarks.reliability` writes the table from the figures; `--check` writes nothing and fails when the
document does not say what the figures say. The figures come from `record`, which whoever tries a fault calls.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.marked import rewritten, write_or_check
from bot.settings import ROOT

FIGURES = ROOT / "docs" / "reliability-figures.json"
DOCUMENT = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- faults: written by benchmarks/reliability.py -->", "<!-- end of faults -->"
HEAD = "| fault | times tried | lost | doubled | what the user saw |\n| --- | ---: | ---: | ---: | --- |"


@dataclass(frozen=True)
class Outcome:
    """What came of one fault: how often it was tried, what was lost or doubled in all, what the user saw."""

    tried: int
    lost: int
    doubled: int
    seen: str


def main() -> int:
    options = argparse.ArgumentParser(description="Writes the table of faults from the figures.")
    options.add_argument("--check", action="store_true", help="only say whether the document is true")
    check = options.parse_args().check
    return write_or_check(DOCUMENT, document(DOCUMENT.read_text("utf-8"), read(FIGURES)), check=check)


def record(fault: str, *, tried: int, lost: int, doubled: int, seen: str, figures: Path = FIGURES) -> None:
    """Keeps what came of a fault, in place of what was known of it; of all others nothing changes.

    Several processes may do so at once.
    """
    with figures.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        outcomes = {**read(figures), fault: Outcome(tried, lost, doubled, seen)}
        data = {name: asdict(outcomes[name]) for name in sorted(outcomes)}
        figures.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", "utf-8")


def read(figures: Path) -> dict[str, Outcome]:
    """Every fault with what came of it, by name."""
    if not figures.exists() or not figures.stat().st_size:
        return {}
    return {fault: Outcome(**outcome) for fault, outcome in json.loads(figures.read_text("utf-8")).items()}


def document(written: str, outcomes: dict[str, Outcome]) -> str:
    """The document with the table anew."""
    return rewritten(written, BEGIN, END, table(outcomes))


def table(outcomes: dict[str, Outcome]) -> str:
    """The table, in Markdown, a row for each fault by name, and one of them all."""
    rows = [f"| {f} | {o.tried:,} | {o.lost} | {o.doubled} | {o.seen} |" for f, o in sorted(outcomes.items())]
    tried, lost, doubled = (sum(getattr(o, of) for o in outcomes.values()) for of in ("tried", "lost", "doubled"))
    return "\n".join([HEAD, *rows, f"| **all** | {tried:,} | {lost} | {doubled} | |"])


if __name__ == "__main__":
    sys.exit(main())
