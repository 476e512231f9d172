"""What is asked of a visit that is to be planned: the day, the time, the area. Each button carries what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.dialogue.texts import visits as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, row_number, rows
from bot.dialogue.visiting import visit_book
from bot.dialogue.visiting.visit_words import day_in_words
from bot.message import Button, Rows
from bot.settings import TIMEZONE

DIALOGUE = "visit"
DAY, TIME, AREA = "day", "time", "area"
NEW = "0"
"""In a button in place of the number of a visit, which is not planned yet; and of a day, which is not chosen yet."""
NOWHERE = "-"
DAYS_SHOWN = 7
TIMES_SHOWN = tuple(time(hour) for hour in (9, 10, 11, 13, 14, 15, 16, 19))


@dataclass(frozen=True)
class Plan:
    """What was chosen so far. `number` is that of the visit that is changed; `asks_area` says whether to ask where."""

    day: date | None = None
    at: time | None = None
    area: str | None = None
    number: int | None = None
    asks_area: bool = True

    def as_data(self) -> dict[str, str | int | bool | None]:
        day, at = self.day.isoformat() if self.day else None, self.at.isoformat() if self.at else None
        return {"day": day, "at": at, "area": self.area, "number": self.number, "asks_area": self.asks_area}

    @staticmethod
    def from_data(data: Mapping[str, str]) -> Plan:
        day, at = data["day"], data["at"]
        return Plan(
            date.fromisoformat(day) if day else None,
            time.fromisoformat(at) if at else None,
            data["area"],
            int(data["number"]) if data["number"] else None,
            bool(data["asks_area"]),
        )


def ask_day(turn: Turn, plan: Plan, note: str = texts.WHICH_DAY) -> None:
    today = visit_book.today(turn)
    ends = turn.now.astimezone(TIMEZONE).time() >= TIMES_SHOWN[-1]
    days = [today + timedelta(days=n) for n in range(ends, DAYS_SHOWN + ends)]
    number = plan.number or NEW
    buttons = [Button(day_in_words(day, today).capitalize(), f"visit:on:{day:%Y%m%d}:{number}") for day in days]
    _ask(turn, DAY, plan, note, rows(*buttons, Button(BUTTON_MENU, "menu")))


def ask_time(turn: Turn, plan: Plan) -> None:
    assert plan.day is not None, "the day is known before the time is asked"
    now = turn.now.astimezone(TIMEZONE)
    there = [at for at in TIMES_SHOWN if datetime.combine(plan.day, at, TIMEZONE) > now]
    number = plan.number or NEW
    buttons = [Button(f"{at:%H:%M}", f"visit:at:{plan.day:%Y%m%d}{at:%H%M}:{number}") for at in there]
    other = rows(Button(texts.BUTTON_OTHER_TIME, f"visit:other:{plan.day:%Y%m%d}:{number}"))
    text = texts.WHICH_TIME.format(day=day_in_words(plan.day, visit_book.today(turn)).capitalize())
    back = rows(Button(texts.BUTTON_BACK, f"visit:change:{NEW}:{number}"))
    _ask(turn, TIME, plan, text, (*rows(*buttons, columns=2), *other, *back))


def ask_to_type_time(turn: Turn, plan: Plan, text: str = texts.TYPE_TIME) -> None:
    _ask(turn, TIME, replace(plan, at=None), text, rows(_back_to_time(plan)))


def _back_to_time(plan: Plan) -> Button:
    """The times to choose from, whatever time was chosen before."""
    day = f"{plan.day:%Y%m%d}" if plan.day is not None else NEW
    return Button(texts.BUTTON_BACK, f"visit:when:{day}:{plan.number or NEW}")


def resume_button(plan: Plan) -> Button:
    """The way back to a visit that is being planned: to the first question that is not answered yet."""
    when = f"{plan.day:%Y%m%d}" if plan.day is not None else NEW
    when += f"{plan.at:%H%M}" if plan.day is not None and plan.at is not None else ""
    return Button(texts.BUTTON_RESUME, f"visit:at:{when}:{plan.number or NEW}")


def ask_area(turn: Turn, plan: Plan, note: str | None = None, *, everywhere: bool = False) -> None:
    """Their own area first, and what lies in it; else the parts of town."""
    assert plan.day is not None and plan.at is not None, "when it is comes before where"
    areas, own = turn.knowledge.areas, areas_own(turn)
    action = f"{plan.day:%Y%m%d}{plan.at:%H%M}:{plan.number or NEW}"
    if own is not None and not everywhere:
        places = [areas.by_id[own], *(area for area in areas.inside(own) if area.level == "wijk")]
        more = [Button(texts.BUTTON_ELSEWHERE, f"visit:else:{action}")]
    else:
        places, more = list(areas.stadsdelen()), []
    buttons = [Button(place.name, f"visit:in:{action}:{place.id}") for place in places]
    text = texts.WHICH_AREA.format(
        day=day_in_words(plan.day, visit_book.today(turn)).capitalize(), time=f"{plan.at:%H:%M}"
    )
    more += [Button(texts.BUTTON_NO_AREA, f"visit:in:{action}:{NOWHERE}"), _back_to_time(plan)]
    _ask(turn, AREA, plan, f"{note}\n\n{text}" if note else text, rows(*buttons, *more))


def areas_own(turn: Turn) -> str | None:
    return turn.person.area if turn.person.area in turn.knowledge.areas.by_id else None


def _ask(turn: Turn, step: str, plan: Plan, text: str, buttons: Rows) -> None:
    turn.begin(DIALOGUE, step, plan.as_data())
    turn.say(text, buttons)


def chosen(turn: Turn, args: Sequence[str]) -> Plan | None:
    """What a button says, with what was typed before it; None when it says nothing that can be."""
    try:
        when, number, *area = args
        day = date.fromisoformat(when[:8]) if when[:8] != NEW else None
        at = time.fromisoformat(when[8:]) if len(when) > 8 else None
    except ValueError:
        return None
    if not when.isdecimal():
        return None
    changed = row_number(number)
    plan = Plan(day, at, None, changed if changed > 0 else None)
    if turn.state is not None and turn.state.dialogue == DIALOGUE:
        before = Plan.from_data(turn.state.data)
        if before.number == plan.number and day is not None:
            plan = replace(plan, at=at or before.at, area=before.area, asks_area=before.asks_area)
    if not area:
        return plan
    known = area[0] in turn.knowledge.areas.by_id
    return replace(plan, area=area[0] if known else None, asks_area=False)
