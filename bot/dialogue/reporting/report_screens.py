"""What somebody sees at each step of a report: the words and the buttons. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.dialogue.reporting.report_note import note_screen
from bot.dialogue.reporting.report_review import Choice, change, each, review, tick
from bot.dialogue.reporting.report_steps import (
    ALL_GROUPS,
    AROUND,
    CANCEL,
    CHANGE,
    DONE,
    EVERYWHERE,
    GROUP,
    LATER,
    NOTE,
    OPTIONS,
    SEND,
    UNKNOWN,
    Draft,
    Step,
    View,
    asks_follow_up,
    back_from,
    is_urgent,
    opens_case,
)
from bot.dialogue.texts import report as texts
from bot.knowledge import Knowledge
from bot.knowledge.signal import GROUPS
from bot.markup import escape
from bot.message import Button, Rows
from bot.store.reports import Outcome

QUESTIONS = {
    Step.OUTCOME: texts.OUTCOME,
    Step.REASON: texts.REASON,
    Step.AGE_BAND: texts.AGE_BAND,
    Step.LIVING: texts.LIVING,
    Step.WISH: texts.WISH,
    Step.CONSENT: texts.CONSENT,
}


@dataclass(frozen=True)
class Screen:
    text: str
    buttons: Rows


def screen(step: Step, draft: Draft, token: str, knowledge: Knowledge) -> Screen:
    """What to show at a step. Button actions carry the conversation's token and the step."""
    text, choices = _content(step, draft, knowledge)
    first = step is Step.OUTCOME
    ways = [] if first else [(texts.BUTTON_BACK, back_from(step, draft))]
    ways += [] if first else [(texts.BUTTON_LATER, LATER)]
    ways += [(texts.BUTTON_CANCEL, CANCEL)]
    lines = [*choices, ways]
    return Screen(
        text, tuple(tuple(Button(label, f"report:{token}:{step}:{value}") for label, value in line) for line in lines)
    )


def _content(step: Step, draft: Draft, knowledge: Knowledge) -> tuple[str, list[Sequence[Choice]]]:
    """The words, and the choices in rows."""
    if step in OPTIONS:
        return QUESTIONS[step], each([(label, code) for code, label in OPTIONS[step].items()])
    if step is Step.AREA:
        return _area(draft, knowledge)
    if step is Step.NOTE:
        return note_screen(draft.note, draft.page)
    if step is Step.SUMMARY:
        return _summary(draft, knowledge)
    if draft.group is not None:
        return _group(draft, draft.group, knowledge)
    if draft.view == View.LIST:
        return _list(draft, knowledge)
    if draft.view == View.CHANGE:
        return change(draft, knowledge)
    if draft.view == View.REVIEW:
        return review(draft, knowledge)
    return texts.TELL, each([(texts.BUTTON_LIST, ALL_GROUPS), (texts.BUTTON_NO_SIGNALS, DONE)])


def _list(draft: Draft, knowledge: Knowledge) -> tuple[str, list[Sequence[Choice]]]:
    chosen = [knowledge.signals[code] for code in draft.signals]
    text = texts.SIGNALS
    if chosen:
        listed = "\n".join(f"- {escape(signal.label)}" for signal in chosen)
        text = f"{texts.SIGNALS_CHOSEN}\n{listed}\n\n{texts.SIGNALS_MORE}"
    counts = {group: sum(signal.group == group for signal in chosen) for group in GROUPS}
    groups = [
        (f"{label} ({counts[group]})" if counts[group] else label, f"{GROUP}:{group}")
        for group, label in GROUPS.items()
    ]
    done = texts.BUTTON_SIGNALS_DONE if draft.signals else texts.BUTTON_NO_SIGNALS
    return text, [*(groups[n : n + 2] for n in range(0, len(groups), 2)), [(done, DONE)]]


def _group(draft: Draft, group: str, knowledge: Knowledge) -> tuple[str, list[Sequence[Choice]]]:
    ticks = [tick(signal.code, signal.code in draft.signals, knowledge) for signal in knowledge.signal_group(group)]
    last = [(texts.BUTTON_OTHER_GROUPS, ALL_GROUPS), (texts.BUTTON_SIGNALS_DONE, DONE)]
    return texts.GROUP.format(group=GROUPS[group]), [*each(ticks), last]


def _area(draft: Draft, knowledge: Knowledge) -> tuple[str, list[Sequence[Choice]]]:
    """Within the volunteer's own area first; elsewhere one tap for a part of town, and the wijk can be typed."""
    areas = knowledge.areas
    around = None if draft.around == EVERYWHERE else _divided(draft.home, knowledge)
    unknown = (texts.BUTTON_AREA_UNKNOWN, UNKNOWN)
    if around is not None:
        name = areas.name(around)
        inside = [(area.name, area.id) for area in areas.inside(around)]
        elsewhere = (texts.BUTTON_ELSEWHERE, f"{AROUND}:{EVERYWHERE}")
        whole = (texts.BUTTON_WHOLE_AREA.format(area=name), around)
        return texts.AREA_INSIDE.format(area=escape(name)), each([*inside, whole, elsewhere])
    parts = [(area.name, area.id) for area in areas.stadsdelen()]
    outside = [(area.name, area.id) for area in areas.by_id.values() if area.level == "outside"]
    return texts.AREA, each([*parts, *outside, unknown])


def _divided(home: str | None, knowledge: Knowledge) -> str | None:
    """The volunteer's area, or the one around it when it has no parts of its own."""
    areas = knowledge.areas
    if home is None or home not in areas.by_id:
        return None
    return next((area for area in (home, *areas.around(home)) if areas.inside(area)), None)


def _summary(draft: Draft, knowledge: Knowledge) -> tuple[str, list[Sequence[Choice]]]:
    """The report in words. Who may take it up is asked by the buttons that send it."""
    parts = [texts.SUMMARY, "\n".join(f"- {line}" for line in _lines(draft, knowledge))]
    urgent = is_urgent(draft, knowledge) and opens_case(draft, knowledge)
    if urgent:
        parts.append(texts.SUMMARY_URGENT)
        if not asks_follow_up(draft):
            parts.append(texts.SUMMARY_WITHOUT_CONSENT)
    if asks_follow_up(draft):
        parts.append(texts.FOLLOW_UP)
        send = each([(label, f"{SEND}:{code}") for code, label in texts.FOLLOW_UPS.items()])
    else:
        if not urgent:
            parts.append(texts.SUMMARY_COUNT_ONLY)
        send = each([(texts.BUTTON_SEND, SEND)])
    if draft.note and asks_follow_up(draft):
        parts.append(texts.NOTE_KEPT if draft.keeps_note else texts.NOTE_DROPPED)
        send.append([(texts.BUTTON_NOTE_CHANGE if draft.keeps_note else texts.BUTTON_NOTE, NOTE)])
    if draft.outcome == Outcome.VISITED:
        send.append([(texts.BUTTON_SOMETHING_ELSE, CHANGE)])
    return "\n\n".join(parts), send


def _lines(draft: Draft, knowledge: Knowledge) -> Iterator[str]:
    values = {"outcome": texts.OUTCOMES.get(draft.outcome or "", texts.UNKNOWN)}
    if draft.outcome == Outcome.REFUSED:
        values["reason"] = texts.REASONS.get(draft.reason or "", texts.UNKNOWN)
    if draft.outcome == Outcome.VISITED:
        labels = [knowledge.signals[code].label for code in draft.signals]
        values |= {
            "signals": ", ".join(labels) or texts.NO_SIGNALS,
            "age_band": texts.AGE_BANDS.get(draft.age_band or "", texts.UNKNOWN),
            "area": texts.UNKNOWN if draft.area in (None, UNKNOWN) else knowledge.areas.name(draft.area),
            "living": texts.LIVINGS.get(draft.living or "", texts.UNKNOWN),
            "wish": texts.WISHES.get(draft.wish or "", texts.UNKNOWN),
            "consent": texts.CONSENTS.get(draft.consent or "", texts.UNKNOWN),
        }
    for name, value in values.items():
        yield texts.SUMMARY_LINES[name].format(value=escape(value))
