"""A QR picture of a link, to be scanned with the camera of a phone."""

from __future__ import annotations

from io import BytesIO
from math import ceil

import segno

SMALLEST_SIDE = 500
"""Pixels: a phone shows it sharp, and it can be printed."""

QUIET_ZONE = 4
"""Modules of white around the code (ISO/IEC 18004 asks for four); a phone does not find it in the dark without."""


def qr_picture(link: str) -> bytes:
    """The link as a PNG picture, at least SMALLEST_SIDE pixels wide and high."""
    code = segno.make_qr(link, error="m")
    modules, _ = code.symbol_size(border=QUIET_ZONE)
    picture = BytesIO()
    code.save(picture, kind="png", scale=ceil(SMALLEST_SIDE / modules), border=QUIET_ZONE)
    return picture.getvalue()


def qr_inline(link: str) -> str:
    """The link as an SVG element with its quiet zone, to stand in a page's own HTML, as large as that says."""
    return str(segno.make_qr(link, error="m").svg_inline(border=QUIET_ZONE, light="#fff", omitsize=True))


def qr_drawing(link: str) -> str:
    """The link as an SVG picture with its quiet zone, to be set in a page at any size."""
    drawing = BytesIO()
    segno.make_qr(link, error="m").save(drawing, kind="svg", border=QUIET_ZONE, light="#fff")
    return drawing.getvalue().decode()
