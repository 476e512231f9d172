"""What is counted while the bot runs.

Whoever counts needs to know nothing of how the figures are kept: until `start` nothing is kept at all, so that a
command, the terminal and a test pay nothing. No label may hold something of a person, or something
that can have any value.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any


class Sort(StrEnum):
    """COUNTER only ever grows, GAUGE is how it is now, HISTOGRAM says how often something took how long."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)
"""Seconds. A turn should take 150 ms at most."""


@dataclass(frozen=True)
class Meter:
    """One figure. `of_processes` says how a gauge of many processes becomes one, in prometheus_client's words.

    `known` are values of its one label that are told from the start, as 0: to Prometheus what is first seen at 1 has
    not grown, and an alarm on it would not ring the first time.
    """

    sort: Sort
    name: str
    help: str
    labels: tuple[str, ...] = ()
    of_processes: str = "livemostrecent"
    known: tuple[str, ...] = ()

    def add(self, amount: float = 1, **labels: str) -> None:
        """Counts."""
        if (kept := _kept.get(self.name)) is not None:
            (kept.labels(**labels) if labels else kept).inc(amount)

    def put(self, value: float, **labels: str) -> None:
        """Says how it is now."""
        if (kept := _kept.get(self.name)) is not None:
            (kept.labels(**labels) if labels else kept).set(value)

    def took(self, seconds: float, **labels: str) -> None:
        """Says how long something took."""
        if (kept := _kept.get(self.name)) is not None:
            (kept.labels(**labels) if labels else kept).observe(seconds)

    @contextmanager
    def timed(self, **labels: str) -> Iterator[None]:
        """Says how long the block took, also when it ended with an error."""
        began = perf_counter()
        try:
            yield
        finally:
            self.took(perf_counter() - began, **labels)


MESSAGES = Meter(
    Sort.COUNTER, "opmerkzaam_messages_total", "Messages and taps that came in.", ("kind",), known=("text", "button")
)
TURNS = Meter(
    Sort.HISTOGRAM,
    "opmerkzaam_turn_seconds",
    "From a message to what is stored of it.",
    ("outcome",),
    known=("done", "failed", "not_stored"),
)
READINGS = Meter(Sort.HISTOGRAM, "opmerkzaam_reading_seconds", "Reading what a text says, Rasa included.")
DECISIONS = Meter(Sort.COUNTER, "opmerkzaam_decisions_total", "What was done with a text.", ("action",))
CRISES = Meter(
    Sort.COUNTER,
    "opmerkzaam_crises_total",
    "Texts that told of danger; certain ones got the card.",
    ("route", "certain"),
)
REPORTS = Meter(Sort.GAUGE, "opmerkzaam_reports_last_day", "Reports stored in the last 24 hours.")
NLU = Meter(Sort.HISTOGRAM, "opmerkzaam_rasa_seconds", "Answers of a Rasa server.", ("server",))
NLU_FAILURES = Meter(
    Sort.COUNTER, "opmerkzaam_rasa_failures_total", "Questions that a Rasa server did not answer.", ("server",)
)
NLU_READY = Meter(Sort.GAUGE, "opmerkzaam_rasa_ready", "1 while a Rasa server answers, else 0.", ("server",), "livemin")
DELIVERIES = Meter(
    Sort.COUNTER,
    "opmerkzaam_deliveries_total",
    "What became of messages on their way to somebody.",
    ("outcome",),
    known=("delivered", "bad-request", "fault"),
)
OUTBOX_WAITING = Meter(Sort.GAUGE, "opmerkzaam_outbox_waiting", "Messages that could go out and have not.")
OUTBOX_OLDEST = Meter(
    Sort.GAUGE, "opmerkzaam_outbox_oldest_seconds", "How long the oldest of them is seen waiting.", (), "livemax"
)
CHORES = Meter(Sort.COUNTER, "opmerkzaam_chores_total", "Rounds of what the bot does by itself.", ("chore", "outcome"))
CHORE_ITEMS = Meter(Sort.COUNTER, "opmerkzaam_chore_items_total", "What came of it: digests, reminders.", ("chore",))
DIGESTS_FAILED = Meter(Sort.COUNTER, "opmerkzaam_digests_failed_total", "Digests that could not be made.")
LAST_ROUND = Meter(
    Sort.GAUGE, "opmerkzaam_schedule_round_timestamp_seconds", "When the schedule last ended a round.", (), "max"
)
LEADER = Meter(Sort.GAUGE, "opmerkzaam_schedule_leader", "1 for the process that keeps the schedule.", (), "livesum")
LAST_DONE = Meter(
    Sort.GAUGE, "opmerkzaam_last_done_timestamp_seconds", "When the purge and the backup last went well.", ("chore",)
)
DATABASE_ERRORS = Meter(
    Sort.COUNTER,
    "opmerkzaam_database_errors_total",
    "Errors of the database, by kind of ours (see bot/errors.py).",
    ("kind",),
    known=("StoreError", "StoreUnavailable"),
)
LOG_LINES = Meter(Sort.COUNTER, "opmerkzaam_log_lines_total", "Lines in the log from WARNING on.", ("level", "logger"))
MEMORY = Meter(Sort.GAUGE, "opmerkzaam_resident_bytes", "Memory that a process holds.", (), "liveall")

METERS: Sequence[Meter] = tuple(one for one in list(globals().values()) if isinstance(one, Meter))

_kept: dict[str, Any] = {}


def start(shared: Path | None = None) -> Any:
    """Keeps figures from now on; gives the registry (prometheus_client) that knows them.

    With `shared`, a folder that is empty, processes that are forked from this one keep their figures there, and each of
    them can tell those of all.
    """
    if shared is not None:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(shared)  # read once, when the library is imported
    from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

    registry = CollectorRegistry()
    makers: Mapping[Sort, Any] = {Sort.COUNTER: Counter, Sort.GAUGE: Gauge, Sort.HISTOGRAM: Histogram}
    for meter in METERS:
        more: dict[str, Any] = {"registry": registry if shared is None else None}
        if meter.sort is Sort.HISTOGRAM:
            more["buckets"] = QUICK
        if meter.sort is Sort.GAUGE:
            more["multiprocess_mode"] = meter.of_processes
        kept = _kept[meter.name] = makers[meter.sort](meter.name, meter.help, meter.labels, **more)
        for value in meter.known:
            kept.labels(value)
    if shared is None:
        ProcessCollector(registry=registry)
    else:
        _processes().MultiProcessCollector(registry, str(shared))
    return registry


def stop() -> None:
    """Keeps nothing any more."""
    _kept.clear()


def forget(process: int) -> None:
    """A process that shared its figures has ended: what only a living one has is not told any more."""
    _processes().mark_process_dead(process)


def _processes() -> Any:
    return import_module("prometheus_client.multiprocess")  # it has no types
