"""Planning a visit, by buttons or in a sentence: when and where, never whom.

The buttons carry what was chosen, so that they work whatever was said in between; the conversation is only there for
what is typed in place of a tap. Guests plan none: they cannot report, so that nothing could follow.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.dates import WEEKDAYS, full_day
from bot.dialogue import help_now, originals
from bot.dialogue.menu import UNINVITED
from bot.dialogue.reporting import report_opening
from bot.dialogue.texts import visits as texts
from bot.dialogue.turn import Turn, rows
from bot.dialogue.visiting import visit_after, visit_book, visit_mine
from bot.dialogue.visiting.visit_plan import FARTHEST, FIRST_HOUR, LAST_HOUR, Visit, checklist_at, visit_at
from bot.dialogue.visiting.visit_questions import (
    AREA,
    DAY,
    DIALOGUE,
    Plan,
    ask_area,
    ask_day,
    ask_time,
    ask_to_type_time,
    chosen,
)
from bot.dialogue.visiting.visit_typed import (
    Asked,
    area_in,
    is_changed,
    is_over,
    read_visit,
    says_called_off,
    says_how_it_went,
    says_nobody_home,
)
from bot.dialogue.visiting.visit_words import visit_in_words
from bot.language.moments import moment_in
from bot.language.places import words_of_name
from bot.message import Button
from bot.settings import TIMEZONE

LATELY = timedelta(days=30)
LONGEST_NAME = 5
"""Words in which somebody types an area."""

MOST_WORDS_OF_UNKNOWN = 2


async def tapped(turn: Turn, args: Sequence[str] = ()) -> None:
    """The button and command `visit`, and the buttons `visit:WHAT:...`."""
    if not turn.person.role.may_report:
        turn.say(texts.INVITATION_NEEDED, UNINVITED)
        return
    what, *rest = args or [DAY]
    elsewhere = {**visit_mine.BUTTONS, **visit_after.BUTTONS}.get(what)
    if elsewhere is not None:
        await elsewhere(turn, rest)
    elif (step := STEPS.get(what)) is not None and (plan := chosen(turn, rest)) is not None:
        await step(turn, plan)
    else:
        ask_day(turn, Plan())


async def typed(turn: Turn, args: Sequence[str] = ()) -> None:
    """The command /bezoek, with or without a day and a time behind it."""
    if not (args and await take(turn, " ".join(["bezoek", *turn.message.text.split()[1:]]))):
        await tapped(turn)


async def take(turn: Turn, text: str) -> bool:
    """What was typed, when it plans a visit, says that one is over, or answers what was asked here; else False."""
    reading = turn.reading
    if reading is None:
        return False
    if is_over(text):
        await visit_after.over(turn)
        return True
    if says_how_it_went(text) and await visit_book.newest_asked(turn) is not None:
        await visit_after.over(turn)
        return True
    if says_nobody_home(text) or says_called_off(text):
        return await visit_after.answered(turn, nobody=says_nobody_home(text))
    if is_changed(text) and await visit_book.visits_of(turn):
        await visit_mine.mine(turn)
        return True
    spans = reading.anonymous.identifiers if text == turn.message.text.strip() else ()
    today, clock = visit_book.today(turn), visit_book.clock(turn)
    asked = read_visit(text, turn.knowledge.areas, today, spans, reading.place, clock)
    if asked is not None:
        await _asked(turn, asked)
        return True
    return await _answered(turn, text)


async def _asked(turn: Turn, asked: Asked) -> None:
    """A visit that was typed. Its area is that of the volunteer where none was named."""
    if asked.named:
        originals.take_away_text(turn, turn.message.id, originals.held(turn.reading) or texts.A_NAME)
        turn.say(texts.NO_NAME_NEEDED)
    if not turn.person.role.may_report:
        turn.say(texts.INVITATION_NEEDED, UNINVITED)
        return
    whole = asked.day is not None and asked.at is not None
    plan = Plan(asked.day, asked.at, asked.area or (turn.person.area if whole else None), asks_area=not whole)
    if asked.day is None and asked.names_day:
        ask_day(turn, plan, texts.WHICH_DAY_UNCLEAR)
    else:
        await go_on(turn, plan)


async def _answered(turn: Turn, text: str) -> bool:
    """A day, a time or an area, typed where one was asked."""
    if turn.state is None or turn.state.dialogue != DIALOGUE or turn.reading is None:
        return False
    step, plan = turn.state.step, Plan.from_data(turn.state.data)
    moment = moment_in(text, visit_book.today(turn), visit_book.clock(turn))
    said = not moment.left and (moment.day is not None or moment.at is not None)
    if step == AREA:
        area = area_in(text, turn.knowledge.areas)
        area = area or (turn.reading.place if len(text.split()) <= LONGEST_NAME else None)
        if area is not None:
            await go_on(turn, replace(plan, area=area, asks_area=False))
            return True
    if said:
        await go_on(turn, replace(plan, day=moment.day or plan.day, at=moment.at or plan.at))
    elif step == AREA:
        return False
    elif not moment.left and moment.names_day:
        ask_day(turn, plan, texts.WHICH_DAY_UNCLEAR)
    elif not moment.left:
        ask_again = f"{texts.NOT_A_TIME} {texts.TYPE_TIME}"
        ask_to_type_time(turn, plan, ask_again) if plan.day else ask_day(turn, plan)
    return not moment.left


def asks_area(turn: Turn) -> bool:
    """Whether the area of a visit is asked now."""
    return turn.state is not None and turn.state.dialogue == DIALOGUE and turn.state.step == AREA


def names_no_area(turn: Turn, text: str) -> bool:
    """Whether a word or two were typed where an area is asked: more, or a question, is meant for something else."""
    return asks_area(turn) and "?" not in text and 1 <= len(words_of_name(text)) <= MOST_WORDS_OF_UNKNOWN


def ask_area_again(turn: Turn) -> None:
    """Says that there is no such area, and shows those that there are."""
    assert turn.state is not None, "only where an area is asked"
    ask_area(turn, Plan.from_data(turn.state.data), help_now.with_help(turn, texts.NO_SUCH_AREA))


async def go_on(turn: Turn, plan: Plan) -> None:
    """Asks what is not known yet, says it when something cannot be, or plans the visit."""
    today, local = visit_book.today(turn), turn.now.astimezone(TIMEZONE)
    if plan.day is None:
        ask_day(turn, plan)
    elif plan.day < today or (plan.at is not None and datetime.combine(plan.day, plan.at, TIMEZONE) <= local):
        _say_past(turn, plan.day, plan.at)
    elif (was := _was_lately(plan.day, today)) is not None:
        _say_past(turn, was, plan.at)
    elif plan.day - today > FARTHEST:
        day = full_day(plan.day, year=True).capitalize()
        ask_day(turn, replace(plan, day=None), texts.TOO_FAR.format(day=day))
    elif plan.at is None:
        ask_time(turn, plan)
    elif not FIRST_HOUR <= plan.at < LAST_HOUR:
        ask_to_type_time(turn, plan, texts.AT_NIGHT.format(time=f"{plan.at:%H:%M}"))
    elif plan.asks_area and plan.area is None:
        ask_area(turn, plan)
    else:
        await keep(turn, visit_at(plan.day, plan.at, plan.area), plan.number)


def _was_lately(day: date, today: date) -> date | None:
    """The same date in the year before, when that was lately: who types it on 31 December means 30 December past."""
    before = day - timedelta(days=366 if isleap(day.year) and day.month > 2 else 365)
    return before if timedelta() < today - before <= LATELY else None


def _say_past(turn: Turn, day: date, at: time | None) -> None:
    turn.end()
    said = full_day(day).capitalize()
    text = texts.PAST.format(day=said, time=f"{at:%H:%M}") if at else texts.PAST_DAY.format(day=said)
    turn.say(text, rows(Button(texts.BUTTON_REPORT, "report"), Button(texts.BUTTON_PLAN_NEW, "visit")))


async def _ask_other_time(turn: Turn, plan: Plan) -> None:
    ask_to_type_time(turn, plan)


async def _ask_time_again(turn: Turn, plan: Plan) -> None:
    await go_on(turn, replace(plan, at=None))


async def _ask_elsewhere(turn: Turn, plan: Plan) -> None:
    if plan.day is None or plan.at is None:
        await go_on(turn, plan)
    else:
        ask_area(turn, plan, everywhere=True)


STEPS: Mapping[str, Callable[[Turn, Plan], Awaitable[None]]] = {
    "on": go_on,
    "at": go_on,
    "in": go_on,
    "other": _ask_other_time,
    "when": _ask_time_again,
    "else": _ask_elsewhere,
    "change": go_on,
}


async def keep(turn: Turn, visit: Visit, number: int | None) -> None:
    """Plans a visit, or changes the one with this number."""
    if turn.state is not None and turn.state.dialogue == DIALOGUE:
        turn.end()
    there = await visit_book.visits_of(turn)
    before = next((planned for at, planned in there if at == number), None)
    same = next((at for at, other in there if (other.at, other.area) == (visit.at, visit.area)), None)
    wanted = await turn.work.reminders.are_wanted(turn.person)
    if same is not None:
        number, text = same, texts.THERE_ALREADY
        visit = next(planned for at, planned in there if at == same)
    elif before is None and len(there) >= visit_book.MOST:
        turn.say(texts.TOO_MANY.format(count=len(there)), rows(Button(texts.BUTTON_MINE, "visit:mine")))
        return
    else:
        text = texts.PLANNED if before is None else texts.CHANGED
        now_due = turn.now.astimezone(TIMEZONE) >= checklist_at(visit)
        number = await visit_book.keep(turn, replace(visit, prepared=now_due and wanted), number if before else None)
    comes = checklist_at(visit)
    later = turn.now.astimezone(TIMEZONE) < comes
    has_list = same is not None and wanted and not later
    what_comes = texts.LIST_SENT if has_list else _what_comes(turn, comes, wanted, later)
    said = [text.format(visit=visit_in_words(visit, turn.knowledge)), what_comes]
    prepare = [Button(texts.BUTTON_PREPARE, f"visit:show:{number}")] if later or same is not None or not wanted else []
    turn.say("\n".join(said), (*visit_mine.buttons(number), *rows(*prepare), *report_opening.way_back(turn)))
    if not prepare:
        visit_mine.show_checklist(turn, [(number, visit)])


def _what_comes(turn: Turn, comes: datetime, wanted: bool, later: bool) -> str:
    if not wanted:
        return texts.OFF_NOW
    if not later:
        return texts.LIST_NOW
    ahead = (comes.date() - visit_book.today(turn)).days
    evening = texts.EVENINGS["today" if ahead == 0 else "tomorrow" if ahead == 1 else "later"]
    return texts.LIST_COMES.format(when=evening.format(weekday=WEEKDAYS[comes.weekday()]).capitalize())
