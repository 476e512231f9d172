"""A visit reported: by buttons, by typing, stopped, corrected, interrupted, withdrawn."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.message import Kind
from bot.store.case_code import read_code
from bot.store.models import ReportRow, ReportSignalRow
from bot.store.people import Role
from tests.journeys.town import Person, Town


async def report_by_buttons(truus: Person, consent: str = "Ja, is goed") -> None:
    await truus.taps("Bezoek melden")
    await truus.taps("Bezoek gehad")
    await truus.taps("In en om huis")
    await truus.taps("☐ Gordijnen overdag dicht")
    await truus.taps("☐ Ongeopende post")
    await truus.taps("Verder")
    await truus.taps("80 tot en met 84")
    await truus.taps("Heerlerheide")
    await truus.taps("Vrieheide-De Stack")
    await truus.taps("Woont alleen")
    await truus.taps(consent)


def code_in(text: str) -> str:
    return next(code for word in text.split() if (code := read_code(word)))


async def test_a_visit_by_buttons_gets_a_case_code(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await report_by_buttons(truus)
    truus.sees("Klopt dit?", "Gordijnen overdag dicht, Ongeopende post", "80 tot en met 84", "Vrieheide-De Stack")
    await truus.taps("Klopt, versturen")
    code = code_in(truus.text)
    await truus.taps("Mijn meldingen")
    truus.sees(code, "nog niet opgepakt")
    truus.sees_buttons(f"Intrekken: {code}")


async def test_without_consent_a_visit_is_only_counted(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await report_by_buttons(truus, consent="Nee, liever niet")
    truus.sees("Ik tel dit alleen mee")
    await truus.taps("Klopt, versturen")
    truus.sees("Er is geen code")
    async with town.store.work(read_only=True) as work:
        assert await work.cases.unfinished() == []


async def test_nobody_home_takes_two_taps(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Niemand thuis")
    truus.sees("Bezoek: Niemand thuis")
    truus.does_not_see("Signalen", "Leeftijd")
    await truus.taps("Klopt, versturen")
    truus.sees("meegeteld")


async def test_a_visit_typed_instead_of_tapped(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek melden")
    await truus.says("bezoek gehad")
    await truus.says("de gordijnen waren weer dicht en de post lag op de mat")
    truus.sees("Gordijnen overdag dicht", "Ongeopende post", "Je tekst bewaar ik niet")
    await truus.says("verder")
    await truus.says("84")
    await truus.says("ze woont op de vrieheide")
    await truus.says("alleen")
    await truus.says("ja")
    truus.sees("80 tot en met 84", "Vrieheide", "Woont alleen", "Ja, is goed")
    await truus.says("klopt")
    truus.sees("De code is")


@pytest.mark.parametrize("taps", range(10))
async def test_stopping_at_any_step_keeps_nothing(town: Town, taps: int) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    steps = ["Bezoek gehad", "In en om huis", "☐ Ongeopende post", "Verder", "80 tot en met 84", "Heerlerheide"]
    steps += ["Heerlerheide, meer weet ik niet", "Woont alleen", "Niet gevraagd"]
    await truus.taps("Bezoek melden")
    for label in steps[:taps]:
        await truus.taps(label)
    await truus.taps("Stoppen")
    truus.sees("Gestopt. Van deze melding is niets bewaard.")
    await truus.says("/mijn_meldingen")
    truus.sees("Je hebt nog niets gemeld")


async def test_going_back_asks_the_question_before_again(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await report_by_buttons(truus)
    for question in ("Weet mevrouw of meneer", "Hoe woont", "In welk deel van Heerlen", "Hoe oud", "Is er nog iets"):
        await truus.taps("Terug")
        truus.sees(question)
    truus.sees("Gordijnen overdag dicht")
    await truus.taps("Terug")
    truus.sees("Hoe ging het bezoek?")
    assert "Terug" not in [button.label for button in truus.buttons]


async def test_a_serious_signal_shows_its_route_and_tells_the_coordinators(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.taps("Bezoek melden")
    await truus.taps("Bezoek gehad")
    await truus.taps("Veiligheid")
    await truus.taps("☐ Vermoeden van mishandeling of uitbuiting")
    truus.sees("0800-2000", "112", "Dit vraagt vandaag iets.")
    bea.catches_up()
    await truus.taps("Verder met mijn melding")
    for label in ("Verder", "Weet ik niet", "Hoensbroek", "Hoensbroek, meer weet ik niet", "Weet ik niet"):
        await truus.taps(label)
    await truus.taps("Ja, is goed")
    await truus.taps("Klopt, versturen")
    code = code_in(truus.text)
    bea.sees("Melding die vandaag aandacht vraagt", code, "Vermoeden van mishandeling", "Hoensbroek")


async def test_a_crisis_interrupts_a_report_and_the_report_goes_on(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.taps("Bezoek melden")
    await truus.taps("Bezoek gehad")
    await truus.says("mevrouw zegt dat ze niet meer wil leven en ze heeft pillen opgespaard. post lag op de mat")
    truus.sees("113", "112")
    await truus.taps("Verder met mijn melding")
    truus.sees("Ongeopende post", "Is er nog iets")


async def test_a_button_of_an_old_report_changes_nothing(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await report_by_buttons(truus)
    send = next(button for button in truus.buttons if button.label == "Klopt, versturen")
    await truus.taps_button(send)
    await truus.taps_button(send)
    truus.sees("Die knop hoort bij een gesprek dat al klaar is")
    assert truus.notice
    async with town.store.work(read_only=True) as work:
        assert len(await work.cases.unfinished()) == 1


async def test_two_taps_at_once_are_one(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.taps("Bezoek melden")
    await truus.taps("Bezoek gehad")
    await truus.taps("In en om huis")
    tick = next(button for button in truus.buttons if button.label == "☐ Ongeopende post")
    await truus.taps_button(tick)
    await truus.taps_button(tick)
    truus.sees_buttons("☑ Ongeopende post")
    await truus.taps("Verder")
    age = next(button for button in truus.buttons if button.label == "80 tot en met 84")
    await truus.taps_button(age)
    await truus.taps_button(age)
    assert (truus.replies, truus.notice) == ([], "Dat had ik al.")


async def test_the_same_update_twice_is_one_answer(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden", update="again")
    truus.sees("Hoe ging het bezoek?")
    await truus.says("melden", update="again")
    assert truus.replies == []


async def test_withdrawing_works_for_a_day(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await report_by_buttons(truus)
    await truus.taps("Klopt, versturen")
    code = code_in(truus.text)
    await truus.taps("Mijn meldingen")
    button = next(button for button in truus.buttons if button.label == f"Intrekken: {code}")
    town.clock.passes(hours=25)
    await truus.taps_button(button)
    truus.sees("kan niet meer worden ingetrokken")
    town.clock.passes(hours=-2)
    await truus.taps_button(button)
    truus.sees("ingetrokken")
    async with town.store.work(read_only=True) as work:
        assert await work.cases.find(code) is None


async def test_nobody_can_withdraw_the_report_of_somebody_else(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await report_by_buttons(truus)
    await truus.taps("Klopt, versturen")
    await truus.taps("Mijn meldingen")
    button = next(button for button in truus.buttons if button.label.startswith("Intrekken"))
    henk = await town.meets("henk", Role.VOLUNTEER)
    await henk.taps_button(button)
    henk.sees("kan niet meer worden ingetrokken")
    await truus.says("/mijn_meldingen")
    truus.sees("nog niet opgepakt")


async def test_a_guest_cannot_report_but_can_ask(town: Town) -> None:
    guest = await town.meets("guest")
    await guest.says("melden")
    guest.sees("uitgenodigd door een coördinator")
    await guest.says("hoe herken ik eenzaamheid?")
    guest.sees("Nagekeken:")


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.TEXT, Kind.BUTTON)])
async def test_what_cannot_be_read_leaves_the_report_where_it_was(town: Town, kind: Kind) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.taps("Bezoek melden")
    await truus.says("", kind)
    truus.sees("Hoe ging het bezoek?")
    truus.sees_buttons("Bezoek gehad", "Stoppen")


async def urgent_report(truus: Person, consent: str) -> None:
    """A report of violence, up to its summary."""
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.taps("Veiligheid")
    await truus.taps("☐ Vermoeden van mishandeling of uitbuiting")
    await truus.taps("Verder met mijn melding")
    for label in ("Verder", "Weet ik niet", "Hoensbroek", "Hoensbroek, meer weet ik niet", "Weet ik niet", consent):
        await truus.taps(label)
    truus.sees("Klopt dit?")


NOBODY = "ik kon geen coördinator bereiken"


@pytest.mark.parametrize("consent", ["Ja, is goed", "Niet gevraagd"])
async def test_an_urgent_report_that_nobody_hears_says_so(town: Town, consent: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await urgent_report(truus, consent)
    await truus.taps("Klopt, versturen")
    truus.sees(NOBODY, "112")


async def test_an_urgent_report_that_nobody_hears_does_not_say_that_somebody_did(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await urgent_report(truus, "Niet gevraagd")
    await truus.taps("Klopt, versturen")
    truus.sees(NOBODY)
    truus.does_not_see("de coördinatoren bericht gestuurd")


@pytest.mark.parametrize("consent", ["Ja, is goed", "Niet gevraagd"])
async def test_an_urgent_report_that_somebody_hears_does_not_alarm(town: Town, consent: str) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    bea.catches_up()
    await urgent_report(truus, consent)
    await truus.taps("Klopt, versturen")
    truus.does_not_see(NOBODY)
    bea.sees("Melding die vandaag aandacht vraagt")


async def test_without_consent_an_urgent_report_does_not_contradict_itself(town: Town) -> None:
    await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await urgent_report(truus, "Nee, liever niet")
    truus.sees("de coördinatoren krijgen direct bericht, zonder naam en zonder code")
    truus.does_not_see("Ik tel dit alleen mee", "geen opvolging", "Met een code")
    await truus.taps("Klopt, versturen")
    truus.sees("de coördinatoren bericht gestuurd")
    truus.does_not_see("geen opvolging", "De code is")


async def test_nobody_home_after_all_forgets_the_signals(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    bea.catches_up()
    await urgent_report(truus, "Ja, is goed")
    while "Hoe ging het bezoek?" not in truus.text:
        await truus.taps("Terug")
    await truus.taps("Niemand thuis")
    truus.sees("Bezoek: Niemand thuis")
    truus.does_not_see("mishandeling", "Dit vraagt vandaag", "Hoensbroek")
    await truus.taps("Klopt, versturen")
    truus.does_not_see("De code is", "bericht gestuurd")
    bea.does_not_see("Melding die vandaag aandacht vraagt")
    async with town.store.work(read_only=True) as work:
        assert (await work.session.scalars(select(ReportSignalRow))).all() == []
        report = (await work.session.scalars(select(ReportRow))).one()
    assert (report.outcome, report.level, report.area, report.consent) == ("nobody-home", 0, None, None)


async def test_without_signals_there_is_no_case(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    for label in ("Bezoek gehad", "Niets bijzonders, verder", "Weet ik niet", "Weet ik niet", "Weet ik niet"):
        await truus.taps(label)
    await truus.taps("Ja, is goed")
    truus.sees("Signalen: geen", "Ik tel dit alleen mee")
    await truus.taps("Klopt, versturen")
    truus.sees("Er is geen code")
    async with town.store.work(read_only=True) as work:
        assert await work.cases.unfinished() == []


async def test_two_taps_on_back_go_back_once(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.taps("In en om huis")

    async def back_twice() -> None:
        back = next(button for button in truus.buttons if button.label == "Terug")
        await truus.taps_button(back)
        first = truus.text
        await truus.taps_button(back)
        assert (truus.replies, truus.notice) == ([], "Dat had ik al."), first

    await back_twice()  # from a group to the groups
    await truus.says("dat past hier niet xyzzy")
    truus.sees_buttons("In en om huis")
    await truus.taps("Niets bijzonders, verder")
    await truus.taps("80 tot en met 84")
    await truus.taps("Heerlerheide")
    await back_twice()  # from the wijken to the stadsdelen
    await truus.says("xyzzy")
    truus.sees("In welk deel van Heerlen")
    await back_twice()  # from one question to the one before it
    await truus.says("xyzzy")
    truus.sees("Hoe oud")
