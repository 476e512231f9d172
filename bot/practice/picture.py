"""The spread of a group's answers, as a picture for a projector."""

from __future__ import annotations

from pathlib import Path

from bot.practice.spread import Spread
from bot.typesetting import rendering
from bot.typesetting.colours import BLUE, INK, PAPER, QUIET, RULE

TEMPLATE = Path(__file__).parent / "templates" / "spread.typ"
COLOURS = {"paper": PAPER, "ink": INK, "quiet": QUIET, "rule": RULE, "bar": BLUE}


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
    (page,) = rendering.pngs(TEMPLATE, sheet, ppi=rendering.PIXEL_A_POINT)
    return page
