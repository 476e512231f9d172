"""For coordinators: questions without an answer, answered in one's own words to all who asked.

What goes out has no identifying parts, and the coordinator sees exactly that before it goes. Nobody learns who wrote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue.coordinate import may
from bot.dialogue.curating import curate, waiting_questions
from bot.dialogue.follow_up.relay import LONGEST_MESSAGE
from bot.dialogue.texts import answer as texts
from bot.dialogue.texts import relay as relay_texts
from bot.dialogue.texts import start as start_texts
from bot.dialogue.turn import State, Turn, rows
from bot.digest.page import LONGEST_QUESTION, shorten
from bot.language.masks import without_masks
from bot.markup import escape
from bot.message import Button, Rows
from bot.store.people import Person
from bot.store.questions import KeptQuestion, Reason

DIALOGUE = "answer"
WRITE, CHECK = "write", "check"


def is_running(turn: Turn) -> bool:
    """Whether what is typed now becomes an answer."""
    return turn.state is not None and turn.state.dialogue == DIALOGUE


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `answer:write:GROUP`, `answer:send:TOKEN`, `answer:again:TOKEN`, `answer:stop:TOKEN`, and
    `answer:resume` after something came in between."""
    if not await may(turn):
        return
    state = turn.state if is_running(turn) else None
    match args:
        case ["write", name]:
            await _begin(turn, name)
        case ["resume"] if state is not None:
            await (_check(turn, state) if state.step == CHECK else _ask(turn, state))
        case ["send", token] if state is not None and (state.token, state.step) == (token, CHECK):
            await _send(turn, state)
        case ["again", token] if state is not None and state.token == token:
            await _ask(turn, turn.go_to(WRITE, {"ids": state.data["ids"]}))
        case ["stop", token] if state is not None and state.token == token:
            cancel(turn)
        case _:
            turn.notice = start_texts.OLD_BUTTON_NOTICE
            turn.say(start_texts.OLD_BUTTON, rows(Button(start_texts.BUTTON_MENU, "menu")))


async def heard(turn: Turn) -> None:
    """A typed answer: without what identifies somebody it is shown, and waits for the tap that sends it."""
    assert turn.state is not None and turn.reading is not None, "only what was read while writing gets here"
    if not await may(turn):
        turn.end()
        return
    typed, state = turn.message.text.strip(), turn.state
    said = re.sub(r"\W+", " ", typed.lower()).strip()
    anonymous = turn.reading.anonymous.text
    if said in texts.TYPED_BACK:
        cancel(turn)
    elif said in texts.TYPED_SEND and state.step == CHECK:
        await _send(turn, state)
    elif len(typed) > LONGEST_MESSAGE:
        turn.say(relay_texts.TOO_LONG.format(most=LONGEST_MESSAGE), _stop(state))
    elif not re.search(r"\w", without_masks(anonymous)):
        turn.say(relay_texts.NOTHING_LEFT, _stop(state))
    else:
        await _check(turn, turn.go_to(CHECK, {"ids": state.data["ids"], "text": anonymous}))


def cancel(turn: Turn) -> None:
    """Stops; nothing is sent."""
    turn.end()
    turn.say(texts.NOTHING_SENT, _way_on(turn))


async def _begin(turn: Turn, name: str) -> None:
    _, group = waiting_questions.find(await waiting_questions.groups_waiting(turn), name)
    if group is None:
        await curate.say_changed(turn)
    else:
        await _ask(turn, turn.begin(DIALOGUE, WRITE, {"ids": group.ids}))


async def _ask(turn: Turn, state: State) -> None:
    """Asks for the answer, under the questions that it is to."""
    questions = await _open(turn, state)
    if askers := await _askers(turn, questions):
        listed = "\n".join(curate.lines(turn, questions))
        count = curate.in_words(len(questions))
        turn.say(texts.WRITE.format(count=count, questions=listed, people=_people(askers)), _stop(state))


async def _check(turn: Turn, state: State) -> None:
    """Shows what goes out, and to how many."""
    if askers := await _askers(turn, await _open(turn, state)):
        parts = [texts.CHECK.format(people=_people(askers), message=_told(turn, askers[0][1], state.data["text"]))]
        parts += [texts.CHECK_OWN_QUESTION] if len(askers) > 1 else []
        buttons = (
            *rows(Button(texts.BUTTON_SEND, f"answer:send:{state.token}")),
            *rows(Button(texts.BUTTON_AGAIN, f"answer:again:{state.token}"), *_stop(state)[0], columns=2),
        )
        turn.say("\n\n".join(parts), buttons)


async def _send(turn: Turn, state: State) -> None:
    """Answers what is still open: who asked it gets the answer once, under their own question."""
    questions = await _open(turn, state)
    if askers := await _askers(turn, questions):
        more = rows(Button(texts.BUTTON_ASK, "start:ask"), Button(start_texts.BUTTON_MENU, "menu"), columns=2)
        answered = await turn.work.questions.answer([question.id for question in questions], turn.now)
        told = [(asker, question) for asker, question in askers if question.id in answered]
        for asker, question in told:
            await turn.tell(asker, f"answer:{question.id}", _told(turn, question, state.data["text"]), more)
        turn.end()
        count = curate.in_words(len(answered))
        turn.say(texts.SENT.format(people=_people(told), count=count), _resume(turn))
        await curate.show(turn)


async def _open(turn: Turn, state: State) -> list[KeptQuestion]:
    """The questions that are being answered, without those that somebody else saw to meanwhile."""
    return await turn.work.questions.still_open(state.data["ids"])


async def _askers(turn: Turn, questions: Sequence[KeptQuestion]) -> list[tuple[Person, KeptQuestion]]:
    """Who asked and can be told, each with the question that they asked last.

    When there is nobody, or somebody else saw to the questions, that is said and the answer ends here.
    """
    last = {question.asker_key: question for question in questions if question.asker_key is not None}
    found = await turn.work.people.by_asker_keys(last.keys())
    askers = [(one, last[key]) for key, one in found.items() if await turn.work.people.can_be_reached(one)]
    if not askers:
        turn.end()
        if questions:
            turn.say(texts.NOBODY_LEFT, _way_on(turn))
        else:
            await curate.say_changed(turn)
    return askers


def _told(turn: Turn, question: KeptQuestion, answer: str) -> str:
    text = "\n".join(escape(line) for line in answer.splitlines() if line.strip())
    asked = escape(shorten(question.text, LONGEST_QUESTION))
    if question.reason is Reason.WRONG:
        template = texts.TOLD_WRONG_WORDS if asked else texts.TOLD_WRONG
        return template.format(title=curate.title_of(turn, question), question=asked, text=text)
    return texts.TOLD.format(question=asked, text=text)


def _people(askers: Sequence[object]) -> str:
    return texts.PERSON_ONE if len(askers) == 1 else texts.PERSON_MORE.format(count=len(askers))


def _stop(state: State) -> Rows:
    return rows(Button(texts.BUTTON_STOP, f"answer:stop:{state.token}"))


def _resume(turn: Turn) -> Rows:
    return rows(Button(start_texts.BUTTON_RESUME, "report:resume")) if turn.paused is not None else ()


def _way_on(turn: Turn) -> Rows:
    menu = Button(start_texts.BUTTON_MENU, "menu")
    return (*_resume(turn), *rows(Button(texts.BUTTON_QUESTIONS, "curate"), menu, columns=2))
