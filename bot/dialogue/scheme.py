"""The menu from which a coordinator runs the scheme: inviting, volunteers, duty, a message to all, the digest."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.texts import digest_choice as choice_texts
from bot.dialogue.texts import scheme as texts
from bot.dialogue.texts import start as start_texts
from bot.dialogue.texts.practice_group import BUTTON_TRAINING
from bot.dialogue.turn import Turn, rows
from bot.message import Button
from bot.store.people import Person
from bot.store.role import Role


async def show(turn: Turn, args: Sequence[str] = ()) -> None:
    """The button `scheme`."""
    if not may(turn):
        return
    parts = (
        Button(texts.BUTTON_CASES, "cases"),
        Button(texts.BUTTON_INVITE, "invite"),
        Button(texts.BUTTON_VOLUNTEERS, "people"),
        Button(texts.BUTTON_DUTY, "duty"),
        Button(texts.BUTTON_BROADCAST, "broadcast"),
        Button(BUTTON_TRAINING, "training"),
        Button(choice_texts.BUTTON_CHOOSE, "choose"),
    )
    menu = Button(start_texts.BUTTON_MENU, "menu")
    turn.say(texts.MENU, (*rows(*parts, columns=2), *rows(menu)))


def may(turn: Turn) -> bool:
    """Whether this person runs the scheme; who does not, hears so."""
    if not turn.person.role.may_coordinate:
        turn.say(texts.NOT_FOR_YOU, rows(Button(start_texts.BUTTON_MENU, "menu")))
    return turn.person.role.may_coordinate


def bound_to(person: Person) -> str | None:
    """The area within which somebody runs the scheme; None is everywhere, as for every admin."""
    return None if person.role is Role.ADMIN else person.area


def old_button(turn: Turn) -> None:
    """A button that leads nowhere any more: nothing was changed."""
    turn.notice = start_texts.OLD_BUTTON_NOTICE
    turn.say(start_texts.OLD_BUTTON, rows(back_button()))


def back_button() -> Button:
    """The way back to the menu."""
    return Button(texts.BUTTON_SCHEME, "scheme")
