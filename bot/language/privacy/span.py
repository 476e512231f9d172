"""Where something stands in a text, and of which kind it is."""

from typing import NamedTuple


class Span(NamedTuple):
    """From `start` up to `end`, of one of the kinds of `masks.PLACEHOLDERS`."""

    start: int
    end: int
    kind: str
