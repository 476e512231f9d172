"""Who takes part, by alias: seen, given another area, and taken out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.dialogue.people.volunteers import A_PAGE, ago, is_theirs
from bot.knowledge import Knowledge
from bot.message import Button, Kind
from bot.store.models import day_of
from bot.store.people import Entry
from bot.store.people import Person as Known
from bot.store.role import Role
from tests.journeys.test_report import code_in, send_by_buttons
from tests.journeys.test_rights import alias_of
from tests.journeys.town import CHANNEL, Clock, Person, Town


async def entry_of(town: Town, person: Person) -> Entry:
    async with town.store.work() as work:
        return await work.people.entry(await work.people.meet(CHANNEL, person._name, town.clock()))


async def opens(coordinator: Person, alias: str | None) -> None:
    """A coordinator opens somebody's card."""
    await coordinator.says(f"/vrijwilligers {alias}")
    coordinator.sees(f"{alias}, ")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "vandaag"),
        (1, "gisteren"),
        (2, "twee dagen geleden"),
        (6, "zes dagen geleden"),
        (7, "een week geleden"),
        (13, "een week geleden"),
        (14, "twee weken geleden"),
        (60, "acht weken geleden"),
        (61, "twee maanden geleden"),
        (365, "twaalf maanden geleden"),
        (366, "langer dan een jaar geleden"),
    ],
)
def test_how_long_ago_in_words(days: int, words: str) -> None:
    today = day_of(Clock()())
    assert ago(today - timedelta(days=days), today) == words


GUEST, VOLUNTEER, NORTH, COORDINATOR, ADMIN = (
    Known(1, Role.GUEST),
    Known(2, Role.VOLUNTEER),
    Known(3, Role.VOLUNTEER, "mariarade"),
    Known(4, Role.COORDINATOR),
    Known(5, Role.ADMIN),
)


@pytest.mark.parametrize(
    ("coordinator", "theirs"),
    [
        (GUEST, []),
        (VOLUNTEER, []),
        (Known(9, Role.COORDINATOR), [VOLUNTEER, NORTH]),
        (Known(9, Role.COORDINATOR, "hoensbroek"), [NORTH]),
        (Known(9, Role.COORDINATOR, "heerlerheide"), []),
        (Known(9, Role.ADMIN), [VOLUNTEER, NORTH, COORDINATOR, ADMIN]),
        (Known(9, Role.ADMIN, "heerlerheide"), [VOLUNTEER, NORTH, COORDINATOR, ADMIN]),
        (ADMIN, [VOLUNTEER, NORTH, COORDINATOR]),
    ],
    ids=str,
)
def test_whose_somebody_is(coordinator: Known, theirs: list[Known], knowledge: Knowledge) -> None:
    everybody = [GUEST, VOLUNTEER, NORTH, COORDINATOR, ADMIN]
    assert [one for one in everybody if is_theirs(coordinator, one, knowledge.areas)] == theirs


async def test_volunteers_are_listed_by_alias_alone(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER, "heerlerheide")
    henk = await town.meets("henk", Role.VOLUNTEER)
    await town.meets("gast")
    town.clock.passes(days=22)
    await henk.says("hallo")
    async with town.store.work() as work:
        await work.people.mark_unreachable(CHANNEL, "truus", town.clock())
    await bea.says("/beheer")
    await bea.taps("Vrijwilligers")
    first = f"{await alias_of(town, henk)} · heel Heerlen · sinds 18 november 2026 · laatst actief: vandaag"
    bea.sees("Vrijwilligers: 2", first, "laatst actief: drie weken geleden · heeft de bot geblokkeerd")
    bea.does_not_see("truus", "henk", "gast", str(await alias_of(town, bea)))


async def test_many_volunteers_come_by_the_page(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    async with town.store.work() as work:
        for number in range(2 * A_PAGE + 1):
            person = await work.people.meet(CHANNEL, f"p{number}", town.clock())
            await work.people.give_role(person, Role.VOLUNTEER, None, town.clock())
    await bea.says("mijn vrijwilligers")
    seen = [button.label for button in bea.buttons if ":one:" in button.action]
    assert len(seen) == A_PAGE
    bea.sees("Vrijwilligers: 21", "Bladzijde 1 van 3")
    for count in (A_PAGE, 1):
        await bea.taps("Volgende")
        page = [button.label for button in bea.buttons if ":one:" in button.action]
        assert len(page) == count and bea.replies[0].replaces is not None
        seen += page
    assert len(set(seen)) == 21 and "Volgende" not in [button.label for button in bea.buttons]
    await bea.taps("Vorige")
    bea.sees("Bladzijde 2 van 3")


async def test_somebody_gets_another_area_and_hears_so(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER, "heerlerheide")
    alias = await alias_of(town, truus)
    since = (await entry_of(town, truus)).role_since
    town.clock.passes(days=3)
    await bea.says("/vrijwilligers")
    await bea.taps(str(alias))
    bea.sees(f"{alias}, vrijwilliger", "Gebied: Heerlerheide", "Laatst actief: drie dagen geleden")
    await bea.taps("Ander gebied")
    await bea.taps("Hoensbroek")
    truus.catches_up()
    await bea.taps("Mariarade")
    bea.sees(f"{alias} werkt nu in Mariarade")
    truus.sees("Je werkt nu in Mariarade")
    entry = await entry_of(town, truus)
    assert (entry.person.area, entry.role_since) == ("mariarade", since)
    truus.catches_up()
    await bea.taps("Mariarade")
    bea.sees("werkte al in Mariarade")
    assert truus.text == ""


async def test_somebody_is_removed_after_a_question_and_hears_so(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await send_by_buttons(truus)
    code, alias = code_in(truus.text), await alias_of(town, truus)
    await opens(bea, alias)
    await bea.taps("Verwijderen")
    bea.sees(f"{alias} verwijderen?", "Wat " + str(alias) + " meldde, blijft staan")
    await bea.taps("Nee, laat staan")
    bea.sees(f"{alias}, vrijwilliger")
    await bea.taps("Verwijderen")
    truus.catches_up()
    await bea.taps(f"Ja, verwijder {alias}")
    bea.sees(f"{alias} is verwijderd")
    truus.sees("Je coördinator heeft je inschrijving als vrijwilliger beëindigd")
    await bea.taps("Terug naar de lijst")
    bea.sees("Er doet hier nog niemand mee")
    await bea.says(code)
    bea.sees(code, "Gordijnen overdag dicht")
    await truus.says("melden")
    truus.sees("uitgenodigd door een coördinator")


async def test_of_two_coordinators_who_remove_somebody_the_second_hears_it_was_done(town: Town) -> None:
    bea, ali = await town.meets("bea", Role.COORDINATOR), await town.meets("ali", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    alias = await alias_of(town, truus)
    for coordinator in (bea, ali):
        await opens(coordinator, alias)
        await coordinator.taps("Verwijderen")
    await bea.taps(f"Ja, verwijder {alias}")
    truus.catches_up()
    await ali.taps(f"Ja, verwijder {alias}")
    ali.sees("Dat was al gebeurd")
    assert truus.text == ""
    await bea.taps(f"Ja, verwijder {alias}")
    bea.sees("Dat was al gebeurd")


async def test_an_old_yes_removes_nobody(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    alias = await alias_of(town, truus)
    await opens(bea, alias)
    await bea.taps("Verwijderen")
    town.clock.passes(minutes=11)
    await bea.taps(f"Ja, verwijder {alias}")
    bea.sees("Die knop hoort bij een gesprek dat al klaar is")
    assert (await entry_of(town, truus)).person.role is Role.VOLUNTEER


async def test_who_was_erased_is_gone_for_a_coordinator_too(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await opens(bea, await alias_of(town, truus))
    await truus.says("/wis_mijn_gegevens")
    await truus.taps("Ja, wis alles")
    await bea.taps("Ander gebied")
    bea.sees("Dat was al gebeurd: deze persoon doet niet meer mee")


async def test_what_a_button_may_do_is_asked_again_of_whoever_taps(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR, "hoensbroek")
    ali = await town.meets("ali", Role.ADMIN)
    truus = await town.meets("truus", Role.VOLUNTEER, "heerlerheide")
    for person, other in ((bea, truus), (bea, ali), (bea, bea), (ali, ali), (truus, truus)):
        entry = await entry_of(town, other)
        number, moment = entry.person.id, int(town.clock().timestamp())
        for action in (f"one:{number}", f"area:{number}", f"move:{number}:hoensbroek", f"remove:{number}:{moment}"):
            await person.says(f"people:{action}", Kind.BUTTON)
            person.does_not_see(f"{entry.alias}, ", "is verwijderd", "werkt nu in")
        assert await entry_of(town, other) == entry
    henk = await town.meets("henk", Role.VOLUNTEER, "mariarade")
    number = (await entry_of(town, henk)).person.id
    for chosen in ("heerlerheide", "all", "buiten-heerlen", "nergens"):
        await bea.taps_button(Button("", f"people:move:{number}:{chosen}"))
        bea.sees("Die knop hoort bij")
    await bea.says("/vrijwilligers Fatima Yilmaz")
    bea.sees("Die naam staat niet in jouw lijst", "Vrijwilligers: 1")
    bea.does_not_see("Fatima")


async def test_an_admin_sees_everybody_else_and_one_admin_is_always_left(town: Town) -> None:
    ali, bea = await town.meets("ali", Role.ADMIN), await town.meets("bea", Role.ADMIN)
    await town.meets("carla", Role.COORDINATOR)
    await ali.says("/vrijwilligers")
    ali.sees("Wie meedoet: 2", "(beheerder)", "(coördinator)")
    alias = await alias_of(town, bea)
    await opens(ali, alias)
    await ali.taps("Verwijderen")
    await opens(bea, await alias_of(town, ali))
    await bea.taps("Verwijderen")
    bea.catches_up()
    await ali.taps(f"Ja, verwijder {alias}")
    bea.sees("beëindigd")
    await bea.taps(f"Ja, verwijder {await alias_of(town, ali)}")
    bea.sees("Dit is voor coördinatoren")
    assert (await entry_of(town, ali)).person.role is Role.ADMIN
