"""Practising alone: a case of a visit, some questions, and what there is to say of each answer.

It is no conversation that runs: where somebody is in a case stands with their progress, so that a question, an article
or a report in between takes nothing away. The buttons carry the token of the case and the question.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from bot.dates import dutch_date, local_day
from bot.dialogue.asking import ask, asked
from bot.dialogue.practising import practice_screens
from bot.dialogue.practising.practice_plan import PLAN, REMIND_AFTER, is_ours
from bot.dialogue.practising.practice_screens import DONE, ON
from bot.dialogue.texts import practice as texts
from bot.dialogue.texts import start as start_texts
from bot.dialogue.turn import Turn, rows
from bot.knowledge.practice import PracticeCase
from bot.markup import escape
from bot.message import Button, Kind
from bot.practice.choosing import next_case, order_of, soonest
from bot.practice.progress import Place, Progress, edition_of
from bot.practice.schedule import review
from bot.practice.scoring import rate, score, went
from bot.store.personal import Mine
from bot.store.weekly_counts import week_of

GO = "go"
DIALOGUE = "practice"
"""Only says that the button that leads on was shown last: where somebody is stands with their progress."""


async def tapped(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `practice`, `practice:more`, `practice:anyway`, `practice:enough`, `practice:remind`,
    `practice:read:ARTICLE`; and of a case `practice:TOKEN:go`, `practice:TOKEN:QUESTION:PLACE`,
    `practice:TOKEN:QUESTION:on:PLACE`, `...:off:PLACE` and `...:done`.
    """
    match list(args):
        case []:
            await _open(turn)
        case ["more"]:
            await _begin(turn, await _progress(turn))
        case ["anyway"]:
            await _begin(turn, await _progress(turn), anyway=True)
        case ["enough"]:
            turn.say(texts.ENOUGH, rows(Button(start_texts.BUTTON_MENU, "menu")))
        case ["remind"]:
            await _remind(turn)
        case ["read", article]:
            await _read(turn, article)
        case [token, *rest]:
            await _in_case(turn, token, rest)


async def typed(turn: Turn, text: str) -> bool:
    """Takes letters that somebody typed as their answer, and "verder"; False when they are not at a question, or it is
    none.
    """
    if await _goes_on(turn, text):
        return True
    letters, done = practice_screens.typed(text), practice_screens.is_done(text)
    if letters is None and not done:
        return False
    progress = await _progress(turn)
    place = progress.place
    if place is None:
        return False
    question = turn.knowledge.practice[place.case].questions[place.question]
    if letters is None:
        # Only behind ticks: "klaar" may be said of anything, and a case may wait for weeks.
        if ticked := bool(question.takes_many and place.chosen):
            await _answer(turn, progress, place)
        return ticked
    chosen = practice_screens.places(question, _order(turn, progress, place), letters)
    if chosen is None:
        _ask(turn, progress, place)
    else:
        await _answer(turn, progress, replace(place, chosen=chosen))
    return True


async def _goes_on(turn: Turn, text: str) -> bool:
    """Does what the button does that leads on, where there is one: to the question, or behind a case to another."""
    stands = turn.state is not None and turn.state.dialogue == DIALOGUE
    if not practice_screens.goes_on(text, asked=stands) or (turn.paused is not None and not stands):
        return False
    progress = await _progress(turn)
    if stands:
        turn.end()
    if progress.place is not None and stands:
        _ask(turn, progress, progress.place)
    elif progress.place is not None:
        await _open(turn)
    elif stands:
        await _begin(turn, progress)
    return progress.place is not None or stands


def _stands_there(turn: Turn) -> None:
    """Notes that a button that leads on was shown last. Whatever else somebody is in the middle of goes before it."""
    if turn.state is None or turn.state.dialogue in (DIALOGUE, asked.DIALOGUE):
        turn.begin(DIALOGUE, ON, {})


async def _open(turn: Turn) -> None:
    progress = await _progress(turn)
    place = progress.place
    if place is None:
        await _begin(turn, progress)
    else:
        turn.say(texts.RESUMED)
        _ask(turn, progress, place, with_story=True)


async def _begin(turn: Turn, progress: Progress, *, anyway: bool = False) -> None:
    """The next case, in place of one that was not finished."""
    cases, today = turn.knowledge.practice, local_day(turn.now)
    case = next_case(cases, progress, today, str(turn.person.id)) or (soonest(cases, progress) if anyway else None)
    if case is None:
        first = soonest(cases, progress)
        if first is None:
            turn.say(texts.NOTHING_THERE, rows(Button(start_texts.BUTTON_MENU, "menu")))
            return
        days = (progress.seen[first.id].due - today).days
        turn.say(
            texts.ALL_DONE.format(total=len(cases), when=practice_screens.when(days)),
            rows(Button(texts.BUTTON_ANYWAY, "practice:anyway"), *_until_later()),
        )
        return
    place = Place(case.id, edition_of(case), secrets.token_hex(3))
    await keep_progress(turn, progress.at(place))
    _ask(turn, progress, place, with_story=True)


def _ask(turn: Turn, progress: Progress, place: Place, *, with_story: bool = False, in_place: bool = False) -> None:
    case = turn.knowledge.practice[place.case]
    question, order = case.questions[place.question], _order(turn, progress, place)
    head = _head(turn, progress, case) if with_story or place.question == 0 else None
    action = f"practice:{place.token}:{place.question}"
    buttons = practice_screens.answer_buttons(question, order, place.chosen, action, ticks=question.takes_many)
    done = rows(Button(texts.BUTTON_DONE, f"{action}:{DONE}")) if question.takes_many else ()
    text = practice_screens.question_text(case, place.question, order, head)
    turn.say(text, (*buttons, *done), in_place=in_place)


async def _in_case(turn: Turn, token: str, rest: Sequence[str]) -> None:
    progress = await _progress(turn)
    place = progress.place
    if place is None or place.token != token:
        resume = [Button(texts.BUTTON_RESUME, "practice")]
        turn.notice = start_texts.OLD_BUTTON_NOTICE
        turn.say(start_texts.OLD_BUTTON, rows(*resume, Button(start_texts.BUTTON_MENU, "menu")))
        return
    number, question = str(place.question), turn.knowledge.practice[place.case].questions[place.question]
    places = {str(option): option for option in range(len(question.fits))}
    match list(rest):
        case ["go"]:
            _ask(turn, progress, place)
        case [asked, ("on" | "off") as how, option] if asked == number and question.takes_many and option in places:
            place = place.ticking(places[option], on=how == ON)
            await keep_progress(turn, progress.at(place))
            _ask(turn, progress, place, in_place=True)
        case [asked, "done"] if asked == number and question.takes_many:
            await _answer(turn, progress, place)
        case [asked, option] if asked == number and not question.takes_many and option in places:
            await _answer(turn, progress, replace(place, chosen=(places[option],)))
        case _:
            turn.notice = start_texts.GOT_IT_ALREADY


async def _answer(turn: Turn, progress: Progress, place: Place) -> None:
    """What was answered in the place of the question, what there is to say of it, and at the end when it comes back."""
    case = turn.knowledge.practice[place.case]
    question, order = case.questions[place.question], _order(turn, progress, place)
    head = _head(turn, progress, case) if place.question == 0 else None
    asked = practice_screens.question_text(case, place.question, order, head)
    if turn.message.kind is Kind.BUTTON:
        turn.say(f"{asked}\n\n*{practice_screens.yours(order, place.chosen)}*", in_place=True)
    after = place.answered(score(question, place.chosen))
    ends = after.question == len(case.questions)
    seen = practice_screens.seen(question, place.chosen)
    why = practice_screens.explained(question, turn.knowledge, local_day(turn.now))
    on = [] if ends else [Button(texts.BUTTON_NEXT, f"practice:{place.token}:{GO}")]
    turn.say(f"{seen}\n\n{why}", practice_screens.feedback_buttons(question, turn.knowledge, *on))
    if ends:
        await _finish(turn, progress, after, case)
    else:
        await keep_progress(turn, progress.at(after))
        _stands_there(turn)


async def _finish(turn: Turn, progress: Progress, place: Place, case: PracticeCase) -> None:
    today, before = local_day(turn.now), progress.seen.get(case.id)
    rating = rate(went(case.level, place.scores, before.rating if before else None))
    seen = review(before, rating, today)
    progress = progress.done(case.id, seen)
    await keep_progress(turn, await count_in(turn, progress))
    text = texts.DONE.format(
        went=texts.WENT[rating.name.lower()],
        when=practice_screens.when((seen.due - today).days),
        seen=len(progress.seen),
        total=len(turn.knowledge.practice),
    )
    turn.say(text, rows(Button(texts.BUTTON_ANOTHER, "practice:more"), *_until_later()))
    _stands_there(turn)


async def count_in(turn: Turn, progress: Progress) -> Progress:
    """Counts that a case was practised, and the person once a week: only how many is kept, not who."""
    week = week_of(turn.now)
    await turn.work.participation.note(week, first=progress.week != week)
    return replace(progress, week=week)


async def _remind(turn: Turn) -> None:
    """One reminder in a week, in place of one that was there."""
    reminders, day = turn.work.reminders, local_day(turn.now) + REMIND_AFTER
    if not await reminders.are_wanted(turn.person):
        turn.say(texts.REMINDERS_OFF, rows(Button(start_texts.BUTTON_MENU, "menu")))
        return
    there = [one for one in await reminders.of(turn.person) if is_ours(one.plan)]
    if there:
        await reminders.look_again(there[0].id, PLAN, day)
    else:
        await reminders.add(turn.person, PLAN, day)
    turn.say(texts.REMINDED.format(day=dutch_date(day)), rows(Button(start_texts.BUTTON_MENU, "menu")))


async def _read(turn: Turn, article: str) -> None:
    """An article, with the way back to the case."""
    await ask.tapped(turn, ["show", article])
    card = turn.replies[-1]
    way_back = rows(Button(texts.BUTTON_RESUME, "practice"))
    if (await _progress(turn)).place is not None:
        turn.replies[-1] = replace(card, buttons=(*card.buttons, *way_back))


async def _progress(turn: Turn) -> Progress:
    """The progress of this person, as far as it is about cases that are there."""
    return (await progress_of(turn)).among(turn.knowledge.practice)


async def progress_of(turn: Turn) -> Progress:
    """The whole progress of this person."""
    return Progress.from_data(await turn.work.personal.of(turn.person, Mine.PRACTICE))


async def keep_progress(turn: Turn, progress: Progress) -> None:
    """Keeps it in place of what there was."""
    await turn.work.personal.keep(turn.person, Mine.PRACTICE, progress.as_data(), turn.now)


def _order(turn: Turn, progress: Progress, place: Place) -> tuple[int, ...]:
    """The order of the answers: another for everybody, and each time that a case comes back."""
    before = progress.seen.get(place.case)
    question = turn.knowledge.practice[place.case].questions[place.question]
    return order_of(question, f"{turn.person.id}:{place.case}:{before.times if before else 0}")


def _head(turn: Turn, progress: Progress, case: PracticeCase) -> str:
    if case.id in progress.seen:
        return texts.AGAIN.format(title=escape(case.title))
    number, total = len(progress.seen) + 1, len(turn.knowledge.practice)
    return texts.NEW.format(number=number, total=total, title=escape(case.title))


def _until_later() -> tuple[Button, Button]:
    return (Button(texts.BUTTON_ENOUGH, "practice:enough"), Button(texts.BUTTON_REMIND, "practice:remind"))
