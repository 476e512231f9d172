"""A life at stake: the card comes first, whatever else goes on, and without Rasa."""

from __future__ import annotations

import pytest

from bot.markup import to_plain
from bot.message import Kind
from bot.store.role import Role
from tests.journeys.town import Town

NUMBERS = {"112": "112", "113": "113", "veilig-thuis": "0800-2000", "ggz-crisis": "112"}


async def test_the_card_names_the_numbers_with_their_purpose(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(
        "hij heeft zn pillen opgespaard zei hij en alles is geregeld, wat kan ik nu het beste vragen aan hem"
    )
    truus.sees("Is er nu gevaar? Bel 112.", "Bel 113", "zelfmoordpreventie", "Hoe gaat het met jou?")
    await truus.taps("Lezen: zorg voor jezelf")
    truus.sees("Nagekeken:")


async def test_an_edited_message_and_a_caption_are_guarded_too(town: Town) -> None:
    truus = await town.meets("truus")
    for kind in (Kind.EDITED, Kind.PHOTO):
        await truus.says("mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard", kind)
        truus.sees("Bel 113")


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Nu gevaar", "112"),
        ("Wil niet meer leven", "113"),
        ("Thuis niet veilig", "0800-2000"),
        ("Ernstig in de war", "huisarts"),
    ],
)
async def test_the_button_is_in_every_menu(town: Town, label: str, number: str) -> None:
    truus = await town.meets("truus")
    await truus.says("/start")
    await truus.taps("Nu hulp nodig")
    truus.sees("112", "113", "0800-2000")
    await truus.taps(label)
    truus.sees(number)


async def test_no_just_a_question_still_gets_its_answer(town: Town) -> None:
    truus = await town.meets("truus")
    for text in PERHAPS:
        await truus.says(text)
        truus.sees("Ik wil het zeker weten", "112", "113")
        await truus.taps("Nee, gewoon een vraag")
        truus.does_not_see("Ik wil het zeker weten")
        assert truus.replies


PERHAPS = ["ze zei dat ze er klaar mee is", "ze is erg in de war vandaag"]


async def test_a_perhaps_in_a_report_leaves_the_report_alone(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    for label in ("Bezoek gehad", "Niets bijzonders, verder", "80 tot en met 84"):
        await truus.taps(label)
    await truus.says(PERHAPS[0])
    await truus.taps("Nee, gewoon een vraag")
    await truus.taps("Verder met mijn melding")
    truus.sees("Is er misschien meer aan de hand?")
    await truus.taps("Klopt, verder")
    truus.sees("In welk deel van Heerlen")


async def test_the_card_comes_first_and_how_the_volunteer_is_after_it(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard")
    said = [to_plain(reply.text) for reply in truus.replies]
    assert len(said) == 2
    assert said[0].startswith("Dit klinkt") and "112" in said[0] and "Hoe gaat het met jou" not in said[0]
    assert said[1].startswith("Hoe gaat het met jou?")


async def test_the_coordinators_hear_of_a_card_but_not_who_or_what(town: Town) -> None:
    carla = await town.meets("carla", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard")
    carla.sees("kreeg net een crisiskaart", "113")
    carla.does_not_see("pillen", "opgespaard", "truus")
    await truus.taps("Ik wil mijn coördinator spreken")
    truus.sees("gevraagd om bereikbaar te zijn", "112")
    carla.sees("wil je spreken")
    await truus.taps("Het is niet zo")
    carla.sees("het is niet zo")


async def test_the_same_card_again_does_not_ring_the_coordinators_again(town: Town) -> None:
    carla = await town.meets("carla", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    for _ in range(3):
        await truus.says("mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard")
    assert carla.text.count("kreeg net een crisiskaart") == 1


async def test_a_guest_rings_nobody_and_hears_so(town: Town) -> None:
    carla = await town.meets("carla", Role.COORDINATOR)
    joe = await town.meets("joe")
    await joe.says("mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard")
    await joe.taps("Ik wil mijn coördinator spreken")
    joe.sees("Bel zelf", "112")
    carla.does_not_see("crisiskaart")


async def test_from_a_card_to_danger_now(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard")
    await truus.taps("Er is nu gevaar")
    truus.sees("Dit klinkt als gevaar, nu.", "Bel 112")
