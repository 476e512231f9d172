"""An article as the bot shows it: short at first, whole on request, with routes, sources and date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.dialogue.texts import ask as texts
from bot.knowledge import Article, Route
from bot.markup import escape, to_plain
from bot.message import Button, Rows

SHORT = 900
"""Characters that a reader sees of an answer, at most."""


def short_card(article: Article, routes: Mapping[str, Route], today: date) -> tuple[str, bool]:
    """The answer in at most 900 characters, and whether that is the whole article.

    Title, summary, routes and sources always stand there; of the body as many blocks as fit.
    """
    head = [f"**{escape(article.title)}**\n{escape(article.summary)}"]
    tail = [*_routes(article, routes, today), _sources(article)]
    blocks = article.body.strip().split("\n\n")
    shown = 0
    while shown < len(blocks) and _length([*head, *blocks[: shown + 1], *tail]) <= SHORT:
        shown += 1
    return "\n\n".join([*head, *blocks[:shown], *tail]), shown == len(blocks)


def full_card(article: Article, routes: Mapping[str, Route], today: date) -> str:
    """The whole article."""
    parts = [f"**{escape(article.title)}**\n{escape(article.summary)}", article.body.strip()]
    return "\n\n".join([*parts, *_routes(article, routes, today), _sources(article)])


def article_buttons(article: Article, knowledge: Mapping[str, Article], *, whole: bool) -> Rows:
    """More of it, what lies near it, and the way to the topics."""
    near = [knowledge[other] for other in article.see_also if other in knowledge][: 2 if whole else 1]
    more = () if whole else ((Button(texts.BUTTON_MORE, f"ask:more:{article.id}"),),)
    return (
        *more,
        *((Button(other.title, f"ask:show:{other.id}"),) for other in near),
        (Button(texts.BUTTON_TOPICS, "topics"), Button(texts.BUTTON_REPORT, "report")),
    )


def _routes(article: Article, routes: Mapping[str, Route], today: date) -> list[str]:
    lines = [_route(routes[route], today) for route in article.routes if route in routes]
    return ["\n".join([texts.TURN_TO, *lines])] if lines else []


def _route(route: Route, today: date) -> str:
    if not route.phone:
        # Without a number there is nothing to confirm by ringing: the note says what to do.
        return f"{escape(route.name)}: {escape(route.note or '')}"
    details = [route.hours, route.cost]
    if not route.confirmed(today):
        year = route.source.year
        details.append(texts.ROUTE_TO_CONFIRM.format(year=year) if year else texts.ROUTE_TO_CONFIRM_UNDATED)
    line = texts.ROUTE.format(name=escape(route.name), phone=route.phone)
    extra = ", ".join(filter(None, details))
    return f"{line} ({escape(extra)})" if extra else line


def _sources(article: Article) -> str:
    names = list(dict.fromkeys(f"{s.publisher}{f' ({s.year})' if s.year else ''}" for s in article.sources))
    template = texts.SOURCES if len(names) > 1 else texts.ONE_SOURCE
    text = template.format(sources=escape("; ".join(names)), checked=dutch_date(article.checked))
    return f"*{text}*"


def _length(parts: list[str]) -> int:
    return len(to_plain("\n\n".join(parts)))


def dutch_date(day: date) -> str:
    """As in `21 november 2026`."""
    return f"{day.day} {texts.MONTHS[day.month - 1]} {day.year}"
