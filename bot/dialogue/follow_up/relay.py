"""A coordinator and a reporter write to each other about a case; neither learns who the other is.

What is passed on has no identifying parts, and who wrote it sees exactly that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue.follow_up import cases, my_case
from bot.dialogue.follow_up.on_duty import in_charge
from bot.dialogue.texts import cases as case_texts
from bot.dialogue.texts import relay as texts
from bot.dialogue.texts import start as start_texts
from bot.dialogue.turn import Turn, rows
from bot.language.masks import without_masks
from bot.markup import escape
from bot.message import Button, Rows
from bot.store.cases import Case, Doer
from bot.store.history import Event, Step
from bot.store.lifecycle import Actor, Status, may_move
from bot.store.people import Person

DIALOGUE = "relay"
LONGEST_MESSAGE = 1000
CALL_ME, PICKED_UP = "call-me", "picked-up"
USUAL = {Actor.REPORTER: texts.QUESTIONS, Actor.COORDINATOR: texts.ANSWERS}
"""To whom -> what is usually said, by its code."""


def is_running(turn: Turn) -> bool:
    """Whether what is typed now goes to somebody else."""
    return turn.state is not None and turn.state.dialogue == DIALOGUE


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `relay:TO:CODE` and `relay:TO:CODE:USUAL`; `relay:resume` asks for the message again."""
    match args:
        case ["resume"] if turn.state is not None and is_running(turn):
            await _open(turn, Actor(turn.state.step), turn.state.data["code"])
        case [(Actor.REPORTER.value | Actor.COORDINATOR.value) as to, code]:
            await _open(turn, Actor(to), code)
        case [(Actor.REPORTER.value | Actor.COORDINATOR.value) as to, code, said] if said in USUAL[Actor(to)]:
            await _say_usual(turn, Actor(to), code, said)
        case _:
            turn.notice = start_texts.OLD_BUTTON_NOTICE
            turn.say(start_texts.OLD_BUTTON, rows(Button(start_texts.BUTTON_MENU, "menu")))


async def heard(turn: Turn) -> None:
    """A typed message: without what identifies somebody it goes to the other."""
    assert turn.state is not None and turn.reading is not None, "only what was read while writing gets here"
    to, code = Actor(turn.state.step), turn.state.data["code"]
    typed = turn.message.text.strip()
    if re.sub(r"\W+", " ", typed.lower()).strip() in texts.TYPED_BACK:
        await _go_back(turn, to, code)
        return
    anonymous = turn.reading.anonymous
    case = await _case(turn, to, code)
    if case is None:
        turn.end()
    elif len(typed) > LONGEST_MESSAGE:
        turn.say(texts.TOO_LONG.format(most=LONGEST_MESSAGE), _back(to, code))
    elif not re.search(r"\w", without_masks(anonymous.text)):
        turn.say(texts.NOTHING_LEFT, _back(to, code))
    else:
        text = "\n".join(escape(line) for line in anonymous.text.splitlines() if line.strip())
        await _pass_on(turn, to, case, text, None)


def cancel(turn: Turn) -> None:
    """Stops; nothing is sent."""
    turn.end()
    turn.say(texts.NOTHING_SENT, _way_on(turn))


async def _go_back(turn: Turn, to: Actor, code: str) -> None:
    turn.end()
    turn.say(texts.NOTHING_SENT)
    if to is Actor.COORDINATOR:
        await my_case.show(turn, code)
    else:
        await cases.tapped(turn, [code])


async def _open(turn: Turn, to: Actor, code: str) -> None:
    """Asks for the message; the usual ones are a tap away."""
    case = await _case(turn, to, code)
    if case is None:
        return
    turn.begin(DIALOGUE, to, {"code": code})
    turn.say(texts.WRITE[to].format(code=code), (*_usual_buttons(to, code), *_back(to, code)))


async def _say_usual(turn: Turn, to: Actor, code: str, said: str) -> None:
    case = await _case(turn, to, code)
    if case is None:
        return
    if _was_said(await turn.work.cases.history.of(code), _writer(to), said):
        turn.notice = start_texts.GOT_IT_ALREADY
        return
    await _pass_on(turn, to, case, texts.USUAL[said], said)


async def _case(turn: Turn, to: Actor, code: str) -> Case | None:
    """The case, when this person may write about it to the other; else they hear why not."""
    if to is Actor.COORDINATOR:
        case = await my_case.own(turn, code)
    else:
        case = await turn.work.cases.find(code) if turn.person.role.may_coordinate else None
    if case is None:
        turn.say(case_texts.UNKNOWN, _way_on(turn))
    elif case.status is Status.WITHDRAWN:
        turn.say(texts.WITHDRAWN.format(code=code), _way_on(turn))
    elif to is Actor.REPORTER and case.reporter_key == turn.work.people.reporter_key(turn.person):
        turn.say(texts.OWN.format(code=code), _way_on(turn))
    elif not await _receivers(turn, to, case):
        turn.say((texts.NOBODY if to is Actor.COORDINATOR else texts.REPORTER_GONE).format(code=code), _way_on(turn))
    else:
        return case
    return None


async def _receivers(turn: Turn, to: Actor, case: Case) -> Sequence[Person]:
    """The reporter; or whoever has the case in charge, but not who writes."""
    if to is Actor.REPORTER:
        reporter = await cases.reporter_of(turn, case)
        return [reporter] if reporter is not None else []
    others = [one for one in await turn.work.people.coordinators() if one.id != turn.person.id]
    roster = await turn.work.duty.today(turn.now)
    return in_charge(others, turn.knowledge.areas, turn.work.cases, case, roster)


async def _pass_on(turn: Turn, to: Actor, case: Case, text: str, said: str | None) -> None:
    """Notes that a message was written, and gives it to the other; `said` is the code of a usual one."""
    receivers = await _receivers(turn, to, case)
    await _note(turn, to, case, said)
    if said == CALL_ME:
        arrived, passed_on = texts.ASKED_TO_CALL[to].format(code=case.code), texts.PASSED_ON_CALL[to]
    else:
        arrived, passed_on = texts.ARRIVED[to].format(code=case.code, text=text), texts.PASSED_ON[to]
    for receiver in receivers:
        subject = f"relay:{turn.message.channel}:{turn.message.update}"
        await turn.tell(receiver, subject, arrived, answer_buttons(to, case.code))
    if is_running(turn):
        turn.end()
    turn.say(passed_on.format(code=case.code, text=text), _way_on(turn))


async def _note(turn: Turn, to: Actor, case: Case, said: str | None) -> None:
    """The step in the history: an answer where one was waited for, else a question. Who wants to be rung is asking."""
    writer, store = _writer(to), turn.work.cases
    by = Doer(writer, store.actor_key(case.code, turn.person.id))
    if case.awaiting is writer and said != CALL_ME:
        await store.answered(case, by, turn.now, said)
    else:
        await store.asked(case, to, by, turn.now, said)
    takes_up = writer is Actor.REPORTER and said == PICKED_UP
    if takes_up and may_move(case.status, Status.IN_HAND, writer, case.assigned_to):
        await store.move(case, Status.IN_HAND, by, turn.now)


def _was_said(events: Sequence[Event], writer: Actor, said: str) -> bool:
    """Whether somebody said this already since the other last wrote: a second tap on a button that was obeyed."""
    for event in reversed(events):
        if event.step in (Step.ASKED, Step.ANSWERED):
            if event.actor is not writer:
                return False
            if event.detail == said:
                return True
    return False


def _writer(to: Actor) -> Actor:
    return Actor.REPORTER if to is Actor.COORDINATOR else Actor.COORDINATOR


def _usual_buttons(to: Actor, code: str) -> Rows:
    return rows(*(Button(label, f"relay:{to}:{code}:{said}") for said, label in USUAL[to].items()), columns=2)


def answer_buttons(to: Actor, code: str) -> Rows:
    """What stands under a message that arrives: the usual answers of a reporter, the card for a coordinator."""
    if to is Actor.REPORTER:
        write = Button(texts.BUTTON_WRITE, f"relay:{Actor.COORDINATOR}:{code}")
        return (*_usual_buttons(Actor.COORDINATOR, code), *rows(write))
    write = Button(texts.BUTTON_ANSWER, f"relay:{Actor.REPORTER}:{code}")
    return rows(Button(case_texts.BUTTON_OPEN.format(code=code), f"case:{code}"), write)


def _back(to: Actor, code: str) -> Rows:
    card = f"mycase:{code}" if to is Actor.COORDINATOR else f"case:{code}"
    return rows(Button(texts.BUTTON_BACK, card))


def _way_on(turn: Turn) -> Rows:
    if turn.paused is not None:
        return rows(Button(start_texts.BUTTON_RESUME, "report:resume"))
    return rows(Button(start_texts.BUTTON_MENU, "menu"))
