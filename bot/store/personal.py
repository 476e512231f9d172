"""What somebody has for themselves alone, and nobody else ever sees: how practising goes, what helped them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.insert import insert_into
from bot.store.models import PersonalRow, day_of
from bot.store.people import Person
from bot.store.vault import Vault

SEALED_STEP = 1024
"""What is kept is filled up to a multiple of so many characters: its length tells only roughly how much there is."""


class Mine(StrEnum):
    """What there is of somebody."""

    PRACTICE = "practice"
    VOTES = "votes"


class Personal:
    """Queries about what people have for themselves alone."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def of(self, person: Person, kind: Mine) -> dict[str, Any]:
        """What somebody has of this kind; empty when there is nothing."""
        query = select(PersonalRow.content).where(PersonalRow.person_id == person.id, PersonalRow.kind == kind)
        sealed = (await self._session.scalars(query)).one_or_none()
        return dict(json.loads(self._vault.unseal(sealed))) if sealed is not None else {}

    async def keep(self, person: Person, kind: Mine, content: Mapping[str, Any], now: datetime) -> None:
        """Keeps this in place of what there was."""
        text = json.dumps(content)
        sealed = self._vault.seal(text.ljust(-(-len(text) // SEALED_STEP) * SEALED_STEP))
        values = {"content": sealed, "changed_on": day_of(now)}
        insert = insert_into(self._session, PersonalRow).values(person_id=person.id, kind=kind, **values)
        await self._session.execute(insert.on_conflict_do_update(index_elements=["person_id", "kind"], set_=values))
