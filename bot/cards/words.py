"""How words, numbers and dates stand on a card."""

from __future__ import annotations

import re

from bot.dates import MONTHS

TOGETHER = re.compile(rf"(?<='s) |(?<=\d) (?=\d)|(?<=\b[Bb]el) (?=\d)|(?<=\d) (?=(?:{'|'.join(MONTHS)})\b)")


def unbroken(text: str) -> str:
    """The text, in which `'s nachts`, `bel 112`, `560 40 04` and `21 november` stay on one line."""
    return TOGETHER.sub("\u00a0", text)
