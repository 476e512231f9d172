"""A finished report: stored or corrected, with its case, and announced when it cannot wait."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.follow_up.on_duty import in_charge, on_duty
from bot.dialogue.reporting import report_note, report_steps
from bot.dialogue.reporting.report_steps import Draft
from bot.dialogue.texts import report as texts
from bot.dialogue.texts import start as start_texts
from bot.dialogue.turn import Turn, rows
from bot.dialogue.visiting import visit_book
from bot.dialogue.visiting.check_in_plan import Why, plan_check_in
from bot.knowledge.signal import ACT_TODAY
from bot.markup import escape
from bot.message import Button
from bot.store.cases import Case
from bot.store.deadlines import WORKING_DAYS
from bot.store.lifecycle import Assignee, Status
from bot.store.limits import Counted
from bot.store.reports import Consent, Outcome, Reason, Report, Wish


async def send(turn: Turn, draft: Draft, follow_up: str | None) -> None:
    """Keeps the report, opens its case where somebody follows up, and ends the conversation."""
    levels = {code: signal.level for code, signal in turn.knowledge.signals.items()}
    opens = report_steps.opens_case(draft, turn.knowledge)
    report = report_of(draft, levels, Assignee(follow_up) if follow_up else None)
    key = turn.work.people.reporter_key(turn.person)
    before = await turn.work.reports.own(key, draft.corrects) if draft.corrects is not None else None
    turn.end()
    if draft.corrects is not None:
        if before is None or not await turn.work.reports.correct(key, before.id, report, turn.now):
            turn.say(texts.TOO_LATE_TO_CHANGE, rows(Button(start_texts.BUTTON_MENU, "menu")))
            return
        report_id, had = before.id, before.case_code
    else:
        report_id, had = await turn.work.reports.add(key, report, turn.now), None
        await turn.work.usage.count(turn.person, Counted.REPORTED, turn.limits, turn.now)
        if not draft.planned:
            await visit_book.drop_begun(turn)
    case = await turn.work.cases.find(had) if had is not None else None
    if case is not None and not opens:
        await tell_withdrawn(turn, case)
    code = await turn.work.cases.follow(report_id, had, turn.now, turn.person.id, wanted=opens)
    news = before is None or before.report.level < ACT_TODAY or before.case_status == Status.WITHDRAWN
    urgent = code is not None and report.level == ACT_TODAY and news
    if report.level == ACT_TODAY and news:
        await plan_check_in(turn, Why.REPORT)
    told = await _alert(turn, report, code) if code is not None and urgent else 0
    if before is not None:
        _confirm(turn, report_id, code, ended=had is not None and code is None)
    else:
        _thank(turn, report, report_id, code, told)
    if urgent and not told:
        turn.say(texts.NOBODY_TOLD.format(**turn.knowledge.help_numbers()))
    if before is None and report.outcome is Outcome.VISITED:
        feelings = [Button(label, f"felt:{feeling}") for feeling, label in texts.FEELINGS.items()]
        turn.say(texts.HOW_WAS_IT, rows(*feelings))


def report_of(draft: Draft, levels: Mapping[str, int], follow_up: Assignee | None) -> Report:
    """The finished report; a visit that did not take place has its outcome, why, and the volunteer's own area.

    A note goes along only when the resident agrees: what cannot wait is told by the signals.
    """
    outcome = Outcome(draft.outcome or "")
    if outcome is not Outcome.VISITED:
        reason = Reason(draft.reason) if outcome is Outcome.REFUSED and draft.reason else None
        return Report(outcome, area=draft.home, reason=reason)
    wish = _known(draft.wish)
    return Report(
        outcome=outcome,
        signals=draft.signals,
        level=max((levels[code] for code in draft.signals), default=0),
        age_band=_known(draft.age_band),
        area=_known(draft.area),
        living=_known(draft.living),
        consent=Consent(draft.consent or ""),
        wish=Wish(wish) if wish else None,
        follow_up=follow_up,
        note=report_note.fitted(draft.note) if draft.keeps_note and report_steps.asks_follow_up(draft) else None,
    )


def _known(value: str | None) -> str | None:
    return None if value == report_steps.UNKNOWN else value


def _thank(turn: Turn, report: Report, report_id: int, code: str | None, told: int) -> None:
    """The code, what is kept, and when to hear of it; `told` coordinators were told at once."""
    if code is None:
        _say(turn, report_id, texts.SENT_COUNTED)
        return
    if report.level == ACT_TODAY:
        term = texts.TERM_TODAY if told else ""
    elif report.follow_up is Assignee.VOLUNTEER:
        term = texts.TERM_YOURSELF
    else:
        term = texts.TERM.format(days=texts.DAYS[WORKING_DAYS[report.level]])
    kept = texts.KEPT_NOTE if report.note else texts.KEPT_NOTHING
    _say(turn, report_id, texts.SENT_WITH_CODE.format(code=code, kept=kept), term)


def _confirm(turn: Turn, report_id: int, code: str | None, *, ended: bool) -> None:
    """That a report was corrected, and what became of its code."""
    changed = texts.CORRECTED_WITH_CODE.format(code=code) if code else texts.CORRECTED
    _say(turn, report_id, changed, texts.CASE_CLOSED if ended else "")


def _say(turn: Turn, report_id: int, *lines: str) -> None:
    buttons = rows(Button(texts.BUTTON_CHANGE, f"change:{report_id}"), Button(start_texts.BUTTON_MENU, "menu"))
    turn.say("\n".join(filter(None, [*lines, texts.MAY_CHANGE])), buttons)


async def _alert(turn: Turn, report: Report, code: str) -> int:
    """Tells those on duty; gives how many those are. Where it is stands behind the button, not on a lock screen."""
    knowledge = turn.knowledge
    urgent = [knowledge.signals[signal] for signal in report.signals if knowledge.signals[signal].level == ACT_TODAY]
    text = texts.ALERT.format(
        code=code,
        signals=escape(", ".join(signal.label for signal in urgent)),
        consent=texts.ALERT_CONSENT[report.consent or Consent.NOT_ASKED],
    )
    others = [one for one in await turn.work.people.coordinators() if one.id != turn.person.id]
    first = on_duty(others, knowledge.areas, report.area, await turn.work.duty.today(turn.now))
    for coordinator in first:
        await turn.tell(coordinator, f"alert:{code}:{turn.message.update}", text, rows(Button(code, f"case:{code}")))
    return len(first)


async def tell_withdrawn(turn: Turn, case: Case) -> None:
    """Tells who is at work on a case that the resident does not want it, or that it was not right."""
    if case.status in (Status.NEW, Status.WITHDRAWN):
        return
    others = [one for one in await turn.work.people.coordinators() if one.id != turn.person.id]
    roster = await turn.work.duty.today(turn.now)
    for one in in_charge(others, turn.knowledge.areas, turn.work.cases, case, roster):
        await turn.tell(
            one, f"withdrawn:{case.code}:{turn.message.update}", texts.TOLD_WITHDRAWN.format(code=case.code)
        )
