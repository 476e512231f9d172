"""A visit planned, prepared the evening before, and told of afterwards."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.dialogue.own_reminders import send_own_reminders
from bot.message import LONGEST_ACTION, Button, Kind
from bot.settings import TIMEZONE
from bot.store.models import ReminderRow, ReportRow
from bot.store.reminders import Reminder
from bot.store.role import Role
from tests.journeys.town import Person, Town

# The town's clock stands at Wednesday 18 November 2026, 14:00.


def to(town: Town, moment: str) -> None:
    """The clock goes to a moment in Heerlen, as in `11-19 18:00`."""
    town.clock.now = datetime.fromisoformat(f"2026-{moment}").replace(tzinfo=TIMEZONE).astimezone(UTC)


async def reminds(town: Town, *people: Person) -> int:
    """What the schedule does twice a minute; what people get is then what they see."""
    for person in people:
        person.catches_up()
    town.clock.passes(minutes=2)
    sent = await send_own_reminders(town.store, town.knowledge, town.clock)
    await town.delivers()
    return sent


async def kept(town: Town, name: str = "truus") -> list[Reminder]:
    async with town.store.work() as work:
        return await work.reminders.of(await town.person(work, name))


async def waiting(town: Town) -> int:
    """How many questions coordinators find."""
    async with town.store.work(read_only=True) as work:
        return await work.questions.waiting()


async def outcomes(town: Town) -> list[tuple[str, str | None]]:
    async with town.store.work(read_only=True) as work:
        rows = (await work.session.execute(select(ReportRow.outcome, ReportRow.area).order_by(ReportRow.id))).all()
        return [(row.outcome, row.area) for row in rows]


# Planned


async def test_a_visit_is_planned_in_four_taps(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, "heerlerheide")
    before = truus.interactions
    await truus.says("/bezoek")
    truus.sees_buttons("Vandaag", "Morgen", "Vrijdag 20 november", "Dinsdag 24 november")
    await truus.taps("Vrijdag 20 november")
    truus.sees("Vrijdag 20 november. Hoe laat begint het bezoek?")
    await truus.taps("14:00")
    truus.sees_buttons("Heerlerheide", "Ergens anders", "Laat de buurt weg")
    await truus.taps("Heerlerheide")
    truus.sees(
        "Gepland: vrijdag 20 november, 14:00, Heerlerheide.",
        "Morgenavond stuur ik je een lijstje; na het bezoek vraag ik hoe het ging.",
    )
    truus.sees_buttons("Wijzigen", "Weghalen", "Nu al voorbereiden")
    assert truus.interactions - before <= 5  # the command, and four taps


async def test_a_visit_is_planned_in_one_sentence(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, "heerlerheide")
    await truus.says("bezoek volgende week donderdag half drie")
    truus.sees("Gepland: donderdag 26 november, 14:30, Heerlerheide.", "Woensdagavond stuur ik je een lijstje")
    (one,) = await kept(town)
    assert one.plan["at"] == "2026-11-26T14:30"
    assert set(one.plan) == {"what", "at", "area", "prepared", "asked", "again"}


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("Ik ga morgen om twee uur naar mevrouw Jansen", "2026-11-19T14:00"),
        ("morgen om 2 uur naar meneer Pietersen in Hoensbroek", "2026-11-19T14:00"),
    ],
)
async def test_whom_somebody_goes_to_is_not_kept_with_when(town: Town, said: str, at: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, "heerlerheide")
    await truus.says(said, update="named")
    truus.sees("Gepland: donderdag 19 november, 14:00", "Een naam of adres is niet nodig", "Dat bewaar ik niet")
    truus.does_not_see("ansen", "ietersen")
    assert town.removed["truus"] == ["message-named"]
    (one,) = await kept(town)
    area = "hoensbroek" if "Hoensbroek" in said else "heerlerheide"
    assert one.plan == {"what": "visit", "at": at, "area": area, "prepared": False, "asked": 0, "again": None}
    assert await waiting(town) == 0


@pytest.mark.parametrize("said", ["over een uur ga ik op bezoek", "bezoek over een uur"])
async def test_a_visit_is_planned_from_now(town: Town, said: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, "heerlerheide")
    await truus.says(said)
    truus.sees("Gepland: woensdag 18 november, 15:00, Heerlerheide.", "Neem mee")


async def test_a_question_about_a_visit_to_somebody_plans_nothing(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, "heerlerheide")
    await truus.says("Wat neem ik mee als ik morgen om twee uur naar iemand ga die rouwt")
    truus.does_not_see("Gepland")
    assert await kept(town) == []


async def test_what_is_missing_is_asked_and_may_be_typed(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek plannen")
    await truus.says("28 november")
    truus.sees("Zaterdag 28 november. Hoe laat begint het bezoek?")
    await truus.taps("Andere tijd")
    await truus.says("kwart over tien")
    truus.sees("In welke buurt is het?")
    await truus.says("hoensbroek")
    truus.sees("Gepland: zaterdag 28 november, 10:15, Hoensbroek.")


# Where


async def asked_where(town: Town) -> Person:
    """Somebody who plans a visit, and is asked in which area."""
    truus = await town.meets("truus", Role.VOLUNTEER, "heerlerheide")
    for label in ("Bezoek plannen", "Morgen", "14:00"):
        await truus.taps(label)
    truus.sees("In welke buurt is het?")
    return truus


@pytest.mark.parametrize("said", ["Hobbeldorp", "Blauw", "de wijk Blauw", "mijn straat"])
async def test_what_is_no_area_is_told_so_and_asked_again(town: Town, said: str) -> None:
    truus = await asked_where(town)
    await truus.says(said)
    truus.sees("Een buurt met die naam ken ik niet.", "Morgen, 14:00. In welke buurt is het?")
    truus.does_not_see("Ik wil het zeker weten")
    truus.sees_buttons("Heerlerheide", "Ergens anders", "Laat de buurt weg", "Terug")
    assert await waiting(town) == 0
    await truus.says("vrieheide")
    truus.sees("Gepland: donderdag 19 november, 14:00, Vrieheide.")


async def test_a_word_that_sounds_like_danger_keeps_the_number_in_sight(town: Town) -> None:
    truus = await asked_where(town)
    await truus.says("Blauw")
    truus.sees("Gaat het om gevaar? Bel 112, of typ nu hulp nodig.")
    await truus.says("Hobbeldorp")
    truus.does_not_see("112")


@pytest.mark.parametrize("said", ["zelfmoord", "suicide", "blauwe plekken", "ze is erg in de war vandaag"])
async def test_what_is_clear_or_of_death_or_violence_interrupts_also_there(town: Town, said: str) -> None:
    truus = await asked_where(town)
    await truus.says(said)
    truus.sees("112", "Bel")
    truus.does_not_see("Een buurt met die naam")


async def test_a_question_is_a_question_also_where_an_area_is_asked(town: Town) -> None:
    truus = await asked_where(town)
    await truus.says("hoe herken ik eenzaamheid?")
    truus.sees("Nagekeken:")
    await truus.says("hallo")
    truus.does_not_see("Een buurt met die naam")


async def test_from_every_question_of_a_plan_there_is_a_way_back(town: Town) -> None:
    truus = await asked_where(town)
    await truus.taps("Terug")
    truus.sees("Hoe laat begint het bezoek?")
    await truus.taps("Andere tijd")
    truus.sees("Typ de tijd")
    await truus.taps("Terug")
    truus.sees("Hoe laat begint het bezoek?")
    await truus.taps("Terug")
    truus.sees("Wanneer ga je op bezoek?")
    truus.sees_buttons("Menu")


async def test_a_time_typed_where_an_area_is_asked_is_another_time(town: Town) -> None:
    truus = await asked_where(town)
    await truus.says("half drie")
    truus.sees("Morgen, 14:30. In welke buurt is het?")


@pytest.mark.parametrize("step", [("Bezoek plannen",), ("Morgen",), ("14:00",)])
async def test_after_a_card_for_nothing_the_plan_goes_on(town: Town, step: tuple[str, ...]) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, "heerlerheide")
    for label in ("Bezoek plannen", "Morgen", "14:00"):
        await truus.taps(label)
        if label in step:
            break
    asked = truus.text
    await truus.says("hij slaat haar met een mes")
    await truus.taps("Het is niet zo")
    await truus.taps("Verder met plannen")
    truus.sees(asked)
    await truus.says("ze is erg in de war vandaag")
    await truus.taps("Nee, gewoon een vraag")
    await truus.taps("Verder met plannen")
    truus.sees(asked)


async def test_a_day_that_may_be_two_days_is_asked(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek volgende vrijdag 10 uur in Hoensbroek")
    truus.sees("Welke dag bedoel je precies?")
    await truus.taps("Vrijdag 20 november")
    truus.sees("Gepland: vrijdag 20 november, 10:00, Hoensbroek.")


@pytest.mark.parametrize("said", ["bezoek 31 februari", "bezoek 30-2 14:00", "bezoek op 29 februari 14:00"])
async def test_a_day_that_never_comes_is_asked_again(town: Town, said: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(said)
    truus.sees("Welke dag bedoel je precies?")
    await truus.says("31 april")
    truus.sees("Welke dag bedoel je precies?")
    await truus.says("3 december")
    truus.sees("Donderdag 3 december")
    assert await waiting(town) == 0


async def test_a_time_that_never_comes_is_asked_again(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek morgen 25:00")
    truus.sees("Morgen. Hoe laat begint het bezoek?")
    await truus.taps("Andere tijd")
    await truus.says("14:75")
    truus.sees("Die tijd herken ik niet.", "bijvoorbeeld 13:30")
    await truus.says("half drie")
    truus.sees("In welke buurt is het?")


async def test_a_date_of_last_year_that_is_just_past_was_a_visit(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    to(town, "12-31 20:30")
    await truus.says("bezoek 30 december 14:00")
    truus.sees("Woensdag 30 december om 14:00 is al geweest.")
    truus.sees_buttons("Bezoek melden", "Nieuw bezoek plannen")
    await truus.says("bezoek 1 januari 10:00")
    truus.sees("Gepland: vrijdag 1 januari, 10:00")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("bezoek gisteren 14:00", "Dinsdag 17 november om 14:00 is al geweest."),
        ("bezoek vandaag 13:00", "Woensdag 18 november om 13:00 is al geweest."),
        ("bezoek 3 maart 10:00", "Woensdag 3 maart 2027 is me te ver weg"),
        ("bezoek morgen 03:00", "03:00 is midden in de nacht"),
    ],
)
async def test_what_cannot_be_is_said(town: Town, said: str, answer: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(said)
    truus.sees(answer)
    assert await kept(town) == []


async def test_a_name_is_not_needed_and_taken_out_of_the_chat(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek morgen 14:00 bij mevrouw Jansen", update="named")
    truus.sees("Je bericht heb ik hier weggehaald", "Een naam of adres is niet nodig", "Gepland: donderdag 19 november")
    truus.does_not_see("Jansen")
    assert town.removed["truus"] == ["message-named"]
    assert "ansen" not in str([one.plan for one in await kept(town)])


async def test_the_date_of_a_visit_may_stay_in_the_chat(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek 28 november 14:00")
    truus.sees("Gepland: zaterdag 28 november, 14:00.")
    assert town.removed["truus"] == []


@pytest.mark.parametrize(
    "said",
    [
        "hoe bereid ik een bezoek voor?",
        "mag ik morgen om 14:00 op bezoek als iemand corona heeft?",
        "ik was gisteren om 14:00 op bezoek bij een meneer en de gordijnen waren de hele middag dicht",
    ],
)
async def test_a_question_or_a_story_is_no_plan(town: Town, said: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(said)
    truus.does_not_see("Gepland")
    assert await kept(town) == []


async def test_the_same_visit_is_planned_once(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    for _ in range(2):
        await truus.says("bezoek vrijdag 14:00")
    truus.sees("Dit bezoek stond er al: vrijdag 20 november, 14:00.")
    assert len(await kept(town)) == 1


async def test_of_a_visit_that_stood_there_no_second_list_is_promised(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    to(town, "11-18 20:30")
    await truus.says("bezoek morgen 14:00")
    truus.sees("Hieronder staat je lijstje", "Neem mee")
    await truus.says("bezoek morgen 14:00")
    truus.sees("Dit bezoek stond er al", "Je lijstje kreeg je al")
    truus.does_not_see("Hieronder", "Neem mee")
    truus.sees_buttons("Nu al voorbereiden")


async def test_a_guest_plans_nothing(town: Town) -> None:
    guest = await town.meets("guest")
    for said in ("bezoek morgen 14:00", "/bezoek", "bezoek plannen"):
        await guest.says(said)
        guest.sees("Bezoeken plannen kan als je bent uitgenodigd")
        guest.sees_buttons("Ik wil meedoen", "Menu")
    assert await kept(town, "guest") == []


async def test_a_report_that_is_being_made_waits(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.says("/bezoek")
    await truus.taps("Morgen")
    await truus.taps("10:00")
    await truus.taps("Hoensbroek")
    truus.sees("Gepland: donderdag 19 november, 10:00, Hoensbroek.")
    await truus.taps("Verder met mijn melding")
    truus.sees("Hoe ging het bezoek?")


async def test_every_button_fits(town: Town) -> None:
    areas = town.knowledge.areas.by_id
    assert max(len(f"visit:in:202611201400:{2**31 - 1}:{area}") for area in areas) <= LONGEST_ACTION


@pytest.mark.parametrize(
    "action",
    [
        "visit:on",
        "visit:on:0:0",
        "visit:else:0:0",
        "visit:other:0:0",
        "visit:at:20261301:0",
        "visit:in:2026112014:0:mars",
        "visit:went:7:visited:x",
        "visit:went:7",
        "visit:one:99999999999",
        "visit:drop:x",
        "visit:nothing",
        "remind:x",
    ],
)
async def test_a_button_that_nobody_made_breaks_nothing(town: Town, action: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(action, Kind.BUTTON)
    truus.does_not_see("Er ging bij mij iets mis")


# Seen, changed, removed


async def test_a_visit_is_changed_and_removed(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek vrijdag 14:00 in Hoensbroek")
    await truus.taps("Wijzigen")
    await truus.taps("Zaterdag 21 november")
    await truus.taps("11:00")
    await truus.taps("Hoensbroek")
    truus.sees("Veranderd. Het bezoek is nu: zaterdag 21 november, 11:00, Hoensbroek.")
    await truus.says("/mijn_bezoeken")
    truus.sees("Je bezoeken", "zaterdag 21 november, 11:00, Hoensbroek")
    truus.does_not_see("vrijdag")
    await truus.taps("Zaterdag 21 november, 11:00")
    await truus.taps("Weghalen")
    truus.sees("Weggehaald: zaterdag 21 november, 11:00, Hoensbroek.")
    assert await kept(town) == []
    await truus.taps("Weghalen")
    truus.sees("Dat bezoek staat er niet meer.")


@pytest.mark.parametrize(
    "said", ["mijn bezoek van vrijdag gaat niet door", "bezoek afzeggen", "kan ik mijn bezoek verzetten?"]
)
async def test_who_says_that_it_changes_sees_what_is_planned(town: Town, said: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(said)
    truus.does_not_see("Je bezoeken")  # without a plan it is a question like any other
    await truus.says("bezoek vrijdag 14:00")
    await truus.says(said)
    truus.sees("Je bezoeken", "vrijdag 20 november, 14:00")


async def test_nobody_touches_the_visit_of_another(town: Town) -> None:
    truus, ali = await town.meets("truus", Role.VOLUNTEER), await town.meets("ali", Role.VOLUNTEER)
    await truus.says("bezoek vrijdag 14:00")
    (one,) = await kept(town)
    for what in ("drop", "off", "show", "one"):
        await ali.taps_button(Button("", f"visit:{what}:{one.id}"))
        ali.sees("Dat bezoek staat er niet meer.")
    assert len(await kept(town)) == 1


async def test_nobody_plans_more_than_twenty(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    async with town.store.work() as work:
        person = await town.person(work, "truus")
        for hour in range(20):
            plan = {"what": "visit", "at": f"2026-12-01T{hour:02}:00"}
            await work.reminders.add(person, plan, town.clock().date())
    await truus.says("bezoek vrijdag 14:00")
    truus.sees("Er staan al 20 bezoeken.")


# The evening before


async def test_the_list_comes_the_evening_before_and_once(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek vrijdag 14:00 in Heerlerheide")
    to(town, "11-19 17:50")
    assert await reminds(town, truus) == 0
    to(town, "11-19 18:00")
    assert await reminds(town, truus) == 1
    truus.sees("Morgen bezoek: 14:00 in Heerlerheide", "Neem mee", "Je pas", "Zo kun je beginnen", "Dichtbij")
    assert truus.text.count('• "') == 3
    truus.sees_buttons("Lees: Hoe begin je het gesprek", "Gaat niet door", "Geen herinneringen meer")
    assert await reminds(town) == 0
    await truus.taps("Lees: Hoe begin je het gesprek")
    truus.sees("Begin klein")


async def test_two_visits_of_a_day_stand_in_one_list(town: Town) -> None:
    truus, ali = await town.meets("truus", Role.VOLUNTEER), await town.meets("ali", Role.VOLUNTEER)
    await truus.says("bezoek vrijdag 10:00 in Heerlerheide")
    await ali.says("bezoek vrijdag 11:00 in Hoensbroek")
    await truus.says("bezoek vrijdag 14:00 in Hoensbroek")
    to(town, "11-19 18:30")
    assert await reminds(town, truus, ali) == 2
    truus.sees("Morgen bezoeken: 10:00 in Heerlerheide en 14:00 in Hoensbroek")
    ali.sees("Morgen bezoek: 11:00 in Hoensbroek")
    assert len(truus.replies) == len(ali.replies) == 1
    await truus.taps("10:00 Heerlerheide gaat niet door")
    assert [one.plan["at"] for one in await kept(town)] == ["2026-11-20T14:00"]
    assert await reminds(town) == 0


async def test_what_tells_visits_of_a_day_apart_fits_on_a_button(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek vrijdag 10:00")
    hours = (f"{at // 4 + 11}:{15 * (at % 4):02}" for at in range(40))
    areas = sorted(town.knowledge.areas.by_id.values(), key=lambda area: len(area.name))[-10:]
    for area, hour in zip(areas, hours, strict=False):
        await truus.says(f"bezoek vrijdag {hour} in {area.name}")
    to(town, "11-19 18:30")
    assert await reminds(town, truus) == 1
    labels = [button.label for button in truus.buttons if button.label.endswith("gaat niet door")]
    assert labels[:2] == ["10:00 gaat niet door", "11:00 Zeswegen-Nieuw Hus… gaat niet door"]
    assert len(set(labels)) == len(await kept(town)) and max(map(len, labels)) <= 40


async def test_who_plans_late_gets_the_list_at_once(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    to(town, "11-18 18:30")
    await truus.says("bezoek morgen 14:00")
    truus.sees("Gepland: donderdag 19 november, 14:00.", "Hieronder staat je lijstje", "Neem mee")
    assert await reminds(town) == 0


async def test_who_prepares_now_sees_the_same_sentences_later(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek vrijdag 14:00")
    await truus.taps("Nu al voorbereiden")
    shown = truus.text.partition("Zo kun je beginnen")[2]
    to(town, "11-19 18:00")
    await reminds(town, truus)
    assert truus.text.partition("Zo kun je beginnen")[2] == shown != ""


async def test_a_bot_that_was_down_says_nothing_stale(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek vrijdag 14:00")
    to(town, "11-22 15:30")
    assert await reminds(town, truus) == 0
    assert truus.replies == [] and await kept(town) == []


# After it


async def visited(town: Town, area: str = "in Vrieheide") -> Person:
    """Somebody who is asked how the visit went."""
    truus = await town.meets("truus", Role.VOLUNTEER, "heerlerheide")
    await truus.says(f"bezoek vrijdag 14:00 {area}")
    to(town, "11-20 15:30")
    assert await reminds(town, truus) == 1
    truus.sees("Hoe ging het bezoek van vandaag, 14:00?")
    truus.sees_buttons("Bezoek melden", "Niemand thuis", "Ging niet door", "Later")
    return truus


async def test_from_the_reminder_to_a_stored_report_in_nine_interactions(town: Town) -> None:
    truus = await visited(town)
    before = truus.interactions
    await truus.taps("Bezoek melden")
    truus.sees("Fijn dat je het doorgeeft.", "Vertel in je eigen woorden")
    await truus.says("de gordijnen waren weer dicht en de post lag op de mat")
    for label in ("80 tot en met 84", "Woont alleen", "Nog een gesprek", "Ja, is goed", "Ik zelf"):
        await truus.taps(label)
    truus.sees("De code is")
    assert truus.interactions - before == 7
    assert await outcomes(town) == [("visited", "vrieheide")]
    assert await kept(town) == []


async def test_a_part_of_town_is_not_fine_enough_and_the_wijk_is_asked(town: Town) -> None:
    truus = await visited(town, "in Hoensbroek")
    await truus.taps("Bezoek melden")
    await truus.says("de gordijnen waren weer dicht en de post lag op de mat")
    await truus.taps("80 tot en met 84")
    truus.sees("Waar in Hoensbroek woont mevrouw of meneer?")


@pytest.mark.parametrize("said", ["klaar met bezoek", "Ik ben klaar met het bezoek", "bezoek gehad"])
async def test_from_the_words_to_a_stored_report_in_nine_interactions(town: Town, said: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    before = truus.interactions
    await truus.says(said)
    await truus.says("de gordijnen waren weer dicht en de post lag op de mat")
    for label in ("80 tot en met 84", "Heerlerheide", "Woont alleen", "Nog een gesprek", "Ja, is goed", "Ik zelf"):
        await truus.taps(label)
    truus.sees("De code is")
    assert truus.interactions - before == 8


async def test_the_words_are_of_the_visit_that_was_planned(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek vandaag 14:30 in Vrieheide")
    to(town, "11-18 15:10")
    await truus.says("klaar met bezoek")
    await truus.says("de gordijnen waren weer dicht, ze is 82")
    truus.sees("Buurt: Vrieheide")
    assert await kept(town) == []


async def test_bezoek_gehad_is_an_answer_where_it_is_asked(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.says("bezoek gehad")
    truus.sees("Vertel in je eigen woorden")
    truus.does_not_see("We gaan verder waar je was")


async def test_nobody_home_takes_two_taps(town: Town) -> None:
    truus = await visited(town)
    await truus.taps("Niemand thuis")
    truus.sees("Bezoek: Niemand thuis")
    await truus.taps("Klopt, versturen")
    assert await outcomes(town) == [("nobody-home", "heerlerheide")]
    assert await kept(town) == []


@pytest.mark.parametrize(
    "said", ["Niet thuis", "er deed niemand open", "niemand thuis", "Er was niemand thuis.", "mevrouw was niet thuis"]
)
async def test_nobody_home_is_an_answer_to_how_it_went(town: Town, said: str) -> None:
    truus = await visited(town)
    await truus.says(said)
    truus.sees("Bezoek: Niemand thuis")
    await truus.taps("Klopt, versturen")
    assert await outcomes(town) == [("nobody-home", "heerlerheide")]
    assert await kept(town) == []


async def test_that_it_did_not_take_place_is_an_answer_too(town: Town) -> None:
    truus = await visited(town)
    await truus.says("ging niet door")
    truus.sees("Dank je, ik heb het meegeteld.")
    assert await outcomes(town) == [("cancelled", "heerlerheide")]
    assert await kept(town) == []


async def test_nobody_home_without_a_visit_is_reported_or_read_about(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, "heerlerheide")
    await truus.says("er deed niemand open")
    truus.sees_buttons("Doorgeven: niemand thuis", "Lees: Als niemand opendoet", "Menu")
    await truus.taps("Doorgeven: niemand thuis")
    await truus.taps("Klopt, versturen")
    assert await outcomes(town) == [("nobody-home", "heerlerheide")]


@pytest.mark.parametrize("said", ["wat doe ik als er niemand thuis is?", "ging niet door", "niet thuis in de wmo"])
async def test_what_is_no_answer_to_how_it_went_is_answered(town: Town, said: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(said)
    truus.does_not_see("Was er niemand thuis?", "meegeteld")
    assert await outcomes(town) == []


async def test_a_visit_that_was_called_off_takes_one(town: Town) -> None:
    truus = await visited(town)
    await truus.taps("Ging niet door")
    truus.sees("Dank je, ik heb het meegeteld.")
    truus.sees_buttons("Melding aanpassen")
    assert await outcomes(town) == [("cancelled", "heerlerheide")]
    assert await kept(town) == []
    await truus.taps("Ging niet door")  # a second tap of a thick finger
    truus.sees("Dat bezoek staat er niet meer.")
    assert len(await outcomes(town)) == 1


async def test_it_does_not_disturb_a_report_that_runs(town: Town) -> None:
    truus = await visited(town)
    question = next(button for button in truus.buttons if button.label == "Bezoek melden")
    off = next(button for button in truus.buttons if button.label == "Ging niet door")
    await truus.says("melden")
    await truus.taps_button(question)
    truus.sees("Je bent nog met een andere melding bezig.")
    assert len(await kept(town)) == 1
    await truus.says("bezoek gehad")
    await truus.taps_button(off)
    assert await outcomes(town) == [("cancelled", "heerlerheide")]
    await truus.taps("Kies uit de lijst")
    truus.sees("Wat viel je op?")


async def test_later_is_asked_once_more_the_next_morning(town: Town) -> None:
    truus = await visited(town)
    await truus.taps("Later")
    truus.sees("Morgenochtend vraag ik het nog één keer.")
    to(town, "11-20 19:00")
    assert await reminds(town) == 0
    to(town, "11-21 09:00")
    assert await reminds(town, truus) == 1
    truus.sees("Ik vraag het nog één keer: hoe ging het bezoek van gisteren, 14:00?")
    await truus.taps("Later")
    truus.sees("ik vraag het niet nog eens")
    assert await kept(town) == []


async def test_without_an_answer_it_is_asked_twice_and_forgotten(town: Town) -> None:
    truus = await visited(town)
    asked = 0
    for hour in range(24 * 5):
        town.clock.passes(hours=1)
        asked += await reminds(town)
        assert hour < 24 * 4 or await kept(town) == []
    assert asked == 1
    await truus.taps("Bezoek melden")  # the visit may still be told
    truus.sees("Vertel in je eigen woorden")


async def test_who_reported_already_is_not_asked(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek vandaag 14:30")
    to(town, "11-18 15:30")
    await truus.says("melden")
    await truus.taps("Niemand thuis")
    await truus.taps("Klopt, versturen")
    to(town, "11-18 17:00")
    assert await reminds(town) == 0
    assert await kept(town) == []


async def test_of_two_visits_the_other_one_is_still_asked_after(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek vandaag 14:30")
    await truus.says("bezoek vandaag 16:00")
    to(town, "11-18 17:40")
    assert await reminds(town, truus) == 2
    first = next(button for button in truus.buttons if button.label == "Niemand thuis")
    await truus.taps_button(first)
    await truus.taps("Klopt, versturen")
    assert len(await kept(town)) == 1


# On and off


async def test_who_wants_no_reminders_hears_nothing(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("geen herinneringen")
    truus.sees("Je krijgt geen herinneringen meer")
    await truus.says("bezoek vrijdag 14:00")
    truus.sees("Je herinneringen staan uit")
    for moment in ("11-19 18:00", "11-20 15:30", "11-21 09:00"):
        to(town, moment)
        assert await reminds(town) == 0
    to(town, "11-21 20:30")
    await reminds(town)
    assert await kept(town) == []


@pytest.mark.parametrize("off", ["/herinneringen uit", "herinneringen uit"])
async def test_reminders_are_turned_off_and_on(town: Town, off: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("/herinneringen")
    truus.sees("Je herinneringen staan aan")
    await truus.says(off)
    await truus.says("/mijn_gegevens")
    truus.sees("Dat je geen herinneringen wilt.")
    await truus.says("herinneringen aan")
    truus.sees("Je krijgt weer herinneringen")
    await truus.says("/mijn_gegevens")
    truus.does_not_see("Dat je geen herinneringen wilt.")


async def test_what_is_kept_tells_of_the_visits(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek vrijdag 14:00 in Hoensbroek")
    await truus.says("/mijn_gegevens")
    truus.sees("Bezoeken die je plande, versleuteld: vrijdag 20 november, 14:00, Hoensbroek.")
    await truus.taps("Geef mij alles als bestand")
    (file,) = [reply.file for reply in truus.replies if reply.file is not None]
    assert '"wanneer": "2026-11-20T14:00+01:00"' in file.content.decode()
    assert '"buurt": "Hoensbroek"' in file.content.decode()
    await truus.says("ik stop als vrijwilliger")
    await truus.taps("Ja, ik stop")
    assert await kept(town) == []


# Once


async def test_a_crash_between_two_rounds_sends_nothing_twice(town: Town) -> None:
    """The message is in the outbox and the plan says so in one unit of work; the key keeps it single even where the
    plan would not."""
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek vrijdag 14:00")
    to(town, "11-19 18:00")
    (before,) = await kept(town)
    assert await reminds(town, truus) == 1
    async with town.store.work() as work:
        await work.reminders.look_again(before.id, before.plan, before.look_on)
    assert await reminds(town) == 0
    assert len(truus.replies) == 1


@pytest.mark.parametrize("said", ["het ging goed", "Ging wel goed hoor", "moeizaam", "het was gezellig"])
async def test_how_it_went_may_be_typed(town: Town, said: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek vrijdag 14:00")
    await truus.says(said)
    truus.does_not_see("Vertel in je eigen woorden")
    to(town, "11-20 16:00")
    await reminds(town, truus)
    truus.sees("Hoe ging het bezoek")
    await truus.says(said)
    truus.sees("Vertel in je eigen woorden")
    assert await kept(town) == []


async def test_two_processes_at_the_same_moment_send_it_once(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek vrijdag 14:00")
    to(town, "11-19 18:00")
    truus.catches_up()
    rounds = [send_own_reminders(town.store, town.knowledge, town.clock) for _ in range(3)]
    assert sum(await asyncio.gather(*rounds)) == 1
    await town.delivers()
    assert len(truus.replies) == 1


async def test_many_reminders_are_all_looked_at(town: Town) -> None:
    people = [await town.meets(f"p{number}", Role.VOLUNTEER) for number in range(3)]
    async with town.store.work() as work:
        for number in range(3):
            person = await town.person(work, f"p{number}")
            for hour in range(8, 18):
                plan = {"what": "visit", "at": f"2026-11-20T{hour:02}:00", "prepared": number == 0}
                await work.reminders.add(person, plan, town.clock().date())
    to(town, "11-19 18:00")
    assert await reminds(town, *people) == 2
    assert [len(person.replies) for person in people] == [0, 1, 1]


async def test_nothing_is_left_where_it_was_forgotten(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("bezoek vrijdag 14:00")
    to(town, "11-30 12:00")
    await reminds(town)
    async with town.store.work(read_only=True) as work:
        assert (await work.session.scalars(select(ReminderRow.id))).all() == []
