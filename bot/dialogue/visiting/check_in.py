"""What a volunteer answers, who is asked how they are the day after a heavy visit."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue import help_now
from bot.dialogue.texts import check_in as texts
from bot.dialogue.texts.help_now import BUTTON_SPEAK
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.message import Button, Rows

LUISTERLIJN = "luisterlijn"


def buttons() -> Rows:
    """The answers; a tap on each leads to what there is already."""
    return rows(
        Button(texts.BUTTON_FINE, "checkin:fine"),
        Button(texts.BUTTON_READ, f"ask:show:{help_now.AFTERCARE}"),
        Button(BUTTON_SPEAK, "checkin:speak"),
        Button(texts.BUTTON_NO_REMINDERS, "remind:off"),
    )


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `checkin:fine` and `checkin:speak`. Who it is, is told to nobody."""
    if list(args) != ["speak"]:
        turn.say(texts.FINE, (*help_now.aftercare(), *rows(Button(BUTTON_MENU, "menu"))))
        return
    told = await help_now.alert(turn, "check-in", texts.ALERT)
    listens = rows(Button(texts.BUTTON_LUISTERLIJN, f"ask:show:{LUISTERLIJN}"), Button(BUTTON_MENU, "menu"))
    turn.say(texts.ASKED if told else texts.NOBODY, listens)
