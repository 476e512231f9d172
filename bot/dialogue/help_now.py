"""A life or somebody's safety at stake: the card, the question back, and the button "Nu hulp nodig".

Works without Rasa, interrupts everything, and leaves a report that was being made where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from bot.dialogue import writing
from bot.dialogue.asking import ask, asked
from bot.dialogue.texts import help_now as texts
from bot.dialogue.texts import visits as visit_texts
from bot.dialogue.turn import REPORT, State, Turn, rows
from bot.dialogue.visiting import visit_questions
from bot.dialogue.visiting.check_in_plan import Why, not_so, plan_check_in
from bot.knowledge import Knowledge
from bot.language.crisis import Crisis, CrisisRoute
from bot.language.ladder import Action, Decision
from bot.message import Button, Rows
from bot.store.role import Role

DIALOGUE = "help"
PLANNING = "planning"
AFTERCARE = "nazorg-vrijwilliger"


def with_help(turn: Turn, text: str) -> str:
    """A reply to a word that was meant for something else; where it sounds like danger, with the number below it."""
    if turn.reading is None or turn.reading.crisis is None:
        return text
    return f"{text}\n{texts.IF_IT_IS.format(**turn.knowledge.help_numbers())}"


async def interrupt(turn: Turn, crisis: Crisis) -> None:
    """The card when it is certain, else one question with the numbers already above it."""
    if crisis.certain:
        await _take_seriously(turn, crisis.route)
        return
    _remember_question(turn)
    turn.say(
        f"{numbers(turn.knowledge)}\n\n{texts.PERHAPS}",
        rows(
            Button(texts.BUTTON_NOW, "help:112"),
            Button(texts.BUTTON_SUICIDE, "help:113"),
            Button(texts.BUTTON_UNSAFE, "help:veilig-thuis"),
            Button(texts.BUTTON_NO, "help:no"),
        ),
    )


def card(knowledge: Knowledge, crisis: Crisis) -> str:
    """What to do first, and the number: of a crisis that is not certain all of them."""
    return texts.CARDS[crisis.route].format(**knowledge.help_numbers()) if crisis.certain else numbers(knowledge)


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `help`, `help:ROUTE`, `help:no`, and under a card `help:speak:ROUTE` and `help:calm:ROUTE`."""
    choice, *rest = args or [""]
    about = _shown(turn, rest[0] if rest else "")
    if choice in get_args(CrisisRoute):
        await plan_check_in(turn, Why.CARD)
        await _take_seriously(turn, choice)
    elif choice == "no":
        await _not_a_crisis(turn)
    elif choice == "speak" and about:
        await plan_check_in(turn, Why.CARD)
        told = await alert(turn, "speak", texts.ALERT_SPEAK.format(shown=about))
        text = texts.SPEAK_ASKED if told else texts.SPEAK_NOBODY
        turn.say(text.format(**turn.knowledge.help_numbers()), _way_on(turn))
    elif choice == "calm" and about:
        await not_so(turn)
        await alert(turn, "calm", texts.ALERT_NOT_SO.format(shown=about))
        turn.say(texts.NOT_A_CRISIS, _way_on(turn))
    else:
        buttons = rows(*(Button(label, f"help:{route}") for route, label in texts.BUTTONS_HELP_NOW.items()))
        turn.say(f"{numbers(turn.knowledge)}\n\n{texts.HELP_NOW}", (*buttons, *_way_on(turn)))


async def _take_seriously(turn: Turn, route: str) -> None:
    """The card, how the volunteer is, and a word to the coordinators."""
    show_card(turn, route, Button(texts.BUTTON_NOT_SO, f"help:calm:{route}"))
    ask_after_volunteer(turn)
    await turn.work.questions.count("crisis", None, turn.now)
    await alert(turn, route, texts.ALERT.format(shown=_shown(turn, route)))


def _shown(turn: Turn, route: str) -> str:
    """What a card was about, in words; empty when there is no such card."""
    return texts.SHOWN.get(route, "").format(**turn.knowledge.help_numbers())


async def alert(turn: Turn, what: str, text: str) -> int:
    """Tells the coordinators, without who it is and what was typed; gives how many.

    Once an hour for each volunteer and thing to tell, and not for guests: nobody knows those. A coordinator who got
    the card is not told so.
    """
    if turn.person.role is Role.GUEST:
        return 0
    who = turn.work.people.reporter_key(turn.person)
    others = [one for one in await turn.work.people.coordinators() if one.id != turn.person.id]
    for coordinator in others:
        await turn.tell(coordinator, f"crisis:{what}:{who}:{turn.now:%Y%m%d%H}", text)
    return len(others)


def show_card(turn: Turn, route: str, *more: Button) -> None:
    """What to do first, the number, what to say. Below it the way to danger now, to a coordinator, and `more`."""
    if turn.state and turn.state.dialogue in (DIALOGUE, asked.DIALOGUE):
        _end(turn)
    danger = [] if route == "112" else [Button(texts.BUTTON_DANGER, "help:112")]
    speak = Button(texts.BUTTON_SPEAK, f"help:speak:{route}")
    turn.say(texts.CARDS[route].format(**turn.knowledge.help_numbers()), rows(*danger, speak, *more))


def ask_after_volunteer(turn: Turn) -> None:
    """How the volunteer is, and the way back to what they were doing."""
    turn.say(texts.AND_YOU, (*aftercare(), *_way_on(turn)))


def aftercare() -> Rows:
    """The way to what a volunteer may read after a visit that stays with them."""
    return rows(Button(texts.BUTTON_AFTERCARE, f"ask:show:{AFTERCARE}"))


def numbers(knowledge: Knowledge) -> str:
    """The numbers, each with its purpose."""
    return texts.NUMBERS.format(**knowledge.help_numbers())


def _way_on(turn: Turn) -> Rows:
    if (now := writing.running(turn)) is not None:
        return rows(now.resume)
    planning = _way_to_planning(turn.state)
    if turn.paused is not None or (turn.state and turn.state.dialogue == REPORT):
        return (*planning, *rows(Button(texts.BUTTON_RESUME, "report:resume")))
    return (*planning, *rows(Button(texts.BUTTON_MENU, "menu")))


def _way_to_planning(state: State | None) -> Rows:
    if state is None or state.dialogue != visit_questions.DIALOGUE:
        return ()
    return rows(visit_questions.resume_button(visit_questions.Plan.from_data(state.data)))


def _remember_question(turn: Turn) -> None:
    """So that "no, just a question" still gets its answer. A report or a message being made is not pushed aside."""
    if turn.reading and not (turn.state and turn.state.dialogue in (REPORT, *writing.WRITINGS)):
        decision = turn.reading.decision
        turn.begin(
            DIALOGUE,
            "perhaps",
            {
                "question": turn.reading.anonymous.text,
                "action": decision.action,
                "intent": decision.intent,
                "choices": list(decision.choices),
                "area": turn.reading.place,
                "likely": [item.name for item in turn.reading.ranking],
                PLANNING: _planning(turn),
            },
        )


async def _not_a_crisis(turn: Turn) -> None:
    state = turn.state
    if state is None or state.dialogue != DIALOGUE:
        turn.say(texts.NOT_A_CRISIS, _way_on(turn))
        return
    planned = _end(turn)
    decision = Decision(Action(state.data["action"]), state.data["intent"], tuple(state.data["choices"]))
    if decision.action in (Action.ANSWER, Action.CLARIFY, Action.FALLBACK):
        data = state.data
        await ask.carry_out(turn, decision, data["question"], data.get("area"), data.get("likely", ()))
        if planned is not None:
            turn.say(visit_texts.STILL_PLANNING, _way_to_planning(planned))
    else:
        turn.say(texts.NOT_A_CRISIS, _way_on(turn))


def _planning(turn: Turn) -> dict[str, Any] | None:
    """The visit that somebody is planning, so that the way back to it is there after a question in between."""
    planning = turn.state is not None and turn.state.dialogue == visit_questions.DIALOGUE
    return turn.state.as_data() if turn.state is not None and planning else None


def _end(turn: Turn) -> State | None:
    """Ends what was asked here; gives the planning of a visit that it interrupted, which goes on."""
    planning = turn.state.data.get(PLANNING) if turn.state is not None else None
    turn.state = State.from_data(planning) if planning is not None else None
    return turn.state
