"""One-time invitations; only a keyed hash of the code is kept."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, CursorResult, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import InvitationRow, day_of
from bot.store.role import Role
from bot.store.vault import Vault

VALID_FOR = timedelta(days=7)
CODE_LENGTH = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without i, l, o, 0 and 1, which are mistaken for each other when a code is read from paper."""


@dataclass(frozen=True)
class Invitation:
    """What an invitation gives."""

    role: Role
    area: str | None


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation that can still be used, up to `expires`. `key` is the pseudonym of its code."""

    key: str
    invitation: Invitation
    created: datetime
    expires: datetime


CODE = re.compile(rf"(?=.*\d)(?=.*[a-z])[{ALPHABET}]{{{CODE_LENGTH}}}")
"""How a code looks: a letter and a digit at least, so that no word is taken for one."""


def new_code() -> str:
    """An invitation code, about 49 bits."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        if CODE.fullmatch(code):
            return code


class Invitations:
    """Queries about invitations."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, code: str, invitation: Invitation, now: datetime) -> datetime:
        """Keeps an invitation; gives the moment until which it can be used."""
        expires = now + VALID_FOR
        self._session.add(
            InvitationRow(
                code_key=self._key(code),
                role=invitation.role,
                area=invitation.area,
                created_at=now,
                expires_at=expires,
            )
        )
        return expires

    async def find(self, code: str, now: datetime) -> Invitation | None:
        """What an invitation would give, without using it; None when none with this code can be used."""
        row = (await self._session.scalars(select(InvitationRow).where(*self._usable(code, now)))).one_or_none()
        return Invitation(Role(row.role), row.area) if row else None

    async def use(self, code: str, now: datetime) -> Invitation | None:
        """Uses an invitation up; None when there is none with this code that can still be used."""
        used = update(InvitationRow).where(*self._usable(code, now)).values(used_at=day_of(now))
        result = await self._session.execute(used)
        assert isinstance(result, CursorResult)
        if result.rowcount != 1:
            return None
        row = await self._session.get_one(InvitationRow, self._key(code))
        return Invitation(Role(row.role), row.area)

    async def open(self, now: datetime) -> Sequence[OpenInvitation]:
        """Those that can still be used, the oldest first."""
        rows = await self._session.scalars(
            select(InvitationRow).where(*_open(now)).order_by(InvitationRow.created_at, InvitationRow.code_key)
        )
        return [
            OpenInvitation(row.code_key, Invitation(Role(row.role), row.area), row.created_at, row.expires_at)
            for row in rows
        ]

    async def withdraw(self, keys: Collection[str], now: datetime) -> int:
        """Makes sure that these cannot be used any more; gives how many still could."""
        result = await self._session.execute(delete(InvitationRow).where(InvitationRow.code_key.in_(keys), *_open(now)))
        assert isinstance(result, CursorResult), "a delete without RETURNING gives nothing else"
        return result.rowcount

    def _usable(self, code: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
        return (InvitationRow.code_key == self._key(code), *_open(now))

    def _key(self, code: str) -> str:
        return self._vault.pseudonym("invitation", code.strip().lower())


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (InvitationRow.used_at.is_(None), InvitationRow.expires_at > now)
