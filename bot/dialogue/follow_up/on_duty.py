"""Who of the coordinators a case is for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.knowledge.area import Areas
from bot.store.cases import Case, Cases
from bot.store.people import Person


def on_duty(
    coordinators: Sequence[Person], areas: Areas, area: str | None, roster: Collection[int]
) -> Sequence[Person]:
    """Those on the day's roster (their ids), and of them those whose area this one is in, where there are such.

    When nobody of these coordinators is on the roster: those whose area this one is in, else all.
    """
    there = [one for one in coordinators if one.id in roster] or coordinators
    return [one for one in there if one.area and area in areas.within(one.area)] or there


def areas_followed(person: Person, coordinators: Sequence[Person], areas: Areas) -> frozenset[str] | None:
    """The areas whose cases somebody sees in their list: their own, and those to which nobody is bound; None is all."""
    if person.area is None:
        return None
    bound = [areas.within(one.area) for one in coordinators if one.area]
    return areas.within(person.area) | areas.by_id.keys() - frozenset().union(*bound)


def in_charge(
    coordinators: Sequence[Person], areas: Areas, cases: Cases, case: Case, roster: Collection[int]
) -> Sequence[Person]:
    """Who last acted on this case; when nobody did, or they cannot be reached any more, those on duty."""
    holders = [one for one in coordinators if cases.actor_key(case.code, one.id) == case.holder_key]
    return holders or on_duty(coordinators, areas, case.area, roster)
