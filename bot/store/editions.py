"""What was shown to others of a week: made once, and never made again."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.insert import insert_new
from bot.store.models import EditionRow


@dataclass(frozen=True)
class Edition:
    """The cells of a week, each with its count or, where it may not be shown, None; `minimum` is the smallest count
    that might be shown when it was made.

    `median` is the working days in which half of the cases were taken up, None where it may not be shown.
    """

    week: str
    made_at: datetime
    minimum: int
    cells: Mapping[str, int | None]
    median: int | None = None

    def but_under(self, minimum: int) -> Edition:
        """Without counts under a minimum that was raised since: to show less is always safe."""
        cells = {name: count if count is None or count >= minimum else None for name, count in self.cells.items()}
        return replace(self, cells=cells, median=self.median if minimum == self.minimum else None)


class Editions:
    """Queries about what was shown."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, weeks: Collection[str]) -> dict[str, Edition]:
        """The editions that there are of these weeks."""
        rows = await self._session.scalars(select(EditionRow).where(EditionRow.week.in_(weeks)))
        return {row.week: _edition(row) for row in rows}

    async def add(self, edition: Edition) -> Edition:
        """Keeps an edition; gives the one that counts: another process may have made one just before."""
        page = json.dumps({"minimum": edition.minimum, "cells": dict(edition.cells), "median": edition.median})
        values = {"week": edition.week, "made_at": edition.made_at, "page": page}
        if await insert_new(self._session, EditionRow, values):
            return edition
        return (await self.of([edition.week]))[edition.week]


def _edition(row: EditionRow) -> Edition:
    page = json.loads(row.page)
    return Edition(row.week, row.made_at, page["minimum"], page["cells"], page["median"])
