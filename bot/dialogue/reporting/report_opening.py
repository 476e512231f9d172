"""Where a report begins: anew, with one that waits, with a story that was told, or to be corrected; and its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue import help_now, limits, originals
from bot.dialogue.menu import UNINVITED
from bot.dialogue.reporting import report
from bot.dialogue.reporting.report_steps import Draft, Step
from bot.dialogue.texts import report as texts
from bot.dialogue.texts import start as start_texts
from bot.dialogue.turn import REPORT, TOLD, Turn, row_number, rows
from bot.dialogue.visiting.check_in_plan import Why, plan_check_in
from bot.message import Button, Rows
from bot.store.reports import Outcome


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `report`, `report:resume` and `report:told`; all others are of a report that runs."""
    if not args or args[0] == "resume":
        await begin(turn)
    elif args[0] == TOLD:
        await _begin_told(turn)
    else:
        await report.tapped(turn, args)


async def begin(turn: Turn) -> None:
    """Begins a report, or goes on with the one that waits."""
    if not turn.person.role.may_report:
        turn.say(start_texts.INVITATION_NEEDED, UNINVITED)
        return
    if not report.is_running(turn) and turn.paused is not None:
        turn.resume()
    if report.is_running(turn):
        turn.say(texts.RESUMED)
    elif not await limits.may_report(turn):
        return
    else:
        turn.begin(REPORT, Step.OUTCOME, Draft(home=turn.person.area).as_data())
    report.repeat(turn)


def way_back(turn: Turn) -> Rows:
    """To the report that runs or waits; nothing where there is none."""
    waits = report.is_running(turn) or turn.paused is not None
    return rows(Button(start_texts.BUTTON_RESUME, "report:resume")) if waits else ()


async def begin_known(turn: Turn, step: Step, draft: Draft, note: str | None = None) -> bool:
    """Begins a report of which something is known already; False when another runs or waits, or none may be made."""
    if report.is_running(turn) or turn.paused is not None:
        turn.say(texts.ANOTHER_WAITS, rows(Button(start_texts.BUTTON_RESUME, "report:resume")))
        return False
    if not await limits.may_report(turn):
        return False
    turn.begin(REPORT, step, draft.as_data())
    report.repeat(turn, note)
    return True


async def _begin_told(turn: Turn) -> None:
    """Begins a report with the story that was told in place of a question: nobody has to tell it twice."""
    told = turn.state.data.get(TOLD) if turn.state is not None else None
    if told is None or not turn.person.role.may_report:
        await begin(turn)
        return
    if turn.paused is not None:
        turn.say(texts.ANOTHER_WAITS, rows(Button(start_texts.BUTTON_RESUME, "report:resume")))
        return
    if not await limits.may_report(turn):
        return
    draft = replace(Draft.from_data(told["draft"]), home=turn.person.area, inferred=True)
    turn.begin(REPORT, Step.SIGNALS, draft.as_data())
    originals.take_away_text(turn, told["message"], told["held"])
    report.repeat(turn)
    report.show_urgent(turn, draft.signals)


async def change(turn: Turn, args: Sequence[str]) -> None:
    """The button `change:ID`: one's own report of the last day, to be corrected."""
    if not turn.person.role.may_report:
        turn.say(start_texts.INVITATION_NEEDED, UNINVITED)
        return
    report_id = row_number(args[0]) if args else -1
    kept = await turn.work.reports.own(turn.work.people.reporter_key(turn.person), report_id)
    if kept is None or not kept.may_be_changed(turn.now):
        turn.say(texts.TOO_LATE_TO_CHANGE, rows(Button(start_texts.BUTTON_MENU, "menu")))
        return
    if report.is_running(turn) or turn.paused is not None:
        turn.say(texts.ANOTHER_WAITS, rows(Button(start_texts.BUTTON_RESUME, "report:resume")))
        return
    draft = Draft.of(kept.report, report_id, turn.person.area)
    turn.begin(REPORT, Step.SIGNALS if draft.outcome == Outcome.VISITED else Step.OUTCOME, draft.as_data())
    report.repeat(turn, texts.CHANGING)


async def felt(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `felt:FEELING` after a report. Of it nothing is kept, but that somebody is to be asked tomorrow."""
    feeling = args[0] if args and args[0] in texts.FELT else "done"
    if feeling == "touched":
        await plan_check_in(turn, Why.FELT)
    menu = rows(Button(start_texts.BUTTON_MENU, "menu"))
    turn.say(texts.FELT[feeling], (*help_now.aftercare(), *menu) if feeling == "touched" else menu)
