"""What somebody typed at a question of a report instead of tapping, as the answer that a button gives. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.reporting.report_steps import (
    ALL_GROUPS,
    CHANGE,
    DONE,
    LATER,
    OPTIONS,
    SEND,
    UNKNOWN,
    Draft,
    Step,
    View,
    asks_follow_up,
    back_from,
)
from bot.dialogue.texts import report as texts
from bot.dialogue.visiting.visit_typed import says_called_off, says_nobody_home
from bot.language.said import Reading
from bot.store.reports import Outcome


def typed_answer(step: Step, draft: Draft, reading: Reading) -> str | None:
    """The answer that somebody typed instead of tapping; None when it is none."""
    said = _plain(reading.text)
    if said in texts.TYPED_BACK and step is not Step.OUTCOME:
        return back_from(step, draft)
    if said in texts.TYPED_LATER:
        return LATER
    if step is Step.OUTCOME and says_nobody_home(reading.text):
        return Outcome.NOBODY_HOME
    if step is Step.OUTCOME and says_called_off(reading.text):
        return Outcome.CANCELLED
    if step is Step.SIGNALS:
        return _typed_at_signals(draft, said)
    if step is Step.SUMMARY:
        return _typed_at_summary(draft, said)
    if step is Step.AREA:
        return UNKNOWN if said in texts.TYPED_UNKNOWN else reading.area
    if step is Step.AGE_BAND and (band := reading.age_band or _band(said)):
        return band
    read = {Step.LIVING: reading.living, Step.WISH: reading.wish}.get(step)
    return _option(OPTIONS.get(step, {}), said) or read


def _option(options: Mapping[str, str], said: str) -> str | None:
    """The one option that has every word that was typed."""
    words = set(said.split())
    labels = {code: _plain(label) for code, label in options.items()}
    exact = [code for code, label in labels.items() if said in (label, code)]
    partly = [code for code, label in labels.items() if words and words <= set(label.split())]
    found = exact or partly
    return found[0] if len(found) == 1 else None


def _typed_at_summary(draft: Draft, said: str) -> str | None:
    if said in texts.TYPED_CHANGE and draft.outcome == Outcome.VISITED:
        return CHANGE
    if asks_follow_up(draft):
        who = _option(texts.FOLLOW_UPS, said)
        return f"{SEND}:{who}" if who else None
    return SEND if said in texts.TYPED_SEND else None


def _typed_at_signals(draft: Draft, said: str) -> str | None:
    if draft.view == View.REVIEW and draft.age_band is None and (band := _band(said)):
        return band
    if draft.view == View.REVIEW and said in texts.TYPED_CHANGE:
        return CHANGE
    if said in texts.TYPED_LIST:
        return ALL_GROUPS
    confirms = draft.view == View.REVIEW and said in texts.TYPED_SEND
    return DONE if confirms or said in texts.TYPED_DONE else None


def _plain(text: str) -> str:
    return " ".join("".join(char if char.isalnum() or char in "+-" else " " for char in text.lower()).split())


def _band(said: str) -> str | None:
    bands = ((75, 79, "75-79"), (80, 84, "80-84"), (85, 89, "85-89"), (90, 120, "90+"))
    age = int(said) if said.isdecimal() and len(said) <= 3 else 0
    return next((band for low, high, band in bands if low <= age <= high), None)
