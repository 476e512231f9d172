"""Kills the bot at every step of every journey, and keeps what came of it: `python -m benchmarks.faults`, 45 minutes.

`make test` has a sample of it (tests/live/test_killed_anywhere.py). Words of journeys can be given, to try those alone.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from benchmarks.reliability import record
from tests.databases import BOTH, SQLITE, Databases
from tests.live.journey import DOUBLED, LOST, Ending, Journey, different
from tests.live.journeys import BY_WEBHOOK, JOURNEYS
from tests.live.kills import Kill, every_step, twice_in_each_act
from tests.live.mortal import Keeper
from tests.live.playing import play

SEEN = "the same messages, once, after a pause"
SEEN_BY_WEBHOOK = "the same messages, once; what was in hand after a minute"
NOT_AS_IT_SHOULD = "see the output of the run"
AGAIN_AND_AGAIN = 6
"""Plays of each journey in which the bot dies twice in each act."""

TRIED = "tried"


def main() -> int:
    options = argparse.ArgumentParser(description="Kills the bot at every step of every journey.")
    options.add_argument("words", nargs="*", help="only journeys that have one of these in their name")
    words = options.parse_args().words
    chosen = [one.name for one in JOURNEYS if not words or any(word in one.name for word in words)]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as side_by_side:
        tried = [side_by_side.submit(_try, name, kind) for kind in BOTH for name in chosen]
        wrong = sum(one.result() for one in as_completed(tried))
    return int(wrong > 0)


class Trial:
    """One journey on one kind of database."""

    def __init__(self, journey: Journey, kind: str, databases: Databases, keeper: Keeper, folder: Path) -> None:
        self.journey, self.kind = journey, kind
        self._databases, self._keeper, self._folder = databases, keeper, folder

    def lives(self, *, by_webhook: bool = False) -> tuple[Ending, Sequence[int]]:
        """How it ends when nothing happens, and the steps in each act."""
        with self._databases.empty(self.kind) as database:
            played = play(self.journey, database, self._keeper, self._folder, by_webhook=by_webhook)
        return played.ending, played.steps

    def dies(self, right: Ending, plays: Iterable[Sequence[Kill]], *, by_webhook: bool = False) -> Counter[str]:
        """How often the bot died, and what was lost and doubled."""
        found: Counter[str] = Counter()
        for kills in plays:
            with self._databases.empty(self.kind) as database:
                try:
                    played = play(self.journey, database, self._keeper, self._folder, kills, by_webhook=by_webhook)
                except AssertionError as error:
                    found[LOST] += 1
                    print(f"  {kills}: {error}", flush=True)
                    continue
            found[TRIED] += len(played.deaths)
            for what, some in different(played.ending, right).items():
                found[what] += len(some)
                print(f"  {kills} {what}: {some}", flush=True)
        return found


def _try(name: str, kind: str) -> int:
    """Tries all kills of a journey on a kind of database, with a keeper of its own; gives how much went wrong."""
    journey = next(one for one in JOURNEYS if one.name == name)
    with tempfile.TemporaryDirectory() as folder, Keeper() as keeper:
        databases = Databases(Path(folder))
        try:
            return _try_all(Trial(journey, kind, databases, keeper, Path(folder)))
        finally:
            databases.close()


def _try_all(trial: Trial) -> int:
    name, kind = trial.journey.name, trial.kind
    right, steps = trial.lives()
    seeds = [f"{name} {number}" for number in range(AGAIN_AND_AGAIN)]
    wrong = _keep(f"kill -9: {name} ({kind})", SEEN, trial.dies(right, every_step(steps)))
    again = trial.dies(right, [twice_in_each_act(steps, seed) for seed in seeds])
    wrong += _keep(f"kill -9, and again soon after the new start: {name} ({kind})", SEEN, again)
    if trial.journey in BY_WEBHOOK and kind == SQLITE:
        right, steps = trial.lives(by_webhook=True)
        called = trial.dies(right, every_step(steps), by_webhook=True)
        wrong += _keep(f"kill -9, called by webhook: {name} ({kind})", SEEN_BY_WEBHOOK, called)
    return wrong


def _keep(fault: str, seen: str, found: Counter[str]) -> int:
    wrong = found[LOST] + found[DOUBLED]
    record(
        fault,
        tried=found[TRIED],
        lost=found[LOST],
        doubled=found[DOUBLED],
        seen=NOT_AS_IT_SHOULD if wrong else seen,
    )
    print(f"{fault}: {dict(found)}", flush=True)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
