"""For coordinators: who takes part, by alias alone; giving somebody another area, and taking somebody out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.dates import dutch_date
from bot.dialogue.people.account import is_fresh
from bot.dialogue.people.area_choice import area_of, choices, in_words, may_take
from bot.dialogue.scheme import back_button, bound_to, may, old_button
from bot.dialogue.texts import membership as membership_texts
from bot.dialogue.texts import volunteers as texts
from bot.dialogue.texts.kept import ROLES
from bot.dialogue.texts.scheme import BUTTON_INVITE
from bot.dialogue.turn import Turn, row_number, rows
from bot.knowledge.area import Areas
from bot.markup import escape
from bot.message import Button
from bot.store.models import day_of
from bot.store.people import Entry, Person
from bot.store.role import Role

A_PAGE = 10


async def tapped(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `people[:PAGE]`, `people:one:ID`, `people:area:ID[:STADSDEEL]`, `people:move:ID:AREA` and
    `people:remove:ID[:MOMENT]`.
    """
    if not may(turn):
        return
    match list(args):
        case []:
            await _show_list(turn, 0)
        case [page] if page.isdecimal():
            await _show_list(turn, max(row_number(page), 0))
        case [("one" | "area" | "move" | "remove") as what, number, *more] if number.isdecimal():
            await _about(turn, what, row_number(number), more)
        case _:
            old_button(turn)


async def typed(turn: Turn, args: Sequence[str] = ()) -> None:
    """The command `/vrijwilligers [ALIAS]`."""
    if not args or not may(turn):
        await tapped(turn)
        return
    entry = await turn.work.people.by_alias(" ".join(args))
    if entry is None or not is_theirs(turn.person, entry.person, turn.knowledge.areas):
        turn.say(texts.UNKNOWN)
        await _show_list(turn, 0)
    else:
        _show_card(turn, entry)


def is_theirs(coordinator: Person, other: Person, areas: Areas) -> bool:
    """Whether a coordinator may see and change somebody: an admin everybody but themselves, so that one is left;
    a coordinator the volunteers, and of a coordinator bound to an area those who work within it.
    """
    if coordinator.role is Role.ADMIN:
        return other.id != coordinator.id and other.role is not Role.GUEST
    bound = bound_to(coordinator)
    within = bound is None or other.area in areas.within(bound)
    return coordinator.role is Role.COORDINATOR and other.role is Role.VOLUNTEER and within


def name_of(entry: Entry) -> str:
    """The alias; who came in before there were aliases gets one at their next message."""
    return entry.alias or texts.NAMELESS


def ago(day: datetime, today: datetime) -> str:
    """How long ago a day was, as in `drie weken geleden`."""
    days = (today - day).days
    if days <= 1:
        return texts.YESTERDAY if days == 1 else texts.TODAY
    if days < 7:
        return texts.DAYS_AGO.format(count=texts.COUNTS[days])
    if days < 14:
        return texts.WEEK_AGO
    if days < 61:
        return texts.WEEKS_AGO.format(count=texts.COUNTS[days // 7])
    return texts.MONTHS_AGO.format(count=texts.COUNTS[days // 30]) if days <= 365 else texts.YEAR_AGO


async def _show_list(turn: Turn, page: int) -> None:
    areas = turn.knowledge.areas
    there = [one for one in await turn.work.people.invited() if is_theirs(turn.person, one.person, areas)]
    if not there:
        turn.say(texts.NOBODY, rows(Button(BUTTON_INVITE, "invite"), back_button()), in_place=True)
        return
    pages = -(-len(there) // A_PAGE)
    page = min(page, pages - 1)
    shown = there[page * A_PAGE :][:A_PAGE]
    bound = bound_to(turn.person)
    title = (texts.TITLE_EVERYBODY if turn.person.role is Role.ADMIN else texts.TITLE).format(
        count=len(there), where=texts.WHERE.format(area=escape(areas.name(bound))) if bound else ""
    )
    turned = texts.PAGE.format(page=page + 1, pages=pages) if pages > 1 else ""
    lines = "\n".join(f"- {_line(turn, entry)}" for entry in shown)
    around = [
        *([Button(texts.BUTTON_BEFORE, f"people:{page - 1}")] if page else []),
        *([Button(texts.BUTTON_AFTER, f"people:{page + 1}")] if page + 1 < pages else []),
    ]
    names = (Button(name_of(entry), f"people:one:{entry.person.id}") for entry in shown)
    buttons = (*rows(*names, columns=2), *rows(*around, columns=2), *rows(back_button()))
    turn.say(f"{title}{turned}\n\n{lines}\n\n{texts.ABOUT}", buttons, in_place=True)


async def _about(turn: Turn, what: str, number: int, more: Sequence[str]) -> None:
    """What is done with one person; who is gone by now, or is not this coordinator's, is left as they are."""
    entry = await turn.work.people.find(number)
    if entry is None or entry.person.role is Role.GUEST:
        turn.say(texts.GONE, rows(_list_button(), back_button()), in_place=True)
        return
    if not is_theirs(turn.person, entry.person, turn.knowledge.areas):
        turn.say(texts.UNKNOWN, rows(_list_button(), back_button()), in_place=True)
        return
    match (what, *more):
        case ("one",):
            _show_card(turn, entry)
        case ("area",):
            _ask_area(turn, entry, None)
        case ("area", inside) if inside in turn.knowledge.areas.by_id:
            _ask_area(turn, entry, inside)
        case ("move", chosen) if may_take(turn.knowledge.areas, bound_to(turn.person), chosen):
            await _move(turn, entry, area_of(chosen))
        case ("remove",):
            _ask_to_remove(turn, entry)
        case ("remove", moment) if is_fresh(turn, moment):
            await _remove(turn, entry)
        case _:
            old_button(turn)


def _show_card(turn: Turn, entry: Entry) -> None:
    number = entry.person.id
    text = texts.CARD.format(
        alias=name_of(entry),
        role=ROLES[entry.person.role],
        area=escape(in_words(turn.knowledge.areas, entry.person.area)),
        since=dutch_date(entry.role_since.date()),
        seen=ago(entry.last_seen, day_of(turn.now)),
    )
    if entry.unreachable_since is not None:
        text = f"{text}\n{texts.CARD_BLOCKED}"
    buttons = (
        Button(texts.BUTTON_AREA, f"people:area:{number}"),
        Button(texts.BUTTON_REMOVE, f"people:remove:{number}"),
        _list_button(),
        back_button(),
    )
    turn.say(text, rows(*buttons, columns=2), in_place=True)


def _ask_area(turn: Turn, entry: Entry, inside: str | None) -> None:
    areas, number = turn.knowledge.areas, entry.person.id
    buttons = choices(areas, bound_to(turn.person), inside, f"people:move:{number}", f"people:area:{number}")
    text = texts.WHICH_AREA.format(alias=name_of(entry), area=escape(in_words(areas, entry.person.area)))
    turn.say(text, rows(*buttons, Button(texts.BUTTON_REMOVE_NO, f"people:one:{number}")), in_place=True)


async def _move(turn: Turn, entry: Entry, area: str | None) -> None:
    name = escape(in_words(turn.knowledge.areas, area))
    buttons = rows(_list_button(), back_button())
    if entry.person.area == area:
        turn.say(texts.MOVED_ALREADY.format(alias=name_of(entry), area=name), buttons, in_place=True)
        return
    await turn.work.people.move(entry.person, area)
    subject = f"area:{turn.message.channel}:{turn.message.update}"
    await turn.tell(entry.person, subject, texts.TOLD_MOVED.format(area=name))
    turn.say(texts.MOVED.format(alias=name_of(entry), area=name), buttons, in_place=True)


def _ask_to_remove(turn: Turn, entry: Entry) -> None:
    number = entry.person.id
    yes = Button(texts.BUTTON_REMOVE_YES.format(alias=name_of(entry)), f"people:remove:{number}:{_moment(turn)}")
    no = Button(texts.BUTTON_REMOVE_NO, f"people:one:{number}")
    turn.say(texts.REMOVE.format(alias=name_of(entry)), rows(yes, no), in_place=True)


async def _remove(turn: Turn, entry: Entry) -> None:
    """Their reports stay, as with `python -m bot remove`."""
    buttons = rows(_list_button(), back_button())
    if not await turn.work.people.dismiss(entry.person, turn.now):
        turn.say(texts.GONE, buttons, in_place=True)
        return
    told = membership_texts.REMOVED.format(role=ROLES[entry.person.role])
    await turn.tell(entry.person, f"removed:{turn.message.channel}:{turn.message.update}", told)
    turn.say(texts.REMOVED.format(alias=name_of(entry)), buttons, in_place=True)


def _line(turn: Turn, entry: Entry) -> str:
    role = entry.person.role
    return texts.LINE.format(
        alias=name_of(entry),
        role="" if role is Role.VOLUNTEER else texts.LINE_ROLE.format(role=ROLES[role]),
        area=escape(in_words(turn.knowledge.areas, entry.person.area)),
        since=dutch_date(entry.role_since.date()),
        seen=ago(entry.last_seen, day_of(turn.now)),
        blocked=texts.BLOCKED if entry.unreachable_since is not None else "",
    )


def _list_button() -> Button:
    return Button(texts.BUTTON_LIST, "people")


def _moment(turn: Turn) -> int:
    return int(turn.now.timestamp())
