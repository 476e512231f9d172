"""Reporting a visit: one question after another, by buttons or by typing; nothing is stored before "versturen".

What is asked stands in `report_steps`; this file moves through it, and stores and announces the report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.dialogue import help_now, report_steps
from bot.dialogue.report_steps import Draft, Step
from bot.dialogue.texts import report as texts
from bot.dialogue.texts import start as start_texts
from bot.dialogue.turn import Turn, rows
from bot.knowledge.signal import ACT_TODAY
from bot.markup import escape
from bot.message import Button
from bot.store.reports import Consent, Outcome, Report

DIALOGUE = "report"


async def begin(turn: Turn) -> None:
    """Begins a report, or goes on with the one that waits."""
    if not turn.person.role.may_report:
        turn.say(start_texts.INVITATION_NEEDED)
        return
    if turn.state and turn.state.dialogue == DIALOGUE:
        turn.say(texts.RESUMED)
        repeat(turn)
        return
    turn.begin(DIALOGUE, Step.OUTCOME, Draft().as_data())
    repeat(turn)


def repeat(turn: Turn, note: str | None = None, *, in_place: bool = False) -> None:
    """Asks the question at which the conversation stands (again), with an optional line above it."""
    assert turn.state is not None
    question = report_steps.question(Step(turn.state.step), _draft(turn), turn.state.token, turn.knowledge)
    text = f"{note}\n\n{question.text}" if note else question.text
    turn.say(text, question.buttons, in_place=in_place)


def _draft(turn: Turn) -> Draft:
    """The report so far, without signals that were taken from the list since."""
    assert turn.state is not None
    return Draft.from_data(turn.state.data).limited_to(turn.knowledge.signals)


def fits(turn: Turn) -> bool:
    """Whether what was typed is an answer to the question at which the conversation stands."""
    return _typed_answer(turn) is not None


async def heard(turn: Turn) -> None:
    """A typed answer; what does not fit is asked again."""
    assert turn.state is not None
    step, draft = Step(turn.state.step), _draft(turn)
    value = _typed_answer(turn)
    if value is not None:
        await _choose(turn, step, draft, value)
    elif step is Step.SIGNALS:
        _read_signals(turn, draft)
    else:
        repeat(turn, texts.NOT_AN_ANSWER)


def _typed_answer(turn: Turn) -> str | None:
    assert turn.state is not None and turn.reading is not None, "only what was read in a report gets here"
    return report_steps.typed_answer(Step(turn.state.step), _draft(turn), turn.reading)


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `report`, `report:resume`, and `report:TOKEN:STEP:VALUE` of one conversation."""
    state = turn.state
    if not args or args[0] == "resume":
        await begin(turn)
        return
    if state is None or state.dialogue != DIALOGUE or args[0] != state.token:
        turn.notice = start_texts.OLD_BUTTON_NOTICE
        turn.say(start_texts.OLD_BUTTON, rows(Button(start_texts.BUTTON_MENU, "menu")))
        return
    if len(args) < 3 or args[1] != state.step:
        turn.notice = start_texts.GOT_IT_ALREADY
        return
    await _choose(turn, Step(state.step), _draft(turn), ":".join(args[2:]))


def cancel(turn: Turn) -> None:
    """Stops; nothing of the report is kept."""
    turn.end()
    turn.say(texts.CANCELLED, rows(Button(start_texts.BUTTON_MENU, "menu")))


async def _choose(turn: Turn, step: Step, draft: Draft, value: str) -> None:
    if value == report_steps.CANCEL:
        cancel(turn)
    elif value == report_steps.back_from(draft):
        _back(turn, step, draft)
    elif value.startswith(report_steps.BACK):
        turn.notice = start_texts.GOT_IT_ALREADY  # a second tap on a button that was obeyed
    elif step is Step.SUMMARY and value == report_steps.SEND:
        await _send(turn, draft)
    elif step is Step.SIGNALS and value != report_steps.DONE:
        _choose_signal(turn, draft, value)
    else:
        _answer(turn, step, draft, value)


def _answer(turn: Turn, step: Step, draft: Draft, value: str) -> None:
    answered = report_steps.with_answer(step, draft, value, turn.knowledge)
    if answered is None:
        repeat(turn, texts.NOT_AN_ANSWER)
        return
    turn.go_to(report_steps.next_step(step, answered), answered.as_data())
    repeat(turn)


def _choose_signal(turn: Turn, draft: Draft, value: str) -> None:
    """Opens a group, or ticks a signal on or off in place. A signal of level 3 shows its route at once."""
    changed = report_steps.with_signal(draft, value, turn.knowledge)
    if changed is None:
        repeat(turn, texts.NOT_AN_ANSWER)
        return
    turn.go_to(Step.SIGNALS, changed.as_data())
    added = [code for code in changed.signals if code not in draft.signals]
    repeat(turn, in_place=True)
    _show_urgent(turn, added)


def remember(turn: Turn) -> None:
    """Ticks what is read in an account of the visit that something more urgent interrupts."""
    if turn.state and turn.state.dialogue == DIALOGUE and turn.state.step == Step.SIGNALS:
        _tick_read(turn, _draft(turn))


def _read_signals(turn: Turn, draft: Draft) -> None:
    """Ticks what is read in an account of the visit, and shows it."""
    found = _tick_read(turn, draft)
    repeat(turn, texts.SIGNALS_READ if found else texts.SIGNALS_NONE_READ)
    _show_urgent(turn, [code for code in found if code not in draft.signals])


def _tick_read(turn: Turn, draft: Draft) -> list[str]:
    """The account itself is not kept, only the codes that were read in it."""
    assert turn.reading is not None, "only what was read gets here"
    found = [item.code for item in turn.reading.signals if item.code in turn.knowledge.signals]
    changed = report_steps.with_account(draft, found, turn.reading.age_band, turn.reading.area)
    turn.go_to(Step.SIGNALS, changed.as_data())
    return found


def _show_urgent(turn: Turn, codes: Sequence[str]) -> None:
    urgent = [turn.knowledge.signals[code] for code in codes if turn.knowledge.signals[code].level == ACT_TODAY]
    by_route = {signal.route: signal for signal in reversed(urgent) if signal.route}
    for route in sorted(by_route):  # 112 before 113 before the rest
        turn.say(texts.URGENT.format(label=escape(by_route[route].label)))
        help_now.show_card(turn, route)
    if by_route:
        help_now.ask_after_volunteer(turn)


def _back(turn: Turn, step: Step, draft: Draft) -> None:
    before, draft = report_steps.step_back(step, draft)
    turn.go_to(before, draft.as_data())
    repeat(turn)


async def _send(turn: Turn, draft: Draft) -> None:
    """Stores the report and, with consent, opens its case; urgent ones are announced at once."""
    report = report_of(draft, {code: signal.level for code, signal in turn.knowledge.signals.items()})
    report_id = await turn.work.reports.add(turn.work.people.reporter_key(turn.person), report, turn.now)
    code = await turn.work.cases.open(report_id, turn.now) if report_steps.opens_case(draft) else None
    urgent = report.level == ACT_TODAY
    told = await _alert(turn, report, report_id, code) if urgent else 0
    turn.end()
    counted = texts.SENT_URGENT if told else texts.SENT_COUNTED
    turn.say(
        texts.SENT_WITH_CODE.format(code=code) if code else counted,
        rows(Button(start_texts.BUTTON_MINE, "mine"), Button(start_texts.BUTTON_MENU, "menu")),
    )
    if urgent and not told:
        turn.say(texts.NOBODY_TOLD.format(**turn.knowledge.help_numbers()))


def report_of(draft: Draft, levels: Mapping[str, int]) -> Report:
    """The finished report; a visit that did not take place has no more than its outcome."""
    outcome = Outcome(draft.outcome or "")
    if outcome is not Outcome.VISITED:
        return Report(outcome)
    return Report(
        outcome=outcome,
        signals=draft.signals,
        level=max((levels[code] for code in draft.signals), default=0),
        age_band=_known(draft.age_band),
        area=_known(draft.area),
        living=_known(draft.living),
        consent=Consent(draft.consent or ""),
    )


def _known(value: str | None) -> str | None:
    return None if value == report_steps.UNKNOWN else value


async def _alert(turn: Turn, report: Report, report_id: int, code: str | None) -> int:
    """Tells the coordinators; gives how many those are."""
    knowledge = turn.knowledge
    words: dict[str, Any] = {
        "code": code,
        "signals": escape(", ".join(knowledge.signals[signal].label for signal in report.signals)),
        "area": escape(knowledge.areas.name(report.area)),
        "age_band": report.age_band or "onbekend",
    }
    template = texts.ALERT if code else texts.ALERT_WITHOUT_CODE
    buttons = rows(Button(code, f"case:{code}")) if code else ()
    return await turn.tell_coordinators(f"alert:{report_id}", template.format(**words), buttons)
