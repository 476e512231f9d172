"""An article as the bot shows it: short at first, whole on request, with routes, sources and date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.dialogue.texts import ask as texts
from bot.knowledge import Article, Route
from bot.markup import escape, to_plain
from bot.message import Button, Rows

SHORT = 900
"""Characters that a reader sees of an answer, at most."""


def short_card(article: Article, routes: Mapping[str, Route], today: date) -> tuple[str, bool]:
    """The answer in at most 900 characters, and whether that is the whole article.

    Title, summary, where to turn and the sources always stand there; of the body as many blocks as fit. A route
    without a number is only named: what to do instead takes more words, and stands in the whole article.
    """
    head = [_head(article)]
    tail = [*_turn_to(article, routes, today, briefly=True), _sources(article)]
    blocks = _blocks(article.body)
    shown: list[str] = []
    for block in blocks:
        part = next((part for part in _beginnings(block) if _length([*head, *shown, part, *tail]) <= SHORT), None)
        shown += [part] if part else []
        if part != block:
            break
    whole = shown == blocks and all(routes[route].phone for route in article.routes if route in routes)
    return "\n\n".join([*head, *shown, *tail]), whole


def full_card(article: Article, routes: Mapping[str, Route], today: date) -> str:
    """The whole article."""
    where = _turn_to(article, routes, today, briefly=False)
    return "\n\n".join([_head(article), article.body.strip(), *where, _sources(article)])


def article_buttons(article: Article, knowledge: Mapping[str, Article], *, whole: bool) -> Rows:
    """More of it, what lies near it, and the way to the topics."""
    near = [knowledge[other] for other in article.see_also if other in knowledge][: 2 if whole else 1]
    more = () if whole else ((Button(texts.BUTTON_MORE, f"ask:more:{article.id}"),),)
    return (
        *more,
        *((Button(other.title, f"ask:show:{other.id}"),) for other in near),
        (Button(texts.BUTTON_TOPICS, "topics"), Button(texts.BUTTON_REPORT, "report")),
    )


def _blocks(body: str) -> list[str]:
    """The body's paragraphs and lists; a line that ends in a colon stays with what it announces."""
    blocks: list[str] = []
    for block in body.strip().split("\n\n"):
        if blocks and blocks[-1].rstrip("*").endswith(":"):
            blocks[-1] = f"{blocks[-1]}\n\n{block}"
        else:
            blocks.append(block)
    return blocks


def _beginnings(block: str) -> Iterator[str]:
    """The block, and when it is a list that list with ever fewer items, two at least."""
    lines = block.split("\n")
    while lines:
        yield "\n".join(lines)
        if not lines[-1].startswith("- ") or sum(line.startswith("- ") for line in lines) <= 2:
            return
        lines.pop()


def _head(article: Article) -> str:
    return f"**{escape(article.title)}**\n{escape(article.summary)}"


def _turn_to(article: Article, routes: Mapping[str, Route], today: date, *, briefly: bool) -> list[str]:
    listed = [routes[route] for route in article.routes if route in routes]
    lines = [_route(route, today, briefly=briefly) for route in listed]
    return ["\n".join([texts.TURN_TO, *lines])] if lines else []


def _route(route: Route, today: date, *, briefly: bool) -> str:
    if not route.phone:
        # Without a number there is nothing to confirm by ringing: the note says what to do.
        return escape(route.name) if briefly else f"{escape(route.name)}: {escape(route.note or '')}"
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
