"""Fifty planted parts through every dialogue that takes text: none of them stays anywhere, or is said to anybody."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.dialogue.handlers import COMMANDS
from bot.dialogue.texts.relay import ANSWERS, QUESTIONS
from bot.message import Button, Kind
from bot.store.invitations import Invitation, new_code
from bot.store.models import ReportRow
from bot.store.people import WRONG_CODES_A_DAY
from bot.store.role import Role
from tests.journeys.test_cases import button, reports
from tests.journeys.test_report import code_in, report_by_buttons
from tests.journeys.town import Person, Town
from tests.privacy.planted import TEXTS
from tests.privacy.sinks import BEA, TRUUS, Sinks, last_words

UNKNOWN = "hoe xyzzy plugh voor "
MASKS = ("[naam]", "[adres]", "[telefoon]", "[nummer]")


async def asks(person: Person, text: str) -> None:
    """Asks something that is kept, whatever the bot makes of it."""
    await person.says(text)
    for label in ("Nee, gewoon een vraag", "Iets anders", "👎 Niet wat ik zocht", "✓ 👎 Niet wat ik zocht"):
        if label in [shown.label for shown in person.buttons]:
            await person.taps(label)
    person.sees("bewaard voor de coördinator")


# Visits.


async def test_in_a_visit_that_is_planned(truus: Person, sinks: Sinks) -> None:
    """With each part behind the day and the time: it plans the visit, or is a question like any other."""
    for text in TEXTS:
        await truus.says(f"bezoek vrijdag 14:00 bij {text}")
        await sinks.hold_nothing(last_words(truus))
        await truus.says(f"/bezoek zaterdag 10:00 {text}")
        await truus.says(f"/bezoek {text}")
    await sinks.hold_nothing()
    await truus.says("/mijn_bezoeken")
    await truus.says("/mijn_gegevens")
    await sinks.hold_nothing(last_words(truus))


async def test_where_a_visit_asks_for_something(truus: Person, sinks: Sinks) -> None:
    for text in TEXTS[:8]:
        await truus.says("/bezoek")
        await truus.says(text)
        await truus.says("/bezoek")
        await truus.taps("Morgen")
        await truus.says(text)
        await truus.says("/bezoek")
        await truus.taps("Morgen")
        await truus.taps("10:00")
        await truus.says(f"hoensbroek {text}")
    await sinks.hold_nothing(last_words(truus))


# Finding.


async def test_in_what_is_searched(truus: Person, sinks: Sinks) -> None:
    for text in TEXTS:
        await truus.says(f"/zoek rouw {text}")
        await truus.says(f"zoek {text}")
        await truus.says("/zoek")
        await truus.says(text)
        await sinks.hold_nothing()


async def test_in_what_somebody_says_is_wrong(town: Town, bea: Person, truus: Person, sinks: Sinks) -> None:
    for text in TEXTS:
        town.clock.passes(hours=1)  # nobody says so often that something is wrong
        await truus.taps_button(Button("", "wrong:rouw"))
        await truus.says(f"dit nummer is anders, zegt {text}")
        await sinks.hold_nothing()
    await bea.says("/vragen")
    bea.sees("Iemand zegt dat" if len(TEXTS) == 1 else "mensen zeggen dat", MASKS[0])
    await bea.says("/week")
    await truus.says("/mijn_gegevens")
    await sinks.hold_nothing()


# Questions.


async def test_in_questions_that_are_not_understood(bea: Person, truus: Person, sinks: Sinks) -> None:
    for text in TEXTS:
        await asks(truus, UNKNOWN + text)
    await sinks.hold_nothing()
    await bea.says("/week")
    bea.sees("Niet beantwoord:", MASKS[0])
    await bea.says("/vragen")
    bea.sees("Vragen zonder antwoord", *MASKS[:2])
    await sinks.hold_nothing()


async def test_in_questions_that_are_asked_back_about_and_answered(truus: Person, bea: Person, sinks: Sinks) -> None:
    for text in TEXTS:
        await truus.says(f"eenzamheid {text}")
        await sinks.hold_nothing()  # while it waits for a choice
        await truus.taps_button(truus.buttons[0])
        if "👎 Niet wat ik zocht" in [shown.label for shown in truus.buttons]:
            await truus.taps("👎 Niet wat ik zocht")
    await bea.says("/vragen")
    await sinks.hold_nothing()


async def test_in_questions_that_are_tied_to_an_answer_and_told_to_who_asked(
    truus: Person, bea: Person, sinks: Sinks
) -> None:
    for text in TEXTS:
        await asks(truus, UNKNOWN + text)
    await bea.says("/vragen")
    truus.catches_up()
    for other in ("Ander artikel", "Overslaan"):
        if other in [shown.label for shown in bea.buttons]:
            await bea.taps(other)
    await bea.says("/vragen")
    while ties := [shown for shown in bea.buttons if shown.action.startswith("tie:")]:
        await bea.taps_button(ties[0])
    assert truus.text.count("Je vroeg laatst:") == len(TEXTS)
    truus.sees("[naam]", "[adres]")
    await sinks.hold_nothing()


async def test_in_answers_to_questions(town: Town, truus: Person, bea: Person, sinks: Sinks) -> None:
    for text in TEXTS:
        await asks(truus, UNKNOWN + text)
        await bea.says("/vragen")
        await bea.taps("Zelf beantwoorden")
        await bea.says(f"vraag het maar aan {text}")
        bea.sees("Dit gaat naar 1 persoon:", "[naam]")
        await sinks.hold_nothing()  # while it waits for the tap
        truus.catches_up()
        await bea.taps("Versturen")
        truus.sees("Een coördinator antwoordt:", "[naam]")
        await sinks.hold_nothing()
    assert len(town.removed[BEA]) == len(TEXTS)
    await asks(truus, UNKNOWN)
    await bea.says("/vragen")
    await bea.taps("Zelf beantwoorden")
    for text in (" ".join(TEXTS), "Fatima Yilmaz", "stop"):
        await bea.says(text)
        await sinks.hold_nothing()


# Reports.


async def test_in_a_report_in_ones_own_words_with_its_note(truus: Person, bea: Person, sinks: Sinks) -> None:
    await truus.says("melden")
    await truus.says("bezoek gehad")
    for text in TEXTS:
        await truus.says(f"{text}. de gordijnen waren weer dicht bij mevrouw de wit en de post lag op de mat")
        truus.sees("Gordijnen overdag dicht", "Ongeopende post")
        await sinks.hold_nothing()
        if text != TEXTS[-1]:
            await truus.taps("Iets veranderen")
            await truus.taps("Opnieuw")
    await truus.taps("Iets veranderen")
    await truus.taps("Nog iets")
    await truus.says(TEXTS[0])
    await truus.taps("Klopt, verder")
    for label in ("80 tot en met 84", "Heerlerheide", "Woont alleen", "Nog een gesprek", "Ja, is goed"):
        if label in [shown.label for shown in truus.buttons]:
            await truus.taps(label)
    truus.sees("Klopt dit?")
    await truus.taps("Mijn verhaal erbij bewaren")
    await sinks.hold_nothing()
    for text in TEXTS:
        await truus.says(text)  # struck by typing
        await sinks.hold_nothing()
    word = next(shown for shown in truus.buttons if ":strike:" in shown.action)
    await truus.taps_button(word)
    await truus.taps("Zo bewaren")
    await truus.taps("Coördinator beslist")
    code = code_in(truus.text)
    await bea.says(code)
    bea.sees("Notitie van de melder:", "[")
    await bea.says("/open")
    await sinks.hold_nothing()


async def test_in_a_report_that_is_paused_sent_corrected_and_withdrawn(
    truus: Person, bea: Person, sinks: Sinks
) -> None:
    await truus.says("melden")
    await truus.says(f"de gordijnen waren dicht. {TEXTS[0]}")
    await truus.taps("Later verder")
    await sinks.hold_nothing()
    await truus.says(f"wat is eenzaamheid? {TEXTS[1]}")
    await truus.says("melden")
    await truus.taps("Klopt, verder")
    for label in ("80 tot en met 84", "Heerlerheide", "Woont alleen", "Nu niets", "Ja, is goed"):
        if label in [shown.label for shown in truus.buttons]:
            await truus.taps(label)
    await truus.taps("Mijn verhaal erbij bewaren")
    await truus.taps("Zo bewaren")
    await truus.taps("Buurtteam")
    code = code_in(truus.text)
    await sinks.hold_nothing()
    await truus.taps("Melding aanpassen")
    await truus.says(f"de post lag er ook. {TEXTS[2]}")
    await sinks.hold_nothing()
    await truus.taps("Klopt, verder")
    await truus.taps("Ja, is goed")
    await truus.taps("Mijn verhaal erbij bewaren")
    await sinks.hold_nothing()
    await truus.taps("Zo bewaren")
    await truus.taps("Buurtteam")
    truus.sees("is aangepast", code)
    await bea.says(code)
    bea.sees("Notitie van de melder:")
    await truus.says("mijn meldingen")
    await truus.taps(f"Intrekken: {code}")
    await bea.says(code)
    bea.sees("Ingetrokken")
    await sinks.hold_nothing()


async def test_at_every_question_of_a_report(town: Town, truus: Person, sinks: Sinks) -> None:
    await truus.taps("Bezoek melden")
    labels = (
        "Bezoek gehad",
        "Klopt, verder",
        "80 tot en met 84",
        "Heerlerheide",
        "Met partner",
        "Nu niets",
        "Niet gevraagd",
        "Klopt, versturen",
    )
    for label in labels:
        for text in TEXTS:
            before = [shown.label for shown in truus.buttons]
            if label not in before:
                break
            await truus.says(f"dat weet ik niet. {text}")
        await sinks.hold_nothing()
        for way_on in ("Nee, gewoon een vraag", "Verder met mijn melding", "Klopt, verder", "Niet gevraagd"):
            if way_on != label and way_on in [shown.label for shown in truus.buttons]:
                await truus.taps(way_on)  # what was typed last was asked about, or read
        if any(shown.label == label for reply in town.heard[TRUUS] for row in reply.buttons for shown in row):
            await truus.taps(label)
    await sinks.hold_nothing()
    async with town.store.work(read_only=True) as work:
        assert len((await work.session.scalars(select(ReportRow))).all()) == 1


async def test_in_a_visit_that_did_not_take_place(truus: Person, sinks: Sinks) -> None:
    await truus.says("melden")
    await truus.taps("Wilde geen bezoek")
    for text in TEXTS:
        await truus.says(text)
    await sinks.hold_nothing()
    await truus.taps("Te druk")
    await truus.says(TEXTS[0])
    await truus.taps("Klopt, versturen")
    await sinks.hold_nothing()


# Cases.


async def test_in_messages_about_a_case(town: Town, truus: Person, bea: Person, sinks: Sinks) -> None:
    code = await reports(town, TRUUS)
    for text in TEXTS:
        await bea.says(code)
        await bea.taps("Vraag de melder")
        truus.catches_up()
        await bea.says(f"is het waar van {text}")
        truus.sees("[naam]", "Een coördinator schrijft:")
        await truus.taps("Zelf schrijven")
        bea.catches_up()
        await truus.says(f"ja, dat klopt: {text}")
        bea.sees("[naam]", "De melder schrijft:")
        await sinks.hold_nothing()
    assert len(town.removed[BEA]) == len(town.removed[TRUUS]) == len(TEXTS)
    await truus.says(code)
    await truus.taps("Schrijf de coördinator")
    for text in (" ".join(TEXTS), "Fatima Yilmaz", "terug"):
        await truus.says(text)
        await sinks.hold_nothing()


async def test_around_the_usual_messages_about_a_case(town: Town, truus: Person, bea: Person, sinks: Sinks) -> None:
    code = await reports(town, TRUUS)
    for label in QUESTIONS.values():
        await bea.says(code)
        await bea.taps("Vraag de melder")
        await bea.taps(label)
    for label in ANSWERS.values():
        await truus.says(TEXTS[0])
        await truus.taps(label)
        await bea.says(TEXTS[1])
    await bea.says(code)
    await sinks.hold_nothing()


async def test_in_a_message_to_all_volunteers(town: Town, truus: Person, bea: Person, sinks: Sinks) -> None:
    for text in TEXTS:
        await bea.says("/bericht")
        await bea.says(f"wie gaat er langs bij {text}")
        bea.sees("Zo zien zij het:", "[naam]")
        await sinks.hold_nothing()  # while it waits to be sent
        await bea.says(f"en wie belt {text}")
        truus.catches_up()
        await bea.taps("Versturen")
        await sinks.hold_nothing()
        town.clock.passes(seconds=1)
        await town.postman.drain()
        truus.sees("Van je coördinator:", "en wie belt", "[naam]")
        await sinks.hold_nothing()
    assert len(town.removed[BEA]) == 2 * len(TEXTS)
    await bea.says("/bericht")
    for text in (" ".join(TEXTS), "Fatima Yilmaz", "stop"):
        await bea.says(text)
        await sinks.hold_nothing()


# What goes before everything.

CERTAIN = "mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard, het gaat om"
PERHAPS = "ze zei dat ze er helemaal klaar mee is en het zo wel genoeg vindt, het gaat om"
IN_CRISIS = TEXTS[:4]  # behind the last one the guard does not hear "perhaps" any more


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.EDITED, Kind.PHOTO])
@pytest.mark.parametrize("crisis", [CERTAIN, PERHAPS])
async def test_in_a_crisis(truus: Person, bea: Person, sinks: Sinks, crisis: str, kind: Kind) -> None:
    for text in IN_CRISIS:
        await truus.says(f"{crisis} {text}", kind)
        truus.sees("113")
        await sinks.hold_nothing()
    for label in ("Nee, gewoon een vraag", "Ik wil de coördinator spreken", "Het is niet zo"):
        if label in [shown.label for shown in truus.buttons]:
            await truus.taps(label)
    await bea.says("/vragen")
    await sinks.hold_nothing()


@pytest.mark.parametrize("crisis", [CERTAIN, PERHAPS])
async def test_in_a_crisis_in_the_middle_of_a_report(truus: Person, sinks: Sinks, crisis: str) -> None:
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    for text in IN_CRISIS:
        await truus.says(f"{crisis} {text}")
        truus.sees("113")
        await sinks.hold_nothing()


async def test_in_a_crisis_in_the_middle_of_a_message(town: Town, truus: Person, bea: Person, sinks: Sinks) -> None:
    code = await reports(town, TRUUS)
    await truus.says(code)
    await truus.taps("Schrijf de coördinator")
    for crisis in (CERTAIN, PERHAPS):
        await truus.says(f"{crisis} {TEXTS[0]}")
    await sinks.hold_nothing()


# What is no plain text.


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.TEXT, Kind.BUTTON)])
async def test_with_something_that_is_no_text(town: Town, truus: Person, bea: Person, sinks: Sinks, kind: Kind) -> None:
    for text in TEXTS:
        await truus.says(UNKNOWN + text, kind)
    await truus.says("melden")
    for text in TEXTS:
        await truus.says(text, kind)
    await truus.says("/stop")
    await truus.says(await reports(town, TRUUS))
    await truus.taps("Schrijf de coördinator")
    await truus.says(TEXTS[0], kind)
    await bea.says("/vragen")
    await sinks.hold_nothing()


@pytest.mark.parametrize("command", [*COMMANDS, "fatima"])
async def test_behind_a_command(truus: Person, bea: Person, sinks: Sinks, command: str) -> None:
    for person in (truus, bea):
        for name in (command, f"{command}@opmerkzaam_bot"):
            await person.says(f"/{name} {TEXTS[0]}")
            await person.says(f"/{name} Fatima Yilmaz")
    await truus.says(f"/{TEXTS[1]}")
    await sinks.hold_nothing()


async def test_behind_a_command_that_erases(truus: Person, sinks: Sinks) -> None:
    await truus.says(f"/wis_mijn_gegevens {TEXTS[0]}")
    await truus.taps("Nee, laat staan")
    await truus.says(f"/wis_mijn_gegevens {TEXTS[1]}")
    await truus.says(UNKNOWN + TEXTS[2])
    await truus.taps("Ja, wis alles")
    await sinks.hold_nothing(last_words(truus))


async def test_around_invitation_codes(town: Town, truus: Person, sinks: Sinks) -> None:
    guest, code = await town.meets("5550123409"), new_code()
    async with town.store.work() as work:
        await work.invitations.add(code, Invitation(Role.VOLUNTEER, None), town.clock())
    for text in TEXTS:
        await guest.says(f"/start {text}")
        await guest.says(f"/start {code} {text}") if text == TEXTS[0] else await guest.says(f"{code} {text}")
        await guest.says(f"mijn code is {code} en {text}")
    for _ in range(WRONG_CODES_A_DAY + 1):
        await guest.says(new_code())
        await guest.says(f"/start {TEXTS[1]}")
    await sinks.hold_nothing()


FORGED = [
    "{}",
    "ask:show:{}",
    "more:{}",
    "near:{}",
    "near:team:{}",
    "ask:pick:{}",
    "ask:not:{}",
    "answer:{}",
    "answer:write:{}",
    "cases:{}",
    "cases:in-{}:p1:of-{}",
    "curate:{}",
    "curate:undo:1:{}",
    "tie:{}:{}",
    "topics:{}",
    "case:{}",
    "case:{}:go:1:done:{}",
    "mycase:{}:{}",
    "change:{}",
    "withdraw:{}",
    "relay:reporter:{}",
    "relay:coordinator:{}:{}",
    "invite:{}",
    "invite:volunteer:for:{}",
    "invite:withdraw:{}",
    "people:{}",
    "people:move:1:{}",
    "people:remove:2:{}",
    "duty:{}:days:1",
    "duty:1:days:{}",
    "duty:1:put:1:{}",
    "broadcast:send:{}",
    "broadcast:went:{}",
    "report:{}:age:{}",
    "help:{}",
    "help:speak:{}",
    "alias:{}",
    "leave:yes:{}",
    "erase:yes:{}",
    "kept:{}",
    "felt:{}",
]


@pytest.mark.parametrize("action", FORGED)
async def test_in_a_forged_button(truus: Person, bea: Person, sinks: Sinks, action: str) -> None:
    await truus.says("melden")
    for person in (truus, bea):
        for planted in ("mevrouw Fatima Yilmaz", "06-12345678", "123456782"):
            await person.says(action.replace("{}", planted), Kind.BUTTON)
            await sinks.hold_nothing(last_words(person))


async def test_in_a_message_that_comes_again(truus: Person, bea: Person, sinks: Sinks) -> None:
    for text in TEXTS:
        for _ in range(3):
            await truus.says(UNKNOWN + text, update=f"again {text[:3]}")
    await bea.says("/week")
    await sinks.hold_nothing()


# What belongs to somebody.


async def test_in_what_somebody_asks_back_of_themselves(town: Town, truus: Person, sinks: Sinks) -> None:
    for text in TEXTS:
        await asks(truus, UNKNOWN + text)
    await report_by_buttons(truus)
    await truus.taps("Coördinator beslist")
    await truus.says("melden")
    await truus.says(f"de gordijnen waren dicht. {TEXTS[0]}")
    await truus.says("/mijn_gegevens")
    truus.sees("[naam]", "[adres]")
    await truus.taps_button(Button("", "kept:file"))
    file = truus.replies[0].file
    assert file is not None and "[telefoon]" in file.content.decode(), "the file tells what is kept"
    await sinks.hold_nothing()
    await truus.says("/mijn_gegevens")
    await truus.taps("Geef me een andere naam")
    await truus.says(TEXTS[1])
    await truus.taps_button(Button("", "alias:again"))
    await truus.says("ik stop als vrijwilliger")
    await truus.says(TEXTS[2])
    await truus.taps("Ja, ik stop")
    await truus.says(UNKNOWN + TEXTS[3])
    await sinks.hold_nothing(last_words(truus))


async def test_in_a_coordinators_own_questions_and_moves(town: Town, truus: Person, bea: Person, sinks: Sinks) -> None:
    code = await reports(town, TRUUS)
    await bea.says(f"{code} {TEXTS[0]}")
    await bea.says(code)
    for label, choice in (("Toewijzen", "Buurtteam"), ("Opgepakt", None), ("Wacht tot ...", "Een week (wo 25 nov)")):
        await bea.taps(label)
        await bea.says(TEXTS[1])
        if choice:
            await bea.taps(choice)
    await bea.says(code)
    await bea.taps("Afronden")
    await bea.says(TEXTS[2])
    await bea.taps_button(button(bea, bea.buttons[0].label))
    await sinks.hold_nothing()
