"""The bot goes on from a backup elsewhere: nobody who talks with it notices, but that what waited does not come."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.backup.making import make_backup
from bot.backup.restoring import restore
from bot.check_store import check_store
from bot.settings import Settings
from bot.store.role import Role
from bot.store.vault import Vault
from tests.a_report import STEPS
from tests.databases import BOTH, POSTGRESQL, Databases
from tests.journeys.town import SECRET, Person, Town

MIDDLE = 6
"""After so many steps of a report the bot moves."""


@pytest.mark.parametrize("kind", BOTH)
async def test_a_report_is_finished_after_the_move(town: Town, databases: Databases, tmp_path: Path, kind: str) -> None:
    if town.restarts:
        pytest.skip("a move is a start anew by itself")
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await walk(truus, STEPS[:MIDDLE])
    backup = tmp_path / "one.backup"
    await make_backup(town.store, Vault(SECRET), backup, town.clock())
    await truus.says("menu")  # nothing of this is known afterwards
    await town.close()
    with databases.empty(kind) as database:
        async with database.opened(SECRET) as store:
            await restore(store, Vault(SECRET), backup, town.clock())
        town.url = database.url
        if kind != POSTGRESQL:
            town.file = database.file
        await town.open()
        await walk(truus, STEPS[MIDDLE:])
        bea.catches_up()
        await bea.says("/open")
        bea.sees("Hoensbroek")
        await town.close()
        settings = Settings(_env_file=None, database_url=database.url, opmerkzaam_secret=SECRET)
        looked = await check_store(settings, town.clock())
        assert looked.well, looked.lines


async def walk(truus: Person, steps: list[tuple[str, str]]) -> None:
    for label, seen in steps:
        await truus.taps(label)
        truus.sees(seen)
