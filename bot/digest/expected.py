"""Where nobody comes: the visits to each wijk beside how many lonely older people may be expected there.

For coordinators in the chat, never for what is passed on: a count of the last 52 weeks that is told again every week
gives away the small numbers of the week between two of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.digest.visits_by_area import Visits
from bot.estimates import Estimates
from bot.knowledge import Area, Areas


@dataclass(frozen=True)
class WijkVisits:
    """The visits to a wijk, and to those with so few people that they are counted with it (`with_it`, their names).

    `residents` are those of 65 and over, `lonely` how many of them are expected to be; None without an estimate.
    """

    area: str
    name: str
    with_it: tuple[str, ...]
    residents: int
    lonely: float | None
    visits: Visits

    @property
    def per_100(self) -> float:
        """The visits for each 100 residents of 65 and over."""
        return 100 * self.visits.reported / self.residents if self.residents else 0.0


@dataclass(frozen=True)
class Comparison:
    """The wijken, where least comes for what is expected first, and what is in none of them.

    `without_wijk` has no area or a stadsdeel alone, `outside` was elsewhere. `share` is the estimated percentage in
    the whole municipality.
    """

    wijken: tuple[WijkVisits, ...]
    without_wijk: Visits
    outside: Visits
    share: float | None


def compare(
    areas: Areas,
    estimates: Estimates | None,
    visits: Mapping[str | None, Visits],
    followed: Collection[str] | None = None,
) -> Comparison:
    """The visits of each wijk beside what is expected; of the wijken around the areas `followed` alone, None is all.

    Without estimates, and in a wijk that has none, every older person counts as likely to be lonely as another.
    """
    counted_in = areas.counted_in()
    members: dict[str, list[Area]] = {}
    for area in areas.by_id.values():
        if area.level == "wijk":
            members.setdefault(counted_in.get(area.id, area.id), []).append(area)
    shown = members.keys() if followed is None else {counted_in.get(area, area) for area in followed}
    counted: dict[str, Visits] = {}
    without_wijk = outside = Visits()
    for place, there in visits.items():
        wijk = counted_in.get(place, place) if place else ""
        if wijk in members:
            counted[wijk] = counted.get(wijk, Visits()) + there
        elif followed is not None and place not in followed:
            continue
        elif place in areas.by_id and areas.by_id[wijk].level == "outside":
            outside += there
        else:
            without_wijk += there
    shares = {code: percent / 100 for code, percent in estimates.lonely.items()} if estimates else {}
    wijken = [
        _wijk(areas.by_id[wijk], group, shares, counted.get(wijk, Visits()))
        for wijk, group in members.items()
        if wijk in shown
    ]
    share = shares.get(areas.municipality_code)
    return Comparison(_least_first(wijken), without_wijk, outside, share * 100 if share is not None else None)


def _wijk(wijk: Area, group: Sequence[Area], shares: Mapping[str, float], visits: Visits) -> WijkVisits:
    residents = sum(area.residents_65_plus for area in group)
    known = [(area.residents_65_plus, shares[area.code]) for area in group if area.code and area.code in shares]
    lonely = None
    # The few of a wijk that is counted with it may have no estimate; then that of the others holds for them.
    if wijk.code in shares and (people := sum(count for count, _ in known)):
        lonely = residents * sum(count * share for count, share in known) / people
    with_it = tuple(area.name for area in group if area.id != wijk.id)
    return WijkVisits(wijk.id, wijk.name, with_it, residents, lonely, visits)


def _least_first(wijken: Sequence[WijkVisits]) -> tuple[WijkVisits, ...]:
    """The fewest visits for each person who is expected to be lonely first; of those that are equal the largest."""
    estimated = [wijk for wijk in wijken if wijk.lonely is not None]
    people = sum(wijk.residents for wijk in estimated)
    average = sum(wijk.lonely or 0 for wijk in estimated) / people if people else 1.0

    def rank(wijk: WijkVisits) -> tuple[float, float, str]:
        expected = wijk.lonely if wijk.lonely is not None else average * wijk.residents
        return (wijk.visits.reported / expected if expected else float("inf"), -expected, wijk.name)

    return tuple(sorted(wijken, key=rank))
