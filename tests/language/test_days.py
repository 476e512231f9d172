"""A day as people type it, on Wednesday 18 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.days import day_meant
from bot.language.folding import words_of

TODAY = date(2026, 11, 18)

MEANT = [
    ("morgen", "2026-11-19"),
    ("overmorgen", "2026-11-20"),
    ("vrijdag", "2026-11-20"),
    ("vr", "2026-11-20"),
    ("komende dinsdag", "2026-11-24"),
    ("woensdag", "2026-11-25"),
    ("volgende week", "2026-11-25"),
    ("volgende week vrijdag", "2026-11-27"),
    ("vrijdag volgende week", "2026-11-27"),
    ("volgende maand", "2026-12-18"),
    ("een week", "2026-11-25"),
    ("één week", "2026-11-25"),
    ("2 weken", "2026-12-02"),
    ("drie dagen", "2026-11-21"),
    ("een maand", "2026-12-18"),
    ("3 december", "2026-12-03"),
    ("3e dec.", "2026-12-03"),
    ("3 mrt", "2027-03-03"),
    ("18 november", "2027-11-18"),
    ("3-12", "2026-12-03"),
    ("3/12/2026", "2026-12-03"),
    ("3-12-26", "2026-12-03"),
    ("2026-12-03", "2026-12-03"),
    ("donderdag 3 december", "2026-12-03"),
    ("29 februari 2028", "2028-02-29"),
    ("10 november 2026", "2026-11-10"),
]
NONE = [
    "",
    "vandaag",
    "volgende vrijdag",
    "nul weken",
    "0 dagen",
    "31 november",
    "32 december",
    "3 13",
    "vrijdag 3 december",
    "vrijdag of maandag",
    "een tijdje",
    "3",
    "de week",
    "week",
    "99999 weken",
    "3 december 4 uur",
    "3 12 " + "9" * 30,
]


@pytest.mark.parametrize(("text", "day"), MEANT)
def test_the_day_that_is_meant(text: str, day: str) -> None:
    assert day_meant(words_of(text), TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_day_or_more_than_one(text: str) -> None:
    assert day_meant(words_of(text), TODAY) is None
