"""How a process of ours ends: when it is told to, and when the one that started it is gone."""

from __future__ import annotations

import asyncio
import ctypes
import signal
import sys
from collections.abc import Awaitable

import uvloop

from bot.monitoring.logs import watch_loop

DONE = 0
AGAIN_SECONDS = 10.0
"""Longer than it takes to finish what is under way."""


def run_until_stopped(work: Awaitable[int]) -> int:
    """Runs to the end, or until SIGTERM, Ctrl-C or the end of its terminal, which is a good end too.

    Gives the exit status.
    """
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_until_stopped(work))


async def _until_stopped(work: Awaitable[int]) -> int:
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    watch_loop(loop)

    def stop() -> None:
        task.cancel()
        # Whatever took it for something else hears it again.
        loop.call_later(AGAIN_SECONDS, stop)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` has it
            loop.add_signal_handler(number, stop)
    try:
        return await task
    except asyncio.CancelledError:
        return DONE


def die_with_parent() -> None:
    """Linux ends this process when its parent dies, however that dies (prctl(2), PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
