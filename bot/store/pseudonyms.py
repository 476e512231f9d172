"""Under what people are found, and what they wrote is kept: pseudonyms, which nobody makes without the secret."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement

from bot.store.models import PersonRow
from bot.store.vault import Vault


def address_key(vault: Vault, channel: str, address: str) -> str:
    """The pseudonym by which a channel's address is found."""
    return vault.pseudonym("address", f"{channel}:{address}")


def reporter_key(vault: Vault, person_id: int) -> str:
    """The pseudonym under which a person's reports are kept."""
    return vault.pseudonym("reporter", str(person_id))


def asker_key(vault: Vault, person_id: int) -> str:
    """The pseudonym under which a person's questions are kept."""
    return vault.pseudonym("asker", str(person_id))


def at_one_of(vault: Vault, channel: str, addresses: Collection[str]) -> ColumnElement[bool]:
    """The condition on `PersonRow` for who has one of these addresses."""
    return PersonRow.address_key.in_([address_key(vault, channel, address) for address in addresses])
