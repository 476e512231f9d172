"""On which words somebody asks to search."""

from __future__ import annotations

import re

ASKS = re.compile(r"\s*/?zoek(?:en)?(?:@\w+)?(?:\s+(?:eens\s+)?(?:naar|op|iets over))?\s+(?P<words>\S.*)", re.I | re.S)


def sought_in(text: str) -> str | None:
    """The words in `/zoek rouw` and "zoek naar rouw"; None when the text does not begin so."""
    found = ASKS.fullmatch(text)
    return found["words"].strip() if found else None
