"""The week on paper, to forward."""

from __future__ import annotations

from bot.digest import typesetting
from bot.digest.shared import SharedWeek
from bot.digest.sheet import sheet

TEMPLATE = "page.typ"


def pdf(week: SharedWeek) -> bytes:
    """One or two A4 pages: the week in words and pictures, then its tables."""
    return typesetting.pdf(TEMPLATE, sheet(week), week.made_on)


def pages(week: SharedWeek, ppi: float) -> list[bytes]:
    """The same pages as PNG, to look at."""
    return typesetting.pngs(TEMPLATE, sheet(week), ppi)
