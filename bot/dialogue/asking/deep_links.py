"""What a link to the bot opens: `/start PREFIX-REST`, as from https://t.me/opmerkzaam_bot?start=artikel-rouw."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping

from bot.dialogue import first_minute
from bot.dialogue.asking import article_view
from bot.dialogue.asking.asked import lost_buttons
from bot.dialogue.practising import practice_group
from bot.dialogue.texts import ask as ask_texts
from bot.dialogue.texts import start as texts
from bot.dialogue.turn import Turn, rows
from bot.message import Button

LONGEST = 64
"""Signs behind `start=`: letters, digits, _ and - (https://core.telegram.org/bots/features#deep-linking)."""


async def _article(turn: Turn, article_id: str) -> None:
    """The article first; who is new hears in a line where they are."""
    article = turn.knowledge.articles.get(article_id)
    if article is None:
        turn.say(ask_texts.GONE, lost_buttons())
    else:
        await turn.work.questions.count("button", article_id, turn.now)
        await article_view.show(turn, article, thumbs=True)
    if await first_minute.is_new(turn):
        turn.say(texts.WELCOME_BEHIND_LINK, rows(Button(texts.BUTTON_WHAT_ELSE, "first")))


async def _group(turn: Turn, code: str) -> None:
    await practice_group.join(turn, [code])


PREFIXES: Mapping[str, Callable[[Turn, str], Awaitable[None]]] = {
    article_view.LINK: _article,
    practice_group.PREFIX: _group,
}
"""How what stands behind `start=` begins -> who answers it; that gets the rest."""

PATTERN = re.compile(rf"(?:{'|'.join(map(re.escape, PREFIXES))})[A-Za-z0-9_-]{{0,{LONGEST}}}")


async def follow(turn: Turn, argument: str) -> bool:
    """Opens what a link leads to; False when it is no such link."""
    prefix = next((one for one in PREFIXES if argument.startswith(one)), None)
    if prefix is None or not PATTERN.fullmatch(argument):
        return False
    await PREFIXES[prefix](turn, argument.removeprefix(prefix))
    return True
