"""Questions: an article, a question back, or an honest "that I don't know"; and leafing through the topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue import limits, originals
from bot.dialogue.asking import article_view, votes
from bot.dialogue.asking.article_card import THUMBS
from bot.dialogue.asking.asked import DIALOGUE, Asked, keep, lost_buttons, picks
from bot.dialogue.reporting import report_account
from bot.dialogue.reporting.report_steps import Draft
from bot.dialogue.texts import ask as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import REPORT, TOLD, Turn, rows
from bot.knowledge.article import SECTIONS
from bot.language.ladder import Action, Decision
from bot.language.said import Reading
from bot.markup import escape
from bot.message import Button
from bot.store.limits import Counted
from bot.store.questions import Reason

ON_A_PAGE = 10
"""Articles of a section that are shown together."""

NONE = "none"
ALL = "all"


async def answer(turn: Turn) -> None:
    """Answers the text of this turn by what was decided about it."""
    assert turn.reading is not None
    reading, numbers = turn.reading, turn.knowledge.help_numbers()
    if reading.tongue in texts.NOT_READ:
        await turn.work.questions.count("fallback", None, turn.now)
        turn.say(texts.NOT_READ[reading.tongue].format(**numbers), lost_buttons())
        return
    if reading.tongue in texts.TONGUES:
        turn.say(texts.TONGUES[reading.tongue].format(**numbers))
    if reading.urgent:
        turn.say(texts.URGENT.format(**numbers))
    if await limits.too_many(turn, Counted.ASKED):
        return
    likely = [item.name for item in reading.ranking]
    await carry_out(turn, reading.decision, reading.anonymous.text, reading.place, likely)
    if reading.story:
        _offer_report(turn, reading)
    if turn.nlu_away_is_news:
        turn.say(texts.ONLY_SEARCH)


async def carry_out(
    turn: Turn, decision: Decision, anonymous: str, area: str | None = None, likely: Sequence[str] = ()
) -> None:
    """Answers, asks back, or keeps the question (without identifying parts) for the coordinators.

    `area` is the area that was named: an answer adds what is near there. `likely` are the intents that the text may
    have, the likeliest first.
    """
    if decision.action is Action.ANSWER and decision.intent:
        asked = Asked(anonymous, area, _articles(turn, decision.intent, *likely))
        await _answer_with(turn, decision.intent, "answer", asked)
    elif decision.action is Action.CLARIFY:
        await _ask_back(turn, decision.choices, Asked(anonymous, area, _articles(turn, *decision.choices, *likely)))
    else:
        await turn.work.questions.count("fallback", None, turn.now)
        await keep(turn, anonymous, Reason.FALLBACK)
        turn.say(texts.UNKNOWN.format(**turn.knowledge.help_numbers()), lost_buttons())


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `ask:show:ID`; to a question `ask:pick:ID` and `ask:none`. `ask:yes:ID` and
    `ask:not:ID` are thumbs under messages of an earlier version."""
    match list(args):
        case ["none"]:
            await _none_of_these(turn)
        case ["show", article_id]:
            await _show(turn, article_id, "button")
        case ["pick", article_id]:
            await _picked(turn, article_id)
        case ["yes", article_id]:
            await votes.helped(turn, [article_id])
        case ["not", article_id]:
            await votes.not_sought(turn, [article_id])
        case _:
            turn.say(texts.GONE, lost_buttons())


async def more(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `more:ID`, `more:ID:AREA` and `more:ID:AREA:q`: what the short article left out, below it."""
    article = turn.knowledge.articles.get(args[0]) if args else None
    area = args[1] if len(args) > 1 and args[1] in turn.knowledge.areas.by_id else None
    if article is None:
        turn.say(texts.GONE, lost_buttons())
        return
    await article_view.show(turn, article, area, whole=True, thumbs=THUMBS in args[2:])


async def topics(turn: Turn, args: Sequence[str]) -> None:
    """The command, and the buttons `topics`, `topics:all` and `topics:SECTION[:PAGE]`. From list to list in place."""
    section = args[0] if args else None
    if section in SECTIONS:
        _section(turn, section, args[1] if len(args) > 1 else "1")
        return
    buttons = rows(*(Button(title, f"topics:{code}") for code, title in SECTIONS.items()))
    away = rows(Button(texts.BUTTON_SEARCH, "search"), Button(BUTTON_MENU, "menu"), columns=2)
    turn.say(texts.TOPICS, (*buttons, *away), in_place=section == ALL)


def _section(turn: Turn, section: str, page: str) -> None:
    """The articles of a section, a page at a time; after the last page the first."""
    articles = turn.knowledge.section(section)
    pages = [articles[start : start + ON_A_PAGE] for start in range(0, len(articles), ON_A_PAGE)] or [()]
    number = int(page) if page.isdecimal() and len(page) < 3 and 1 <= int(page) <= len(pages) else 1
    buttons = rows(*(Button(article.title, f"ask:show:{article.id}") for article in pages[number - 1]))
    words = {"title": SECTIONS[section], "page": number, "pages": len(pages)}
    text = (texts.SECTION_PAGE if len(pages) > 1 else texts.SECTION).format(**words)
    last = number == len(pages)
    label, onward = (texts.BUTTON_FIRST_TOPICS, 1) if last else (texts.BUTTON_MORE_TOPICS, number + 1)
    turning = [Button(label, f"topics:{section}:{onward}")] if len(pages) > 1 else []
    turn.say(text, (*buttons, *rows(*turning, Button(texts.BUTTON_BACK, f"topics:{ALL}"))), in_place=True)


async def _show(turn: Turn, article_id: str, how: str, area: str | None = None, *, thumbs: bool = False) -> bool:
    article = turn.knowledge.articles.get(article_id)
    if article is None:
        turn.say(texts.GONE, lost_buttons())
        return False
    await turn.work.questions.count(how, article_id, turn.now)
    await article_view.show(turn, article, area, thumbs=thumbs)
    return True


async def _answer_with(turn: Turn, article_id: str, how: str, asked: Asked) -> None:
    if await _show(turn, article_id, how, asked.area, thumbs=True):
        replace(asked, article=article_id).remember(turn)


async def _ask_back(turn: Turn, choices: Sequence[str], asked: Asked) -> None:
    await turn.work.questions.count("clarify", None, turn.now)
    asked.remember(turn)
    buttons = picks(turn, _articles(turn, *choices))
    turn.say(texts.DID_YOU_MEAN, (*buttons, (Button(texts.BUTTON_NONE, f"ask:{NONE}"),)))


async def _picked(turn: Turn, article_id: str) -> None:
    """A choice was tapped; perhaps one of an earlier question, or during a report, when no question is remembered."""
    asked = Asked.of(turn.state)
    if asked is not None and article_id in asked.choices:
        await _answer_with(turn, article_id, "button", asked)
    else:
        await _show(turn, article_id, "button", thumbs=True)


def _offer_report(turn: Turn, reading: Reading) -> None:
    """A story of a visit asks nothing, so it may be meant for somebody else."""
    draft = report_account.with_reading(Draft(), reading, turn.knowledge)
    read = [turn.knowledge.signals[code].label.lower() for code in draft.signals]
    read += [reading.age_band] if reading.age_band else []
    read += [turn.knowledge.areas.name(reading.area)] if reading.area else []
    text = texts.STORY_READ.format(read=escape(", ".join(read))) if read else texts.STORY
    turn.say(text, rows(Button(texts.BUTTON_STORY_REPORT, f"report:{TOLD}")))
    if not turn.person.role.may_report or (turn.state is not None and turn.state.dialogue == REPORT):
        return
    told = {"draft": draft.as_data(), "held": originals.held(reading), "message": turn.message.id}
    asked = Asked.of(turn.state)
    if asked is not None:
        replace(asked, told=told).remember(turn)
    else:
        turn.begin(TOLD, TOLD, {TOLD: told})


async def _none_of_these(turn: Turn) -> None:
    asked = Asked.of(turn.state)
    _leave(turn)
    if asked is not None and asked.article is None:
        await keep(turn, asked.question, Reason.NONE_OF_THESE)
        turn.say(texts.NONE_OF_THESE, lost_buttons())
    else:
        turn.say(texts.TOPICS, lost_buttons())


def _leave(turn: Turn) -> None:
    """Ends a question; a report that waits stays."""
    if turn.state and turn.state.dialogue == DIALOGUE:
        turn.end()


def _articles(turn: Turn, *intents: str) -> tuple[str, ...]:
    """Those of the intents that are articles, each once."""
    return tuple(dict.fromkeys(intent for intent in intents if intent in turn.knowledge.articles))
