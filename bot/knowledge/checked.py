"""What has a source and a date: claims, routes and meeting places grow old."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from bot.knowledge.reading import Record

VALID_FOR = timedelta(days=365)
"""What was checked longer ago counts as to be checked again."""


class Source(Record):
    """Where a claim or a number comes from. `year` is missing when the source gives none."""

    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    year: int | None = Field(default=None, ge=1900, le=2100)
    url: str | None = Field(default=None, pattern=r"^https?://\S+$")


class Checked(Record):
    """Something that can be rung or visited, and that somebody has to confirm once a year."""

    id: str
    name: str = Field(min_length=2)
    phone: str | None = Field(default=None, pattern=r"^[0-9 +-]+$")
    source: Source
    checked: date
    status: Literal["confirmed", "to-confirm"]

    def confirmed(self, today: date) -> bool:
        """Whether somebody checked this within the last twelve months."""
        return self.status == "confirmed" and today - self.checked <= VALID_FOR

    def age(self) -> tuple[date, int, str]:
        """Sorts what has gone unchecked the longest first, and of those the oldest source."""
        return (self.checked, self.source.year or 0, self.id)
