"""What the processes behind one webhook share: made before they are forked."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Shared:
    """What one of them has of what they share. One of them tells Telegram of itself for all.

    `webhook` is the socket that Telegram's calls come in at, `port` the internal one, `figures` the registry behind it.
    """

    webhook: socket.socket
    port: socket.socket | None
    figures: Any
    announces: bool
