"""Puts everything together that reads texts. To import this takes seconds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.knowledge import Knowledge
from bot.language.asking import load_languages
from bot.language.crisis.guard import open_guard
from bot.language.models import MODELS
from bot.language.nlu import RasaClient
from bot.language.places import AreaFinder
from bot.language.privacy import open_deidentifier
from bot.language.question_groups import QuestionGroups
from bot.language.reading import Reader
from bot.language.search import ArticleSearch, Page
from bot.language.signals import open_signals
from bot.language.vectors import SentenceVectors
from bot.settings import Settings
from bot.store.case_code import codes_in


def open_reader(settings: Settings, knowledge: Knowledge, nlu: RasaClient) -> Reader:
    """Everything that reads texts. Raises KnowledgeError when crisis rules or examples cannot be read."""
    areas = knowledge.areas.spoken_names()
    folder, search = settings.knowledge_folder, build_search(knowledge)
    kept = folder.parent / MODELS
    vectors = SentenceVectors(kept)
    load_languages()
    return Reader(
        knowledge,
        nlu,
        open_guard(knowledge, folder, vectors),
        search,
        open_deidentifier(public_names(knowledge), kept, codes_in),
        open_signals(knowledge, folder, kept, vectors),
        AreaFinder(areas),
        QuestionGroups(vectors, search),
        lambda: datetime.now(UTC).year,
    )


def open_groups(knowledge: Knowledge, knowledge_folder: Path) -> QuestionGroups:
    """What puts questions together, by itself."""
    return QuestionGroups(SentenceVectors(knowledge_folder.parent / MODELS), build_search(knowledge))


def build_search(knowledge: Knowledge) -> ArticleSearch:
    """The plain search over the articles."""
    return ArticleSearch(
        Page(article.id, (article.title, *article.questions), article.summary, article.body)
        for article in knowledge.articles.values()
    )


def public_names(knowledge: Knowledge) -> Iterator[str]:
    """What everybody may name, for it identifies nobody: neighbourhoods, institutions and their numbers."""
    yield from knowledge.areas.spoken_names()
    for route in knowledge.routes.values():
        yield route.name
        if route.phone:
            yield route.phone
