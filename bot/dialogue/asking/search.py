"""Searching on words: titles to choose from, each with a line of what it is about. Never an answer that was made up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue.asking.article_card import article_line
from bot.dialogue.reporting import report, report_opening
from bot.dialogue.reporting.report_steps import Step
from bot.dialogue.texts import search as texts
from bot.dialogue.texts.ask import BUTTON_TOPICS
from bot.dialogue.texts.start import BUTTON_ASK, BUTTON_HELP_NOW
from bot.dialogue.turn import Turn, rows
from bot.language.asked_words import sought_in
from bot.language.masks import without_masks
from bot.markup import escape
from bot.message import Button

DIALOGUE = "search"
SHOWN = 5
SPOKEN_WORDS = 5
"""Typed without a slash, what is searched has at most so many words: anything longer is a question."""

WORDS_IN_ACCOUNT = 2
"""Where an account of a visit is told, at most so many: "zoek hulp voor haar" may be what somebody noticed."""

LONGEST = 200
"""Characters of what is searched."""


def is_running(turn: Turn) -> bool:
    """Whether what is typed now is searched."""
    return turn.state is not None and turn.state.dialogue == DIALOGUE


def is_asked(text: str, most: int = SPOKEN_WORDS) -> bool:
    """Whether this text asks to search on at most so many words."""
    words = sought_in(text)
    return words is not None and 1 <= len(words.split()) <= most


def is_asked_in_report(turn: Turn, text: str) -> bool:
    """Whether this asks to search while a report is being made. What may be part of an account is none."""
    if turn.state is None or turn.reading is None or not report.is_running(turn) or turn.state.step == Step.NOTE:
        return False
    if turn.state.step == Step.SIGNALS:
        return bool(turn.reading.found) and not turn.reading.signals and is_asked(text, WORDS_IN_ACCOUNT)
    return is_asked(text)


async def typed(turn: Turn, args: Sequence[str] = ()) -> None:
    """The command `/zoek WORDS`, "zoek WORDS", the button `search`; without words it asks for them."""
    if turn.reading is None or not args:
        turn.begin(DIALOGUE, "words", {})
        turn.say(texts.ASK)
        return
    await heard(turn)


async def heard(turn: Turn) -> None:
    """Looks for the words of this turn's text, and shows the titles that have them."""
    assert turn.reading is not None, "only what was read gets here"
    if is_running(turn):
        turn.end()
    anonymous = turn.reading.anonymous.text
    left = " ".join((sought_in(anonymous) or anonymous).split())
    words = texts.QUOTED.format(words=escape(left)) if re.search(r"\w", without_masks(left)) else texts.UNNAMED
    found = [turn.knowledge.articles[one] for one in turn.reading.found if one in turn.knowledge.articles][:SHOWN]
    away = rows(
        Button(texts.BUTTON_AGAIN, "search"),
        Button(BUTTON_TOPICS, "topics"),
        *([] if found else [Button(BUTTON_ASK, "start:ask")]),
        Button(BUTTON_HELP_NOW, "help"),
        columns=2,
    )
    away = (*report_opening.way_back(turn), *away)
    if len(left) > LONGEST:
        turn.say(texts.TOO_LONG, away)
    elif not found:
        turn.say(texts.NOTHING.format(words=words), away)
    else:
        head = (texts.FOUND_ONE if len(found) == 1 else texts.FOUND).format(words=words)
        titles = rows(*(Button(article.title, f"ask:show:{article.id}") for article in found))
        turn.say("\n".join([head, "", *map(article_line, found)]), (*titles, *away))
