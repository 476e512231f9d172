"""An article as the bot shows it: short at first, whole on request, with routes, sources and date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.dialogue import nearby
from bot.dialogue.texts import ask as texts
from bot.dialogue.texts import nearby as nearby_texts
from bot.dialogue.texts.sharing_article import BUTTON as BUTTON_PICTURE
from bot.knowledge import Article, Knowledge
from bot.knowledge.body import beginnings, blocks
from bot.knowledge.route import TEAM
from bot.markup import escape, to_plain
from bot.message import LONGEST_ACTION, Button, Rows

SHORT = 900
"""Characters that a reader sees of an answer, at most."""


THUMBS = "q"
"""Behind the area in the action of "Meer lezen": the card has thumbs, and keeps them."""


def short_card(article: Article, knowledge: Knowledge, today: date, area: str | None = None) -> tuple[str, bool]:
    """The answer in at most 900 characters, and whether that is the whole article.

    Title, summary, what is near when an area is named, where to turn and the sources always stand there; of the body
    as many blocks as fit. A route without a number is only named: what to do instead takes more words, and stands in
    the whole article.
    """
    head = [_head(article), *_near(article, knowledge, today, area)]
    tail = [*_turn_to(article, knowledge, today, area, briefly=True), _sources(article)]
    there = blocks(article.body)
    shown: list[str] = []
    for block in there:
        part = next((part for part in beginnings(block) if _length([*head, *shown, part, *tail]) <= SHORT), None)
        shown += [part] if part else []
        if part != block:
            break
    whole = shown == there and all(knowledge.routes[route].phone for route in article.routes)
    return "\n\n".join([*head, *shown, *tail]), whole


def full_card(article: Article, knowledge: Knowledge, today: date, area: str | None = None) -> str:
    """The whole article."""
    near = _near(article, knowledge, today, area)
    where = _turn_to(article, knowledge, today, area, briefly=False)
    return "\n\n".join([_head(article), *near, article.body.strip(), *where, _sources(article)])


def article_buttons(
    article: Article, knowledge: Mapping[str, Article], *, whole: bool, area: str | None = None, thumbs: bool = False
) -> Rows:
    """More of it, what lies near it, the way to the topics, and whether it helped, when it answers a question.

    The whole article can be shared as a picture.
    """
    see_also = [knowledge[other] for other in article.see_also if other in knowledge][: 2 if whole else 1]
    more = () if whole else ((Button(texts.BUTTON_MORE, more_action(article.id, area, thumbs=thumbs)),),)
    helped = (
        Button(texts.BUTTON_HELPED, f"ask:yes:{article.id}"),
        Button(texts.BUTTON_NOT_SOUGHT, f"ask:not:{article.id}"),
    )
    choose = article.nearby if area is None else None
    return (
        *more,
        *(((Button(nearby_texts.BUTTON_CHOOSE[choose], f"near:{choose}"),),) if choose else ()),
        *((Button(other.title, f"ask:show:{other.id}"),) for other in see_also),
        *(((Button(BUTTON_PICTURE, f"picture:{article.id}"),),) if whole else ()),
        (Button(texts.BUTTON_TOPICS, "topics"), Button(texts.BUTTON_REPORT, "report")),
        *((helped,) if thumbs else ()),
    )


def more_action(article_id: str, area: str | None, *, thumbs: bool) -> str:
    """What "Meer lezen" sends. An area whose long name does not fit behind a long article's is left out."""
    parts = ["more", article_id, *([area or ""] if area or thumbs else []), *([THUMBS] if thumbs else [])]
    action = ":".join(parts)
    return action if len(action.encode()) <= LONGEST_ACTION else more_action(article_id, None, thumbs=thumbs)


def _head(article: Article) -> str:
    return f"**{escape(article.title)}**\n{escape(article.summary)}"


def _near(article: Article, knowledge: Knowledge, today: date, area: str | None) -> list[str]:
    return [nearby.block(knowledge, article.nearby, area, today)] if article.nearby and area else []


def _turn_to(article: Article, knowledge: Knowledge, today: date, area: str | None, *, briefly: bool) -> list[str]:
    """Where to turn; the neighbourhood team by its own name where an area is named and the team is known."""
    team = knowledge.team_in(area) if area else None
    listed = [team if route == TEAM and team else knowledge.routes[route] for route in article.routes]
    if article.nearby == nearby.TEAM and area:
        listed = [route for route in listed if route.id not in (TEAM, team.id if team else TEAM)]
    lines = [nearby.route_line(route, today, briefly=briefly) for route in listed]
    return ["\n".join([texts.TURN_TO, *lines])] if lines else []


def _sources(article: Article) -> str:
    return f"*{escape(sources_line(article))}*"


def sources_line(article: Article) -> str:
    """Where it comes from and when somebody read it through. Plain text."""
    names = list(dict.fromkeys(f"{s.publisher}{f' ({s.year})' if s.year else ''}" for s in article.sources))
    template = texts.SOURCES if len(names) > 1 else texts.ONE_SOURCE
    return template.format(sources="; ".join(names), checked=dutch_date(article.checked))


def _length(parts: list[str]) -> int:
    return len(to_plain("\n\n".join(parts)))


def dutch_date(day: date) -> str:
    """As in `21 november 2026`."""
    return f"{day.day} {texts.MONTHS[day.month - 1]} {day.year}"
