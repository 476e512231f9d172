"""The signal card: what to look for on a visit, as pictures, as a page to print, and as text."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.cards.signals import signal_card
from bot.cards.signals_drawn import page, pictures
from bot.cards.signals_told import told
from bot.dialogue.texts import card as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.message import Button


async def tapped(turn: Turn, args: Sequence[str] = ()) -> None:
    """The command, and the buttons `card`, `card:pdf` and `card:text`."""
    card = signal_card(turn.knowledge)
    to_print, as_text = Button(texts.BUTTON_PDF, "card:pdf"), Button(texts.BUTTON_TEXT, "card:text")
    menu = Button(BUTTON_MENU, "menu")
    match list(args):
        case ["pdf"]:
            turn.hand_over(texts.PDF, await asyncio.to_thread(page, card), rows(menu))
        case ["text"]:
            turn.say(told(card), rows(to_print, menu))
        case _:
            front, back = await asyncio.to_thread(pictures, card)
            turn.hand_over(texts.FRONT, front)
            turn.hand_over(texts.BACK, back, rows(to_print, as_text, menu))
