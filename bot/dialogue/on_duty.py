"""Who of the coordinators a case is for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.area import Areas
from bot.store.cases import Case, Cases
from bot.store.people import Person


def on_duty(coordinators: Sequence[Person], areas: Areas, area: str | None) -> list[Person]:
    """Those whose area this one is in; when nobody is bound to it, all of them."""
    bound = [one for one in coordinators if one.area and area in areas.within(one.area)]
    return bound or list(coordinators)


def areas_followed(person: Person, coordinators: Sequence[Person], areas: Areas) -> frozenset[str] | None:
    """The areas whose cases somebody sees in their list: their own, and those to which nobody is bound; None is all."""
    if person.area is None:
        return None
    bound = [areas.within(one.area) for one in coordinators if one.area]
    return areas.within(person.area) | areas.by_id.keys() - frozenset().union(*bound)


def in_charge(coordinators: Sequence[Person], areas: Areas, cases: Cases, case: Case) -> list[Person]:
    """Who last acted on this case; when nobody did, or they cannot be reached any more, those on duty."""
    holders = [one for one in coordinators if cases.actor_key(case.code, one.id) == case.holder_key]
    return holders or on_duty(coordinators, areas, case.area)
