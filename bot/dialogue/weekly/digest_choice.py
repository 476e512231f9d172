"""Each coordinator sets when the weekoverzicht comes, and of which areas, or lets it rest for a while."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.dates import WEEKDAYS, dutch_date
from bot.dialogue.coordinate import may
from bot.dialogue.texts import digest_choice as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import REPORT, Turn, rows
from bot.dialogue.weekly.digest_wish import EARLIEST, LATEST, OPEN, Wish, understood
from bot.digest.choice import areas_told, due, is_theirs, moment_of, toggled
from bot.markup import escape
from bot.message import Button, Kind, Rows
from bot.settings import TIMEZONE
from bot.store.digests import DigestChoice
from bot.store.people import Person

DIALOGUE = "choose"
WEEKS = (2, 4)
NO_END = datetime(2999, 1, 1, tzinfo=UTC)
"""Until then a pause lasts that has no end."""


async def tapped(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `choose`, `choose:WHAT`, which asks, and `choose:WHAT:VALUE`, and the command with words."""
    if not await may(turn):
        return
    choice, by_id = await turn.work.digests.choice(turn.person), turn.knowledge.areas.by_id
    typed = turn.message.kind is Kind.TEXT and turn.message.text.startswith("/") and bool(args)
    match list(args):
        case _ if typed:
            await _typed(turn, choice, " ".join(args))
        case ["day" | "time" | "area" | "pause" as what]:
            _ask(turn, choice, what)
        case ["area", "all"] if not _is_theirs(turn, turn.knowledge.areas.municipality):
            _refuse(turn, choice, turn.knowledge.areas.municipality)
        case ["area", area] | ["area", "in", area] if area in by_id and not _is_theirs(turn, area):
            _refuse(turn, choice, area)
        case ["area", "in", area] if area in by_id:
            _ask_areas(turn, choice, area)
        case ["area", "own" | "all"]:
            areas = None if args[1] == "own" else (turn.knowledge.areas.municipality,)
            await _keep(turn, replace(choice, areas=areas))
            _ask(turn, replace(choice, areas=areas), "area")
        case ["area", area] if area in by_id:
            await _toggle(turn, choice, area)
        case [("day" | "time" | "pause" | "resume") as what, *value]:
            wish = _wish(what, value)
            await (_change(turn, choice, wish) if wish else _show(turn, choice))
        case _:
            await _show(turn, choice)


def is_running(turn: Turn) -> bool:
    """Whether somebody is at these settings, so that a bare day or time is meant for them."""
    return turn.state is not None and turn.state.dialogue == DIALOGUE


def fits(turn: Turn) -> bool:
    """Whether what was typed says when or of what they want the weekoverzicht."""
    return understood(turn.message.text, turn.knowledge.areas) is not None


async def heard(turn: Turn) -> None:
    """A typed day, time, area or pause."""
    await _typed(turn, await turn.work.digests.choice(turn.person), turn.message.text)


def _listen(turn: Turn) -> None:
    """What is typed next may be meant for these settings; not in a report, where it is an answer."""
    if turn.state is None or turn.state.dialogue != REPORT:
        turn.begin(DIALOGUE, "shown", {})


def said(choice: DigestChoice, turn: Turn) -> str:
    """How somebody gets the digest, in a sentence. Markdown."""
    moment = moment_of(choice, turn.digest_time)
    values = {
        "day": WEEKDAYS[moment.weekday],
        "time": _time(moment.at),
        "areas": _areas(choice, turn),
    }
    until = choice.paused_until
    if until is None or until <= turn.now:
        return texts.STANDING.format(**values)
    if until >= NO_END:
        return texts.PAUSED_OPEN.format(**values)
    return texts.PAUSED.format(until=dutch_date(until.astimezone(TIMEZONE).date()), **values)


async def _typed(turn: Turn, choice: DigestChoice, text: str) -> None:
    wish = understood(text, turn.knowledge.areas)
    if wish is None:
        turn.say(texts.NOT_UNDERSTOOD, _buttons(choice, turn))
    elif others := [area for area in wish.areas or () if not _is_theirs(turn, area)]:
        _refuse(turn, choice, others[0])
    else:
        await _change(turn, choice, wish)


def _is_theirs(turn: Turn, area: str) -> bool:
    return is_theirs(area, turn.person.area, turn.knowledge.areas)


def _refuse(turn: Turn, choice: DigestChoice, area: str) -> None:
    """Says that an area, or the municipality, is not theirs; nothing changes."""
    _listen(turn)
    areas = turn.knowledge.areas
    name = texts.BUTTON_WHOLE if area == areas.municipality else escape(areas.name(area))
    turn.say(texts.NOT_YOURS.format(area=name, own=escape(areas.name(turn.person.area))), _buttons(choice, turn))


def _wish(what: str, value: Sequence[str]) -> Wish | None:
    """What a button asks; None for one that was never made."""
    if what == "resume":
        return Wish(resume=True)
    number = int(value[0]) if len(value) == 1 and value[0].isdecimal() and len(value[0]) <= 2 else -1
    if what == "day" and 0 <= number < len(WEEKDAYS):
        return Wish(weekday=number)
    if what == "time" and EARLIEST <= number <= LATEST:
        return Wish(minute=60 * number)
    return Wish(pause=number) if what == "pause" and number in (*WEEKS, OPEN) else None


async def _change(turn: Turn, choice: DigestChoice, wish: Wish) -> None:
    changed = DigestChoice(
        weekday=choice.weekday if wish.weekday is None else wish.weekday,
        minute=choice.minute if wish.minute is None else wish.minute,
        areas=choice.areas if wish.areas is None else wish.areas or None,
        paused_until=choice.paused_until,
    )
    if wish.pause is not None:
        until = NO_END if wish.pause == OPEN else turn.now + timedelta(weeks=wish.pause)
        changed = replace(changed, paused_until=until)
    elif wish.resume and choice.paused_until is not None:
        # What fell due in the pause stays untold: the end of a pause is kept, not forgotten.
        changed = replace(changed, paused_until=min(choice.paused_until, turn.now))
    await _keep(turn, changed)
    await _show(turn, changed)


async def _keep(turn: Turn, choice: DigestChoice) -> None:
    await turn.work.digests.choose(turn.person, choice)


async def _show(turn: Turn, choice: DigestChoice) -> None:
    _listen(turn)
    newest = (await turn.work.digests.newest()).get(turn.person.id)
    now_due = due(choice, turn.digest_time, turn.now, newest.week if newest else None)
    comes = now_due is not None and await _was_there(turn, turn.person, now_due.week.end())
    parts = [
        said(choice, turn),
        *([texts.COMES_NOW.format(number=now_due.week.number)] if now_due and comes else []),
        texts.URGENT,
        texts.TYPED,
    ]
    turn.say("\n\n".join(parts), _buttons(choice, turn), in_place=True)


async def _was_there(turn: Turn, person: Person, before: datetime) -> bool:
    return person.id in {one.id for one in await turn.work.people.coordinators(since=before)}


def _buttons(choice: DigestChoice, turn: Turn) -> Rows:
    resting = choice.paused_until is not None and choice.paused_until > turn.now
    rest = Button(texts.BUTTON_RESUME, "choose:resume") if resting else Button(texts.BUTTON_PAUSE, "choose:pause")
    asks = [
        Button(texts.BUTTON_DAY, "choose:day"),
        Button(texts.BUTTON_TIME, "choose:time"),
        Button(texts.BUTTON_AREAS, "choose:area"),
        rest,
    ]
    return (*rows(*asks, columns=2), (Button(BUTTON_MENU, "menu"),))


def _ask(turn: Turn, choice: DigestChoice, what: str) -> None:
    _listen(turn)
    moment = moment_of(choice, turn.digest_time)
    match what:
        case "day":
            text = texts.WHICH_DAY.format(day=WEEKDAYS[moment.weekday])
            buttons = [Button(day.capitalize(), f"choose:day:{number}") for number, day in enumerate(WEEKDAYS)]
            columns = 2
        case "time":
            text = texts.WHICH_TIME.format(time=_time(moment.at))
            buttons = [Button(f"{hour}.00", f"choose:time:{hour}") for hour in range(EARLIEST, LATEST + 1)]
            columns = 2
        case "pause":
            text = texts.HOW_LONG
            buttons = [Button(texts.BUTTON_WEEKS.format(count=weeks), f"choose:pause:{weeks}") for weeks in WEEKS]
            buttons.append(Button(texts.BUTTON_OPEN, f"choose:pause:{OPEN}"))
            columns = 2
        case _:
            _ask_areas(turn, choice, None)
            return
    turn.say(text, (*rows(*buttons, columns=columns), _back()), in_place=True)


def _ask_areas(turn: Turn, choice: DigestChoice, inside: str | None) -> None:
    """The stadsdelen to choose from, or the wijken in one; who is bound to an area chooses in that one."""
    areas, own = turn.knowledge.areas, turn.person.area
    told = areas_told(choice, own, areas)
    if own is not None and own in areas.by_id:
        wijken = [_toggle_button(turn, told, area.id) for area in areas.inside(inside or own) if area.level == "wijk"]
        whole = Button(_chosen(texts.BUTTON_OWN, own in told), "choose:area:own")
        buttons = (*rows(whole), *rows(*wijken), _back())
    elif inside is not None:
        wijken = [_toggle_button(turn, told, area.id) for area in areas.inside(inside)]
        buttons = (*rows(*wijken), (Button(texts.BUTTON_BACK, "choose:area"),))
    else:
        whole = Button(_chosen(texts.BUTTON_WHOLE, not told), "choose:area:all")
        parts = [
            (
                _toggle_button(turn, told, area.id),
                Button(texts.BUTTON_INSIDE.format(area=area.name), f"choose:area:in:{area.id}"),
            )
            for area in areas.stadsdelen()
        ]
        buttons = (*rows(whole), *parts, _back())
    turn.say(texts.WHICH_AREAS.format(areas=_areas(choice, turn)), buttons, in_place=True)


async def _toggle(turn: Turn, choice: DigestChoice, area: str) -> None:
    areas = turn.knowledge.areas
    told = toggled(areas_told(choice, turn.person.area, areas), area, areas)
    changed = replace(choice, areas=told or None)
    await _keep(turn, changed)
    _ask_areas(turn, changed, areas.by_id[area].within)


def _toggle_button(turn: Turn, told: Sequence[str], area: str) -> Button:
    areas = turn.knowledge.areas
    return Button(_chosen(areas.name(area), bool(set(areas.around(area)) & set(told))), f"choose:area:{area}")


def _chosen(label: str, chosen: bool) -> str:
    return texts.CHOSEN.format(label=label) if chosen else label


def _back() -> tuple[Button, ...]:
    return (Button(texts.BUTTON_BACK, "choose"),)


def _time(at: time) -> str:
    return texts.TIME.format(hour=at.hour, minute=at.minute)


def _areas(choice: DigestChoice, turn: Turn) -> str:
    told = areas_told(choice, turn.person.area, turn.knowledge.areas)
    names = [escape(turn.knowledge.areas.name(area)) for area in told]
    return " en ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else texts.WHOLE
