"""The signal card: what to look for on a visit, from the knowledge base and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.cards import texts
from bot.knowledge import Knowledge
from bot.knowledge.route import HELP_ROUTES, Route
from bot.knowledge.signal import ACT_TODAY, GROUPS, Signal

DIMENSIONS = {
    "sociaal": "sociale-eenzaamheid",
    "emotioneel": "emotionele-eenzaamheid",
    "existentieel": "existentiele-eenzaamheid",
}
"""The kinds of loneliness, as signals name them -> the article whose summary begins with what it is."""

OVERVIEW = "signalen-overzicht"
"""The article about what to look for; its date tells when somebody read the list through."""


@dataclass(frozen=True)
class Noticed:
    """Something to look for. `dimension` is the word for what it may point to; None when it does not tell."""

    label: str
    dimension: str | None


@dataclass(frozen=True)
class Group:
    """Where to look."""

    title: str
    signals: tuple[Noticed, ...]


@dataclass(frozen=True)
class Urgent:
    """Signals that cannot wait, whom to ring at once, and what to do.

    `details` are what it costs and when they answer; `in_short` is when to ring in one line.
    """

    labels: tuple[str, ...]
    name: str
    phone: str
    details: str
    act: str
    in_short: str


@dataclass(frozen=True)
class Dimension:
    """A kind of loneliness in one plain line; empty where no article explains it."""

    word: str
    line: str


@dataclass(frozen=True)
class SignalCard:
    """All that stands on the card. `checked` is the longest ago that a part of it was read through."""

    groups: tuple[Group, ...]
    dimensions: tuple[Dimension, ...]
    urgent: tuple[Urgent, ...]
    checked: date


def signal_card(knowledge: Knowledge) -> SignalCard:
    """The card of this knowledge base. Every signal stands on it once: what asks for action today apart."""
    return SignalCard(
        tuple(_groups(knowledge)),
        tuple(Dimension(word, _line(knowledge, article)) for word, article in DIMENSIONS.items()),
        tuple(_urgent(knowledge)),
        _checked(knowledge),
    )


def _groups(knowledge: Knowledge) -> Iterator[Group]:
    for code, title in GROUPS.items():
        calm = tuple(_noticed(signal) for signal in knowledge.signal_group(code) if signal.level < ACT_TODAY)
        if calm:
            yield Group(title, calm)


def _noticed(signal: Signal) -> Noticed:
    return Noticed(signal.label, signal.dimension if signal.dimension in DIMENSIONS else None)


def _urgent(knowledge: Knowledge) -> Iterator[Urgent]:
    """The most urgent number first."""
    for route_id in HELP_ROUTES.values():
        signals = knowledge.signals.values()
        labels = tuple(one.label for one in signals if one.level == ACT_TODAY and one.route == route_id)
        if labels:
            route = knowledge.routes[route_id]
            phone = _number(knowledge, route)
            act, in_short = texts.WHAT_TO_DO[route_id], texts.IN_SHORT[route_id].format(phone=phone)
            yield Urgent(labels, route.name, phone, _details(route), act, in_short)


def _number(knowledge: Knowledge, route: Route) -> str:
    """The number as the help cards have it, so that no card can say another."""
    name = next(name for name, route_id in HELP_ROUTES.items() if route_id == route.id)
    return knowledge.help_numbers()[name]


def _details(route: Route) -> str:
    return ", ".join(part for part in (route.cost, route.hours) if part)


def _line(knowledge: Knowledge, article_id: str) -> str:
    article = knowledge.articles.get(article_id)
    return re.split(r"(?<=[.?!])\s", article.summary, maxsplit=1)[0] if article else ""


def _checked(knowledge: Knowledge) -> date:
    read = (knowledge.articles.get(article) for article in (OVERVIEW, *DIMENSIONS.values()))
    rung = (knowledge.routes[route] for route in HELP_ROUTES.values())
    return min(one.checked for one in (*read, *rung) if one)
