"""A case followed up: picked up, assigned, waiting, ended, written about; and what the clock does by itself."""

from __future__ import annotations

import asyncio

import pytest

from bot.dialogue.follow_up.reminders import send_reminders
from bot.dialogue.texts.cases import ENDINGS, TOLD_ENDINGS
from bot.errors import StoreUnavailable
from bot.message import Button, Kind
from bot.store.cases import Cases
from bot.store.database import Store
from bot.store.lifecycle import Assignee, Status
from bot.store.reports import Consent, Outcome, Report, Wish
from bot.store.role import Role
from bot.store.vault import Vault
from tests.databases import SECRET
from tests.journeys.test_help_now import PERHAPS
from tests.journeys.test_report import urgent_report
from tests.journeys.town import CHANNEL, Person, Town

VRIEHEIDE = "vrieheide-de-stack"


async def reports(
    town: Town,
    name: str,
    level: int = 1,
    area: str | None = VRIEHEIDE,
    follow_up: Assignee | None = None,
    note: str | None = None,
) -> str:
    """A report of somebody who is in town, with its case; gives the code."""
    signals = {1: ("gordijnen-dicht",), 2: ("geldzorgen",), 3: ("mogelijk-mishandeling",)}[level]
    report = Report(
        Outcome.VISITED,
        signals,
        level,
        "80-84",
        area,
        "alone",
        Consent.YES,
        wish=Wish.TALK,
        follow_up=follow_up,
        note=note,
    )
    async with town.store.work() as work:
        person = await work.people.meet(CHANNEL, name, town.clock())
        report_id = await work.reports.add(work.people.reporter_key(person), report, town.clock())
        return await work.cases.open(report_id, town.clock(), person.id)


async def history_of(town: Town, code: str) -> list[tuple[str, str, str | None]]:
    async with town.store.work(read_only=True) as work:
        return [(event.actor, event.step, event.detail) for event in await work.cases.history.of(code)]


async def tick(town: Town) -> int:
    """The clock's work, as the running bot does it every half minute."""
    sent = await send_reminders(town.store, town.knowledge.areas, town.clock)
    await town.postman.drain()
    return sent


def button(person: Person, label: str) -> Button:
    return next(button for button in person.buttons if button.label == label)


# The card.


async def test_a_coordinator_sees_what_matters_on_the_card(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus", 2, follow_up=Assignee.TEAM, note="[naam] ziet [naam] *nooit* meer")
    town.clock.passes(days=6)
    await bea.says(code.replace("-", " "))
    bea.sees(
        f"{code} · Vrieheide-De Stack · 80-84 · niveau 2",
        "Nog niet opgepakt. 4 werkdagen oud, uiterlijk 25 nov oppakken.",
        "Geldzorgen",
        "Woont alleen. Wil nog een gesprek. Weet van deze melding en vindt het goed.",
        "De melder stelt voor: buurtteam.",
        "Notitie van de melder: [naam] ziet [naam] *nooit* meer",
        "18 nov gemeld · verder niets",
    )
    bea.sees_buttons("Opgepakt", "Toewijzen", "Afronden", "Vraag de melder", "Terug naar open meldingen")
    town.clock.passes(days=2)
    await bea.says(code)
    bea.sees("6 werkdagen oud. Over de termijn: oppakken moest uiterlijk 25 nov.")


async def test_a_case_from_the_report_to_its_end_in_two_taps_a_step(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says("open meldingen")
    await bea.taps(code)
    truus.catches_up()
    await bea.taps("Toewijzen")
    await bea.taps("Buurtteam")
    bea.sees("Toegewezen aan buurtteam", "18 nov toegewezen aan buurtteam")
    assert bea.replies[-1].replaces == "1", "the card stands where the choice stood"
    assert truus.replies == [], "the reporter does not hear of internal assignments"
    await bea.taps("Opgepakt")
    truus.sees(f"Je melding {code} is opgepakt")
    truus.catches_up()
    await bea.taps("Wacht tot ...")
    bea.sees_buttons("Volgende werkdag (do 19 nov)", "Een week (wo 25 nov)", "Een maand (vr 18 dec)")
    await bea.taps("Een week (wo 25 nov)")
    bea.sees("Wacht tot 25 nov.", "18 nov wacht tot 25 nov")
    assert truus.replies == []
    await bea.taps("Weer opgepakt")
    assert truus.replies == []
    await bea.taps("Afronden")
    await bea.taps("Maatje gevonden")
    bea.sees("Afgerond: maatje gevonden.")
    truus.sees("is afgerond", "Er is een maatje gevonden", "Dank je wel")
    await bea.taps("Heropenen")
    bea.sees("18 nov afgerond: maatje gevonden · 18 nov heropend")
    truus.catches_up()
    await truus.says(code)
    truus.sees("Opgepakt.")


@pytest.mark.parametrize("ending", ENDINGS)
async def test_the_reporter_hears_how_it_ended(town: Town, ending: str) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says(code)
    await bea.taps("Afronden")
    truus.catches_up()
    await bea.taps(ENDINGS[ending].capitalize())
    truus.sees(code, TOLD_ENDINGS[ending])


async def test_a_wait_over_the_weekend_and_christmas_ends_on_a_working_day(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    town.clock.passes(days=30)  # Friday 18 December
    await bea.says(code)
    await bea.taps("Opgepakt")
    await bea.taps("Wacht tot ...")
    bea.sees_buttons(
        "Volgende werkdag (ma 21 dec)", "Een week (ma 28 dec)", "Twee weken (ma 4 jan)", "Een maand (ma 18 jan)"
    )
    old = button(bea, "Volgende werkdag (ma 21 dec)")
    town.clock.passes(days=3)
    await bea.taps_button(old)
    bea.sees("of het was al gebeurd", "Opgepakt.")


async def test_two_coordinators_tap_the_same_and_the_slower_sees_how_it_stands(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    ali = await town.meets("ali", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    for coordinator in (bea, ali):
        await coordinator.says(code)
        await coordinator.taps("Toewijzen")
    truus.catches_up()
    await bea.taps("Huisarts")
    bea.sees("Jij was er het laatst mee bezig")
    await ali.taps("Buurtteam")
    ali.sees("Iemand anders was je net voor", "Toegewezen aan huisarts", "Een andere coördinator was er het laatst")
    assert [step for _, step, _ in await history_of(town, code)] == ["new", "assigned"]


async def test_forged_and_half_buttons_change_nothing(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    actions = ["case", "case:nee", f"case:{code}:go", f"case:{code}:go:1:done", f"case:{code}:go:1:done:beter"]
    actions += [f"case:{code}:go:1:withdrawn", f"case:{code}:go:1:assigned:bea", f"case:{code}:which:withdrawn"]
    actions += [f"case:{code}:go:1:waiting:2026-13-01", f"case:{code}:go:0:in-hand", f"case:{code}:go:1:new"]
    actions += [
        f"relay:reporter:{code}:picked-up",
        "relay",
        f"relay:program:{code}",
        f"mycase:{code}:in-hand",
        "mycase",
    ]
    for action in actions:
        await bea.says(action, Kind.BUTTON)
    for action in (f"case:{code}", f"relay:reporter:{code}", f"mycase:{code}:in-hand", f"mycase:{code}:done:buddy"):
        await truus.says(action, Kind.BUTTON)
    assert [step for _, step, _ in await history_of(town, code)] == ["new"]


async def test_a_list_holds_ones_own_area_and_what_is_nobodys(town: Town) -> None:
    ali = await town.meets("ali", Role.COORDINATOR, "hoensbroek")
    bea = await town.meets("bea", Role.COORDINATOR, "heerlerheide")
    cor = await town.meets("cor", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    codes = {area: await reports(town, "truus", area=area) for area in (VRIEHEIDE, "mariarade", "heerlerbaan", None)}
    shown = {}
    for name, coordinator in {"ali": ali, "bea": bea, "cor": cor}.items():
        await coordinator.says("/open")
        shown[name] = {b.label for b in coordinator.buttons if b.action.startswith("case:")}
    assert shown["bea"] == {codes[VRIEHEIDE], codes["heerlerbaan"], codes[None]}
    assert shown["ali"] == {codes["mariarade"], codes["heerlerbaan"], codes[None]}
    assert shown["cor"] == set(codes.values())
    await ali.says(codes[VRIEHEIDE])
    ali.sees("Vrieheide-De Stack")


# The reporter.


async def test_a_volunteer_takes_up_what_is_theirs(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    henk = await town.meets("henk", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says(code)
    await bea.taps("Toewijzen")
    truus.catches_up()
    await bea.taps("De melder")
    truus.sees(f"vraagt of jij {code} wilt oppakken")
    bea.catches_up()
    await truus.taps("Opgepakt")
    truus.sees("Deze ligt bij jou, en is opgepakt")
    bea.sees(f"De melder heeft {code} opgepakt.")
    bea.catches_up()
    await truus.taps("Afronden")
    await truus.taps("Wil geen hulp")
    truus.sees("Afgerond.")
    bea.sees(f"De melder heeft {code} afgerond: wil geen hulp.")
    await bea.taps(f"Open {code}")
    bea.sees("opgepakt door de melder", "afgerond door de melder: wil geen hulp")
    await henk.says(code)
    henk.sees("Die code ken ik niet bij jou")


async def test_a_volunteer_who_proposed_it_has_it_at_once_and_hears_when_it_is_taken_over(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus", follow_up=Assignee.VOLUNTEER)
    await truus.taps_button(Button("", "mine"))
    await truus.taps(f"Bekijk {code}")
    truus.sees("Deze ligt bij jou, en is nog niet opgepakt", "2 december 2026")
    mine = button(truus, "Opgepakt")
    await bea.says(code)
    await bea.taps("Toewijzen")
    truus.catches_up()
    await bea.taps("Huisarts")
    truus.sees(f"{code} ligt niet meer bij jou")
    truus.does_not_see("uisarts")
    await truus.taps_button(mine)
    truus.sees("Dat kan nu niet meer", "Er is iemand gevraagd")
    truus.does_not_see("uisarts")


# Writing to each other.


async def test_neither_learns_who_the_other_is_and_both_see_what_was_passed_on(town: Town) -> None:
    bea = await town.meets("5550001", Role.COORDINATOR)
    truus = await town.meets("5550002", Role.VOLUNTEER)
    code = await reports(town, "5550002")
    await bea.says(code)
    await bea.taps("Vraag de melder")
    truus.catches_up()
    await bea.says("Het buurtteam wil langskomen.\nWil jij mevrouw Yilmaz vragen of dinsdag uitkomt?")
    asked = "Het buurtteam wil langskomen.\nWil jij mevrouw [naam] vragen of dinsdag uitkomt?"
    bea.sees(f"Dit gaf ik door aan de melder van {code}", asked, "Je bericht heb ik hier weggehaald")
    truus.sees(f"Bericht over je melding {code}", "Een coördinator schrijft:", asked)
    truus.does_not_see("Yilmaz", "bea", "5550001")
    bea.catches_up()
    await truus.taps("Niet thuis")
    truus.sees("Dit gaf ik door", "Niet thuis")
    bea.sees(f"Bericht over {code}", "De melder schrijft:", "Niet thuis")
    await truus.taps("Niet thuis")
    assert truus.notice == "Dat had ik al."
    await truus.taps("Zelf schrijven")
    bea.catches_up()
    await truus.says("ik probeer het morgen weer")
    bea.sees("ik probeer het morgen weer")
    bea.does_not_see("5550002")
    bea.catches_up()
    await truus.says("wat is eenzaamheid")
    assert bea.replies == [], "one message, and then it is a conversation with the bot again"
    await bea.says(code)
    bea.sees("bericht aan de melder", "antwoord van de melder (niet thuis)", "bericht van de melder")
    assert [step[:2] for step in await history_of(town, code)] == [
        ("reporter", "new"),
        ("coordinator", "asked"),
        ("reporter", "answered"),
        ("reporter", "asked"),
    ]


async def test_an_answer_opgepakt_picks_up_what_is_theirs(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus", follow_up=Assignee.VOLUNTEER)
    await bea.says(code)
    await bea.taps("Vraag de melder")
    truus.catches_up()
    await bea.taps("Hoe staat het ermee?")
    truus.sees("Hoe staat het ermee?")
    await bea.taps("Hoe staat het ermee?")
    assert bea.notice == "Dat had ik al."
    await truus.taps("Opgepakt")
    assert [step[1:] for step in await history_of(town, code)][-3:] == [
        ("asked", "how-is-it"),
        ("answered", "picked-up"),
        ("in-hand", None),
    ]


async def test_who_wants_to_be_rung_is_told_honestly_that_nobody_knows_them(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await truus.says(code)
    await truus.taps("Schrijf de coördinator")
    bea.catches_up()
    await truus.taps("Bel mij")
    truus.sees("De coördinator weet niet wie je bent", "Bel zelf en noem de code")
    bea.sees(f"De melder van {code} wil je spreken")


@pytest.mark.parametrize("word", ["stop", "terug", "menu", "Terug.", "/stop", "/menu"])
async def test_words_that_stop_a_message_send_nothing(town: Town, word: str) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await truus.says(code)
    await truus.taps("Schrijf de coördinator")
    bea.catches_up()
    await truus.says(word)
    await truus.says("wat is eenzaamheid")
    assert bea.replies == []
    assert [step for _, step, _ in await history_of(town, code)] == ["new"]


async def test_what_cannot_be_sent_is_said_kindly_and_may_be_tried_again(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await truus.says(code)
    await truus.taps("Schrijf de coördinator")
    bea.catches_up()
    await truus.says("ze zegt steeds hetzelfde " * 41)
    truus.sees("meer dan 1000 tekens", "niets verstuurd")
    await truus.says("Fatima Yilmaz")
    truus.sees("blijft er niets over", "Je bericht heb ik hier weggehaald")
    assert bea.replies == []
    await truus.says("ze deed niet open")
    bea.sees("ze deed niet open")


async def test_a_crisis_in_a_message_goes_before_the_message(town: Town) -> None:
    await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await truus.says(code)
    await truus.taps("Schrijf de coördinator")
    await truus.says("mevrouw Jansen zegt dat ze niet meer wil leven en heeft pillen opgespaard", update="crisis")
    truus.sees("113", "112")
    assert [step for _, step, _ in await history_of(town, code)] == ["new"]
    assert town.removed["truus"] == ["message-crisis"]


async def test_a_message_goes_to_who_has_it_in_charge(town: Town) -> None:
    ali = await town.meets("ali", Role.COORDINATOR)
    bea = await town.meets("bea", Role.COORDINATOR, "heerlerheide")
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")

    async def heard(text: str) -> list[str]:
        await truus.says(code)
        await truus.taps("Schrijf de coördinator")
        for one in (ali, bea):
            one.catches_up()
        await truus.says(text)
        return [name for name, one in {"ali": ali, "bea": bea}.items() if text in one.text]

    assert await heard("de bel doet het niet") == ["bea"], "nobody holds it, and she is bound to the area"
    await ali.says(code)
    await ali.taps("Opgepakt")
    assert await heard("de hond blaft") == ["ali"]
    async with town.store.work() as work:
        await work.people.mark_unreachable(CHANNEL, "ali", town.clock())
    assert await heard("het licht is aan") == ["bea"]
    async with town.store.work() as work:
        await work.people.mark_unreachable(CHANNEL, "bea", town.clock())
    await truus.says(code)
    await truus.taps("Schrijf de coördinator")
    truus.sees("Er is nu geen coördinator die ik kan bereiken", "Er is niets verstuurd", code)


async def test_a_reporter_who_left_cannot_be_asked(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says(code)
    ask = button(bea, "Vraag de melder")
    await bea.taps("Toewijzen")
    assign = button(bea, "De melder")
    await truus.says("/wis_mijn_gegevens")
    await truus.taps("Ja, wis alles")
    await bea.taps_button(ask)
    bea.sees("De melder van", "is er niet meer")
    await bea.taps_button(assign)
    bea.sees("Nog niet opgepakt", "De melder is er niet meer")
    assert "Vraag de melder" not in [b.label for b in bea.buttons]
    await bea.taps("Toewijzen")
    assert "De melder" not in [b.label for b in bea.buttons]


async def test_a_report_that_is_being_made_is_not_lost_to_a_message(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says(code)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await bea.taps("Vraag de melder")
    await bea.taps("Hoe staat het ermee?")
    await truus.taps("Niet gelukt")
    truus.sees("Dit gaf ik door")
    await truus.says("melden")
    truus.does_not_see("Hoe ging het bezoek")


async def test_a_crisis_that_is_none_leaves_the_message_where_it_was(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await truus.says(code)
    await truus.taps("Schrijf de coördinator")
    await truus.says(PERHAPS[0])
    truus.sees_buttons("Nee, gewoon een vraag")
    await truus.taps("Nee, gewoon een vraag")
    await truus.taps("Verder met mijn bericht")
    truus.sees(f"Schrijf de coördinator over {code}")
    bea.catches_up()
    await truus.says("ze at vandaag weer wat")
    bea.sees("ze at vandaag weer wat")


# What the clock does.


async def test_what_has_haste_is_told_first_to_those_on_duty(town: Town) -> None:
    ali = await town.meets("ali", Role.COORDINATOR)
    bea = await town.meets("bea", Role.COORDINATOR, "hoensbroek")
    truus = await town.meets("truus", Role.VOLUNTEER)
    await urgent_report(truus, "Ja, is goed")
    for one in (ali, bea):
        one.catches_up()
    await truus.taps("Coördinator beslist")
    bea.sees("Melding die vandaag aandacht vraagt")
    assert ali.replies == []
    town.clock.passes(hours=2)
    assert await tick(town) == 1
    ali.sees("heeft haast, en is na twee uur nog niet opgepakt")


async def test_two_processes_at_the_same_moment_tell_it_once(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus", 3)
    town.clock.passes(hours=2)
    other = Store(town.url, Vault(SECRET))
    areas = town.knowledge.areas
    sent = await asyncio.gather(*(send_reminders(store, areas, town.clock) for store in (town.store, other)))
    await other.close()
    bea.catches_up()
    await town.postman.drain()
    assert sum(sent) == len(bea.replies) == 1
    assert [step for _, step, _ in await history_of(town, code)] == ["new", "escalated"]


async def test_a_reminder_that_fails_half_way_is_made_whole_later(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus", 3)
    town.clock.passes(hours=2)
    bea.catches_up()

    async def fails(*_: object) -> None:
        raise StoreUnavailable("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Cases, "look_again", fails)
        with pytest.raises(StoreUnavailable):
            await tick(town)
    await town.postman.drain()
    assert bea.replies == []
    assert [step for _, step, _ in await history_of(town, code)] == ["new"]
    assert await tick(town) == 1
    bea.sees(code)


async def test_what_has_haste_goes_to_a_second_coordinator_and_in_the_morning_to_all(town: Town) -> None:
    ali = await town.meets("ali", Role.COORDINATOR)
    bea = await town.meets("bea", Role.COORDINATOR, "heerlerheide")
    await town.meets("truus", Role.VOLUNTEER)
    town.clock.passes(days=3, hours=6)  # Saturday 20:00
    code = await reports(town, "truus", 3)
    town.clock.passes(hours=1, minutes=59)
    assert await tick(town) == 0
    town.clock.passes(minutes=1)
    assert (await tick(town), await tick(town)) == (1, 0)
    ali.sees(code, "heeft haast", "na twee uur")
    bea.does_not_see("heeft haast")
    town.clock.passes(hours=10, minutes=59)
    assert await tick(town) == 0
    town.clock.passes(minutes=1)  # Sunday 09:00
    ali.catches_up()
    assert (await tick(town), await tick(town)) == (2, 0)
    ali.sees(code, "nog steeds niet opgepakt")
    bea.sees(code, "nog steeds niet opgepakt")
    town.clock.passes(days=30)
    assert await tick(town) == 0
    assert [step[1:] for step in await history_of(town, code)] == [
        ("new", None),
        ("escalated", "urgent:2026-11-21"),
        ("escalated", "urgent-again:2026-11-21"),
    ]


async def test_what_is_picked_up_is_not_called_late(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    for level in (1, 2, 3):
        await bea.says(await reports(town, "truus", level))
        await bea.taps("Opgepakt")
    town.clock.passes(days=13)
    assert await tick(town) == 0


async def test_what_is_picked_up_and_never_ended_is_asked_after(town: Town) -> None:
    ali = await town.meets("ali", Role.ADMIN)
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says(code)
    await bea.taps("Opgepakt")
    ali.catches_up()
    town.clock.passes(days=14)
    await tick(town)
    bea.sees(f"{code} is opgepakt op 18 november 2026 en nog niet afgerond")
    assert ali.replies == []
    town.clock.passes(days=7)
    await tick(town)
    ali.sees(f"{code} is al drie weken opgepakt")


async def test_before_the_term_those_on_duty_are_reminded_and_after_it_everybody(town: Town) -> None:
    ali = await town.meets("ali", Role.ADMIN)
    bea = await town.meets("bea", Role.COORDINATOR, "heerlerheide")
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus", 2)  # Wednesday 18; due on Wednesday 25
    assert await tick(town) == 0
    town.clock.passes(days=5, hours=17, minutes=59)  # Tuesday 24, 07:59
    assert await tick(town) == 0
    town.clock.passes(minutes=1)
    assert (await tick(town), await tick(town)) == (1, 0)
    bea.sees(f"{code} is nog niet opgepakt", "25 november 2026")
    bea.catches_up()
    town.clock.passes(days=2)  # Thursday 26, 08:00
    ali.catches_up()
    assert (await tick(town), await tick(town)) == (2, 0)
    bea.sees(f"{code} is over de termijn")
    ali.sees(f"{code} is over de termijn")
    await ali.taps(f"Open {code}")
    ali.sees("24 nov herinnerd · 26 nov aan meer coördinatoren doorgegeven")


async def test_a_volunteer_is_reminded_first_of_what_is_theirs(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus", 2, follow_up=Assignee.VOLUNTEER)
    bea.catches_up()
    truus.catches_up()
    town.clock.passes(days=5, hours=20)
    assert await tick(town) == 1
    truus.sees(f"{code} ligt bij jou, en is nog niet opgepakt")
    assert bea.replies == []
    truus.catches_up()
    town.clock.passes(days=2)
    assert await tick(town) == 2
    truus.sees("moest uiterlijk 25 november 2026 zijn opgepakt")
    bea.sees(f"{code} ligt bij de melder")
    bea.catches_up()
    town.clock.passes(days=1)
    assert await tick(town) == 1
    bea.sees(f"{code} is over de termijn")


async def test_an_answer_that_does_not_come_is_asked_for_and_then_told(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says(code)
    await bea.taps("Opgepakt")
    await bea.taps("Vraag de melder")
    await bea.taps("Hoe staat het ermee?")
    town.clock.passes(days=2)
    truus.catches_up()
    assert (await tick(town), await tick(town)) == (1, 0)
    truus.sees(f"Je coördinator wacht sinds 18 november 2026 op je antwoord over {code}")
    town.clock.passes(days=4)
    bea.catches_up()
    assert (await tick(town), await tick(town)) == (1, 0)
    bea.sees(f"De melder van {code} antwoordt niet")
    await truus.taps("Niet gelukt")
    town.clock.passes(days=6)
    assert await tick(town) == 0


async def test_a_reporter_who_waits_is_not_forgotten(town: Town) -> None:
    ali = await town.meets("ali", Role.COORDINATOR)
    bea = await town.meets("bea", Role.COORDINATOR, "heerlerheide")
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await ali.says(code)
    await ali.taps("Opgepakt")
    await truus.says(code)
    await truus.taps("Schrijf de coördinator")
    await truus.says("mag ik nog eens langs")
    town.clock.passes(days=1)
    await truus.says(code)
    await truus.taps("Schrijf de coördinator")
    await truus.says("ik hoor het graag")
    town.clock.passes(days=1)
    for one in (ali, bea, truus):
        one.catches_up()
    assert await tick(town) == 1
    ali.sees(f"De melder van {code} wacht sinds 18 november 2026")
    town.clock.passes(days=4)
    assert await tick(town) == 3
    bea.sees(f"De melder van {code} wacht al vier werkdagen")
    truus.sees("Je kreeg nog geen antwoord")


async def test_a_wait_that_is_over_comes_back_to_who_set_it_in_the_morning(town: Town) -> None:
    ali = await town.meets("ali", Role.COORDINATOR)
    bea = await town.meets("bea", Role.COORDINATOR, "heerlerheide")
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await ali.says(code)
    await ali.taps("Opgepakt")
    await ali.taps("Wacht tot ...")
    await ali.taps("Volgende werkdag (do 19 nov)")
    for one in (ali, bea):
        one.catches_up()
    town.clock.passes(hours=17, minutes=59)
    assert await tick(town) == 0
    town.clock.passes(minutes=1)
    assert (await tick(town), await tick(town)) == (1, 0)
    ali.sees(f"{code} zou wachten tot 19 november 2026")
    assert bea.replies == []


async def test_who_is_told_of_nobody_is_told_when_there_is_somebody(town: Town) -> None:
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus", 3)
    town.clock.passes(hours=2)
    assert await tick(town) == 0
    bea = await town.meets("bea", Role.COORDINATOR)
    town.clock.passes(hours=1)
    assert (await tick(town), await tick(town)) == (1, 0)
    bea.sees(code)


async def test_only_the_newest_of_what_was_missed_is_told(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus", 2)
    town.clock.passes(days=10, hours=9)  # the bot was down for ten days; it is Saturday 23:00
    bea.catches_up()
    assert await tick(town) == 0
    town.clock.passes(hours=9)
    assert (await tick(town), await tick(town)) == (1, 0)
    bea.sees(f"{code} is over de termijn")
    bea.does_not_see("hoort uiterlijk")


async def test_an_assignment_after_the_term_begins_a_new_one(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus", 2)
    town.clock.passes(days=9)
    assert await tick(town) == 1
    await bea.says(code)
    await bea.taps("Toewijzen")
    await bea.taps("Buurtteam")
    bea.sees("uiterlijk 4 dec oppakken")
    assert await tick(town) == 0
    town.clock.passes(days=6)
    assert await tick(town) == 1
    assert [step[1:] for step in await history_of(town, code)][-1] == ("reminded", "due-soon:2026-12-04")


def test_all_of_the_status_words_are_there() -> None:
    from bot.dialogue.texts import cases, my_case

    assert set(cases.STATUSES) == set(my_case.STATUSES) == set(Status)


# What the resident wants gone.


async def test_a_coordinator_erases_at_the_request_of_the_resident(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    bea = await town.meets("bea", Role.COORDINATOR)
    code = await reports(town, "truus", note="ze huilde")
    town.clock.passes(days=40)
    await bea.says(code)
    await bea.taps("Wissen op verzoek van de bewoner")
    bea.sees("wissen?", "voorgoed")
    await bea.taps("Terug")
    bea.sees("Gordijnen overdag dicht")
    truus.catches_up()
    await bea.taps("Wissen op verzoek van de bewoner")
    await bea.taps("Ja, wis de melding")
    bea.sees("is gewist")
    truus.sees("is gewist, omdat mevrouw of meneer dat wilde")
    await bea.says(code)
    bea.does_not_see("Gordijnen", "80-84", "Vrieheide", "huilde")
    assert "Wissen op verzoek van de bewoner" not in [button.label for button in bea.buttons]
    async with town.store.work(read_only=True) as work:
        case = await work.cases.find(code)
        assert case is not None
        assert (case.status, case.signals, case.age_band, case.area, case.note) == ("withdrawn", (), None, None, None)
        assert await work.cases.history.broken() == []
