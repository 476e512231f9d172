"""An article as a picture: every one fits, whole sentences, its own numbers and no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import segno

from bot.cards import texts
from bot.cards.article import HEIGHT, TEMPLATE, WIDTH, ArticleCard, picture, sheet
from bot.dialogue.asking.nearby import route_line
from bot.dialogue.asking.sharing_article import article_picture
from bot.knowledge import Article, Knowledge
from bot.knowledge.body import beginnings, blocks
from bot.knowledge.route import PHONE_NUMBER
from bot.markup import to_blocks, to_plain
from bot.qr import QUIET_ZONE, qr_drawing
from bot.typesetting import rendering
from tests.cards.reading import flat, pages_of, size, together
from tests.digest.test_rendering import CODE

TODAY = date(2026, 11, 23)
LINK = "https://t.me/opmerkzaam_bot?start=artikel-rouw"


def card_of(article: Article, knowledge: Knowledge, link: str | None = LINK) -> ArticleCard:
    return article_picture(article, knowledge, TODAY, link)


def written(card: ArticleCard) -> str:
    """What is written in the picture: the same template, as a PDF."""
    (words,) = pages_of(rendering.pdf(TEMPLATE, sheet(card), TODAY))
    return words


def sample(knowledge: Knowledge) -> dict[str, Article]:
    """The hardest of each kind."""
    articles = list(knowledge.articles.values())
    return {
        "longest title": max(articles, key=lambda one: len(one.title)),
        "longest summary": max(articles, key=lambda one: len(one.summary)),
        "longest body": max(articles, key=lambda one: len(one.body)),
        "longest first part": max(articles, key=lambda one: len(blocks(one.body)[0])),
        "longest sources": max(articles, key=lambda one: sum(len(source.publisher) for source in one.sources)),
        "fewest sources": min(articles, key=lambda one: len(one.sources)),
        "longest routes": max(articles, key=lambda one: len(" ".join(card_of(one, knowledge).turn_to))),
        "no routes": next(one for one in articles if not one.routes),
    }


def test_the_hardest_articles_are_pictures_of_one_size(knowledge: Knowledge) -> None:
    for article in sample(knowledge).values():
        for link in (LINK, None):
            made = picture(card_of(article, knowledge, link))
            assert size(made) == (WIDTH, HEIGHT) and len(made) < 1_000_000


def test_every_article_shows_its_first_part_whole_and_all_around_it(knowledge: Knowledge) -> None:
    """What begins fits above where to turn: the template puts nothing there that does not."""
    for article in knowledge.articles.values():
        card = card_of(article, knowledge)
        words = together(written(card))
        first = to_plain(list(beginnings(blocks(article.body)[0]))[-1])
        # A letter that the font puts together of two is read back as two.
        sources = card.sources.replace("ō", ";").split(";")
        for there in (article.title, article.summary, first, *sources, *map(to_plain, card.turn_to)):
            assert together(there) in words, (article.id, there)


def test_no_sentence_is_cut(knowledge: Knowledge) -> None:
    """What is written is the beginning of the article, line by line, and what stands under it: nothing is left over."""
    for article in sample(knowledge).values():
        card = card_of(article, knowledge)
        left = together(written(card)).replace("•", "")
        under = [texts.TURN_TO if card.turn_to else "", *map(to_plain, card.turn_to), texts.ONLY_BEGINNING, texts.SCAN]
        for there in (texts.ABOUT, card.section, article.title, article.summary, card.sources, *under):
            assert together(there) in left, (article.id, there)
            left = left.replace(together(there), "", 1)
        lines = ["".join(run.text for run in line) for block in to_blocks(article.body) for line in block.lines]
        beginning = ["".join(map(together, lines[:count])) for count in range(2, len(lines))]
        assert left in beginning, article.id


def test_numbers_are_those_of_its_own_routes(knowledge: Knowledge) -> None:
    for article in sample(knowledge).values():
        own = " ".join(route_line(knowledge.routes[route], TODAY, briefly=True) for route in article.routes)
        numbers = set(PHONE_NUMBER.findall(written(card_of(article, knowledge))))
        assert numbers <= set(PHONE_NUMBER.findall(f"{to_plain(own)} {article.summary} {article.body}"))
        assert set(PHONE_NUMBER.findall(to_plain(own))) <= numbers


def test_with_a_link_there_is_a_code_to_scan(knowledge: Knowledge) -> None:
    article = knowledge.articles["rouw"]
    assert texts.SCAN in written(card_of(article, knowledge))
    assert texts.SCAN not in written(card_of(article, knowledge, None))
    drawing = qr_drawing(LINK)
    modules = len(segno.make_qr(LINK, error="m").matrix) + 2 * QUIET_ZONE
    assert f'width="{modules}" height="{modules}"' in drawing
    assert drawing != qr_drawing(LINK + "s")


def test_a_short_article_is_there_whole_and_does_not_say_that_there_is_more(knowledge: Knowledge) -> None:
    card = replace(card_of(knowledge.articles["rouw"], knowledge), body="Noem de naam.\n\n- Een\n- Twee")
    words = written(card)
    assert "Noem de naam. • Een • Twee" in words and texts.ONLY_BEGINNING not in words
    assert texts.ONLY_BEGINNING in written(card_of(knowledge.articles["rouw"], knowledge))


def test_a_list_that_does_not_fit_loses_its_last_items(knowledge: Knowledge) -> None:
    items = [f"Dit is punt {number}, met genoeg woorden om een hele regel te vullen." for number in range(1, 31)]
    card = replace(card_of(knowledge.articles["rouw"], knowledge), body="\n".join(f"- {item}" for item in items))
    words = written(card)
    shown = [item for item in items if item in words]
    assert 2 <= len(shown) < 20 and shown == items[: len(shown)]


def test_more_routes_than_fit_are_all_there(knowledge: Knowledge) -> None:
    lines = tuple(f"Een plek met een lange naam: 045-560 {number} 04 · nog niet nagekeken" for number in range(10, 45))
    card = replace(card_of(knowledge.articles["rouw"], knowledge), turn_to=lines)
    words = written(card)
    assert all(line in words for line in lines)
    assert size(picture(card)) == (WIDTH, HEIGHT)


def test_words_are_text_and_never_typst(knowledge: Knowledge) -> None:
    hostile = " ".join(CODE).replace("*b*", "b").replace("`c`", "c")
    card = ArticleCard("#panic()", "$x$ #panic()", "@b // d", "Een regel.", (), hostile)
    words = written(card)
    assert all(part in words for part in ("#panic()", "$x$ #panic()", "@b // d", flat(hostile)))


def test_a_picture_is_drawn_once(knowledge: Knowledge) -> None:
    card = card_of(knowledge.articles["rouw"], knowledge)
    assert picture(card) is picture(card_of(knowledge.articles["rouw"], knowledge))


def test_the_template_lies_beside_what_it_imports() -> None:
    assert (Path(TEMPLATE).parent / "parts.typ").is_file()
