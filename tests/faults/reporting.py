"""A volunteer who reports a visit, step by step, and what is stored of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy import func, select

from bot.clock import utc_now
from bot.store.database import Store, Work
from bot.store.invitations import Invitation, new_code
from bot.store.models import CaseRow, OutboxRow, ReportRow
from bot.store.role import Role
from bot.store.vault import Vault
from tests.a_report import STEPS
from tests.botapi import User
from tests.faults.bots import SECRET
from tests.faults.tally import with_words

T = TypeVar("T")
JOINED = "Je uitnodiging klopt"
LONGEST = 60
ONCE = ("Hoe ging het bezoek?", "Vertel in je eigen woorden", "De code is")
"""Words of answers that come as new messages."""


def in_database(url: str, asked: Callable[[Work], Awaitable[T]]) -> T:
    """What a unit of work gives on a database that the bot uses too; made when it is not there yet."""

    async def ask() -> T:
        store = Store(url, Vault(SECRET))
        try:
            await store.upgrade()
            async with store.work() as work:
                return await asked(work)
        finally:
            await store.close()

    return asyncio.run(ask())


def invitation(url: str, role: Role = Role.VOLUNTEER) -> str:
    """A code that has not been used."""
    code = new_code()

    async def add(work: Work) -> None:
        await work.invitations.add(code, Invitation(role, None), utc_now())

    in_database(url, add)
    return code


def stored(url: str) -> tuple[int, int]:
    """How many reports and cases there are."""

    async def count(work: Work) -> tuple[int, int]:
        counts = [
            (await work.session.scalars(select(func.count()).select_from(one))).one() for one in (ReportRow, CaseRow)
        ]
        return counts[0], counts[1]

    return in_database(url, count)


def under_way(url: str) -> tuple[int, int]:
    """How many messages wait to go out, and how many of those were handed over already."""

    async def count(work: Work) -> tuple[int, int]:
        waiting = select(func.count()).select_from(OutboxRow).where(OutboxRow.delivered_on.is_(None))
        tried = waiting.where(OutboxRow.attempts > 0)
        return (await work.session.scalars(waiting)).one(), (await work.session.scalars(tried)).one()

    return in_database(url, count)


def joins(truus: User, code: str) -> None:
    truus.says(f"/start {code}")
    truus.waits_for(JOINED, timeout=LONGEST)


def reports(truus: User, hurts: Callable[[str], None] = lambda label: None) -> None:
    """The whole report; `hurts` is called right after each tap. Whoever taps does nothing but wait."""
    for label, seen in STEPS:
        truus.taps(label)
        hurts(label)
        truus.waits_for(seen, timeout=LONGEST)


def doubled(truus: User) -> int:
    """How many answers came more than once."""
    return sum(max(0, with_words(truus, words) - 1) for words in ONCE)
