"""What each part of the knowledge may be by itself but not together: references that lead nowhere, what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import Problem
from bot.knowledge.checked import Checked
from bot.knowledge.practice import FOLDER as PRACTICE
from bot.knowledge.reading import problem_at
from bot.knowledge.route import FORBIDDEN_NUMBERS, HELP_ROUTES, PHONE_NUMBER, TEAM, Urgency
from bot.knowledge.signal import ACT_TODAY, GROUPS
from bot.knowledge.visit import FILE as VISIT_FILE

if TYPE_CHECKING:
    from bot.knowledge.library import Knowledge


def misfits(knowledge: Knowledge, folder: Path, files: Mapping[str, Path], unread: Collection[str]) -> list[Problem]:
    """All that does not fit. `files` has the file of each article.

    What could not be read is told already and has no misfits, nor has what refers to it: the ids in `unread`, and all
    routes when routes.yml is no YAML.
    """
    return [
        *_of_articles(knowledge, files, unread),
        *_of_routes(knowledge, folder / "routes.yml", unread),
        *_of_signals(knowledge, folder / "signals.yml"),
        *_of_initiatives(knowledge, folder / "initiatives.yml"),
        *_of_areas(knowledge, folder / "area.yml", unread),
        *_of_practice(knowledge, folder / PRACTICE, unread),
        *_of_visit(knowledge, folder / VISIT_FILE, unread),
    ]


def _of_articles(knowledge: Knowledge, files: Mapping[str, Path], unread: Collection[str]) -> Iterator[Problem]:
    for article in knowledge.articles.values():
        path = files[article.id]
        for other in article.see_also:
            if other == article.id:
                yield problem_at(path, f"see_also: {other} is this article itself", other, below="see_also:")
            elif other not in knowledge.articles and other not in unread:
                yield problem_at(path, f"see_also: there is no article {other}", other, below="see_also:")
        for route in article.routes:
            if knowledge.routes and route not in knowledge.routes and route not in unread:
                yield problem_at(path, f"routes: there is no route {route} in routes.yml", route, below="routes:")


def _of_routes(knowledge: Knowledge, path: Path, unread: Collection[str]) -> Iterator[Problem]:
    routes = knowledge.routes
    for route in routes.values():
        yield from _dead_number(path, route)
        if not route.phone and not route.note:
            yield problem_at(path, f"{route.id}: without a phone, a note must say what to do", route.id)
    if not routes:
        return
    for needed in HELP_ROUTES.values():
        if needed not in unread and not (needed in routes and routes[needed].phone):
            yield Problem(path, 1, f"the route {needed} and its number are needed on every help card")
    if TEAM not in routes and TEAM not in unread:
        yield Problem(path, 1, f"the route {TEAM} is needed: it stands for the team of any neighbourhood")


def _of_signals(knowledge: Knowledge, path: Path) -> Iterator[Problem]:
    signals = knowledge.signals
    for signal in signals.values():
        if signal.level == ACT_TODAY and signal.route is None:
            reason = f"{signal.code}: a signal of level {ACT_TODAY} needs a route: 112, 113 or veilig-thuis"
            yield problem_at(path, reason, signal.code)
    for group in GROUPS:
        if signals and not any(signal.group == group for signal in signals.values()):
            yield Problem(path, 1, f"no signal is in the group {group}")


def _of_initiatives(knowledge: Knowledge, path: Path) -> Iterator[Problem]:
    known = {*knowledge.areas.by_id, knowledge.areas.municipality}
    for initiative in knowledge.initiatives.values():
        yield from _dead_number(path, initiative)
        for area in initiative.areas:
            if knowledge.areas.by_id and area not in known:
                reason = f"{initiative.id}: there is no area {area} in area.yml"
                yield problem_at(path, reason, area, below=f"{initiative.id}:")


def _of_areas(knowledge: Knowledge, path: Path, unread: Collection[str]) -> Iterator[Problem]:
    for area in knowledge.areas.by_id.values():
        if area.team and knowledge.routes and area.team not in {*knowledge.routes, *unread}:
            reason = f"{area.id}: there is no route {area.team} in routes.yml"
            yield problem_at(path, reason, f"team: {area.team}")


def _of_practice(knowledge: Knowledge, folder: Path, unread: Collection[str]) -> Iterator[Problem]:
    routes = knowledge.routes
    for case in knowledge.practice.values():
        path = folder / f"{case.id}.md"
        for question in case.questions:
            below = f"  - kind: {question.kind}"
            if question.article not in {*knowledge.articles, *unread}:
                reason = f"{question.kind}: there is no article {question.article}"
                yield problem_at(path, reason, f"article: {question.article}", below=below)
            for route in question.routes:
                if routes and route not in {*routes, *unread}:
                    reason = f"{question.kind}: there is no route {route} in routes.yml"
                    yield problem_at(path, reason, route, below=f"{below}")
        last = case.questions[-1].routes
        at_once = (Urgency.NOW, Urgency.TODAY)
        if case.level == ACT_TODAY and not any(
            route in unread or (route in routes and routes[route].urgency in at_once) for route in last
        ):
            reason = f"turn: a case of level {ACT_TODAY} needs a route for today or now"
            yield problem_at(path, reason, "routes:", below="  - kind: turn")


def _of_visit(knowledge: Knowledge, path: Path, unread: Collection[str]) -> Iterator[Problem]:
    visit = knowledge.visit
    said: set[str] = set()
    if not knowledge.articles:
        return
    for one in (*visit.take_along, *visit.openings):
        if one.article not in knowledge.articles and one.article not in unread:
            yield problem_at(path, f"there is no article {one.article}", f"article: {one.article}")
        if one.text in said:
            yield problem_at(path, "this text stands here twice", one.text)
        said.add(one.text)
    if visit.read and visit.read not in knowledge.articles and visit.read not in unread:
        yield problem_at(path, f"read: there is no article {visit.read}", "read:")


def _dead_number(path: Path, one: Checked) -> Iterator[Problem]:
    """Numbers that must never appear, in whatever field."""
    for text in one.model_dump(exclude={"source"}).values():
        for number in PHONE_NUMBER.findall(str(text)):
            if "".join(filter(str.isdigit, number)) in FORBIDDEN_NUMBERS:
                yield problem_at(path, f"{one.id}: {number} is an old number that is dead", number)
