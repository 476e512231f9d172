"""What has a source and a date: claims, routes and meeting places grow old."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from bot.knowledge.reading import Identifier, Record

VALID_FOR = timedelta(days=365)
"""What was checked longer ago counts as to be checked again."""


WHOLE_NUMBER = re.compile(r"11[23]|144|14\d{3,4}|0[89]00(\d{4}|\d{7})|0[1-79]\d{8}|08[1-9]\d{7}|31[1-9]\d{8}")
"""Dutch numbers: ten digits, 0800 and 0900 with four or seven, 14 with an area code, and the emergency numbers."""


class Source(Record):
    """Where a claim or a number comes from. `year` is missing when the source gives none."""

    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    year: int | None = Field(default=None, ge=1900, le=2100)
    url: str | None = Field(default=None, pattern=r"^https?://\S+$")


def _whole_number(phone: str) -> str:
    if not WHOLE_NUMBER.fullmatch("".join(filter(str.isdigit, phone))):
        raise ValueError(f"{phone} has a digit too few or too many")
    return phone


class Checked(Record):
    """Something that can be rung or visited, and that somebody has to confirm once a year."""

    id: Identifier
    name: str = Field(min_length=2)
    phone: Annotated[str, AfterValidator(_whole_number)] | None = Field(default=None, pattern=r"^[0-9 +-]+$")
    source: Source
    checked: date
    status: Literal["confirmed", "to-confirm"]

    def confirmed(self, today: date) -> bool:
        """Whether somebody checked this within the last twelve months."""
        return self.status == "confirmed" and today - self.checked <= VALID_FOR

    def age(self) -> tuple[date, int, str]:
        """Sorts what has gone unchecked the longest first, and of those the oldest source."""
        return (self.checked, self.source.year or 0, self.id)
