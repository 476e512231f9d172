"""Takes what shows who was visited out of the chat, while somebody reports or writes about a case."""

from __future__ import annotations

from bot.dialogue.texts import originals as texts
from bot.dialogue.turn import Turn
from bot.language.said import Reading
from bot.message import Kind

SHOWS_SOMEBODY = frozenset({Kind.PHOTO, Kind.VOICE, Kind.LOCATION})
"""What shows or says who was visited or where, whatever words go with it."""


def held(reading: Reading | None) -> str | None:
    """Which kinds of identifying parts a text held, in words; None when it held none."""
    found = reading.anonymous.identifiers if reading is not None else ()
    kinds = list(dict.fromkeys(texts.HELD[part.kind] for part in found))
    if len(kinds) > 1:
        return f"{', '.join(kinds[:-1])} en {kinds[-1]}"
    return kinds[0] if kinds else None


def take_away(turn: Turn) -> None:
    """Takes what came in out of the chat, if it shows somebody, and says so."""
    if turn.message.kind in SHOWS_SOMEBODY:
        turn.remove(turn.message.id, texts.TAKEN_AWAY, texts.NOT_TAKEN_AWAY)
    else:
        take_away_text(turn, turn.message.id, held(turn.reading))


def take_away_text(turn: Turn, message_id: str | None, what: str | None) -> None:
    """Takes a text out of the chat that held `what`; nothing when it held nothing."""
    if what is not None:
        turn.remove(message_id, texts.REMOVED.format(what=what), texts.NOT_REMOVED.format(what=what))
