"""A question that was typed, while the bot asks back and after it answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.dialogue.texts import ask as texts
from bot.dialogue.texts.start import BUTTON_HELP_NOW, BUTTON_MENU
from bot.dialogue.turn import REPORT, TOLD, State, Turn, rows
from bot.message import Button, Rows
from bot.store.questions import Reason

DIALOGUE = "ask"


@dataclass(frozen=True)
class Asked:
    """It lives in the state of the dialogue.

    `choices` are the articles it may be about, the likeliest first; `article` is the one that was shown, and `rated`
    those that got a thumb. `kept` is the number under which it lies with the coordinators (True: an earlier version
    did not note it) because of the article `kept_for`. `told` has what was read in a story that asks nothing.
    """

    question: str
    area: str | None
    choices: tuple[str, ...]
    article: str | None = None
    rated: tuple[str, ...] = ()
    kept: int | bool = False
    kept_for: str | None = None
    told: Mapping[str, Any] | None = None

    @staticmethod
    def of(state: State | None) -> Asked | None:
        """What was asked, unless something else runs. What an earlier version left behind lacks the later fields."""
        if state is None or state.dialogue != DIALOGUE:
            return None
        data = state.data
        return Asked(
            question=data["question"],
            area=data.get("area"),
            choices=tuple(data.get("choices", ())),
            article=data.get("article"),
            rated=tuple(data.get("rated", ())),
            kept=data.get("kept", False),
            kept_for=data.get("kept_for"),
            told=data.get(TOLD),
        )

    def remember(self, turn: Turn) -> None:
        """Keeps it in the conversation, unless a report is being made: that is not pushed aside."""
        if turn.state is None or turn.state.dialogue != REPORT:
            turn.begin(DIALOGUE, "answered" if self.article else "clarify", asdict(self))


async def keep(turn: Turn, anonymous: str, reason: Reason, answered_with: str | None = None) -> int:
    """Keeps a question for the coordinators; gives its number. The text has no identifying parts."""
    key = turn.work.people.asker_key(turn.person)
    return await turn.work.questions.keep_unanswered(key, anonymous, turn.now, reason, answered_with)


def picks(turn: Turn, articles: Sequence[str]) -> Rows:
    """Titles to choose from, as answers to a question."""
    return rows(*(Button(turn.knowledge.articles[article].title, f"ask:pick:{article}") for article in articles))


def lost_buttons() -> Rows:
    """The ways on for who did not find it."""
    return rows(Button(texts.BUTTON_TOPICS, "topics"), Button(BUTTON_MENU, "menu"), Button(BUTTON_HELP_NOW, "help"))
