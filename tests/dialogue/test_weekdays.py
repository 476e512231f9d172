"""Days of the week as people write them, and in words."""

from __future__ import annotations

import pytest

from bot.dialogue.weekly.weekdays import are_days, in_words, read_days, toggled

WRITTEN = [
    ("ma", "1"),
    ("ma di vr", "125"),
    ("Maandag en woensdag", "13"),
    ("ma, wo en zo", "137"),
    ("ma-vr", "12345"),
    ("ma - vr", "12345"),
    ("ma t/m vr", "12345"),
    ("maandag tot en met vrijdag", "12345"),
    ("za-ma", "167"),
    ("ma-di en vr-za", "1256"),
    ("ma ma", "1"),
    ("werkdagen", "12345"),
    ("Elke dag", "1234567"),
    ("weekend", "67"),
]
NOT_DAYS = ["", "morgen", "ma en morgen", "ma-", "-", "8", "Fatima Yilmaz", "ma vr nooit", "en"]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_what_people_write(text: str, expected: str) -> None:
    assert read_days(text.split()) == expected


@pytest.mark.parametrize("text", NOT_DAYS)
def test_what_is_no_day(text: str) -> None:
    assert read_days(text.split()) is None


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ("1", "maandag"),
        ("17", "maandag en zondag"),
        ("137", "maandag, woensdag en zondag"),
        ("12345", "werkdagen"),
        ("67", "het weekend"),
        ("1234567", "elke dag"),
    ],
)
def test_in_words(kept: str, expected: str) -> None:
    assert in_words(kept) == expected


@pytest.mark.parametrize(("kept", "day", "expected"), [("", "3", "3"), ("13", "2", "123"), ("123", "1", "23")])
def test_a_tap_puts_a_day_in_or_out(kept: str, day: str, expected: str) -> None:
    assert toggled(kept, day) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("12345", True), ("", False), ("21", False), ("11", False), ("8", False)]
)
def test_what_a_button_may_hold(text: str, expected: bool) -> None:
    assert are_days(text) is expected
