"""What the bot keeps of somebody: told in plain words, and handed over as a file."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from bot.dialogue.people.kept_file import as_data
from bot.dialogue.people.kept_words import questions, reports, rest, who
from bot.dialogue.texts import kept as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.message import Button, File
from bot.store.rights import kept_of
from bot.store.role import Role


def asks_what_is_kept(text: str) -> bool:
    """Whether this whole text asks what is kept of the asker."""
    return re.fullmatch(texts.ASKED, re.sub(r"\W+", " ", text.lower()).strip()) is not None


async def show(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `kept` and `kept:file`."""
    kept = await kept_of(turn.work, turn.person)
    if list(args) == ["file"]:
        content = json.dumps(as_data(turn, kept), ensure_ascii=False, indent=2) + "\n"
        turn.hand_over(texts.FILE, File(texts.FILE_NAME, content.encode()), rows(Button(BUTTON_MENU, "menu")))
        return
    parts = [texts.TITLE, who(turn, kept), *reports(kept), *questions(turn, kept), rest(turn, kept)]
    turn.say("\n\n".join(parts), _buttons(turn))


def _buttons(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    role = turn.person.role
    invited = [
        Button(texts.BUTTON_ALIAS, "alias"),
        Button(texts.BUTTON_LEAVE.format(role=texts.ROLES[role]), "leave"),
    ]
    return rows(
        Button(texts.BUTTON_FILE, "kept:file"),
        *(invited if role is not Role.GUEST else []),
        Button(texts.BUTTON_ERASE, "erase:ask"),
        Button(BUTTON_MENU, "menu"),
    )
