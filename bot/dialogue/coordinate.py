"""Who follows up."""

from __future__ import annotations

from bot.dialogue.texts import coordinate as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.message import Button


async def may(turn: Turn) -> bool:
    """Whether this person follows up; who does not, hears so."""
    if not turn.person.role.may_coordinate:
        turn.say(texts.NOT_FOR_YOU, rows(Button(BUTTON_MENU, "menu")))
    return turn.person.role.may_coordinate
