"""What belongs to somebody: their reports, and everything else that is kept of them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dates import dutch_date
from bot.dialogue.reporting.report_sending import tell_withdrawn
from bot.dialogue.texts import account as texts
from bot.dialogue.texts import report as report_texts
from bot.dialogue.texts.my_case import BUTTON_SHOW
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, row_number, rows
from bot.message import Button, Kind, Message, Reply
from bot.settings import TIMEZONE
from bot.store.cases import Doer
from bot.store.database import Work
from bot.store.lifecycle import Actor, Status
from bot.store.reports import KeptReport

ANSWER_WITHIN = 600
"""Seconds in which the answer to "Alles van jou wissen?" counts, and that to "Wil je stoppen?"."""


async def reports(turn: Turn, args: Sequence[str] = ()) -> None:
    """The newest reports of this person, and the buttons to correct or withdraw those of the last day."""
    kept = await turn.work.reports.mine(turn.work.people.reporter_key(turn.person))
    after = (Button(texts.BUTTON_KEPT, "kept"), Button(BUTTON_MENU, "menu"))
    if not kept:
        turn.say(texts.NO_REPORTS, rows(*after))
        return
    lines = "\n".join(f"- {line(report)}" for report in kept)
    shown = [
        Button(BUTTON_SHOW.format(code=report.case_code), f"mycase:{report.case_code}")
        for report in kept
        if report.case_code and not report.withdrawn
    ]
    buttons = [
        Button(label.format(what=report.case_code or outcome(report)), f"{action}:{report.id}")
        for report in kept
        if report.may_be_changed(turn.now)
        for label, action in ((texts.BUTTON_CHANGE, "change"), (texts.BUTTON_WITHDRAW, "withdraw"))
    ]
    turn.say(f"{texts.REPORTS}\n\n{lines}", rows(*shown, *buttons, *after))


async def withdraw(turn: Turn, args: Sequence[str]) -> None:
    """The button `withdraw:ID`."""
    report_id = row_number(args[0]) if args else -1
    key = turn.work.people.reporter_key(turn.person)
    taken_back = await turn.work.reports.withdraw(key, report_id, turn.now)
    case = await turn.work.cases.find(taken_back.case_code) if taken_back and taken_back.case_code else None
    if case is not None:
        await tell_withdrawn(turn, case)
        by = Doer(Actor.REPORTER, turn.work.cases.actor_key(case.code, turn.person.id))
        await turn.work.cases.move(case, Status.WITHDRAWN, by, turn.now)
    turn.say(texts.WITHDRAWN if taken_back else texts.TOO_LATE, rows(Button(BUTTON_MENU, "menu")))


async def ask_to_erase(turn: Turn, args: Sequence[str] = ()) -> None:
    """Asks before anything is erased. The button knows when, so that an old question erases nothing."""
    yes = Button(texts.BUTTON_ERASE, f"erase:yes:{int(turn.now.timestamp())}")
    turn.say(texts.ERASE, rows(yes, Button(texts.BUTTON_KEEP, "erase:no")))


async def erase(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `erase:ask`, `erase:yes:MOMENT` and `erase:no`."""
    match list(args):
        case ["ask"]:
            await ask_to_erase(turn)
        case ["yes", moment] if is_fresh(turn, moment):
            await turn.work.people.erase(turn.person)
            turn.leave(texts.ERASED)
        case _:
            turn.say(texts.KEPT, rows(Button(BUTTON_MENU, "menu")))


async def farewell_again(work: Work, message: Message) -> Reply | None:
    """What somebody must hear whose tap came before and erased everything; None for all others.

    The bot may have died before it said so. The farewell is in no outbox, for nothing is kept of whom it is for.
    """
    is_yes = message.kind is Kind.BUTTON and message.text.startswith("erase:yes:")
    erased = is_yes and not await work.people.knows(message.channel, message.address)
    return Reply(texts.ERASED) if erased else None


def is_fresh(turn: Turn, moment: str) -> bool:
    """Whether a question with this moment in its button was asked just now."""
    return moment.isdecimal() and turn.now.timestamp() - int(moment) <= ANSWER_WITHIN


def line(report: KeptReport) -> str:
    """A report in one line: the day, how the visit went, the code, and where it stands."""
    day = dutch_date(report.reported_at.astimezone(TIMEZONE).date())
    code = f", **{report.case_code}**" if report.case_code else ""
    return texts.REPORT_LINE.format(date=day, outcome=outcome(report), code=code, status=f" ({status(report)})")


def outcome(report: KeptReport) -> str:
    """How the visit went, in words."""
    return report_texts.OUTCOMES[report.report.outcome]


def status(report: KeptReport) -> str:
    """Where the follow-up stands, in words."""
    if report.withdrawn:
        return texts.WITHDRAWN_STATUS
    return texts.STATUSES[report.case_status] if report.case_status else texts.COUNTED
