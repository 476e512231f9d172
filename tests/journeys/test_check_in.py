"""The day after a heavy visit: the volunteer is asked how they are, and nobody else hears of it."""

from __future__ import annotations

import pytest

from bot.store.role import Role
from tests.journeys.test_report import send_by_buttons
from tests.journeys.test_visits import kept, reminds, to
from tests.journeys.town import Person, Town

ASKED = "Gisteren was een zwaar bezoek. Hoe is het nu met jou?"
IN_DISTRESS = "mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard"


async def reports_urgently(truus: Person) -> None:
    """A report with a signal of level 3, up to its code."""
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.taps("Kies uit de lijst")
    group = next(label for label in _labels(truus) if "Veilig" in label)
    await truus.taps(group)
    await truus.taps(
        next(label for label in _labels(truus) if "mishandel" in label.lower() or "onveilig" in label.lower())
    )
    for label in ("Verder", "80 tot en met 84", "Hoensbroek", "Woont alleen", "Nu niets", "Ja, is goed"):
        await truus.taps(label)
    await truus.taps("Coördinator beslist")
    truus.sees("De code is")


def _labels(person: Person) -> list[str]:
    return [button.label for button in person.buttons]


async def is_touched(truus: Person) -> None:
    await send_by_buttons(truus)
    await truus.taps("Het raakte me")


async def says_it_is_real(truus: Person) -> None:
    await truus.says(IN_DISTRESS)
    await truus.taps("Er is nu gevaar")


HEAVY = {"a signal of level 3": reports_urgently, "touched": is_touched, "a crisis that was real": says_it_is_real}


@pytest.mark.parametrize("what", HEAVY)
async def test_a_volunteer_is_asked_once_the_next_morning(town: Town, what: str) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("menu")
    await HEAVY[what](truus)
    to(town, "11-18 22:00")
    assert await reminds(town) == 0
    to(town, "11-19 09:50")
    assert await reminds(town) == 0
    to(town, "11-19 10:00")
    assert await reminds(town, truus, bea) == 1
    truus.sees(ASKED)
    truus.sees_buttons(
        "Het gaat wel", "Lezen: zorg voor jezelf", "Ik wil mijn coördinator spreken", "Liever geen herinneringen"
    )
    assert bea.replies == []
    to(town, "11-19 20:00")
    assert await reminds(town) == 0
    assert await kept(town) == [], "in the evening it is forgotten"
    to(town, "11-20 10:00")
    assert await reminds(town) == 0


async def test_two_heavy_visits_on_a_day_are_asked_after_together(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await says_it_is_real(truus)
    await truus.says("menu")
    await is_touched(truus)
    assert len(await kept(town)) == 1
    to(town, "11-19 10:00")
    assert await reminds(town) == 1


async def test_what_is_said_tells_nothing_of_the_report(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("menu")
    await is_touched(truus)
    (one,) = await kept(town)
    assert one.plan == {"what": "check-in", "on": "2026-11-19", "why": "felt"}
    await truus.says("/mijn_gegevens")
    truus.sees("Dat ik op donderdag 19 november vraag hoe het met je gaat")


async def test_an_answer_leads_to_what_there_is(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await says_it_is_real(truus)
    to(town, "11-19 10:00")
    await reminds(town, truus, bea)
    await truus.taps("Het gaat wel")
    truus.sees("Fijn dat je het zegt.")
    assert bea.replies == []
    await truus.taps("Lezen: zorg voor jezelf")
    truus.sees("Als een bezoek je bijblijft")
    await truus.taps("Ik wil mijn coördinator spreken")
    truus.sees("Ik heb de coördinatoren gevraagd om bereikbaar te zijn.")
    bea.sees("Een vrijwilliger wil je spreken, een dag na een zwaar bezoek.")
    bea.does_not_see("truus")


FINE = ("het gaat wel", "Goed hoor, dank je", "ja het gaat weer beter", "prima")
HARD = (
    "nee, ik zit er helemaal doorheen",
    "slecht",
    "niet zo goed, het was zwaar",
    "Ik kan het niet loslaten.",
)
NO_ANSWER = ("wat is rouw?", "hoe herken ik een depressie")


async def was_asked(town: Town) -> Person:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await says_it_is_real(truus)
    to(town, "11-19 10:00")
    await reminds(town, truus)
    return truus


@pytest.mark.parametrize("said", FINE)
async def test_an_answer_may_be_typed(town: Town, said: str) -> None:
    truus = await was_asked(town)
    await truus.says(said)
    truus.sees("Fijn dat je het zegt.")
    truus.sees_buttons("Lezen: zorg voor jezelf", "Menu")
    assert await kept(town) == []


@pytest.mark.parametrize("said", HARD)
async def test_who_says_that_it_is_hard_gets_somebody_to_talk_to(town: Town, said: str) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await was_asked(town)
    bea.catches_up()
    await truus.says(said)
    truus.sees("Je hoeft het niet alleen te dragen.")
    assert bea.replies == [], "nobody hears of it before the volunteer wants so"
    await truus.taps("Ik wil mijn coördinator spreken")
    bea.sees("Een vrijwilliger wil je spreken")


async def test_a_question_that_day_is_still_a_question(town: Town) -> None:
    truus = await was_asked(town)
    for said in NO_ANSWER:
        await truus.says(said)
        truus.does_not_see("Fijn dat je het zegt.", "niet alleen te dragen")
    await truus.says("slecht")
    truus.sees("Je hoeft het niet alleen te dragen.")


async def test_the_same_words_on_another_day_are_no_answer(town: Town) -> None:
    truus = await was_asked(town)
    to(town, "11-20 10:00")
    await truus.says("slecht")
    truus.does_not_see("Je hoeft het niet alleen te dragen.")


async def test_without_a_coordinator_it_is_said(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await says_it_is_real(truus)
    to(town, "11-19 10:00")
    await reminds(town, truus)
    await truus.taps("Ik wil mijn coördinator spreken")
    truus.sees("Er is nu geen coördinator die ik kan bereiken.")
    truus.sees_buttons("Lezen: de Luisterlijn")


async def test_who_wants_no_reminders_is_not_asked(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await says_it_is_real(truus)
    await truus.says("geen herinneringen")
    to(town, "11-19 10:00")
    assert await reminds(town) == 0
    to(town, "11-19 20:00")
    await reminds(town)
    assert await kept(town) == []


async def test_they_can_be_turned_off_there(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await says_it_is_real(truus)
    to(town, "11-19 10:00")
    await reminds(town, truus)
    await truus.taps("Liever geen herinneringen")
    truus.sees("Je krijgt geen herinneringen meer")


async def test_a_card_that_was_no_crisis_is_not_asked_after(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(IN_DISTRESS)
    assert await kept(town) == []  # a card alone may have come to a question
    await says_it_is_real(truus)
    assert len(await kept(town)) == 1
    await truus.says(IN_DISTRESS)
    await truus.taps("Het is niet zo")
    assert await kept(town) == []


async def test_what_else_was_heavy_stays_when_a_card_was_no_crisis(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("menu")
    await is_touched(truus)
    await truus.says(IN_DISTRESS)
    await truus.taps("Het is niet zo")
    assert len(await kept(town)) == 1


async def test_a_report_that_is_withdrawn_was_as_heavy(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("menu")
    await is_touched(truus)
    await truus.says("mijn meldingen")
    await truus.taps(next(label for label in _labels(truus) if "ntrekken" in label))
    to(town, "11-19 10:00")
    assert await reminds(town) == 1


async def test_a_guest_is_not_asked(town: Town) -> None:
    guest = await town.meets("guest")
    await says_it_is_real(guest)
    assert await kept(town, "guest") == []


async def test_a_bot_that_was_down_that_day_says_nothing(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await says_it_is_real(truus)
    to(town, "11-20 10:00")
    assert await reminds(town) == 0
    assert await kept(town) == []


async def test_also_on_a_sunday(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    to(town, "11-21 16:00")
    await says_it_is_real(truus)
    to(town, "11-22 10:00")
    assert await reminds(town, truus) == 1
    truus.sees(ASKED)
