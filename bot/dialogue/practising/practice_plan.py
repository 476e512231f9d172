"""That somebody is reminded once that they could practise: when, and how that is kept. Pure: a day and a moment in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from bot.dialogue.due import Due
from bot.settings import TIMEZONE

WHAT = "practice"
PLAN: Mapping[str, Any] = {"what": WHAT}
HOURS = range(10, 20)
"""Local hours in which somebody is reminded."""

REMIND_AFTER = timedelta(days=7)
LONGEST = timedelta(days=7)
"""So long a reminder is kept that could not go out: the bot was down, or reminders are off."""


def is_ours(plan: Mapping[str, Any]) -> bool:
    """Whether a plan is about practising."""
    return bool(plan.get("what") == WHAT)


def due(on: date, now: datetime) -> Due | None:
    """What is to be done now about a reminder for this day; None when nothing."""
    local = now.astimezone(TIMEZONE)
    if local.date() > on + LONGEST:
        return Due.FORGET
    return Due.ASK if local.date() >= on and local.hour in HOURS else None
