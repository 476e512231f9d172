"""The life of a case as one table: where it can stand, who may move it where, and how it can end. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Status(StrEnum):
    """Where the follow-up stands."""

    NEW = "new"
    ASSIGNED = "assigned"
    IN_HAND = "in-hand"
    WAITING = "waiting"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Actor(StrEnum):
    """In which part somebody acts on a case; the program itself reminds, but moves nothing."""

    REPORTER = "reporter"
    COORDINATOR = "coordinator"
    PROGRAM = "program"


class Assignee(StrEnum):
    """Who takes a case up. A volunteer proposes it in the report, a coordinator decides."""

    VOLUNTEER = "volunteer"
    TEAM = "team"
    GP = "gp"
    COORDINATOR = "coordinator"


class Ending(StrEnum):
    """How the follow-up ended."""

    MEETING_PLACE = "meeting-place"
    BUDDY = "buddy"
    TEAM = "team"
    GP = "gp"
    OTHER_HELP = "other-help"
    NO_HELP_WANTED = "no-help-wanted"
    NOT_REACHED = "not-reached"
    NOTHING_NEEDED = "nothing-needed"


COORDINATOR = frozenset({Actor.COORDINATOR})
EITHER = frozenset({Actor.COORDINATOR, Actor.REPORTER})

MOVES: Mapping[tuple[Status, Status], frozenset[Actor]] = {
    (Status.NEW, Status.ASSIGNED): COORDINATOR,
    (Status.NEW, Status.IN_HAND): COORDINATOR,
    (Status.NEW, Status.DONE): COORDINATOR,
    (Status.NEW, Status.WITHDRAWN): EITHER,
    (Status.ASSIGNED, Status.ASSIGNED): COORDINATOR,
    (Status.ASSIGNED, Status.IN_HAND): EITHER,
    (Status.ASSIGNED, Status.DONE): EITHER,
    (Status.ASSIGNED, Status.WITHDRAWN): EITHER,
    (Status.IN_HAND, Status.ASSIGNED): COORDINATOR,
    (Status.IN_HAND, Status.WAITING): COORDINATOR,
    (Status.IN_HAND, Status.DONE): EITHER,
    (Status.IN_HAND, Status.WITHDRAWN): EITHER,
    (Status.WAITING, Status.ASSIGNED): COORDINATOR,
    (Status.WAITING, Status.IN_HAND): COORDINATOR,
    (Status.WAITING, Status.WAITING): COORDINATOR,
    (Status.WAITING, Status.DONE): COORDINATOR,
    (Status.WAITING, Status.WITHDRAWN): EITHER,
    (Status.DONE, Status.IN_HAND): COORDINATOR,
    (Status.DONE, Status.WITHDRAWN): EITHER,
}
"""(from, to) -> who may do it. What is not here is not allowed; a case that was withdrawn moves no more.

A reporter picks up and ends only what was assigned to the volunteer (see `may_move`), and withdraws within a day (see
`reports`); a coordinator withdraws when the resident asks for it. A case that was closed by mistake
is taken up again.
"""

FINISHED = frozenset({Status.DONE, Status.WITHDRAWN})
UNTOUCHED = frozenset({Status.NEW, Status.ASSIGNED})
"""Nobody picked it up yet: its deadline runs."""


def may_move(before: Status, after: Status, actor: Actor, assigned_to: Assignee | None) -> bool:
    """Whether somebody in this part may move a case from one status to another."""
    if actor not in MOVES.get((before, after), frozenset()):
        return False
    return actor is not Actor.REPORTER or after is Status.WITHDRAWN or assigned_to is Assignee.VOLUNTEER


def moves_from(status: Status, actor: Actor, assigned_to: Assignee | None) -> tuple[Status, ...]:
    """Where somebody in this part may move a case, in the order of the statuses."""
    return tuple(after for after in Status if may_move(status, after, actor, assigned_to))
