"""Choosing the area that somebody works in: everywhere, a stadsdeel, or a wijk. Pure.

Who is bound to an area themselves chooses within it.
"""

from __future__ import annotations

from bot.dialogue.texts import scheme as texts
from bot.knowledge.area import Area, Areas
from bot.message import Button

ALL = "all"
"""Stands in an action for everywhere, which has no id."""


def choices(areas: Areas, own: str | None, inside: str | None, take: str, look: str) -> list[Button]:
    """The buttons `TAKE:AREA`, and `LOOK:AREA` for a stadsdeel that can be looked into; `own` stands first."""
    place = areas.by_id.get(inside or own or "")
    if place is None:
        parts = [Button(part.name, f"{look}:{part.id}") for part in areas.stadsdelen()]
        return [Button(texts.BUTTON_EVERYWHERE, f"{take}:{ALL}"), *parts]
    label = texts.BUTTON_OWN if place.id == own else texts.BUTTON_WHOLE if areas.inside(place.id) else "{area}"
    wijken = [area for area in areas.inside(place.id) if area.level == "wijk"]
    return [
        Button(label.format(area=place.name), f"{take}:{place.id}"),
        *(Button(wijk.name, f"{take}:{wijk.id}") for wijk in wijken),
    ]


def may_take(areas: Areas, own: str | None, chosen: str) -> bool:
    """Whether somebody of the area `own` (None is everywhere) may choose this one, an id or ALL."""
    if chosen == ALL:
        return own is None
    return is_place(areas.by_id.get(chosen)) and (own is None or chosen in areas.within(own))


def is_place(area: Area | None) -> bool:
    """Whether people are visited there."""
    return area is not None and area.level != "outside"


def area_of(chosen: str) -> str | None:
    """The area that was chosen, None for everywhere."""
    return None if chosen == ALL else chosen


def in_words(areas: Areas, area: str | None) -> str:
    """The area's name, not escaped."""
    return areas.name(area) if area is not None else texts.EVERYWHERE
