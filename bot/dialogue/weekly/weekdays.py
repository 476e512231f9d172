"""Days of the week: as people write them, as they are kept (`12345`, where `1` is Monday), and in words. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dates import WEEKDAYS
from bot.dialogue.texts import duty as texts
from bot.store.duty import EVERY_DAY


def read_days(words: Sequence[str]) -> str | None:
    """The days in what somebody wrote, as in `ma en wo`, `ma-vr` or `elke dag`; None when there is anything else."""
    text = " ".join(words).lower()
    if text in texts.DAYS_TOGETHER:
        return texts.DAYS_TOGETHER[text]
    days: set[str] = set()
    for part in filter(None, re.split(r"[\s,]+|\ben\b", re.sub(r"\s*(?:-|tot en met|t/m)\s*", "-", text))):
        first, dash, last = part.partition("-")
        start, end = (texts.DAY_WORDS.get(word) for word in (first, last if dash else first))
        if start is None or end is None:
            return None
        days |= {str(day % 7 + 1) for day in range(start - 1, end if end >= start else end + 7)}
    return "".join(sorted(days)) or None


def in_words(weekdays: str) -> str:
    """As in `maandag, dinsdag en zondag`."""
    for words, together in texts.DAYS_TOGETHER.items():
        if together == weekdays:
            return words
    names = [WEEKDAYS[int(day) - 1] for day in weekdays]
    return f"{', '.join(names[:-1])} en {names[-1]}" if len(names) > 1 else "".join(names)


def toggled(weekdays: str, day: str) -> str:
    """The days with this one in or out."""
    return "".join(one for one in EVERY_DAY if (one in weekdays) != (one == day))


def are_days(text: str) -> bool:
    """Whether this is days of the week as they are kept: at least one, each once, in their order."""
    return bool(text) and "".join(one for one in EVERY_DAY if one in text) == text
