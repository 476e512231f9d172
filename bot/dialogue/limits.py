"""Says it when somebody does more in a short time than a person does."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.dialogue.texts import limits as texts
from bot.dialogue.texts.start import BUTTON_HELP_NOW
from bot.dialogue.turn import Turn, rows
from bot.message import Button
from bot.settings import TIMEZONE
from bot.store.limits import Counted, Over


async def too_many(turn: Turn, what: Counted, weight: int = 1) -> Over | None:
    """Counts one more, as so many; when that is too many, gives up to when, and says it once."""
    over = await turn.work.usage.count(turn.person, what, turn.limits, turn.now, weight)
    if over is not None and over.news:
        say(turn, what, over)
    return over


async def may_report(turn: Turn) -> bool:
    """Whether somebody may begin another report today; says so when not. What was begun is never stopped."""
    over = await turn.work.usage.reached(turn.person, Counted.REPORTED, turn.limits, turn.now)
    if over is not None:
        say(turn, Counted.REPORTED, over)
    return over is None


def say(turn: Turn, what: Counted, over: Over) -> None:
    """Says that it is too much, and when it goes on. The way to the emergency numbers stands under it."""
    text = texts.REACHED[what].format(when=_when(over.until, turn.now), **turn.knowledge.help_numbers())
    turn.say(text, rows(Button(BUTTON_HELP_NOW, "help")))


def _when(until: datetime, now: datetime) -> str:
    """In whole minutes, never too early."""
    at = (until + timedelta(minutes=1) - timedelta(microseconds=1)).astimezone(TIMEZONE)
    form = texts.TODAY if at.date() == now.astimezone(TIMEZONE).date() else texts.TOMORROW
    return form.format(time=f"{at:%H:%M}")
