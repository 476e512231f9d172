"""Where people live who are visited."""

from __future__ import annotations

from random import Random

from bot.demo import tables
from bot.demo.draw import Draw
from bot.knowledge.area import Area, Areas


class Places:
    """Where visits are: by how many older people live there, and whether anybody comes."""

    def __init__(self, areas: Areas, chance: Random) -> None:
        wijken = [area for area in areas.by_id.values() if area.level == "wijk"]
        hardly = {area.id for area in chance.sample(wijken, round(len(wijken) * tables.HARDLY_VISITED))}
        self._wijken = {area.id: area for area in wijken}
        self._draw = Draw(
            {
                area.id: (area.residents_65_plus + 1)
                * (tables.HARDLY if area.id in hardly else chance.uniform(0.7, 1.3))
                for area in wijken
            }
        )
        self._inside = {area.id: [buurt.id for buurt in areas.inside(area.id)] for area in wijken}
        self._outside = next((area.id for area in areas.by_id.values() if area.level == "outside"), None)
        self._how = Draw(tables.PLACE)

    def wijk(self, chance: Random) -> Area:
        return self._wijken[self._draw(chance)]

    def told(self, wijk: Area, chance: Random) -> str | None:
        """The area that the volunteer tells, of a visit in this wijk."""
        how = self._how(chance)
        if how == "buurt" and (inside := self._inside[wijk.id]):
            return chance.choice(inside)
        return {None: None, "stadsdeel": wijk.within, "outside": self._outside}.get(how, wijk.id)
