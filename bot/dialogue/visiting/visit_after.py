"""How a visit went: one tap into the report, or one that says that it did not take place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from bot.dialogue import limits
from bot.dialogue.reporting import report, report_opening, report_sending
from bot.dialogue.reporting.report_steps import Draft, Step
from bot.dialogue.texts import visits as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, row_number, rows
from bot.dialogue.visiting import visit_book
from bot.dialogue.visiting.visit_plan import MOST_TIMES, Visit, asked
from bot.message import Button, Rows
from bot.store.reports import Outcome

NOBODY_OPENS = "niemand-doet-open"
"""The article on what to do then."""

VISITED, NOBODY, CANCELLED, LATER = "visited", "nobody", "cancelled", "later"


def ask_buttons(number: int) -> Rows:
    """The answers to how a visit went."""
    report_it, nobody, cancelled, later = (
        Button(label, f"visit:went:{number}:{how}")
        for label, how in (
            (texts.BUTTON_REPORT, VISITED),
            (texts.BUTTON_NOBODY, NOBODY),
            (texts.BUTTON_CANCELLED, CANCELLED),
            (texts.BUTTON_LATER, LATER),
        )
    )
    return ((report_it,), (nobody, cancelled), (later,))


async def _went(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `visit:went:NUMBER:HOW`. They work also when the plan is forgotten: the visit may still be told."""
    number, how = row_number(args[0]) if args else -1, args[1] if len(args) > 1 else ""
    visit = await visit_book.find(turn, number)
    if how == LATER:
        await _later(turn, number, visit)
    elif how == CANCELLED:
        await _cancelled(turn, number, visit)
    else:
        await _report(turn, number, visit, nobody=how == NOBODY)


async def over(turn: Turn) -> None:
    """Somebody says that a visit is over: the report of the one that began last, or of one that was not planned."""
    if not turn.person.role.may_report or report.is_running(turn) or turn.paused is not None:
        await report_opening.begin(turn)
        return
    number, visit = await visit_book.newest_begun(turn) or (-1, None)
    await _report(turn, number, visit, nobody=False)


async def answered(turn: Turn, *, nobody: bool) -> bool:
    """Takes what was typed as the answer to how the visit went that began last; False when it may be a question.

    Without such a visit, that nobody was at home is reported or asked about: both ways are shown.
    """
    begun = await visit_book.newest_begun(turn) if turn.person.role.may_report else None
    if begun is not None and nobody:
        await _report(turn, *begun, nobody=True)
    elif begun is not None:
        await _cancelled(turn, *begun)
    elif nobody and turn.person.role.may_report:
        article = turn.knowledge.articles.get(NOBODY_OPENS)
        read = [Button(texts.BUTTON_READ.format(title=article.title), f"ask:show:{article.id}")] if article else []
        report_it = Button(texts.BUTTON_REPORT_NOBODY, f"visit:went:0:{NOBODY}")
        turn.say(texts.NOBODY_HOME, rows(report_it, *read, Button(BUTTON_MENU, "menu")))
    else:
        return False
    return True


async def _report(turn: Turn, number: int, visit: Visit | None, *, nobody: bool) -> None:
    area, home = _place(turn, visit)
    draft = Draft(home=home, planned=visit is not None)
    if nobody:
        draft = replace(draft, outcome=Outcome.NOBODY_HOME)
    else:
        draft = replace(draft, outcome=Outcome.VISITED, area=area)
    step = Step.SUMMARY if nobody else Step.SIGNALS
    if await report_opening.begin_known(turn, step, draft, texts.REPORT_BEGINS) and visit is not None:
        await turn.work.reminders.drop(number)


def _place(turn: Turn, visit: Visit | None) -> tuple[str | None, str | None]:
    """The area of the report as far as it need not be asked, and the one within which it is asked.

    A whole part of town is not fine enough: then only the wijk in it is asked.
    """
    areas = turn.knowledge.areas
    planned = areas.by_id.get(visit.area or "") if visit is not None else None
    if planned is None:
        return None, turn.person.area
    return (None, planned.id) if planned.level == "stadsdeel" else (planned.id, turn.person.area)


async def _cancelled(turn: Turn, number: int, visit: Visit | None) -> None:
    """Stored at once, as the report would: one tap. Whatever else somebody is doing goes on."""
    if visit is None:
        turn.say(texts.GONE, rows(Button(texts.BUTTON_REPORT, "report"), Button(BUTTON_MENU, "menu")))
        return
    if not await limits.may_report(turn):
        return
    await turn.work.reminders.drop(number)
    running = turn.state
    draft = Draft(outcome=Outcome.CANCELLED, home=turn.person.area, planned=True)
    await report_sending.send(turn, draft, None)
    turn.state = running


async def _later(turn: Turn, number: int, visit: Visit | None) -> None:
    """Asks once more, the next morning; who puts it off then is not asked again."""
    if visit is None or visit.asked >= MOST_TIMES:
        if visit is not None:
            await turn.work.reminders.drop(number)
        turn.say(texts.LATER_NO_MORE, rows(Button(BUTTON_MENU, "menu")))
        return
    again = visit if visit.again is not None else asked(visit, turn.now)
    await visit_book.keep(turn, again, number)
    turn.say(texts.LATER, rows(Button(BUTTON_MENU, "menu")))


BUTTONS: Mapping[str, Callable[[Turn, Sequence[str]], Awaitable[None]]] = {"went": _went}
