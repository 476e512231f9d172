"""Groups that practise together, each for a day: where the group is, who takes part, and what they answered."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.insert import insert_into, insert_new
from bot.store.models import PracticeAnswerRow, PracticeGroupRow, day_of
from bot.store.people import Person
from bot.store.vault import Vault

ALPHABET = "bdfghjkmprstvwxz"
"""Of a code: no letters that look alike on a screen, and no vowels, so that no code is a word. No digits: those stand
on another page of a phone's keyboard.
"""

CODE_LENGTH = 4
CODE = re.compile(rf"(?!.*(.).*\1)[{ALPHABET}]{{{CODE_LENGTH}}}")
"""How a code looks: four different letters, so that `hmmm` and `brrr` are none."""

SEPARATORS = re.compile(r"[\s._-]")

SEALED_LENGTH = 512
ANSWER_LENGTH = 32
"""What is sealed is filled up to so many characters, so that its length tells nothing."""

JOINED = -1
"""In the place of the number of a question: that somebody takes part."""


def new_code() -> str:
    """A code of a group, one of 43,680. Whoever guesses one takes part in a practice, and sees nobody."""
    letters = list(ALPHABET)
    return "".join(letters.pop(secrets.randbelow(len(letters))) for _ in range(CODE_LENGTH))


def read_code(text: str) -> str | None:
    """The code that somebody typed, also in capitals or with spaces in it; None when it does not look like one."""
    code = letters_in(text)
    return code if CODE.fullmatch(code) else None


def letters_in(text: str) -> str:
    """What somebody typed, without what people put between the letters of a code."""
    return SEPARATORS.sub("", text).lower()


@dataclass(frozen=True)
class Group:
    """A group. `standing` is JSON data: where it is."""

    id: int
    trainer_id: int
    standing: Mapping[str, Any]


class PracticeGroups:
    """Queries about groups. A group is there on the day on which it was opened (in UTC), and then no more."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def open(self, trainer: Person, code: str, standing: Mapping[str, Any], now: datetime) -> Group | None:
        """Opens a group in place of another of this trainer; None when its code is in use."""
        theirs = select(PracticeGroupRow.id).where(PracticeGroupRow.trainer_id == trainer.id)
        for group_id in await self._session.scalars(theirs):
            await self.close(group_id)
        values = {
            "code_key": self._key(code),
            "trainer_id": trainer.id,
            "standing": self._sealed(standing),
            "opened_on": day_of(now),
        }
        if not await insert_new(self._session, PracticeGroupRow, values):
            return None
        return await self.of_trainer(trainer, now)

    async def find(self, code: str, now: datetime) -> Group | None:
        """The group with this code, if it is there."""
        return await self._one(PracticeGroupRow.code_key == self._key(code), now)

    async def with_id(self, group_id: int, now: datetime) -> Group | None:
        """The group with this number, if it is there."""
        return await self._one(PracticeGroupRow.id == group_id, now)

    async def of_trainer(self, trainer: Person, now: datetime) -> Group | None:
        """The group that somebody leads, if there is one."""
        return await self._one(PracticeGroupRow.trainer_id == trainer.id, now)

    async def today(self, now: datetime) -> list[Group]:
        """The groups that are there."""
        query = select(PracticeGroupRow).where(PracticeGroupRow.opened_on == day_of(now)).order_by(PracticeGroupRow.id)
        return [self._group(row) for row in await self._session.scalars(query)]

    async def of_member(self, person: Person, now: datetime) -> Group | None:
        """The group in which somebody takes part, if there is one; of several the last that they came to."""
        table = PracticeAnswerRow
        theirs = select(table.group_id).where(table.person_id == person.id, table.question == JOINED)
        for group_id in await self._session.scalars(theirs.order_by(table.id.desc())):
            if (group := await self.with_id(group_id, now)) is not None:
                return group
        return None

    async def go_to(self, group: Group, standing: Mapping[str, Any]) -> Group:
        """The group at another place."""
        here = PracticeGroupRow.id == group.id
        await self._session.execute(update(PracticeGroupRow).where(here).values(standing=self._sealed(standing)))
        return Group(group.id, group.trainer_id, standing)

    async def close(self, group_id: int) -> None:
        """Forgets a group, and all that was answered in it."""
        await self._session.execute(delete(PracticeAnswerRow).where(PracticeAnswerRow.group_id == group_id))
        await self._session.execute(delete(PracticeGroupRow).where(PracticeGroupRow.id == group_id))

    async def join(self, group: Group, person: Person) -> bool:
        """Has somebody take part; False when they did already."""
        values = {"group_id": group.id, "question": JOINED, "person_id": person.id, "chosen": self._answer(())}
        return await insert_new(self._session, PracticeAnswerRow, values)

    async def leave(self, group: Group, person: Person) -> None:
        """Forgets that somebody took part, and what they answered."""
        table = PracticeAnswerRow
        await self._session.execute(delete(table).where(table.group_id == group.id, table.person_id == person.id))

    async def members(self, group: Group) -> list[int]:
        """The ids of who takes part, the first first."""
        table = PracticeAnswerRow
        query = select(table.person_id).where(table.group_id == group.id, table.question == JOINED)
        return list(await self._session.scalars(query.order_by(table.id)))

    async def answer(self, group: Group, person: Person, question: int, chosen: Collection[int]) -> bool:
        """Keeps an answer in place of one before; whether it is the first that somebody gives in this group."""
        table = PracticeAnswerRow
        before = select(table.id).where(table.group_id == group.id, table.person_id == person.id)
        first = (await self._session.scalars(before.where(table.question != JOINED).limit(1))).first() is None
        values = {"group_id": group.id, "question": question, "person_id": person.id, "chosen": self._answer(chosen)}
        insert = insert_into(self._session, table).values(**values)
        same = ["group_id", "question", "person_id"]
        await self._session.execute(
            insert.on_conflict_do_update(index_elements=same, set_={"chosen": values["chosen"]})
        )
        return first

    async def chosen_by(self, group: Group, person: Person, question: int) -> tuple[int, ...] | None:
        """What somebody answered to a question; None when they did not."""
        of_person = PracticeAnswerRow.person_id == person.id
        found = await self._chosen(group, question, of_person)
        return found[0] if found else None

    async def chosen(self, group: Group, question: int) -> list[tuple[int, ...]]:
        """All answers to a question, without who gave them."""
        return await self._chosen(group, question)

    async def count_of(self, person: Person) -> int:
        """How many answers are kept of somebody."""
        query = select(func.count()).where(
            PracticeAnswerRow.person_id == person.id, PracticeAnswerRow.question != JOINED
        )
        return int((await self._session.scalars(query)).one())

    async def _chosen(self, group: Group, question: int, *more: ColumnElement[bool]) -> list[tuple[int, ...]]:
        table = PracticeAnswerRow
        query = select(table.chosen).where(table.group_id == group.id, table.question == question, *more)
        return [tuple(json.loads(self._vault.unseal(sealed))) for sealed in await self._session.scalars(query)]

    async def _one(self, condition: ColumnElement[bool], now: datetime) -> Group | None:
        query = select(PracticeGroupRow).where(condition, PracticeGroupRow.opened_on == day_of(now))
        # As it is now: whoever takes part may wait while the trainer goes on.
        row = (await self._session.scalars(query.execution_options(populate_existing=True))).one_or_none()
        return self._group(row) if row else None

    def _group(self, row: PracticeGroupRow) -> Group:
        return Group(row.id, row.trainer_id, json.loads(self._vault.unseal(row.standing)))

    def _sealed(self, standing: Mapping[str, Any]) -> bytes:
        return self._vault.seal(json.dumps(standing).ljust(SEALED_LENGTH))

    def _answer(self, chosen: Collection[int]) -> bytes:
        return self._vault.seal(json.dumps(sorted(chosen)).ljust(ANSWER_LENGTH))

    def _key(self, code: str) -> str:
        return self._vault.pseudonym("practice", code)
