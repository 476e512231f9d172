"""For coordinators: one case, its card, and moving it on in two taps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.dates import local_day, named_day
from bot.dialogue.coordinate import may
from bot.dialogue.follow_up import case_seen
from bot.dialogue.follow_up.case_card import card, moves_made
from bot.dialogue.texts import cases as texts
from bot.dialogue.texts import my_case as my_texts
from bot.dialogue.turn import Turn, rows
from bot.message import Button, Rows
from bot.settings import TIMEZONE
from bot.store.cases import Case, Doer
from bot.store.deadlines import add_working_days, working_day_from
from bot.store.lifecycle import Actor, Assignee, Ending, Status, may_move, moves_from
from bot.store.people import Person

MORNING = time(8)
LONGEST_WAIT = timedelta(days=60)
WAITS: Mapping[str, Callable[[date], date]] = {
    "day": lambda today: add_working_days(today, 1),
    "week": lambda today: working_day_from(today + timedelta(days=7)),
    "fortnight": lambda today: working_day_from(today + timedelta(days=14)),
    "month": lambda today: working_day_from(today + timedelta(days=30)),
}
"""How long a case may rest -> the working day on which it comes back."""


@dataclass(frozen=True)
class Move:
    """What a coordinator chose: where the case goes, and to whom, until when, or how it ended."""

    status: Status
    assigned_to: Assignee | None = None
    wait_until: datetime | None = None
    outcome: Ending | None = None


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `case:CODE`, `case:CODE:card`, `case:CODE:which:STATUS:MOVES`, `case:CODE:go:MOVES:STATUS:DETAIL`,
    and `case:CODE:erase` and `case:CODE:erased`. MOVES is the state that the card showed (see `moves_made`)."""
    if not await may(turn):
        return
    code, *rest = args or [""]
    case = await turn.work.cases.find(code)
    if case is None:
        turn.say(texts.UNKNOWN, rows(Button(texts.BUTTON_LIST, "cases")))
        return
    match rest:
        case ["which", status, moves] if status in texts.WHICH:
            await _ask_which(turn, case, status, moves)
        case ["go", moves, *chosen]:
            await _move(turn, case, moves, read_move(chosen, local_day(turn.now)))
        case ["erase"] if case.status is not Status.WITHDRAWN:
            yes, back = (
                Button(texts.BUTTON_ERASE_YES, f"case:{code}:erased"),
                Button(texts.BUTTON_BACK, f"case:{code}:card"),
            )
            turn.say(texts.ERASE.format(code=code), rows(yes, back), in_place=True)
        case ["erased"]:
            await _erase(turn, case)
        case _:
            await show(turn, case, in_place=rest == ["card"])


async def _erase(turn: Turn, case: Case) -> None:
    """What the resident wants gone is gone: the report, its note and its signals. The code and its steps stay."""
    by = Doer(Actor.COORDINATOR, turn.work.cases.actor_key(case.code, turn.person.id))
    reporter = await reporter_of(turn, case)
    if not await turn.work.cases.move(case, Status.WITHDRAWN, by, turn.now):
        await show(turn, case, texts.CHANGED, in_place=True)
        return
    await turn.work.reports.blank(case.report_id, turn.now)
    if reporter is not None and reporter.id != turn.person.id:
        await turn.tell(reporter, f"case:{case.code}:erased", texts.TOLD_ERASED.format(code=case.code))
    turn.say(texts.ERASED.format(code=case.code), rows(Button(texts.BUTTON_LIST, "cases")), in_place=True)


async def show(turn: Turn, case: Case, note: str | None = None, *, in_place: bool = False) -> None:
    """The card, with a line above it, and below it what can be done."""
    events = await turn.work.cases.history.of(case.code)
    own_key = turn.work.cases.actor_key(case.code, turn.person.id)
    reporter = await reporter_of(turn, case)
    text = card(case, events, own_key, turn.now, turn.knowledge)
    if reporter is None and case.status is not Status.WITHDRAWN:
        text = f"{text}\n{texts.REPORTER_GONE}"
    if note is not None:
        text = f"{note}\n\n{text}"
    case_seen.note(turn, case.code, moves_made(events))
    turn.say(text, _buttons(turn, case, moves_made(events), reporter), in_place=in_place)


async def reporter_of(turn: Turn, case: Case) -> Person | None:
    """Who reported this; None when they left, or blocked the bot."""
    people = turn.work.people
    reporter = await people.by_reporter_key(case.reporter_key) if case.reporter_key else None
    return reporter if reporter is not None and await people.can_be_reached(reporter) else None


def read_move(chosen: Sequence[str], today: date) -> Move | None:
    """A move as it stands in a button; None when it is none, or not any more."""
    try:
        match chosen:
            case [Status.IN_HAND.value]:
                return Move(Status.IN_HAND)
            case [Status.ASSIGNED.value, to]:
                return Move(Status.ASSIGNED, assigned_to=Assignee(to))
            case [Status.DONE.value, how]:
                return Move(Status.DONE, outcome=Ending(how))
            case [Status.WAITING.value, day] if today < date.fromisoformat(day) <= today + LONGEST_WAIT:
                return Move(Status.WAITING, wait_until=datetime.combine(date.fromisoformat(day), MORNING, TIMEZONE))
    except ValueError:
        return None
    return None


def _buttons(turn: Turn, case: Case, moves: int, reporter: Person | None) -> Rows:
    buttons = []
    for status in moves_from(case.status, Actor.COORDINATOR, case.assigned_to):
        if status is Status.WITHDRAWN:
            continue  # not among the steps of the work: it stands apart, below
        if status is Status.IN_HAND:
            label = texts.BUTTON_IN_HAND_AGAIN.get(case.status, texts.BUTTONS[status])
            buttons.append(Button(label, f"case:{case.code}:go:{moves}:{status}"))
        else:
            buttons.append(Button(texts.BUTTONS[status], f"case:{case.code}:which:{status}:{moves}"))
    if reporter is not None and reporter.id != turn.person.id and case.status is not Status.WITHDRAWN:
        buttons.append(Button(texts.BUTTON_ASK, f"relay:{Actor.REPORTER}:{case.code}"))
    erase = [Button(texts.BUTTON_ERASE, f"case:{case.code}:erase")] if case.status is not Status.WITHDRAWN else []
    return (*rows(*buttons, columns=2), *rows(Button(texts.BUTTON_LIST, "cases"), *erase))


async def _ask_which(turn: Turn, case: Case, status: str, moves: str) -> None:
    """To whom, until when, or how: the card makes place for the choice. An older card is shown as it is now."""
    possible = may_move(case.status, Status(status), Actor.COORDINATOR, case.assigned_to)
    if not possible or moves != str(moves_made(await turn.work.cases.history.of(case.code))):
        await show(turn, case, texts.CHANGED, in_place=True)
        return
    today = local_day(turn.now)
    choices: dict[str, str]
    match Status(status):
        case Status.ASSIGNED:
            there = await reporter_of(turn, case) is not None
            choices = {to: label for to, label in texts.ASSIGN_TO.items() if there or to != Assignee.VOLUNTEER}
        case Status.WAITING:
            days = {name: later(today) for name, later in WAITS.items()}
            choices = {day.isoformat(): texts.WAITS[name].format(day=named_day(day)) for name, day in days.items()}
        case _:
            choices = {ending: label.capitalize() for ending, label in texts.ENDINGS.items()}
    buttons = (Button(label, f"case:{case.code}:go:{moves}:{status}:{choice}") for choice, label in choices.items())
    back = Button(texts.BUTTON_BACK, f"case:{case.code}:card")
    turn.say(texts.WHICH[status].format(code=case.code), rows(*buttons, back), in_place=True)


async def _move(turn: Turn, case: Case, moves: str, move: Move | None) -> None:
    events = await turn.work.cases.history.of(case.code)
    by = Doer(Actor.COORDINATOR, turn.work.cases.actor_key(case.code, turn.person.id))
    to_nobody = move and move.assigned_to is Assignee.VOLUNTEER and await reporter_of(turn, case) is None
    if move is None or to_nobody or moves != str(moves_made(events)):
        moved = False
    else:
        moved = await turn.work.cases.move(
            case,
            move.status,
            by,
            turn.now,
            assigned_to=move.assigned_to,
            wait_until=move.wait_until,
            outcome=move.outcome,
        )
    after = await turn.work.cases.find(case.code)
    assert after is not None, "a case does not go in the middle of a turn"
    if moved:
        await _tell_reporter(turn, case, after, len(events))
    await show(turn, after, None if moved else texts.CHANGED, in_place=True)


async def _tell_reporter(turn: Turn, before: Case, after: Case, step: int) -> None:
    """What the reporter may know of a move: that it was picked up, is theirs or is not any more, and how it ended."""
    told, buttons = _news(before, after)
    reporter = await turn.work.people.by_reporter_key(after.reporter_key) if told and after.reporter_key else None
    if reporter is not None and reporter.id != turn.person.id:
        await turn.tell(reporter, f"case:{after.code}:{step}", told, buttons)


def _news(before: Case, after: Case) -> tuple[str, Rows]:
    code, was_theirs = after.code, before.assigned_to is Assignee.VOLUNTEER
    open_it = rows(Button(my_texts.BUTTON_SHOW.format(code=code), f"mycase:{code}"))
    write = Button(my_texts.BUTTON_WRITE, f"relay:{Actor.COORDINATOR}:{code}")
    match after.status:
        case Status.DONE:
            how = texts.TOLD_ENDINGS[after.outcome or ""]
            return texts.TOLD_ENDED.format(code=code, how=how), ()
        case Status.IN_HAND if before.status is Status.DONE:
            return texts.TOLD_REOPENED.format(code=code), open_it
        case Status.IN_HAND if before.status is not Status.WAITING:
            return texts.TOLD_PICKED_UP.format(code=code), open_it
        case Status.ASSIGNED if after.assigned_to is Assignee.VOLUNTEER:
            accept = Button(my_texts.BUTTONS[Status.IN_HAND], f"mycase:{code}:{Status.IN_HAND}")
            return texts.TOLD_YOURS.format(code=code), rows(accept, write)
        case Status.ASSIGNED if was_theirs:
            return texts.TOLD_NOT_YOURS.format(code=code), ()
        case _:
            return "", ()
