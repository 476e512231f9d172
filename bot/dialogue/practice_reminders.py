"""Reminds who asked for it, a week later and once, that they could practise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.dialogue.texts import practice as texts
from bot.dialogue.turn import rows
from bot.message import Button, Reply
from bot.settings import TIMEZONE
from bot.store.database import Store, Work

PLAN: Mapping[str, Any] = {"what": "practice"}
HOURS = range(10, 20)
"""Local hours in which a reminder goes out."""

AT_ONCE = 20
"""Reminders in one transaction."""


def is_ours(plan: Mapping[str, Any]) -> bool:
    """Whether a reminder is about practising; others are sent elsewhere."""
    return bool(plan.get("what") == PLAN["what"])


async def send_practice_reminders(store: Store, clock: Callable[[], datetime]) -> int:
    """Puts the reminders that are due in the outbox, each once, and forgets them; gives how many. Raises
    StoreUnavailable.

    Nothing is locked while nothing can be due. Who turned reminders off gets none.
    """
    now = clock()
    local = now.astimezone(TIMEZONE)
    if local.hour not in HOURS:
        return 0
    sent = 0
    behind: int | None = 0
    while behind is not None:
        async with store.work(read_only=True) as work:
            if not await work.reminders.any_to_look_at(local.date()):
                return sent
        async with store.work() as work:
            more, behind = await _look(work, behind, now)
        sent += more
    return sent


async def _look(work: Work, behind: int, now: datetime) -> tuple[int, int | None]:
    """Looks at the next reminders; gives how many messages that were, and the last number, None at the end."""
    found = await work.reminders.to_look_at(now.astimezone(TIMEZONE).date(), AT_ONCE, behind)
    sent = 0
    for reminder in found:
        if not is_ours(reminder.plan):
            continue
        if await work.reminders.are_wanted(reminder.person):
            payload = Reply(texts.REMINDER, _buttons()).payload()
            sent += await work.outbox.add(reminder.person.id, f"practice-reminder:{reminder.id}", payload, now)
        await work.reminders.drop(reminder.id)
    return sent, found[-1].id if len(found) == AT_ONCE else None


def _buttons() -> tuple[tuple[Button, ...], ...]:
    return rows(Button(texts.BUTTON_BEGIN, "practice"), Button(texts.BUTTON_REMIND, "practice:remind"))
