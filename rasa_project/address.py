"""Where our Rasa listens, and the token that it asks for. Knows nothing of Rasa, so that looking after it is light."""

from __future__ import annotations

import os
from pathlib import Path

TOKEN_FILE = Path("/run/secrets/rasa_token")
"""Where containers find it: https://docs.docker.com/compose/how-tos/use-secrets/"""


class TokenError(Exception):
    """There is a file for the token, but no token in it."""


def port() -> str:
    """RASA_PORT, or Rasa's own."""
    return os.environ.get("RASA_PORT") or "5005"


def own_token() -> str | None:
    """RASA_TOKEN, or what is in the file; None when there is neither. Raises TokenError."""
    if token := os.environ.get("RASA_TOKEN"):
        return token
    try:
        token = TOKEN_FILE.read_text(encoding="utf-8").strip() if TOKEN_FILE.exists() else None
    except (OSError, UnicodeDecodeError):
        raise TokenError(f"RASA_TOKEN: {TOKEN_FILE} cannot be read") from None
    if token == "":
        raise TokenError(f"RASA_TOKEN: {TOKEN_FILE} is empty")
    return token
