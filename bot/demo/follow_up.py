"""What becomes of a report: the steps of its case, from beginning to end, as if time went on for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.demo import tables
from bot.demo.calendar import DAY, at_work
from bot.demo.draw import Draw
from bot.demo.visits import Visit
from bot.dialogue.follow_up.cases import MORNING
from bot.knowledge.signal import ACT_TODAY
from bot.settings import TIMEZONE
from bot.store.deadlines import WORKING_DAYS
from bot.store.history import Step
from bot.store.lifecycle import Actor, Assignee, Ending

DIRECTLY, PASSED_ON = 0.07, 0.42
"""How often a coordinator ends a case at once, and how often they have somebody else take it up."""

TOO_MUCH = 0.08
"""How often a volunteer gives back what they wanted to take up themselves."""

ASKS, WAITS, REOPENED = 0.18, 0.28, 0.02
"""How often the reporter is asked something, a case waits for a day, and an ended case is taken up again."""

_picked_up, _urgent, _takes = Draw(tables.PICKED_UP), Draw(tables.URGENT_MINUTES), Draw(tables.TAKES)
_passed_on, _endings = Draw(tables.PASSED_ON), {who: Draw(how) for who, how in tables.ENDINGS.items()}
_answer_after = Draw({0: 30, 1: 35, 2: 20, 3: 10, 6: 5})
_question, _answer = Draw({"how-is-it": 6, "go-again": 3, "call-me": 1}), Draw({"picked-up": 6, "not-home": 2, None: 2})


@dataclass(frozen=True)
class Move:
    """A step that somebody takes. `person` is who, `detail` what stands in the history."""

    at: datetime
    part: Actor
    person: int
    step: Step
    detail: str | None = None


def opens_case(visit: Visit) -> bool:
    """Whether a report has a case: somebody takes it up, or it cannot wait."""
    return visit.report.follow_up is not None or visit.report.level == ACT_TODAY


def story(visit: Visit, coordinator: int, chance: Random) -> list[Move]:
    """Every step of the case of a report, in the order of time."""
    return list(_Story(visit, coordinator, chance).steps())


@dataclass
class _Story:
    """A case while it is told: `at` is how far it is, `with_whom` who is to take it up."""

    visit: Visit
    coordinator: int
    chance: Random
    at: datetime = field(init=False)
    with_whom: Assignee | None = field(default=None, init=False)

    def steps(self) -> Iterator[Move]:
        report = self.visit.report
        self.at = self.visit.at
        yield self._reporter(Step.NEW)
        if report.follow_up is Assignee.VOLUNTEER and WORKING_DAYS[report.level] > 0:
            self.with_whom = Assignee.VOLUNTEER
            yield self._reporter(Step.ASSIGNED, Assignee.VOLUNTEER)
        if self.visit.withdrawn_at is not None:
            self.at = self.visit.withdrawn_at
            yield self._reporter(Step.WITHDRAWN)
            return
        self.at = self._pick_up()
        yield from self._begin()

    def _begin(self) -> Iterator[Move]:
        """From the moment that somebody looks at it."""
        chosen = self.chance.random()
        theirs = self.with_whom is Assignee.VOLUNTEER
        if not theirs and chosen < DIRECTLY:
            yield self._coordinator(Step.DONE, _endings[None](self.chance))
            return
        if (theirs and chosen < TOO_MUCH) or (not theirs and chosen < PASSED_ON):
            self.with_whom = Assignee.TEAM if theirs else _passed_on(self.chance)
            yield self._coordinator(Step.ASSIGNED, self.with_whom)
            self._work_on(self.chance.choice((0, 0, 1)))
        yield self._whose(Step.IN_HAND)
        yield from self._on()

    def _on(self) -> Iterator[Move]:
        """From where it is in hand to its end."""
        days = self.chance.randint(*_takes(self.chance))
        if self.chance.random() < ASKS:
            self._work_on(min(2, days))
            yield self._coordinator(Step.ASKED, _question(self.chance))
            self._work_on(_answer_after(self.chance))
            yield self._reporter(Step.ANSWERED, _answer(self.chance))
        if self.chance.random() < WAITS:
            self._work_on(1)
            until = self.at.date() + days * DAY
            yield self._coordinator(Step.WAITING, until.isoformat())
            self.at = datetime.combine(until, MORNING, TIMEZONE)
            self._work_on(self.chance.choice((0, 0, 1, 3)))
            yield self._coordinator(Step.IN_HAND)
        self._work_on(days)
        yield self._whose(Step.DONE, self._ending())
        if self.chance.random() < REOPENED:
            self._work_on(self.chance.randint(1, 5))
            yield self._coordinator(Step.IN_HAND)
            self._work_on(days)
            yield self._coordinator(Step.DONE, self._ending())

    def _pick_up(self) -> datetime:
        """When somebody first looks at it."""
        level = self.visit.report.level
        if WORKING_DAYS[level] == 0:
            return self.at + timedelta(minutes=self.chance.randint(*_urgent(self.chance)))
        days = _picked_up(self.chance)
        return at_work(self.at, WORKING_DAYS[level] + self.chance.randint(1, 7) if days is None else days, self.chance)

    def _work_on(self, days: int) -> None:
        self.at = at_work(self.at, days, self.chance)

    def _ending(self) -> Ending:
        return _endings.get(self.with_whom, _endings[None])(self.chance)

    def _whose(self, step: Step, detail: str | None = None) -> Move:
        """A step of the volunteer where the case is theirs, and mostly they take it; else of the coordinator."""
        theirs = self.with_whom is Assignee.VOLUNTEER and self.chance.random() < 0.9
        return self._reporter(step, detail) if theirs else self._coordinator(step, detail)

    def _reporter(self, step: Step, detail: str | None = None) -> Move:
        return Move(self.at, Actor.REPORTER, self.visit.volunteer.person.id, step, detail)

    def _coordinator(self, step: Step, detail: str | None = None) -> Move:
        return Move(self.at, Actor.COORDINATOR, self.coordinator, step, detail)
