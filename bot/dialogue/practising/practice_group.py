"""Practising in a group, on the phone of who takes part: the code, the questions, an answer that may be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.dialogue.practising import practice, practice_screens
from bot.dialogue.practising.practice_screens import LETTERS, ON
from bot.dialogue.texts import practice as practice_texts
from bot.dialogue.texts import practice_group as texts
from bot.dialogue.texts import start as start_texts
from bot.dialogue.turn import Turn, row_number, rows
from bot.knowledge import Knowledge, PracticeCase
from bot.knowledge.practice import Question
from bot.language.folding import is_one_slip
from bot.markup import escape
from bot.message import Button, Rows
from bot.practice.choosing import order_of
from bot.practice.progress import edition_of
from bot.practice.spread import Spread, spread
from bot.store.database import Work
from bot.store.people import Person
from bot.store.practice_groups import Group, letters_in, read_code

LONGEST_SLIP = 12
"""Characters of a code with everything that people put between its letters."""

PREFIX = "oefen-"
"""What stands before the code in a group's link."""


@dataclass(frozen=True)
class Standing:
    """Where a group is: at which question of a case, whether that was explained. `edition` is the case as it was.

    `asks_to_stop` says that the trainer was asked whether it ends for everybody, and did not answer yet.
    `shown` is the spread of this question as it was when the trainer showed it last (see Spread.as_data).
    """

    code: str
    case: str
    edition: str
    question: int = 0
    is_explained: bool = False
    shown: Mapping[str, Any] | None = None
    asks_to_stop: bool = False

    def as_data(self) -> dict[str, Any]:
        return dict(vars(self))

    @staticmethod
    def of(group: Group) -> Standing:
        return Standing(**group.standing)


def case_of(group: Group, knowledge: Knowledge) -> PracticeCase | None:
    """The case of a group; None when it is not there any more, or was changed since."""
    standing = Standing.of(group)
    case = knowledge.practice.get(standing.case)
    return case if case is not None and edition_of(case) == standing.edition else None


async def group_of_trainer(work: Work, trainer: Person, now: datetime) -> Group | None:
    """The group that somebody leads today, if there is one."""
    return await work.practice_groups.of_trainer(trainer, now)


async def spread_of(work: Work, group: Group, knowledge: Knowledge) -> Spread | None:
    """How the group answered the question that it is at; without counts when too few did, None without its case."""
    case, standing = case_of(group, knowledge), Standing.of(group)
    if case is None:
        return None
    question = case.questions[standing.question]
    said, order = practice_screens.labels(question), order_in(group, question)
    options = [(letter, said[place], place) for letter, place in zip(LETTERS, order, strict=False)]
    answers = await work.practice_groups.chosen(group, standing.question)
    members = await work.practice_groups.members(group)
    asked = practice_texts.QUESTIONS_OF_GROUP[question.kind]
    return spread(case.title, asked, options, answers, len(members))


def order_in(group: Group, question: Question) -> tuple[int, ...]:
    """The order of the answers: the same for everybody in a group, so that its letters are those on the screen."""
    return order_of(question, f"group:{group.id}")


async def join(turn: Turn, args: Sequence[str]) -> None:
    """The link of a group, with its code behind PREFIX."""
    if not (args and await use_code(turn, args[0])):
        turn.say(texts.UNKNOWN_CODE, rows(Button(start_texts.BUTTON_MENU, "menu")))


async def use_code(turn: Turn, text: str) -> bool:
    """Takes part in a group when this looks like a code; False when it does not.

    Codes that do not work are not counted: who finds one by trying takes part in a practice, and sees nobody.
    """
    code = read_code(text)
    if code is None:
        return False
    groups = turn.work.practice_groups
    group = await groups.find(code, turn.now)
    case = case_of(group, turn.knowledge) if group is not None else None
    if group is None or case is None:
        turn.say(texts.UNKNOWN_CODE, rows(Button(start_texts.BUTTON_MENU, "menu")))
    elif group.trainer_id == turn.person.id:
        turn.say(texts.YOUR_OWN, rows(Button(texts.BUTTON_TRAINING, "training")))
    else:
        new = await groups.join(group, turn.person)
        turn.say(texts.WELCOME if new else texts.JOINED_ALREADY)
        await _show(turn, group, case)
    return True


async def is_mistyped(turn: Turn, text: str) -> bool:
    """Says that a code is unknown that is one slip away from the code of a group of today; False when it is none."""
    if len(text) > LONGEST_SLIP:
        return False
    typed, groups = letters_in(text), await turn.work.practice_groups.today(turn.now)
    if not any(is_one_slip(typed, Standing.of(group).code) for group in groups):
        return False
    turn.say(texts.UNKNOWN_CODE, rows(Button(start_texts.BUTTON_MENU, "menu")))
    return True


async def leave(turn: Turn) -> bool:
    """Takes somebody out of the group in which they take part; False when they are in none."""
    group = await turn.work.practice_groups.of_member(turn.person, turn.now)
    if group is None:
        return False
    await turn.work.practice_groups.leave(group, turn.person)
    turn.say(texts.LEFT, rows(Button(start_texts.BUTTON_MENU, "menu")))
    return True


async def typed(turn: Turn, text: str) -> bool:
    """Takes letters that somebody typed as their answer; False when they are in no group, or it is none."""
    letters, done = practice_screens.typed(text), practice_screens.is_done(text)
    said = letters is not None or done or practice_screens.goes_on(text, asked=False)
    group = await turn.work.practice_groups.of_member(turn.person, turn.now) if said else None
    case = case_of(group, turn.knowledge) if group is not None else None
    if group is None or case is None:
        return False
    if letters is None:
        turn.say(texts.LOOK)
        return True
    standing = Standing.of(group)
    question = case.questions[standing.question]
    chosen = practice_screens.places(question, order_in(group, question), letters)
    if standing.is_explained or chosen is None:
        await _show(turn, group, case)
    else:
        await _answer(turn, group, case, chosen)
    return True


async def tapped(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `group:ID:QUESTION:PLACE`, `group:ID:QUESTION:on:PLACE` and `group:ID:QUESTION:off:PLACE`."""
    group = await turn.work.practice_groups.with_id(row_number(args[0]), turn.now) if args else None
    case = case_of(group, turn.knowledge) if group is not None else None
    if group is None or case is None or turn.person.id not in await turn.work.practice_groups.members(group):
        turn.notice = start_texts.OLD_BUTTON_NOTICE
        turn.say(start_texts.OLD_BUTTON, rows(Button(start_texts.BUTTON_MENU, "menu")))
        return
    standing = Standing.of(group)
    question = case.questions[standing.question]
    places = {str(option): option for option in range(len(question.fits))}
    asked, *rest = args[1:] or [""]
    if asked != str(standing.question) or standing.is_explained:
        turn.notice = texts.PAST
        turn.say(texts.WAIT)
        return
    before = await turn.work.practice_groups.chosen_by(group, turn.person, standing.question) or ()
    match rest:
        case [("on" | "off") as how, option] if question.takes_many and option in places:
            others = tuple(one for one in before if one != places[option])
            await _answer(turn, group, case, (*others, places[option]) if how == ON else others)
        case [option] if not question.takes_many and option in places:
            await _answer(turn, group, case, (places[option],))
        case _:
            turn.notice = start_texts.OLD_BUTTON_NOTICE


async def _answer(turn: Turn, group: Group, case: PracticeCase, chosen: tuple[int, ...]) -> None:
    standing = Standing.of(group)
    if await turn.work.practice_groups.answer(group, turn.person, standing.question, chosen):
        progress = await practice.progress_of(turn)
        await practice.keep_progress(turn, await practice.count_in(turn, progress))
    await _show(turn, group, case, in_place=True)


async def _show(turn: Turn, group: Group, case: PracticeCase, *, in_place: bool = False) -> None:
    """The question that the group is at, with the story where somebody comes in, and what they answered so far."""
    standing = Standing.of(group)
    chosen = await turn.work.practice_groups.chosen_by(group, turn.person, standing.question)
    with_story = not in_place or standing.question == 0
    text, buttons = question_in(group, case, chosen, with_story=with_story)
    if standing.is_explained:
        turn.say(f"{escape(case.title)}\n\n{escape(case.story)}\n\n{texts.WAIT}", in_place=in_place)
    else:
        turn.say(text, buttons, in_place=in_place)


def question_in(
    group: Group, case: PracticeCase, chosen: Sequence[int] | None, *, with_story: bool
) -> tuple[str, Rows]:
    """The question that a group is at, as those who take part see it; `chosen` is None before they answered."""
    standing = Standing.of(group)
    question = case.questions[standing.question]
    order = order_in(group, question)
    head = f"**{escape(case.title)}**" if with_story else None
    text = practice_screens.question_text(case, standing.question, order, head, in_group=True)
    action = f"group:{group.id}:{standing.question}"
    buttons = practice_screens.answer_buttons(question, order, chosen or (), action, ticks=question.takes_many)
    if chosen is None:
        return text, buttons
    return f"{text}\n\n*{practice_screens.yours(order, chosen)}*\n{texts.MAY_CHANGE}", buttons


def explanation(case: PracticeCase, group: Group, knowledge: Knowledge, today: date) -> tuple[str, Rows]:
    """What fits, and why: the same for everybody."""
    question = case.questions[Standing.of(group).question]
    order = order_in(group, question)
    why = practice_screens.explained(question, knowledge, today)
    fitting = "\n".join([texts.FITS, *(f"- {escape(label)}" for label in practice_screens.fitting(question, order))])
    return f"{fitting}\n\n{why}", practice_screens.feedback_buttons(question, knowledge)
