"""For coordinators: where nobody comes. In the chat alone (see bot.digest.expected why it is never passed on)."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

from bot.dates import dutch_date
from bot.dialogue.coordinate import may
from bot.dialogue.texts import wijken as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.digest.expected import Comparison, WijkVisits, compare
from bot.digest.texts import EVERYWHERE
from bot.digest.visits_by_area import Visits, first_day, visits_by_area
from bot.errors import EstimatesError
from bot.estimates import Estimates
from bot.markup import escape
from bot.message import Button
from bot.settings import TIMEZONE
from bot.store.role import Role

log = logging.getLogger(__name__)

ALL = "all"
TOP = 5
ROUNDED_TO = 10
"""An estimate is told in tens: it is no more certain than that."""


async def show(turn: Turn, args: Sequence[str] = ()) -> None:
    """The wijken of their area where least comes for what is expected; with `all` each of them, in a line."""
    if not await may(turn):
        return
    areas, area = turn.knowledge.areas, turn.person.area
    estimates, trouble = _estimates(turn)
    found = compare(
        areas, estimates, await visits_by_area(turn.work, turn.now), areas.within(area) if area is not None else None
    )
    title = texts.TITLE.format(area=escape(areas.name(area)) if area is not None else EVERYWHERE)
    buttons = [Button(texts.BUTTON_WEEK, "week"), Button(BUTTON_MENU, "menu")]
    if not found.wijken:
        turn.say(f"{title}\n\n{texts.NO_WIJKEN}", rows(*buttons))
        return
    short = list(args) == [ALL]
    if not short and len(found.wijken) > TOP:
        buttons.insert(0, Button(texts.BUTTON_ALL.format(count=len(found.wijken)), f"wijken:{ALL}"))
    intro = texts.BY_EXPECTED if estimates else texts.BY_RESIDENTS
    said = [title, intro.format(day=dutch_date(first_day(turn.now)))]
    if short:
        lines = [_short(wijk, estimates) for wijk in found.wijken]
        said += ["\n".join(lines), texts.SHORT_EXPLAINED]
    else:
        said += [_full(wijk, estimates) for wijk in found.wijken[:TOP]]
    notes = [*trouble, *_sources(turn, found, estimates), *_elsewhere(found), texts.FOR_YOU]
    turn.say("\n\n".join([*said, "\n".join(notes)]), rows(*buttons), in_place=short)


def _estimates(turn: Turn) -> tuple[Estimates | None, list[str]]:
    """The estimates, or why there are none."""
    try:
        estimates = turn.estimates.read()
    except EstimatesError as error:
        log.warning("%s", error)
        return None, [texts.DAMAGED, _fetching(turn)]
    return estimates, [] if estimates else [texts.NO_ESTIMATES, _fetching(turn)]


def _fetching(turn: Turn) -> str:
    """How the estimates come: only an admin can give a command to the machine."""
    return texts.FETCH if turn.person.role is Role.ADMIN else texts.ASK_TO_FETCH


def _full(wijk: WijkVisits, estimates: Estimates | None) -> str:
    residents, expected = [], texts.RESIDENTS.format(count=_thousands(wijk.residents))
    if estimates is not None:
        residents = [texts.RESIDENTS_HERE.format(count=_thousands(wijk.residents))]
        expected = _lonely(wijk, texts.LONELY, texts.LONELY_FEW)
    told = []
    if wijk.visits.reported:
        talks = wijk.visits.talks
        per_100 = _per_100(wijk)
        visits = texts.PER_100_ONE if per_100 == texts.ONE else texts.PER_100
        told = [visits.format(per_100=per_100), _talks(talks)]
    first = texts.WIJK.format(name=_name(wijk), expected=expected, visits=_visits(wijk.visits))
    return "\n".join([first, *([" ".join([*residents, *told])] if residents or told else [])])


def _talks(talks: int) -> str:
    if not talks:
        return texts.TALKS_NONE
    return texts.TALKS_ONE if talks == 1 else texts.TALKS_MORE.format(count=_thousands(talks))


def _short(wijk: WijkVisits, estimates: Estimates | None) -> str:
    expected = texts.RESIDENTS.format(count=_thousands(wijk.residents))
    if estimates is not None:
        expected = _lonely(wijk, texts.LONELY_SHORT, texts.LONELY_FEW_SHORT)
    line = texts.WIJK_SHORT.format(name=_name(wijk), expected=expected, visits=_visits(wijk.visits))
    return line + (texts.PER_100_SHORT.format(per_100=_per_100(wijk)) if wijk.visits.reported else "")


def _lonely(wijk: WijkVisits, about: str, few: str) -> str:
    if wijk.lonely is None:
        return texts.NO_ESTIMATE
    if wijk.lonely < ROUNDED_TO:
        return few.format(count=ROUNDED_TO)
    return about.format(count=_thousands(ROUNDED_TO * round(wijk.lonely / ROUNDED_TO)))


def _sources(turn: Turn, found: Comparison, estimates: Estimates | None) -> Iterator[str]:
    if estimates is not None:
        named = {"source": estimates.source, "year": estimates.year, "group": estimates.group}
        yield texts.SOURCE.format(**named)
        if found.share is not None:
            yield texts.SHARE.format(percent=round(found.share), **named)
        if estimates.is_old(turn.now.astimezone(TIMEZONE).date()):
            yield texts.OLD.format(day=dutch_date(estimates.fetched_on))
    yield texts.RESIDENTS_SOURCE.format(year=turn.knowledge.areas.residents_year)


def _elsewhere(found: Comparison) -> Iterator[str]:
    counts = ((found.without_wijk, texts.WITHOUT_WIJK), (found.outside, texts.OUTSIDE))
    what = [text.format(visits=_visits(visits)) for visits, text in counts if visits.reported]
    if what:
        yield texts.ELSEWHERE.format(what=texts.AND.join(what))


def _name(wijk: WijkVisits) -> str:
    name = escape(wijk.name)
    return texts.WITH_IT.format(name=name, others=escape(texts.AND.join(wijk.with_it))) if wijk.with_it else name


def _visits(visits: Visits) -> str:
    if visits.reported == 1:
        return texts.VISITS_ONE
    return texts.VISITS_MORE.format(count=_thousands(visits.reported)) if visits.reported else texts.VISITS_NONE


def _per_100(wijk: WijkVisits) -> str:
    return f"{wijk.per_100:.1f}".replace(".", ",")


def _thousands(count: int) -> str:
    """As in `1.175`."""
    return f"{count:,}".replace(",", ".")
