"""A case to practise on: one file in `practice/`, an invented visit with questions about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from bot.errors import KnowledgeError, Problem
from bot.knowledge.article import no_phone_numbers, numbers_in
from bot.knowledge.reading import Identifier, Record, Texts, read_parts, validate

FOLDER = "practice"

WORD = re.compile(r"\w[\w'-]*")
SENTENCE_ENDS = re.compile(r"[.?!:](?=\W|$)")
PERCENTAGE = re.compile(r"\d\s?(?:%|procent\b)")
LONGEST_SENTENCE = 12
"""Words that the sentences of a feedback may have on average (B1)."""

ABOUT_SUICIDE = re.compile(r"zelfdoding|zelfmoord|(?:niet meer|nog) wilt? leven|\b113\b", re.IGNORECASE)
"""What an option says when the case may be about somebody who does not want to live."""

SUICIDE_LINE = "113"


class Fit(StrEnum):
    """How well an answer fits. MAYBE can be defended either way, and counts as neither."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Kind(StrEnum):
    """What a question asks: what one notices, which form of loneliness it points to, what one says, where one turns."""

    NOTICE = "notice"
    DIMENSION = "dimension"
    SAY = "say"
    TURN = "turn"


ORDERS = ((Kind.NOTICE, Kind.DIMENSION, Kind.SAY, Kind.TURN), (Kind.NOTICE, Kind.SAY, Kind.TURN))
"""The questions of a case. The form is not asked where loneliness is not what it is about."""

OPTIONS = {Kind.NOTICE: (4, 5), Kind.SAY: (3, 4), Kind.TURN: (3, 4)}
"""How many options a question has: the fewest and the most."""

NOT_YET = "nog-niet"
FORMS = ("sociaal", "emotioneel", "existentieel", NOT_YET)
"""The answers to the question about the form of loneliness, in the order in which they are shown."""

Form = Literal["sociaal", "emotioneel", "existentieel", "nog-niet"]


def _has_words(text: str, name: str, fewest: int, most: int) -> str:
    count = len(WORD.findall(text))
    if not fewest <= count <= most:
        raise ValueError(f"{name} of {count} words; write {fewest} to {most}")
    return text


def _is_story(text: str) -> str:
    return no_percentage(_has_words(text, "a story", 35, 95))


def _is_feedback(text: str) -> str:
    _has_words(text, "a feedback", 22, 65)
    average = len(WORD.findall(text)) / max(len(SENTENCE_ENDS.findall(text)), 1)
    if average > LONGEST_SENTENCE:
        reason = f"{average:.1f} words a sentence on average, at most {LONGEST_SENTENCE}"
        raise ValueError(f"{reason}: cut long sentences in two")
    return _names_nothing_to_check(text)


def _names_nothing_to_check(text: str) -> str:
    return no_percentage(no_phone_numbers(text))


def no_percentage(text: str) -> str:
    """The text. Raises ValueError when it has a percentage, which would need a source."""
    if PERCENTAGE.search(text):
        raise ValueError("leave percentages out of a case")
    return text


class Option(Record):
    """One answer; its text stands on a button."""

    text: Annotated[str, Field(min_length=2, max_length=44), AfterValidator(_names_nothing_to_check)]
    fit: Fit


class Question(Record):
    """A question with its options; the one about the form has `right` instead. `feedback` is for whatever was chosen.

    `routes` are where to turn, the most urgent first.
    """

    kind: Kind
    options: tuple[Option, ...] = ()
    right: tuple[Form, ...] = Field(default=(), max_length=2)
    feedback: Annotated[str, AfterValidator(_is_feedback)]
    article: str
    routes: Texts = Field(default=(), max_length=3)

    @property
    def fits(self) -> tuple[Fit, ...]:
        """How well each answer fits: of the options, or of FORMS."""
        if self.kind is Kind.DIMENSION:
            return tuple(Fit.YES if form in self.right else Fit.NO for form in FORMS)
        return tuple(option.fit for option in self.options)

    @property
    def takes_many(self) -> bool:
        """Whether everything that fits is to be ticked, and not one answer given."""
        return self.kind is Kind.NOTICE

    @model_validator(mode="after")
    def _is_whole(self) -> Question:
        if self.kind is Kind.DIMENSION:
            if self.options or not self.right:
                raise ValueError("a question about the form has `right: [...]`, and no options")
            return self
        fewest, most = OPTIONS[self.kind]
        texts = [option.text.casefold() for option in self.options]
        if self.right:
            raise ValueError("`right` is for the question about the form only")
        if not fewest <= len(texts) <= most:
            raise ValueError(f"{len(texts)} options; write {fewest} to {most}")
        if len(set(texts)) < len(texts):
            raise ValueError("two options are the same")
        if Fit.YES not in self.fits or Fit.NO not in self.fits:
            raise ValueError("at least one option must fit, and one must not")
        return self


class PracticeCase(Record):
    """A short invented visit. `level` is 1 for a light one, 2 when it asks for follow-up, 3 for action today."""

    id: Identifier
    title: Annotated[str, Field(min_length=3, max_length=40), AfterValidator(_names_nothing_to_check)]
    level: int = Field(ge=1, le=3)
    questions: tuple[Question, ...]
    story: Annotated[str, AfterValidator(_is_story)]

    @property
    def theme(self) -> str:
        """What it is about, roughly: the article that explains what there is to notice."""
        return self.questions[0].article

    @property
    def may_be_suicidal(self) -> bool:
        """Whether an answer speaks of not wanting to live."""
        return any(ABOUT_SUICIDE.search(option.text) for question in self.questions for option in question.options)

    @model_validator(mode="after")
    def _is_whole(self) -> PracticeCase:
        kinds = tuple(question.kind for question in self.questions)
        if kinds not in ORDERS:
            raise ValueError("a case asks notice, dimension, say, turn, in this order; only dimension may be missing")
        if self.may_be_suicidal and SUICIDE_LINE not in self.questions[-1].routes:
            raise ValueError(
                f"an option speaks of not wanting to live, so {SUICIDE_LINE} must be in the routes of turn"
            )
        return self


def load_practice(path: Path) -> PracticeCase:
    """One case. Raises KnowledgeError with file, line and reason."""
    parts = read_parts(path, "a case")
    if problems := list(numbers_in(path, "story", parts.body, parts.first_line)):
        raise KnowledgeError(problems)
    story = " ".join(parts.body.split())
    case = validate(PracticeCase, parts.fields, path, first_line=2, extra={"story": story})
    if case.id != path.stem:
        raise KnowledgeError([Problem(path, 2, f"the id is {case.id}, so the file must be called {case.id}.md")])
    return case


def practice_files(folder: Path) -> Iterator[Path]:
    """The file of every case, by name."""
    yield from sorted((folder / FOLDER).glob("*.md"))
