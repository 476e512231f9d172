"""Sends a person's own reminders: the list before a visit, how it went, how they are after a heavy one, to practise.

Each goes out once, also after a crash and from two processes: what was sent stands in the plan, which is changed in
the same unit of work, and the outbox takes each message once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.dates import full_day
from bot.dialogue.due import Due
from bot.dialogue.practising import practice_plan
from bot.dialogue.texts import check_in as check_in_texts
from bot.dialogue.texts import practice as practice_texts
from bot.dialogue.texts import visits as texts
from bot.dialogue.turn import rows
from bot.dialogue.visiting import check_in, check_in_plan, visit_after, visit_mine, visit_plan
from bot.dialogue.visiting.visit_book import visits_among
from bot.dialogue.visiting.visit_plan import Visit
from bot.dialogue.visiting.visit_words import checklist
from bot.knowledge import Knowledge
from bot.message import Button, Reply, Rows
from bot.settings import TIMEZONE
from bot.store.database import Store, Work
from bot.store.people import Person
from bot.store.reminders import Reminder

PRACTISE = rows(
    Button(practice_texts.BUTTON_BEGIN, "practice"), Button(practice_texts.BUTTON_REMIND, "practice:remind")
)
AT_ONCE = 20
"""Reminders in one transaction: long enough to be quick, short enough that nobody waits for the database."""


async def send_own_reminders(store: Store, knowledge: Knowledge, clock: Callable[[], datetime]) -> int:
    """Puts everything that is due in the outbox; gives how many messages. Nothing is locked while nothing is due.

    Raises StoreUnavailable.
    """
    now, sent, behind = clock(), 0, 0
    while True:
        async with store.work(read_only=True) as work:
            first = await _first_to_do(work, now, behind)
        if first is None:
            return sent
        async with store.work() as work:
            sender = _Sender(work, knowledge, now)
            reminders = await work.reminders.to_look_at(_day(now), AT_ONCE, first - 1)
            for reminder in reminders:
                await sender.look(reminder)
        sent += sender.sent
        behind = reminders[-1].id if reminders else first


async def _first_to_do(work: Work, now: datetime, behind: int) -> int | None:
    """The number of the first reminder behind this one with which something is to be done."""
    while reminders := await work.reminders.to_look_at(_day(now), AT_ONCE, behind):
        for reminder in reminders:
            if await _to_do(work, reminder, now) is not None:
                return reminder.id
        behind = reminders[-1].id
    return None


async def _to_do(work: Work, reminder: Reminder, now: datetime) -> Due | None:
    """What is to be done now. Who turned reminders off, or cannot be reached, hears nothing; it is only forgotten."""
    found = due(reminder, now)
    if found in (None, Due.FORGET):
        return found
    person = reminder.person
    hears = await work.reminders.are_wanted(person) and await work.people.can_be_reached(person)
    return found if hears else None


def due(reminder: Reminder, now: datetime) -> Due | None:
    """What is due of a reminder. One of a kind that nobody knows any more is forgotten."""
    if practice_plan.is_ours(reminder.plan):
        return practice_plan.due(reminder.look_on, now)
    visit, on = visit_plan.read_plan(reminder.plan), check_in_plan.read_plan(reminder.plan)
    if visit is not None:
        return visit_plan.due(visit, now)
    if on is None:
        return Due.FORGET
    return check_in_plan.due(on, now, asked=check_in_plan.is_asked(reminder.plan))


@dataclass
class _Sender:
    """Brings what is due to people, and notes it."""

    work: Work
    knowledge: Knowledge
    now: datetime
    sent: int = 0
    listed: set[int] = field(default_factory=set)
    """Visits that stand in a list that was sent for another one."""

    async def look(self, reminder: Reminder) -> None:
        if reminder.id in self.listed:
            return
        what = await _to_do(self.work, reminder, self.now)
        visit = visit_plan.read_plan(reminder.plan)
        if what is Due.FORGET:
            await self.work.reminders.drop(reminder.id)
        elif what is Due.CHECKLIST and visit is not None:
            await self._prepare(reminder, visit)
        elif what is Due.ASK and visit is not None:
            await self._ask(reminder, visit)
        elif what is Due.ASK and practice_plan.is_ours(reminder.plan):
            await self._tell(reminder.person, f"practice-reminder:{reminder.id}", practice_texts.REMINDER, PRACTISE)
            await self.work.reminders.drop(reminder.id)
        elif what is Due.ASK:
            await self._tell(reminder.person, f"check-in:{_day(self.now)}", check_in_texts.ASK, check_in.buttons())
            await self.work.reminders.look_again(reminder.id, check_in_plan.as_asked(reminder.plan), reminder.look_on)

    async def _prepare(self, reminder: Reminder, visit: Visit) -> None:
        """One list for all visits of that day of which none went out yet."""
        others = visits_among(await self.work.reminders.of(reminder.person))
        same = [number for number, one in others if one.day == visit.day and _is_to_list(one, self.now)]
        held = [await self.work.reminders.find(reminder.person, number) for number in same]
        visits = visits_among([one for one in held if one is not None])
        buttons = visit_mine.checklist_buttons(visits, self.knowledge)
        key = f"visit:list:{min(number for number, _ in visits)}:{visit.day}"
        await self._tell(reminder.person, key, checklist(visits, self.knowledge, _day(self.now)), buttons)
        for number, one in visits:
            await self._keep(number, replace(one, prepared=True))
            self.listed.add(number)

    async def _ask(self, reminder: Reminder, visit: Visit) -> None:
        key = f"visit:ask:{reminder.id}:{visit.at:%Y%m%d%H%M}:{visit.asked}"
        text = (texts.ASK_AGAIN if visit.asked else texts.ASK).format(when=_when(visit, _day(self.now)))
        await self._tell(reminder.person, key, text, visit_after.ask_buttons(reminder.id))
        await self._keep(reminder.id, visit_plan.asked(visit, self.now))

    async def _tell(self, person: Person, subject: str, text: str, buttons: Rows) -> None:
        payload = Reply(text, buttons).payload()
        self.sent += await self.work.outbox.add(person.id, f"{subject}:{person.id}", payload, self.now)

    async def _keep(self, number: int, visit: Visit) -> None:
        await self.work.reminders.look_again(number, visit.as_plan(), visit_plan.look_on(visit, self.now))


def _is_to_list(visit: Visit, now: datetime) -> bool:
    return visit_plan.due(visit, now) is Due.CHECKLIST


def _when(visit: Visit, today: date) -> str:
    """As in `vandaag, 14:00`."""
    days = (today - visit.day).days
    form = texts.WHEN["today" if days == 0 else "yesterday" if days == 1 else "earlier"]
    return form.format(time=f"{visit.at:%H:%M}", day=full_day(visit.day))


def _day(moment: datetime) -> date:
    return moment.astimezone(TIMEZONE).date()
