"""For whoever reported a visit: where its follow-up stands, and taking it up when it is theirs."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dates import dutch_date, local_day
from bot.dialogue.follow_up.on_duty import in_charge
from bot.dialogue.texts import cases as case_texts
from bot.dialogue.texts import my_case as texts
from bot.dialogue.texts.start import BUTTON_MENU, BUTTON_MINE
from bot.dialogue.turn import Turn, rows
from bot.message import Button
from bot.store.cases import Case, Doer
from bot.store.lifecycle import Actor, Assignee, Ending, Status, may_move, moves_from

SHOWN_MOVES = (Status.IN_HAND, Status.DONE)


async def own(turn: Turn, code: str) -> Case | None:
    """The case with this code, when it is of a report of this person."""
    case = await turn.work.cases.find(code)
    return case if case and case.reporter_key == turn.work.people.reporter_key(turn.person) else None


async def show(turn: Turn, code: str) -> None:
    """Where the follow-up of one's own report stands."""
    case = await own(turn, code)
    if case is None:
        turn.say(texts.UNKNOWN, rows(Button(BUTTON_MINE, "mine"), Button(BUTTON_MENU, "menu")))
    else:
        _show(turn, case)


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `mycase:CODE`, `mycase:CODE:card`, `mycase:CODE:in-hand` and `mycase:CODE:done:ENDING`."""
    code, *rest = args or [""]
    case = await own(turn, code)
    if case is None or not rest:
        await show(turn, code)
        return
    match rest:
        case [Status.DONE.value] if may_move(case.status, Status.DONE, Actor.REPORTER, case.assigned_to):
            endings = (
                Button(label.capitalize(), f"mycase:{code}:{Status.DONE}:{ending}")
                for ending, label in case_texts.ENDINGS.items()
            )
            back = Button(texts.BUTTON_BACK, f"mycase:{code}:card")
            turn.say(texts.HOW.format(code=code), rows(*endings, back), in_place=True)
        case [Status.DONE.value, ending] if ending in list(Ending):
            await _move(turn, case, Status.DONE, Ending(ending))
        case [Status.IN_HAND.value]:
            await _move(turn, case, Status.IN_HAND)
        case ["card"]:
            _show(turn, case, in_place=True)
        case _:
            _show(turn, case, texts.CHANGED, in_place=True)


async def _move(turn: Turn, case: Case, status: Status, ending: Ending | None = None) -> None:
    by = Doer(Actor.REPORTER, turn.work.cases.actor_key(case.code, turn.person.id))
    moved = await turn.work.cases.move(case, status, by, turn.now, outcome=ending)
    after = await turn.work.cases.find(case.code)
    assert after is not None, "a case does not go in the middle of a turn"
    if not moved:
        note = texts.CHANGED
    elif ending is None:
        note = texts.PICKED_UP
        await _tell(turn, case, status, texts.TOLD_PICKED_UP.format(code=case.code))
    else:
        note = texts.ENDED
        told = texts.TOLD_ENDED.format(code=case.code, how=case_texts.ENDINGS[ending])
        await _tell(turn, case, status, told)
    _show(turn, after, note, in_place=True)


async def _tell(turn: Turn, case: Case, status: Status, text: str) -> None:
    """Tells whoever has the case in charge; that it was picked up only who is waiting for that."""
    if status is Status.IN_HAND and case.holder_key is None:
        return
    steps = len(await turn.work.cases.history.of(case.code))
    coordinators = await turn.work.people.coordinators()
    button = rows(Button(case_texts.BUTTON_OPEN.format(code=case.code), f"case:{case.code}"))
    roster = await turn.work.duty.today(turn.now) - {turn.person.id}
    for coordinator in in_charge(coordinators, turn.knowledge.areas, turn.work.cases, case, roster):
        if coordinator.id != turn.person.id:
            await turn.tell(coordinator, f"case:{case.code}:{steps}", text, button)


def _show(turn: Turn, case: Case, note: str | None = None, *, in_place: bool = False) -> None:
    yours = case.assigned_to is Assignee.VOLUNTEER
    words = texts.STATUSES_YOURS.get(case.status) if yours else None
    status = (words or texts.STATUSES[case.status]).format(
        due=dutch_date(local_day(case.due_at)), how=case_texts.TOLD_ENDINGS.get(case.outcome or "", "")
    )
    text = texts.MINE.format(code=case.code, date=dutch_date(local_day(case.opened_at)), status=status.strip())
    possible = moves_from(case.status, Actor.REPORTER, case.assigned_to)
    moves = [Button(texts.BUTTONS[to], f"mycase:{case.code}:{to}") for to in SHOWN_MOVES if to in possible]
    write = [Button(texts.BUTTON_WRITE, f"relay:{Actor.COORDINATOR}:{case.code}")]
    turn.say(
        f"{note}\n\n{text}" if note else text,
        (
            *rows(*moves, columns=2),
            *rows(*(write if case.status is not Status.WITHDRAWN else [])),
            *rows(Button(BUTTON_MINE, "mine"), Button(BUTTON_MENU, "menu"), columns=2),
        ),
        in_place=in_place,
    )
