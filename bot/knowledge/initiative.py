"""Where people in the neighbourhood meet: initiatives, meeting places, activities."""

from __future__ import annotations

from pydantic import Field

from bot.knowledge.checked import Checked
from bot.knowledge.reading import Texts


class Initiative(Checked):
    """One initiative or meeting place. `where` and `when` are missing when nobody knows them yet.

    `areas` are ids of area.yml; the id of the municipality itself means everywhere.
    """

    what: str = Field(min_length=3, max_length=120)
    for_whom: str = Field(min_length=3, max_length=80)
    where: str | None = Field(default=None, max_length=80)
    when: str | None = Field(default=None, max_length=80)
    areas: Texts = Field(min_length=1)
