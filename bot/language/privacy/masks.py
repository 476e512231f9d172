"""De-identified text without the placeholders."""

import re

from .deidentifier import PLACEHOLDER

EMPTY = re.compile(r"\(\W*\)|\"\s*\"|'\s*'")
LOOSE = re.compile(r"\s+(?=[,.;:!?])")
DOUBLED = re.compile(r"([,;:])(?:\s*[,;:])+")
STOPPED = re.compile(r"[,;:](?=[.!?])")


def without_masks(text: str) -> str:
    """The text on one line without its placeholders, with the signs around them tidied, as somebody would type it."""
    line = " ".join(PLACEHOLDER.sub(" ", text).split())
    line = LOOSE.sub("", EMPTY.sub("", line))
    line = STOPPED.sub("", DOUBLED.sub(r"\1", line))
    return " ".join(line.split()).lstrip(" ,.;:!?").rstrip(" ,;:")
