"""Questions: an article, a question back, or an honest "that I don't know"; and leafing through the topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.dialogue import limits, originals, report_account
from bot.dialogue.article_card import THUMBS, article_buttons, full_card, short_card
from bot.dialogue.report_steps import Draft
from bot.dialogue.texts import ask as texts
from bot.dialogue.texts.start import BUTTON_HELP_NOW, BUTTON_MENU, GOT_IT_ALREADY
from bot.dialogue.turn import REPORT, TOLD, State, Turn, rows
from bot.knowledge.article import SECTIONS
from bot.language.ladder import CHOICES, Action, Decision
from bot.language.said import Reading
from bot.markup import escape
from bot.message import Button, Rows
from bot.settings import TIMEZONE
from bot.store.limits import Counted
from bot.store.questions import Reason

DIALOGUE = "ask"
NONE = "none"
ALL = "all"


async def answer(turn: Turn) -> None:
    """Answers the text of this turn by what was decided about it."""
    assert turn.reading is not None
    reading, numbers = turn.reading, turn.knowledge.help_numbers()
    if reading.tongue in texts.NOT_READ:
        await turn.work.questions.count("fallback", None, turn.now)
        turn.say(texts.NOT_READ[reading.tongue].format(**numbers), _lost_buttons())
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
        asked = _Asked(anonymous, area, _articles(turn, decision.intent, *likely))
        await _answer_with(turn, decision.intent, "answer", asked)
    elif decision.action is Action.CLARIFY:
        await _ask_back(turn, decision.choices, _Asked(anonymous, area, _articles(turn, *decision.choices, *likely)))
    else:
        await turn.work.questions.count("fallback", None, turn.now)
        await _keep(turn, anonymous, Reason.FALLBACK)
        turn.say(texts.UNKNOWN.format(**turn.knowledge.help_numbers()), _lost_buttons())


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `ask:show:ID`; to a question `ask:pick:ID` and `ask:none`; the thumbs `ask:yes:ID`, `ask:not:ID`."""
    match list(args):
        case ["none"]:
            await _none_of_these(turn)
        case ["show", article_id]:
            await _show(turn, article_id, "button")
        case ["pick", article_id]:
            await _picked(turn, article_id)
        case ["yes", article_id] if article_id in turn.knowledge.articles:
            await _helped(turn, article_id)
        case ["not", article_id] if article_id in turn.knowledge.articles:
            await _not_sought(turn, article_id)
        case _:
            turn.say(texts.GONE, _lost_buttons())


async def more(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `more:ID`, `more:ID:AREA` and `more:ID:AREA:q`: the whole article in place of the short one."""
    article = turn.knowledge.articles.get(args[0]) if args else None
    area = args[1] if len(args) > 1 and args[1] in turn.knowledge.areas.by_id else None
    if article is None:
        turn.say(texts.GONE, _lost_buttons())
        return
    text = full_card(article, turn.knowledge, turn.now.astimezone(TIMEZONE).date(), area)
    buttons = article_buttons(article, turn.knowledge.articles, whole=True, area=area, thumbs=THUMBS in args[2:])
    turn.say(text, buttons, in_place=True)


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


@dataclass(frozen=True)
class _Asked:
    """A question that was typed, while the bot asks back and after it answered. It lives in the state of the dialogue.

    `choices` are the articles it may be about, the likeliest first; `article` is the one that was shown, and `rated`
    those that got a thumb. `kept` says that it lies with the coordinators, `told` has what was read in a
    story that asks nothing.
    """

    question: str
    area: str | None
    choices: tuple[str, ...]
    article: str | None = None
    rated: tuple[str, ...] = ()
    kept: bool = False
    told: Mapping[str, Any] | None = None

    @staticmethod
    def of(state: State | None) -> _Asked | None:
        """What was asked, unless something else runs. What an earlier version left behind lacks the later fields."""
        if state is None or state.dialogue != DIALOGUE:
            return None
        data = state.data
        return _Asked(
            question=data["question"],
            area=data.get("area"),
            choices=tuple(data.get("choices", ())),
            article=data.get("article"),
            rated=tuple(data.get("rated", ())),
            kept=data.get("kept", False),
            told=data.get(TOLD),
        )

    def remember(self, turn: Turn) -> None:
        """Keeps it in the conversation, unless a report is being made: that is not pushed aside."""
        if turn.state is None or turn.state.dialogue != REPORT:
            turn.begin(DIALOGUE, "answered" if self.article else "clarify", asdict(self))


async def _show(turn: Turn, article_id: str, how: str, area: str | None = None, *, thumbs: bool = False) -> bool:
    article = turn.knowledge.articles.get(article_id)
    if article is None:
        turn.say(texts.GONE, _lost_buttons())
        return False
    await turn.work.questions.count(how, article_id, turn.now)
    text, whole = short_card(article, turn.knowledge, turn.now.astimezone(TIMEZONE).date(), area)
    turn.say(text, article_buttons(article, turn.knowledge.articles, whole=whole, area=area, thumbs=thumbs))
    return True


async def _answer_with(turn: Turn, article_id: str, how: str, asked: _Asked) -> None:
    if await _show(turn, article_id, how, asked.area, thumbs=True):
        replace(asked, article=article_id).remember(turn)


async def _ask_back(turn: Turn, choices: Sequence[str], asked: _Asked) -> None:
    await turn.work.questions.count("clarify", None, turn.now)
    asked.remember(turn)
    buttons = _picks(turn, _articles(turn, *choices))
    turn.say(texts.DID_YOU_MEAN, (*buttons, (Button(texts.BUTTON_NONE, f"ask:{NONE}"),)))


async def _picked(turn: Turn, article_id: str) -> None:
    """A choice was tapped; perhaps one of an earlier question, or during a report, when no question is remembered."""
    asked = _Asked.of(turn.state)
    if asked is not None and article_id in asked.choices:
        await _answer_with(turn, article_id, "button", asked)
    else:
        await _show(turn, article_id, "button", thumbs=True)


async def _helped(turn: Turn, article_id: str) -> None:
    if await _rate(turn, article_id, "helped"):
        turn.say(texts.HELPED)


async def _not_sought(turn: Turn, article_id: str) -> None:
    """Keeps the question that this article was to answer, once, and offers what else it may be about."""
    if not await _rate(turn, article_id, "not_what_i_sought"):
        return
    asked = _Asked.of(turn.state)
    if asked is None or asked.article != article_id:
        turn.say(texts.NOT_SOUGHT, _lost_buttons())
        return
    others = _articles(turn, *(other for other in asked.choices if other not in asked.rated))[:CHOICES]
    if asked.kept:
        text = texts.STILL_NOT_SOUGHT
    else:
        await _keep(turn, asked.question, Reason.THUMBS_DOWN, article_id)
        replace(asked, kept=True).remember(turn)
        text = texts.NOT_SOUGHT_BUT_PERHAPS if others else texts.NOT_SOUGHT_KEPT
    turn.say(text, (*_picks(turn, others), *_lost_buttons()))


async def _rate(turn: Turn, article_id: str, how: str) -> bool:
    """Counts a thumb; False when this article got one as the answer to this question before."""
    asked = _Asked.of(turn.state)
    if asked is not None and article_id in asked.rated:
        turn.notice = GOT_IT_ALREADY
        return False
    await turn.work.questions.count(how, article_id, turn.now)
    if asked is not None and asked.article == article_id:
        replace(asked, rated=(*asked.rated, article_id)).remember(turn)
    return True


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
    asked = _Asked.of(turn.state)
    if asked is not None:
        replace(asked, told=told).remember(turn)
    else:
        turn.begin(TOLD, TOLD, {TOLD: told})


async def _none_of_these(turn: Turn) -> None:
    asked = _Asked.of(turn.state)
    _leave(turn)
    if asked is not None and asked.article is None:
        await _keep(turn, asked.question, Reason.NONE_OF_THESE)
        turn.say(texts.NONE_OF_THESE, _lost_buttons())
    else:
        turn.say(texts.TOPICS, _lost_buttons())


async def _keep(turn: Turn, anonymous: str, reason: Reason, answered_with: str | None = None) -> None:
    key = turn.work.people.asker_key(turn.person)
    await turn.work.questions.keep_unanswered(key, anonymous, turn.now, reason, answered_with)


def _leave(turn: Turn) -> None:
    """Ends a question; a report that waits stays."""
    if turn.state and turn.state.dialogue == DIALOGUE:
        turn.end()


def _articles(turn: Turn, *intents: str) -> tuple[str, ...]:
    """Those of the intents that are articles, each once."""
    return tuple(dict.fromkeys(intent for intent in intents if intent in turn.knowledge.articles))


def _picks(turn: Turn, articles: Sequence[str]) -> Rows:
    return rows(*(Button(turn.knowledge.articles[article].title, f"ask:pick:{article}") for article in articles))


def _lost_buttons() -> Rows:
    return rows(Button(texts.BUTTON_TOPICS, "topics"), Button(BUTTON_MENU, "menu"), Button(BUTTON_HELP_NOW, "help"))
