"""Questions about one neighbourhood: what there is to do, and which team works there."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.app import build_reader
from bot.knowledge import load_knowledge
from bot.language.nlu import RasaClient
from bot.settings import ROOT, Settings
from tests.journeys.town import Person, Town
from tests.language.test_nlu import RasaServer

TEAM = """
buurtteam-vrieheide:
  name: Team Vrieheide
  for_whom: bewoners van Vrieheide
  what_for: meer zorgen tegelijk
  phone: "045-123 45 67"
  area: heerlen
  urgency: soon
  source: {title: "Site", publisher: "Gemeente Heerlen", year: 2026}
  checked: 2026-11-01
  status: confirmed
"""
MEETING, TEAM_ARTICLE = "ontmoeting-en-activiteiten", "sociaal-buurtteam"

Understood = Callable[..., None]


@pytest.fixture
async def truus(tmp_path: Path) -> AsyncIterator[tuple[Person, Understood]]:
    """A volunteer, and a way to say which articles Rasa takes her next question for."""
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    with (folder / "routes.yml").open("a", encoding="utf-8") as routes:
        routes.write(TEAM)
    area = folder / "area.yml"
    before, wijk, after = area.read_text("utf-8").partition("  - id: vrieheide-de-stack")
    area.write_text(before + wijk + after.replace("team:", "team: buurtteam-vrieheide", 1), "utf-8")
    knowledge = load_knowledge(folder)
    async with AsyncExitStack() as stack:
        rasa = stack.enter_context(RasaServer())
        client = RasaClient([rasa.url], None)
        stack.push_async_callback(client.close)
        assert await client.probe()
        town = Town(tmp_path / "near.db", knowledge, build_reader(Settings(_env_file=None), knowledge, client))
        await town.open()
        stack.push_async_callback(town.close)

        def understood(*ranking: tuple[str, float]) -> None:
            rasa.ranking = [{"name": name, "confidence": confidence} for name, confidence in ranking]

        yield await town.meets("truus"), understood


async def test_what_there_is_to_do_in_a_neighbourhood(truus: tuple[Person, Understood]) -> None:
    person, understood = truus
    understood((MEETING, 0.95))
    await person.says("Wat is er te doen in Heerlerheide?")
    person.sees(
        "In en om Heerlerheide",
        "Buurtcentrum Het Heitje",
        "nog niet nagekeken (bron 2020)",
        "Verder in Heerlen",
        "Buurtpunt",
        "Ontmoeten, samen eten en clubs",
    )
    person.does_not_see("Vorkje Prikken")
    await person.taps("Meer lezen")
    person.sees("de rest", "Bel altijd eerst of een activiteit nog doorgaat.", "Nagekeken:")
    person.does_not_see("Buurtcentrum Het Heitje")


async def test_where_nothing_is_known_that_is_said(truus: tuple[Person, Understood]) -> None:
    person, understood = truus
    understood((MEETING, 0.95))
    await person.says("is er iets te doen op de Molenberg?")
    person.sees("In en om Molenberg", "Hier staat nog niets in mijn lijst.", "Buurtpunt")


async def test_which_team_works_there(truus: tuple[Person, Understood]) -> None:
    person, understood = truus
    understood((TEAM_ARTICLE, 0.95))
    await person.says("welk buurtteam hoort bij de Vrieheide?")
    person.sees("Buurtteam voor Vrieheide", "Team Vrieheide: 045-123 45 67")
    person.does_not_see("staat nog niet in mijn lijst", "Sociaal buurtteam: ")


async def test_a_team_that_nobody_wrote_down(truus: tuple[Person, Understood]) -> None:
    person, understood = truus
    understood((TEAM_ARTICLE, 0.95))
    await person.says("welk buurtteam zit er in Hoensbroek?")
    person.sees("Buurtteam voor Hoensbroek", "staat nog niet in mijn lijst")


async def test_any_answer_names_the_team_of_the_neighbourhood(truus: tuple[Person, Understood]) -> None:
    person, understood = truus
    understood((MEETING, 0.95))
    await person.says("waar kan hij heen in Nieuw-Einde?")
    person.sees("Waar kun je terecht", "Team Vrieheide: 045-123 45 67")


async def test_outside_heerlen_nothing_is_known(truus: tuple[Person, Understood]) -> None:
    person, understood = truus
    understood((MEETING, 0.95))
    await person.says("wat is er te doen in Kerkrade voor mijn moeder?")
    person.sees("Buiten Heerlen", "Daar ken ik de teams en de plekken niet.")


async def test_the_neighbourhood_is_kept_when_the_bot_asks_back(truus: tuple[Person, Understood]) -> None:
    person, understood = truus
    understood((MEETING, 0.4), ("burgerinitiatieven", 0.35))
    await person.says("iets in Heerlerheide?")
    person.sees("Bedoel je een van deze?")
    await person.taps("Ontmoeten, samen eten en clubs")
    person.sees("Buurtcentrum Het Heitje")


async def test_the_neighbourhood_can_be_chosen(truus: tuple[Person, Understood]) -> None:
    person, understood = truus
    understood((MEETING, 0.95))
    await person.says("waar is hier wat te doen?")
    person.does_not_see("Verder in Heerlen")
    await person.taps("Wat is er bij mij in de buurt?")
    person.sees("Welk deel van Heerlen?")
    await person.taps("Hoensbroek")
    person.sees("In en om Hoensbroek", "Vorkje Prikken", "Buurtcoalitie")
    await person.taps("Mariarade")
    person.sees("In en om Mariarade", "Vorkje Prikken")
    person.does_not_see("Buurtcoalitie")


async def test_the_team_can_be_chosen(truus: tuple[Person, Understood]) -> None:
    person, understood = truus
    understood((TEAM_ARTICLE, 0.95))
    await person.says("welk team is het?")
    await person.taps("Kies een buurt")
    await person.taps("Heerlerheide")
    person.sees("staat nog niet in mijn lijst", "Kies een wijk")
    await person.taps("Vrieheide-De Stack")
    person.sees("Team Vrieheide: 045-123 45 67")
