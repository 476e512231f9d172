"""What waits for a coordinator now, whatever the week."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, or_, select

from bot.knowledge import Knowledge
from bot.knowledge.signal import ACT_TODAY
from bot.settings import TIMEZONE
from bot.store.chores import PURGE
from bot.store.database import Work
from bot.store.lifecycle import UNTOUCHED, Actor, Status
from bot.store.models import CaseRow, ReportRow
from bot.store.questions import Reason

from .records import UNFINISHED


@dataclass(frozen=True)
class Needs:
    """`urgent` cases ask for action today and nobody took them up, `late` ones are over their term, `asked` ones have a
    reporter who waits for an answer. `questions` wait for an answer, oldest first; `more_questions` are not among them.

    `purge_trouble` is since when old data could not be deleted.
    """

    open: int = 0
    in_hand: int = 0
    urgent: int = 0
    late: int = 0
    asked: int = 0
    questions: Sequence[str] = ()
    more_questions: int = 0
    routes: int = 0
    purge_trouble: datetime | None = None

    @property
    def questions_total(self) -> int:
        return len(self.questions) + self.more_questions


async def needs(work: Work, now: datetime, knowledge: Knowledge, followed: Collection[str] | None) -> Needs:
    """What waits in the areas whose cases somebody follows (None is everywhere), and for all coordinators together."""
    untouched = CaseRow.status.in_(UNTOUCHED)
    conditions = (
        CaseRow.status.in_((Status.IN_HAND, Status.WAITING)),
        untouched & (ReportRow.level == ACT_TODAY),
        untouched & (CaseRow.due_at < now),
        CaseRow.awaiting == Actor.COORDINATOR,
    )
    counts = [func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in conditions]
    query = select(func.count(), *counts).select_from(CaseRow).join(ReportRow, ReportRow.id == CaseRow.report_id)
    query = query.where(CaseRow.status.in_(UNFINISHED))
    if followed is not None:
        query = query.where(or_(ReportRow.area.in_(sorted(followed)), ReportRow.area.is_(None)))
    total, in_hand, urgent, late, asked = (await work.session.execute(query)).one()
    # That an article is wrong is counted, but asks nothing that others could ask too.
    waiting = [one for one in await work.questions.open() if one.reason is not Reason.WRONG]
    purge = await work.chores.of(PURGE)
    return Needs(
        open=int(total),
        in_hand=int(in_hand),
        urgent=int(urgent),
        late=int(late),
        asked=int(asked),
        questions=[question.text for question in waiting],
        more_questions=await work.questions.waiting() - len(waiting),
        routes=len(knowledge.routes_to_check(now.astimezone(TIMEZONE).date())),
        purge_trouble=purge.trouble_since(now) if purge else None,
    )
