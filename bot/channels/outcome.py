"""What came of a message that was sent or looked for."""

from __future__ import annotations

from dataclasses import dataclass

from bot.message import Reply


@dataclass(frozen=True)
class Delivered:
    """The message is where it belongs. `number` is what the channel counts it as, where it counts."""

    number: int | None = None


@dataclass(frozen=True)
class Later:
    """Not now. `seconds` is how long to wait; None when the channel did not say.

    `perhaps_there` says that the message, or a part of it, may have arrived all the same. A search that is not at its
    end has `looked_to`: the message is not there up to that number. `crowded` says that the channel asked to wait,
    because too much is sent.
    """

    seconds: float | None = None
    perhaps_there: bool = False
    crowded: bool = False
    looked_to: int | None = None


@dataclass(frozen=True)
class Refused:
    """Never. `reason` is one word of ours."""

    reason: str


@dataclass(frozen=True)
class Missing:
    """Not there, or not all of it: `rest` is what is still to be said."""

    rest: Reply


Outcome = Delivered | Later | Refused
