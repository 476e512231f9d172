"""The history of a case: steps that are only ever added, each chained to the one before by a keyed hash.

Who has the database without the secret can neither change, add, move nor take out a step in the middle without being
noticed. The last steps can be cut off together with the status that they led to: the chain has no anchor outside.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.lifecycle import Actor, Status
from bot.store.models import CaseEventRow, CaseRow
from bot.store.vault import Vault


class Step(StrEnum):
    """What happened to a case. The first ones are the statuses to which it went."""

    NEW = Status.NEW
    ASSIGNED = Status.ASSIGNED
    IN_HAND = Status.IN_HAND
    WAITING = Status.WAITING
    DONE = Status.DONE
    WITHDRAWN = Status.WITHDRAWN
    CORRECTED = "corrected"
    ASKED = "asked"
    ANSWERED = "answered"
    REMINDED = "reminded"
    ESCALATED = "escalated"


MOVED = frozenset(Step(status) for status in Status)
"""The steps that change the status."""

REMINDERS = frozenset({Step.REMINDED, Step.ESCALATED})
"""The steps of the program."""


@dataclass(frozen=True)
class Event:
    """One step. `detail` is a code of ours: to whom it was assigned, how it ended, until when it waits."""

    number: int
    at: datetime
    actor: Actor
    actor_key: str | None
    step: Step
    detail: str | None


class History:
    """Queries about what happened to cases."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(
        self, code: str, actor: Actor, actor_key: str | None, step: Step, now: datetime, detail: str | None = None
    ) -> None:
        """Adds a step to a case."""
        newest = select(CaseEventRow).where(CaseEventRow.case_code == code).order_by(CaseEventRow.number.desc())
        last = (await self._session.scalars(newest.limit(1))).first()
        row = CaseEventRow(
            case_code=code,
            number=last.number + 1 if last else 1,
            at=now,
            actor=actor,
            actor_key=actor_key,
            step=step,
            detail=detail,
        )
        row.digest = chained(self._vault, row, last.digest if last else "")
        self._session.add(row)
        await self._session.flush()

    def rows(self, code: str, events: Iterable[Event]) -> Iterator[dict[str, Any]]:
        """The whole history of a case as rows of its table, chained: for who writes many histories at once."""
        before = ""
        for event in events:
            before = _digest(self._vault, before, code, event)
            yield {
                "case_code": code,
                "number": event.number,
                "at": event.at,
                "actor": event.actor,
                "actor_key": event.actor_key,
                "step": event.step,
                "detail": event.detail,
                "digest": before,
            }

    async def of(self, code: str) -> Sequence[Event]:
        """The steps of a case, in their order."""
        rows = await self._session.scalars(
            select(CaseEventRow).where(CaseEventRow.case_code == code).order_by(CaseEventRow.number)
        )
        return [Event(row.number, row.at, Actor(row.actor), row.actor_key, Step(row.step), row.detail) for row in rows]

    async def reminders(self, codes: Collection[str]) -> dict[str, frozenset[str]]:
        """Of what the program reminded or told others: case code -> details of those steps."""
        query = select(CaseEventRow.case_code, CaseEventRow.detail).where(
            CaseEventRow.case_code.in_(codes), CaseEventRow.step.in_(REMINDERS)
        )
        found: dict[str, frozenset[str]] = {code: frozenset() for code in codes}
        for code, detail in (await self._session.execute(query)).all():
            found[code] |= {detail or ""}
        return found

    async def broken(self) -> list[str]:
        """The codes of cases whose history does not hold together, or does not lead to how they stand; sorted."""
        rows = await self._session.scalars(select(CaseEventRow).order_by(CaseEventRow.case_code, CaseEventRow.number))
        reached: dict[str, _Standing] = {}
        before: dict[str, CaseEventRow] = {}
        wrong: set[str] = set()
        for row in rows:
            last = before.get(row.case_code)
            in_order = row.number == (last.number + 1 if last else 1)
            if not in_order or row.digest != chained(self._vault, row, last.digest if last else ""):
                wrong.add(row.case_code)
            before[row.case_code] = row
            if row.step in MOVED:
                reached[row.case_code] = _after(reached.get(row.case_code), row)
        cases = await self._session.execute(select(CaseRow.code, CaseRow.status, CaseRow.assigned_to, CaseRow.outcome))
        stands = {code: _Standing(status, assigned_to, outcome) for code, status, assigned_to, outcome in cases.all()}
        wrong |= {code for code, standing in stands.items() if reached.get(code) != standing}
        return sorted(wrong | before.keys() - stands.keys())


@dataclass(frozen=True)
class _Standing:
    """How a case stands, as its steps tell it and as its row does."""

    status: str
    assigned_to: str | None = None
    outcome: str | None = None


def _after(before: _Standing | None, row: CaseEventRow) -> _Standing:
    # A new case, or one that begins anew, is nobody's.
    told = row.step in (Step.NEW, Step.ASSIGNED)
    assigned_to = row.detail if told else before.assigned_to if before else None
    return _Standing(row.step, assigned_to, row.detail if row.step == Step.DONE else None)


def chained(vault: Vault, row: CaseEventRow, before: str) -> str:
    """The keyed hash of a step and of the hash before it."""
    return _digest(vault, before, row.case_code, row)


def _digest(vault: Vault, before: str, code: str, step: Event | CaseEventRow) -> str:
    at = step.at.astimezone(UTC).isoformat()
    parts = (before, code, step.number, at, step.actor, step.actor_key, step.step, step.detail)
    return vault.pseudonym("history", "\0".join("" if part is None else str(part) for part in parts))
