"""The duty roster: set with taps or typed, seen by everybody, and obeyed when something is urgent."""

from __future__ import annotations

import pytest

from bot.message import LONGEST_ACTION, Kind
from bot.store.role import Role
from tests.journeys.test_cases import reports, tick
from tests.journeys.test_report import SEND, code_in, urgent_report
from tests.journeys.test_rights import alias_of
from tests.journeys.test_volunteers import entry_of
from tests.journeys.town import CHANNEL, Person, Town

HOENSBROEK = "hoensbroek"
"""Where the urgent reports of these tests are made."""

EVERY_DAY_ON = ("Mijn dienst instellen", "Elke dag", "Verder", "Tot ik het verander")


async def on_duty(person: Person, *labels: str) -> None:
    await person.says("/dienst")
    for label in labels or EVERY_DAY_ON:
        await person.taps(label)


async def reports_urgently(person: Person, *readers: Person) -> str:
    """A report that asks for action today; what anybody hears of it is what they see next."""
    await person.says("/menu")
    for reader in readers:
        reader.catches_up()
    await urgent_report(person, "Ja, is goed")
    await person.taps(SEND["Ja, is goed"])
    return code_in(person.text)


def hears(person: Person, code: str) -> bool:
    return code in person.text


# The screens.


async def test_a_coordinator_goes_on_duty_with_taps(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/beheer")
    await bea.taps("Dienst")
    bea.sees("vandaag (wo 18 nov): niemand", "di 24 nov: niemand", "Jij staat niet op het rooster")
    bea.sees("Heeft niemand dienst? Dan gaat een dringend bericht naar de coördinatoren van het gebied")
    await bea.taps("Mijn dienst instellen")
    assert "Verder" not in [button.label for button in bea.buttons]
    await bea.taps("Werkdagen")
    await bea.taps("☑ vrijdag")
    await bea.taps("☐ zaterdag")
    bea.sees_buttons("☑ maandag", "☐ vrijdag", "☑ zaterdag", "☐ zondag")
    assert bea.replies[0].replaces is not None
    await bea.taps("Verder")
    bea.sees("Tot wanneer?", "maandag, dinsdag, woensdag, donderdag en zaterdag")
    await bea.taps("Twee weken (t/m di 1 dec)")
    bea.sees("Jouw dienst staat: maandag, dinsdag, woensdag, donderdag en zaterdag, tot en met di 1 dec.")
    bea.sees("vandaag (wo 18 nov): jij", "vr 20 nov: niemand", "za 21 nov: jij", "zo 22 nov: niemand")
    ali = await town.meets("ali", Role.COORDINATOR)
    await ali.says("wie heeft dienst?")
    ali.sees(f"vandaag (wo 18 nov): {await alias_of(town, bea)}", "Jij staat niet op het rooster")
    ali.does_not_see("bea")


async def test_a_week_that_is_covered_has_no_gaps_to_tell_of(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await on_duty(bea)
    bea.sees("di 24 nov: jij", "Jouw dienst: elke dag, tot je het verandert.")
    bea.does_not_see("niemand")
    await bea.taps("Mijn dienst stoppen")
    bea.sees("Je hebt geen dienst meer.", "vandaag (wo 18 nov): niemand")
    await bea.taps("Mijn dienst stoppen")
    bea.sees("Er was geen dienst om te stoppen")


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("/dienst ma di", "Dienst op: maandag en dinsdag."),
        ("/dienst ma t/m vr", "Dienst op: werkdagen."),
        ("/dienst elke dag", "Dienst op: elke dag."),
        ("/dienst STOP", "Er was geen dienst om te stoppen"),
        ("/dienst Fatima Yilmaz", "Die dagen begrijp ik niet"),
        ("dienst", "Jij staat niet op het rooster"),
    ],
)
async def test_it_can_be_typed(town: Town, typed: str, seen: str) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says(typed)
    bea.sees(seen)
    bea.does_not_see("Fatima")


async def test_what_is_over_is_not_shown_as_duty(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await on_duty(bea, "Mijn dienst instellen", "Elke dag", "Verder", "Deze week (t/m zo 22 nov)")
    bea.sees("zo 22 nov: jij", "ma 23 nov: niemand")
    town.clock.passes(days=5)
    await bea.says("/dienst")
    bea.sees("vandaag (ma 23 nov): niemand", "Jij staat niet op het rooster")
    await bea.says("/mijn_gegevens")
    bea.sees("Je dienst voor meldingen met haast: elke dag, tot en met zo 22 nov.")


async def test_a_time_without_any_of_the_days_is_not_taken(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/dienst ma")
    await bea.taps("Deze week (t/m zo 22 nov)")
    bea.sees("In die tijd valt geen van de gekozen dagen", "Tot wanneer?")
    await bea.taps("Twee weken (t/m di 1 dec)")
    bea.sees("Jouw dienst staat: maandag, tot en met di 1 dec.")


async def test_an_old_button_does_what_it_says_or_nothing(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/dienst elke dag")
    week = next(button for button in bea.buttons if button.label.startswith("Deze week"))
    town.clock.passes(days=2)
    await bea.taps_button(week)
    bea.sees("Jouw dienst staat: elke dag, tot en met zo 22 nov.")
    town.clock.passes(days=4)
    await bea.taps_button(week)
    bea.sees("Die knop hoort bij een gesprek dat al klaar is")


async def test_only_an_admin_sets_the_duty_of_another_who_hears_so(town: Town) -> None:
    bea, ali = await town.meets("bea", Role.COORDINATOR), await town.meets("ali", Role.ADMIN)
    truus = await town.meets("truus", Role.VOLUNTEER)
    alias, number = await alias_of(town, bea), (await entry_of(town, bea)).person.id
    carla = await town.meets("carla", Role.COORDINATOR)
    for what in ("days:1", "until:1", "put:1:open", "off"):
        await carla.says(f"duty:{number}:{what}", Kind.BUTTON)
        carla.sees("De dienst van een ander instellen kan alleen een beheerder")
        await truus.says(f"duty:{number}:{what}", Kind.BUTTON)
        truus.sees("Dit is voor coördinatoren")
    await carla.says("duty:who", Kind.BUTTON)
    carla.sees("Die knop hoort bij")
    volunteer = (await entry_of(town, truus)).person.id
    await ali.says(f"duty:{volunteer}:put:1234567:open", Kind.BUTTON)
    ali.sees("Die knop hoort bij")
    await on_duty(ali, "Dienst van een ander", str(alias))
    ali.sees(f"Op welke dagen heeft {alias} dienst?")
    await ali.taps("Werkdagen")
    await ali.taps("Verder")
    bea.catches_up()
    await ali.taps("Tot ik het verander")
    ali.sees(f"De dienst van {alias} staat: werkdagen", f"do 19 nov: {alias}")
    bea.sees("Je bent op het rooster gezet voor meldingen met haast: werkdagen, tot je het verandert.")
    bea.catches_up()
    await ali.taps("Dienst van een ander")
    await ali.taps(str(alias))
    await ali.taps("Dienst stoppen")
    ali.sees(f"{alias} heeft geen dienst meer")
    bea.sees("Je staat niet meer op het rooster")


async def test_who_blocked_the_bot_is_told_not_to_count(town: Town) -> None:
    bea, ali = await town.meets("bea", Role.COORDINATOR), await town.meets("ali", Role.COORDINATOR)
    await on_duty(bea)
    async with town.store.work() as work:
        await work.people.mark_unreachable(CHANNEL, "bea", town.clock())
    await ali.says("/dienst")
    ali.sees("vandaag (wo 18 nov): niemand", f"{await alias_of(town, bea)} heeft de bot geblokkeerd")


async def test_who_stops_is_off_duty(town: Town) -> None:
    bea, ali = await town.meets("bea", Role.COORDINATOR), await town.meets("ali", Role.COORDINATOR)
    await on_duty(bea)
    await bea.says("/mijn_gegevens")
    await bea.taps("Ik stop als coördinator")
    await bea.taps("Ja, ik stop")
    await ali.says("/dienst")
    ali.sees("vandaag (wo 18 nov): niemand")
    async with town.store.work(read_only=True) as work:
        assert await work.duty.all() == []


async def test_every_button_fits(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/dienst elke dag")
    assert all(len(button.action.encode()) <= LONGEST_ACTION - 12 for button in bea.buttons), "ids grow"


# What it does.


async def test_what_is_urgent_goes_to_whoever_is_on_duty_today(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    ali = await town.meets("ali", Role.COORDINATOR, HOENSBROEK)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await on_duty(bea)
    code = await reports_urgently(truus, bea, ali)
    assert (hears(bea, code), hears(ali, code)) == (True, False)
    ali.catches_up()
    town.clock.passes(hours=2)
    await tick(town)
    ali.sees(code, "heeft haast, en is na twee uur nog niet opgepakt")
    bea.does_not_see("na twee uur")


async def test_on_a_day_that_nobody_covers_it_goes_where_it_went_without_a_roster(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    ali = await town.meets("ali", Role.COORDINATOR, HOENSBROEK)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await on_duty(bea, "Mijn dienst instellen", "☐ donderdag", "Verder", "Tot ik het verander")
    code = await reports_urgently(truus, bea, ali)
    assert (hears(bea, code), hears(ali, code)) == (False, True)
    town.clock.passes(days=1)
    code = await reports_urgently(truus, bea, ali)
    assert (hears(bea, code), hears(ali, code)) == (True, False)


async def test_who_blocked_the_bot_gets_nothing_and_others_do(town: Town) -> None:
    bea, ali = await town.meets("bea", Role.COORDINATOR), await town.meets("ali", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await on_duty(bea)
    async with town.store.work() as work:
        await work.people.mark_unreachable(CHANNEL, "bea", town.clock())
    code = await reports_urgently(truus, bea, ali)
    assert (hears(bea, code), hears(ali, code)) == (False, True)


async def test_after_midnight_the_second_alert_goes_to_who_was_not_told_before_it(town: Town) -> None:
    bea, ali = await town.meets("bea", Role.COORDINATOR), await town.meets("ali", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await on_duty(bea, "Mijn dienst instellen", "☐ woensdag", "Verder", "Deze week (t/m zo 22 nov)")
    await on_duty(ali, "Mijn dienst instellen", "☐ donderdag", "Verder", "Tot ik het verander")
    town.clock.passes(hours=9, minutes=30)  # 23:30
    code = await reports_urgently(truus, bea, ali)
    assert (hears(bea, code), hears(ali, code)) == (True, False)
    bea.catches_up()
    town.clock.passes(hours=2)
    await tick(town)
    ali.sees(code, "na twee uur")
    bea.does_not_see(code)


async def test_who_is_on_duty_and_reports_themselves_leaves_it_to_others(town: Town) -> None:
    bea, ali = await town.meets("bea", Role.COORDINATOR), await town.meets("ali", Role.COORDINATOR)
    await on_duty(bea)
    code = await reports_urgently(bea, ali)
    assert hears(ali, code)


async def test_a_reminder_of_a_term_goes_to_whoever_is_on_duty_that_day(town: Town) -> None:
    bea, ali = await town.meets("bea", Role.COORDINATOR), await town.meets("ali", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    await on_duty(ali)
    code = await reports(town, "truus", level=2)
    for person in (bea, ali):
        person.catches_up()
    town.clock.passes(days=6)  # the day before its last, at 14:00
    await tick(town)
    assert (hears(bea, code), hears(ali, code)) == (False, True)
    ali.sees(f"{code} is nog niet opgepakt")
