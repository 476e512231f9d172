"""The spread of a group's answers, as a picture for a projector."""

from __future__ import annotations

from bot.digest import typesetting
from bot.digest.colours import COLOURS
from bot.practice.spread import Spread

PIXEL_A_POINT = 72
"""Points an inch: the template counts in points."""


def picture(spread: Spread, small: str) -> bytes:
    """A PNG of 1920 by 1080 pixels; `small` is the line at its foot."""
    sheet = {
        "colours": COLOURS,
        "title": spread.title,
        "question": spread.question,
        "most": max(spread.most, 1),
        "bars": [{"letter": bar.letter, "text": bar.text, "count": bar.count or 0} for bar in spread.bars],
        "small": small,
    }
    (page,) = typesetting.pngs("spread.typ", sheet, ppi=PIXEL_A_POINT)
    return page
