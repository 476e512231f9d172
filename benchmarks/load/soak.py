"""A whole town that sends its reports at once: everybody stands at the last step, and taps."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from benchmarks.load.generator import FIRST_CHAT
from benchmarks.load.stage import Stage, copy_conversation
from benchmarks.load.volunteers import DONE, SENDS
from tests.a_report import STEPS

PATIENCE_SECONDS = 120.0


@dataclass(frozen=True)
class Soaked:
    """`told` is how many volunteers heard the code of their case, `reports` and `cases` what is stored beyond what was.

    `doubled` are volunteers who heard of more than one. `seconds` is from the first tap to the last answer.
    """

    database: str
    processes: int
    sent: int
    told: int
    reports: int
    cases: int
    doubled: int
    seconds: float


def soak(found: Stage, database: str, processes: int, rate: float, people: int) -> Soaked:
    """`people` volunteers send one report each, so many a second."""
    first = found.api.user(FIRST_CHAT)
    first.says("/start")
    last = first.waits_for("Welkom", timeout=30)
    for label, seen in STEPS[:-1]:
        first.taps(label)
        last = first.waits_for(seen, timeout=30)
    others = [FIRST_CHAT + number for number in range(1, people + 1)]
    asyncio.run(copy_conversation(found.database, FIRST_CHAT, others))
    users = [found.api.user(chat) for chat in others]
    for user in users:
        user.was_shown(last)
    before, calls = found.state().kept, len(found.api.calls)
    started = time.monotonic()
    for number, user in enumerate(users):
        time.sleep(max(0.0, started + number / rate - time.monotonic()))
        user.taps(SENDS)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (told := _told(found, calls)) and len(told) < people and time.monotonic() < deadline:
        time.sleep(0.2)
    seconds = time.monotonic() - started
    time.sleep(2)
    told = _told(found, calls)
    after = found.state().kept
    return Soaked(
        database,
        processes,
        people,
        len(told),
        after.reports - before.reports,
        after.cases - before.cases,
        sum(number > 1 for number in told.values()),
        round(seconds, 1),
    )


def _told(found: Stage, since: int) -> dict[int, int]:
    """How often each chat was told the code of a case."""
    told: dict[int, int] = {}
    for call in found.api.calls[since:]:
        if call.status == 200 and DONE in str(call.params.get("text", "")):
            chat = int(call.params["chat_id"])
            told[chat] = told.get(chat, 0) + 1
    return told
