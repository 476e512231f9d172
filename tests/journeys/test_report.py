"""A visit reported: by buttons, by typing, stopped, corrected, interrupted, withdrawn."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.message import Kind
from bot.store.case_code import read_code
from bot.store.models import ReportRow, ReportSignalRow
from bot.store.role import Role
from tests.journeys.town import Person, Town

ACCOUNT = (
    "mevr Jansen 84 op de Kerkstraat had de gordijnen weer dicht, post lag op de mat. ze zegt dat sinds haar man dood "
    "is in maart niemand meer langskomt. slapen doet ze gelukkig wel goed"
)


async def report_by_buttons(truus: Person, consent: str = "Ja, is goed") -> None:
    """A report of two signals from the list, up to its summary."""
    await truus.taps("Bezoek melden")
    for label in (
        "Bezoek gehad",
        "Kies uit de lijst",
        "In en om huis",
        "☐ Gordijnen overdag dicht",
        "☐ Ongeopende post",
        "Verder",
        "80 tot en met 84",
        "Heerlerheide",
        "Woont alleen",
        "Nog een gesprek",
        consent,
    ):
        await truus.taps(label)


async def send_by_buttons(truus: Person) -> str:
    """A whole report from the list; gives its code."""
    await report_by_buttons(truus)
    await truus.taps("Coördinator beslist")
    return code_in(truus.text)


def code_in(text: str) -> str:
    return next(code for word in text.split() if (code := read_code(word)))


# In one's own words.


async def test_a_visit_in_ones_own_words(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    truus.sees("Vertel in je eigen woorden")
    await truus.says(ACCOUNT)
    truus.sees("Dit haalde ik eruit", "Gordijnen overdag dicht, Ongeopende post: gelezen in", "een naam")
    truus.sees("Leeftijd: 80 tot en met 84")
    assert [button.label for button in truus.buttons] == [
        "Klopt, verder",
        "Iets veranderen",
        "Terug",
        "Later verder",
        "Stoppen",
    ]
    truus.does_not_see("Jansen", "jansen", "Kerkstraat")
    await truus.taps("Klopt, verder")
    await truus.says("vrieheide")
    await truus.taps("Woont alleen")
    await truus.taps("Nog een gesprek")
    await truus.taps("Ja, is goed")
    truus.sees(
        "Klopt dit?", "Gordijnen overdag dicht", "80 tot en met 84", "Vrieheide", "Nog een gesprek", "Wie pakt het op?"
    )
    await truus.taps("Coördinator beslist")
    truus.sees("De code is", "Ik bewaar alleen wat in de samenvatting stond", "Hoe was het voor jou?")
    async with town.store.work(read_only=True) as work:
        case = await work.cases.find(code_in(truus.text))
    assert case is not None
    assert {"gordijnen-dicht", "post-stapelt-op"} <= set(case.signals)
    assert (case.age_band, case.living, case.wish, case.consent) == ("80-84", "alone", "talk", "yes")
    assert case.note is None


async def test_a_full_report_takes_at_most_nine_interactions(town: Town) -> None:
    """Also when the account says neither age, nor where, nor how mevrouw lives: seven taps beyond the text."""
    truus = await town.meets("truus", Role.VOLUNTEER)
    before = truus.interactions
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says("de gordijnen waren weer dicht en de post lag op de mat")
    for label in ("80 tot en met 84", "Heerlerheide", "Woont alleen", "Nog een gesprek", "Ja, is goed", "Ik zelf"):
        await truus.taps(label)
    truus.sees("De code is")
    assert truus.interactions - before <= 9


async def test_an_account_can_be_told_at_once(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.says(ACCOUNT)
    truus.sees("Dit haalde ik eruit")
    truus.sees("Ongeopende post")


STORY = "ik was bij mevrouw Jansen, de gordijnen waren weer dicht en de post lag op de mat"


async def test_a_story_that_asks_nothing_need_not_be_told_twice(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(STORY, update="story")
    truus.sees("Wil je dit ook melden?")
    await truus.taps("Ja, dit melden")
    truus.sees("Dit haalde ik eruit", "gelezen in", "Je bericht heb ik hier weggehaald")
    truus.sees("Gordijnen overdag dicht", "Ongeopende post")
    truus.does_not_see("Jansen")
    assert town.removed["truus"] == ["message-story"]


async def test_a_story_of_a_guest_is_not_kept_for_a_report(town: Town) -> None:
    guest = await town.meets("guest")
    await guest.says(STORY)
    await guest.taps("Ja, dit melden")
    guest.sees("uitgenodigd door een coördinator")
    guest.sees_buttons("Ik wil meedoen", "Menu")


async def test_a_volunteer_with_an_area_chooses_the_wijk_at_once(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, area="heerlerheide")
    await truus.says("melden")
    for label in ("Bezoek gehad", "Niets bijzonders, verder", "80 tot en met 84"):
        await truus.taps(label)
    truus.sees("Waar in Heerlerheide")
    await truus.taps("Ergens anders")
    truus.sees("In welk deel van Heerlen")
    await truus.taps("Terug")
    await truus.taps("80 tot en met 84")
    await truus.taps("Vrieheide-De Stack")
    truus.sees("Hoe woont")


async def test_the_wijk_can_be_typed_after_its_part_of_town_was_tapped(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    for label in ("Bezoek gehad", "Niets bijzonders, verder", "80 tot en met 84", "Heerlerheide"):
        await truus.taps(label)
    await truus.says("vrieheide")
    truus.sees("Buurt: Vrieheide", "Hoe woont")


async def test_what_was_read_is_corrected_with_taps(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says(ACCOUNT)
    await truus.taps("Iets veranderen")
    await truus.taps("☑ Ongeopende post")
    truus.sees_buttons("☐ Ongeopende post", "☑ Gordijnen overdag dicht")
    await truus.taps("☑ Leeftijd: 80 tot en met 84")
    await truus.taps("Klaar met veranderen")
    truus.sees("Dan weet ik alleen de leeftijd nog niet")
    await truus.taps("Iets veranderen")
    await truus.taps("Nog iets")
    await truus.taps("Gezondheid")
    await truus.taps("☐ Slaapt slecht of leeft 's nachts")
    await truus.taps("Verder")
    truus.sees("Slaapt slecht of leeft 's nachts")
    truus.does_not_see("Ongeopende post")
    await truus.taps("85 tot en met 89")
    for label in ("Heerlerheide", "Woont alleen", "Nu niets", "Ja, is goed"):
        await truus.taps(label)
    truus.sees("Slaapt slecht", "Gordijnen overdag dicht", "85 tot en met 89")
    truus.does_not_see("Ongeopende post")


async def test_the_review_is_short_and_everything_in_it_can_be_changed(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.says(f"{ACCOUNT}. ze woont alleen in Vrieheide en wil nog een gesprek")
    assert len(truus.buttons) <= 5
    await truus.says("nee")
    truus.sees("Tik aan wat anders moet")
    assert all(len(row) == 1 or max(len(one.label) for one in row) <= 20 for row in truus.replies[-1].buttons)
    for label in [button.label for button in truus.buttons if button.label.startswith("☑ ")][1:]:
        await truus.taps(label)
    await truus.taps("Terug")
    truus.sees("Signalen: geen", "Bezoek gehad")
    truus.does_not_see("Vrieheide", "Leeftijd:", "Woont alleen")


async def test_at_the_summary_something_can_still_be_changed(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await report_by_buttons(truus)
    await truus.taps("Iets veranderen")
    truus.sees_buttons("☑ Ongeopende post", "☑ Woont alleen", "☑ Wil: Nog een gesprek")
    await truus.taps("☑ Ongeopende post")
    await truus.taps("☑ Woont alleen")
    await truus.taps("Klaar met veranderen")
    truus.sees("Hoe woont")
    await truus.taps("Met partner")
    await truus.taps("Ja, is goed")
    truus.sees("Wonen: Met partner", "Signalen: Gordijnen overdag dicht")
    truus.does_not_see("Ongeopende post")


async def test_telling_it_again_forgets_what_was_read(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says(ACCOUNT)
    await truus.taps("Iets veranderen")
    await truus.taps("Opnieuw")
    truus.sees("Vertel in je eigen woorden")
    await truus.says("haar koelkast was helemaal leeg")
    truus.does_not_see("Ongeopende post", "Leeftijd:")


async def test_a_message_with_a_name_is_taken_out_of_the_chat(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says(ACCOUNT, update="told")
    truus.sees("Je bericht heb ik hier weggehaald, want er leek een naam", "Dat bewaar ik niet")
    assert town.removed["truus"] == ["message-told"]


async def test_a_message_without_anything_identifying_stays(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says("de gordijnen waren dicht en de post lag op de mat")
    truus.does_not_see("weggehaald")
    assert town.removed["truus"] == []


async def test_a_message_that_is_changed_into_one_with_a_name_is_taken_out_too(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says("de post lag op de mat")
    await truus.says("de post lag op de mat bij mevrouw Jansen", Kind.EDITED, update="changed")
    assert town.removed["truus"] == ["message-changed"]


async def test_a_wrong_finger_on_stop_loses_nothing(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says(ACCOUNT)
    await truus.taps("Stoppen")
    await truus.taps("Verder met mijn melding")
    truus.sees("Ongeopende post", "Gordijnen overdag dicht")


async def test_what_may_be_a_crisis_is_asked_among_the_signals(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says("ze zei dat ze er klaar mee is. post lag op de mat")
    truus.sees("Is er misschien meer aan de hand?", "112", "113")
    truus.sees("Ongeopende post")
    truus.sees_buttons("☐ Uitspraken over niet meer willen leven")
    await truus.taps("☐ Uitspraken over niet meer willen leven")
    truus.sees("Dit vraagt vandaag iets.", "113")


# Something else, said in the middle of a report.

UP_TO_AGE = ("Bezoek gehad", "Niets bijzonders, verder")


@pytest.mark.parametrize("taps", range(len(UP_TO_AGE) + 1))
@pytest.mark.parametrize("said", ["zoek rouw", "/zoek rouw"])
async def test_what_is_searched_in_a_report_is_no_part_of_it(town: Town, taps: int, said: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    for label in UP_TO_AGE[:taps]:
        await truus.taps(label)
    shown = [button.label for button in truus.buttons]
    await truus.says(said)
    truus.sees('Gevonden bij "rouw"')
    await truus.taps("Verder met mijn melding")
    assert [button.label for button in truus.buttons] == shown


@pytest.mark.parametrize("said", ["zoek hulp voor haar", "zoek gordijnen", "zoek wxyz"])
async def test_what_may_be_part_of_an_account_is_not_searched(town: Town, said: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says(said)
    truus.does_not_see("Gevonden bij")
    truus.sees_buttons("80 tot en met 84")


async def test_a_word_that_is_asked_for_in_a_report_is_searched_and_leads_back(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.says("zoek")
    await truus.says("rouw")
    truus.sees('Gevonden bij "rouw"')
    truus.sees_buttons("Verder met mijn melding")


@pytest.mark.parametrize(("said", "danger"), [("Hobbeldorp", False), ("Blauw", True)])
async def test_a_word_that_is_no_area_is_told_so(town: Town, said: str, danger: bool) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, "heerlerheide")
    await truus.says("melden")
    for label in (*UP_TO_AGE, "80 tot en met 84"):
        await truus.taps(label)
    await truus.says(said)
    truus.sees("Een buurt met die naam ken ik niet.", "Waar in Heerlerheide")
    truus.does_not_see("Ik wil het zeker weten", "Dit haalde ik eruit")
    assert ("Bel 112" in truus.text) == danger
    await truus.says("vrieheide")
    truus.sees("Hoe woont")


@pytest.mark.parametrize(("said", "seen"), [("er deed niemand open", "Niemand thuis"), ("ging niet door", "Ging niet")])
async def test_why_there_was_no_visit_may_be_typed(town: Town, said: str, seen: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.says(said)
    truus.sees(f"Bezoek: {seen}")


async def test_a_single_letter_is_no_account(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says("A")
    truus.sees("Daar lees ik nog niets in", "Vertel in je eigen woorden")
    await truus.says("post lag op de mat")
    await truus.says("b")
    truus.sees("Daar lees ik nog niets in", "gelezen in")


# The note.


async def test_the_account_is_kept_only_when_the_volunteer_wants_it_without_what_identifies(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says(ACCOUNT)
    for label in ("Klopt, verder", "Heerlerheide", "Woont alleen", "Nog een gesprek", "Ja, is goed"):
        await truus.taps(label)
    truus.sees("Je verhaal zelf bewaar ik niet")
    await truus.taps("Mijn verhaal erbij bewaren")
    truus.sees("[naam]", "gordijnen", "hooguit 90 dagen")
    truus.does_not_see("ansen", "Kerkstraat")
    await truus.taps("gordijnen")
    truus.sees("[weg]")
    truus.does_not_see("gordijnen")
    await truus.says("mat")
    truus.does_not_see(" mat")
    await truus.taps("Zo bewaren")
    truus.sees("Je verhaal gaat mee")
    await truus.taps("Coördinator beslist")
    truus.sees("Je verhaal zonder namen staat erbij")
    async with town.store.work(read_only=True) as work:
        case = await work.cases.find(code_in(truus.text))
    assert case is not None and case.note is not None
    assert "[naam]" in case.note and "[weg]" in case.note
    assert not {"jansen", "kerkstraat", "gordijnen", "mat."} & set(case.note.lower().split())


async def test_a_struck_word_cannot_be_put_back(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says(ACCOUNT)
    for label in ("Klopt, verder", "Heerlerheide", "Woont alleen", "Nog een gesprek", "Ja, is goed"):
        await truus.taps(label)
    await truus.taps("Mijn verhaal erbij bewaren")
    word = next(button for button in truus.buttons if button.label == "gordijnen")
    await truus.taps_button(word)
    await truus.taps_button(word)
    truus.does_not_see("gordijnen")
    await truus.taps("Terug")
    await truus.taps("Mijn verhaal erbij bewaren")
    truus.does_not_see("gordijnen")


async def test_a_long_account_keeps_at_most_500_characters(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says("de post lag op de mat. " + "we dronken koffie en het was gezellig. " * 40)
    for label in ("80 tot en met 84", "Heerlerheide", "Woont alleen", "Nog een gesprek", "Ja, is goed"):
        await truus.taps(label)
    await truus.taps("Mijn verhaal erbij bewaren")
    await truus.taps("Meer woorden")
    await truus.taps("Zo bewaren")
    await truus.taps("Buurtteam")
    async with town.store.work(read_only=True) as work:
        case = await work.cases.find(code_in(truus.text))
    assert case is not None and case.note is not None and 450 < len(case.note) <= 500


# By buttons.


async def test_a_visit_by_buttons_gets_a_case_code(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await report_by_buttons(truus)
    truus.sees("Klopt dit?", "Gordijnen overdag dicht, Ongeopende post", "80 tot en met 84", "Heerlerheide")
    await truus.taps("Buurtteam")
    code = code_in(truus.text)
    await truus.taps("Menu")
    await truus.taps("Mijn meldingen")
    truus.sees(code, "nog niet opgepakt")
    truus.sees_buttons(f"Intrekken: {code}")


@pytest.mark.parametrize(
    ("label", "who", "status"),
    [
        ("Ik zelf", "volunteer", "assigned"),
        ("Buurtteam", "team", "new"),
        ("Huisarts", "gp", "new"),
        ("Coördinator beslist", "coordinator", "new"),
    ],
)
async def test_who_takes_it_up(town: Town, label: str, who: str, status: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await report_by_buttons(truus)
    await truus.taps(label)
    async with town.store.work(read_only=True) as work:
        case = await work.cases.find(code_in(truus.text))
    assert case is not None and (case.follow_up, case.status) == (who, status)


async def test_without_consent_a_visit_is_only_counted(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await report_by_buttons(truus, consent="Nee, liever niet")
    truus.sees("Ik tel dit alleen mee")
    truus.does_not_see("Wie pakt het op?")
    await truus.taps("Klopt, versturen")
    truus.sees("Er is geen code")
    async with town.store.work(read_only=True) as work:
        assert await work.cases.unfinished(town.clock()) == []


async def test_nobody_home_takes_two_taps(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, area="hoensbroek")
    await truus.says("melden")
    await truus.taps("Niemand thuis")
    truus.sees("Bezoek: Niemand thuis")
    truus.does_not_see("Signalen", "Leeftijd")
    await truus.taps("Klopt, versturen")
    truus.sees("meegeteld")
    async with town.store.work(read_only=True) as work:
        report = (await work.session.scalars(select(ReportRow))).one()
    assert (report.outcome, report.area) == ("nobody-home", "hoensbroek")


async def test_a_visit_that_was_not_wanted_says_why(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Wilde geen bezoek")
    truus.sees("Weet je waarom niet?")
    await truus.taps("Te druk")
    truus.sees("Waarom: Te druk")
    await truus.taps("Klopt, versturen")
    async with town.store.work(read_only=True) as work:
        report = (await work.session.scalars(select(ReportRow))).one()
    assert (report.outcome, report.reason) == ("refused", "too-busy")


async def test_a_visit_typed_instead_of_tapped(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek melden")
    await truus.says("bezoek gehad")
    await truus.says("de gordijnen waren weer dicht en de post lag op de mat")
    truus.sees("Gordijnen overdag dicht", "Ongeopende post")
    await truus.says("84")
    await truus.says("ze woont op de vrieheide")
    await truus.says("alleen")
    await truus.says("nog een gesprek")
    await truus.says("ja")
    truus.sees("80 tot en met 84", "Vrieheide", "Woont alleen", "Ja, is goed")
    await truus.says("buurtteam")
    truus.sees("De code is")


STEPS = [
    "Bezoek gehad",
    "Kies uit de lijst",
    "In en om huis",
    "☐ Ongeopende post",
    "Verder",
    "80 tot en met 84",
    "Heerlerheide",
    "Woont alleen",
    "Nu niets",
    "Ja, is goed",
]


@pytest.mark.parametrize("taps", range(len(STEPS) + 1))
async def test_stopping_at_any_step_keeps_nothing(town: Town, taps: int) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.taps("Bezoek melden")
    for label in STEPS[:taps]:
        await truus.taps(label)
    await truus.taps("Stoppen")
    if taps >= STEPS.index("☐ Ongeopende post") + 1:
        truus.sees("Wat je vertelde of koos, is dan weg")
        await truus.taps("Ja, stoppen")
    truus.sees("Gestopt. Van deze melding is niets bewaard.")
    await truus.says("/mijn_meldingen")
    truus.sees("Je hebt nog niets gemeld")


@pytest.mark.parametrize("taps", range(1, len(STEPS) + 1))
async def test_going_on_later_at_any_step(town: Town, taps: int) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.taps("Bezoek melden")
    for label in STEPS[:taps]:
        await truus.taps(label)
    shown = truus.buttons
    await truus.taps("Later verder")
    truus.sees("Je melding staat voor je klaar")
    await truus.says("hoe herken ik eenzaamheid?")
    truus.sees("Nagekeken:")
    await truus.says("melden")
    truus.sees("We gaan verder waar je was")
    assert [button.label for button in truus.buttons] == [button.label for button in shown]


async def test_going_back_asks_the_question_before_again(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await report_by_buttons(truus)
    for question in ("Weet mevrouw of meneer", "Wat wil mevrouw", "Hoe woont", "In welk deel van Heerlen", "Hoe oud"):
        await truus.taps("Terug")
        truus.sees(question)
    await truus.taps("Terug")
    truus.sees("Is er nog iets", "Gordijnen overdag dicht")
    await truus.taps("Terug")
    truus.sees("Vertel in je eigen woorden")
    await truus.taps("Terug")
    truus.sees("Hoe ging het bezoek?")
    assert "Terug" not in [button.label for button in truus.buttons]


async def test_a_serious_signal_shows_its_route_and_tells_the_coordinators(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await urgent_signal(truus)
    truus.sees("0800-2000", "112", "Dit vraagt vandaag iets.")
    bea.catches_up()
    await truus.taps("Verder met mijn melding")
    await finish_urgent(truus, "Ja, is goed")
    await truus.taps("Coördinator beslist")
    bea.sees("Melding die vandaag aandacht vraagt", code_in(truus.text), "Vermoeden van mishandeling")
    bea.does_not_see("Hoensbroek")


async def test_a_crisis_interrupts_a_report_and_the_report_goes_on(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.taps("Bezoek melden")
    await truus.taps("Bezoek gehad")
    await truus.says("mevrouw zegt dat ze niet meer wil leven en ze heeft pillen opgespaard. post lag op de mat")
    truus.sees("113", "112")
    await truus.taps("Verder met mijn melding")
    truus.sees("Ongeopende post")


async def test_a_button_of_an_old_report_changes_nothing(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await report_by_buttons(truus)
    send = next(button for button in truus.buttons if button.label == "Buurtteam")
    await truus.taps_button(send)
    await truus.taps_button(send)
    truus.sees("Die knop hoort bij een gesprek dat al klaar is")
    assert truus.notice
    async with town.store.work(read_only=True) as work:
        assert len(await work.cases.unfinished(town.clock())) == 1


async def test_two_taps_at_once_are_one(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.taps("Bezoek melden")
    for label in ("Bezoek gehad", "Kies uit de lijst", "In en om huis"):
        await truus.taps(label)
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


# Afterwards.


async def test_how_the_volunteer_is(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await send_by_buttons(truus)
    await truus.taps("Het raakte me")
    truus.sees("Je hoeft het niet alleen te dragen")
    await truus.taps("Lezen: zorg voor jezelf")
    truus.sees("Nagekeken:")


async def test_a_report_is_corrected_within_a_day_under_the_same_code(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await send_by_buttons(truus)
    await truus.taps("Melding aanpassen")
    truus.sees("Pas aan wat anders moet")
    await truus.taps("Iets veranderen")
    await truus.taps("☑ Ongeopende post")
    await truus.taps("☑ Leeftijd: 80 tot en met 84")
    await truus.taps("Klaar met veranderen")
    await truus.taps("90 of ouder")
    await truus.taps("Ja, is goed")
    truus.sees("Gordijnen overdag dicht", "90 of ouder", "Heerlerheide", "Woont alleen")
    truus.does_not_see("Ongeopende post")
    await truus.taps("Buurtteam")
    truus.sees("is aangepast", code)
    async with town.store.work(read_only=True) as work:
        case = await work.cases.find(code)
        assert case is not None
        assert (case.signals, case.age_band, case.follow_up) == (("gordijnen-dicht",), "90+", "team")
        assert [event.step for event in await work.cases.history.of(code)] == ["new", "corrected"]
        assert await work.cases.history.broken() == []


async def test_a_corrected_report_without_agreement_has_no_follow_up(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await send_by_buttons(truus)
    await truus.taps("Melding aanpassen")
    await truus.taps("Klopt, verder")
    await truus.taps("Nee, liever niet")
    await truus.taps("Klopt, versturen")
    truus.sees("de code vervalt")
    async with town.store.work(read_only=True) as work:
        case = await work.cases.find(code)
    assert case is not None and case.status == "withdrawn"


async def test_a_wrong_no_can_be_made_right_again(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await send_by_buttons(truus)
    for consent, send in (("Nee, liever niet", "Klopt, versturen"), ("Ja, is goed", "Ik zelf")):
        await truus.taps("Melding aanpassen")
        await truus.taps("Klopt, verder")
        await truus.taps(consent)
        await truus.taps(send)
    truus.sees("is aangepast", code)
    async with town.store.work(read_only=True) as work:
        case = await work.cases.find(code)
        assert case is not None and (case.status, case.assigned_to) == ("assigned", "volunteer")
        assert await work.cases.history.broken() == []
    await bea.says(code)
    bea.sees("Gordijnen overdag dicht")


async def test_who_takes_it_up_can_be_corrected(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await report_by_buttons(truus)
    await truus.taps("Ik zelf")
    code = code_in(truus.text)
    for label in ("Melding aanpassen", "Klopt, verder", "Ja, is goed", "Coördinator beslist"):
        await truus.taps(label)
    async with town.store.work(read_only=True) as work:
        case = await work.cases.find(code)
        assert case is not None and (case.status, case.assigned_to) == ("new", None)
        assert await work.cases.history.broken() == []


async def test_who_is_at_work_on_it_hears_that_it_is_withdrawn(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await send_by_buttons(truus)
    change = next(button for button in truus.buttons if button.label == "Melding aanpassen")
    await bea.says(code)
    await bea.taps("Opgepakt")
    bea.catches_up()
    await truus.taps_button(change)
    for label in ("Klopt, verder", "Nee, liever niet", "Klopt, versturen"):
        await truus.taps(label)
    bea.sees(f"{code} is ingetrokken. Doe er niets meer mee")


async def test_a_correction_that_comes_too_late_is_no_second_report(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await send_by_buttons(truus)
    for label in ("Melding aanpassen", "Klopt, verder", "Ja, is goed"):
        await truus.taps(label)
    town.clock.passes(hours=25)
    await truus.taps("Buurtteam")
    truus.sees("kan niet meer worden aangepast")
    async with town.store.work(read_only=True) as work:
        assert len((await work.session.scalars(select(ReportRow))).all()) == 1


async def test_what_comes_to_mind_later_is_added(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    for label in ("Bezoek gehad", "Niets bijzonders, verder", "80 tot en met 84", "Heerlerheide"):
        await truus.taps(label)
    await truus.says("o ja, de post lag in een stapel op de mat")
    truus.sees("Ongeopende post")
    truus.sees_buttons("Klopt, verder")


async def test_a_told_visit_that_was_none_is_put_right(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.says(ACCOUNT)
    truus.sees("Bezoek gehad")
    await truus.taps("Iets veranderen")
    await truus.taps("☑ Bezoek gehad")
    truus.sees("Hoe ging het bezoek?")
    await truus.taps("Niemand thuis")
    truus.does_not_see("Gordijnen")


async def test_leaving_something_urgent_says_that_nobody_knows(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await urgent_signal(truus)
    await truus.taps("Verder met mijn melding")
    await truus.taps("Later verder")
    truus.sees("je coördinator weet dit nog niet")
    await truus.taps("Verder met mijn melding")
    await truus.taps("Stoppen")
    await truus.taps("Ja, stoppen")
    truus.sees("je coördinator weet dit nog niet")


async def test_a_report_that_waits_is_not_lost_to_a_correction(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await send_by_buttons(truus)
    change = next(button for button in truus.buttons if button.label == "Melding aanpassen")
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.taps_button(change)
    truus.sees("Je bent nog met een andere melding bezig")
    await truus.taps("Verder met mijn melding")
    truus.sees("Vertel in je eigen woorden")


async def test_correcting_works_for_a_day(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await send_by_buttons(truus)
    town.clock.passes(hours=25)
    await truus.taps("Melding aanpassen")
    truus.sees("kan niet meer worden aangepast")


async def test_withdrawing_works_for_a_day(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await send_by_buttons(truus)
    await truus.taps("Menu")
    await truus.taps("Mijn meldingen")
    button = next(button for button in truus.buttons if button.label == f"Intrekken: {code}")
    town.clock.passes(hours=25)
    await truus.taps_button(button)
    truus.sees("kan niet meer worden ingetrokken")
    town.clock.passes(hours=-2)
    await truus.taps_button(button)
    truus.sees("ingetrokken")
    async with town.store.work(read_only=True) as work:
        case = await work.cases.find(code)
    assert case is not None
    assert (case.status, case.signals, case.age_band, case.area) == ("withdrawn", (), None, None)


async def test_nobody_can_change_or_withdraw_the_report_of_somebody_else(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await send_by_buttons(truus)
    change = next(button for button in truus.buttons if button.label == "Melding aanpassen")
    await truus.taps("Menu")
    await truus.taps("Mijn meldingen")
    withdraw = next(button for button in truus.buttons if button.label.startswith("Intrekken"))
    henk = await town.meets("henk", Role.VOLUNTEER)
    await henk.taps_button(withdraw)
    henk.sees("kan niet meer worden ingetrokken")
    await henk.taps_button(change)
    henk.sees("kan niet meer worden aangepast")
    await truus.says("/mijn_meldingen")
    truus.sees(code, "nog niet opgepakt")


async def test_a_guest_cannot_report_but_can_ask(town: Town) -> None:
    guest = await town.meets("guest")
    await guest.says("melden")
    guest.sees("uitgenodigd door een coördinator")
    guest.sees_buttons("Ik wil meedoen", "Menu")
    await guest.says("hoe herken ik eenzaamheid?")
    guest.sees("Nagekeken:")


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.TEXT, Kind.BUTTON)])
async def test_what_cannot_be_read_leaves_the_report_where_it_was(town: Town, kind: Kind) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.taps("Bezoek melden")
    await truus.says("", kind, update="sent")
    truus.sees("Hoe ging het bezoek?")
    truus.sees_buttons("Bezoek gehad", "Stoppen")
    shows_somebody = kind in (Kind.PHOTO, Kind.VOICE, Kind.LOCATION)
    assert town.removed["truus"] == (["message-sent"] if shows_somebody else [])


async def urgent_signal(truus: Person) -> None:
    """A report up to its signal of violence, and what is shown at once."""
    await truus.says("melden")
    for label in ("Bezoek gehad", "Kies uit de lijst", "Veiligheid", "☐ Vermoeden van mishandeling of uitbuiting"):
        await truus.taps(label)


async def finish_urgent(truus: Person, consent: str) -> None:
    for label in ("Verder", "Weet ik niet", "Hoensbroek", "Weet ik niet", "Weet ik niet", consent):
        await truus.taps(label)
    truus.sees("Klopt dit?")


async def urgent_report(truus: Person, consent: str) -> None:
    """A report of violence, up to its summary."""
    await urgent_signal(truus)
    await truus.taps("Verder met mijn melding")
    await finish_urgent(truus, consent)


SEND = {
    "Ja, is goed": "Coördinator beslist",
    "Niet gevraagd": "Klopt, versturen",
    "Nee, liever niet": "Klopt, versturen",
}
NOBODY = "ik kon geen coördinator bereiken"


@pytest.mark.parametrize("consent", SEND)
async def test_an_urgent_report_that_nobody_hears_says_so(town: Town, consent: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await urgent_report(truus, consent)
    await truus.taps(SEND[consent])
    truus.sees(NOBODY, "112")
    truus.does_not_see("De coördinatoren hebben direct bericht gekregen")


@pytest.mark.parametrize("consent", SEND)
async def test_an_urgent_report_always_has_a_case_and_is_announced(town: Town, consent: str) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    bea.catches_up()
    await urgent_report(truus, consent)
    truus.sees("De coördinatoren krijgen direct bericht, met een code en zonder naam")
    truus.does_not_see("Ik tel dit alleen mee")
    await truus.taps(SEND[consent])
    truus.does_not_see(NOBODY)
    bea.sees("Melding die vandaag aandacht vraagt", code_in(truus.text))
    assert ("overleg eerst met de melder" in bea.text) is (consent != "Ja, is goed")
    async with town.store.work(read_only=True) as work:
        case = await work.cases.find(code_in(truus.text))
    assert case is not None and (case.level, case.status) == (3, "new")


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
    for label in ("Bezoek gehad", "Niets bijzonders, verder", *["Weet ik niet"] * 4):
        await truus.taps(label)
    await truus.taps("Ja, is goed")
    truus.sees("Signalen: geen", "Ik tel dit alleen mee")
    await truus.taps("Klopt, versturen")
    truus.sees("Er is geen code")
    async with town.store.work(read_only=True) as work:
        assert await work.cases.unfinished(town.clock()) == []


async def test_a_wish_without_signals_is_followed_up(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    for label in (
        "Bezoek gehad",
        "Niets bijzonders, verder",
        *["Weet ik niet"] * 3,
        "Ergens aan meedoen",
        "Ja, is goed",
    ):
        await truus.taps(label)
    await truus.taps("Coördinator beslist")
    truus.sees("De code is")


async def test_two_taps_on_back_go_back_once(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    for label in ("Bezoek gehad", "Kies uit de lijst", "In en om huis"):
        await truus.taps(label)

    async def back_twice() -> None:
        back = next(button for button in truus.buttons if button.label == "Terug")
        await truus.taps_button(back)
        first = truus.text
        await truus.taps_button(back)
        assert (truus.replies, truus.notice) == ([], "Dat had ik al."), first

    await back_twice()  # from a group to the groups
    truus.catches_up()
    await truus.taps("Niets bijzonders, verder")
    await truus.taps("80 tot en met 84")
    await truus.taps("Heerlerheide")
    await back_twice()
    await truus.says("xyzzy")
    truus.sees("In welk deel van Heerlen")
    await back_twice()  # from one question to the one before it
    await truus.says("xyzzy")
    truus.sees("Hoe oud")
