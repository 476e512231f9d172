"""How much was practised in a week: counts only, with nothing that leads to anybody."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.weekly_counts import NO_AREA, Cell, count

KIND, CASES, PEOPLE = "practice", "cases", "people"
"""What it is called among the counts of a week."""


class Participation:
    """The counts of who took part."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def note(self, week: str, *, first: bool) -> None:
        """Counts a case that somebody practised; with `first` also somebody who had not practised in this week."""
        cells: list[Cell] = [(week, NO_AREA, KIND, CASES), *([(week, NO_AREA, KIND, PEOPLE)] if first else [])]
        await count(self._session, cells)
