"""Where everybody is in their conversation, and which updates were handled."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.insert import insert_new
from bot.store.models import ConversationRow, HandledUpdateRow, day_of
from bot.store.people import Person
from bot.store.vault import Vault


class Conversations:
    """Queries about conversations."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self._rows: dict[int, ConversationRow | None] = {}
        """Those of this unit of work that were asked for: that there is none, the session does not remember."""

    async def first_time(self, channel: str, update_key: str, now: datetime) -> bool:
        """Marks a channel's update as handled; False when it was handled before."""
        values = {"channel": channel, "update_key": update_key, "handled_on": day_of(now)}
        return await insert_new(self._session, HandledUpdateRow, values)

    async def state(self, person: Person) -> dict[str, Any] | None:
        """What `keep` kept, or None outside a conversation."""
        row = self._rows[person.id] = await self._session.get(ConversationRow, person.id)
        return json.loads(self._vault.unseal(row.state)) if row else None

    async def keep(self, person: Person, state: dict[str, Any] | None, now: datetime) -> None:
        """Keeps the state of the conversation; None ends it."""
        if state is None:
            await self._session.execute(delete(ConversationRow).where(ConversationRow.person_id == person.id))
            self._rows.pop(person.id, None)
            return
        sealed = self._vault.seal(json.dumps(state))
        known = person.id in self._rows
        row = self._rows.pop(person.id) if known else await self._session.get(ConversationRow, person.id)
        if row is None:
            self._session.add(ConversationRow(person_id=person.id, state=sealed, changed_on=day_of(now)))
        else:
            row.state, row.changed_on = sealed, day_of(now)
