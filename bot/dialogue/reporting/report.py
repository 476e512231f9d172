"""Reporting a visit: told in one's own words or chosen by buttons; nothing is stored before it is sent.

What is asked stands in `report_steps`, how it looks in `report_screens`; this file moves through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue import help_now
from bot.dialogue.menu import UNINVITED
from bot.dialogue.reporting import report_account, report_note, report_sending, report_steps
from bot.dialogue.reporting.report_screens import screen
from bot.dialogue.reporting.report_steps import Draft, Step, View
from bot.dialogue.reporting.report_typed import typed_answer
from bot.dialogue.texts import report as texts
from bot.dialogue.texts import start as start_texts
from bot.dialogue.turn import REPORT, Turn, rows
from bot.knowledge.signal import ACT_TODAY
from bot.language.places import words_of_name
from bot.language.said import FEWEST_LETTERS, LETTER
from bot.markup import escape
from bot.message import Button
from bot.store.reports import Outcome


def is_running(turn: Turn) -> bool:
    """Whether a report is being made now."""
    return turn.state is not None and turn.state.dialogue == REPORT


def takes_accounts(turn: Turn) -> bool:
    """Whether what is typed now may be an account of the visit."""
    return is_running(turn) and turn.state is not None and turn.state.step in (Step.OUTCOME, Step.SIGNALS)


def asks_area(turn: Turn) -> bool:
    """Whether it is asked where somebody lives."""
    return is_running(turn) and turn.state is not None and turn.state.step == Step.AREA


def repeat(turn: Turn, note: str | None = None, *, in_place: bool = False) -> None:
    """Asks the question at which the conversation stands (again), with an optional line above it."""
    assert turn.state is not None
    shown = screen(Step(turn.state.step), _draft(turn), turn.state.token, turn.knowledge)
    turn.say(f"{note}\n\n{shown.text}" if note else shown.text, shown.buttons, in_place=in_place)


def _draft(turn: Turn) -> Draft:
    """The report so far, without signals that were taken from the list since."""
    assert turn.state is not None
    return Draft.from_data(turn.state.data).limited_to(turn.knowledge.signals)


def fits(turn: Turn) -> bool:
    """Whether what was typed is an answer to the question at which the conversation stands."""
    return _typed_answer(turn) is not None


async def heard(turn: Turn) -> None:
    """A typed answer, an account of the visit, or something that does not fit and is asked again."""
    assert turn.state is not None and turn.reading is not None, "only what was read in a report gets here"
    step, draft = Step(turn.state.step), _draft(turn)
    value = _typed_answer(turn)
    if value is not None:
        await _choose(turn, step, draft, value)
    elif step is Step.AREA and len(words_of_name(turn.reading.text)) == 1:
        repeat(turn, help_now.with_help(turn, texts.NO_SUCH_AREA))
    elif step is Step.SIGNALS and _says_nothing(turn):
        repeat(turn, texts.TOO_SHORT)
    elif takes_accounts(turn) and (step is Step.SIGNALS or _tells(turn)):
        _read_account(turn, replace(draft, inferred=draft.inferred or step is Step.OUTCOME))
    elif draft.outcome == Outcome.VISITED and step is not Step.NOTE and turn.reading.signals:
        _read_account(turn, draft)  # something that comes to mind while other things are asked
    elif step is Step.NOTE:
        _strike_typed(turn, draft)
    elif draft.area is not None and turn.reading.area is not None:
        # The wijk, typed after its part of town was tapped.
        turn.go_to(step, replace(draft, area=turn.reading.area).as_data())
        repeat(turn, texts.AREA_NOTED.format(area=escape(turn.knowledge.areas.name(turn.reading.area))))
    else:
        repeat(turn, texts.NOT_AN_ANSWER)


def _typed_answer(turn: Turn) -> str | None:
    assert turn.state is not None and turn.reading is not None, "only what was read in a report gets here"
    return typed_answer(Step(turn.state.step), _draft(turn), turn.reading)


def _tells(turn: Turn) -> bool:
    """Whether what was typed at the first question is an account of the visit already."""
    reading = turn.reading
    return reading is not None and (bool(reading.signals) or reading.story or reading.crisis is not None)


def _says_nothing(turn: Turn) -> bool:
    """Whether there is too little to read in: a letter that was meant for something else is no account."""
    reading = turn.reading
    assert reading is not None, "only what was read gets here"
    read = (reading.signals, reading.age_band, reading.area, reading.living, reading.wish, reading.crisis)
    return len(LETTER.findall(reading.text)) < FEWEST_LETTERS and not any(read)


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `report:TOKEN:STEP:VALUE` of one conversation."""
    if not turn.person.role.may_report:
        turn.say(start_texts.INVITATION_NEEDED, UNINVITED)
        return
    if turn.paused is not None and not is_running(turn) and args[0] == turn.paused.token:
        turn.resume()
    state = turn.state
    if state is None or state.dialogue != REPORT or args[0] != state.token:
        turn.notice = start_texts.OLD_BUTTON_NOTICE
        turn.say(start_texts.OLD_BUTTON, rows(Button(start_texts.BUTTON_MENU, "menu")))
        return
    if len(args) < 3 or args[1] != state.step:
        turn.notice = start_texts.GOT_IT_ALREADY
        return
    await _choose(turn, Step(state.step), _draft(turn), ":".join(args[2:]))


def _ask_to_cancel(turn: Turn) -> None:
    """Asks before what was told or chosen is thrown away: the account is not in the chat any more."""
    assert turn.state is not None
    surely = f"report:{turn.state.token}:{turn.state.step}:{report_steps.CANCEL_SURELY}"
    turn.say(
        texts.CANCEL_SURELY,
        rows(Button(texts.BUTTON_CANCEL_SURELY, surely), Button(start_texts.BUTTON_RESUME, "report:resume")),
    )


def cancel(turn: Turn) -> None:
    """Stops; nothing of the report is kept."""
    draft = _draft(turn)
    turn.paused = None
    turn.end()
    said = texts.CANCELLED if draft.corrects is None else texts.CANCELLED_CHANGE
    turn.say(said + _untold(turn, draft), rows(Button(start_texts.BUTTON_MENU, "menu")))


def _untold(turn: Turn, draft: Draft) -> str:
    """What must be said to who leaves a report in which something asks for action today: nobody knows of it yet."""
    urgent = draft.corrects is None and report_steps.is_urgent(draft, turn.knowledge)
    return f"\n\n{texts.NOBODY_KNOWS_YET}" if urgent else ""


def later(turn: Turn) -> None:
    """Puts the report aside, so that something else can be asked."""
    untold = _untold(turn, _draft(turn))
    turn.pause()
    turn.say(
        texts.PAUSED + untold,
        rows(Button(start_texts.BUTTON_RESUME, "report:resume"), Button(start_texts.BUTTON_MENU, "menu")),
    )


async def _choose(turn: Turn, step: Step, draft: Draft, value: str) -> None:
    if value == report_steps.CANCEL and (draft.note or draft.signals) and draft.corrects is None:
        _ask_to_cancel(turn)
    elif value in (report_steps.CANCEL, report_steps.CANCEL_SURELY):
        cancel(turn)
    elif value == report_steps.LATER:
        later(turn)
    elif value == report_steps.back_from(step, draft):
        before, draft = report_steps.step_back(step, draft)
        _go_to(turn, before, draft)
    elif value.startswith(report_steps.BACK):
        turn.notice = start_texts.GOT_IT_ALREADY  # a second tap on a button that was obeyed
    elif step is Step.SUMMARY:
        await _at_summary(turn, draft, value)
    elif step is Step.NOTE:
        _at_note(turn, draft, value)
    elif step is Step.AREA and value == f"{report_steps.AROUND}:{report_steps.EVERYWHERE}":
        turn.go_to(step, replace(draft, around=report_steps.EVERYWHERE).as_data())
        repeat(turn, in_place=True)
    elif step is Step.SIGNALS and value == f"{report_steps.WITHOUT}:{Step.OUTCOME}":
        _go_to(turn, Step.OUTCOME, replace(draft, view=View.REVIEW))
    elif step is Step.SIGNALS and (changed := report_steps.with_signal(draft, value, turn.knowledge)) is not None:
        _choose_signal(turn, draft, changed)
    else:
        _answer(turn, step, draft, value)


def _go_to(turn: Turn, step: Step, draft: Draft) -> None:
    turn.go_to(step, draft.as_data())
    repeat(turn)


def _answer(turn: Turn, step: Step, draft: Draft, value: str) -> None:
    answered = report_steps.with_answer(step, draft, value, turn.knowledge)
    if answered is None:
        repeat(turn, texts.NOT_AN_ANSWER)
    elif step is Step.SIGNALS and draft.view in (View.LIST, View.CHANGE) and draft.is_reviewed:
        _go_to(turn, step, replace(answered, view=View.REVIEW))  # back to what was read, with what was added to it
    else:
        _go_to(turn, report_steps.next_step(step, answered), answered)


async def _at_summary(turn: Turn, draft: Draft, value: str) -> None:
    action, _, follow_up = value.partition(":")
    if value == report_steps.CHANGE and draft.outcome == Outcome.VISITED:
        _go_to(turn, Step.SIGNALS, replace(draft, view=View.CHANGE, group=None))
    elif value == report_steps.NOTE and draft.note:
        draft = replace(draft, note=report_note.fitted(draft.note), page=0)
        _go_to(turn, Step.NOTE, draft)
    elif action == report_steps.SEND and report_steps.asks_follow_up(draft) == (follow_up in texts.FOLLOW_UPS):
        await report_sending.send(turn, draft, follow_up or None)
    else:
        repeat(turn, texts.NOT_AN_ANSWER)


def _at_note(turn: Turn, draft: Draft, value: str) -> None:
    action, _, number = value.partition(":")
    place = int(number) if number.isdecimal() else -1
    if action in (report_note.KEEP, report_note.DROP):
        _go_to(turn, Step.SUMMARY, replace(draft, keeps_note=action == report_note.KEEP))
    elif action == report_note.STRIKE and place >= 0:
        turn.go_to(Step.NOTE, replace(draft, note=report_note.struck(draft.note, place)).as_data())
        repeat(turn, in_place=True)
    elif action == report_note.PAGE and place >= 0:
        turn.go_to(Step.NOTE, replace(draft, page=place).as_data())
        repeat(turn, in_place=True)
    else:
        repeat(turn, texts.NOT_AN_ANSWER)


def _strike_typed(turn: Turn, draft: Draft) -> None:
    note = report_note.struck_word(draft.note, turn.message.text)
    turn.go_to(Step.NOTE, replace(draft, note=note).as_data())
    repeat(turn, None if note != draft.note else texts.NOTE_NOT_FOUND)


def _choose_signal(turn: Turn, draft: Draft, changed: Draft) -> None:
    """Opens the list, ticks on or off in place. A signal of level 3 shows its route at once."""
    turn.go_to(Step.SIGNALS, changed.as_data())
    repeat(turn, in_place=True)
    show_urgent(turn, [code for code in changed.signals if code not in draft.signals])


def remember(turn: Turn) -> None:
    """Keeps what is read in an account of the visit that something more urgent interrupts."""
    if turn.state is None or turn.state.dialogue != REPORT:
        return
    draft = _draft(turn)
    later = draft.outcome == Outcome.VISITED and turn.state.step != Step.NOTE
    if takes_accounts(turn) or (later and turn.reading is not None and turn.reading.signals):
        turn.go_to(Step.SIGNALS, _read(turn, draft).as_data())


def _read_account(turn: Turn, draft: Draft) -> None:
    """Ticks what is read in an account of the visit, and shows it with the words in which it was read."""
    changed = _read(turn, draft)
    _go_to(turn, Step.SIGNALS, changed)
    show_urgent(turn, [code for code in changed.signals if code not in draft.signals])


def _read(turn: Turn, draft: Draft) -> Draft:
    assert turn.reading is not None, "only what was read gets here"
    return report_account.with_reading(draft, turn.reading, turn.knowledge)


def show_urgent(turn: Turn, codes: Sequence[str]) -> None:
    urgent = [turn.knowledge.signals[code] for code in codes if turn.knowledge.signals[code].level == ACT_TODAY]
    by_route = {signal.route: signal for signal in reversed(urgent) if signal.route}
    for route in sorted(by_route):  # 112 before 113 before the rest
        turn.say(texts.URGENT.format(label=escape(by_route[route].label)))
        help_now.show_card(turn, route)
    if by_route:
        help_now.ask_after_volunteer(turn)
