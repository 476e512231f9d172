"""The week on paper, to forward."""

from __future__ import annotations

from pathlib import Path

from bot.digest.shared import SharedWeek
from bot.digest.sheet import sheet
from bot.typesetting import rendering

TEMPLATE = Path(__file__).parent / "templates" / "page.typ"


def pdf(week: SharedWeek) -> bytes:
    """One or two A4 pages: the week in words and pictures, then its tables."""
    return rendering.pdf(TEMPLATE, sheet(week), week.made_on)


def pages(week: SharedWeek, ppi: float) -> list[bytes]:
    """The same pages as PNG, to look at."""
    return rendering.pngs(TEMPLATE, sheet(week), ppi)
