"""Keeps a number of processes running that share what this one has loaded: forked, watched, replaced, stopped in order.

The model is gunicorn's arbiter (https://docs.gunicorn.org/en/stable/design.html): load first, fork then, so that the
pages of what was loaded are in memory once. Whoever calls this must have made no threads, event loops or connections:
a fork copies what they know, but not those that they know it of.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess

from bot.stopping import DONE, die_with_parent

log = logging.getLogger(__name__)

FAILED = 1
REFUSED = os.EX_CONFIG
"""The exit status of a worker that no new start would help: then all of them stop."""

STOP_SECONDS = 8.0
"""So long workers may take to finish what is under way."""

STAYED_UP = 60.0
"""Seconds after which a worker that dies did not die at once."""

LONGEST_PAUSE = 60.0
STOPPING = (signal.SIGINT, signal.SIGTERM)

Work = Callable[[int], int]


@dataclass
class Seat:
    """The place of one worker. `falls` counts how often in a row it died at once; `due` is when the next may start."""

    number: int
    worker: ForkProcess | None = None
    started: float = 0.0
    falls: int = 0
    due: float = 0.0


def keep_running(count: int, work: Work, forget: Callable[[int], None] = lambda process: None) -> int:
    """Runs `work(0)` to `work(count - 1)` in processes of their own until SIGTERM or Ctrl-C; gives the exit status.

    `work` gives an exit status. A worker that ends is replaced, whatever its status, unless that is REFUSED. `forget`
    gets the number of each process that has ended.
    """
    seats = [Seat(number) for number in range(count)]
    with _told_to_stop() as told:
        try:
            while True:
                _fill(seats, work)
                ended = wait([told, *_sentinels(seats)], _until_next(seats))
                if told in ended:
                    return DONE
                for seat in seats:
                    if seat.worker is None or seat.worker.exitcode is None:
                        continue
                    forget(seat.worker.pid or 0)
                    if _note_end(seat, seat.worker, count) == REFUSED:
                        return FAILED
        finally:
            _end([seat.worker for seat in seats if seat.worker is not None])


def pause_after(falls: int) -> float:
    """Seconds before a worker that died at once so many times in a row is started again: 0, 1, 2, 4 ... 60."""
    return min(2.0 ** (falls - 1), LONGEST_PAUSE) if falls else 0.0


def _fill(seats: Sequence[Seat], work: Work) -> None:
    now = time.monotonic()
    for seat in seats:
        if seat.worker is None and seat.due <= now:
            seat.worker, seat.started = _fork(seat.number, work), now


def _sentinels(seats: Sequence[Seat]) -> list[int]:
    return [seat.worker.sentinel for seat in seats if seat.worker is not None]


def _until_next(seats: Sequence[Seat]) -> float | None:
    """Seconds until an empty seat is to be filled; None when all are taken."""
    due = [seat.due for seat in seats if seat.worker is None]
    return max(0.0, min(due) - time.monotonic()) if due else None


def _note_end(seat: Seat, worker: ForkProcess, count: int) -> int:
    """Notes that a worker has ended, and when the next one is to start; gives its exit status."""
    status, now = worker.exitcode or 0, time.monotonic()
    worker.close()
    seat.worker = None
    seat.falls = seat.falls + 1 if now - seat.started < STAYED_UP else 0
    seat.due = now + pause_after(seat.falls)
    if status != REFUSED:
        how = f"signal {-status}" if status < 0 else f"status {status}"
        log.error("Process %s of %s ended (%s); the next starts in %.0f s", seat.number + 1, count, how, seat.due - now)
    return status


def _fork(number: int, work: Work) -> ForkProcess:
    worker = multiprocessing.get_context("fork").Process(target=_begin, args=(work, number, os.getpid()), daemon=True)
    # Held back: a worker that is told to stop must not take it for us.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        worker.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    return worker


def _begin(work: Work, number: int, parent: int) -> None:
    """In the new process."""
    signal.set_wakeup_fd(-1)
    for stopping in STOPPING:
        signal.signal(stopping, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    die_with_parent()
    if os.getppid() != parent:
        return  # it died before we could ask to be told
    sys.exit(work(number))


@contextlib.contextmanager
def _told_to_stop() -> Iterator[socket.socket]:
    """Something to wait for: it can be read from as soon as this process is told to stop."""
    told, bell = socket.socketpair()
    bell.setblocking(False)
    before = {number: signal.signal(number, lambda *_: None) for number in STOPPING}
    wakeup = signal.set_wakeup_fd(bell.fileno())
    try:
        yield told
    finally:
        signal.set_wakeup_fd(wakeup)
        for number, handler in before.items():
            signal.signal(number, handler)
        told.close()
        bell.close()


def _end(workers: Sequence[ForkProcess]) -> None:
    """Asks all to stop, and makes those that do not."""
    for worker in workers:
        worker.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for worker in workers:
        worker.join(max(0.0, deadline - time.monotonic()))
        if worker.exitcode is None:
            log.error("A process did not stop in %.0f s and was killed", STOP_SECONDS)
            worker.kill()
            worker.join()
