"""Having an alias, and stopping as a volunteer, coordinator or admin."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.people.account import is_fresh
from bot.dialogue.texts import kept as kept_texts
from bot.dialogue.texts import membership as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.message import Button
from bot.store.role import Role


async def rename(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `alias` and `alias:again`: another alias by chance."""
    if turn.person.role is Role.GUEST:
        turn.say(texts.NO_ROLE, rows(Button(BUTTON_MENU, "menu")))
        return
    alias = await turn.work.people.rename(turn.person)
    buttons = rows(Button(texts.BUTTON_AGAIN, "alias:again"), Button(BUTTON_MENU, "menu"))
    turn.say(texts.RENAMED.format(alias=alias), buttons, in_place=bool(args))


async def leave(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `leave`, `leave:yes:MOMENT` and `leave:no`; the moment, so that an old question changes nothing."""
    match list(args):
        case _ if turn.person.role is Role.GUEST:
            turn.say(texts.NO_ROLE, rows(Button(BUTTON_MENU, "menu")))
        case []:
            yes = Button(texts.BUTTON_LEAVE, f"leave:yes:{int(turn.now.timestamp())}")
            text = texts.LEAVE.format(role=kept_texts.ROLES[turn.person.role])
            turn.say(text, rows(yes, Button(texts.BUTTON_STAY, "leave:no")))
        case ["yes", moment] if is_fresh(turn, moment):
            turn.end()
            turn.paused = None
            turn.person = await turn.work.people.make_guest(turn.person, turn.now)
            turn.say(texts.LEFT, rows(Button(BUTTON_MENU, "menu")))
        case _:
            turn.say(texts.STAYED, rows(Button(BUTTON_MENU, "menu")))
