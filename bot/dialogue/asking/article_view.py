"""An article on the screen: short or whole, with the vote of who reads it; what is like it, and its link."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.asking.article_card import SIMILAR, article_buttons, article_line, rest_card, short_card
from bot.dialogue.asking.asked import lost_buttons
from bot.dialogue.texts import ask as texts
from bot.dialogue.turn import Turn, rows
from bot.knowledge import Article
from bot.knowledge.neighbours import nearest
from bot.markup import escape
from bot.message import Button
from bot.settings import TIMEZONE
from bot.store.personal import Mine

LINK = "artikel-"
"""What stands before an article's id in the link that opens it."""


async def show(
    turn: Turn,
    article: Article,
    area: str | None = None,
    *,
    whole: bool = False,
    thumbs: bool = False,
    in_place: bool = False,
) -> None:
    """The article, with what is near in the area; thumbs also when somebody gave it one before.

    `whole` shows what the short answer left out, for that stands above it.
    """
    today = turn.now.astimezone(TIMEZONE).date()
    vote = (await turn.work.personal.of(turn.person, Mine.VOTES)).get(article.id)
    short, short_is_all = short_card(article, turn.knowledge, today, area)
    text = rest_card(article, turn.knowledge, today, area) if whole else short
    buttons = article_buttons(
        article,
        turn.knowledge.articles,
        whole=whole or short_is_all,
        area=area,
        thumbs=thumbs or vote is not None,
        vote=vote,
        shared=turn.message.home is not None,
        unfolded=whole,
    )
    turn.say(text, buttons, in_place=in_place)


async def similar(turn: Turn, args: Sequence[str]) -> None:
    """The button `like:ID`: the nearest other articles."""
    article = turn.knowledge.articles.get(args[0]) if args else None
    if article is None:
        turn.say(texts.GONE, lost_buttons())
        return
    others = nearest(article, turn.knowledge.articles, SIMILAR)
    lines = "\n".join(map(article_line, others))
    buttons = rows(*(Button(other.title, f"ask:show:{other.id}") for other in others))
    topics = (Button(texts.BUTTON_TOPICS, "topics"),)
    turn.say(texts.LIKE.format(title=escape(article.title), lines=lines), (*buttons, topics))


async def share(turn: Turn, args: Sequence[str]) -> None:
    """The button `share:ID`: the words to pass on, with the link that opens the article."""
    article = turn.knowledge.articles.get(args[0]) if args else None
    if article is None or turn.message.home is None:
        turn.say(texts.GONE, lost_buttons())
        return
    link = f"{turn.message.home}?start={LINK}{article.id}"
    words = {"title": escape(article.title), "summary": escape(article.summary), "link": escape(link)}
    turn.say(texts.SHARE.format(**words))
