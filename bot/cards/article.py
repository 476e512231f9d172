"""An article on one picture, to share: its beginning, where to turn, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.cards import texts
from bot.cards.colours import COLOURS
from bot.cards.words import unbroken
from bot.knowledge.body import beginnings, blocks
from bot.markup import Run, to_blocks
from bot.qr import qr_drawing
from bot.typesetting import rendering
from bot.typesetting.rendering import Sheet

TEMPLATE = Path(__file__).parent / "templates" / "article.typ"
WIDTH, HEIGHT = 1080, 1350
"""Pixels: four by five, which groups and newsletters show whole."""

KEPT = 16
"""So many pictures a process keeps, of a quarter of a megabyte each: an article that is shared is shared again."""


@dataclass(frozen=True)
class ArticleCard:
    """What stands on the picture. `body` and the lines of `turn_to` are Markdown; `link` opens it in the bot."""

    section: str
    title: str
    summary: str
    body: str
    turn_to: tuple[str, ...]
    sources: str
    link: str | None = None


@lru_cache(maxsize=KEPT)
def picture(card: ArticleCard) -> bytes:
    """A PNG of WIDTH by HEIGHT pixels. Of the body it has as much as fits: whole paragraphs and whole items."""
    (page,) = rendering.pngs(TEMPLATE, sheet(card), ppi=rendering.PIXEL_A_POINT)
    return page


def sheet(card: ArticleCard) -> Sheet:
    """All that is written on the picture. Each part of the body has its shorter forms behind it, the longest first."""
    return {
        "colours": COLOURS,
        "about": texts.ABOUT,
        "section": card.section,
        "title": unbroken(card.title),
        "summary": unbroken(card.summary),
        "parts": [[_set(form) for form in beginnings(block)] for block in blocks(card.body)],
        "turn_to": texts.TURN_TO,
        "routes": [_set(line) for line in card.turn_to],
        "sources": unbroken(card.sources),
        "qr": qr_drawing(card.link) if card.link else None,
        "scan": texts.SCAN,
        "only_beginning": texts.ONLY_BEGINNING,
    }


def _set(markdown: str) -> list[dict[str, Any]]:
    return [
        {"listed": block.listed, "lines": [[_styled(run) for run in line] for line in block.lines]}
        for block in to_blocks(markdown)
    ]


def _styled(run: Run) -> dict[str, Any]:
    return {"text": unbroken(run.text), "bold": run.bold, "italic": run.italic}
