"""Puts a digest together: the words for one coordinator, and what they may pass on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.digest.csv_file import csv
from bot.digest.edition import missing_editions, shared_week
from bot.digest.figures import Figures, week_figures
from bot.digest.needs import needs
from bot.digest.page import Story, Unanswered, digest_buttons, digest_text
from bot.digest.pdf import pdf
from bot.digest.picture import picture
from bot.digest.shared import SharedWeek
from bot.digest.sheet import in_words
from bot.digest.week import Week
from bot.knowledge import Knowledge
from bot.message import File, Reply
from bot.store.database import Store, Work

log = logging.getLogger(__name__)

Grouping = Callable[[Sequence[str]], list[tuple[int, ...]]]
"""Texts, the oldest first -> their places by group, the largest group first."""

NAME = "opmerkzaam-{week}.{kind}"


@dataclass(frozen=True)
class Composer:
    """Makes digests. `minimum` is the smallest count that others may see."""

    knowledge: Knowledge
    grouping: Grouping
    minimum: int

    async def story(
        self, work: Work, week: Week, now: datetime, areas: Sequence[str], followed: Collection[str] | None
    ) -> Story:
        """What one coordinator is told of a week: of these areas, and of the cases in those that they follow."""
        waits = await needs(work, now, self.knowledge, followed)
        return Story(
            await self.figures(work, week, areas),
            waits,
            await asyncio.to_thread(self._unanswered, waits.questions),
            runs=now < week.end(),
            minimum=self.minimum,
        )

    async def figures(self, work: Work, week: Week, areas: Sequence[str]) -> Figures:
        """The figures of a week in these areas."""
        return await week_figures(work.session, week, self.knowledge, areas)

    async def digest(
        self, work: Work, week: Week, now: datetime, areas: Sequence[str], followed: Collection[str] | None
    ) -> Reply:
        """The whole digest: the words, and under a week that is over the picture that everybody may see."""
        told = await self.story(work, week, now, areas, followed)
        file = None if told.runs else await self._picture_if_possible(work, week, now)
        return Reply(digest_text(told, self.knowledge), digest_buttons(told), file=file)

    async def shared(self, work: Work, week: Week, now: datetime) -> SharedWeek:
        """What others may see of a week that is over."""
        assert now >= week.end(), "a week that runs would be told twice, with other numbers"
        return await shared_week(work, week, now, self.knowledge, self.minimum)

    async def publish(self, store: Store, week: Week, now: datetime) -> int:
        """Makes what others may see of a week, and of those beside it, where it is not there yet; gives how many.

        It is counted without holding others up, and kept at once.
        """
        async with store.work(read_only=True) as work:
            made = await missing_editions(work, week, now, self.knowledge, self.minimum)
        if made:
            async with store.work() as work:
                for edition in made:
                    await work.editions.add(edition)
        return len(made)

    async def picture(self, work: Work, week: Week, now: datetime) -> File:
        """The picture (PNG)."""
        shared = await self.shared(work, week, now)
        return File(NAME.format(week=week, kind="png"), await asyncio.to_thread(picture, shared), in_words(shared))

    async def pdf(self, work: Work, week: Week, now: datetime) -> File:
        """The pages to pass on."""
        content = await asyncio.to_thread(pdf, await self.shared(work, week, now))
        return File(NAME.format(week=week, kind="pdf"), content)

    async def csv(self, work: Work, week: Week, now: datetime) -> File:
        """The counts to pass on."""
        return File(NAME.format(week=week, kind="csv"), csv(await self.shared(work, week, now)).encode())

    async def _picture_if_possible(self, work: Work, week: Week, now: datetime) -> File | None:
        """A coordinator is to have the words of the week, whatever is wrong with the rest."""
        try:
            return await self.picture(work, week, now)
        except Exception as error:
            log.error("The picture of %s could not be made: %s", week, type(error).__name__)
            return None

    def _unanswered(self, questions: Sequence[str]) -> Unanswered:
        groups = self.grouping(questions) if questions else []
        return [(questions[places[0]], len(places)) for places in groups]
