"""Somebody says that an article is not right: in one text of their own, or with a tap. Coordinators see it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue import limits
from bot.dialogue.asking import asked
from bot.dialogue.follow_up.relay import LONGEST_MESSAGE
from bot.dialogue.texts import ask as ask_texts
from bot.dialogue.texts import start as start_texts
from bot.dialogue.texts import wrong as texts
from bot.dialogue.turn import State, Turn, rows
from bot.language.masks import without_masks
from bot.markup import escape
from bot.message import Button, Rows
from bot.store.limits import Counted
from bot.store.questions import Reason

DIALOGUE = "wrong"


def is_running(turn: Turn) -> bool:
    """Whether what is typed now tells what is wrong with an article."""
    return turn.state is not None and turn.state.dialogue == DIALOGUE


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The button `wrong:ID`, and under its question `wrong:only:TOKEN`, `wrong:stop:TOKEN` and `wrong:resume`."""
    state = turn.state if is_running(turn) else None
    match list(args):
        case [article_id] if article_id in turn.knowledge.articles:
            if await limits.too_many(turn, Counted.ASKED) is None:
                _ask(turn, turn.begin(DIALOGUE, "write", {"article": article_id}))
        case ["resume"] if state is not None:
            _ask(turn, state)
        case ["only", token] if state is not None and state.token == token:
            await _keep(turn, state, "")
        case ["stop", token] if state is not None and state.token == token:
            cancel(turn)
        case [_]:
            turn.say(ask_texts.GONE, asked.lost_buttons())
        case _:
            turn.notice = start_texts.OLD_BUTTON_NOTICE
            turn.say(start_texts.OLD_BUTTON, rows(Button(start_texts.BUTTON_MENU, "menu")))


async def heard(turn: Turn) -> None:
    """What was typed, without what identifies somebody."""
    assert turn.state is not None and turn.reading is not None, "only what was read while writing gets here"
    typed, state, anonymous = turn.message.text.strip(), turn.state, turn.reading.anonymous.text
    if re.sub(r"\W+", " ", typed.lower()).strip() in texts.TYPED_BACK:
        cancel(turn)
    elif len(typed) > LONGEST_MESSAGE:
        turn.say(texts.TOO_LONG.format(most=LONGEST_MESSAGE), _choices(state))
    elif not re.search(r"\w", without_masks(anonymous)):
        turn.say(texts.NOTHING_LEFT, _choices(state))
    else:
        await _keep(turn, state, anonymous)


def cancel(turn: Turn) -> None:
    """Stops; nothing is kept."""
    assert turn.state is not None, "it runs"
    article_id = turn.state.data["article"]
    turn.end()
    turn.say(texts.NOTHING_SENT, _way_on(turn, article_id))


def _ask(turn: Turn, state: State) -> None:
    turn.say(texts.ASK.format(title=_title(turn, state)), _choices(state))


async def _keep(turn: Turn, state: State, anonymous: str) -> None:
    await asked.keep(turn, anonymous, Reason.WRONG, state.data["article"])
    turn.end()
    said = [texts.SAID.format(text=escape(anonymous))] if anonymous else []
    kept = texts.KEPT.format(title=_title(turn, state))
    turn.say("\n".join([kept, *said]), _way_on(turn, state.data["article"]))


def _title(turn: Turn, state: State) -> str:
    article = turn.knowledge.articles.get(state.data["article"])
    return escape(article.title if article else state.data["article"])


def _choices(state: State) -> Rows:
    only = Button(texts.BUTTON_ONLY, f"wrong:only:{state.token}")
    return rows(only, Button(texts.BUTTON_STOP, f"wrong:stop:{state.token}"), columns=2)


def _way_on(turn: Turn, article_id: str) -> Rows:
    resume = [Button(start_texts.BUTTON_RESUME, "report:resume")] if turn.paused is not None else []
    back = Button(texts.BUTTON_ARTICLE, f"ask:show:{article_id}")
    return rows(*resume, back, Button(start_texts.BUTTON_MENU, "menu"))
