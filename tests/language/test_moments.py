"""The day and time in what people type."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.language.moments import day_in, moment_in

TODAY = date(2026, 11, 18)
"""A Wednesday."""

GOOD = [
    # On the clock
    ("morgen 14:00", "11-19 14:00"),
    ("morgen 14.00", "11-19 14:00"),
    ("morgen 14.00 uur", "11-19 14:00"),
    ("morgen 14u30", "11-19 14:30"),
    ("morgen 14 u 30", "11-19 14:30"),
    ("morgen 1400 uur", "11-19 14:00"),
    ("morgen 9:15", "11-19 09:15"),
    ("morgen 2:15", "11-19 14:15"),
    ("morgen 02:15", "11-19 02:15"),
    ("vandaag 16:00", "11-18 16:00"),
    # In words
    ("morgen om 2 uur", "11-19 14:00"),
    ("morgen om twee", "11-19 14:00"),
    ("morgen om een uur", "11-19 13:00"),
    ("morgen 8 uur", "11-19 08:00"),
    ("morgen 7 uur", "11-19 19:00"),
    ("morgen 12 uur", "11-19 12:00"),
    ("morgen 10", "11-19 10:00"),
    ("morgen om 14", "11-19 14:00"),
    ("donderdag half drie", "11-19 14:30"),
    ("morgen half een", "11-19 12:30"),
    ("morgen half 8", "11-19 19:30"),
    ("morgen half negen", "11-19 08:30"),
    ("morgen half twaalf", "11-19 11:30"),
    ("morgen kwart over tien", "11-19 10:15"),
    ("morgen kwart voor een", "11-19 12:45"),
    ("morgen kwart voor 8", "11-19 19:45"),
    ("morgen tien over half elf", "11-19 10:40"),
    ("morgen 5 voor half 3", "11-19 14:25"),
    ("morgen 10 minuten over 3", "11-19 15:10"),
    # Parts of the day
    ("vanmiddag 3 uur", "11-18 15:00"),
    ("vanavond half acht", "11-18 19:30"),
    ("vanavond 8 uur", "11-18 20:00"),
    ("morgenochtend 7 uur", "11-19 07:00"),
    ("morgenmiddag half een", "11-19 12:30"),
    ("vrijdagmiddag 4 uur", "11-20 16:00"),
    ("vrijdag morgen tien uur", "11-20 10:00"),
    ("morgenvroeg 9 uur", "11-19 09:00"),
    ("morgen 's middags om 4 uur", "11-19 16:00"),
    ("morgen 8 uur 's avonds", "11-19 20:00"),
    # Days
    ("overmorgen 10 uur", "11-20 10:00"),
    ("woensdag 10 uur", "11-25 10:00"),
    ("zo 22 november 10 uur", "11-22 10:00"),
    ("ma 10 uur", "11-23 10:00"),
    ("a.s. donderdag 14u", "11-19 14:00"),
    ("komende dinsdag 14 uur", "11-24 14:00"),
    ("deze week vrijdag 14 uur", "11-20 14:00"),
    ("volgende week dinsdag 14 uur", "11-24 14:00"),
    ("28 november 10.30", "11-28 10:30"),
    ("zaterdag 28 november om 10 uur", "11-28 10:00"),
    ("28-11 10.30", "11-28 10:30"),
    ("28-11-2026 10:30", "11-28 10:30"),
    ("3.12 om 10 uur", "12-03 10:00"),
    ("op 3 december om 2", "12-03 14:00"),
    ("18 november 16:00", "11-18 16:00"),
    ("over 2 weken om 10 uur", "12-02 10:00"),
    ("over drie dagen om 10 uur", "11-21 10:00"),
    ("gisteren 14:00", "11-17 14:00"),
    ("gistermiddag 3 uur", "11-17 15:00"),
    # From ... to
    ("morgen van 14:00 tot 15:00", "11-19 14:00"),
    ("morgen tussen 2 en 3", "11-19 14:00"),
]


@pytest.mark.parametrize(("said", "meant"), GOOD)
def test_a_day_and_a_time(said: str, meant: str) -> None:
    found = moment_in(said, TODAY)
    assert found.day is not None and found.at is not None
    assert f"{found.day:%m-%d} {found.at:%H:%M}" == meant
    assert found.day.year == TODAY.year
    assert set(found.left) <= {"s"}


UNCLEAR = [
    ("volgende dinsdag 14:00", None, time(14)),  # the first one to some, the second to others
    ("volgende week 14:00", None, time(14)),
    ("dinsdag of woensdag 14:00", None, time(14)),
    ("morgen om 2 of 3 uur", date(2026, 11, 19), None),
    ("morgen", date(2026, 11, 19), None),
    ("morgenmiddag", date(2026, 11, 19), None),
    ("28 november", date(2026, 11, 28), None),
    ("half drie", None, time(14, 30)),
]


@pytest.mark.parametrize(("said", "day", "at"), UNCLEAR)
def test_what_is_not_certain_is_left_open(said: str, day: date | None, at: time | None) -> None:
    found = moment_in(said, TODAY)
    assert (found.day, found.at) == (day, at)


BAD = [
    "ik ga zo op bezoek",
    "over twee uur",
    "mevrouw is 84",
    "half Heerlen",
    "twee mensen",
    "25:00",
    "14:75",
    "de hele week",
    "kwart",
    "uur",
]


@pytest.mark.parametrize("said", BAD)
def test_what_is_no_day_and_no_time(said: str) -> None:
    found = moment_in(said, TODAY)
    assert (found.day, found.at) == (None, None)


NEVER = ["31 februari", "zaterdag 31 februari", "30-2", "31/4/2027", "32 mei", "29 februari 2027", "29-2"]


@pytest.mark.parametrize("said", NEVER)
def test_a_day_that_is_never_is_a_day_that_was_named(said: str) -> None:
    found = moment_in(f"{said} 14:00", TODAY)
    assert (found.day, found.at, found.names_day, found.left) == (None, time(14), True, ())


@pytest.mark.parametrize("said", ["2 mensen", "3 13", "31 dagen lang", "45 40", "februari"])
def test_not_every_number_is_a_day(said: str) -> None:
    assert set(said.split()[-1:]) <= set(moment_in(said, TODAY).left)


@pytest.mark.parametrize(
    ("said", "day"), [("3 december", date(2026, 12, 3)), ("3 december 14:00", None), ("3 december graag", None)]
)
def test_a_day_and_nothing_else(said: str, day: date | None) -> None:
    assert day_in(said, TODAY) == day


FROM_NOW = [
    ("over een uur", "11-18 15:05"),
    ("over 2 uur", "11-18 16:05"),
    ("over een halfuur", "11-18 14:35"),
    ("over drie kwartier", "11-18 14:50"),
    ("over een kwartier", "11-18 14:20"),
    ("vandaag over ongeveer een uur", "11-18 15:05"),
    ("over 10 uur", "11-19 00:05"),
    ("kwart over een uur", "- 13:15"),
    ("10 minuten over 3", "- 15:10"),
    ("morgen over een uur", "- -"),
]


@pytest.mark.parametrize(("said", "meant"), FROM_NOW)
def test_so_long_from_now(said: str, meant: str) -> None:
    found = moment_in(said, TODAY, time(14, 2))
    assert not found.left
    day = f"{found.day:%m-%d}" if found.day else "-"
    assert f"{day} {f'{found.at:%H:%M}' if found.at else '-'}" == meant


def test_how_long_from_now_says_nothing_without_a_clock() -> None:
    found = moment_in("over een uur", TODAY)
    assert (found.day, found.at) == (None, None)
