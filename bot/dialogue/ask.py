"""Questions: an article, a question back, or an honest "that I don't know"; and leafing through the topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.dialogue.article_card import article_buttons, full_card, short_card
from bot.dialogue.texts import ask as texts
from bot.dialogue.texts.start import BUTTON_HELP_NOW, BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.knowledge.article import SECTIONS
from bot.language.ladder import Action, Decision
from bot.message import Button, Rows
from bot.settings import TIMEZONE

DIALOGUE = "ask"
NONE = "none"
ALL = "all"


async def answer(turn: Turn) -> None:
    """Answers the text of this turn by what was decided about it."""
    assert turn.reading is not None
    await carry_out(turn, turn.reading.decision, turn.reading.anonymous.text, turn.reading.place)
    if turn.nlu_away_is_news:
        turn.say(texts.ONLY_SEARCH)


async def carry_out(turn: Turn, decision: Decision, anonymous: str, area: str | None = None) -> None:
    """Answers, asks back, or keeps the question (without identifying parts) for the coordinators.

    `area` is the area that was named: an answer adds what is near there.
    """
    if decision.action is Action.ANSWER and decision.intent:
        await _show(turn, decision.intent, "answer", area)
    elif decision.action is Action.CLARIFY:
        await _ask_back(turn, decision.choices, anonymous, area)
    else:
        await turn.work.questions.count("fallback", None, turn.now)
        await _keep(turn, anonymous, texts.UNKNOWN.format(**turn.knowledge.help_numbers()))


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `ask:show:ID` and `ask:none`."""
    match list(args):
        case ["none"]:
            await _none_of_these(turn)
        case ["show", article_id]:
            await _show(turn, article_id, "button", _asked(turn).get("area"))
        case _:
            turn.say(texts.GONE, _lost_buttons())


async def more(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `more:ID` and `more:ID:AREA`: the whole article in place of the short one."""
    article = turn.knowledge.articles.get(args[0]) if args else None
    area = args[1] if len(args) > 1 and args[1] in turn.knowledge.areas.by_id else None
    if article is None:
        turn.say(texts.GONE, _lost_buttons())
        return
    text = full_card(article, turn.knowledge, turn.now.astimezone(TIMEZONE).date(), area)
    turn.say(text, article_buttons(article, turn.knowledge.articles, whole=True, area=area), in_place=True)


async def topics(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `topics`, `topics:all` and `topics:SECTION`, and the command. From one list to another in place."""
    section = args[0] if args else None
    if section in SECTIONS:
        articles = turn.knowledge.section(section)
        buttons = rows(*(Button(article.title, f"ask:show:{article.id}") for article in articles))
        back = (Button(texts.BUTTON_BACK, f"topics:{ALL}"),)
        turn.say(texts.SECTION.format(title=SECTIONS[section]), (*buttons, back), in_place=True)
        return
    buttons = rows(*(Button(title, f"topics:{code}") for code, title in SECTIONS.items()))
    turn.say(texts.TOPICS, (*buttons, (Button(BUTTON_MENU, "menu"),)), in_place=section == ALL)


async def _show(turn: Turn, article_id: str, how: str, area: str | None = None) -> None:
    article = turn.knowledge.articles.get(article_id)
    if article is None:
        turn.say(texts.GONE, _lost_buttons())
        return
    _leave(turn)
    await turn.work.questions.count(how, article_id, turn.now)
    text, whole = short_card(article, turn.knowledge, turn.now.astimezone(TIMEZONE).date(), area)
    turn.say(text, article_buttons(article, turn.knowledge.articles, whole=whole, area=area))


async def _ask_back(turn: Turn, choices: Sequence[str], anonymous: str, area: str | None) -> None:
    await turn.work.questions.count("clarify", None, turn.now)
    found = [turn.knowledge.articles[choice] for choice in choices if choice in turn.knowledge.articles]
    if turn.state is None or turn.state.dialogue == DIALOGUE:
        turn.begin(DIALOGUE, "clarify", {"question": anonymous, "area": area})
    buttons = rows(*(Button(article.title, f"ask:show:{article.id}") for article in found))
    turn.say(texts.DID_YOU_MEAN, (*buttons, (Button(texts.BUTTON_NONE, f"ask:{NONE}"),)))


async def _none_of_these(turn: Turn) -> None:
    asked = _asked(turn)
    _leave(turn)
    if "question" in asked:
        await _keep(turn, asked["question"], texts.NONE_OF_THESE)
    else:
        turn.say(texts.TOPICS, _lost_buttons())


def _asked(turn: Turn) -> Mapping[str, Any]:
    """What was asked, while a question back waits for its answer."""
    return turn.state.data if turn.state and turn.state.dialogue == DIALOGUE else {}


async def _keep(turn: Turn, anonymous: str, text: str) -> None:
    await turn.work.questions.keep_unanswered(turn.work.people.reporter_key(turn.person), anonymous, turn.now)
    turn.say(text, _lost_buttons())


def _leave(turn: Turn) -> None:
    """Ends a question back; a report that waits stays."""
    if turn.state and turn.state.dialogue == DIALOGUE:
        turn.end()


def _lost_buttons() -> Rows:
    return rows(Button(texts.BUTTON_TOPICS, "topics"), Button(BUTTON_MENU, "menu"), Button(BUTTON_HELP_NOW, "help"))
