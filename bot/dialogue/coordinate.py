"""For coordinators: the week on demand, and who they are."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.texts import coordinate as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.digest.figures import week_figures
from bot.digest.page import digest_buttons, digest_text
from bot.digest.week import Week
from bot.message import Button


async def week(turn: Turn, args: Sequence[str] = ()) -> None:
    """The week that runs, up to now."""
    if not await may(turn):
        return
    figures = await week_figures(turn.work, Week.of(turn.now), turn.now, turn.knowledge, turn.person.area)
    turn.say(digest_text(figures, turn.knowledge), digest_buttons(figures))


async def may(turn: Turn) -> bool:
    """Whether this person follows up; who does not, hears so."""
    if not turn.person.role.may_coordinate:
        turn.say(texts.NOT_FOR_YOU, rows(Button(BUTTON_MENU, "menu")))
    return turn.person.role.may_coordinate
