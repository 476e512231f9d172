"""The picture of the week."""

from __future__ import annotations

from pathlib import Path

from bot.digest.shared import SharedWeek
from bot.digest.sheet import sheet
from bot.typesetting import rendering

TEMPLATE = Path(__file__).parent / "templates" / "picture.typ"


def picture(week: SharedWeek) -> bytes:
    """A PNG of 1080 pixels wide, as a phone, and at most 1280 high; a quiet week is lower.

    Telegram shows photos that fit in 1280 by 1280 as they are (size `y`, core.telegram.org/api/files).
    """
    (page,) = rendering.pngs(TEMPLATE, sheet(week), ppi=rendering.PIXEL_A_POINT)
    return page
