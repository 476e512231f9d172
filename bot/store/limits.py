"""How much of something one person may do in a while, and whether that is reached.

The limits are far above what somebody does who means well: a training evening, a pile of visits told at once, a thumb
that taps twice. They keep one chat from taking the machine from others, and from filling what coordinators read. What
may be about somebody in danger is neither counted nor stopped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class Counted(StrEnum):
    """What is counted of a person."""

    SENT = "sent"
    TAPPED = "tapped"
    ASKED = "asked"
    REPORTED = "reported"
    GUESSED = "guessed"


@dataclass(frozen=True)
class Limit:
    """So many times within so long; the time begins at the first of them."""

    times: int
    within: timedelta


LIMITS: Mapping[Counted, Limit] = {
    Counted.SENT: Limit(60, timedelta(minutes=1)),  # each is read: some 40 ms of a core
    Counted.TAPPED: Limit(120, timedelta(minutes=1)),
    Counted.ASKED: Limit(200, timedelta(hours=1)),
    Counted.REPORTED: Limit(40, timedelta(days=1)),
    Counted.GUESSED: Limit(5, timedelta(days=1)),  # invitation codes that do not work, in a calendar day
}
"""What one person may do. A code of an invitation is one of 7.8e14 (49 bits): who sends Telegram's own ceiling of 30
messages a second for the week that it is valid tries 1.8e7. With a hundred open invitations the chance to hit one is
then 2 in a million, from however many accounts; so there is no limit for all accounts together, with which anybody
could keep the invited ones out.
"""

NO_LIMITS: Mapping[Counted, Limit] = {}
"""For whoever sits at the machine itself."""


@dataclass(frozen=True)
class Window:
    """How often something was done since a moment; `told` when they heard that it was too often."""

    since: datetime
    times: int = 0
    told: bool = False


@dataclass(frozen=True)
class Over:
    """A limit is reached, up to `until`. `news` when they have not heard so yet."""

    until: datetime
    news: bool


def current(window: Window | None, limit: Limit, now: datetime) -> Window:
    """The window that runs now: a new one when it is past, or when it began later than now (a clock was put back)."""
    runs = window is not None and window.since <= now < window.since + limit.within
    return window if runs and window is not None else Window(now)


def counted(window: Window | None, limit: Limit, now: datetime, weight: int = 1) -> tuple[Window, Over | None]:
    """The window with one more in it, which weighs as much as so many, and whether that is one too many."""
    window = current(window, limit, now)
    if window.times < limit.times:
        return replace(window, times=window.times + weight), None
    return replace(window, told=True), Over(window.since + limit.within, news=not window.told)
