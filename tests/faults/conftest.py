"""A bot that starts in no time, a Telegram for it, and the tally of what was tried."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.botapi import BotApi
from tests.faults.bots import Starter
from tests.faults.tally import Tally

RECORD = "RECORD_FAULTS"
"""With this in the environment what was seen is written into docs/reliability-figures.json."""


@pytest.fixture(scope="session")
def starter() -> Iterator[Starter]:
    with Starter() as starter:
        yield starter


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture(scope="session")
def tally() -> Iterator[Tally]:
    tally = Tally()
    yield tally
    if os.environ.get(RECORD):
        tally.keep()
