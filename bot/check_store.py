"""`check`: whether the database is well: its version, its key, the histories of cases, what is past its term, and
whether the digests arrived.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.app import open_store
from bot.digest.alarm import Undelivered, undelivered
from bot.errors import StoreError
from bot.settings import Settings, WeeklyMoment
from bot.store.chores import BACKUP, PURGE, Chore
from bot.store.database import Store


@dataclass(frozen=True)
class Condition:
    """What `check` prints of the database, and whether all of it is well."""

    lines: tuple[str, ...]
    well: bool = True


async def check_store(settings: Settings, now: datetime) -> Condition:
    """Looks at the database and changes nothing."""
    if (file := _missing_file(settings)) is not None:
        return Condition((f"database   new: `run` makes {file}",))
    try:
        store = open_store(settings)
        try:
            return await _look(store, now, settings.digest_time)
        finally:
            await store.close()
    except StoreError as error:
        return Condition((f"database   {error}",), well=False)


async def _look(store: Store, now: datetime, usual: WeeklyMoment) -> Condition:
    if not await store.is_current():
        return Condition(("database   not at this version: `run` brings an older one up to date",))
    async with store.work(read_only=True) as work:
        await work.people.test_secret()
        broken = await work.cases.history.broken()
        purge = await work.chores.of(PURGE)
        backup = await work.chores.of(BACKUP)
        missed = await undelivered(work, now, usual)
    trouble = purge is not None and purge.trouble_since(now) is not None
    lines = ("database   all well", _history(broken), _purge(purge, now), _backup(backup), *_digests(missed))
    return Condition(lines, well=not (broken or trouble or missed))


def _history(broken: Sequence[str]) -> str:
    if broken:
        return f"history    of {len(broken)} case(s) was changed outside of the bot: {', '.join(broken)}"
    return "history    all well"


def _purge(purge: Chore | None, now: datetime) -> str:
    if purge is None:
        return "purge      not done yet: the running bot does so every day"
    if purge.failing_since is not None:
        return f"purge      failing since {purge.failing_since:%Y-%m-%d} ({purge.failure}): old data is still there"
    if purge.trouble_since(now) is not None:
        return f"purge      last done on {purge.done_at:%Y-%m-%d}: it should be every day"
    return f"purge      all well, last done on {purge.done_at:%Y-%m-%d}"


def _backup(backup: Chore | None) -> str:
    if backup is None or backup.done_at is None:
        return "backup     none made yet: `backup` makes one"
    return f"backup     last made on {backup.done_at:%Y-%m-%d}"


def _digests(missed: Sequence[Undelivered]) -> list[str]:
    if not missed:
        return ["digests    all well"]
    return ["digests    not all arrived:", *(f"           {one.line}" for one in missed)]


def _missing_file(settings: Settings) -> str | None:
    """SQLite's file, when it is not there yet: to look at it would be to make it."""
    file = settings.database.removeprefix("sqlite+aiosqlite:///")
    return file if file != settings.database and not Path(file).exists() else None
