"""The questions of a report, in their order: what is asked, which answers fit, and what comes next. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from bot.dialogue.texts import report as texts
from bot.dialogue.turn import rows
from bot.knowledge import Knowledge
from bot.knowledge.signal import ACT_TODAY, GROUPS
from bot.language.reading import Reading
from bot.markup import escape
from bot.message import Button, Rows
from bot.store.reports import Consent, Outcome

DONE, SEND, BACK, CANCEL, UNKNOWN = "done", "send", "back", "cancel", "unknown"
GROUP, ON, OFF = "group", "on", "off"
INSIDE = "in"
OTHER_GROUPS = f"{GROUP}:all"


class Step(StrEnum):
    """The questions, in their order."""

    OUTCOME = "outcome"
    SIGNALS = "signals"
    AGE_BAND = "age"
    AREA = "area"
    LIVING = "living"
    CONSENT = "consent"
    SUMMARY = "summary"


ORDER = tuple(Step)
OPTIONS: dict[Step, Mapping[str, str]] = {
    Step.OUTCOME: texts.OUTCOMES,
    Step.AGE_BAND: texts.AGE_BANDS,
    Step.LIVING: texts.LIVINGS,
    Step.CONSENT: texts.CONSENTS,
}
"""The questions with a fixed list of answers: code -> label."""

QUESTIONS = {
    Step.OUTCOME: texts.OUTCOME,
    Step.AGE_BAND: texts.AGE_BAND,
    Step.LIVING: texts.LIVING,
    Step.CONSENT: texts.CONSENT,
}


@dataclass(frozen=True)
class Draft:
    """A report that is being made. `group` and `around` are what is open on the screen."""

    outcome: str | None = None
    signals: tuple[str, ...] = ()
    age_band: str | None = None
    area: str | None = None
    living: str | None = None
    consent: str | None = None
    group: str | None = None
    around: str | None = None

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    def limited_to(self, signals: Collection[str]) -> Draft:
        """The draft without signals that are not among these."""
        return replace(self, signals=tuple(code for code in self.signals if code in signals))

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> Draft:
        return Draft(**{**data, "signals": tuple(data["signals"])})


@dataclass(frozen=True)
class Question:
    text: str
    buttons: Rows


def question(step: Step, draft: Draft, token: str, knowledge: Knowledge) -> Question:
    """What to ask at a step. Button actions carry the conversation's token and the step."""

    def button(label: str, value: str) -> Button:
        return Button(label, f"report:{token}:{step}:{value}")

    back = () if step is Step.OUTCOME else (button(texts.BUTTON_BACK, back_from(draft)),)
    last_row = (*back, button(texts.BUTTON_CANCEL, CANCEL))
    if step in OPTIONS:
        options = [button(label, code) for code, label in OPTIONS[step].items()]
        return Question(QUESTIONS[step], (*rows(*options), last_row))
    if step is Step.AREA:
        text, choices = _area_choices(draft, knowledge)
        return Question(text, (*rows(*(button(label, value) for label, value in choices)), last_row))
    if step is Step.SUMMARY:
        return Question(summary(draft, knowledge), (*rows(button(texts.BUTTON_SEND, SEND)), last_row))
    if draft.group is None:
        text, choices = _group_choices(draft, knowledge)
        done = texts.BUTTON_SIGNALS_DONE if draft.signals else texts.BUTTON_NO_SIGNALS
        groups = rows(*(button(label, value) for label, value in choices), columns=2)
        return Question(text, (*groups, (button(done, DONE),), last_row))
    ticks = [
        button(
            (texts.TICKED if signal.code in draft.signals else texts.UNTICKED).format(label=signal.label),
            f"{OFF if signal.code in draft.signals else ON}:{signal.code}",
        )
        for signal in knowledge.signal_group(draft.group)
    ]
    last = (button(texts.BUTTON_OTHER_GROUPS, OTHER_GROUPS), button(texts.BUTTON_SIGNALS_DONE, DONE))
    return Question(texts.GROUP.format(group=GROUPS[draft.group]), (*rows(*ticks), last, last_row))


def next_step(step: Step, draft: Draft) -> Step:
    """The step after this one; a visit that did not take place needs nothing but its summary.

    What an account of the visit said already (age, area) is not asked again.
    """
    if draft.outcome != Outcome.VISITED:
        return Step.SUMMARY
    if step is Step.AREA and draft.around is not None:
        return Step.AREA
    following = ORDER[ORDER.index(step) + 1]
    known = {Step.AGE_BAND: draft.age_band, Step.AREA: draft.area}
    return next_step(following, draft) if known.get(following) is not None else following


def back_from(draft: Draft) -> str:
    """The action of "Terug" on the screen that is open: a second tap on it must not go back twice."""
    return f"{BACK}-{draft.group or draft.around or 'step'}"


def opens_case(draft: Draft) -> bool:
    """Whether somebody follows up: something was noticed, and the resident agrees."""
    return draft.outcome == Outcome.VISITED and draft.consent == Consent.YES and bool(draft.signals)


def step_back(step: Step, draft: Draft) -> tuple[Step, Draft]:
    """The step before this one, with its answer forgotten so that it is asked again."""
    if step is Step.SIGNALS and draft.group is not None:
        return step, replace(draft, group=None)
    if step is Step.AREA and draft.around is not None:
        return step, replace(draft, around=None)
    before = Step.OUTCOME if draft.outcome != Outcome.VISITED else ORDER[max(ORDER.index(step) - 1, 0)]
    if before is Step.AGE_BAND:
        draft = replace(draft, age_band=None)
    if before is Step.AREA:
        draft = replace(draft, area=None, around=None)
    return before, replace(draft, group=None)


def with_answer(step: Step, draft: Draft, value: str, knowledge: Knowledge) -> Draft | None:
    """The draft with this step answered; None when the value is no answer to it."""
    if step is Step.SIGNALS:
        return replace(draft, group=None) if value == DONE else None
    if step is Step.AREA:
        kind, _, area_id = value.rpartition(":")
        if value != UNKNOWN and area_id not in knowledge.areas.by_id:
            return None
        if kind == INSIDE:
            return replace(draft, around=area_id, area=None)
        return replace(draft, area=value, around=None)
    if step not in OPTIONS or value not in OPTIONS[step]:
        return None
    if step is Step.OUTCOME and value != Outcome.VISITED:
        return Draft(outcome=value)
    field = {Step.AGE_BAND: "age_band"}.get(step, step.value)
    return Draft.from_data({**draft.as_data(), field: value})


def with_signal(draft: Draft, value: str, knowledge: Knowledge) -> Draft | None:
    """The draft with a group opened, or a signal ticked on or off; None when there is no such thing.

    A button says whether it ticks on or off, so that a finger that trembles changes nothing.
    """
    what, _, name = value.partition(":")
    if value == OTHER_GROUPS:
        return replace(draft, group=None)
    if what == GROUP and name in GROUPS:
        return replace(draft, group=name)
    if what in (ON, OFF) and name in knowledge.signals:
        others = tuple(code for code in draft.signals if code != name)
        return replace(draft, signals=(*others, name) if what == ON else others)
    return None


def with_account(draft: Draft, signals: Sequence[str], age_band: str | None, area: str | None) -> Draft:
    """The draft with what was read in an account of the visit."""
    both = dict.fromkeys([*draft.signals, *signals])
    return replace(draft, signals=tuple(both), age_band=age_band or draft.age_band, area=area or draft.area, group=None)


def typed_answer(step: Step, draft: Draft, reading: Reading) -> str | None:
    """The answer that somebody typed instead of tapping; None when it is none."""
    said = _plain(reading.text)
    if said in texts.TYPED_BACK and step is not Step.OUTCOME:
        return back_from(draft)
    if step is Step.SIGNALS:
        return DONE if said in texts.TYPED_DONE else None
    if step is Step.SUMMARY:
        return SEND if said in texts.TYPED_SEND else None
    if step is Step.AREA:
        return UNKNOWN if said in texts.TYPED_UNKNOWN else reading.area
    if step is Step.AGE_BAND and reading.age_band:
        return reading.age_band
    if step is Step.AGE_BAND and said.isdecimal():
        return _band(int(said))
    words = set(said.split())
    labels = {code: _plain(label) for code, label in OPTIONS.get(step, {}).items()}
    exact = [code for code, label in labels.items() if said in (label, code)]
    partly = [code for code, label in labels.items() if words and words <= set(label.split())]
    found = exact or partly
    return found[0] if len(found) == 1 else None


def summary(draft: Draft, knowledge: Knowledge) -> str:
    """The report in words, before it is sent."""
    signals = [knowledge.signals[code] for code in draft.signals]
    values = {"outcome": texts.OUTCOMES.get(draft.outcome or "", texts.UNKNOWN)}
    if draft.outcome == Outcome.VISITED:
        values |= {
            "signals": ", ".join(signal.label for signal in signals) or texts.NO_SIGNALS,
            "age_band": texts.AGE_BANDS.get(draft.age_band or "", texts.UNKNOWN),
            "area": texts.UNKNOWN if draft.area == UNKNOWN else knowledge.areas.name(draft.area),
            "living": texts.LIVINGS.get(draft.living or "", texts.UNKNOWN),
            "consent": texts.CONSENTS.get(draft.consent or "", texts.UNKNOWN),
        }
    lines = [f"- {texts.SUMMARY_LINES[name].format(value=escape(value))}" for name, value in values.items()]
    urgent = any(signal.level == ACT_TODAY for signal in signals)
    if opens_case(draft):
        follow_up = texts.SUMMARY_URGENT if urgent else texts.SUMMARY_CASE
    else:
        follow_up = texts.SUMMARY_URGENT_WITHOUT_CODE if urgent else texts.SUMMARY_COUNT_ONLY
    return "\n\n".join([texts.SUMMARY, "\n".join(lines), follow_up])


def _group_choices(draft: Draft, knowledge: Knowledge) -> tuple[str, list[tuple[str, str]]]:
    chosen = [knowledge.signals[code] for code in draft.signals]
    text = texts.SIGNALS
    if chosen:
        listed = "\n".join(f"- {escape(signal.label)}" for signal in chosen)
        text = f"{texts.SIGNALS_CHOSEN}\n{listed}\n\n{texts.SIGNALS_MORE}"
    counts = {group: sum(signal.group == group for signal in chosen) for group in GROUPS}
    return text, [
        (f"{label} ({counts[group]})" if counts[group] else label, f"{GROUP}:{group}")
        for group, label in GROUPS.items()
    ]


def _area_choices(draft: Draft, knowledge: Knowledge) -> tuple[str, list[tuple[str, str]]]:
    areas = knowledge.areas
    if draft.around:
        name = areas.name(draft.around)
        inside = [(area.name, area.id) for area in areas.inside(draft.around)]
        whole = (texts.BUTTON_WHOLE_AREA.format(area=name), draft.around)
        return texts.AREA_INSIDE.format(area=escape(name)), [*inside, whole]
    districts = [(area.name, f"{INSIDE}:{area.id}") for area in areas.stadsdelen()]
    outside = [(area.name, area.id) for area in areas.by_id.values() if area.level == "outside"]
    return texts.AREA, [*districts, *outside, (texts.BUTTON_AREA_UNKNOWN, UNKNOWN)]


def _plain(text: str) -> str:
    return " ".join("".join(char if char.isalnum() or char in "+-" else " " for char in text.lower()).split())


def _band(age: int) -> str | None:
    bands = ((75, 79, "75-79"), (80, 84, "80-84"), (85, 89, "85-89"), (90, 120, "90+"))
    return next((band for low, high, band in bands if low <= age <= high), None)
