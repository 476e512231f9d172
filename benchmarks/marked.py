"""The part of a document that a script writes: what stands between two marks."""

from __future__ import annotations

from pathlib import Path


def rewritten(text: str, begin: str, end: str, part: str) -> str:
    """The text with another part between the marks. Raises ValueError when one of them is not there."""
    before, began, rest = text.partition(begin)
    _, ended, after = rest.partition(end)
    if not (began and ended):
        raise ValueError(f"the document has no {begin} ... {end}")
    return f"{before}{begin}\n{part}\n{end}{after}"


def write_or_check(document: Path, now: str, *, check: bool) -> int:
    """Writes a document; with `check` gives 1 when it says something else, and writes nothing."""
    if check:
        return int(document.read_text("utf-8") != now)
    document.write_text(now, "utf-8")
    return 0
