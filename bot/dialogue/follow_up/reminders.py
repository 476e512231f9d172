"""Sends what is due of cases that wait: each thing once, also after a crash, and from two processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.dates import dutch_date, local_day
from bot.dialogue.follow_up import nudges
from bot.dialogue.follow_up.nudges import RULES, Audience, Kind, Nudge
from bot.dialogue.follow_up.on_duty import in_charge, on_duty
from bot.dialogue.follow_up.relay import answer_buttons
from bot.dialogue.texts import cases as case_texts
from bot.dialogue.texts import my_case as my_texts
from bot.dialogue.texts import nudges as texts
from bot.dialogue.turn import rows
from bot.knowledge.area import Areas
from bot.message import Button, Reply, Rows
from bot.store.cases import Case
from bot.store.database import Store, Work
from bot.store.deadlines import SECOND_ALERT
from bot.store.duty import Duty, on_day
from bot.store.lifecycle import Actor
from bot.store.people import Person

AT_ONCE = 20
"""Cases in one transaction: long enough to be quick, short enough that nobody waits for the database."""

NOBODY_THERE = timedelta(hours=1)
"""After this a nudge is tried again for which there was nobody to tell."""


async def send_reminders(store: Store, areas: Areas, clock: Callable[[], datetime]) -> int:
    """Puts everything that is due in the outbox, with a step in the history of its case; gives how many messages.

    Nothing is locked while nothing can be due. Raises StoreUnavailable.
    """
    sent, looked_at = 0, AT_ONCE
    while looked_at == AT_ONCE:
        now = clock()
        async with store.work(read_only=True) as work:
            if not await work.cases.any_to_look_at(now):
                return sent
        async with store.work() as work:
            looked_at, messages = await _look(work, areas, now)
        sent += messages
    return sent


async def _look(work: Work, areas: Areas, now: datetime) -> tuple[int, int]:
    """Looks at the cases that are longest waiting for it; gives how many cases and messages that were."""
    cases = await work.cases.to_look_at(now, AT_ONCE)
    said = await work.cases.history.reminders([case.code for case in cases])
    reporters = await work.people.by_reporter_keys({case.reporter_key for case in cases if case.reporter_key})
    sender = _Sender(work, areas, await work.people.coordinators(), await work.duty.all(), now)
    for case in cases:
        reporter = reporters.get(case.reporter_key or "")
        if reporter is not None and not await work.people.can_be_reached(reporter):
            reporter = None
        there = reporter is not None
        missed = False
        for nudge in nudges.due(case, said[case.code], now, reporter_there=there):
            missed = not await sender.send(case, reporter, nudge) or missed
        again = nudges.next_look(case, said[case.code], now, reporter_there=there)
        if missed:
            again = min(again or now + NOBODY_THERE, now + NOBODY_THERE)
        await work.cases.look_again(case.code, again)
    return len(cases), sender.sent


@dataclass
class _Sender:
    """Brings nudges to people."""

    work: Work
    areas: Areas
    coordinators: Sequence[Person]
    duties: Sequence[Duty]
    now: datetime
    sent: int = 0

    async def send(self, case: Case, reporter: Person | None, nudge: Nudge) -> bool:
        """Tells everybody whom a nudge is for, and notes it; False when there is nobody to tell."""
        rule = RULES[nudge.kind]
        told = 0
        for audience in rule.to:
            if audience is Audience.REPORTER and reporter is not None:
                text, buttons = texts.TO_REPORTER[nudge.kind], _reporters_buttons(case, nudge.kind)
                told += await self._tell([reporter], case, nudge, text, buttons)
            elif audience is not Audience.REPORTER:
                buttons = rows(Button(case_texts.BUTTON_OPEN.format(code=case.code), f"case:{case.code}"))
                text = texts.TO_COORDINATORS[nudge.kind]
                told += await self._tell(self._among(audience, case, nudge), case, nudge, text, buttons)
        if told:
            await self.work.cases.nudged(case.code, rule.step, self.now, nudge.detail)
        return told > 0

    async def _tell(self, people: Sequence[Person], case: Case, nudge: Nudge, text: str, buttons: Rows) -> int:
        words = text.format(
            code=case.code,
            due=dutch_date(local_day(case.due_at)),
            since=dutch_date(nudge.about),
            until=dutch_date(nudge.about),
        )
        payload = Reply(words, buttons).payload()
        for person in people:
            key = f"nudge:{case.code}:{nudge.detail}:{person.id}"
            self.sent += await self.work.outbox.add(person.id, key, payload, self.now)
        return len(people)

    def _among(self, audience: Audience, case: Case, nudge: Nudge) -> Sequence[Person]:
        roster = on_day(self.duties, local_day(self.now))
        match audience:
            case Audience.SECOND:
                # Told at first were those on duty then: perhaps before midnight, and some may have left since.
                then = [duty.person for duty in self.duties if duty.has(local_day(nudge.at - SECOND_ALERT))]
                first = {one.id for one in on_duty(then or self.coordinators, self.areas, case.area, ())}
                return [one for one in self.coordinators if one.id not in first] or self.coordinators
            case Audience.IN_CHARGE:
                return in_charge(self.coordinators, self.areas, self.work.cases, case, roster)
            case Audience.EVERYBODY:
                return self.coordinators
            case _:
                return on_duty(self.coordinators, self.areas, case.area, roster)


def _reporters_buttons(case: Case, kind: Kind) -> Rows:
    if kind is Kind.REPORTER_WAITED_FOR:
        return answer_buttons(Actor.REPORTER, case.code)
    write = Button(my_texts.BUTTON_WRITE, f"relay:{Actor.COORDINATOR}:{case.code}")
    return rows(Button(my_texts.BUTTON_SHOW.format(code=case.code), f"mycase:{case.code}"), write)
