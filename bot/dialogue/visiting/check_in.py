"""What a volunteer answers, who is asked how they are the day after a heavy visit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue import help_now
from bot.dialogue.texts import check_in as texts
from bot.dialogue.texts.help_now import BUTTON_SPEAK
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.dialogue.visiting import check_in_plan
from bot.language.folding import words_of
from bot.message import Button, Rows

LUISTERLIJN = "luisterlijn"
LONGEST_ANSWER = 15
"""Words; a longer text is more than an answer."""


def buttons() -> Rows:
    """The answers; a tap on each leads to what there is already."""
    return rows(
        Button(texts.BUTTON_FINE, "checkin:fine"),
        Button(texts.BUTTON_READ, f"ask:show:{help_now.AFTERCARE}"),
        Button(BUTTON_SPEAK, "checkin:speak"),
        Button(texts.BUTTON_NO_REMINDERS, "remind:off"),
    )


async def tapped(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `checkin:fine` and `checkin:speak`. Who it is, is told to nobody."""
    if list(args) != ["speak"]:
        turn.say(texts.FINE, (*help_now.aftercare(), *rows(Button(BUTTON_MENU, "menu"))))
        return
    told = await help_now.alert(turn, "check-in", texts.ALERT)
    turn.say(texts.ASKED if told else texts.NOBODY, _somebody_listens())


async def typed(turn: Turn, text: str) -> bool:
    """Takes what was typed as the answer, on the day of the question; False when it is none."""
    said = " ".join(words_of(text))
    is_fine = re.fullmatch(texts.SAID_FINE, said) is not None
    is_hard = not is_fine and re.search(texts.SAID_HARD, said) is not None
    if "?" in text or len(said.split()) > LONGEST_ANSWER or not (is_fine or is_hard):
        return False
    asked = await check_in_plan.asked_today(turn)
    if asked is None:
        return False
    await turn.work.reminders.drop(asked.id)
    if is_fine:
        await tapped(turn)
    else:
        speak = rows(Button(BUTTON_SPEAK, "checkin:speak"))
        turn.say(texts.HARD, (*speak, *help_now.aftercare(), *_somebody_listens()))
    return True


def _somebody_listens() -> Rows:
    return rows(Button(texts.BUTTON_LUISTERLIJN, f"ask:show:{LUISTERLIJN}"), Button(BUTTON_MENU, "menu"))
