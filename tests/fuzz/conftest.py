"""A settled town, made once and copied for each test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.knowledge import Knowledge
from bot.language.reading import Reader
from tests.fuzz.wild import wild

EXAMPLES = os.environ.get("FUZZ_EXAMPLES")
"""So many examples of each test, each time others: for a long run by hand. Else few, and always the same."""

settings.register_profile(
    "fuzz",
    max_examples=int(EXAMPLES or 25),
    derandomize=EXAMPLES is None,
    database=None,
    deadline=None,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("fuzz")


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge, reader: Reader) -> Path:
    file = tmp_path_factory.mktemp("settled") / "town.db"
    with wild(file, knowledge, reader):
        pass
    return file
