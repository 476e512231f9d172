"""The running bot forgets what is past its term, day after day, and notes when it cannot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.digest.compose import Composer
from bot.knowledge import Knowledge
from bot.schedule import Schedule
from bot.settings import USUAL_DIGEST_TIME
from bot.store.chores import PURGE, Chore
from tests.databases import Database

NOW = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)


async def test_it_forgets_daily_and_a_failure_is_noted_until_it_goes_well(
    database: Database, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [NOW]
    store = database.store()
    composer = Composer(knowledge, lambda texts: [], 5)
    schedule = Schedule(store, knowledge, composer, lambda: now[0], USUAL_DIGEST_TIME)
    monkeypatch.setattr("bot.schedule.PURGE_SECONDS", 0.01)

    async def becomes(right: Callable[[Chore], bool]) -> Chore:
        async with asyncio.timeout(10):
            while True:
                async with store.work(read_only=True) as work:
                    chore = await work.chores.of(PURGE)
                if chore is not None and right(chore):
                    return chore
                await asyncio.sleep(0.01)

    async def breaks(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("bot.store.purge.purge", breaks)
        task = asyncio.create_task(schedule.keep_clean())
        assert await becomes(lambda chore: True) == Chore(None, NOW, "RuntimeError")
    assert await becomes(lambda chore: chore.failing_since is None) == Chore(NOW, None, None)
    now[0] += timedelta(days=1)
    assert await becomes(lambda chore: chore.done_at != NOW) == Chore(now[0], None, None)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await schedule.__aexit__()
    await store.close()
