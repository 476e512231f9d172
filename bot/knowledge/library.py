"""Puts the parts of `knowledge/` together and checks that they fit each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.errors import KnowledgeError, Problem
from bot.knowledge.area import AreaFile, Areas, areas_of
from bot.knowledge.article import Article, article_files, load_article
from bot.knowledge.reading import Model, load_yaml, validate
from bot.knowledge.route import FORBIDDEN_NUMBERS, Route
from bot.knowledge.signal import ACT_TODAY, GROUPS, Signal

HELP_ROUTES = {"n112": "112", "n113": "113", "veilig_thuis": "veilig-thuis"}
"""The routes whose numbers stand on the help cards: name in the texts -> route."""


@dataclass(frozen=True)
class Knowledge:
    """All that the bot knows, checked. Mappings keep the order of the files."""

    articles: Mapping[str, Article]
    routes: Mapping[str, Route]
    signals: Mapping[str, Signal]
    areas: Areas

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
        open_routes = [route for route in self.routes.values() if not route.confirmed(today)]
        return tuple(sorted(open_routes, key=lambda route: (route.checked, route.source.year or 0, route.id)))


def load_knowledge(folder: Path) -> Knowledge:
    """Everything in `folder`. Raises KnowledgeError that names every problem with file and line."""
    problems: list[Problem] = []
    articles: dict[str, Article] = {}
    files: dict[str, Path] = {}
    for section, path in article_files(folder):
        try:
            article = load_article(path, section)
        except KnowledgeError as error:
            problems += error.problems
            continue
        if article.id in articles:
            problems.append(Problem(path, 2, f"the id {article.id} is used by {files[article.id]} too"))
        articles[article.id], files[article.id] = article, path
    routes = _records(folder / "routes.yml", Route, "id", problems)
    signals = _records(folder / "signals.yml", Signal, "code", problems)
    areas = _areas(folder / "area.yml", problems)
    if not articles:
        problems.append(Problem(folder, 1, "there are no articles here"))
    problems += _misfits(folder, articles, files, routes, signals)
    if problems:
        raise KnowledgeError(problems)
    return Knowledge(articles, routes, signals, areas)


def _records(path: Path, model: type[Model], key: str, problems: list[Problem]) -> dict[str, Model]:
    """A file of `id: fields`; problems are added to `problems`."""
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
    return found


def _areas(path: Path, problems: list[Problem]) -> Areas:
    try:
        return areas_of(validate(AreaFile, load_yaml(path), path))
    except KnowledgeError as error:
        problems += error.problems
    except ValueError as error:
        problems.append(_at(path, str(error), f"id: {str(error).partition(':')[0]}"))
    return Areas()


def _misfits(
    folder: Path,
    articles: Mapping[str, Article],
    files: Mapping[str, Path],
    routes: Mapping[str, Route],
    signals: Mapping[str, Signal],
) -> list[Problem]:
    """What each part may be by itself but not together: references that lead nowhere, forbidden numbers."""
    problems: list[Problem] = []
    for article in articles.values():
        problems += [
            _at(files[article.id], f"see_also: there is no article {other}", other)
            for other in article.see_also
            if other not in articles or other == article.id
        ]
        problems += [
            _at(files[article.id], f"routes: there is no route {route} in routes.yml", route)
            for route in article.routes
            if route not in routes
        ]
    for route in routes.values():
        digits = "".join(filter(str.isdigit, route.phone or ""))
        if digits in FORBIDDEN_NUMBERS:
            problems.append(
                _at(folder / "routes.yml", f"{route.id}: {route.phone} is an old number that is dead", str(route.phone))
            )
        if not route.phone and not route.note:
            problems.append(
                _at(
                    folder / "routes.yml",
                    f"{route.id}: without a phone, a note must say what to do",
                    route.id,
                )
            )
    problems += [
        Problem(folder / "routes.yml", 1, f"the route {route} and its number are needed on every help card")
        for route in HELP_ROUTES.values()
        if routes and not (route in routes and routes[route].phone)
    ]
    for signal in signals.values():
        if signal.level == ACT_TODAY and signal.route is None:
            reason = f"{signal.code}: a signal of level {ACT_TODAY} needs a route: 112, 113 or veilig-thuis"
            problems.append(_at(folder / "signals.yml", reason, signal.code))
    problems += [
        Problem(folder / "signals.yml", 1, f"no signal is in the group {group}")
        for group in GROUPS
        if signals and not any(signal.group == group for signal in signals.values())
    ]
    return problems


def _at(path: Path, reason: str, word: str) -> Problem:
    """A problem at the first line of the file that has the word."""
    lines = path.read_text("utf-8").splitlines()
    return Problem(path, next((n for n, line in enumerate(lines, 1) if word in line), 1), reason)
