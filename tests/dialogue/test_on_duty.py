"""Which coordinators a case is for."""

from __future__ import annotations

import pytest

from bot.dialogue.follow_up.on_duty import areas_followed, on_duty
from bot.knowledge.area import Area, Areas
from bot.store.people import Person
from bot.store.role import Role

AREAS = Areas(
    {
        area.id: area
        for area in (
            Area("noord", "Noord", "stadsdeel"),
            Area("duinen", "Duinen", "wijk", "noord"),
            Area("zuid", "Zuid", "stadsdeel"),
            Area("elders", "Elders", "outside"),
        )
    }
)
EVERYWHERE, NORTH, DUNES = (Person(n, Role.COORDINATOR, area) for n, area in enumerate((None, "noord", "duinen")))
ALL = [EVERYWHERE, NORTH, DUNES]


@pytest.mark.parametrize(
    ("area", "expected"),
    [("duinen", [NORTH, DUNES]), ("noord", [NORTH]), ("zuid", ALL), ("elders", ALL), (None, ALL), ("weg", ALL)],
)
def test_those_bound_to_the_area_else_all(area: str | None, expected: list[Person]) -> None:
    assert on_duty(ALL, AREAS, area, ()) == expected


@pytest.mark.parametrize(
    ("roster", "area", "expected"),
    [
        ([EVERYWHERE], "duinen", [EVERYWHERE]),  # who is on duty today goes before who is bound to the area
        ([EVERYWHERE, NORTH], "duinen", [NORTH]),
        ([EVERYWHERE, NORTH], "zuid", [EVERYWHERE, NORTH]),
        ([NORTH], "zuid", [NORTH]),
        ([NORTH], None, [NORTH]),
        (ALL, "noord", [NORTH]),
        ([Person(9, Role.COORDINATOR)], "duinen", [NORTH, DUNES]),  # blocked the bot: not among the coordinators
    ],
)
def test_those_on_todays_roster_and_of_them_those_bound_to_the_area(
    roster: list[Person], area: str | None, expected: list[Person]
) -> None:
    assert on_duty(ALL, AREAS, area, {person.id for person in roster}) == expected


@pytest.mark.parametrize("roster", [(), (1,)])
def test_nobody_is_on_duty_where_there_is_nobody(roster: tuple[int, ...]) -> None:
    assert on_duty([], AREAS, "noord", roster) == []


@pytest.mark.parametrize(
    ("person", "expected"),
    [(EVERYWHERE, None), (NORTH, {"noord", "duinen", "zuid", "elders"}), (DUNES, {"duinen", "zuid", "elders"})],
)
def test_a_list_holds_ones_own_and_what_is_nobodys(person: Person, expected: set[str] | None) -> None:
    assert areas_followed(person, ALL, AREAS) == expected
