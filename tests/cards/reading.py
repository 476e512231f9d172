"""Reading back what was drawn."""

from __future__ import annotations

import struct
from io import BytesIO

from pypdf import PdfReader


def size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, on one line."""
    return [flat(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def flat(text: str) -> str:
    """The text with one space wherever there was any."""
    return " ".join(text.split())


def together(text: str) -> str:
    """The text without its spaces: a line may end at a dash or a slash."""
    return "".join(text.split())
