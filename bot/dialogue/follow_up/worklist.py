"""For coordinators: the open cases, a page at a time, what is due first at the top; of an area, a level, and more."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.dates import local_day, named_day
from bot.dialogue.coordinate import may
from bot.dialogue.follow_up.on_duty import areas_followed
from bot.dialogue.follow_up.worklist_filter import (
    NOWHERE,
    Filter,
    View,
    action,
    in_words,
    level_in_words,
    read_action,
    typed_filter,
)
from bot.dialogue.texts import cases as case_texts
from bot.dialogue.texts import worklist as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.knowledge.signal import ACT_TODAY
from bot.markup import escape
from bot.message import Button, Rows
from bot.store.cases import Case
from bot.store.deadlines import UNFINISHED_AFTER, add_working_days
from bot.store.lifecycle import UNTOUCHED, Actor, Status
from bot.store.worklist import Tally, Wanted, by_area, by_level, holders, tally

PAGE = 8


async def typed(turn: Turn, args: Sequence[str] = ()) -> None:
    """`/open` and "open meldingen", with what was typed behind it."""
    if not await may(turn):
        return
    place = turn.reading.place if turn.reading is not None else None
    chosen, understood = typed_filter(" ".join(args), turn.knowledge.areas, place)
    await _show(turn, View(chosen), None if understood else texts.TYPABLE)


async def tapped(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `cases`, `cases:late` and whatever else `worklist_filter.action` makes."""
    if not await may(turn):
        return
    view = read_action(args, turn.knowledge.areas)
    if view.choose == "level":
        await _choose_level(turn, view)
    elif view.choose is not None:
        await _choose_area(turn, view)
    else:
        await _show(turn, view)


async def _show(turn: Turn, view: View, note: str | None = None) -> None:
    """A page of the list; in the place of the one on which its button stands."""
    session, wanted = turn.work.session, await _wanted(turn, view.filter)
    counted = await tally(session, wanted, turn.now)
    pages = max(1, math.ceil(counted.open / PAGE))
    page = min(view.page or 1, pages)
    cases = await turn.work.cases.unfinished(turn.now, wanted, offset=PAGE * (page - 1), limit=PAGE)
    only = in_words(view.filter, turn.knowledge.areas)
    parts = [note] if note else []
    also_others = await _has_others(turn, view.filter, wanted)
    if cases:
        head = [_head(counted), *([texts.ALSO_OTHERS] if also_others else [])]
        parts.append("\n".join(head))
    else:
        parts.append(_none(turn, view.filter))
    parts += [texts.ONLY.format(what=escape(only))] if only else []
    parts += ["\n".join(_line(turn, case) for case in cases)] if cases else []
    parts += [texts.PAGE.format(page=page, pages=pages)] if pages > 1 else []
    open_it = rows(*(Button(case.code, f"case:{case.code}") for case in cases), columns=2)
    own = _own_area(turn, view.filter) if also_others else ()
    buttons = (*own, *open_it, *_turning(view.filter, page, pages), *_choices(view.filter, counted))
    turn.say("\n\n".join(parts), buttons, in_place=view.page is not None)


def why(case: Case, now: datetime) -> str:
    """Why a case stands where it does in the list: what is due, since when or by when, and who waits. Pure."""
    today, said, day = local_day(now), [], local_day(case.due_at)
    if case.status in UNTOUCHED and now > case.due_at:
        said.append(texts.WHY["late"].format(day=named_day(day + timedelta(days=1))))
    if case.awaiting is Actor.COORDINATOR:
        said.append(texts.WHY["question"])
    if case.status in UNTOUCHED:
        if now <= case.due_at:
            said.append(texts.WHY["today" if day == today else "due"].format(day=named_day(day)))
        if case.assigned_to is not None:
            said.append(texts.WHY["assigned"].format(to=case_texts.ASSIGNEES[case.assigned_to]))
    elif case.status is Status.WAITING and case.wait_until is not None:
        until = named_day(local_day(case.wait_until))
        said.append(texts.WHY["waiting" if case.wait_until > now else "wait-over"].format(day=until))
    else:
        taken_up = local_day(case.changed_at)
        long_ago = add_working_days(taken_up, UNFINISHED_AFTER) <= today
        said.append(texts.WHY["unfinished" if long_ago else "in-hand"].format(day=named_day(taken_up)))
    if case.awaiting is Actor.REPORTER and case.awaiting_since is not None:
        said.append(texts.WHY["asked"].format(day=named_day(local_day(case.awaiting_since))))
    return ", ".join(said)


def _line(turn: Turn, case: Case) -> str:
    return texts.LINE.format(
        code=case.code,
        area=escape(turn.knowledge.areas.name(case.area) if case.area else texts.NOWHERE),
        level=texts.ACT_TODAY if case.level == ACT_TODAY else "",
        why=why(case, turn.now),
    )


def _head(counted: Tally) -> str:
    there = texts.OPEN_ONE if counted.open == 1 else texts.OPEN.format(count=counted.open)
    return texts.LATE.format(open=there, count=counted.late) if counted.late else there


async def _has_others(turn: Turn, chosen: Filter, wanted: Wanted) -> bool:
    """Whether cases are listed from areas that are not their own, because no coordinator is bound to those."""
    if turn.person.area is None or chosen.area is not None:
        return False
    own = turn.knowledge.areas.within(turn.person.area)
    there = await by_area(turn.work.session, wanted, turn.now)
    return any(area is not None and area not in own for area in there)


def _own_area(turn: Turn, chosen: Filter) -> Rows:
    """The way to the cases of their own area alone."""
    label = texts.BUTTON_OWN_AREA.format(area=turn.knowledge.areas.name(turn.person.area))
    return rows(Button(label, action(View(replace(chosen, area=turn.person.area), 1))))


def _none(turn: Turn, chosen: Filter) -> str:
    if chosen == Filter():
        return texts.NONE
    if chosen == Filter(mine=True):
        return texts.NONE_MINE
    return texts.NONE_SUCH if turn.person.area is None else texts.NONE_SUCH_HERE


def _turning(chosen: Filter, page: int, pages: int) -> Rows:
    before = [Button(texts.BUTTON_BEFORE, action(View(chosen, page - 1)))] if page > 1 else []
    after = [Button(texts.BUTTON_NEXT, action(View(chosen, page + 1)))] if page < pages else []
    return rows(*before, *after, columns=2)


def _choices(chosen: Filter, counted: Tally) -> Rows:
    """What else can be chosen beside what is chosen already, and the way back to everything."""
    menu = Button(BUTTON_MENU, "menu")
    if not counted.open and chosen == Filter():
        return rows(menu)
    kinds = [
        Button(texts.BUTTON_AREA, action(View(chosen, 1, "area"))),
        Button(texts.BUTTON_LEVEL, action(View(chosen, 1, "level"))),
    ]
    if counted.late and not chosen.late:
        label = texts.BUTTON_LATE.format(count=counted.late)
        kinds.append(Button(label, action(View(replace(chosen, late=True), 1))))
    if not chosen.mine:
        kinds.append(Button(texts.BUTTON_MINE, action(View(replace(chosen, mine=True), 1))))
    everything = [Button(texts.BUTTON_ALL, action(View(Filter(), 1)))] if chosen != Filter() else []
    return (*rows(*(kinds if counted.open else []), columns=2), *rows(*everything, menu))


async def _choose_level(turn: Turn, view: View) -> None:
    """The levels of which there are open cases, the most urgent first."""
    counts = await by_level(turn.work.session, await _wanted(turn, view.filter), turn.now)
    buttons = [
        _counted(level_in_words(level).capitalize(), count, replace(view.filter, level=level))
        for level, count in sorted(counts.items(), reverse=True)
    ]
    turn.say(texts.WHICH_LEVEL, rows(*buttons, _back(view.filter)), in_place=True)


async def _choose_area(turn: Turn, view: View) -> None:
    """The stadsdelen of which there are open cases; or the parts of one area, and that area as a whole."""
    areas = turn.knowledge.areas
    counts = await by_area(turn.work.session, await _wanted(turn, replace(view.filter, area=None)), turn.now)

    def inside(area: str) -> int:
        places = areas.within(area)
        return sum(count for there, count in counts.items() if there in places)

    whole = view.choose if view.choose in areas.by_id else None
    buttons = []
    for area in areas.by_id.values():
        if area.within == whole and (count := inside(area.id)):
            parted = whole is None and sum(bool(inside(part.id)) for part in areas.inside(area.id)) > 1
            label = texts.COUNTED.format(what=area.name, count=count)
            into = View(view.filter, 1, area.id) if parted else View(replace(view.filter, area=area.id), 1)
            buttons.append(Button(label, action(into)))
    if whole is not None:
        label = texts.WHOLE.format(area=areas.name(whole), count=inside(whole))
        buttons.insert(0, Button(label, action(View(replace(view.filter, area=whole), 1))))
        text, back = texts.WHICH_PART.format(area=escape(areas.name(whole))), View(view.filter, 1, "area")
    else:
        if None in counts:
            buttons.append(_counted(texts.NOWHERE.capitalize(), counts[None], replace(view.filter, area=NOWHERE)))
        text, back = texts.WHICH_AREA, View(view.filter, 1)
    turn.say(text, rows(*buttons, Button(texts.BUTTON_BACK, action(back))), in_place=True)


def _counted(what: str, count: int, chosen: Filter) -> Button:
    return Button(texts.COUNTED.format(what=what, count=count), action(View(chosen, 1)))


def _back(chosen: Filter) -> Button:
    return Button(texts.BUTTON_BACK, action(View(chosen, 1)))


async def _wanted(turn: Turn, chosen: Filter) -> Wanted:
    """The filter among the areas that this coordinator follows; a case without a known area is everybody's."""
    coordinators = await turn.work.people.coordinators()
    followed = areas_followed(turn.person, coordinators, turn.knowledge.areas)
    areas: frozenset[str | None] | None = None if followed is None else followed | {None}
    if chosen.area == NOWHERE:
        areas = frozenset({None})
    elif chosen.area is not None:
        places = turn.knowledge.areas.within(chosen.area)
        areas = frozenset(places if followed is None else places & followed)
    return Wanted(areas, chosen.level, chosen.late, await _own(turn) if chosen.mine else None)


async def _own(turn: Turn) -> frozenset[str]:
    """The codes of the open cases on which this coordinator acted last."""
    held = await holders(turn.work.session)
    return frozenset(code for code, key in held.items() if key == turn.work.cases.actor_key(code, turn.person.id))
