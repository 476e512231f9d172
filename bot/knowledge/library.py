"""Puts the parts of `knowledge/` together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from bot.errors import KnowledgeError, Problem
from bot.knowledge.area import AreaFile, Areas, areas_of
from bot.knowledge.article import Article, article_files, load_article
from bot.knowledge.checked import VALID_FOR, Checked
from bot.knowledge.initiative import Initiative
from bot.knowledge.misfits import misfits
from bot.knowledge.practice import PracticeCase, load_practice, practice_files
from bot.knowledge.reading import Model, load_yaml, problem_at, validate
from bot.knowledge.route import HELP_ROUTES, Route
from bot.knowledge.signal import Signal
from bot.knowledge.visit import FILE as VISIT_FILE
from bot.knowledge.visit import NONE as NO_VISIT_HELP
from bot.knowledge.visit import VisitHelp


@dataclass(frozen=True)
class Knowledge:
    """All that the bot knows, checked. Mappings keep the order of the files."""

    articles: Mapping[str, Article]
    routes: Mapping[str, Route]
    signals: Mapping[str, Signal]
    areas: Areas
    initiatives: Mapping[str, Initiative]
    practice: Mapping[str, PracticeCase] = field(default_factory=dict)
    visit: VisitHelp = NO_VISIT_HELP

    def section(self, section: str) -> tuple[Article, ...]:
        """The articles of one section."""
        return tuple(article for article in self.articles.values() if article.section == section)

    def signal_group(self, group: str) -> tuple[Signal, ...]:
        """The signals of one group."""
        return tuple(signal for signal in self.signals.values() if signal.group == group)

    def help_numbers(self) -> dict[str, str]:
        """The numbers for the help cards, by their name in the texts."""
        return {name: self.routes[route].phone or "" for name, route in HELP_ROUTES.items()}

    def routes_to_check(self, today: date) -> tuple[Route, ...]:
        """The routes that somebody has to ring, the longest unchecked and oldest source first."""
        return _to_check(self.routes.values(), today)

    def initiatives_to_check(self, today: date) -> tuple[Initiative, ...]:
        """The initiatives that somebody has to ask about, in the same order."""
        return _to_check(self.initiatives.values(), today)

    def articles_to_review(self, today: date) -> tuple[Article, ...]:
        """The articles that nobody read through for twelve months, the longest ago first."""
        old = [article for article in self.articles.values() if today - article.checked > VALID_FOR]
        return tuple(sorted(old, key=lambda article: (article.checked, article.id)))

    def initiatives_in(self, area_id: str) -> tuple[Initiative, ...]:
        """What there is in this area, the nearest first: in it, around it, everywhere."""
        rings = (
            self.areas.within(area_id),
            frozenset(self.areas.around(area_id)),
            frozenset({self.areas.municipality}),
        )
        ring = {
            initiative.id: next((n for n, ids in enumerate(rings) if ids & set(initiative.areas)), None)
            for initiative in self.initiatives.values()
        }
        found = [initiative for initiative in self.initiatives.values() if ring[initiative.id] is not None]
        return tuple(sorted(found, key=lambda initiative: ring[initiative.id] or 0))

    def team_in(self, area_id: str) -> Route | None:
        """The neighbourhood team of this area, when somebody wrote it down."""
        team = self.areas.team(area_id)
        return self.routes[team] if team else None


Dated = TypeVar("Dated", bound=Checked)


def _to_check(found: Iterable[Dated], today: date) -> tuple[Dated, ...]:
    return tuple(sorted((one for one in found if not one.confirmed(today)), key=Checked.age))


def load_knowledge(folder: Path) -> Knowledge:
    """Everything in `folder`. Raises KnowledgeError that names every problem with file and line."""
    problems: list[Problem] = []
    articles: dict[str, Article] = {}
    files: dict[str, Path] = {}
    unread: set[str] = set()
    for section, path in article_files(folder):
        try:
            article = load_article(path, section)
        except KnowledgeError as error:
            problems += error.problems
            unread.add(path.stem)
            continue
        if article.id in articles:
            problems.append(Problem(path, 2, f"the id {article.id} is used by {files[article.id]} too"))
        articles[article.id], files[article.id] = article, path
    routes = _records(folder / "routes.yml", Route, "id", problems, unread)
    signals = _records(folder / "signals.yml", Signal, "code", problems, unread)
    areas = _areas(folder / "area.yml", problems)
    initiatives = _records(folder / "initiatives.yml", Initiative, "id", problems, unread)
    practice = _practice(folder, problems)
    if not articles:
        problems.append(Problem(folder, 1, "there are no articles here"))
    visit = _visit(folder / VISIT_FILE, problems)
    knowledge = Knowledge(articles, routes, signals, areas, initiatives, practice, visit)
    problems += misfits(knowledge, folder, files, unread)
    if problems:
        raise KnowledgeError(problems)
    return knowledge


def _records(path: Path, model: type[Model], key: str, problems: list[Problem], unread: set[str]) -> dict[str, Model]:
    """A file of `id: fields`; problems are added to `problems`, and what has them to `unread`."""
    found: dict[str, Model] = {}
    try:
        data = load_yaml(path)
    except KnowledgeError as error:
        problems += error.problems
        return found
    if not isinstance(data, Mapping):
        problems.append(Problem(path, 1, "this file is empty"))
        return found
    for item in data:
        try:
            found[str(item)] = validate(model, data, path, (item,), extra={key: str(item)})
        except KnowledgeError as error:
            problems += error.problems
            unread.add(str(item))
    return found


def _practice(folder: Path, problems: list[Problem]) -> dict[str, PracticeCase]:
    """The cases to practise on; problems are added to `problems`."""
    found: dict[str, PracticeCase] = {}
    for path in practice_files(folder):
        try:
            found[path.stem] = load_practice(path)
        except KnowledgeError as error:
            problems += error.problems
    return found


def _areas(path: Path, problems: list[Problem]) -> Areas:
    try:
        return areas_of(validate(AreaFile, load_yaml(path), path))
    except KnowledgeError as error:
        problems += error.problems
    except ValueError as error:
        problems.append(problem_at(path, str(error), f"id: {str(error).partition(':')[0]}"))
    return Areas()


def _visit(path: Path, problems: list[Problem]) -> VisitHelp:
    try:
        return validate(VisitHelp, load_yaml(path), path)
    except KnowledgeError as error:
        problems += error.problems
        return NO_VISIT_HELP
