"""For coordinators: the open cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.dialogue.on_duty import areas_followed
from bot.dialogue.texts import coordinate as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.knowledge.signal import ACT_TODAY
from bot.message import Button
from bot.store.cases import Case
from bot.store.lifecycle import UNTOUCHED, Actor


async def open_cases(turn: Turn, args: Sequence[str] = ()) -> None:
    """The cases that wait for somebody."""
    if not await may(turn):
        return
    coordinators = await turn.work.people.coordinators()
    cases = await turn.work.cases.unfinished(areas_followed(turn.person, coordinators, turn.knowledge.areas))
    if not cases:
        turn.say(texts.NO_OPEN_CASES, rows(Button(BUTTON_MENU, "menu")))
        return
    buttons = [
        Button(
            texts.CASE_BUTTON.format(
                code=case.code,
                area=turn.knowledge.areas.name(case.area),
                urgent=texts.CASE_URGENT if case.level == ACT_TODAY else "",
                standing=_standing(case, turn.now),
            ),
            f"case:{case.code}",
        )
        for case in cases
    ]
    turn.say(texts.OPEN_CASES, rows(*buttons))


def _standing(case: Case, now: datetime) -> str:
    """What needs somebody most: the reporter waits for an answer, or it is over its term."""
    if case.awaiting is Actor.COORDINATOR:
        return texts.CASE_QUESTION
    return texts.CASE_OVERDUE if case.status in UNTOUCHED and now > case.due_at else ""


async def may(turn: Turn) -> bool:
    """Whether this person follows up; who does not, hears so."""
    if not turn.person.role.may_coordinate:
        turn.say(texts.NOT_FOR_YOU, rows(Button(BUTTON_MENU, "menu")))
    return turn.person.role.may_coordinate
