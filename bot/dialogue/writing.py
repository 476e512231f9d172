"""What somebody is writing to others: about a case, in answer to a question, to all their volunteers, of an article."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.dialogue.asking import wrong
from bot.dialogue.curating import answer
from bot.dialogue.follow_up import relay
from bot.dialogue.people import broadcast
from bot.dialogue.texts import answer as answer_texts
from bot.dialogue.texts import relay as relay_texts
from bot.dialogue.texts import wrong as wrong_texts
from bot.dialogue.turn import Turn
from bot.message import Button


@dataclass(frozen=True)
class Writing:
    """One such conversation: who takes what is typed and tapped, how it stops, and the way back to it."""

    heard: Callable[[Turn], Awaitable[None]]
    tapped: Callable[[Turn, Sequence[str]], Awaitable[None]]
    cancel: Callable[[Turn], None]
    resume: Button


WRITINGS: Mapping[str, Writing] = {
    relay.DIALOGUE: Writing(relay.heard, relay.tapped, relay.cancel, Button(relay_texts.BUTTON_RESUME, "relay:resume")),
    answer.DIALOGUE: Writing(
        answer.heard, answer.tapped, answer.cancel, Button(answer_texts.BUTTON_RESUME, "answer:resume")
    ),
    broadcast.DIALOGUE: Writing(
        broadcast.heard, broadcast.tapped, broadcast.cancel, Button(relay_texts.BUTTON_RESUME, "broadcast:resume")
    ),
    wrong.DIALOGUE: Writing(wrong.heard, wrong.tapped, wrong.cancel, Button(wrong_texts.BUTTON_RESUME, "wrong:resume")),
}
"""By the name of the conversation."""


def running(turn: Turn) -> Writing | None:
    """What is being written now; None when nothing is."""
    return WRITINGS.get(turn.state.dialogue) if turn.state is not None else None
