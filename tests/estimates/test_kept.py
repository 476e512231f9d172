"""The file of estimates: whole or not at all, and refused when it is damaged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.errors import EstimatesError
from bot.estimates import Estimates, EstimatesFile

INVENTED = Estimates(year=2022, fetched_on=date(2026, 11, 21), lonely={"WK000101": 40.5})


@pytest.fixture
def file(tmp_path: Path) -> EstimatesFile:
    return EstimatesFile.within(tmp_path / "data")


def test_none_before_they_were_fetched(file: EstimatesFile) -> None:
    assert file.read() is None
    assert not file.path.parent.exists()


def test_what_was_written_is_read(file: EstimatesFile) -> None:
    file.write(INVENTED)
    newer = INVENTED.model_copy(update={"year": 2024})
    file.write(newer)
    assert file.read() == newer
    assert [path.name for path in file.path.parent.iterdir()] == ["estimates.json"]


def test_the_file_says_where_it_comes_from(file: EstimatesFile) -> None:
    file.write(INVENTED)
    told = file.path.read_text("utf-8")
    for part in ('"RIVM/CBS"', '"50120NED"', '"65 jaar en ouder"', '"year": 2022', '"2026-11-21"'):
        assert part in told


DAMAGED = {
    "half": lambda text: text[: len(text) // 2],
    "empty": lambda text: "",
    "another table": lambda text: text.replace("50120NED", "83487NED"),
    "another group": lambda text: text.replace("65 jaar", "18 jaar"),
    "something that is not ours": lambda text: text.replace('"year"', '"name": "x", "year"'),
    "no estimates": lambda text: text.replace('"WK000101": 40.5', ""),
    "a code that is none": lambda text: text.replace("WK000101", "WK1"),
    "no percentage": lambda text: text.replace("40.5", "405"),
    "no year": lambda text: text.replace("2022", "22"),
    "no text": lambda text: "\0\udcff",
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_told(file: EstimatesFile, damage: Callable[[str], str]) -> None:
    file.write(INVENTED)
    file.path.write_text(damage(file.path.read_text("utf-8")), "utf-8", errors="surrogateescape")
    with pytest.raises(EstimatesError, match=r"estimates.json cannot be read: `python -m bot fetch-estimates`"):
        file.read()
    file.write(INVENTED)
    assert file.read() == INVENTED


def test_a_folder_in_its_place_is_told(file: EstimatesFile) -> None:
    file.path.mkdir(parents=True)
    with pytest.raises(EstimatesError, match="cannot be read"):
        file.read()
    with pytest.raises(EstimatesError, match="cannot be written"):
        file.write(INVENTED)
    assert [path.name for path in file.path.parent.iterdir()] == ["estimates.json"]


def test_a_data_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(EstimatesError, match="cannot be written"):
        EstimatesFile.within(tmp_path / "data").write(INVENTED)
