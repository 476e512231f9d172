"""The terminal: what it shows of a reply that has more than words."""

from __future__ import annotations

import io
from typing import Any, cast

import pytest

from bot.channels.outcome import Delivered
from bot.channels.terminal import ADDRESS, Terminal
from bot.message import Button, File, Reply

PNG = b"\x89PNG\r\n\x1a\n"
ENCLOSED = [
    (File("alles.json", b'{"rol": "gast"}'), '--- alles.json\n{"rol": "gast"}\n---'),
    (File("week.png", PNG, "Staafdiagram: post 3."), "--- week.png\nStaafdiagram: post 3.\n---"),
    (File("week.png", PNG), "--- week.png, 8 bytes ---"),
]


@pytest.mark.parametrize(("file", "shown"), ENCLOSED)
async def test_a_file_is_shown_in_words(file: File, shown: str) -> None:
    sink = io.StringIO()
    nothing = cast(Any, None)
    terminal = Terminal(nothing, nothing, nothing, io.StringIO(), sink)
    reply = Reply("Hier staat **alles** in.", ((Button("Menu", "menu"),),), file=file)
    assert await terminal._show(ADDRESS, reply) == Delivered()
    assert sink.getvalue() == f"\nHier staat alles in.\n{shown}\n  [1] Menu\n"
