"""When the digest is due for one coordinator, and of which areas it tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from bot.digest.week import Week
from bot.knowledge import Areas
from bot.settings import WeeklyMoment
from bot.store.digests import DigestChoice


@dataclass(frozen=True)
class Due:
    """A week that is to be told, since a moment."""

    week: Week
    since: datetime


def due_week(now: datetime, moment: WeeklyMoment) -> Week:
    """The newest week whose digest should have gone out by now: a week is told in the week after it."""
    this_week = Week.of(now)
    told = this_week if now >= this_week.moment(moment) else this_week.previous()
    return told.previous()


def due(choice: DigestChoice, usual: WeeklyMoment, now: datetime, newest: str | None) -> Due | None:
    """What this coordinator should have got by now, and has not; `newest` is the newest week that they got.

    Only the newest week, also after weeks in which the bot was down. What fell due in a pause stays untold. Another
    day or hour neither skips a week nor tells one twice: a moment that comes to lie later makes an older week due,
    which was told, and one that comes to lie earlier makes the next week due, which was not.
    """
    moment = moment_of(choice, usual)
    week = due_week(now, moment)
    since = Week.of(week.end()).moment(moment)
    in_pause = choice.paused_until is not None and since < choice.paused_until
    return None if in_pause or (newest is not None and newest >= str(week)) else Due(week, since)


def moment_of(choice: DigestChoice, usual: WeeklyMoment) -> WeeklyMoment:
    """When this coordinator wants it."""
    at = usual.at if choice.minute is None else time(*divmod(choice.minute, 60))
    return WeeklyMoment(usual.weekday if choice.weekday is None else choice.weekday, at)


def areas_told(choice: DigestChoice, own: str | None, areas: Areas) -> tuple[str, ...]:
    """The areas of which the digest tells; none is the whole municipality.

    They stand in the order of the areas. One that is not there any more, or is not theirs to see (see `is_theirs`), is
    left out, and where none is left, it is as if nothing was chosen.
    """
    wanted = choice.areas or ()
    if areas.municipality in wanted and is_theirs(areas.municipality, own, areas):
        return ()
    chosen = tuple(area for area in areas.by_id if area in wanted and is_theirs(area, own, areas))
    return chosen or ((own,) if own is not None and own in areas.by_id else ())


def is_theirs(area: str, own: str | None, areas: Areas) -> bool:
    """Whether somebody bound to an area may have the figures of this one: small numbers lead to people, so they are for
    who works there. Who is bound to none, or to one that is not there any more, works everywhere.
    """
    return own is None or own not in areas.by_id or area in areas.within(own)


def toggled(told: tuple[str, ...], area: str, areas: Areas) -> tuple[str, ...]:
    """The areas told, with one more or one fewer; `told` is as `areas_told` gives it.

    What lies in an area that is chosen is told with it: when it is taken out, the others in it stay.
    """
    around = next((chosen for chosen in told if chosen in areas.around(area)[1:]), None)
    if area in told:
        return tuple(one for one in told if one != area)
    if around is not None:
        others = tuple(one.id for one in areas.inside(around) if one.id != area)
        return (*(one for one in told if one != around), *others)
    inside = areas.within(area)
    return (*(one for one in told if one not in inside), area)
