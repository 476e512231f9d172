"""Practising over Telegram: alone, with the reminder that the schedule sends, and with a group of phones."""

from __future__ import annotations

import asyncio

from bot.dialogue.practising.practice_screens import labels
from bot.knowledge.practice import Fit
from bot.store.role import Role
from tests.cards.reading import size
from tests.channels.street import Street, label_of, tap, walk
from tests.journeys.test_practice import answers

SOUP = "te-veel-soep"


async def test_a_case_alone_with_its_ticks_in_place_and_a_reminder(street: Street) -> None:
    truus = await street.meets("Truus")
    truus.says("/oefenen")
    asked = await truus.sees("Vraag 1 van")
    (case,) = [case for case in street.knowledge.practice.values() if case.story in asked.text]
    for number, question in enumerate(case.questions):
        shown = asked
        for label in answers(question, Fit.YES)[: None if question.takes_many else 1]:
            shown = await tap(truus, label_of(shown, f". {label}"))
            if question.takes_many:
                assert (shown.message_id, shown.edited) == (asked.message_id, True)
                assert label_of(shown, f". {label}").startswith("☑")
        if question.takes_many:
            truus.taps("Klaar")
        told = await truus.sees(question.feedback)
        (answered,) = [one for one in truus.messages if one.message_id == asked.message_id]
        assert "Jouw antwoord: " in answered.text and answered.labels == []
        if number + 1 < len(case.questions):
            assert told.labels[-1] == "Verder"
            asked = await tap(truus, "Verder", f"Vraag {number + 2} van")
    await truus.sees("Je deed nu 1 van")
    await tap(truus, "Herinner me volgende week", "Op 25 november 2026")
    street.clock.to("11-25 10:30")
    reminder = await truus.sees("Tijd om even te oefenen?")
    assert "Oefenen" in reminder.labels


async def test_a_finger_that_trembles_leaves_the_tick_where_it_is(street: Street) -> None:
    truus = await street.meets("Truus")
    truus.says("oefenen")
    asked = await truus.sees("Vraag 1 van")
    await tap(truus, asked.labels[0], on=asked)
    street.unchanged = 1  # the second tap shows the same once more
    truus.taps(asked.labels[0], asked)
    await asyncio.to_thread(street.api.waits_for_call, "editMessageText", lambda call: call.status == 400)
    truus.says("/menu")
    await truus.sees("Wat wil je doen?")
    assert [shown.labels[0][0] for shown in truus.messages if shown.message_id == asked.message_id] == ["☑"]


async def test_a_group_answers_on_its_phones_and_sees_how_it_is_spread(street: Street) -> None:
    bea, case = await street.meets("Bea", Role.COORDINATOR), street.knowledge.practice[SOUP]
    phones = [await street.meets(name) for name in ("Truus", "Henk", "Wim")]
    bea.says("/training")
    await bea.sees("Oefenen met een groep")
    await walk(bea, ("Licht", ""), (case.title, case.story), ("Begin met deze groep", "0 doen mee"))
    control = bea.messages[-1]
    (opened,) = [shown for shown in bea.messages if shown.file is not None]
    assert opened.file is not None and opened.file.name == "groep.png"
    code, link = opened.text.split(":")[1].split()[0], opened.text.split()[-1]
    assert code in control.text and "Scannen" in opened.text
    for phone in phones:
        phone.follows(link)
        asked = await phone.sees(case.story)
        chosen = await tap(phone, label_of(asked, f". {labels(case.questions[0])[0]}"), "Jouw antwoord: ")
        assert (chosen.message_id, chosen.edited) == (asked.message_id, True)
    fresh = await tap(bea, "Ververs", "3 doen mee, 3 antwoorden.")
    assert fresh.message_id == control.message_id
    spread = await tap(bea, "Toon de verdeling", "3 van de 3 mensen antwoordden.")
    assert spread.file is not None and size(spread.file.content) == (1920, 1080)
    assert f"{labels(case.questions[0])[0]}: 3" in spread.text
    again = await tap(bea, "Ververs", "3 van de 3 mensen antwoordden.", on=spread)
    assert again.message_id > spread.message_id, "a picture stays what it is"
    await tap(bea, "Toon de uitleg", "De uitleg staat op alle telefoons.")
    for phone in phones:
        await phone.sees(case.questions[0].feedback)
    await tap(bea, "Volgende vraag", "Vraag 2 van 4")
    for phone in phones:
        await phone.sees("Vraag 2 van 4")
    phones[0].says("d")
    await phones[0].sees("Jouw antwoord: D.")
    late = next(shown for shown in phones[1].messages if shown.edited)
    await tap(phones[1], late.labels[1], "Kijk op het scherm.", on=late)
    assert phones[1].toasts == ["Die vraag is voorbij."]
    await tap(bea, "Stop", "Stoppen voor iedereen?")
    await tap(bea, "Ja, stoppen voor iedereen", "De groep is gesloten.")
    for phone in phones:
        await phone.sees("De groep is klaar.")
