"""The list of open cases: what is due first, filtered and turned over by buttons and by typing."""

from __future__ import annotations

import pytest

from bot.dialogue.follow_up.worklist_filter import (
    LEVELS,
    NOWHERE,
    Filter,
    View,
    action,
    asked_for,
    read_action,
    typed_filter,
)
from bot.dialogue.texts import worklist as texts
from bot.knowledge import Knowledge
from bot.knowledge.area import Area, Areas
from bot.message import LONGEST_ACTION, Button, Kind
from bot.store.role import Role
from tests.journeys.test_cases import VRIEHEIDE, button, reports
from tests.journeys.town import Person, Town


def listed(person: Person) -> list[str]:
    """The codes of the list, in its order; each has a button too."""
    codes = [line.split(" · ")[0] for line in person.text.splitlines() if " · " in line]
    assert codes == [shown.label for shown in person.buttons if shown.action.startswith("case:")]
    return codes


async def test_what_is_due_first_stands_at_the_top_with_why(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    late = await reports(town, "truus", 2)  # Wednesday 18; due on Wednesday 25
    waits = await reports(town, "truus", 1, None)
    asks = await reports(town, "truus", 1, "mariarade")
    town.clock.passes(days=8)  # Thursday 26
    await bea.says(waits)
    await bea.taps("Opgepakt")
    await bea.taps("Wacht tot ...")
    await bea.taps("Een week (do 3 dec)")
    await truus.says(asks)
    await truus.taps("Schrijf de coördinator")
    await truus.says("mag ik nog eens langs")
    urgent = await reports(town, "truus", 3)
    given = await reports(town, "truus", 2)
    await bea.says(given)
    await bea.taps("Toewijzen")
    await bea.taps("Buurtteam")
    await bea.says("/open")
    assert listed(bea) == [urgent, late, asks, waits, given][:5]
    bea.sees(
        "5 open meldingen, 1 over de termijn",
        f"{urgent} · Vrieheide-De Stack · niveau 3\nvandaag oppakken",
        f"{late} · Vrieheide-De Stack\nte laat sinds do 26 nov",
        f"{asks} · Mariarade\nvraag van de melder, oppakken uiterlijk wo 2 dec",
        f"{waits} · gebied onbekend\nwacht tot do 3 dec",
        f"{given} · Vrieheide-De Stack\noppakken uiterlijk do 3 dec, ligt bij buurtteam",
    )
    await bea.taps(asks)
    bea.sees("De melder wacht op een antwoord sinds do 26 nov.")
    town.clock.passes(days=18)
    await bea.says("/open")
    bea.sees(f"{urgent} · Vrieheide-De Stack · niveau 3\nte laat sinds vr 27 nov", "wachttijd om sinds do 3 dec")


async def test_what_is_in_hand_says_since_when_and_whom_it_waits_for(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says(code)
    await bea.taps("Opgepakt")
    await bea.taps("Vraag de melder")
    await bea.taps("Hoe staat het ermee?")
    await bea.says("/open")
    bea.sees("opgepakt op wo 18 nov, wacht op de melder sinds wo 18 nov")
    await bea.taps(code)
    bea.sees("De melder is iets gevraagd op wo 18 nov, en antwoordde nog niet.")
    town.clock.passes(days=14)
    await bea.says("/open")
    bea.sees("opgepakt op wo 18 nov, nog niet afgerond")


async def test_nothing_open(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/open")
    bea.sees("Er staan geen meldingen open.")
    assert [shown.label for shown in bea.buttons] == ["Menu"]
    await bea.says("/open te laat")
    bea.sees("Zulke meldingen staan er niet open.")
    await bea.taps("Alles tonen")
    bea.sees("Er staan geen meldingen open.")


async def test_pages_are_turned_in_place_and_hold_every_case_once(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    made = []
    for _ in range(17):
        made.append(await reports(town, "truus"))
        town.clock.passes(minutes=1)
    await bea.says("open meldingen")
    seen = listed(bea)
    bea.sees("17 open", "Bladzijde 1 van 3.")
    assert "Vorige" not in [shown.label for shown in bea.buttons]
    for number in (2, 3):
        await bea.taps("Volgende")
        bea.sees(f"Bladzijde {number} van 3.")
        assert bea.replies[0].replaces == "1"
        seen += listed(bea)
    assert seen == made
    assert "Volgende" not in [shown.label for shown in bea.buttons]
    last = button(bea, "Vorige")
    await bea.says(made[-1])
    await bea.taps("Afronden")
    await bea.taps("Niets nodig")
    await bea.taps_button(Button("", last.action.replace("p2", "p3")))
    bea.sees("16 open", "Bladzijde 2 van 2.")


async def test_area_level_and_term_are_chosen_by_buttons_and_combine(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    late = await reports(town, "truus", 2)
    town.clock.passes(days=9)
    codes = {
        (area, level): await reports(town, "truus", level, area)
        for area, level in (("vrieheide", 2), ("heksenberg", 1), ("mariarade", 2), (None, 1))
    }
    await bea.says("/open")
    assert len(listed(bea)) == 5
    await bea.taps("Gebied")
    bea.sees_buttons("Heerlerheide (3)", "Hoensbroek (1)", "Gebied onbekend (1)")
    assert "Heerlerbaan (0)" not in [shown.label for shown in bea.buttons]
    await bea.taps("Heerlerheide (3)")
    bea.sees_buttons("Heel Heerlerheide (3)", "Vrieheide-De Stack (2)", "Heksenberg (1)")
    await bea.taps("Vrieheide-De Stack (2)")
    bea.sees("2 open meldingen, 1 over de termijn", "Je ziet alleen: Vrieheide-De Stack.")
    assert listed(bea) == [late, codes["vrieheide", 2]]
    await bea.taps("Niveau")
    assert [shown.label for shown in bea.buttons] == ["Niveau 2 (2)", "Terug"]
    await bea.taps("Niveau 2 (2)")
    await bea.taps("Over de termijn (1)")
    bea.sees("Je ziet alleen: Vrieheide-De Stack, niveau 2, over de termijn.")
    assert listed(bea) == [late] and all(reply.replaces == "1" for reply in bea.replies)
    await bea.taps("Alles tonen")
    assert len(listed(bea)) == 5
    await bea.taps("Gebied")
    await bea.taps("Hoensbroek (1)")
    assert listed(bea) == [codes["mariarade", 2]]
    await bea.taps("Gebied")
    await bea.taps("Gebied onbekend (1)")
    bea.sees("Je ziet alleen: gebied onbekend.")
    assert listed(bea) == [codes[None, 1]]
    await bea.taps("Gebied")
    await bea.taps("Heerlerheide (3)")
    await bea.taps("Terug")
    await bea.taps("Terug")
    assert listed(bea) == [codes[None, 1]]


async def test_the_button_of_elsewhere_leads_to_what_is_late_in_a_message_of_its_own(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    late = await reports(town, "truus", 2)
    town.clock.passes(days=9)
    await reports(town, "truus", 2)
    await bea.taps_button(Button("Over de termijn (1)", "cases:late"))
    assert listed(bea) == [late] and bea.replies[0].replaces is None
    bea.sees("Je ziet alleen: over de termijn.")


async def test_ones_own_are_those_on_which_one_acted_last(town: Town) -> None:
    ali, bea = [await town.meets(name, Role.COORDINATOR) for name in ("ali", "bea")]
    await town.meets("truus", Role.VOLUNTEER)
    first, second, _ = [await reports(town, "truus") for _ in range(3)]
    for person, code in ((bea, first), (ali, second)):
        await person.says(code)
        await person.taps("Opgepakt")
    await bea.says("/open")
    await bea.taps("Van mij")
    bea.sees("Je ziet alleen: van mij.")
    assert listed(bea) == [first]
    await ali.says("open meldingen van mij")
    assert listed(ali) == [second]


async def test_who_is_bound_to_an_area_sees_no_other_by_filtering(town: Town) -> None:
    ali = await town.meets("ali", Role.COORDINATOR, "hoensbroek")
    await town.meets("bea", Role.COORDINATOR, "heerlerheide")
    await town.meets("truus", Role.VOLUNTEER)
    mine = await reports(town, "truus", area="mariarade")
    await reports(town, "truus", area=VRIEHEIDE)
    await ali.says("/open")
    assert listed(ali) == [mine]
    await ali.taps("Gebied")
    assert [shown.label for shown in ali.buttons] == ["Hoensbroek (1)", "Terug"]
    await ali.says("/open vrieheide")
    ali.sees("Zulke meldingen staan er in jouw gebieden niet open.", "Je ziet alleen: Vrieheide.")


async def test_areas_without_a_coordinator_are_said_and_can_be_left_out(town: Town) -> None:
    ali = await town.meets("ali", Role.COORDINATOR, "hoensbroek")
    await town.meets("truus", Role.VOLUNTEER)
    mine = await reports(town, "truus", area="mariarade")
    await reports(town, "truus", area=VRIEHEIDE)
    await ali.says("/open")
    ali.sees("2 open meldingen\nOok die uit gebieden zonder eigen coördinator.")
    assert ali.buttons[0].label == "Alleen Hoensbroek"
    await ali.taps("Alleen Hoensbroek")
    ali.sees("1 open melding\n")
    ali.does_not_see("zonder eigen coördinator")
    assert listed(ali) == [mine]
    await ali.says("/open van mij")
    ali.sees("Je hebt zelf geen meldingen in handen.")
    ali.does_not_see("zonder eigen coördinator")


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("/open hoensbroek", "Hoensbroek"),
        ("/open hoensbroke", "Hoensbroek"),
        ("/open niveau 3", "niveau 3"),
        ("/open@opmerkzaam_bot Te laat", "over de termijn"),
        ("Open meldingen in heerlerheide niveau 2", "Heerlerheide, niveau 2"),
        ("openstaande meldingen van mij, te laat", "over de termijn, van mij"),
        ("toon alle open meldingen in De Hei", None),
        ("open meldingen met spoed in vrieheide-de stack", "Vrieheide-De Stack, niveau 3"),
    ],
)
async def test_filters_can_be_typed(town: Town, typed: str, seen: str | None) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says(typed)
    bea.sees(f"Je ziet alleen: {seen}." if seen else "begreep ik niet helemaal")
    bea.does_not_see(*(["begreep ik niet"] if seen else []))


async def test_words_that_are_not_known_show_what_can_be_typed_and_the_list(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says("/open mevrouw Jansen")
    bea.sees("Zet achter open meldingen een gebied", code)
    bea.does_not_see("Jansen")


async def test_only_coordinators_get_the_list(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await reports(town, "truus")
    for typed in ("/open", "/open hoensbroek", "open meldingen"):
        await truus.says(typed)
        truus.sees("Dit overzicht is voor coördinatoren.")
    for tapped in ("cases", "cases:late", "cases:p1:area", "cases:p1:level"):
        await truus.says(tapped, Kind.BUTTON)
        truus.sees("Dit overzicht is voor coördinatoren.")


async def test_forged_buttons_show_a_list(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    await reports(town, "truus")
    for parts in (
        "p0",
        "p-1",
        "p999999",
        "l9",
        "l",
        "in-",
        "in-xx",
        "of-xx",
        "x",
        "late-1",
        "late:late:mine:p1:",
    ):
        await bea.says(f"cases:{parts}", Kind.BUTTON)
        bea.sees("1 open melding") if "mine" not in parts else bea.sees("staan er niet open")


async def test_a_story_and_a_message_are_not_taken_for_the_list(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("melden")
    await bea.taps("Bezoek gehad")
    await bea.says("open meldingen in heerlerheide waren er niet, de gordijnen waren dicht")
    bea.sees("Gordijnen overdag dicht")
    await bea.says("open meldingen")
    bea.sees("Er staan geen meldingen open.")


def test_every_choice_fits_in_a_button_and_comes_back(knowledge: Knowledge) -> None:
    longest = Areas({"a" * 90: Area("a" * 90, "Lang", "wijk")})
    for areas in (knowledge.areas, longest):
        for area in (None, NOWHERE, *areas.by_id):
            for choose in (None, "area", "level", *areas.by_id):
                for level in (None, *LEVELS):
                    view = View(Filter(area, level, True, True), 99_999, choose)
                    said = action(view)
                    assert len(said.encode()) <= LONGEST_ACTION
                    assert read_action(said.split(":")[1:], areas) == view


@pytest.mark.parametrize("name", ["Hoensbroek", "de dem", "'t Loon", "Versiliënbosch", "heerlen centrum", "kerkrade"])
def test_every_spelling_of_an_area_is_known(knowledge: Knowledge, name: str) -> None:
    names = {spoken.lower(): area for spoken, area in knowledge.areas.spoken_names().items()}
    assert typed_filter(f"in {name} te laat", knowledge.areas, None) == (Filter(names[name.lower()], late=True), True)


@pytest.mark.parametrize("phrase", [phrase for phrases in texts.TYPED.values() for phrase in phrases])
def test_every_phrase_is_understood(knowledge: Knowledge, phrase: str) -> None:
    chosen, understood = typed_filter(f"alleen {phrase} in de wijk", knowledge.areas, None)
    assert understood and chosen != Filter()


@pytest.mark.parametrize("text", ["hoe open je meldingen", "zijn er open zaken", "melden", "de deur stond open"])
def test_what_asks_for_something_else(text: str) -> None:
    assert asked_for(text) is None
