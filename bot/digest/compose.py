"""The digest of one coordinator, as it goes out."""

from __future__ import annotations

from datetime import datetime

from bot.digest.figures import week_figures
from bot.digest.page import digest_buttons, digest_text
from bot.digest.week import Week
from bot.knowledge import Knowledge
from bot.message import Reply
from bot.store.database import Work
from bot.store.people import Person


async def compose(
    work: Work, week: Week, now: datetime, person: Person, areas: tuple[str, ...], *, knowledge: Knowledge
) -> Reply:
    """The week in these areas (none is the whole municipality) as `person` gets it. Only reads."""
    figures = await week_figures(work, week, now, knowledge, areas[0] if len(areas) == 1 else None)
    return Reply(digest_text(figures, knowledge), digest_buttons(figures))
