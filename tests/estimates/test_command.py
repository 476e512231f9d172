"""`fetch-estimates`, and what `check` says of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.check_estimates import check_estimates
from bot.estimates import EstimatesFile
from bot.knowledge import Knowledge
from bot.settings import ROOT, load_settings
from tests.estimates.open_data import OpenData
from tests.test_commands import forget_settings

TODAY = datetime.now(UTC).date()
OF_2022 = "of 2022 for 21 of 23 wijken (none for de-hei, eikenderveld), fetched on"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EstimatesFile:
    """The real knowledge base, and a new data folder."""
    forget_settings(monkeypatch)
    monkeypatch.setenv("KNOWLEDGE_FOLDER", str(ROOT / "knowledge"))
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "data"))
    return EstimatesFile.within(tmp_path / "data")


def test_fetching(file: EstimatesFile, open_data: OpenData, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch-estimates"]) == 0
    assert capsys.readouterr() == (f"estimates {OF_2022} {TODAY}\n", "")
    estimates = file.read()
    assert estimates is not None and estimates.fetched_on == TODAY
    assert [path.name for path in file.path.parent.iterdir()] == ["estimates.json"], "no database, no secret"


def test_what_was_fetched_before_stays_when_it_fails(
    file: EstimatesFile, open_data: OpenData, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fetch-estimates"]) == 0
    before = file.path.read_bytes()
    capsys.readouterr()
    open_data.status = 503
    assert main(["fetch-estimates"]) == 1
    complaint = "opmerkzaam: dataderden.cbs.nl gives no answer now (status 503). Nothing was changed\n"
    assert capsys.readouterr() == ("", complaint)
    assert file.path.read_bytes() == before


def test_check_says_of_which_year_and_when(file: EstimatesFile, open_data: OpenData, knowledge: Knowledge) -> None:
    main(["fetch-estimates"])
    told = check_estimates(load_settings(), knowledge, TODAY + timedelta(days=365))
    assert (told.line, told.well) == (f"estimates  {OF_2022} {TODAY}", True)


def test_check_says_that_there_may_be_newer_ones(
    file: EstimatesFile, open_data: OpenData, knowledge: Knowledge
) -> None:
    main(["fetch-estimates"])
    told = check_estimates(load_settings(), knowledge, TODAY + timedelta(days=366))
    assert told.well and told.line.endswith(f"{TODAY}; more than a year ago, so there may be newer ones")


def test_check_says_when_there_are_none_or_they_are_damaged(file: EstimatesFile, knowledge: Knowledge) -> None:
    assert check_estimates(load_settings(), knowledge, TODAY).well
    file.path.parent.mkdir()
    file.path.write_text('{"source": "RI')
    told = check_estimates(load_settings(), knowledge, TODAY)
    assert not told.well
    assert told.line == f"estimates  {file.path} cannot be read: `python -m bot fetch-estimates` makes it anew"
