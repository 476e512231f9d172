"""What somebody can choose: in the menu, at the start, and by typing. Tables, and how they are laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.dialogue.texts import introduction
from bot.dialogue.texts import start as texts
from bot.dialogue.texts.scheme import BUTTON_SCHEME
from bot.message import Button, Rows
from bot.store.role import FOLLOWS_UP, Role

AUDIENCES: Mapping[str, frozenset[Role]] = {
    "all": frozenset(Role),
    "guests": frozenset({Role.GUEST}),
    "invited": frozenset(Role) - {Role.GUEST},
    "volunteers": frozenset({Role.VOLUNTEER}),
    "coordinating": frozenset(FOLLOWS_UP),
}
"""For whom something is: how the tables call them -> their roles."""

SHORT = 16
"""Labels of at most so many characters stand two on a row."""


@dataclass(frozen=True)
class Choice:
    """A button, and for whom it is."""

    label: str
    action: str
    audience: str = "all"


MENU = (
    Choice(texts.BUTTON_ASK, "start:ask"),
    Choice(texts.BUTTON_REPORT, "report", "invited"),
    Choice(texts.BUTTON_VISIT, "visit", "invited"),
    Choice(texts.BUTTON_PRACTICE, "practice"),
    Choice(texts.BUTTON_CARD, "card"),
    Choice(texts.BUTTON_TOPICS, "topics"),
    Choice(texts.BUTTON_MINE, "mine", "invited"),
    Choice(texts.BUTTON_JOIN, "first:join", "guests"),
    Choice(texts.BUTTON_WEEK, "week", "coordinating"),
    Choice(BUTTON_SCHEME, "scheme", "coordinating"),
)
"""At most seven for a guest or a volunteer: "Nu hulp nodig" always stands below them. A line here is all it takes."""

FIRST = (
    Choice(texts.BUTTON_FIRST_ASK, "first:ask"),
    Choice(texts.BUTTON_FROM_VISIT, "report", "invited"),
    Choice(texts.BUTTON_TO_VISIT, "first:visit"),
    Choice(texts.BUTTON_PRACTICE, "practice"),
    Choice(texts.BUTTON_JOIN, "first:join", "guests"),
    Choice(texts.BUTTON_WEEK, "week", "coordinating"),
    Choice(BUTTON_SCHEME, "scheme", "coordinating"),
)
"""What somebody new can choose, in the same way."""

UNINVITED: Rows = ((Button(texts.BUTTON_JOIN, "first:join"),), (Button(texts.BUTTON_MENU, "menu"),))
"""Under what somebody cannot do without an invitation: how they get one, and the way back."""

HELP_NOW = Button(texts.BUTTON_HELP_NOW, "help")


def menu_rows(role: Role, questions: int = 0) -> Rows:
    """The menu, with the questions that wait for a coordinator."""
    waiting = [Button(texts.BUTTON_QUESTIONS.format(count=questions), "curate")] if questions else []
    return laid_out([*_buttons(MENU, role), *waiting], HELP_NOW)


def first_rows(role: Role) -> Rows:
    """The choices under the welcome, one a row: big, and all to be read with the largest letters."""
    return tuple((button,) for button in [*_buttons(FIRST, role), HELP_NOW])


def laid_out(buttons: Iterable[Button], *last: Button) -> Rows:
    """Two short buttons beside each other, every other on a row of its own; so does each of the `last`."""
    laid: list[tuple[Button, ...]] = []
    for button in buttons:
        beside = laid[-1] if laid else ()
        if len(beside) == 1 and max(len(button.label), len(beside[0].label)) <= SHORT:
            laid[-1] = (*beside, button)
        else:
            laid.append((button,))
    return (*laid, *((button,) for button in last))


def commands_for(role: Role) -> tuple[tuple[str, str], ...]:
    """The commands of the channel's own menu, each with what it does."""
    return tuple((name, does) for audience, name, does in introduction.COMMANDS if role in AUDIENCES[audience])


def help_lines(role: Role) -> tuple[str, ...]:
    """What can be typed."""
    return tuple(line for audience, line in texts.HELP_LINES if role in AUDIENCES[audience])


def _buttons(choices: Iterable[Choice], role: Role) -> list[Button]:
    return [Button(choice.label, choice.action) for choice in choices if role in AUDIENCES[choice.audience]]
