"""The terminal: what it shows of a reply that has more than words."""

from __future__ import annotations

import io
from typing import Any, cast

from bot.channels.outcome import Delivered
from bot.channels.terminal import ADDRESS, Terminal
from bot.message import Button, File, Reply


async def test_a_file_is_shown_as_text() -> None:
    sink = io.StringIO()
    nothing = cast(Any, None)
    terminal = Terminal(nothing, nothing, nothing, io.StringIO(), sink)
    reply = Reply("Hier staat **alles** in.", ((Button("Menu", "menu"),),), file=File("alles.json", b'{"rol": "gast"}'))
    assert await terminal._show(ADDRESS, reply) == Delivered()
    assert sink.getvalue() == '\nHier staat alles in.\n--- alles.json\n{"rol": "gast"}\n---\n  [1] Menu\n'
