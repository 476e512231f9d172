"""The picture of the week."""

from __future__ import annotations

from bot.digest import typesetting
from bot.digest.shared import SharedWeek
from bot.digest.sheet import sheet

PIXEL_A_POINT = 72
"""Points an inch: the template counts in points."""


def picture(week: SharedWeek) -> bytes:
    """A PNG of 1080 pixels wide, as a phone, and at most 1280 high; a quiet week is lower.

    Telegram shows photos that fit in 1280 by 1280 as they are (size `y`, core.telegram.org/api/files).
    """
    (page,) = typesetting.pngs("picture.typ", sheet(week), ppi=PIXEL_A_POINT)
    return page
