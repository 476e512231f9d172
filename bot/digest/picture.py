"""The picture of the week."""

from __future__ import annotations

from bot.digest import typesetting
from bot.digest.shared import SharedWeek
from bot.digest.sheet import sheet

PIXELS_PER_POINT = 1
POINTS_PER_INCH = 72


def picture(week: SharedWeek) -> bytes:
    """A PNG of 1080 by 1280 pixels: as wide as a phone, and no longer than the 1280 to which Telegram cuts photos down."""
    return typesetting.png("picture.typ", sheet(week), ppi=POINTS_PER_INCH * PIXELS_PER_POINT)
