"""A life at stake is heard wherever somebody is: at every question that something else fits, and behind a command."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import pytest

from bot.markup import to_plain
from bot.store.role import Role
from tests.journeys.test_check_in import says_it_is_real
from tests.journeys.test_practice_group import opened
from tests.journeys.test_visits import reminds, to
from tests.journeys.test_wrong import begins
from tests.journeys.town import Person, Town

CRISES = (
    "ze zegt dat ze niet meer wil leven",
    "hij slaat haar",
    "ik zie het zelf niet meer zitten",
    "A, ze wil dood",
    "bezoek morgen 14 uur, ze wil niet meer leven",
)
COMMANDS = ("", "/zoek ", "/bezoek ", "/oefenen ", "/melden ", "/kaart ", "/iets ")


def types(*said: str) -> Callable[[Town, Person], Awaitable[None]]:
    """Types each; what stands in square brackets is tapped."""

    async def do(_town: Town, truus: Person) -> None:
        for one in said:
            await (truus.taps(one[1:-1]) if one.startswith("[") else truus.says(one))

    return do


async def in_a_group(town: Town, truus: Person) -> None:
    await truus.says(await opened(town, await town.meets("els", Role.COORDINATOR)))


async def at_what_is_wrong(_town: Town, truus: Person) -> None:
    await begins(truus)


async def asked_how_it_went(town: Town, truus: Person) -> None:
    await truus.says("bezoek morgen 14:00")
    to(town, "11-19 16:00")
    await reminds(town, truus)
    truus.sees("Hoe ging het bezoek")


async def asked_how_they_are(town: Town, truus: Person) -> None:
    await says_it_is_real(truus)
    to(town, "11-19 10:05")
    await reminds(town, truus)
    truus.sees("Hoe is het nu met jou?")


WHERE: Mapping[str, Callable[[Town, Person], Awaitable[None]]] = {
    "at the menu": types("menu"),
    "at the day of a visit": types("/bezoek"),
    "at its time": types("/bezoek", "[Morgen]"),
    "at its area": types("/bezoek", "[Morgen]", "[14:00]"),
    "asked how it went": asked_how_it_went,
    "asked how they are": asked_how_they_are,
    "at a report's first question": types("melden"),
    "at what they noticed": types("melden", "[Bezoek gehad]"),
    "practising": types("/oefenen"),
    "further on in a case": types("/oefenen", "a", "[Verder]"),
    "practising in a group": in_a_group,
    "saying what is wrong": at_what_is_wrong,
    "searching": types("/zoek"),
}


@pytest.mark.parametrize("where", WHERE)
async def test_a_crisis_is_heard_first(town: Town, where: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, "heerlerheide")
    await WHERE[where](town, truus)
    for command in COMMANDS:
        for crisis in CRISES:
            await truus.says(command + crisis)
            town.clock.passes(minutes=1)
            first = to_plain(truus.replies[0].text)
            assert any(number in first for number in ("112", "113", "0800-2000")), (command, crisis, first)


HEDGED = ("b denk ik", "half drie denk ik", "ik denk a en c", "vrijdag denk ik", "82 denk ik", "denk ik wel")


async def test_a_short_answer_with_a_doubt_is_no_crisis(town: Town) -> None:
    els = await town.meets("els", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await in_a_group(town, truus)
    for answer in HEDGED:
        await truus.says(answer)
        assert not [button for button in truus.buttons if button.action.startswith("help:")], answer
    els.does_not_see("crisiskaart")


async def test_a_name_behind_a_command_is_no_crisis(town: Town) -> None:
    els = await town.meets("els", Role.COORDINATOR)
    await els.says("/vrijwilligers Lucht")
    assert not [button for button in els.buttons if button.action.startswith("help:")]
