"""What a run says: how long answers took, what was lost or doubled, what it took of the machine."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.load.generator import SHOWS, Outcome
from benchmarks.load.stage import Now, Took
from tests.botapi import Call

IN_TIME_MS = 150.0
"""Within which 95 of 100 messages are answered."""

MOST_MB = 1200.0
"""That all processes may have together."""

OK = 200


@dataclass(frozen=True)
class Part:
    """A part of the way of a message: how often it was gone, and how long it took on average (ms)."""

    times: int
    mean: float


@dataclass(frozen=True)
class Run:
    """One run. Times in milliseconds, from when a message was due to the first words of its answer; memory in MB.

    `lost` are messages without an answer, updates that were not stored and answers that were not delivered; `doubled`
    are messages that the chats show beyond those that were written. `errors` says what went wrong, and how often;
    `not_sent` are messages for which nobody was free, because all waited for an answer. `parts` are the bot's own
    histograms by name, over the run.
    """

    database: str
    processes: int
    rate: float
    seconds: float
    sent: int
    p50: float
    p95: float
    p99: float
    longest: float
    errors: dict[str, int]
    lost: int
    doubled: int
    not_sent: int
    reports: int
    before_mb: dict[str, float]
    after_mb: dict[str, float]
    cpu_s: dict[str, float]
    mean: float
    parts: dict[str, Part]

    @property
    def is_held(self) -> bool:
        """Whether this rate can be kept up."""
        return self.p95 <= IN_TIME_MS and not (self.lost or self.doubled or self.not_sent)

    def line(self) -> str:
        """The run in one line, for people."""
        return (
            f"{self.database} x{self.processes}, {self.rate:g}/s for {self.seconds:g} s: {self.sent} sent, "
            f"p50 {self.p50} p95 {self.p95} p99 {self.p99} max {self.longest} ms, lost {self.lost}, doubled "
            f"{self.doubled}, not sent {self.not_sent}, errors {self.errors}, reports {self.reports}, MB "
            f"{sum(self.before_mb.values()):.0f} -> {sum(self.after_mb.values()):.0f} {self.after_mb}, cpu {self.cpu_s}"
        )


def measured(
    database: str,
    processes: int,
    rate: float,
    seconds: float,
    outcome: Outcome,
    before: Now,
    after: Now,
    calls: Sequence[Call],
) -> Run:
    """Puts what was seen together. `calls` are the bot's, since `before`."""
    times = sorted(outcome.times)
    cuts = [round(cut * 1000, 1) for cut in statistics.quantiles(times, n=100)]
    shown = sum(call.method in SHOWS and call.status == OK for call in calls)
    unstored = outcome.sent - (after.kept.updates - before.kept.updates)
    return Run(
        database=database,
        processes=processes,
        rate=rate,
        seconds=seconds,
        sent=outcome.sent,
        p50=cuts[49],
        p95=cuts[94],
        p99=cuts[98],
        longest=round(times[-1] * 1000, 1),
        errors=dict(Counter(outcome.lost_their_way) + outcome.refused),
        lost=outcome.unanswered + unstored + after.kept.waiting,
        doubled=shown - (after.kept.messages - before.kept.messages),
        not_sent=outcome.not_sent,
        reports=after.kept.reports - before.kept.reports,
        before_mb=before.memory_mb,
        after_mb=after.memory_mb,
        cpu_s={name: round(used - before.cpu_s[name], 1) for name, used in after.cpu_s.items()},
        mean=round(statistics.fmean(times) * 1000, 1),
        parts={name: _part(before.took.get(name, Took()), took) for name, took in after.took.items()},
    )


def _part(before: Took, after: Took) -> Part:
    times = after.times - before.times
    return Part(int(times), round((after.seconds - before.seconds) / times * 1000, 1) if times else 0.0)
