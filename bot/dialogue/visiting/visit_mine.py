"""The visits that somebody planned, for themselves to see, change and remove; and reminders on or off."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.dialogue.texts import visits as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, row_number, rows
from bot.dialogue.visiting import visit_book
from bot.dialogue.visiting.visit_plan import Visit
from bot.dialogue.visiting.visit_words import checklist, day_in_words, visit_in_words
from bot.knowledge import Knowledge
from bot.language.folding import words_of
from bot.message import Button, Rows

LONGEST_NAME = 19
"""Characters of the name of an area on a button that says more than that."""


async def mine(turn: Turn, args: Sequence[str] = ()) -> None:
    """What is planned, each with its button; the command /mijn_bezoeken."""
    planned = await visit_book.visits_of(turn)
    today = visit_book.today(turn)
    ones = [
        Button(
            texts.BUTTON_ONE.format(day=day_in_words(visit.day, today).capitalize(), time=f"{visit.at:%H:%M}"),
            f"visit:one:{number}",
        )
        for number, visit in planned
    ]
    listed = "\n".join(f"- {visit_in_words(visit, turn.knowledge)}" for _, visit in planned)
    text = f"{texts.MINE}\n{listed}\n\n{texts.MINE_HOW}" if planned else texts.MINE_NONE
    turn.say(text, rows(*ones, Button(texts.BUTTON_PLAN, "visit"), Button(BUTTON_MENU, "menu")))


async def _one(turn: Turn, args: Sequence[str]) -> None:
    number, visit = await _found(turn, args)
    if visit is not None:
        prepare = rows(Button(texts.BUTTON_PREPARE, f"visit:show:{number}"))
        mine_too = rows(Button(texts.BUTTON_MINE, "visit:mine"))
        turn.say(texts.ONE.format(visit=visit_in_words(visit, turn.knowledge)), (*buttons(number), *prepare, *mine_too))


async def _remove(turn: Turn, args: Sequence[str]) -> None:
    number, visit = await _found(turn, args)
    if visit is not None:
        await turn.work.reminders.drop(number)
        turn.say(texts.REMOVED.format(visit=visit_in_words(visit, turn.knowledge)), _afterwards())


async def _call_off(turn: Turn, args: Sequence[str]) -> None:
    """A visit that does not take place, said before it: it is no report, only a plan that is gone."""
    number, visit = await _found(turn, args)
    if visit is not None:
        await turn.work.reminders.drop(number)
        turn.say(texts.CALLED_OFF, _afterwards())


async def _show(turn: Turn, args: Sequence[str]) -> None:
    number, visit = await _found(turn, args)
    if visit is not None:
        show_checklist(turn, [(number, visit)])


async def _found(turn: Turn, args: Sequence[str]) -> tuple[int, Visit | None]:
    """The visit that a button names; says so when it is not there any more."""
    number = row_number(args[0]) if args else -1
    visit = await visit_book.find(turn, number)
    if visit is None:
        turn.say(texts.GONE, _afterwards())
    return number, visit


def _afterwards() -> Rows:
    return rows(Button(texts.BUTTON_PLAN_NEW, "visit"), Button(texts.BUTTON_MINE, "visit:mine"))


def buttons(number: int) -> Rows:
    """What can be done with a visit."""
    change = Button(texts.BUTTON_CHANGE, f"visit:change:0:{number}")
    return rows(change, Button(texts.BUTTON_REMOVE, f"visit:drop:{number}"), columns=2)


def show_checklist(turn: Turn, visits: Sequence[visit_book.Planned]) -> None:
    turn.say(checklist(visits, turn.knowledge, visit_book.today(turn)), checklist_buttons(visits, turn.knowledge))


def checklist_buttons(visits: Sequence[visit_book.Planned], knowledge: Knowledge) -> Rows:
    """The article to read, and that a visit does not take place."""
    article = knowledge.articles.get(knowledge.visit.read)
    read = [Button(texts.BUTTON_READ.format(title=article.title), f"ask:show:{article.id}")] if article else []
    off = [
        Button(
            texts.BUTTON_OFF if len(visits) == 1 else texts.BUTTON_OFF_AT.format(visit=_briefly(visit, knowledge)),
            f"visit:off:{number}",
        )
        for number, visit in visits
    ]
    return rows(*read, *off, Button(texts.BUTTON_NO_REMINDERS, "remind:off"))


def _briefly(visit: Visit, knowledge: Knowledge) -> str:
    """As in `14:00 Hoensbroek`; a long name is cut, so that the button can be read."""
    name = knowledge.areas.name(visit.area) if visit.area in knowledge.areas.by_id else ""
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME - 1].rstrip(" -(") + "…"
    return f"{visit.at:%H:%M} {name}".strip()


BUTTONS: Mapping[str, Callable[[Turn, Sequence[str]], Awaitable[None]]] = {
    "mine": mine,
    "one": _one,
    "drop": _remove,
    "off": _call_off,
    "show": _show,
}
"""The second word of `visit:...`, where it is about a visit that is planned."""


# On and off


async def reminders(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `remind:on` and `remind:off`; the command /herinneringen, with `aan` or `uit` behind it."""
    said = set(words_of(" ".join(args)))
    on = await turn.work.reminders.are_wanted(turn.person)
    if said & {"off", *texts.TYPED_OFF}:
        await turn_off(turn)
    elif said & {"on", *texts.TYPED_ON}:
        await turn_on(turn)
    else:
        other = Button(texts.BUTTON_TURN_OFF, "remind:off") if on else Button(texts.BUTTON_TURN_ON, "remind:on")
        turn.say(texts.ARE_ON if on else texts.ARE_OFF, rows(other, Button(BUTTON_MENU, "menu")))


async def turn_off(turn: Turn, args: Sequence[str] = ()) -> None:
    await turn.work.reminders.turn(turn.person, turn.now, on=False)
    turn.say(texts.TURNED_OFF, rows(Button(texts.BUTTON_TURN_ON, "remind:on"), Button(BUTTON_MENU, "menu")))


async def turn_on(turn: Turn, args: Sequence[str] = ()) -> None:
    await turn.work.reminders.turn(turn.person, turn.now, on=True)
    turn.say(texts.TURNED_ON, rows(Button(texts.BUTTON_PLAN, "visit"), Button(BUTTON_MENU, "menu")))
