"""Which cases somebody saw, and how they stood: what another did and they saw does not stop what they type.

Kept as a conversation that waits for nothing, so that any other takes its place.
"""

from __future__ import annotations

from bot.dialogue.turn import Turn

DIALOGUE = "cards"
MOST = 20
"""Cases that are remembered, the last seen."""


def is_running(turn: Turn) -> bool:
    """Whether nothing but looking at cases goes on."""
    return turn.state is not None and turn.state.dialogue == DIALOGUE


def note(turn: Turn, code: str, moves: int) -> None:
    """Remembers that the card was shown after so many moves, unless something else goes on."""
    if turn.state is not None and not is_running(turn):
        return
    before = turn.state.data if turn.state is not None else {}
    others = [(other, count) for other, count in before.items() if other != code]
    turn.begin(DIALOGUE, "shown", dict([*others[1 - MOST :], (code, moves)]))


def moves_seen(turn: Turn, code: str) -> int:
    """After how many moves they saw this case; 0 when that is not known."""
    return int(turn.state.data.get(code, 0)) if turn.state is not None and is_running(turn) else 0
