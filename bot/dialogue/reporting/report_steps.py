"""The questions of a report, in their order: what is asked, which answers fit, and what comes next. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.dialogue.texts import report as texts
from bot.knowledge import Knowledge
from bot.knowledge.signal import ACT_TODAY, GROUPS
from bot.store.reports import Consent, Outcome, Report, Wish

DONE, SEND, BACK, LATER, AGAIN, UNKNOWN = "done", "send", "back", "later", "again", "unknown"
CANCEL, CANCEL_SURELY = "cancel", "cancel-surely"
GROUP, ON, OFF, WITHOUT, AROUND, NOTE, CHANGE = "group", "on", "off", "without", "around", "note", "change"
ALL_GROUPS = f"{GROUP}:all"
EVERYWHERE = "everywhere"


class Step(StrEnum):
    """The questions. The note is no question: the summary has a button that leads to it."""

    OUTCOME = "outcome"
    REASON = "reason"
    SIGNALS = "signals"
    AGE_BAND = "age"
    AREA = "area"
    LIVING = "living"
    WISH = "wish"
    CONSENT = "consent"
    SUMMARY = "summary"
    NOTE = "note"


class View(StrEnum):
    """What the question about signals shows: the invitation to tell, what was read, that with a tick for each thing, or
    the list to choose from.
    """

    TELL = "tell"
    REVIEW = "review"
    CHANGE = "change"
    LIST = "list"


PATHS: Mapping[str, tuple[Step, ...]] = {
    Outcome.VISITED: (
        Step.OUTCOME,
        Step.SIGNALS,
        Step.AGE_BAND,
        Step.AREA,
        Step.LIVING,
        Step.WISH,
        Step.CONSENT,
        Step.SUMMARY,
    ),
    Outcome.REFUSED: (Step.OUTCOME, Step.REASON, Step.SUMMARY),
    Outcome.NOBODY_HOME: (Step.OUTCOME, Step.SUMMARY),
    Outcome.CANCELLED: (Step.OUTCOME, Step.SUMMARY),
}
"""How a visit went -> what is asked then."""

OPTIONS: Mapping[Step, Mapping[str, str]] = {
    Step.OUTCOME: texts.OUTCOMES,
    Step.REASON: texts.REASONS,
    Step.AGE_BAND: texts.AGE_BANDS,
    Step.LIVING: texts.LIVINGS,
    Step.WISH: texts.WISHES,
    Step.CONSENT: texts.CONSENTS,
}
"""The questions with a fixed list of answers: code -> label."""

FIELDS: Mapping[Step, str] = {
    Step.OUTCOME: "outcome",
    Step.REASON: "reason",
    Step.AGE_BAND: "age_band",
    Step.AREA: "area",
    Step.LIVING: "living",
    Step.WISH: "wish",
    Step.CONSENT: "consent",
}
"""The question -> where its answer stands in the draft."""

READ_FACTS = (Step.AGE_BAND, Step.AREA, Step.LIVING, Step.WISH)
"""What may stand in an account of the visit, beside signals."""

AGREEMENT_NEEDED = frozenset({Wish.TALK, Wish.TAKE_PART, Wish.HELP})
"""Wishes that somebody must act upon, also when nothing was noticed."""


@dataclass(frozen=True)
class Draft:
    """A report that is being made.

    `offered` are the signals that stand in the list, `signals` those that are ticked; `evidence` has for each that was
    read the words in which, without identifying parts, and `note` the whole account, so too. `home` is the area of the
    volunteer. `view`, `group`, `around` and `page` are what is open on the screen. `corrects` is the id of the report
    that is being corrected. `inferred` says that the outcome was not chosen: an account was told in its place.
    `planned` says that it is of a visit that was planned, and that the plan is gone.
    """

    outcome: str | None = None
    reason: str | None = None
    signals: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    age_band: str | None = None
    area: str | None = None
    living: str | None = None
    wish: str | None = None
    consent: str | None = None
    note: str = ""
    keeps_note: bool = False
    home: str | None = None
    view: str = View.TELL
    group: str | None = None
    around: str | None = None
    page: int = 0
    corrects: int | None = None
    inferred: bool = False
    planned: bool = False

    @property
    def is_reviewed(self) -> bool:
        """Whether there is a list to go back to: of what was read, or of what is corrected."""
        return bool(self.note) or self.corrects is not None

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    def limited_to(self, signals: Collection[str]) -> Draft:
        """The draft without signals that are not among these."""
        return replace(
            self,
            signals=tuple(code for code in self.signals if code in signals),
            offered=tuple(code for code in self.offered if code in signals),
        )

    def answering(self, step: Step, value: str | None) -> Draft:
        """The draft with this answer to a question; None forgets it."""
        changes: dict[str, Any] = {FIELDS[step]: value}
        return replace(self, **changes)

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> Draft:
        return Draft(**{**data, "signals": tuple(data["signals"]), "offered": tuple(data["offered"])})

    @staticmethod
    def of(report: Report, report_id: int, home: str | None) -> Draft:
        """What was reported, to be corrected; what was unknown is asked again. A note that was kept stays kept."""
        return Draft(
            outcome=report.outcome,
            reason=report.reason,
            signals=report.signals,
            offered=report.signals,
            age_band=report.age_band,
            area=report.area,
            living=report.living,
            wish=report.wish,
            consent=report.consent,
            note=report.note or "",
            keeps_note=report.note is not None,
            home=home,
            view=View.REVIEW,
            corrects=report_id,
        )


def next_step(step: Step, draft: Draft) -> Step:
    """The step after this one. What an account of the visit said already is not asked again."""
    path = PATHS[draft.outcome or ""]
    following = path[path.index(step) + 1]
    known = following in READ_FACTS and getattr(draft, FIELDS[following]) is not None
    return next_step(following, draft) if known else following


def step_back(step: Step, draft: Draft) -> tuple[Step, Draft]:
    """The step before this one, with its answer forgotten so that it is asked again."""
    if step is Step.NOTE:
        return Step.SUMMARY, draft
    if step is Step.SIGNALS and draft.group is not None:
        return step, replace(draft, group=None)
    if step is Step.SIGNALS and draft.view in (View.LIST, View.CHANGE):
        before_it = View.TELL if draft.view == View.LIST else View.LIST
        return step, replace(draft, view=View.REVIEW if draft.is_reviewed else before_it)
    path = PATHS[draft.outcome or ""]
    before = path[max(path.index(step) - 1, 0)]
    if before in READ_FACTS:
        draft = draft.answering(before, None)
    return before, replace(draft, group=None, around=None)


def back_from(step: Step, draft: Draft) -> str:
    """The action of "Terug" on the screen that is open: a second tap on it must not go back twice."""
    return f"{BACK}-{draft.group or (draft.view if step is Step.SIGNALS else 'step')}"


def is_urgent(draft: Draft, knowledge: Knowledge) -> bool:
    """Whether a signal is ticked that asks for action today."""
    return any(knowledge.signals[code].level == ACT_TODAY for code in draft.signals)


def asks_follow_up(draft: Draft) -> bool:
    """Whether somebody can follow up: there is something to do, and the resident agrees."""
    something = bool(draft.signals) or draft.wish in AGREEMENT_NEEDED
    return draft.outcome == Outcome.VISITED and draft.consent == Consent.YES and something


def opens_case(draft: Draft, knowledge: Knowledge) -> bool:
    """Whether a case is opened: somebody can follow up, or it cannot wait, whoever agrees."""
    return asks_follow_up(draft) or (draft.outcome == Outcome.VISITED and is_urgent(draft, knowledge))


def with_answer(step: Step, draft: Draft, value: str, knowledge: Knowledge) -> Draft | None:
    """The draft with this step answered; None when the value is no answer to it."""
    if step is Step.SIGNALS and value == DONE:
        return replace(draft, group=None)
    if step is Step.SIGNALS and value in texts.AGE_BANDS and draft.age_band is None:
        return replace(draft, age_band=value)  # the list of what was read asks for the age, so that a tap is saved
    if step is Step.AREA and (value == UNKNOWN or value in knowledge.areas.by_id):
        return replace(draft, area=value, around=None)
    if value not in OPTIONS.get(step, {}):
        return None
    if step is Step.OUTCOME and value != Outcome.VISITED:
        return Draft(outcome=value, home=draft.home, corrects=draft.corrects, planned=draft.planned)
    return draft.answering(step, value)


def with_signal(draft: Draft, value: str, knowledge: Knowledge) -> Draft | None:
    """The draft with the list opened, a signal ticked on or off, or a fact taken away; None when that makes no sense.

    A button says whether it ticks on or off, so that a finger that trembles changes nothing.
    """
    what, _, name = value.partition(":")
    if value == CHANGE:
        return replace(draft, view=View.CHANGE, group=None)
    if value == ALL_GROUPS:
        return replace(draft, view=View.LIST, group=None)
    if value == AGAIN:
        return Draft(outcome=draft.outcome, home=draft.home, corrects=draft.corrects, planned=draft.planned)
    if what == GROUP and name in GROUPS:
        return replace(draft, view=View.LIST, group=name)
    if what == WITHOUT and name in READ_FACTS:
        return draft.answering(Step(name), None)
    if what in (ON, OFF) and name in knowledge.signals:
        others = tuple(code for code in draft.signals if code != name)
        offered = tuple(dict.fromkeys([*draft.offered, name]))
        return replace(draft, signals=(*others, name) if what == ON else others, offered=offered)
    return None
