"""The municipality: stadsdelen, wijken and buurten, and the names that people use for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from bot.knowledge.reading import Identifier, Record, Texts

Level = Literal["stadsdeel", "wijk", "buurt", "outside"]


class Place(Record):
    """What is written of every area: its id, its name, and what people call it besides."""

    id: Identifier
    name: str = Field(min_length=2)
    names: Texts = ()


class Stadsdeel(Place):
    team: str | None = None


class Buurt(Place):
    """`code` is the CBS code; where `code_confirmed` is false it was derived from the order of a list.

    `team` is the route in routes.yml of the neighbourhood team that works here; without it, that of the area around.
    """

    code: str = Field(pattern=r"^BU\d{8}$")
    code_confirmed: bool = False
    team: str | None = None


class Wijk(Place):
    """`counted_with` is the wijk to add this one to where so few people live that a figure would point at a house."""

    code: str = Field(pattern=r"^WK\d{6}$")
    stadsdeel: str
    residents_65_plus: int = Field(ge=0)
    team: str | None = None
    counted_with: str | None = None
    buurten: tuple[Buurt, ...] = ()


class Municipality(Place):
    code: str = Field(pattern=r"^GM\d{4}$")
    source_year: int


class AreaFile(Record):
    """The whole of area.yml."""

    municipality: Municipality
    outside: Place
    stadsdelen: tuple[Stadsdeel, ...] = Field(min_length=1)
    wijken: tuple[Wijk, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Area:
    """One area as the bot uses it. `within` is the id of the area around it, `team` the route of its own team.

    `counted_with` is the wijk with which it is counted because so few people live there. Of a wijk alone there are
    `code`, that of CBS, and `residents_65_plus`, how many of its residents are 65 or older.
    """

    id: str
    name: str
    level: Level
    within: str | None = None
    names: tuple[str, ...] = ()
    team: str | None = None
    counted_with: str | None = None
    code: str | None = None
    residents_65_plus: int = 0


@dataclass(frozen=True)
class Areas:
    """All areas by id, in the order of the file.

    `municipality_code` is that of CBS; `residents_year` is the year in which residents were counted.
    """

    by_id: Mapping[str, Area] = field(default_factory=dict)
    municipality: str = ""
    municipality_code: str = ""
    residents_year: int = 0

    def stadsdelen(self) -> tuple[Area, ...]:
        return tuple(area for area in self.by_id.values() if area.level == "stadsdeel")

    def inside(self, area_id: str) -> tuple[Area, ...]:
        """The areas directly inside this one."""
        return tuple(area for area in self.by_id.values() if area.within == area_id)

    def around(self, area_id: str) -> tuple[str, ...]:
        """The ids of this area and of every area around it, the smallest first."""
        within = self.by_id[area_id].within
        return (area_id, *(self.around(within) if within else ()))

    def within(self, area_id: str) -> frozenset[str]:
        """The ids of this area and of everything in it."""
        return frozenset(other for other in self.by_id if area_id in self.around(other))

    def counted_in(self) -> dict[str, str]:
        """A buurt -> its wijk, and a wijk with few people -> the one with which it is counted."""
        wijk_of = {area.id: area.within for area in self.by_id.values() if area.level == "buurt" and area.within}
        found = {area_id: self.by_id[wijk].counted_with or wijk for area_id, wijk in wijk_of.items()}
        return found | {area.id: area.counted_with for area in self.by_id.values() if area.counted_with}

    def team(self, area_id: str) -> str | None:
        """The route of the neighbourhood team that serves this area, or None when nobody wrote it down yet."""
        return next((team for area in self.around(area_id) if (team := self.by_id[area].team)), None)

    def without_team(self) -> tuple[Area, ...]:
        """The areas of which nobody wrote down the team: a whole wijk, or the buurten of it that have none."""
        wijken = [area for area in self.by_id.values() if area.level == "wijk" and not self.team(area.id)]
        return tuple(
            area
            for wijk in wijken
            for area in (
                [buurt for buurt in self.inside(wijk.id) if not buurt.team]
                if any(buurt.team for buurt in self.inside(wijk.id))
                else [wijk]
            )
        )

    def name(self, area_id: str | None) -> str:
        """The area's name, or that it is not known."""
        return self.by_id[area_id].name if area_id is not None and area_id in self.by_id else "onbekend"

    def spoken_names(self) -> dict[str, str]:
        """Every name and nickname -> area id."""
        return {name: area.id for area in self.by_id.values() for name in (area.name, *area.names)}


def areas_of(file: AreaFile) -> Areas:
    """The areas of a municipality. Raises ValueError when an id is used twice or a reference leads nowhere."""
    stadsdelen = {stadsdeel.id for stadsdeel in file.stadsdelen}
    wijken = {wijk.id for wijk in file.wijken}
    found = [Area(place.id, place.name, "stadsdeel", None, place.names, place.team) for place in file.stadsdelen]
    for wijk in file.wijken:
        if wijk.stadsdeel not in stadsdelen:
            raise ValueError(f"{wijk.id}: there is no stadsdeel {wijk.stadsdeel}")
        if wijk.counted_with is not None and wijk.counted_with not in wijken:
            raise ValueError(f"{wijk.id}: there is no wijk {wijk.counted_with} to be counted with")
        found.append(
            Area(
                wijk.id,
                wijk.name,
                "wijk",
                wijk.stadsdeel,
                wijk.names,
                wijk.team,
                wijk.counted_with,
                wijk.code,
                wijk.residents_65_plus,
            )
        )
        found += [Area(buurt.id, buurt.name, "buurt", wijk.id, buurt.names, buurt.team) for buurt in wijk.buurten]
    found.append(Area(file.outside.id, file.outside.name, "outside", None, file.outside.names))
    ids = [area.id for area in found]
    twice = [area_id for area_id in ids if ids.count(area_id) > 1]
    if twice:
        raise ValueError(f"{twice[0]}: this id is used more than once")
    place = file.municipality
    return Areas({area.id: area for area in found}, place.id, place.code, place.source_year)
