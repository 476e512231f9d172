"""The coordinator's week on demand: the words, more figures, and what can be passed on."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from bot.dialogue.texts import week as texts
from bot.markup import to_plain
from bot.store.reports import Outcome, Report
from bot.store.role import Role
from tests.journeys.town import Person, Town

LAST_WEEK = "2026-W46"


async def a_week_of_visits(town: Town, visits: int = 24) -> None:
    """Visits of the week before the one that runs."""
    async with town.store.work() as work:
        for number in range(visits):
            outcome = Outcome.VISITED if number % 3 else Outcome.NOBODY_HOME
            report = Report(outcome, area="molenberg" if number % 2 else "heksenberg")
            await work.reports.add("somebody", report, town.clock().replace(day=10))


async def shown(person: Person, name: str) -> bytes:
    (reply,) = person.replies
    assert reply.file is not None and reply.file.name == name
    return reply.file.content


async def test_the_week_that_runs(town: Town) -> None:
    hanna = await town.meets("Hanna", Role.COORDINATOR)
    await hanna.says("/week")
    hanna.sees("Week 47 · heel Heerlen · tot nu toe", "er zijn nog geen bezoeken gemeld")
    assert hanna.replies[0].file is None
    assert "PDF om te delen" not in [button.label for button in hanna.buttons]


async def test_the_week_before_with_its_picture(town: Town) -> None:
    hanna = await town.meets("Hanna", Role.COORDINATOR)
    await a_week_of_visits(town)
    await hanna.says("/week")
    await hanna.taps("Week 46")
    hanna.sees("Week 46 · heel Heerlen", "24 bezoeken", "16 gesprekken, 8 keer niemand thuis")
    assert (await shown(hanna, f"opmerkzaam-{LAST_WEEK}.png")).startswith(b"\x89PNG")


async def test_a_coordinator_sees_their_own_area(town: Town) -> None:
    hanna = await town.meets("Hanna", Role.COORDINATOR, "molenberg")
    await a_week_of_visits(town)
    await hanna.says("/week vorige")
    hanna.sees("Week 46 · Molenberg", "12 bezoeken")
    await hanna.taps("Meer cijfers")
    hanna.sees("Week 46 · Molenberg · meer cijfers", "Waar: Molenberg (12).", "week 46: 12")


async def test_what_is_passed_on_is_of_everybody_and_without_small_numbers(town: Town) -> None:
    hanna = await town.meets("Hanna", Role.COORDINATOR, "molenberg")
    await a_week_of_visits(town)
    await hanna.says("/week 2026-W46")
    await hanna.taps("PDF om te delen")
    hanna.sees("Week 46, om door te geven.", "heel Heerlen")
    pages = PdfReader(io.BytesIO(await shown(hanna, f"opmerkzaam-{LAST_WEEK}.pdf"))).pages
    words = " ".join(page.extract_text() for page in pages)
    assert "24" in words and "heel Heerlen" in words
    await hanna.says("/week 2026-W46")
    await hanna.taps("CSV")
    lines = (await shown(hanna, f"opmerkzaam-{LAST_WEEK}.csv")).decode("utf-8-sig").splitlines()
    assert any(line.startswith("visits;") and line.endswith(";24") for line in lines)
    assert not [line for line in lines[1:] if line.rsplit(";", 1)[1] in ("0", "1", "2", "3", "4")]


async def test_two_coordinators_pass_on_the_same(town: Town) -> None:
    hanna, bo = await town.meets("Hanna", Role.COORDINATOR, "molenberg"), await town.meets("Bo", Role.COORDINATOR)
    await a_week_of_visits(town)
    files = []
    for person in (hanna, bo):
        await person.says("/week 2026-W46")
        await person.taps("CSV")
        files.append(await shown(person, f"opmerkzaam-{LAST_WEEK}.csv"))
        await a_week_of_visits(town)
    assert files[0] == files[1]


async def test_a_week_that_is_not_over_is_not_passed_on(town: Town) -> None:
    hanna = await town.meets("Hanna", Role.COORDINATOR)
    await hanna.says("/week 2026-W46")
    button = next(button for button in hanna.buttons if button.label == "CSV")
    await hanna.taps_button(type(button)("CSV", "week:csv:2026-W47"))
    hanna.sees(texts.NOT_OVER)


@pytest.mark.parametrize("asked", ["/week 2026-W48", "/week 2025-W48", "/week straks", "/week 99"])
async def test_a_week_that_is_not_there(town: Town, asked: str) -> None:
    hanna = await town.meets("Hanna", Role.COORDINATOR)
    await hanna.says(asked)
    hanna.sees(to_plain(texts.NO_WEEK))


async def test_what_is_to_be_checked(town: Town) -> None:
    hanna = await town.meets("Hanna", Role.COORDINATOR)
    await hanna.says("/week")
    label = next(button.label for button in hanna.buttons if button.label.startswith("Na te kijken"))
    await hanna.taps(label)
    hanna.sees("Bel of zoek op of dit nog klopt")


async def test_a_volunteer_does_not_see_the_week(town: Town) -> None:
    truus = await town.meets("Truus", Role.VOLUNTEER)
    await truus.says("/week 2026-W46")
    truus.sees("Dit overzicht is voor coördinatoren.")
    assert truus.replies[0].file is None
