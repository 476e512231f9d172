"""What people type that asks nothing of the articles: courtesies, a wish for what there is, a letter too late."""

from __future__ import annotations

import pytest

from bot.store.role import Role
from tests.journeys.test_practice_group import joined, leads, opened
from tests.journeys.town import Person, Town


async def kept_questions(town: Town) -> int:
    async with town.store.work(read_only=True) as work:
        return await work.questions.waiting()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("hallo", "Waar kan ik je mee helpen?"),
        ("Goedemorgen!", "Waar kan ik je mee helpen?"),
        ("dank je wel", "Graag gedaan."),
        ("ok", "Graag gedaan."),
        ("Oké", "Graag gedaan."),
        ("A", "Daar lees ik geen vraag in."),
        ("b?", "Daar lees ik geen vraag in."),
        ("ik snap het niet", "Zo werkt het"),
        ("Wat kun je?", "Zo werkt het"),
        ("wie ben jij", "Wat ik ben"),
        ("Wie leest dit?", "Wat ik bewaar"),
    ],
)
async def test_what_asks_nothing_is_not_kept_for_a_coordinator(town: Town, said: str, answer: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(said)
    truus.sees(answer)
    assert truus.buttons
    assert await kept_questions(town) == 0


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("ik wil oefenen", "Oefenen 1 van"),
        ("Ik wil graag een bezoek plannen", "Wanneer ga je op bezoek?"),
        ("mag ik de signaalkaart?", "Signaalkaart"),
        ("ik wil mijn meldingen zien", "Je hebt nog niets gemeld"),
        ("ik wil een bezoek melden", "Hoe ging het bezoek?"),
    ],
)
async def test_what_the_bot_can_do_may_be_wished(town: Town, said: str, answer: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(said)
    truus.sees(answer)


async def test_in_a_report_courtesies_and_wishes_are_answers(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    for said in ("ok", "ik wil oefenen"):
        await truus.says(said)
        truus.sees("Hoe ging het bezoek?")
        truus.does_not_see("Graag gedaan", "Oefenen 1")


async def ticks(truus: Person) -> None:
    await truus.taps_button(next(button for button in truus.buttons if ":on:" in button.action))


async def test_klaar_may_be_typed_behind_ticks(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("oefenen")
    await truus.says("klaar")
    truus.does_not_see("Dit vertelt hier het meest")  # nothing was ticked: it is not about the case
    await truus.says("oefenen")
    await ticks(truus)
    await truus.says("Klaar.")
    truus.sees_buttons("Verder")


async def test_klaar_in_a_group_has_them_look_at_the_screen(town: Town) -> None:
    trainer = await town.meets("kees", Role.COORDINATOR)
    (truus,) = await joined(town, await opened(town, trainer), "truus")
    await truus.says("klaar")
    truus.sees("Kijk op het scherm.")
    await trainer.taps("Stop")
    await leads(town, trainer, "Ja, stoppen voor iedereen", truus)
    await truus.says("B")
    truus.sees("Daar lees ik geen vraag in.")
    assert await kept_questions(town) == 0
