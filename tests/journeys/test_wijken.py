"""A coordinator asks where nobody comes. Every figure is invented."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.estimates import Estimates
from bot.estimates.table import estimates_of
from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.markup import to_plain
from bot.message import LONGEST_ACTION
from bot.store.reports import Outcome, Report
from bot.store.role import Role
from tests.databases import Database
from tests.estimates.open_data import invented
from tests.journeys.town import Person, Town

LONGEST_MESSAGE = 4096
FETCHED = date(2026, 11, 2)


@pytest.fixture
async def town(tmp_path: Path, database: Database, knowledge: Knowledge, reader: Reader) -> AsyncIterator[Town]:
    """One run on each database is enough: this conversation keeps no state."""
    town = Town(tmp_path / "town.db", knowledge, reader, url=database.url)
    await town.open()
    yield town
    await town.close()


@pytest.fixture
async def bea(town: Town) -> Person:
    return await town.meets("bea", Role.COORDINATOR)


def fetch(town: Town, fetched_on: date = FETCHED) -> Estimates:
    found = estimates_of(invented(), "GM0917", fetched_on)
    town.estimates.write(found)
    return found


async def visit(town: Town, area: str | None, times: int = 1, outcome: Outcome = Outcome.VISITED) -> None:
    async with town.store.work() as work:
        for _ in range(times):
            await work.reports.add("key", Report(outcome, area=area), town.clock())


async def visit_everywhere(town: Town) -> None:
    """Enough in every wijk, but for Molenberg and Mariarade."""
    for area in town.knowledge.areas.by_id.values():
        if area.level == "wijk" and area.id not in ("molenberg", "mariarade"):
            await visit(town, area.id, 9)


async def test_where_least_comes_for_what_is_expected(town: Town, bea: Person) -> None:
    fetch(town)
    await visit_everywhere(town)
    await visit(town, "molenbergpark", 2)
    await visit(town, "molenberg", outcome=Outcome.NOBODY_HOME)
    await bea.says("/wijken")
    said = bea.text.split("\n\n")
    assert said[0] == "Waar komen we niet? · heel Heerlen"
    assert said[1].endswith("Geteld vanaf 17 november 2025.")
    # Invented: 41,5 procent van 800, en 69,5 procent van 1.175.
    assert said[2] == (
        "Mariarade: ongeveer 330 eenzame 65-plussers verwacht, geen bezoek gemeld in een jaar.\n"
        "Er wonen 800 mensen van 65 of ouder."
    )
    assert said[3] == (
        "Molenberg: ongeveer 820 eenzame 65-plussers verwacht, 3 bezoeken in een jaar.\n"
        "Er wonen 1.175 mensen van 65 of ouder. Dat zijn 0,3 bezoeken per 100 mensen. "
        "Bij 2 bezoeken kwam het tot een gesprek."
    )
    assert len(said) == 2 + 5 + 1
    bea.sees(
        "Verwacht: RIVM/CBS, schatting 2022, 65 jaar en ouder.",
        "In heel Heerlen is naar schatting 51 procent van de mensen van 65 jaar en ouder eenzaam (RIVM/CBS, 2022).",
        "Inwoners van 65 of ouder: CBS, 2020. Wij komen bij mensen vanaf 75;",
        "Stuur het niet door",
    )
    bea.does_not_see("opgehaald", "Niet meegeteld", "fetch-estimates")


async def test_all_wijken_in_a_line_each(town: Town, bea: Person) -> None:
    fetch(town)
    await visit_everywhere(town)
    await bea.says("waar komen we niet?")
    bea.sees_buttons("Alle wijken (19)", "Weekoverzicht", "Menu")
    await bea.taps("Alle wijken (19)")
    bea.sees(
        "• Molenberg: ongeveer 820 verwacht, geen bezoek gemeld\n",
        "• Hoensbroek-De Dem met De Koumen: ongeveer 810 verwacht, 18 bezoeken (0,9 per 100)",
        "• Eikenderveld: geen schatting voor deze wijk, 9 bezoeken (1,8 per 100)",
        "RIVM/CBS, schatting 2022, 65 jaar en ouder",
    )
    assert bea.text.count("•") == 19
    assert bea.replies[-1].replaces is not None
    bea.does_not_see("• De Beitel", "• De Koumen")
    assert len(to_plain(bea.replies[-1].text)) < LONGEST_MESSAGE


async def test_the_longest_that_is_said_fits_in_one_message(town: Town, bea: Person) -> None:
    fetch(town, date(2024, 1, 1))
    for area in town.knowledge.areas.by_id:
        await visit(town, area, 12)
    for args in ("/wijken", "/wijken all"):
        await bea.says(args)
        (reply,) = bea.replies
        assert len(to_plain(reply.text)) < LONGEST_MESSAGE
        assert all(len(button.action.encode()) <= LONGEST_ACTION for row in reply.buttons for button in row)


async def test_before_the_estimates_were_fetched(town: Town, bea: Person) -> None:
    await visit_everywhere(town)
    await bea.says("/wijken")
    bea.sees(
        "Bovenaan staat waar het minst is gemeld voor het aantal inwoners van 65 of ouder.",
        "Molenberg: 1.175 inwoners van 65 of ouder, geen bezoek gemeld in een jaar.",
        "Vraag de beheerder om de schatting op te halen.",
    )
    bea.does_not_see("verwacht,", "procent", "RIVM", "fetch-estimates")
    ali = await town.meets("ali", Role.ADMIN)
    await ali.says("/wijken")
    ali.sees("Haal de schatting op met: python -m bot fetch-estimates")
    fetch(town)
    await bea.says("/wijken")
    bea.sees("ongeveer 820 eenzame 65-plussers verwacht")


async def test_estimates_that_are_damaged(town: Town, bea: Person, caplog: pytest.LogCaptureFixture) -> None:
    fetch(town)
    town.estimates.path.write_text(town.estimates.path.read_text("utf-8")[:99], "utf-8")
    with caplog.at_level(logging.WARNING):
        await bea.says("/wijken")
    bea.sees(
        "Heerlen-Centrum: 1.610 inwoners van 65 of ouder", "De schatting van eenzaamheid per wijk kan ik niet lezen."
    )
    assert "estimates.json cannot be read" in caplog.text


async def test_estimates_of_more_than_a_year_ago(town: Town, bea: Person) -> None:
    fetch(town, date(2025, 11, 17))
    await bea.says("/wijken")
    bea.sees("Deze schatting is opgehaald op 17 november 2025. Er kan een nieuwere zijn.")


async def test_what_is_in_no_wijk_is_said_in_one_line(town: Town, bea: Person) -> None:
    await visit(town, None, 2)
    await visit(town, "heerlerheide", 1)
    await visit(town, "buiten-heerlen", 1)
    await bea.says("/wijken")
    bea.sees("Niet meegeteld: 3 bezoeken zonder wijk en 1 bezoek buiten Heerlen.")


async def test_only_their_own_area(town: Town) -> None:
    ali = await town.meets("ali", Role.COORDINATOR, "heerlerbaan")
    await visit(town, "hoensbroek", 1)
    await visit(town, "heerlerbaan", 1)
    await ali.says("/wijken")
    ali.sees(
        "Waar komen we niet? · Heerlerbaan",
        "Heerlerbaan-Schil met De Beitel",
        "Heerlerbaan-Centrum",
        "Niet meegeteld: 1 bezoek zonder wijk.",
    )
    ali.does_not_see("Molenberg")
    assert [button.label for button in ali.buttons] == ["Weekoverzicht", "Menu"]


async def test_an_area_without_a_wijk(town: Town) -> None:
    ali = await town.meets("ali", Role.COORDINATOR, "buiten-heerlen")
    await ali.says("/wijken")
    ali.sees("In jouw gebied ligt geen wijk van Heerlen.")


async def test_not_for_volunteers(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    for what in ("/wijken", "waar komen we niet"):
        await truus.says(what)
        assert truus.text == "Dit overzicht is voor coördinatoren."
