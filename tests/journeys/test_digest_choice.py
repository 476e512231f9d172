"""A coordinator sets when the weekoverzicht comes, and of which areas, by buttons and by typing."""

from __future__ import annotations

import pytest

from bot.dialogue.weekly.digest_wish import OPEN, Wish, understood
from bot.knowledge import Knowledge
from bot.message import Kind
from bot.store.digests import DigestChoice
from bot.store.role import Role
from tests.journeys.test_report import urgent_report
from tests.journeys.town import CHANNEL, Person, Town

STANDING = "Je krijgt het weekoverzicht op maandag om 8.00 uur, over heel Heerlen."
"""It is Wednesday 18 November 2026, 14:00."""


async def chosen(town: Town, name: str) -> DigestChoice:
    async with town.store.work() as work:
        return await work.digests.choice(await work.people.meet(CHANNEL, name, town.clock()))


@pytest.fixture
async def bea(town: Town) -> Person:
    return await town.meets("bea", Role.COORDINATOR)


async def test_by_buttons(bea: Person) -> None:
    await bea.says("/instellen")
    bea.sees(STANDING, "Meldingen met haast komen los hiervan, meteen, bij wie dienst heeft.")
    await bea.taps("Andere dag")
    bea.sees("Op welke dag", "Nu komt het op maandag")
    await bea.taps("Vrijdag")
    bea.sees("op vrijdag om 8.00 uur")
    await bea.taps("Andere tijd")
    bea.sees("Nu komt het om 8.00 uur")
    await bea.taps("16.00")
    bea.sees("op vrijdag om 16.00 uur, over heel Heerlen")
    assert [reply.replaces for reply in bea.replies] == ["1"], "in place of the message with the button"


async def test_areas_by_buttons(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/instellen")
    bea.sees("over heel Heerlen.")
    await bea.taps("Andere gebieden")
    bea.sees_buttons("Hoensbroek", "Heerlerheide", "✓ Heel Heerlen")
    await bea.taps("Hoensbroek")
    await bea.taps("Heerlerheide")
    bea.sees("Nu is het Heerlerheide en Hoensbroek.")
    await bea.taps("Wijken in Hoensbroek")
    await bea.taps("✓ Mariarade")
    bea.sees_buttons("Mariarade", "✓ De Koumen")
    await bea.taps("Klaar")
    await bea.taps("Heel Heerlen")
    bea.sees("Nu is het heel Heerlen.")
    await bea.taps("Klaar")
    bea.sees("over heel Heerlen.")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMIN])
async def test_who_is_bound_to_an_area_chooses_within_it_by_buttons(town: Town, role: Role) -> None:
    bea = await town.meets("bea", role, "hoensbroek")
    await bea.says("/instellen")
    bea.sees("over Hoensbroek.")
    await bea.taps("Andere gebieden")
    labels = {button.label for reply in bea.replies for row in reply.buttons for button in row}
    assert {"✓ Mijn eigen gebied", "✓ Mariarade", "✓ De Koumen", "Klaar"} <= labels
    assert not {"Heel Heerlen", "Heerlerheide", "Heerlen-Stad"} & labels
    await bea.taps("✓ Mariarade")
    bea.sees_buttons("Mijn eigen gebied", "Mariarade", "✓ De Koumen")
    await bea.taps("Mijn eigen gebied")
    await bea.taps("Klaar")
    bea.sees("over Hoensbroek.")
    assert await chosen(town, "bea") == DigestChoice()


OTHERS = {
    "choose:area:heerlerheide": "Heerlerheide is niet jouw gebied.",
    "choose:area:in:heerlerheide": "Heerlerheide is niet jouw gebied.",
    "choose:area:all": "Heel Heerlen is niet jouw gebied.",
    "/instellen heerlerheide": "Heerlerheide is niet jouw gebied.",
    "/instellen vrijdag mariarade en heerlerheide": "Heerlerheide is niet jouw gebied.",
    "/instellen heel heerlen": "Heel Heerlen is niet jouw gebied.",
}


@pytest.mark.parametrize("action", OTHERS)
async def test_the_area_of_another_cannot_be_chosen(town: Town, action: str) -> None:
    bea = await town.meets("bea", Role.COORDINATOR, "hoensbroek")
    await bea.says(action, Kind.TEXT if action.startswith("/") else Kind.BUTTON)
    bea.sees(OTHERS[action], "gaat over Hoensbroek, of een deel daarvan")
    assert await chosen(town, "bea") == DigestChoice()
    await bea.says("/instellen")
    await bea.says("heerlerheide")
    bea.sees("Heerlerheide is niet jouw gebied.")
    await bea.says("mariarade")
    bea.sees("over Mariarade.")


async def test_who_gets_another_area_gets_its_figures_alone(town: Town, bea: Person) -> None:
    await bea.says("/instellen hoensbroek en heerlerheide")
    async with town.store.work() as work:
        person = await work.people.meet(CHANNEL, "bea", town.clock())
        await work.people.move(person, "heerlerheide")
    await bea.says("/instellen")
    bea.sees("over Heerlerheide.")


async def test_typed_with_the_command(bea: Person) -> None:
    await bea.says("/instellen vrijdag 8.30")
    bea.sees("op vrijdag om 8.30 uur")
    await bea.says("/instellen hoensbroek en heerlerheide")
    bea.sees("op vrijdag om 8.30 uur, over Heerlerheide en Hoensbroek.")
    await bea.says("/instellen iets heel anders")
    bea.sees("Dat begrijp ik niet.")
    await bea.says("/instellen 6.00")
    bea.sees("een tijd tussen 7 en 21 uur")


async def test_typed_after_a_question(bea: Person) -> None:
    await bea.says("weekoverzicht instellen")
    await bea.taps("Andere tijd")
    await bea.says("8.30")
    bea.sees("op maandag om 8.30 uur")
    await bea.says("liever op donderdag")
    bea.sees("op donderdag om 8.30 uur")
    await bea.says("hoe herken ik eenzaamheid?")
    bea.does_not_see("weekoverzicht")


async def test_a_bare_time_means_nothing_elsewhere(town: Town, bea: Person) -> None:
    await bea.says("8.30")
    bea.does_not_see("weekoverzicht op")
    await bea.says("melden")
    await bea.says("/instellen")
    await bea.says("vrijdag")
    bea.does_not_see("op vrijdag")
    assert await chosen(town, "bea") == DigestChoice()


async def test_a_pause_and_its_end(town: Town, bea: Person) -> None:
    await bea.says("/instellen")
    await bea.taps("Even niet")
    bea.sees("Die overzichten krijg je ook later niet.")
    await bea.taps("2 weken")
    bea.sees("tot 2 december 2026", "komen los hiervan")
    bea.sees_buttons("Weer sturen")
    town.clock.passes(days=5)
    assert await town.makes_digests() == 0
    await bea.says("/instellen pauze")
    bea.sees("tot je zegt dat je het weer wilt")
    town.clock.passes(days=30)
    await bea.taps("Weer sturen")
    bea.sees("Je krijgt het weekoverzicht op maandag")
    assert await town.makes_digests() == 0, "what fell in the pause is not told"
    town.clock.passes(days=7)
    assert await town.makes_digests() == 1


async def test_who_pauses_hears_of_what_is_urgent_at_once(town: Town, bea: Person) -> None:
    await bea.says("/instellen pauze")
    truus = await town.meets("truus", Role.VOLUNTEER)
    bea.catches_up()
    await urgent_report(truus, "Ja, is goed")
    await truus.taps("Coördinator beslist")
    bea.sees("Melding die vandaag aandacht vraagt")


async def test_an_earlier_moment_brings_the_week_at_once(town: Town, bea: Person) -> None:
    await bea.says("/instellen vrijdag")
    town.clock.passes(days=6)  # Tuesday: the week before is told on Friday
    assert await town.makes_digests() == 0
    await bea.says("/instellen maandag")
    bea.sees("Het overzicht van week 47 krijg je zo meteen.")
    bea.catches_up()
    assert [await town.makes_digests() for _ in range(2)] == [1, 0]
    await town.postman.drain()
    bea.sees("Week 47")


async def test_the_digest_tells_of_the_area_that_was_chosen(town: Town, bea: Person) -> None:
    await bea.says("/instellen hoensbroek")
    town.clock.passes(days=5)
    bea.catches_up()
    await town.makes_digests()
    await town.postman.drain()
    bea.sees("Week 47 · Hoensbroek")


@pytest.mark.parametrize("role", [Role.GUEST, Role.VOLUNTEER])
async def test_it_is_for_coordinators(town: Town, role: Role) -> None:
    truus = await town.meets("truus", role)
    for text, kind in (("/instellen vrijdag", Kind.TEXT), ("choose:day:4", Kind.BUTTON)):
        await truus.says(text, kind)
        truus.sees("voor coördinatoren")
    assert await chosen(town, "truus") == DigestChoice()


FORGED = ["choose:day:7", "choose:day:", "choose:day:-1", "choose:time:6", "choose:time:x", "choose:pause:52"]
FORGED += ["choose:area:nergens", "choose:area:in:nergens", "choose:x", "choose:day:1:2", "choose:area:in"]


async def test_buttons_that_were_never_made_change_nothing(town: Town, bea: Person) -> None:
    for action in FORGED:
        await bea.says(action, Kind.BUTTON)
    assert await chosen(town, "bea") == DigestChoice()


async def test_what_is_kept_of_it_is_told(town: Town, bea: Person) -> None:
    await bea.says("/mijn_gegevens")
    bea.sees("Instellingen van jou heb ik niet.")
    await bea.says("/instellen vrijdag 8.30")
    town.clock.passes(days=9)
    assert await town.makes_digests() == 1
    await bea.says("/mijn_gegevens")
    bea.sees(
        "Weekoverzichten zoals je ze kreeg: 1", "Je keuze voor het weekoverzicht: Je krijgt het", "op vrijdag om 8.30"
    )
    await bea.taps("Geef mij alles als bestand")
    file = bea.replies[0].file
    assert file is not None
    content = file.content.decode()
    assert '"week": "2026-W47"' in content and '"dag": "vrijdag"' in content and "Week 47" in content


UNDERSTOOD = {
    "vrijdag": Wish(weekday=4),
    "Vr 8.30": Wish(4, 510),
    "op maandag om 9 uur": Wish(0, 540),
    "8:30": Wish(minute=510),
    "20u30": Wish(minute=1230),
    "’s vrijdags graag": Wish(weekday=4),
    "Hoensbroek": Wish(areas=("hoensbroek",)),
    "heel Heerlen": Wish(areas=("heerlen",)),
    "mijn gebied": Wish(areas=()),
    "pauze": Wish(pause=OPEN),
    "pauze 2 weken": Wish(pause=2),
    "even niet vier weken": Wish(pause=4),
    "weer sturen": Wish(resume=True),
    "zaterdag 10.00 hoensbroek": Wish(5, 600, ("hoensbroek",)),
}
NOT_UNDERSTOOD = [
    "",
    "6.30",
    "21.00",
    "8.75",
    "25",
    "zondag is het stil bij mevrouw",
    "hoe gaat het?",
    "morgen",
    "op om",
]


@pytest.mark.parametrize("typed", UNDERSTOOD)
def test_what_people_type(knowledge: Knowledge, typed: str) -> None:
    assert understood(typed, knowledge.areas) == UNDERSTOOD[typed]


@pytest.mark.parametrize("typed", NOT_UNDERSTOOD)
def test_what_is_about_something_else(knowledge: Knowledge, typed: str) -> None:
    assert understood(typed, knowledge.areas) is None
