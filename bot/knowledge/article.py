"""An article: one file in a section's folder, Markdown with a front matter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from bot.errors import KnowledgeError, Problem
from bot.knowledge.checked import Source
from bot.knowledge.reading import Identifier, Record, Texts, read_parts, validate
from bot.knowledge.route import PHONE_NUMBER

SECTIONS = {
    "dimensies": "Wat is eenzaamheid?",
    "signalen": "Signalen herkennen",
    "gesprek": "Het gesprek",
    "huisbezoek": "Het huisbezoek",
    "oplossingen": "Wat kan helpen",
    "verwijzing": "Waar kun je terecht",
    "wetgeving": "Wet en regels",
    "samenwerken": "Samenwerken",
}
"""The sections: folder name -> what a user sees."""

EMERGENCY_NUMBERS = frozenset({"112", "113", "144"})
"""The only numbers that article text may name; all others come from routes.yml."""


def no_phone_numbers(text: str) -> str:
    """The text. Raises ValueError when it has a number that belongs in routes.yml."""
    for match in PHONE_NUMBER.finditer(text):
        if match[0] not in EMERGENCY_NUMBERS:
            raise ValueError(
                f"the phone number {' '.join(match[0].split())} belongs in routes.yml, not in an article or a case"
            )
    return text


class Article(Record):
    """What the bot answers to one topic. `body` is Markdown; `checked` is when a person last read it through.

    `nearby` says what the bot adds when somebody names a neighbourhood: its team, or the initiatives there.
    """

    id: Identifier
    section: str
    title: Annotated[str, Field(min_length=3, max_length=45), AfterValidator(no_phone_numbers)]
    summary: Annotated[str, Field(min_length=10, max_length=220), AfterValidator(no_phone_numbers)]
    questions: Annotated[Texts, Field(min_length=3, max_length=12)]
    see_also: Texts = ()
    routes: Texts = ()
    nearby: Literal["team", "initiatives"] | None = None
    sources: tuple[Source, ...] = Field(min_length=1)
    checked: date
    body: str = Field(min_length=100, max_length=2600)


def load_article(path: Path, section: str) -> Article:
    """One article. Raises KnowledgeError with file, line and reason."""
    parts = read_parts(path, "an article")
    extra = {"section": section, "body": parts.body}
    article = validate(Article, parts.fields, path, first_line=2, extra=extra)
    if problems := list(numbers_in(path, "body", parts.body, parts.first_line)):
        raise KnowledgeError(problems)
    if article.id != path.stem:
        raise KnowledgeError([Problem(path, 2, f"the id is {article.id}, so the file must be called {article.id}.md")])
    return article


def numbers_in(path: Path, name: str, text: str, first_line: int) -> Iterator[Problem]:
    """The phone numbers that may not stand in a text which begins on this line of the file."""
    for match in PHONE_NUMBER.finditer(text):
        try:
            no_phone_numbers(match[0])
        except ValueError as error:
            yield Problem(path, first_line + text.count("\n", 0, match.start()), f"{name}: {error}")


def article_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """(section, file) of every article, in the order of the sections and then of the names."""
    for section in SECTIONS:
        for path in sorted((folder / section).glob("*.md")):
            yield section, path
