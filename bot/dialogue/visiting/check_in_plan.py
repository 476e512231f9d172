"""That a volunteer is asked how they are, the day after a heavy visit: when, and how that is kept.

It is about nothing but the volunteer: neither the visit nor a report stands in it, so a report that is taken back
changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from bot.dialogue.due import Due
from bot.dialogue.turn import Turn
from bot.settings import TIMEZONE
from bot.store.reminders import Reminder

WHAT = "check-in"
HOUR, UNTIL = time(10), time(20)


class Why(StrEnum):
    """After what."""

    REPORT = "report"
    CARD = "card"
    FELT = "felt"


def read_plan(plan: Mapping[str, Any]) -> date | None:
    """The day on which somebody is asked; None when a plan is about something else."""
    return date.fromisoformat(plan["on"]) if plan.get("what") == WHAT else None


def is_asked(plan: Mapping[str, Any]) -> bool:
    """Whether the question went out, so that what is typed may be the answer."""
    return bool(plan.get("asked"))


def as_asked(plan: Mapping[str, Any]) -> Mapping[str, Any]:
    """The plan after the question went out."""
    return {**plan, "asked": True}


def due(on: date, now: datetime, *, asked: bool = False) -> Due | None:
    """What is to be done now; None when nothing. It is asked once, from ten o'clock that day until the evening: after
    it nothing is said of "yesterday" any more.
    """
    local = now.astimezone(TIMEZONE)
    if local >= datetime.combine(on, UNTIL, TIMEZONE):
        return Due.FORGET
    return Due.ASK if not asked and local >= datetime.combine(on, HOUR, TIMEZONE) else None


async def plan_check_in(turn: Turn, why: Why) -> None:
    """Has this volunteer be asked tomorrow how they are. Once: two heavy visits on one day are asked after together."""
    if not turn.person.role.may_report:
        return
    on = turn.now.astimezone(TIMEZONE).date() + timedelta(days=1)
    if not await _planned(turn, on):
        await turn.work.reminders.add(turn.person, {"what": WHAT, "on": on.isoformat(), "why": why}, on)


async def not_so(turn: Turn) -> None:
    """It was no crisis: what was planned after its card is forgotten."""
    on = turn.now.astimezone(TIMEZONE).date() + timedelta(days=1)
    for one in await _planned(turn, on):
        if one.plan["why"] == Why.CARD:
            await turn.work.reminders.drop(one.id)


async def asked_today(turn: Turn) -> Reminder | None:
    """The question that somebody was asked today and did not answer; None when there is none."""
    planned = await _planned(turn, turn.now.astimezone(TIMEZONE).date())
    return next((one for one in planned if is_asked(one.plan)), None)


async def _planned(turn: Turn, on: date) -> list[Reminder]:
    return [one for one in await turn.work.reminders.of(turn.person) if read_plan(one.plan) == on]
