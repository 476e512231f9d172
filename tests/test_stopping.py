"""Told to stop, a program ends, whatever it is doing."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from bot import stopping

LIMIT = 30


async def ends_by_itself() -> int:
    return 7


async def goes_on() -> int:
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.sleep(LIMIT)
    return 1


async def does_not_listen() -> int:
    """As a library that takes being cancelled for a time-out of its own."""
    os.kill(os.getpid(), signal.SIGTERM)
    for _ in range(2):
        try:
            await asyncio.sleep(LIMIT)
        except asyncio.CancelledError:
            continue
    return await goes_on()


def test_what_ends_by_itself_gives_its_status() -> None:
    assert stopping.run_until_stopped(ends_by_itself()) == 7


@pytest.mark.parametrize("work", [goes_on, does_not_listen])
def test_what_is_told_to_stop_ends_well(monkeypatch: pytest.MonkeyPatch, work: object) -> None:
    monkeypatch.setattr(stopping, "AGAIN_SECONDS", 0.05)
    assert callable(work)
    assert stopping.run_until_stopped(work()) == stopping.DONE
