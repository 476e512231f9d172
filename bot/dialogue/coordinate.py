"""For coordinators: the week on demand, the open cases, and moving a case on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.article_card import dutch_date
from bot.dialogue.texts import coordinate as texts
from bot.dialogue.texts import report as report_texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.digest.figures import week_figures
from bot.digest.page import digest_buttons, digest_text
from bot.digest.week import Week
from bot.knowledge.signal import ACT_TODAY
from bot.markup import escape
from bot.message import Button
from bot.settings import TIMEZONE
from bot.store.cases import Case, Doer
from bot.store.lifecycle import Actor, Ending, Status, moves_from


async def week(turn: Turn, args: Sequence[str] = ()) -> None:
    """The week that runs, up to now."""
    if not await may(turn):
        return
    figures = await week_figures(turn.work, Week.of(turn.now), turn.now, turn.knowledge, turn.person.area)
    turn.say(digest_text(figures, turn.knowledge), digest_buttons(figures))


async def open_cases(turn: Turn, args: Sequence[str] = ()) -> None:
    """The cases that wait for somebody."""
    if not await may(turn):
        return
    area = turn.person.area
    cases = await turn.work.cases.unfinished(turn.knowledge.areas.within(area) if area else None)
    if not cases:
        turn.say(texts.NO_OPEN_CASES, rows(Button(BUTTON_MENU, "menu")))
        return
    buttons = [
        Button(
            texts.CASE_BUTTON.format(
                code=case.code,
                area=turn.knowledge.areas.name(case.area),
                urgent=texts.CASE_URGENT if case.level == ACT_TODAY else "",
            ),
            f"case:{case.code}",
        )
        for case in cases
    ]
    turn.say(texts.OPEN_CASES, rows(*buttons))


async def case(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `case:CODE` and `case:CODE:STATUS`."""
    if not await may(turn):
        return
    found = await turn.work.cases.find(args[0]) if args else None
    if found is None:
        turn.say(texts.CASE_UNKNOWN)
        return
    if len(args) > 1:
        await _move(turn, found, args[1])
    else:
        _show(turn, found)


async def _move(turn: Turn, found: Case, status: str) -> None:
    target = Status(status) if status in Status.__members__.values() else None
    by = Doer(Actor.COORDINATOR, turn.work.cases.actor_key(found.code, turn.person.id))
    ending = Ending.OTHER_HELP if target is Status.DONE else None
    if target is None or not await turn.work.cases.move(found, target, by, turn.now, outcome=ending):
        now = await turn.work.cases.find(found.code)
        turn.say(texts.MOVED_ALREADY)
        if now:
            _show(turn, now)
        return
    turn.say(
        texts.MOVED.format(code=found.code, status=texts.STATUSES[target].lower()),
        rows(Button(texts.BUTTON_BACK, "cases")),
    )
    reporter = await turn.work.people.by_reporter_key(found.reporter_key) if found.reporter_key else None
    if reporter is not None:
        told = texts.TOLD_REPORTER.format(code=found.code, status=texts.STATUSES[target].lower())
        await turn.tell(reporter, f"case:{found.code}:{target}", told)


def _show(turn: Turn, found: Case) -> None:
    signals = [turn.knowledge.signals[code].label for code in found.signals if code in turn.knowledge.signals]
    text = texts.CASE.format(
        code=found.code,
        area=escape(turn.knowledge.areas.name(found.area)),
        age_band=found.age_band or "leeftijd onbekend",
        level=found.level,
        signals=escape(", ".join(signals) or report_texts.NO_SIGNALS),
        living=report_texts.LIVINGS.get(found.living or "", report_texts.UNKNOWN),
        consent=report_texts.CONSENTS.get(found.consent or "", report_texts.UNKNOWN).lower(),
        date=dutch_date(found.opened_at.astimezone(TIMEZONE).date()),
        status=texts.STATUSES[found.status],
    )
    possible = [move for move in moves_from(found.status, Actor.COORDINATOR, None) if move in texts.BUTTON_MOVES]
    moves = [Button(texts.BUTTON_MOVES[move], f"case:{found.code}:{move}") for move in possible]
    turn.say(text, rows(*moves, Button(texts.BUTTON_BACK, "cases")))


async def may(turn: Turn) -> bool:
    """Whether this person follows up; who does not, hears so."""
    if not turn.person.role.may_coordinate:
        turn.say(texts.NOT_FOR_YOU, rows(Button(BUTTON_MENU, "menu")))
    return turn.person.role.may_coordinate
