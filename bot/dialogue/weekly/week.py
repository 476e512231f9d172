"""For coordinators: the week, on Monday and on demand, and what they may pass on of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dates import dutch_date
from bot.dialogue.coordinate import may
from bot.dialogue.follow_up.on_duty import areas_followed
from bot.dialogue.texts import week as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.digest.choice import areas_told
from bot.digest.compose import Composer
from bot.digest.edition import is_long_ago
from bot.digest.page import more_text
from bot.digest.week import Week
from bot.errors import UsageError
from bot.markup import escape
from bot.message import Button, Reply, Rows
from bot.settings import TIMEZONE
from bot.store.database import Store, Work
from bot.store.people import Person

ROUTES_SHOWN = 15
LAST = ("vorige", "vorig", "vorige week")


@dataclass(frozen=True)
class WeeklyDigest:
    """What goes out on Monday, and what somebody sees who asks for it."""

    composer: Composer

    async def prepare(self, store: Store, week: Week, now: datetime) -> int:
        """Makes what others may see of a week, so that everybody's digest has the same picture; gives how many."""
        return await self.composer.publish(store, week, now)

    async def make(self, work: Work, week: Week, now: datetime, person: Person, areas: tuple[str, ...]) -> Reply:
        """The digest of a week for one coordinator, of these areas; none is everywhere."""
        coordinators = await work.people.coordinators()
        followed = areas_followed(person, coordinators, self.composer.knowledge.areas)
        return await self.composer.digest(work, week, now, areas, followed)


async def tapped(turn: Turn, args: Sequence[str] = ()) -> None:
    """The command, and the buttons `week`, `week:of:WEEK`, `week:more:WEEK`, `week:pdf:WEEK`, `week:csv:WEEK` and
    `week:routes`. Without more it is the week that runs, up to now."""
    if not await may(turn):
        return
    match list(args):
        case ["routes"]:
            _say_routes(turn)
        case [("of" | "more" | "pdf" | "csv") as what, name]:
            await _of(turn, what, name)
        case [name, *_] if name.lower() in LAST:
            await _of(turn, "of", str(Week.of(turn.now).previous()))
        case [name]:
            await _of(turn, "of", name)
        case _:
            await _of(turn, "of", str(Week.of(turn.now)))


async def _of(turn: Turn, what: str, name: str) -> None:
    week = _week(name, turn.now)
    if week is None:
        turn.say(texts.NO_WEEK, rows(Button(texts.BUTTON_THIS_WEEK, "week"), Button(BUTTON_MENU, "menu")))
        return
    composer, work = turn.composer, turn.work
    if what == "more":
        figures = await composer.figures(work, week, await _areas(turn))
        turn.say(more_text(figures, turn.knowledge), _back(week))
    elif what == "of":
        await _show(turn, week)
    elif turn.now < week.end():
        turn.say(texts.NOT_OVER, _back(week))
    elif what == "pdf":
        turn.hand_over(texts.PDF.format(number=week.number), await composer.pdf(work, week, turn.now), _back(week))
    else:
        turn.hand_over(texts.CSV.format(number=week.number), await composer.csv(work, week, turn.now), _back(week))


async def _show(turn: Turn, week: Week) -> None:
    """A week; one that was sent before is shown as it was then."""
    sent = await turn.work.digests.sent(turn.person, str(week))
    digest = WeeklyDigest(turn.composer)
    turn.replies.append(sent or await digest.make(turn.work, week, turn.now, turn.person, await _areas(turn)))


async def _areas(turn: Turn) -> tuple[str, ...]:
    """The areas of which this person wants the figures: those they chose, else their own; none is everywhere."""
    choice = await turn.work.digests.choice(turn.person)
    return areas_told(choice, turn.person.area, turn.knowledge.areas)


def _week(name: str, now: datetime) -> Week | None:
    """A week that was asked for; None when it is none, has not begun, or is too long ago."""
    try:
        week = Week.parse(name)
    except UsageError:
        return None
    return None if is_long_ago(week, now) or week > Week.of(now) else week


def _say_routes(turn: Turn) -> None:
    """The numbers and addresses that nobody has checked for too long."""
    routes = turn.knowledge.routes_to_check(turn.now.astimezone(TIMEZONE).date())
    lines = [
        texts.ROUTE.format(name=escape(route.name), phone=route.phone or texts.NO_PHONE, day=dutch_date(route.checked))
        for route in routes[:ROUTES_SHOWN]
    ]
    left = len(routes) - len(lines)
    more = [texts.ROUTES_MORE.format(count=left)] if left else []
    text = "\n".join([texts.ROUTES, "", *(f"- {line}" for line in [*lines, *more])]) if routes else texts.NO_ROUTES
    turn.say(text, rows(Button(texts.BUTTON_THIS_WEEK, "week"), Button(BUTTON_MENU, "menu"), columns=2))


def _back(week: Week) -> Rows:
    return rows(Button(texts.BUTTON_WEEK.format(number=week.number), f"week:of:{week}"), Button(BUTTON_MENU, "menu"))
