"""For coordinators: who is on duty for what is urgent in the coming days, and putting oneself on it or off it.

A coordinator does so for themselves, an admin for every coordinator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from bot.dates import WEEKDAYS, local_day, named_day
from bot.dialogue.people.volunteers import name_of
from bot.dialogue.scheme import back_button, may, old_button
from bot.dialogue.texts import duty as texts
from bot.dialogue.texts.scheme import BUTTON_DUTY
from bot.dialogue.turn import Turn, row_number, rows
from bot.dialogue.weekly import weekdays
from bot.message import Button
from bot.store.duty import EVERY_DAY, WORKING_WEEK, Duty, has_day, until_after
from bot.store.people import Entry
from bot.store.role import Role

DAYS_SHOWN = 7
OPEN_END = "open"
ENDS: Mapping[str, Callable[[date], date]] = {
    "week": lambda today: today + timedelta(days=6 - today.weekday()),
    "fortnight": lambda today: today + timedelta(days=13),
    "month": lambda today: today + timedelta(days=30),
}
"""How long a duty lasts -> its last day."""

LONGEST = timedelta(days=60)
"""A button with a day that lies further ahead was not one of ours."""


async def tapped(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `duty`, `duty:who`, `duty:ID:days[:DAYS]`, `duty:ID:until:DAYS`, `duty:ID:put:DAYS:LAST` and
    `duty:ID:off`.
    """
    if not may(turn):
        return
    match list(args):
        case []:
            await show(turn)
        case ["who"] if turn.person.role is Role.ADMIN:
            await _ask_who(turn)
        case [number, ("days" | "until" | "put" | "off") as what, *more] if number.isdecimal():
            await _about(turn, row_number(number), what, more)
        case _:
            old_button(turn)


async def typed(turn: Turn, args: Sequence[str] = ()) -> None:
    """The command `/dienst`, `/dienst DAYS` and `/dienst stop`."""
    if not args or not may(turn):
        await tapped(turn)
        return
    own = await turn.work.people.entry(turn.person)
    days = weekdays.read_days(args)
    if args[0].lower() in texts.TYPED_STOP:
        await _take_off(turn, own)
    elif days is None:
        await show(turn, texts.NOT_UNDERSTOOD)
    else:
        _ask_until(turn, own, days)


async def show(turn: Turn, note: str | None = None) -> None:
    """The coming week, day by day, and what this person can do about it."""
    duties, today = await turn.work.duty.all(), local_day(turn.now)
    week = [today + timedelta(days=number) for number in range(DAYS_SHOWN)]
    there = {day: [one for one in duties if one.reachable and one.has(day)] for day in week}
    lines = "\n".join(f"- {_line(turn, day, there[day], today)}" for day in week)
    own = _current(duties, turn.person.id, today)
    parts = [
        *([note] if note else []),
        f"{texts.TITLE}\n\n{lines}",
        *([texts.GAPS] if not all(there.values()) else []),
        *(texts.BLOCKED.format(alias=one.alias) for one in duties if not one.reachable and any(map(one.has, week))),
        texts.OWN.format(days=weekdays.in_words(own.weekdays), until=until(own.last_day)) if own else texts.OWN_NONE,
    ]
    number = turn.person.id
    buttons = (
        Button(texts.BUTTON_SET, f"duty:{number}:days"),
        *([Button(texts.BUTTON_OFF, f"duty:{number}:off")] if own else []),
        *([Button(texts.BUTTON_OTHERS, "duty:who")] if turn.person.role is Role.ADMIN else []),
        back_button(),
    )
    turn.say("\n\n".join(parts), rows(*buttons), in_place=True)


def until(last_day: date | None) -> str:
    """As in `tot en met zo 22 nov`."""
    return texts.UNTIL_DAY.format(day=named_day(last_day)) if last_day else texts.UNTIL_CHANGED


def _line(turn: Turn, day: date, there: Sequence[Duty], today: date) -> str:
    who = [texts.YOU if one.person.id == turn.person.id else one.alias or "" for one in there]
    named = named_day(day)
    return texts.DAY.format(
        day=texts.TODAY.format(day=named) if day == today else named, who=", ".join(who) or texts.NOBODY
    )


def _current(duties: Sequence[Duty], person_id: int, today: date) -> Duty | None:
    """Somebody's duty, when it is not past."""
    return next(
        (one for one in duties if one.person.id == person_id and (one.last_day is None or one.last_day >= today)), None
    )


async def _ask_who(turn: Turn) -> None:
    others = [
        entry
        for entry in await turn.work.people.invited()
        if entry.person.role.may_coordinate and entry.person.id != turn.person.id
    ]
    buttons = (Button(name_of(entry), f"duty:{entry.person.id}:days") for entry in others)
    overview = Button(texts.BUTTON_OVERVIEW, "duty")
    turn.say(texts.WHO, (*rows(*buttons, columns=2), *rows(overview)), in_place=True)


async def _about(turn: Turn, number: int, what: str, more: Sequence[str]) -> None:
    if number != turn.person.id and turn.person.role is not Role.ADMIN:
        turn.say(texts.NOT_YOURS, rows(Button(BUTTON_DUTY, "duty"), back_button()), in_place=True)
        return
    entry = await turn.work.people.find(number)
    today = local_day(turn.now)
    match (what, *more):
        case _ if entry is None or not entry.person.role.may_coordinate:
            old_button(turn)
        case ("days",):
            current = _current(await turn.work.duty.all(), number, today)
            _ask_days(turn, entry, current.weekdays if current else "", theirs=current is not None)
        case ("days", days) if not days or weekdays.are_days(days):
            _ask_days(turn, entry, days)
        case ("until", days) if weekdays.are_days(days):
            _ask_until(turn, entry, days)
        case ("put", days, last) if weekdays.are_days(days) and _is_end(last, today):
            await _put(turn, entry, days, last)
        case ("off",):
            await _take_off(turn, entry)
        case _:
            old_button(turn)


def _ask_days(turn: Turn, entry: Entry, chosen: str, *, theirs: bool = False) -> None:
    number, own = entry.person.id, entry.person.id == turn.person.id
    days = (
        Button(
            (texts.TICKED if day in chosen else texts.UNTICKED).format(day=WEEKDAYS[int(day) - 1]),
            f"duty:{number}:days:{weekdays.toggled(chosen, day)}",
        )
        for day in EVERY_DAY
    )
    more = [
        *([Button(texts.BUTTON_ON, f"duty:{number}:until:{chosen}")] if chosen else []),
        *([Button(texts.BUTTON_THEIRS_OFF, f"duty:{number}:off")] if theirs and not own else []),
        Button(texts.BUTTON_OVERVIEW, "duty"),
    ]
    together = (
        Button(texts.BUTTON_WORKING_WEEK, f"duty:{number}:days:{WORKING_WEEK}"),
        Button(texts.BUTTON_EVERY_DAY, f"duty:{number}:days:{EVERY_DAY}"),
    )
    text = texts.WHICH_DAYS if own else texts.WHICH_DAYS_OF.format(alias=name_of(entry))
    turn.say(text, (*rows(*together, *days, columns=2), *rows(*more)), in_place=True)


def _ask_until(turn: Turn, entry: Entry, days: str, note: str | None = None) -> None:
    number, today = entry.person.id, local_day(turn.now)
    ends = {name: last(today) for name, last in ENDS.items()}
    put = f"duty:{number}:put:{days}"
    buttons = [
        *(Button(texts.BUTTONS_UNTIL[name].format(day=named_day(day)), f"{put}:{day}") for name, day in ends.items()),
        Button(texts.BUTTON_OPEN_END, f"{put}:{OPEN_END}"),
        Button(texts.BUTTON_OVERVIEW, "duty"),
    ]
    text = texts.UNTIL_WHEN.format(days=weekdays.in_words(days))
    turn.say(f"{note}\n\n{text}" if note else text, rows(*buttons), in_place=True)


def _is_end(last: str, today: date) -> bool:
    """Whether a duty may end so: the day stands in the button, so that an old button does what it says or nothing."""
    try:
        return last == OPEN_END or today <= date.fromisoformat(last) <= today + LONGEST
    except ValueError:
        return False


async def _put(turn: Turn, entry: Entry, days: str, last: str) -> None:
    today = local_day(turn.now)
    last_day = None if last == OPEN_END else date.fromisoformat(last)
    end = until_after(last_day) if last_day else None
    if not any(has_day(days, end, today + timedelta(days=number)) for number in range(DAYS_SHOWN)):
        _ask_until(turn, entry, days, texts.NO_DAY_LEFT)
        return
    await turn.work.duty.put(entry.person, days, end)
    words = {"alias": name_of(entry), "days": weekdays.in_words(days), "until": until(last_day)}
    if entry.person.id == turn.person.id:
        await show(turn, texts.SET.format(**words))
        return
    buttons = rows(Button(BUTTON_DUTY, "duty"))
    await turn.tell(entry.person, _subject(turn), texts.TOLD_SET.format(**words), buttons)
    await show(turn, texts.SET_FOR.format(**words))


async def _take_off(turn: Turn, entry: Entry) -> None:
    own = entry.person.id == turn.person.id
    if not await turn.work.duty.take_off(entry.person):
        await show(turn, texts.NOT_ON)
        return
    if not own:
        await turn.tell(entry.person, _subject(turn), texts.TOLD_STOPPED, rows(Button(BUTTON_DUTY, "duty")))
    await show(turn, texts.STOPPED if own else texts.STOPPED_FOR.format(alias=name_of(entry)))


def _subject(turn: Turn) -> str:
    return f"duty:{turn.message.channel}:{turn.message.update}"
