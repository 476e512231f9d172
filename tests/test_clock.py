"""A clock that leaps is believed when it holds; one that is behind what was stored, never."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SteadyClock, refuse_wrong
from bot.errors import SettingsError
from bot.store.chores import PURGE
from bot.store.database import Store
from tests.databases import Database

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
LEAPS = [timedelta(hours=-1), timedelta(days=1), timedelta(days=3653), datetime(1970, 1, 1, tzinfo=UTC) - NOON]


class Machine:
    """A machine with a wrong clock."""

    def __init__(self) -> None:
        self.passed = timedelta()
        self.wrong = timedelta()
        self.clock = SteadyClock(lambda: NOON + self.passed + self.wrong, lambda: timedelta(days=7) + self.passed)

    def says(self, **later: float) -> timedelta:
        """What the clock says after a while, counted from noon; it is looked at every second."""
        seconds = int(timedelta(**later).total_seconds())
        for _ in range(seconds):
            self.passed += timedelta(seconds=1)
            self.clock()
        return self.clock() - NOON


def test_a_clock_that_goes_well() -> None:
    assert Machine().says(minutes=40) == timedelta(minutes=40)


@pytest.mark.parametrize("leap", LEAPS)
def test_a_leap_of_a_minute_changes_nothing(leap: timedelta) -> None:
    machine = Machine()
    machine.says(minutes=5)
    machine.wrong = leap
    assert machine.says(minutes=1) == timedelta(minutes=6)
    machine.wrong = timedelta()
    assert machine.says(minutes=1) == timedelta(minutes=7)


@pytest.mark.parametrize("leap", LEAPS)
def test_a_leap_that_holds_is_believed(leap: timedelta) -> None:
    machine = Machine()
    machine.wrong = leap
    assert machine.says(minutes=29) == timedelta(minutes=29)
    assert machine.says(minutes=2) == timedelta(minutes=31) + leap


def test_leap_after_leap_is_not_believed() -> None:
    machine = Machine()
    for hours in range(1, 9):
        machine.wrong = timedelta(hours=hours)
        machine.says(minutes=20)
    assert machine.says() == timedelta(minutes=160)


def test_a_clock_that_is_set_right_a_little_at_a_time_is_followed() -> None:
    machine = Machine()
    for _ in range(100):
        machine.wrong += timedelta(seconds=2)
        machine.says(seconds=10)
    assert machine.says() == timedelta(seconds=1000 + 200)


@pytest.fixture
async def store(database: Database) -> AsyncIterator[Store]:
    async with database.opened() as store:
        yield store


async def test_a_clock_that_was_never_set_is_refused(store: Store) -> None:
    with pytest.raises(SettingsError, match="The clock of this machine says 1970-01-01"):
        await refuse_wrong(store, datetime(1970, 1, 1, 0, 3, tzinfo=UTC))


async def test_a_clock_before_what_was_stored_is_refused(store: Store) -> None:
    async with store.work() as work:
        await work.chores.went_well(PURGE, NOON)
    await refuse_wrong(store, NOON - timedelta(hours=23))
    await refuse_wrong(store, NOON + timedelta(days=365))
    with pytest.raises(SettingsError, match=r"says 2026-11-16, and this database was used on 2026-11-18"):
        await refuse_wrong(store, NOON - timedelta(days=2))
