"""An article as a picture, to share in a group, a newsletter or on a slide."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date

from bot.cards import texts as card_texts
from bot.cards.article import ArticleCard, picture
from bot.dialogue.asking.article_card import sources_line
from bot.dialogue.asking.nearby import route_line
from bot.dialogue.texts import ask as ask_texts
from bot.dialogue.texts import sharing_article as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.knowledge import Article, Knowledge
from bot.knowledge.article import SECTIONS
from bot.markup import escape
from bot.message import Button, File
from bot.settings import TIMEZONE

LINK = "{home}?start=artikel-{id}"
"""Opens the chat with the bot at this article (https://core.telegram.org/bots/features#deep-linking)."""


async def tapped(turn: Turn, args: Sequence[str] = ()) -> None:
    """The button `picture:ID`."""
    article = turn.knowledge.articles.get(args[0]) if args else None
    away = rows(Button(ask_texts.BUTTON_TOPICS, "topics"), Button(BUTTON_MENU, "menu"), columns=2)
    if article is None:
        turn.say(ask_texts.GONE, away)
        return
    link = LINK.format(home=turn.message.home, id=article.id) if turn.message.home else None
    card = article_picture(article, turn.knowledge, turn.now.astimezone(TIMEZONE).date(), link)
    content = await asyncio.to_thread(picture, card)
    shows = card_texts.ARTICLE_SHOWS.format(title=article.title, summary=article.summary)
    caption = texts.CAPTION if link else texts.CAPTION_WITHOUT_LINK
    text = caption.format(title=escape(article.title), summary=escape(article.summary), link=escape(link or ""))
    turn.hand_over(text, File(card_texts.ARTICLE_NAME.format(id=article.id), content, shows), away)


def article_picture(article: Article, knowledge: Knowledge, today: date, link: str | None) -> ArticleCard:
    """What stands on the picture: the article itself, its own routes, and nothing about a neighbourhood."""
    return ArticleCard(
        SECTIONS[article.section],
        article.title,
        article.summary,
        article.body,
        tuple(route_line(route, today, briefly=True) for route in map(knowledge.routes.__getitem__, article.routes)),
        sources_line(article),
        link,
    )
