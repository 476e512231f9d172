"""Questions that nobody could answer, answered by a coordinator: to each who asked, once, without anybody's name."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.message import Button, Kind, Message
from bot.store.role import Role
from tests.journeys.test_curate import MORE_POST, POST, SOUP, asks, labels, likely, open_texts, tied
from tests.journeys.test_help_now import PERHAPS
from tests.journeys.town import CHANNEL, Person, Town

ANSWER = "Openmaken mag niet.\nLeg de post neer en vraag of je mag helpen."


async def writes(person: Person, text: str = ANSWER) -> None:
    """Opens the first group, and types an answer to it."""
    await person.says("/vragen")
    await person.taps("Zelf beantwoorden")
    await person.says(text)


async def test_who_asked_gets_the_answer_once_under_their_own_question(town: Town) -> None:
    bea = await town.meets("5550001", Role.COORDINATOR)
    truus, henk, piet = [await town.meets(name) for name in ("5550002", "5550003", "5550004")]
    await asks(truus, POST)
    await asks(henk, MORE_POST)
    await asks(henk, MORE_POST)
    await asks(piet, SOUP)
    for person in (truus, henk, piet):
        person.catches_up()
    await bea.says("/vragen")
    await bea.taps("Zelf beantwoorden")
    bea.sees("Schrijf een antwoord op 3 vragen:", POST, "Het gaat naar 2 mensen.", "Typ stop")
    await bea.says(ANSWER)
    told = f'Je vroeg laatst: "{POST}"\nEen coördinator antwoordt:\n\n{ANSWER}'
    bea.sees("Dit gaat naar 2 mensen:", told, "Ieder ziet de eigen vraag erboven.")
    assert truus.replies == henk.replies == [], "nothing goes before the tap"
    await bea.taps("Versturen")
    bea.sees("Verstuurd aan 2 mensen. Beantwoord: 3 vragen.", SOUP)
    assert (truus.text, len(truus.replies), len(henk.replies), piet.replies) == (told, 1, 1, [])
    henk.sees(f'Je vroeg laatst: "{MORE_POST}"', "Leg de post neer")
    assert labels(truus) == ["Iets anders vragen", "Menu"]
    truus.does_not_see("5550001", "bea")
    assert (await open_texts(town), await tied(town)) == ([SOUP], [])
    await bea.says("/week")
    bea.does_not_see(POST)
    truus.catches_up()
    await bea.says("wat is eenzaamheid")
    bea.sees("Wat eenzaamheid is")
    assert truus.replies == [], "the answer is over: what is typed now is a question"


async def test_what_goes_out_has_no_names_and_is_shown_so(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, "mag ik de post openmaken voor mevrouw Yilmaz")
    await writes(bea, "Vraag het aan mevrouw Fatima Yilmaz van de Kerkstraat 12.")
    bea.sees("mevrouw [naam]", "[adres]", "Je bericht heb ik hier weggehaald")
    truus.catches_up()
    await bea.taps("Versturen")
    truus.sees("mevrouw [naam]", "[adres]")
    truus.does_not_see("Yilmaz", "Kerkstraat")


async def test_it_can_be_written_anew_and_sent_by_typing(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    truus.catches_up()
    await writes(bea, "nee")
    await bea.taps("Anders")
    bea.sees("Schrijf een antwoord op 1 vraag:", "Het gaat naar 1 persoon.")
    await bea.says("dat mag niet")
    bea.sees("dat mag niet")
    await bea.says("dat mag niet, ook niet als ze het vraagt")
    bea.sees("ook niet als ze het vraagt")
    bea.does_not_see("Ieder ziet")
    await bea.says("Versturen")
    bea.sees("Verstuurd aan 1 persoon. Beantwoord: 1 vraag.", "Er zijn geen vragen zonder antwoord.")
    assert truus.text.count("dat mag niet") == 1


@pytest.mark.parametrize("word", ["stop", "terug", "/stop", "menu", "/vragen", "Stoppen"])
async def test_words_that_stop_it_send_nothing(town: Town, word: str) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    truus.catches_up()
    await writes(bea)
    send = next(button for button in bea.buttons if button.label == "Versturen")
    await (bea.taps(word) if word == "Stoppen" else bea.says(word))
    await bea.says("wat is eenzaamheid")
    bea.does_not_see("Dit gaat naar")
    await bea.taps_button(send)
    bea.sees("Die knop hoort bij een gesprek dat al klaar is.")
    assert (truus.replies, await open_texts(town)) == ([], [POST])


async def test_what_cannot_be_sent_is_said_kindly(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    await writes(bea, "dat mag echt niet " * 60)
    bea.sees("meer dan 1000 tekens", "niets verstuurd")
    await bea.says("Fatima Yilmaz")
    bea.sees("blijft er niets over")
    await bea.says("ja")
    bea.sees("Dit gaat naar 1 persoon:", "ja")


async def test_a_button_of_an_older_answer_sends_nothing(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    truus.catches_up()
    await writes(bea, "de oude")
    old = [button for button in bea.buttons if button.action.startswith("answer:")]
    await writes(bea, "de nieuwe")
    for button in old:
        await bea.taps_button(button)
        bea.sees("Er is niets veranderd.")
    assert truus.replies == []


# Who is not there any more, and who was first.


async def test_who_was_erased_gets_nothing(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus, henk = [await town.meets(name) for name in ("truus", "henk")]
    await asks(truus, POST)
    await asks(henk, MORE_POST)
    await writes(bea)
    await truus.says("/wis_mijn_gegevens")
    await truus.taps("Ja, wis alles")
    truus.catches_up()
    await bea.taps("Versturen")
    bea.sees("Verstuurd aan 1 persoon. Beantwoord: 2 vragen.")
    henk.sees("Leg de post neer")
    assert truus.replies == []


async def test_when_nobody_is_left_that_is_said_and_the_question_stays(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    await bea.says("/vragen")
    await bea.taps("Zelf beantwoorden")
    async with town.store.work() as work:
        await work.people.mark_unreachable(CHANNEL, "truus", town.clock())
    await bea.says(ANSWER)
    bea.sees("Wie dit vroeg, is er niet meer")
    await bea.taps("Terug naar de vragen")
    await bea.taps("Zelf beantwoorden")
    bea.sees("Wie dit vroeg, is er niet meer")
    assert await open_texts(town) == [POST]


@pytest.mark.parametrize("how", ["answered", "tied"])
async def test_of_two_coordinators_the_second_hears_that_it_was_done(town: Town, how: str) -> None:
    bea, mia = [await town.meets(name, Role.COORDINATOR) for name in ("bea", "mia")]
    truus = await town.meets("truus")
    await asks(truus, POST)
    await mia.says("/vragen")
    card = [button for button in mia.buttons if button.action.startswith(("answer", "tie"))]
    await mia.taps("Zelf beantwoorden")
    await mia.says("van mia")
    truus.catches_up()
    if how == "answered":
        await writes(bea)
        await bea.taps("Versturen")
    else:
        await bea.says("/vragen")
        await bea.taps_button(likely(bea))
    await mia.taps("Versturen")
    mia.sees("al beantwoord, gekoppeld of weggegooid", "Er is nu niets veranderd.")
    for button in card:
        await mia.taps_button(button)
        mia.sees("Er is nu niets veranderd.")
    assert len(truus.replies) == 1
    truus.does_not_see("van mia")


async def test_two_who_send_at_the_very_same_moment(town: Town) -> None:
    bea, mia = [await town.meets(name, Role.COORDINATOR) for name in ("bea", "mia")]
    truus = await town.meets("truus")
    await asks(truus, POST)
    truus.catches_up()
    messages = []
    for name, person in (("bea", bea), ("mia", mia)):
        await writes(person)
        action = next(button.action for button in person.buttons if button.label == "Versturen")
        messages.append(Message(CHANNEL, town.next_update(), name, Kind.BUTTON, action))
    for person in (bea, mia):
        person.catches_up()
    await asyncio.gather(*(town.turns.take(message) for message in messages))
    await town.postman.drain()
    assert len(truus.replies) == 1
    assert sorted("Verstuurd" in person.text for person in (bea, mia)) == [False, True]


# Around it.


async def test_only_coordinators_answer(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.ADMIN), await town.meets("truus", Role.VOLUNTEER)
    await asks(truus, POST)
    await bea.says("/vragen")
    action = next(button.action for button in bea.buttons if button.action.startswith("answer"))
    for tapped in (action, "answer:resume", "answer:send:x"):
        await truus.taps_button(Button("", tapped))
        truus.sees("Dit overzicht is voor coördinatoren.")


async def test_forged_buttons_send_nothing(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    truus.catches_up()
    for action in ("", ":write", ":write:x", ":write:1-000000", ":resume", ":send", ":send:x", ":again:x", ":stop:x"):
        await bea.taps_button(Button("", f"answer{action}"))
        bea.sees("niets veranderd")
    assert (truus.replies, await open_texts(town)) == ([], [POST])


async def test_a_report_of_the_coordinator_waits_under_it(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    await bea.says("melden")
    await writes(bea)
    await bea.taps("Versturen")
    bea.sees("Verstuurd aan 1 persoon.")
    await bea.taps("Verder met mijn melding")
    bea.sees("Hoe ging het bezoek?")


async def test_a_crisis_that_is_none_leaves_the_answer_where_it_was(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    await writes(bea)
    await bea.says(PERHAPS[0])
    bea.sees("113")
    await bea.taps("Nee, gewoon een vraag")
    truus.catches_up()
    await bea.taps("Verder met mijn antwoord")
    bea.sees("Dit gaat naar 1 persoon:", "Leg de post neer")
    await bea.taps("Versturen")
    truus.sees("Leg de post neer")


async def test_what_is_kept_of_the_asker_says_that_it_was_answered(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    await truus.says("/mijn_gegevens")
    truus.does_not_see("antwoordde op")
    await writes(bea)
    await bea.taps("Versturen")
    await truus.says("/mijn_gegevens")
    truus.sees(f"{POST} (een coördinator antwoordde op 18 november 2026)")
    await truus.taps_button(Button("", "kept:file"))
    file = truus.replies[0].file
    assert file is not None
    kept = json.loads(file.content)["vragen zonder antwoord"]
    assert [one["beantwoord door een coördinator op"] for one in kept] == ["2026-11-18"]
