"""A referral route: where a volunteer can turn, and how."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Literal

from pydantic import Field

from bot.knowledge.checked import Checked

PHONE_NUMBER = re.compile(
    r"(?<![\w,.])"
    r"(?:(?:(?:\+|00)31\s?(?:\(0\))?[ -]?|0)\d(?:[\s./–-]{0,3}\d){7,9}|\(0\d{1,3}\)(?:[\s./–-]{0,3}\d){6,8}"
    r"|0[89]00(?:[\s/-]?\d){3,7}|14[\s-]?0\d{2,3}|[1-9]\d\d[ .-]\d\d[ .-]\d\d|116[\s-]?\d{3}|11[23]|144)"
    r"(?![\w%]|[,.]\d)"
)
"""How a Dutch phone number looks in a text: ten digits, or seven without the area; 0800/0900 service
numbers, 14- and 116-numbers, 112, 113 and 144. It may go on in the next line.
"""

FORBIDDEN_NUMBERS = frozenset({"09000113", "09000767", "09006080100", "0885067202", "0348466666", "0704455888"})
"""Numbers that stood in old folders and are dead or someone else's now (dossier, November 2026)."""

TEAM = "buurtteam"
"""The route that stands for whichever neighbourhood team serves the area; `team` in area.yml names the real one."""


HELP_ROUTES = {"n112": "112", "n113": "113", "veilig_thuis": "veilig-thuis"}
"""The routes whose numbers stand on the help cards: name in the texts -> route."""


class Urgency(StrEnum):
    """How soon to turn there, most urgent first."""

    NOW = "now"
    TODAY = "today"
    SOON = "soon"
    TALK = "talk"


class Route(Checked):
    """One place to turn to. Without `phone`, `note` says what to do instead."""

    for_whom: str = Field(min_length=3)
    what_for: str = Field(min_length=3, max_length=90)
    hours: str | None = None
    cost: str | None = None
    area: Literal["nederland", "zuid-limburg", "parkstad", "heerlen"]
    urgency: Urgency
    note: str | None = None
