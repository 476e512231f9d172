"""The first minute: the welcome, a first question, what to read before a visit, what the bot is, how to join."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.dialogue.menu import first_rows, menu_rows
from bot.dialogue.texts import start as texts
from bot.dialogue.turn import Turn, rows
from bot.message import Button


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `first:ask`, `first:visit`, `first:about`, `first:join` and `first`, the welcome itself."""
    match list(args):
        case ["ask"]:
            listed = _there(turn, texts.QUESTIONS)
            turn.say(texts.FIRST_QUESTIONS, rows(*(Button(texts.QUESTIONS[one], f"ask:pick:{one}") for one in listed)))
        case ["visit"]:
            titles = {one: turn.knowledge.articles[one].title for one in _there(turn, texts.READ_BEFORE_A_VISIT)}
            buttons = rows(*(Button(title, f"ask:show:{one}") for one, title in titles.items()))
            plan = [Button(texts.BUTTON_VISIT, "visit")] if turn.person.role.may_report else []
            turn.say(texts.BEFORE_A_VISIT, (*buttons, *rows(*plan, _menu())))
        case ["about"]:
            about_the_bot(turn)
        case ["join"]:
            turn.say(texts.JOIN, rows(Button(texts.BUTTON_FIRST_ASK, "first:ask"), _menu()))
        case _:
            welcome(turn)


async def is_new(turn: Turn) -> bool:
    """Whether somebody came today for the first time, or got their role today."""
    entry = await turn.work.people.entry(turn.person)
    return entry.role_since == entry.last_seen


def welcome(turn: Turn, before: str = "") -> None:
    """The welcome, behind what there is to say first."""
    text = texts.WELCOME.format(**turn.knowledge.help_numbers())
    turn.say(f"{before}\n\n{text}" if before else text, first_rows(turn.person.role))


def about_the_bot(turn: Turn) -> None:
    """What it is and is not, what it keeps, and the emergency numbers."""
    text = texts.ABOUT.format(**turn.knowledge.help_numbers())
    turn.say(text, rows(Button(texts.BUTTON_KEPT, "kept"), _menu(), columns=2))


def help_buttons(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    """What stands under the help: what is kept, what the bot is, and the menu."""
    more = rows(Button(texts.BUTTON_KEPT, "kept"), Button(texts.BUTTON_ABOUT, "first:about"), columns=2)
    return (*more, *menu_rows(turn.person.role))


def _there(turn: Turn, articles: Iterable[str]) -> list[str]:
    """Those of the articles that there are."""
    return [one for one in articles if one in turn.knowledge.articles]


def _menu() -> Button:
    return Button(texts.BUTTON_MENU, "menu")
