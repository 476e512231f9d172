"""The signal card as two pictures for a phone and as a page to print."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bot.cards import texts
from bot.cards.colours import COLOURS
from bot.cards.signals import SignalCard
from bot.cards.words import unbroken
from bot.dates import dutch_date
from bot.message import File
from bot.typesetting import rendering
from bot.typesetting.rendering import Sheet

TEMPLATES = Path(__file__).parent / "templates"
PICTURE = TEMPLATES / "signals-picture.typ"
PAGE = TEMPLATES / "signals-page.typ"


@lru_cache(maxsize=1)
def pictures(card: SignalCard) -> tuple[File, File]:
    """Front and back as PNG, 1080 pixels wide and at most a phone's screen high: they are read without zooming.

    Some ways of sending make what is higher than 1280 pixels as high as that (size `y`, core.telegram.org/api/files);
    the letters are large enough for it. Made once: the same card is the same pictures.
    """
    front, back = rendering.pngs(PICTURE, sheet(card), ppi=rendering.PIXEL_A_POINT)
    count = sum(len(group.signals) for group in card.groups)
    return (
        File(texts.FRONT_NAME, front, texts.FRONT_SHOWS.format(count=count)),
        File(texts.BACK_NAME, back, texts.BACK_SHOWS),
    )


@lru_cache(maxsize=1)
def page(card: SignalCard) -> File:
    """One A4 page as PDF, to keep and to be read aloud."""
    return File(texts.PDF_NAME, rendering.pdf(PAGE, sheet(card), card.checked))


def pages(card: SignalCard, ppi: float) -> list[bytes]:
    """The same page as PNG, to look at."""
    return rendering.pngs(PAGE, sheet(card), ppi)


def sheet(card: SignalCard) -> Sheet:
    """All that is written on the card, finished."""
    return {
        "colours": COLOURS,
        "about": texts.ABOUT,
        "title": texts.TITLE,
        "subtitle": texts.SUBTITLE,
        "no_proof": texts.NO_PROOF,
        "groups": [
            {
                "title": group.title,
                "signals": [{"label": unbroken(one.label), "dimension": one.dimension} for one in group.signals],
            }
            for group in card.groups
        ],
        "dimensions": {
            "title": texts.DIMENSIONS,
            "why": texts.DIMENSIONS_WHY,
            "lines": [{"word": one.word, "line": one.line} for one in card.dimensions],
        },
        "urgent": {
            "title": texts.URGENT,
            "when": texts.URGENT_WHEN,
            "in_short": [unbroken(one.in_short) for one in card.urgent],
            "lines": [
                {
                    "labels": list(one.labels),
                    "call": texts.CALL.format(phone=one.phone),
                    "who": one.name,
                    "details": one.details,
                    "act": one.act,
                }
                for one in card.urgent
            ],
        },
        "no_name": texts.NO_NAME,
        "after": texts.AFTER,
        "checked": texts.CHECKED.format(day=dutch_date(card.checked)),
    }
