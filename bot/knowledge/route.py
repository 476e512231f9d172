"""A referral route: where a volunteer can turn, and how."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from pydantic import Field

from bot.knowledge.reading import Record

PHONE_NUMBER = re.compile(
    r"(?<![\w,.])"
    r"(?:(?:\+31[ -]?|0)\d(?:[ -]?\d){7,9}|0[89]00(?:[ -]?\d){3,7}|14[ -]?0\d{2,3}|11[23]|144)"
    r"(?![\w%]|[,.]\d)"
)
"""How a Dutch phone number looks in a text: ten digits, 0800/0900 service numbers, 14-numbers, 112, 113 and 144."""

FORBIDDEN_NUMBERS = frozenset({"09000113", "09000767", "09006080100", "0885067202", "0348466666", "0704455888"})
"""Numbers that stood in old folders and are dead or someone else's now (dossier, November 2026)."""

VALID_FOR = timedelta(days=365)
"""A route that was checked longer ago counts as to be confirmed."""


class Urgency(StrEnum):
    """How soon to turn there, most urgent first."""

    NOW = "now"
    TODAY = "today"
    SOON = "soon"
    TALK = "talk"


class Source(Record):
    """Where a claim or a number comes from. `year` is missing when the source gives none."""

    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    year: int | None = Field(default=None, ge=1900, le=2100)
    url: str | None = Field(default=None, pattern=r"^https?://\S+$")


class Route(Record):
    """One place to turn to. Without `phone`, `note` says what to do instead."""

    id: str
    name: str = Field(min_length=2)
    for_whom: str = Field(min_length=3)
    what_for: str = Field(min_length=3)
    phone: str | None = Field(default=None, pattern=r"^[0-9 +-]+$")
    hours: str | None = None
    cost: str | None = None
    area: Literal["nederland", "zuid-limburg", "parkstad", "heerlen"]
    urgency: Urgency
    note: str | None = None
    source: Source
    checked: date
    status: Literal["confirmed", "to-confirm"]

    def confirmed(self, today: date) -> bool:
        """Whether somebody checked this route within the last twelve months."""
        return self.status == "confirmed" and today - self.checked <= VALID_FOR
