"""What must not be left half done by who is cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

LONGEST_SECONDS = 3.0
"""Longer than anything takes but a server that hangs: that must not keep a program from stopping, and is cut off."""

Given = TypeVar("Given")


async def to_its_end(work: Awaitable[Given]) -> Given:
    """Does this to its end, also when who asked is cancelled meanwhile; that is raised after it.

    Left alone, it would be cut off when the loop ends.
    """
    doing = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(doing)
    except asyncio.CancelledError:
        ended, _ = await asyncio.wait({doing}, timeout=LONGEST_SECONDS)
        if not ended:
            # Nothing may go on behind our back: a session cannot even be closed while it commits.
            doing.cancel()
            await asyncio.wait({doing}, timeout=LONGEST_SECONDS)
        raise
