"""Encryption of what is kept about people, and keyed pseudonyms to look it up by.

Both keys are derived from one secret (HKDF-SHA256, RFC 5869). Who has the database without the secret can
neither read a sealed value nor test whether a given Telegram id is in it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import StoreError


class Vault:
    """Seals texts and makes pseudonyms with keys derived from `secret`."""

    def __init__(self, secret: str) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(_derive(secret, b"seal")))
        self._parts = Fernet(base64.urlsafe_b64encode(_derive(secret, b"backup")))
        self._pseudonym_key = _derive(secret, b"pseudonym")

    def seal(self, text: str) -> bytes:
        """The text, encrypted and authenticated (Fernet: AES-128-CBC with HMAC-SHA256).

        A Fernet token tells its second to everybody, and a second in common with a report would tell who made it:
        so all of ours are of the same moment.
        """
        return self._fernet.encrypt_at_time(text.encode(), 0)

    def unseal(self, sealed: bytes) -> str:
        """The text that was sealed. Raises StoreError when it was sealed with another secret or changed."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            raise StoreError(
                "The database was written with another OPMERKZAAM_SECRET: put the old secret back to read it"
            ) from None

    def seal_part(self, part: bytes) -> bytes:
        """A part of a backup, encrypted and authenticated with a key of its own; no line end is in it."""
        return self._parts.encrypt_at_time(part, 0)

    def unseal_part(self, sealed: bytes) -> bytes:
        """The part that was sealed. Raises StoreError when it was sealed with another secret or changed."""
        try:
            return self._parts.decrypt(sealed)
        except InvalidToken:
            raise StoreError("The backup was made with another OPMERKZAAM_SECRET") from None

    def pseudonym(self, purpose: str, value: str) -> str:
        """32 hexadecimal digits that stand for `value`; the same value has another pseudonym for each purpose."""
        return hmac.new(self._pseudonym_key, f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()[:32]


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"opmerkzaam " + purpose).derive(secret.encode())
