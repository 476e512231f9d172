"""What somebody sees of a case to practise on: the story, the questions, what there is to say of an answer. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from bot.dialogue.asking import nearby
from bot.dialogue.texts import help_now as help_texts
from bot.dialogue.texts import practice as texts
from bot.dialogue.turn import rows
from bot.knowledge import Knowledge, PracticeCase
from bot.knowledge.practice import FORMS, SUICIDE_LINE, Fit, Kind, Question
from bot.language.folding import words_of
from bot.markup import escape
from bot.message import Button, Rows

LETTERS = "ABCDE"
TYPED = re.compile(r"\s*[a-e](?:(?:[\s,.&+]|en)+[a-e]){0,4}[\s,.]*", re.IGNORECASE)
ON, OFF, DONE = "on", "off", "done"

OF_CARDS = dict(zip(("112", "113", "veilig-thuis"), help_texts.NUMBERS.splitlines(), strict=True))
"""The route -> its line among the numbers that stand on every card for help."""


def labels(question: Question) -> tuple[str, ...]:
    """The answers in words, in the order of the file."""
    if question.kind is Kind.DIMENSION:
        return tuple(texts.FORMS[form] for form in FORMS)
    return tuple(option.text for option in question.options)


def lettered(question: Question, order: Sequence[int]) -> list[str]:
    """The answers as they are shown, each with its letter."""
    said = labels(question)
    return [texts.LABEL.format(letter=letter, text=said[place]) for letter, place in zip(LETTERS, order, strict=False)]


def question_text(
    case: PracticeCase, number: int, order: Sequence[int], head: str | None, *, in_group: bool = False
) -> str:
    """A question with its answers; with `head`, a line of Markdown, the story stands above it."""
    questions = texts.QUESTIONS_OF_GROUP if in_group else texts.QUESTIONS
    question = case.questions[number]
    said = labels(question)
    asked = texts.NUMBER.format(number=number + 1, total=len(case.questions), question=questions[question.kind])
    options = (
        texts.OPTION.format(letter=letter, text=escape(said[place]))
        for letter, place in zip(LETTERS, order, strict=False)
    )
    story = [head, escape(case.story)] if head is not None else []
    return "\n\n".join([*story, "\n".join([asked, *options])])


def answer_buttons(
    question: Question, order: Sequence[int], chosen: Collection[int], action: str, *, ticks: bool
) -> Rows:
    """An answer a row, and what a tap sends behind `action`. A tick says whether it goes on or off, so that a finger
    that trembles changes nothing.
    """
    buttons = []
    for label, place in zip(lettered(question, order), order, strict=True):
        there = place in chosen
        mark = (texts.TICKED if there else texts.UNTICKED) if ticks else "{label}"
        value = f"{OFF if there else ON}:{place}" if question.takes_many else str(place)
        buttons.append(Button(mark.format(label=label), f"{action}:{value}"))
    return rows(*buttons)


def yours(order: Sequence[int], chosen: Collection[int]) -> str:
    """What somebody answered, by its letters."""
    letters = [letter for letter, place in zip(LETTERS, order, strict=False) if place in chosen]
    if not letters:
        return texts.YOURS_NOTHING
    what = " en ".join([", ".join(letters[:-1]), letters[-1]] if len(letters) > 1 else letters)
    return texts.YOURS.format(what=what)


def seen(question: Question, chosen: Collection[int]) -> str:
    """What is said first of an answer: what was seen well, and what else fits."""
    said = labels(question) if question.kind is not Kind.DIMENSION else [texts.FORMS_IN_WORDS[form] for form in FORMS]
    wanted = [place for place, fit in enumerate(question.fits) if fit is Fit.YES]
    hit = [said[place] for place in wanted if place in chosen]
    others = [said[place] for place in wanted if place not in chosen]
    maybe = any(question.fits[place] is Fit.MAYBE for place in chosen)
    if question.takes_many:
        return _noticed(hit, others, chosen, maybe=maybe)
    if hit:
        return " ".join([texts.FITS[question.kind], *([_named(texts.ALSO, others)] if others else [])])
    return _named(texts.MAYBE if maybe else texts.OTHERWISE[question.kind], others)


def _named(head: str, items: Sequence[str]) -> str:
    """One behind a colon, with a full stop unless a sentence of its own ends there; more as a list."""
    if len(items) > 1:
        return _listed(f"{head}:", items)
    (item,) = items
    stop = "" if item.endswith(('."', '?"')) else "."
    return f"{head}: {escape(item)}{stop}"


def _noticed(hit: Sequence[str], others: Sequence[str], chosen: Collection[int], *, maybe: bool) -> str:
    if hit:
        parts = [_listed(texts.SAW, hit), *([_listed(texts.SAW_TOO, others)] if others else [])]
        return "\n\n".join(parts)
    head = texts.SAW_MAYBE if maybe else texts.SAW_OTHER if chosen else texts.SAW_NOTHING
    return _listed(head, others)


def _listed(head: str, items: Sequence[str]) -> str:
    return "\n".join([head, *(f"- {escape(item)}" for item in items)])


def fitting(question: Question, order: Sequence[int]) -> list[str]:
    """The answers that fit, each with its letter, in the order in which they are shown."""
    shown = zip(lettered(question, order), order, strict=True)
    return [label for label, place in shown if question.fits[place] is Fit.YES]


def explained(question: Question, knowledge: Knowledge, today: date) -> str:
    """What there is to know, for whatever was answered, and where to turn."""
    listed = where(question, knowledge, today)
    turn_to = ["\n".join([texts.ROUTES, *listed])] if listed else []
    real = [texts.IS_IT_REAL] if is_serious(question) else []
    return "\n\n".join([escape(question.feedback), *turn_to, *real])


def where(question: Question, knowledge: Knowledge, today: date) -> list[str]:
    """Where to turn, each with its number: what is on the cards for help in the very words of those, the rest as
    under an article. Where somebody may not want to live, 112 and 113 stand there together.
    """
    first = [route for route in OF_CARDS if route in question.routes]
    if is_serious(question):
        first = ["112", SUICIDE_LINE, *(route for route in first if route not in ("112", SUICIDE_LINE))]
    numbers = knowledge.help_numbers()
    rest = [knowledge.routes[route] for route in question.routes if route not in first]
    return [
        *(OF_CARDS[route].format(**numbers) for route in first),
        *(nearby.route_line(route, today, briefly=True) for route in rest),
    ]


def is_serious(question: Question) -> bool:
    """Whether it is about somebody who may not want to live."""
    return SUICIDE_LINE in question.routes or SUICIDE_LINE in question.feedback


def feedback_buttons(question: Question, knowledge: Knowledge, *more: Button) -> Rows:
    """The article that explains, the way to help where it is serious, and `more`."""
    article = knowledge.articles.get(question.article)
    read = [Button(texts.BUTTON_READ.format(title=article.title), f"practice:read:{article.id}")] if article else []
    serious = [Button(texts.BUTTON_HELP_NOW, "help")] if is_serious(question) else []
    return rows(*read, *serious, *more)


def when(days: int) -> str:
    """In so many days, roughly and in words."""
    return next((words for most, words in texts.WHEN if days <= most), texts.WHEN_LATER)


def typed(text: str) -> list[str] | None:
    """The letters that somebody typed in place of tapping, as in `b`, `A en C`, `c denk ik`; None for anything else."""
    said = re.sub(texts.TYPED_AROUND, " ", text, flags=re.IGNORECASE)
    return re.findall(r"[A-E]", said.upper().replace("EN", ",")) if TYPED.fullmatch(said) else None


def is_done(text: str) -> bool:
    """Whether somebody typed what stands on the button below the ticks."""
    return text.strip(" .").lower() == texts.TYPED_DONE


def goes_on(text: str, *, asked: bool) -> bool:
    """Whether somebody typed the button that leads on; `asked` says that nothing else was said since it stood there."""
    said = " ".join(words_of(text))
    return said in texts.TYPED_ON or (asked and said in texts.TYPED_YES)


def places(question: Question, order: Sequence[int], letters: Sequence[str]) -> tuple[int, ...] | None:
    """The answers that these letters stand for, by their places in the file; None when they are no answer here."""
    shown = dict(zip(LETTERS, order, strict=False))
    if not set(letters) <= shown.keys() or (len(letters) > 1 and not question.takes_many):
        return None
    return tuple(shown[letter] for letter in dict.fromkeys(letters))
