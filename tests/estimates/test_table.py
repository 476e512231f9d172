"""What is read from the table, and when it is refused because it is not what it was."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.errors import EstimatesError
from bot.estimates.table import Estimates, estimates_of
from tests.estimates.open_data import invented

TODAY = date(2026, 11, 21)
AGES = [{"Key": "80200   ", "Title": "65 jaar of ouder"}]


def row(region: str = "WK000101", value: Any = 40.5, **changed: Any) -> dict[str, Any]:
    """A row as the table has it: keys with spaces behind them."""
    there = {"WijkenEnBuurten": f"{region}  ", "Perioden": "2022JJ00", "Leeftijd": "80200", "Marges": "MW00000"}
    return {**there, "Codering_3": f"{region}  ", "Eenzaam_27": value, "SociaalEenzaam_30": 1.0} | changed


def read(*rows: dict[str, Any], ages: list[dict[str, Any]] = AGES) -> Estimates:
    return estimates_of({"TypedDataSet": rows, "Leeftijd": ages}, "GM0001", TODAY)


def test_by_code_without_the_spaces() -> None:
    assert dict(read(row(), row("GM0001", 38)).lonely) == {"WK000101": 40.5, "GM0001": 38}


@pytest.mark.parametrize("number", ["24", "27", "31", "103"])
def test_the_number_of_the_field_is_another_in_other_versions(number: str) -> None:
    changed = row(**{f"Eenzaam_{number}": 33.3})
    if number != "27":
        del changed["Eenzaam_27"]
    assert read(changed).lonely["WK000101"] == 33.3


OTHERS = {
    "another age": {"Leeftijd": "20300"},
    "a bound of the interval": {"Marges": "MOG0095"},
    "another municipality": {"WijkenEnBuurten": "WK000201"},
    "a buurt": {"WijkenEnBuurten": "BU00010100"},
    "another period": {"Perioden": "2020JJ00"},
    "half a year": {"Perioden": "2026HJ01"},
}


@pytest.mark.parametrize("changed", OTHERS.values(), ids=OTHERS)
def test_other_rows_are_left_out_also_when_the_server_sends_them(changed: dict[str, str]) -> None:
    assert dict(read(row(), row(value=99.9, **changed)).lonely) == {"WK000101": 40.5}


def test_the_newest_year_in_which_a_wijk_has_an_estimate() -> None:
    found = read(row(), row("GM0001", 70, Perioden="2026JJ00"), row(value=None, Perioden="2026JJ00"))
    assert (found.year, dict(found.lonely)) == (2022, {"WK000101": 40.5})


def test_a_wijk_without_an_estimate_is_left_out() -> None:
    assert dict(read(row(), row("WK000102", None)).lonely) == {"WK000101": 40.5}


REFUSED = {
    "no rows": ([], "no rows of people of 65 and over in GM0001"),
    "another municipality": ([row("WK000201")], "no rows of people of 65 and over in GM0001"),
    "no estimates": ([row(value=None)], "no estimate for any wijk of GM0001"),
    "of the municipality alone": ([row("GM0001")], "no estimate for any wijk of GM0001"),
    "the field is there twice": ([row(Eenzaam_28=2)], "2 fields Eenzaam"),
    "the field is gone": ([{k: v for k, v in row().items() if k != "Eenzaam_27"}], "0 fields Eenzaam"),
    "more than a hundred": ([row(value=140)], "Eenzaam_27 of WK000101 is no percentage"),
    "less than nothing": ([row(value=-1)], "is no percentage"),
    "a dot, as the other kind of table has": ([row(value=".")], "is no percentage"),
    "no number": ([row(value=float("nan"))], "is no percentage"),
    "two different ones": ([row(), row(value=41)], "more than one Eenzaam_27 of WK000101 in 2022"),
}


@pytest.mark.parametrize(("rows", "told"), REFUSED.values(), ids=REFUSED)
def test_a_table_that_is_not_what_it_was(rows: list[dict[str, Any]], told: str) -> None:
    with pytest.raises(EstimatesError, match=told):
        read(*rows)


@pytest.mark.parametrize("ages", [[], [{"Key": "80200", "Title": "75 jaar of ouder"}], [{"Key": "65000"}]])
def test_the_key_of_an_age_that_means_something_else(ages: list[dict[str, Any]]) -> None:
    with pytest.raises(EstimatesError, match="Leeftijd 80200 is not 65 and over"):
        read(row(), ages=ages)


def test_the_stored_answer_of_which_every_figure_is_invented() -> None:
    found = estimates_of(invented(), "GM0917", TODAY)
    assert (found.year, found.lonely["WK091739"]) == (2022, 69.5)


def test_after_a_year_they_are_old() -> None:
    found = read(row())
    assert [found.is_old(TODAY + timedelta(days=days)) for days in (0, 365, 366)] == [False, False, True]
