"""Practising alone, as it goes in the chat: a case, its questions, what there is to say, and when it comes back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.dialogue.own_reminders import send_own_reminders
from bot.dialogue.practising.practice_screens import labels
from bot.knowledge import PracticeCase
from bot.knowledge.practice import Fit, Kind, Question
from bot.markup import to_plain
from bot.message import LONGEST_ACTION, Button
from bot.store.people import Person as Known
from bot.store.personal import Mine
from bot.store.role import Role
from tests.journeys.town import Person, Town


def case_in(person: Person, town: Town) -> PracticeCase:
    """The case of which the story stands in what the bot said last."""
    found = [case for case in town.knowledge.practice.values() if case.story in person.text]
    assert len(found) == 1, person.text
    return found[0]


def button_for(person: Person, label: str) -> Button:
    """The button that has this answer on it, whatever its letter and its tick."""
    found = [button for button in person.buttons if button.label.endswith(f". {label}")]
    assert len(found) == 1, f"{label!r} not once among {[button.label for button in person.buttons]}"
    return found[0]


def answers(question: Question, fit: Fit) -> list[str]:
    return [label for label, one in zip(labels(question), question.fits, strict=True) if one is fit]


async def answer(person: Person, question: Question, fit: Fit) -> None:
    """Answers a question with all that fits so, or the first of it."""
    wanted = answers(question, fit)
    if question.takes_many:
        for label in wanted:
            await person.taps_button(button_for(person, label))
        await person.taps("Klaar")
    else:
        await person.taps_button(button_for(person, wanted[0]))


async def finish(person: Person, town: Town, fit: Fit = Fit.YES) -> PracticeCase:
    """The whole of the case that somebody sees."""
    case = case_in(person, town)
    for number, question in enumerate(case.questions):
        await answer(person, question, fit)
        if number + 1 < len(case.questions):
            await person.taps("Verder")
    return case


async def practises(person: Person, town: Town, fit: Fit = Fit.YES) -> PracticeCase:
    await person.says("/oefenen")
    return await finish(person, town, fit)


async def known(town: Town, name: str) -> Known:
    async with town.store.work() as work:
        return await town.person(work, name)


@pytest.mark.parametrize("typed", ["/oefenen", "oefenen", "Oefenen met een voorbeeld"])
async def test_it_begins_with_a_light_case_and_its_first_question(town: Town, typed: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(typed)
    case = case_in(truus, town)
    assert case.level == 1
    truus.sees(f"Oefenen 1 van {len(town.knowledge.practice)}: {case.title}", "Vraag 1 van", "Wat valt je op?")
    for letter, button in zip("ABCDE", truus.buttons, strict=False):
        if button.label != "Klaar":
            assert button.label.startswith(f"☐ {letter}. ")
            truus.sees(button.label.removeprefix("☐ "))
    assert truus.buttons[-1].label == "Klaar"
    assert all(len(row) == 1 for reply in truus.replies for row in reply.buttons)


async def test_ticks_stand_in_place_and_can_be_taken_off(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("oefenen")
    label = answers(case_in(truus, town).questions[0], Fit.NO)[0]
    tick = button_for(truus, label)
    await truus.taps_button(tick)
    await truus.taps_button(tick)  # a finger that trembles
    (reply,) = truus.replies
    assert reply.replaces == "1"
    ticked = button_for(truus, label)
    assert ticked.label.startswith("☑ ")
    await truus.taps_button(ticked)
    assert button_for(truus, label).label.startswith("☐ ")


@pytest.mark.parametrize("said", ["verder", "Volgende", "volgende vraag", "ja"])
async def test_the_button_that_leads_on_may_be_typed(town: Town, said: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("oefenen")
    case = case_in(truus, town)
    await truus.says("a")
    truus.sees_buttons("Verder")
    await truus.says(said)
    truus.sees("Vraag 2 van")
    for question in case.questions[1:]:
        await answer(truus, question, Fit.YES)
        if question is not case.questions[-1]:
            await truus.says(said)
    truus.sees("Je deed nu 1 van de 40 voorbeelden")
    await truus.says("verder")
    truus.sees("Oefenen 2 van 40")


async def test_verder_later_leads_back_to_the_case_and_ja_does_not(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("verder")
    truus.does_not_see("Hier was je gebleven.")
    await truus.says("oefenen")
    await truus.says("a")
    await truus.says("hoe herken ik eenzaamheid?")
    await truus.says("ja")
    truus.does_not_see("Vraag 2")
    await truus.says("verder")
    truus.sees("Hier was je gebleven.", "Vraag 2 van")


async def test_verder_is_of_a_report_that_waits(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("oefenen")
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says("verder")
    truus.sees("Hoe oud is mevrouw of meneer")
    await truus.taps("Later verder")
    await truus.says("verder")
    truus.does_not_see("Hier was je gebleven.")


async def test_a_case_from_its_first_question_to_the_day_that_it_comes_back(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("oefenen")
    case = case_in(truus, town)
    wanted = answers(case.questions[0], Fit.YES)
    for label in wanted:
        await truus.taps_button(button_for(truus, label))
    await truus.taps("Klaar")
    asked, told = truus.replies
    assert asked.replaces == "1" and not asked.buttons and "Jouw antwoord: " in to_plain(asked.text)
    assert to_plain(told.text).startswith("Goed gezien")
    title = town.knowledge.articles[case.questions[0].article].title
    truus.sees(*wanted, case.questions[0].feedback)
    truus.does_not_see("Let ook hierop", "fout")
    truus.sees_buttons(f"Lees meer: {title}", "Verder")
    for question in case.questions[1:]:
        await truus.taps("Verder")
        truus.does_not_see(case.story)
        await answer(truus, question, Fit.YES)
    truus.sees(
        "Dat ging goed. Dit voorbeeld zie je terug over ongeveer een week.", "Je deed nu 1 van de 40 voorbeelden"
    )
    truus.sees_buttons("Nog een", "Genoeg voor nu", "Herinner me volgende week")
    await truus.taps("Nog een")
    truus.sees("Oefenen 2 van 40")
    other = case_in(truus, town)
    assert other.id != case.id and other.theme != case.theme
    await finish(truus, town)
    await truus.taps("Genoeg voor nu")
    truus.sees("Goed. Als je weer zin hebt, typ dan oefenen.")


async def test_what_did_not_fit_is_answered_kindly_and_comes_back_soon(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("oefenen")
    case = case_in(truus, town)
    await answer(truus, case.questions[0], Fit.NO)
    truus.sees("Je keek goed rond.", *answers(case.questions[0], Fit.YES))
    for question in case.questions[1:]:
        await truus.taps("Verder")
        await answer(truus, question, Fit.NO)
        truus.sees("Hier past beter" if question.kind is not Kind.SAY else "Je bedoelt het goed. Hier helpt meer")
        truus.does_not_see("fout", "Fout", "helaas")
    truus.sees("Dit was een lastige. Daar is oefenen voor.", "zie je terug over een paar dagen")
    town.clock.passes(days=3)
    await truus.says("oefenen")
    truus.sees(f"Oefenen, nog een keer: {case.title}")


async def test_nothing_ticked_is_an_answer_too(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("oefenen")
    await truus.taps("Klaar")
    truus.sees("Jouw antwoord: niets aangetikt.", "Zoiets zie je niet altijd meteen.")


async def test_letters_may_be_typed(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("oefenen")
    case = case_in(truus, town)
    wanted = answers(case.questions[0], Fit.YES)
    letters = [button_for(truus, label).label[2] for label in wanted]
    await truus.says(" en ".join(letters).lower())
    truus.sees("Goed gezien", *wanted)
    await truus.taps("Verder")
    right = button_for(truus, answers(case.questions[1], Fit.YES)[0]).label[0]
    await truus.says("ik denk A en B")  # one answer fits here
    truus.sees("Vraag 2 van")
    await truus.says(f"{right.lower()}, denk ik.")
    truus.sees("Dat past hier goed." if case.questions[1].kind is Kind.DIMENSION else "Dat kun je zo zeggen.")


async def test_a_letter_outside_of_a_case_is_no_answer(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("b")
    truus.does_not_see("Vraag", "Goed gezien")


async def test_a_question_an_article_and_a_report_in_between_take_nothing_away(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("oefenen")
    case = case_in(truus, town)
    await answer(truus, case.questions[0], Fit.YES)
    article = town.knowledge.articles[case.questions[0].article]
    await truus.taps(f"Lees meer: {article.title}")
    truus.sees(article.summary)
    truus.sees_buttons("Verder oefenen")
    await truus.says("wat is eenzaamheid")
    await truus.says("melden")
    await truus.taps("Niemand thuis")
    await truus.says("/oefenen")
    truus.sees("Hier was je gebleven.", case.story, "Vraag 2 van")
    await answer(truus, case.questions[1], Fit.YES)
    truus.sees(case.questions[1].feedback)


async def test_a_tick_is_there_when_somebody_comes_back(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("oefenen")
    label = answers(case_in(truus, town).questions[0], Fit.YES)[0]
    await truus.taps_button(button_for(truus, label))
    town.clock.passes(days=40)
    await truus.says("oefenen")
    truus.sees("Hier was je gebleven.")
    assert button_for(truus, label).label.startswith("☑ ")


async def test_a_life_at_stake_interrupts_and_the_case_waits(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("oefenen")
    await truus.says("hij zei net dat hij een einde aan zijn leven wil maken")
    truus.sees("Bel 113", "Is er nu gevaar? Bel 112.")
    await truus.says("oefenen")
    truus.sees("Hier was je gebleven.")


async def test_old_buttons_change_nothing(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("oefenen")
    case = case_in(truus, town)
    done = truus.buttons[-1]
    await answer(truus, case.questions[0], Fit.YES)
    await truus.taps_button(done)
    assert truus.notice == "Dat had ik al." and not truus.replies
    await truus.taps("Verder")
    for question in case.questions[1:]:
        await answer(truus, question, Fit.YES)
        if question is not case.questions[-1]:
            await truus.taps("Verder")
    await truus.taps_button(done)
    truus.sees("Die knop hoort bij een gesprek dat al klaar is")
    await truus.taps_button(Button("", "practice:abc:7:on:99:more"))
    truus.sees("Die knop hoort bij een gesprek dat al klaar is")
    seen = (await progress(town, "truus"))["seen"]
    assert [one["times"] for one in seen.values()] == [1]


async def progress(town: Town, name: str) -> dict[str, dict[str, dict[str, int]]]:
    person = await known(town, name)
    async with town.store.work(read_only=True) as work:
        return await work.personal.of(person, Mine.PRACTICE)


async def test_two_people_get_the_answers_in_orders_of_their_own(town: Town) -> None:
    orders = set()
    for name in ("truus", "henk", "ali", "bea", "jan", "wim"):
        person = await town.meets(name)
        await person.says("oefenen")
        case = case_in(person, town)
        said = labels(case.questions[0])
        orders.add((case.id, tuple(said.index(button.label[5:]) for button in person.buttons[:-1])))
    assert len(orders) > 2


async def test_a_case_that_was_changed_or_taken_out_breaks_nothing(town: Town) -> None:
    truus = await town.meets("truus")
    done = await practises(truus, town)
    await truus.taps("Nog een")
    running = case_in(truus, town)
    tick = truus.buttons[0]
    before = town.knowledge
    first = running.questions[0]
    changed = running.model_copy(
        update={"questions": (first.model_copy(update={"options": first.options[::-1]}), *running.questions[1:])}
    )
    left = {name: case for name, case in before.practice.items() if name != done.id} | {running.id: changed}
    town.knowledge = replace(before, practice=left)
    await town.close()
    await town.open()
    await truus.taps_button(tick)
    truus.sees("Die knop hoort bij een gesprek dat al klaar is")
    await truus.says("oefenen")
    truus.sees("Oefenen 1 van 39")
    await finish(truus, town)
    await truus.says("/mijn_gegevens")
    truus.sees("welke voorbeelden je deed (1)")


async def test_when_everything_is_done_it_says_when_the_first_comes_back(town: Town) -> None:
    two = dict(list(town.knowledge.practice.items())[:2])
    town.knowledge = replace(town.knowledge, practice=two)
    await town.close()
    await town.open()
    truus = await town.meets("truus")
    await practises(truus, town)
    await practises(truus, town)
    await truus.taps("Nog een")
    truus.sees("Je deed alle 2 voorbeelden. Het eerste zie je terug over", "Eerder mag ook.")
    await truus.taps("Toch nu oefenen")
    truus.sees("Oefenen, nog een keer")


async def test_without_cases_it_says_so(town: Town) -> None:
    town.knowledge = replace(town.knowledge, practice={})
    await town.close()
    await town.open()
    truus = await town.meets("truus")
    await truus.says("oefenen")
    truus.sees("Er zijn nu geen voorbeelden om mee te oefenen.")
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/training")
    await bea.taps("Licht")
    bea.sees("Hier zijn geen voorbeelden van.")


# Somebody who may not want to live.


async def test_where_somebody_may_not_want_to_live_the_numbers_stand_in_the_words_of_the_card(town: Town) -> None:
    serious = {name: case for name, case in town.knowledge.practice.items() if case.may_be_suicidal}
    town.knowledge = replace(town.knowledge, practice=serious)
    await town.close()
    await town.open()
    truus = await town.meets("truus")
    await truus.says("/nu_hulp")
    on_card = [line for line in truus.text.splitlines() if "112" in line or "113" in line]
    assert len(on_card) == 2
    for _ in serious:
        await truus.says("oefenen")
        case = case_in(truus, town)
        for question in case.questions:
            await answer(truus, question, Fit.YES)
            if question is not case.questions[-1]:
                await truus.taps("Verder")
        truus.sees(*on_card, "Herken je dit van een echt bezoek?")
        truus.sees_buttons("Nu hulp nodig")


async def test_where_it_cannot_wait_and_the_last_answer_does_not_fit_it_comes_back_soon(town: Town) -> None:
    case = town.knowledge.practice["een-sleutel-in-het-slot"]
    town.knowledge = replace(town.knowledge, practice={case.id: case})
    await town.close()
    await town.open()
    truus = await town.meets("truus")
    await truus.says("oefenen")
    for question in case.questions[:-1]:
        await answer(truus, question, Fit.YES)
        await truus.taps("Verder")
    await answer(truus, case.questions[-1], Fit.NO)
    truus.sees("0800-2000", "Dit was een lastige.", "over een paar dagen")


# The reminder.


async def test_one_reminder_a_week_later_by_day(town: Town) -> None:
    truus = await town.meets("truus")
    await practises(truus, town)
    await truus.taps("Herinner me volgende week")
    truus.sees("Op 25 november 2026 stuur ik je één berichtje.")
    truus.catches_up()
    await truus.taps("Herinner me volgende week")
    await truus.says("/mijn_gegevens")
    truus.sees("Dat ik je op woensdag 25 november aan het oefenen herinner. Dat wis ik daarna.")
    await truus.taps("Geef mij alles als bestand")
    (given,) = truus.replies
    assert given.file is not None
    assert json.loads(given.file.content)["herinnering om te oefenen, op"] == ["2026-11-25"]
    assert await send_own_reminders(town.store, town.knowledge, town.clock) == 0
    town.clock.passes(days=7, hours=-6)
    assert await send_own_reminders(town.store, town.knowledge, town.clock) == 0, (
        "at eight in the morning nobody is reminded"
    )
    town.clock.passes(hours=6)
    truus.catches_up()
    assert [await send_own_reminders(town.store, town.knowledge, town.clock) for _ in range(2)] == [1, 0]
    await town.delivers()
    truus.sees("Tijd om even te oefenen? Vijf minuten is genoeg.")
    await truus.taps("Oefenen")
    truus.sees("Oefenen")


async def test_who_turned_reminders_off_gets_none(town: Town) -> None:
    truus = await town.meets("truus")
    await practises(truus, town)
    await truus.taps("Herinner me volgende week")
    async with town.store.work() as work:
        person = await town.person(work, "truus")
        await work.reminders.turn(person, town.clock(), on=False)
    await truus.taps("Herinner me volgende week")
    truus.sees("Je hebt herinneringen uitgezet.")
    town.clock.passes(days=7)
    truus.catches_up()
    assert await send_own_reminders(town.store, town.knowledge, town.clock) == 0
    town.clock.passes(days=8)
    assert await send_own_reminders(town.store, town.knowledge, town.clock) == 0
    async with town.store.work(read_only=True) as work:
        assert await work.reminders.of(person) == [], "a week later it is forgotten"


async def test_it_comes_behind_many_reminders_of_visits(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("menu")
    person = await known(town, "truus")
    visit = {"what": "visit", "at": "2026-12-15T14:00"}
    async with town.store.work() as work:
        for _ in range(25):
            await work.reminders.add(person, visit, town.clock().date())
    await practises(truus, town)
    await truus.taps("Herinner me volgende week")
    town.clock.passes(days=7)
    assert await send_own_reminders(town.store, town.knowledge, town.clock) == 1
    async with town.store.work(read_only=True) as work:
        assert [one.plan for one in await work.reminders.of(person)] == [visit] * 25


# What is kept and what is told of it.


async def test_progress_is_for_the_volunteer_alone_and_goes_with_everything_else(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    case = await practises(truus, town)
    await truus.says("/mijn_gegevens")
    truus.sees("welke voorbeelden je deed (1)", "Dat ziet niemand anders.")
    await truus.taps("Geef mij alles als bestand")
    (file,) = [reply.file for reply in truus.replies if reply.file]
    kept = json.loads(file.content)["oefenen"]
    assert kept["voorbeelden"] == [
        {
            "voorbeeld": case.title,
            "keer": 1,
            "hoe het ging": "Dat ging goed.",
            "laatst": "2026-11-18",
            "komt terug": "2026-11-25",
        }
    ]
    await truus.says("wis mijn gegevens")
    await truus.taps("Ja, wis alles")
    await truus.says("/mijn_gegevens")
    truus.does_not_see("oefenen gaat")
    await truus.says("oefenen")
    truus.sees("Oefenen 1 van 40")


async def test_the_digest_tells_how_many_practised_and_never_of_fewer_than_five_how_many(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/week")
    bea.does_not_see("Oefenen:")
    for name in ("truus", "henk", "ali", "jan"):
        await practises(await town.meets(name), town)
    truus = Person(town, "truus")
    await practises(truus, town)
    await bea.says("/week")
    bea.sees("Oefenen: minder dan 5 mensen, 5 voorbeelden.")
    await practises(await town.meets("wim"), town)
    await bea.says("/week")
    bea.sees("Oefenen: 5 mensen, 6 voorbeelden.")
    town.clock.passes(days=5)
    await town.makes_digests()
    await town.delivers()
    told = [reply for reply in town.heard["bea"] if "Week 47" in reply.text]
    assert "Oefenen:" in to_plain(told[-1].text)
    hoensbroek = await town.meets("ali-van-hoensbroek", Role.COORDINATOR, "hoensbroek")
    await practises(truus, town)
    await hoensbroek.says("/week")
    hoensbroek.sees("Oefenen (heel Heerlen): minder dan 5 mensen, 1 voorbeeld.")


async def test_every_button_fits(town: Town) -> None:
    articles = {question.article for case in town.knowledge.practice.values() for question in case.questions}
    actions = [f"practice:read:{article}" for article in articles]
    actions += [f"training:{what}:{case}" for case in town.knowledge.practice for what in ("case", "begin")]
    assert [action for action in actions if len(action.encode()) > LONGEST_ACTION] == []
