"""Which case comes next, and in which order its answers stand. Pure: the same for the same somebody and day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bot.knowledge.practice import Kind, PracticeCase, Question
from bot.practice.progress import Progress

Cases = Mapping[str, PracticeCase]

SAME_THEME = timedelta(days=7)
"""So long after a case no other about the same comes, if there is anything else."""


def next_case(cases: Cases, progress: Progress, today: date, who: str) -> PracticeCase | None:
    """The case to practise now: first what is due, then what is new, from light to heavy; None when there is neither.

    `who` tells one person from another: new cases of a level come to each in an order of their own.
    """
    candidates = [*_due(cases, progress, today), *_new(cases, progress, who)]
    recent = [cases[case] for case, seen in progress.seen.items() if case in cases and today - seen.last < SAME_THEME]
    taken = {(case.theme, other.id) for case in recent for other in cases.values() if other.id != case.id}
    fresh = (case for case in candidates if (case.theme, case.id) not in taken)
    return next(fresh, candidates[0] if candidates else None)


def soonest(cases: Cases, progress: Progress) -> PracticeCase | None:
    """The case that comes back first; None when nothing was practised yet."""
    seen = [(one.due, case) for case, one in progress.seen.items() if case in cases]
    return cases[min(seen)[1]] if seen else None


def order_of(question: Question, name: str) -> tuple[int, ...]:
    """The places of the answers in the order in which they are shown, another for each `name`.

    The forms of loneliness always stand in their own order: they are the same each time.
    """
    places = range(len(question.fits))
    if question.kind is Kind.DIMENSION:
        return tuple(places)
    return tuple(sorted(places, key=lambda place: _drawn(f"{name}:{question.kind}:{place}")))


def _due(cases: Cases, progress: Progress, today: date) -> Iterator[PracticeCase]:
    waiting = sorted((seen.due, case) for case, seen in progress.seen.items() if seen.due <= today and case in cases)
    return (cases[case] for _, case in waiting)


def _new(cases: Cases, progress: Progress, who: str) -> list[PracticeCase]:
    unseen = [case for case in cases.values() if case.id not in progress.seen]
    return sorted(unseen, key=lambda case: (case.level, _drawn(f"{who}:{case.id}")))


def _drawn(name: str) -> bytes:
    """A number that seems random, and is the same each time."""
    return hashlib.sha256(name.encode()).digest()
