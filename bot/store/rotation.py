"""Another secret: everything that was sealed or looked up with the old one, made again with the new one.

It is one transaction. Pseudonyms cannot be turned round, so those of people are made again by going over everybody;
what leads to nobody any more is cut loose. Invitations and groups that practise cannot be made again, because nobody
kept their codes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.cases import Cases
from bot.store.database import Store
from bot.store.history import chained
from bot.store.models import (
    CaseEventRow,
    CaseRow,
    ConversationRow,
    DigestRow,
    InvitationRow,
    OutboxRow,
    PersonalRow,
    PersonRow,
    PracticeGroupRow,
    QuestionRow,
    ReminderRow,
    ReportRow,
    UsageRow,
)
from bot.store.outbox import outbox_key
from bot.store.pseudonyms import address_key, asker_key, reporter_key
from bot.store.vault import Vault

BATCH = 500

SEALED = (
    (ConversationRow, "state"),
    (UsageRow, "counts"),
    (OutboxRow, "payload"),
    (ReportRow, "note"),
    (QuestionRow, "text"),
    (DigestRow, "payload"),
    (ReminderRow, "plan"),
    (PersonalRow, "content"),
)
"""The sealed columns, beside those from which a pseudonym is made."""

PSEUDONYMS = ((ReportRow, "reporter_key", reporter_key), (QuestionRow, "asker_key", asker_key))
"""The columns with a pseudonym of a person, and how it is made."""


@dataclass(frozen=True)
class Rotated:
    """What became of it. `broken` are the cases whose history did not hold together before, and still does not."""

    people: int
    invitations: int
    broken: Sequence[str]


async def rotate(store: Store, old: Vault, new: Vault, now: datetime) -> Rotated:
    """Makes everything of `old` again with `new`, or nothing. No bot may run meanwhile.

    Raises StoreError, and StoreUnavailable when the database is in use.
    """
    await store.be_alone()
    async with store.work() as work:
        change = _Change(work.session, old, new)
        broken = await work.cases.history.broken()
        await change.sealed()
        people = await change.people()
        await change.reporters(people)
        await change.outbox()
        await change.cases(people)
        invitations = await change.invitations(now)
    await store.compact()
    return Rotated(len(people), invitations, broken)


class _Change:
    """The parts of a rotation, in one session."""

    def __init__(self, session: AsyncSession, old: Vault, new: Vault) -> None:
        self._session = session
        self._old = old
        self._new = new

    def _sealed_anew(self, sealed: bytes) -> bytes:
        return self._new.seal(self._old.unseal(sealed))

    async def sealed(self) -> None:
        for table, name in SEALED:
            async for row in self._rows(table, name):
                await self._write(table, row, {name: self._sealed_anew(row[name])})

    async def people(self) -> list[int]:
        """Makes everybody's address again; gives their ids."""
        ids = []
        async for row in self._rows(PersonRow, "address", "channel"):
            address = self._old.unseal(row["address"])
            key = address_key(self._new, row["channel"], address)
            await self._write(PersonRow, row, {"address": self._new.seal(address), "address_key": key})
            ids.append(row["id"])
        return ids

    async def reporters(self, people: Sequence[int]) -> None:
        for table, name, made in PSEUDONYMS:
            again = {made(self._old, person): made(self._new, person) for person in people}
            column = getattr(table, name)
            for key in (await self._session.scalars(select(column).where(column.is_not(None)).distinct())).all():
                values = {name: again.get(key)}
                await self._session.execute(update(table).where(column == key).values(**values))

    async def outbox(self) -> None:
        """A key whose subject is not known leads nowhere from now on: such a message went out long ago."""
        async for row in self._rows(OutboxRow, "dedupe_key", "subject"):
            subject = self._old.unseal(row["subject"]) if row["subject"] else None
            values = {
                "dedupe_key": outbox_key(self._new, row["dedupe_key"] if subject is None else subject),
                "subject": None if subject is None else self._new.seal(subject),
            }
            await self._write(OutboxRow, row, values)

    async def cases(self, people: Sequence[int]) -> None:
        """The people in cases, and the chains of their histories. A chain that was broken stays so."""
        steps: dict[str, list[CaseEventRow]] = {}
        query = select(CaseEventRow).order_by(CaseEventRow.case_code, CaseEventRow.number)
        events = (await self._session.scalars(query)).all()
        for code, group in groupby(events, lambda step: step.case_code):
            steps[code] = list(group)
        holders = dict((await self._session.execute(select(CaseRow.code, CaseRow.holder_key))).all())
        for code in holders.keys() | steps.keys():
            chain, holder = steps.get(code, []), holders.get(code)
            again = self._actors(code, {key for key in (holder, *(step.actor_key for step in chain)) if key}, people)
            if holder:
                values = {"holder_key": again[holder]}
                await self._session.execute(update(CaseRow).where(CaseRow.code == code).values(**values))
            self._chain_again(chain, again)
        await self._session.flush()

    def _actors(self, code: str, keys: set[str], people: Sequence[int]) -> Mapping[str, str]:
        """Each old pseudonym of somebody in this case -> the new one. Somebody who is gone has one of nobody."""
        before, after = Cases(self._session, self._old), Cases(self._session, self._new)
        again: dict[str, str] = {}
        for person in people:
            if len(again) == len(keys):
                break
            if (key := before.actor_key(code, person)) in keys:
                again[key] = after.actor_key(code, person)
        return {key: again.get(key) or self._new.pseudonym("actor", f"{code}:gone:{key}") for key in keys}

    def _chain_again(self, chain: Sequence[CaseEventRow], actors: Mapping[str, str]) -> None:
        before_old = before_new = ""
        for step in chain:
            old_digest = step.digest
            held = old_digest == chained(self._old, step, before_old)
            step.actor_key = actors[step.actor_key] if step.actor_key else None
            new_digest = chained(self._new, step, before_new)
            step.digest = new_digest if held else self._new.pseudonym("broken history", old_digest)
            before_old, before_new = old_digest, step.digest

    async def invitations(self, now: datetime) -> int:
        """Deletes the invitations, and the groups that practise; gives how many invitations could still be used."""
        query = select(func.count()).where(InvitationRow.used_at.is_(None), InvitationRow.expires_at > now)
        usable = int((await self._session.scalars(query)).one())
        for table in (InvitationRow, PracticeGroupRow):
            await self._session.execute(delete(table))
        return usable

    async def _rows(self, table: Any, *names: str) -> AsyncIterator[dict[str, Any]]:
        """Rows of a table with some value in the first of these columns, in parts: key and columns."""
        (key,) = table.__table__.primary_key
        columns = [key, *(table.__table__.c[name] for name in names)]
        last: Any = None
        while True:
            query = select(*columns).where(columns[1].is_not(None)).order_by(key).limit(BATCH)
            part = (await self._session.execute(query if last is None else query.where(key > last))).mappings().all()
            for row in part:
                yield dict(row)
            if len(part) < BATCH:
                return
            last = part[-1][key.name]

    async def _write(self, table: Any, row: Mapping[str, Any], values: dict[str, Any]) -> None:
        (key,) = table.__table__.primary_key
        await self._session.execute(update(table.__table__).where(key == row[key.name]).values(**values))
