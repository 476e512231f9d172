"""Sends what volunteers do at a fixed rate, and notes when each is answered.

Who acts next is drawn from those who can, and who tells of visits comes in the course of the first two minutes, or of
the first half of a shorter run: else all would go in step, and type what they saw in the same ten seconds.

The rate is open: a message is due at its moment, whether or not those before it were answered, and its time counts from
that moment. So a bot that falls behind shows it (G. Tene's "coordinated omission").
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle

from benchmarks.load.volunteers import MIX, Action, LostTheWay, Says, Script, Taps, Texts, tells_of_visits
from tests.botapi import BotApi, Call, User

FIRST_CHAT = 10_000
THINKS_SECONDS = 4.0
"""Between an answer and what somebody does next, at least; by then all messages of the answer are there."""

ARRIVING_SECONDS = 120.0
PATIENCE_SECONDS = 30.0
SHOWS = ("sendMessage", "editMessageText", "sendPhoto", "sendDocument")


@dataclass
class Sender:
    """A volunteer under way. `heard` is what the bot said since the last action."""

    user: User
    script: Script
    comes_later: bool
    due_at: float = 0.0
    answered_at: float | None = None
    heard: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """What became of what was sent. Times are seconds from when a message was due to the first words of its answer.

    `not_sent` is how often nobody was free to send; `lost_their_way` tells who got no answer that leads on.
    """

    sent: int
    times: Sequence[float]
    unanswered: int
    lost_their_way: Sequence[str]
    not_sent: int
    refused: Counter[str]


class Generator:
    """Volunteers who write at a fixed rate."""

    def __init__(self, api: BotApi, said: Texts, people: int, seed: int = 7) -> None:
        self._rng = rng = random.Random(seed)  # noqa: S311
        self._api = api
        self._senders = {
            FIRST_CHAT + n: Sender(api.user(FIRST_CHAT + n), does(said, rng), does is tells_of_visits)
            for n, does in zip(range(people), cycle(MIX), strict=False)
        }
        self._times: list[float] = []
        self._refused: Counter[str] = Counter()
        self._lost: list[str] = []
        self._seen = len(api.calls)
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._listener = threading.Thread(target=self._listen, daemon=True)

    def run(self, rate: float, seconds: float) -> Outcome:
        """Sends `rate` messages a second for so long, and waits for the last answers."""
        self._listener.start()
        started, not_sent, sent = time.monotonic(), 0, 0
        arriving = min(ARRIVING_SECONDS, seconds / 2)
        ready = [sender for sender in self._senders.values() if not sender.comes_later]
        waiting = deque(sender for sender in self._senders.values() if sender.comes_later)
        for sender in waiting:
            sender.answered_at = started + self._rng.uniform(0, arriving) - THINKS_SECONDS
        for number in range(int(rate * seconds)):
            due = started + number / rate
            time.sleep(max(0.0, due - time.monotonic()))
            self._rested(waiting, ready)
            if not ready:
                not_sent += 1  # everybody waits or thinks: too few people for this rate, or no answers
                continue
            sender = ready.pop(self._rng.randrange(len(ready)))
            if self._act(sender, due):
                sent += 1
                waiting.append(sender)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while any(sender.answered_at is None for sender in waiting) and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(THINKS_SECONDS)
        self._ended.set()
        self._listener.join()
        unanswered = sum(sender.answered_at is None for sender in waiting)
        return Outcome(sent, self._times, unanswered, self._lost, not_sent, self._refused)

    def _rested(self, waiting: deque[Sender], ready: list[Sender]) -> None:
        """Moves those who were answered and thought about it to those who can act; the others keep their place."""
        now = time.monotonic()
        for _ in range(len(waiting)):
            sender = waiting.popleft()
            rested = sender.answered_at is not None and now - sender.answered_at > THINKS_SECONDS
            (ready if rested else waiting).append(sender)

    def _act(self, sender: Sender, due: float) -> bool:
        with self._lock:
            heard, sender.heard = "\n".join(sender.heard), []
            sender.answered_at, first = None, sender.due_at == 0.0
            sender.due_at = due
        try:
            action: Action = next(sender.script) if first else sender.script.send(heard)
            if isinstance(action, Says):
                sender.user.says(action.text)
            else:
                sender.user.taps(_label(action, sender.user))
        except (LostTheWay, AssertionError) as error:
            self._lost.append(f"{type(error).__name__}: {str(error)[:200]}")
            return False
        return True

    def _listen(self) -> None:
        while not self._ended.is_set():
            calls = self._api.calls_after(self._seen, timeout=0.5)
            now = time.monotonic()
            self._seen += len(calls)
            with self._lock:
                for call in calls:
                    self._hear(call, now)

    def _hear(self, call: Call, now: float) -> None:
        if call.status != 200:
            self._refused[f"{call.method} {call.status}"] += 1
            return
        if call.method not in SHOWS:
            return
        sender = self._senders.get(int(call.params["chat_id"]))
        if sender is None or not sender.due_at:
            return
        sender.heard.append(str(call.params.get("text", "")))
        if sender.answered_at is None:
            sender.answered_at = now
            self._times.append(now - sender.due_at)


def _label(tap: Taps, user: User) -> str:
    if tap.otherwise is None or tap.label in user.waits_for().labels:
        return tap.label
    return tap.otherwise
