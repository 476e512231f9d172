"""What is to be done now about something of which a person is reminded."""

from enum import StrEnum


class Due(StrEnum):
    """`FORGET` is of what came too late: nothing stale is said."""

    CHECKLIST = "checklist"
    ASK = "ask"
    FORGET = "forget"
