"""What belongs to somebody: their reports, and everything else that is kept of them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.article_card import dutch_date
from bot.dialogue.texts import account as texts
from bot.dialogue.texts import report as report_texts
from bot.dialogue.texts.my_case import BUTTON_SHOW
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.message import Button
from bot.settings import TIMEZONE
from bot.store.cases import Doer
from bot.store.lifecycle import Actor, Status
from bot.store.reports import KeptReport

ERASE_WITHIN = 600
"""Seconds in which the answer to "Alles van jou wissen?" counts."""


async def reports(turn: Turn, args: Sequence[str] = ()) -> None:
    """The newest reports of this person, and the buttons to withdraw those of the last day."""
    kept = await turn.work.reports.mine(turn.work.people.reporter_key(turn.person))
    if not kept:
        turn.say(texts.NO_REPORTS, rows(Button(BUTTON_MENU, "menu")))
        return
    lines = "\n".join(f"- {_line(report)}" for report in kept)
    shown = [
        Button(BUTTON_SHOW.format(code=report.case_code), f"mycase:{report.case_code}")
        for report in kept
        if report.case_code and not report.withdrawn
    ]
    buttons = [
        Button(texts.BUTTON_WITHDRAW.format(what=report.case_code or _outcome(report)), f"withdraw:{report.id}")
        for report in kept
        if report.may_be_changed(turn.now)
    ]
    turn.say(f"{texts.REPORTS}\n\n{lines}", rows(*shown, *buttons, Button(BUTTON_MENU, "menu")))


async def withdraw(turn: Turn, args: Sequence[str]) -> None:
    """The button `withdraw:ID`."""
    report_id = int(args[0]) if args and args[0].isdecimal() else -1
    key = turn.work.people.reporter_key(turn.person)
    taken_back = await turn.work.reports.withdraw(key, report_id, turn.now)
    case = await turn.work.cases.find(taken_back.case_code) if taken_back and taken_back.case_code else None
    if case is not None:
        by = Doer(Actor.REPORTER, turn.work.cases.actor_key(case.code, turn.person.id))
        await turn.work.cases.move(case, Status.WITHDRAWN, by, turn.now)
    turn.say(texts.WITHDRAWN if taken_back else texts.TOO_LATE, rows(Button(BUTTON_MENU, "menu")))


async def ask_to_erase(turn: Turn, args: Sequence[str] = ()) -> None:
    """Asks before anything is erased. The button knows when, so that an old question erases nothing."""
    yes = Button(texts.BUTTON_ERASE, f"erase:yes:{int(turn.now.timestamp())}")
    turn.say(texts.ERASE, rows(yes, Button(texts.BUTTON_KEEP, "erase:no")))


async def erase(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `erase:yes:MOMENT` and `erase:no`."""
    match list(args):
        case ["yes", moment] if moment.isdecimal() and turn.now.timestamp() - int(moment) <= ERASE_WITHIN:
            await turn.work.people.erase(turn.person)
            turn.leave(texts.ERASED)
        case _:
            turn.say(texts.KEPT, rows(Button(BUTTON_MENU, "menu")))


def _line(report: KeptReport) -> str:
    day = dutch_date(report.reported_at.astimezone(TIMEZONE).date())
    code = f", **{report.case_code}**" if report.case_code else ""
    return texts.REPORT_LINE.format(date=day, outcome=_outcome(report), code=code, status=f" ({_status(report)})")


def _outcome(report: KeptReport) -> str:
    return report_texts.OUTCOMES[report.report.outcome]


def _status(report: KeptReport) -> str:
    if report.withdrawn:
        return texts.WITHDRAWN_STATUS
    return texts.STATUSES[report.case_status] if report.case_status else texts.COUNTED
