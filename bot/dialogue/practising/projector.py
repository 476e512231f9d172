"""What stands on the screen before a group that practises: plain values, for whoever draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dates import local_day
from bot.dialogue.practising import practice_screens, training
from bot.dialogue.practising.practice_group import PREFIX, Standing, case_of, group_of_trainer, order_in, spread_of
from bot.knowledge import Knowledge
from bot.knowledge.practice import Fit
from bot.message import Button
from bot.practice.spread import FEWEST, Spread
from bot.store.database import Work
from bot.store.people import Person


@dataclass(frozen=True)
class Screen:
    """Where a group is. `answered` of `members` people answered by now; `spread` has counts only as they were when the
    trainer showed them last, and `is_shown` then. `link` is None where nobody else can come. `explanation` is Markdown,
    None before it is shown; `fitting` are the letters that fit, none before that. `buttons` are those of the chat.
    """

    code: str
    link: str | None
    title: str
    story: str
    number: int
    total: int
    spread: Spread
    answered: int
    members: int
    explanation: str | None
    fitting: Sequence[str]
    buttons: Sequence[Button]

    @property
    def is_shown(self) -> bool:
        return self.spread.is_shown

    @property
    def has_too_few(self) -> bool:
        """Whether the spread cannot be shown yet."""
        return self.answered < FEWEST

    @property
    def is_beginning(self) -> bool:
        """Whether people still come in: until the trainer first goes on."""
        return self.number == 1 and not self.is_shown and self.explanation is None


async def screen_of(work: Work, person: Person, knowledge: Knowledge, home: str | None, now: datetime) -> Screen | None:
    """The screen of the group that somebody leads; None when they lead none. `home` is as in Message."""
    group = await group_of_trainer(work, person, now) if person.role.may_coordinate else None
    case = case_of(group, knowledge) if group is not None else None
    seen = await spread_of(work, group, knowledge) if group is not None else None
    if group is None or case is None or seen is None:
        return None
    standing = Standing.of(group)
    question = case.questions[standing.question]
    places = zip(practice_screens.LETTERS, order_in(group, question), strict=False)
    fitting = [letter for letter, place in places if question.fits[place] is Fit.YES]
    told = practice_screens.explained(question, knowledge, local_day(now))
    return Screen(
        code=standing.code.upper(),
        link=f"{home}?start={PREFIX}{standing.code}" if home else None,
        title=case.title,
        story=case.story,
        number=standing.question + 1,
        total=len(case.questions),
        spread=seen.as_it_was(standing.shown),
        answered=seen.answered,
        members=seen.members,
        explanation=told if standing.is_explained else None,
        fitting=tuple(fitting) if standing.is_explained else (),
        buttons=tuple(training.leading(group, case, again=standing.shown is not None)),
    )
