"""How words, numbers and dates stand on a card."""

from __future__ import annotations

import re
from datetime import date

from bot.cards import texts

TOGETHER = re.compile(rf"(?<='s) |(?<=\d) (?=\d)|(?<=\b[Bb]el) (?=\d)|(?<=\d) (?=(?:{'|'.join(texts.MONTHS)})\b)")


def unbroken(text: str) -> str:
    """The text, in which `'s nachts`, `bel 112`, `560 40 04` and `21 november` stay on one line."""
    return TOGETHER.sub("\u00a0", text)


def dutch_date(day: date) -> str:
    """As in `21 november 2026`."""
    return texts.DAY.format(day=day.day, month=texts.MONTHS[day.month - 1], year=day.year)
