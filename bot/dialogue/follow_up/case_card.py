"""A case in words: what was noticed, what is wanted, where the follow-up stands and how it came there. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.dates import local_day, named_day, short_day
from bot.dialogue.texts import cases as texts
from bot.dialogue.texts.relay import USUAL
from bot.knowledge import Knowledge
from bot.markup import escape
from bot.store.cases import Case
from bot.store.deadlines import working_days_old
from bot.store.history import MOVED, Event, Step
from bot.store.lifecycle import FINISHED, UNTOUCHED, Actor, Status

STEPS_SHOWN = 8
QUIET_AFTER = 2
"""Working days without a step after which the history says so."""


def card(case: Case, events: Sequence[Event], own_key: str, now: datetime, knowledge: Knowledge) -> str:
    """The whole case; `own_key` is the pseudonym that the reader has in it."""
    head = texts.HEAD.format(
        code=case.code,
        area=escape(knowledge.areas.name(case.area)),
        age_band=case.age_band or texts.NO_AGE,
        level=case.level,
    )
    lines = [head, _standing(case, own_key, now)]
    if case.awaiting is not None and case.awaiting_since is not None:
        lines.append(texts.AWAITING[case.awaiting].format(day=named_day(local_day(case.awaiting_since))))
    if case.status is not Status.WITHDRAWN:
        lines += _noticed(case, knowledge)
    return "\n".join([*lines, history(events, case, now)])


def moves_made(events: Sequence[Event]) -> int:
    """Which move a card shows the state after: a button of an older card must not undo what somebody else did."""
    return sum(event.step in MOVED or event.step is Step.CORRECTED for event in events)


def history(events: Sequence[Event], case: Case, now: datetime) -> str:
    """The steps with their days, the newest last, as in `12 nov gemeld · 13 nov toegewezen aan buurtteam`."""
    said, before = [], None
    for event in events:
        said.append(f"{short_day(local_day(event.at))} {_step(event, before)}")
        before = event.step if event.step in MOVED else before
    hidden = len(said) - STEPS_SHOWN
    parts = [texts.EARLIER.format(count=hidden), *said[hidden:]] if hidden > 1 else said
    if case.status not in FINISHED and events and working_days_old(events[-1].at, now) >= QUIET_AFTER:
        parts.append(texts.NOTHING_SINCE)
    return " · ".join(parts)


def _standing(case: Case, own_key: str, now: datetime) -> str:
    """Where it stands, whose it is, how old, and until when it must have been picked up."""
    status = texts.STATUSES[case.status].format(
        to=texts.ASSIGNEES.get(case.assigned_to or "", ""),
        until=short_day(local_day(case.wait_until)) if case.wait_until else "",
        ending=texts.ENDINGS.get(case.outcome or "", ""),
    )
    if case.status in FINISHED:
        return status
    if case.holder_key is not None:
        status += texts.HELD_BY_YOU if case.holder_key == own_key else texts.HELD_BY_ANOTHER
    days = working_days_old(case.opened_at, now)
    age = texts.AGES[min(days, len(texts.AGES) - 1)].format(count=days)
    term = texts.AGE
    if case.status in UNTOUCHED:
        term = texts.OVERDUE if now > case.due_at else texts.DUE
    return f"{status} {term.format(age=age, day=short_day(local_day(case.due_at)))}"


def _noticed(case: Case, knowledge: Knowledge) -> list[str]:
    signals = [knowledge.signals[code].label for code in case.signals if code in knowledge.signals]
    about = (
        texts.LIVINGS.get(case.living or ""),
        texts.WISHES.get(case.wish or ""),
        texts.CONSENTS.get(case.consent or ""),
    )
    lines = [f"{escape(', '.join(signals) or texts.NO_SIGNALS)}.", " ".join(filter(None, about))]
    if case.follow_up is not None:
        lines.append(texts.PROPOSED.format(to=texts.PROPOSALS[case.follow_up]))
    if case.note is not None:
        lines.append(texts.NOTE.format(note=escape(case.note)))
    return [line for line in lines if line]


def _step(event: Event, before: Step | None) -> str:
    if event.step is Step.IN_HAND and before is Step.DONE:
        return texts.REOPENED
    by_reporter = event.actor is Actor.REPORTER and event.step in texts.REPORTERS_STEPS
    words = (texts.REPORTERS_STEPS if by_reporter else texts.STEPS)[event.step]
    answer = USUAL.get(event.detail or "") if event.step in (Step.ASKED, Step.ANSWERED) else None
    if answer is not None:
        return texts.WITH_ANSWER.format(step=words, answer=answer.lower())
    return words.format(detail=_detail(event))


def _detail(event: Event) -> str:
    match event.step:
        case Step.ASSIGNED:
            return texts.ASSIGNEES.get(event.detail or "", "")
        case Step.DONE:
            return texts.ENDINGS.get(event.detail or "", "")
        case Step.WAITING:
            return short_day(date.fromisoformat(event.detail or ""))
        case _:
            return ""
