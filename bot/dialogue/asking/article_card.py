"""An article as the bot shows it: short at first, the rest on request, with routes, sources and date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from bot.dates import dutch_date
from bot.dialogue.asking import nearby
from bot.dialogue.menu import laid_out
from bot.dialogue.texts import ask as texts
from bot.dialogue.texts import nearby as nearby_texts
from bot.dialogue.texts.sharing_article import BUTTON as BUTTON_PICTURE
from bot.knowledge import Article, Knowledge
from bot.knowledge.body import beginnings, blocks, rest_of
from bot.knowledge.route import TEAM
from bot.markup import escape, to_plain
from bot.message import LONGEST_ACTION, Button, Rows

SHORT = 900
"""Characters that a reader sees of an answer, at most."""


THUMBS = "q"
"""Behind the area in the action of "Meer lezen": the card has thumbs, and keeps them."""

WHOLE = "w"
"""Behind the area in the action of a thumb: it stands under the whole article."""

SIMILAR = 4
"""So many articles "Meer zoals dit" gives."""

SENTENCE_END = re.compile(r"(?<=[.?!])\s")


def short_card(article: Article, knowledge: Knowledge, today: date, area: str | None = None) -> tuple[str, bool]:
    """The answer in at most 900 characters, and whether that is the whole article.

    Title, summary, what is near when an area is named, where to turn and the sources always stand there; of the body
    as many blocks as fit. A route without a number is only named: what to do instead takes more words, and stands in
    the whole article.
    """
    head, shown, tail = _short(article, knowledge, today, area)
    whole = shown == blocks(article.body) and all(knowledge.routes[route].phone for route in article.routes)
    return "\n\n".join([*head, *shown, *tail]), whole


def rest_card(article: Article, knowledge: Knowledge, today: date, area: str | None = None) -> str:
    """What the short answer left out, to stand below it: the rest of the body, where to turn in full, the sources."""
    _, shown, _ = _short(article, knowledge, today, area)
    there = blocks(article.body)
    left = there[len(shown) :]
    if shown and (behind := rest_of(there[len(shown) - 1], shown[-1])):
        left = [behind, *left]
    brief, where = (_turn_to(article, knowledge, today, area, briefly=briefly) for briefly in (True, False))
    head = texts.REST.format(title=escape(article.title))
    return "\n\n".join([head, *left, *(where if where != brief else []), _sources(article)])


def _short(
    article: Article, knowledge: Knowledge, today: date, area: str | None
) -> tuple[list[str], list[str], list[str]]:
    """What stands above the body of the short answer, the parts of the body that fit, and what stands below it."""
    head = [_head(article), *_near(article, knowledge, today, area)]
    tail = [*_turn_to(article, knowledge, today, area, briefly=True), _sources(article)]
    shown: list[str] = []
    for block in blocks(article.body):
        part = next((part for part in beginnings(block) if _length([*head, *shown, part, *tail]) <= SHORT), None)
        shown += [part] if part else []
        if part != block:
            break
    return head, shown, tail


def article_line(article: Article) -> str:
    """An article in a line of a list: its title, and the first sentence of its summary."""
    first = SENTENCE_END.split(article.summary, maxsplit=1)[0]
    return texts.LINE.format(title=escape(article.title), summary=escape(first))


def article_buttons(
    article: Article,
    knowledge: Mapping[str, Article],
    *,
    whole: bool,
    area: str | None = None,
    thumbs: bool = False,
    vote: str | None = None,
    shared: bool = False,
    unfolded: bool = False,
) -> Rows:
    """The ways on from an article: more of it, what lies near it, the topics, and whether it helped.

    `whole` says that all of it is on the screen, `unfolded` that this took "Meer lezen". `vote` is the thumb that the
    reader gave it; `shared` says that there is a link to it.
    """
    choose = article.nearby if area is None else None
    near = ((Button(nearby_texts.BUTTON_CHOOSE[choose], f"near:{choose}"),),) if choose else ()
    topics = (Button(texts.BUTTON_TOPICS, "topics"), Button(texts.BUTTON_REPORT, "report"))
    votes = (thumb_buttons(article.id, area, vote, whole=unfolded),) if thumbs else ()
    if not whole:
        more = (Button(texts.BUTTON_MORE, more_action(article.id, area, thumbs=thumbs)),)
        also = [knowledge[other] for other in article.see_also if other in knowledge][:1]
        return (more, *near, *((Button(other.title, f"ask:show:{other.id}"),) for other in also), topics, *votes)
    rest = [
        Button(texts.BUTTON_LIKE, f"like:{article.id}"),
        *([Button(texts.BUTTON_LINK, f"share:{article.id}")] if shared else []),
        Button(BUTTON_PICTURE, f"picture:{article.id}"),
        Button(texts.BUTTON_WRONG, f"wrong:{article.id}"),
    ]
    return (*near, *laid_out(rest), topics, *votes)


def thumb_buttons(article_id: str, area: str | None, vote: str | None, *, whole: bool) -> tuple[Button, ...]:
    """Both thumbs, of which the one that was given has a tick."""
    view = [area or "", WHOLE] if whole else [area] if area else []
    return tuple(
        Button(texts.CHOSEN.format(label=label) if vote == chosen else label, ":".join([action, article_id, *view]))
        for action, chosen, label in (("yes", "helped", texts.BUTTON_HELPED), ("not", "not", texts.BUTTON_NOT_SOUGHT))
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
