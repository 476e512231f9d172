"""Practising in a group: the trainer leads and shows how the answers are spread, everybody answers on their phone."""

from __future__ import annotations

import asyncio
import struct
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.dialogue.practising import training
from bot.dialogue.practising.practice_group import group_of_trainer, spread_of
from bot.dialogue.practising.practice_screens import labels
from bot.knowledge import PracticeCase
from bot.knowledge.practice import Fit
from bot.markup import to_plain
from bot.message import LONGEST_CAPTION, Button, Kind, Message, Reply
from bot.store.models import Base, OutboxRow, PracticeAnswerRow, PracticeGroupRow
from bot.store.practice_groups import ALPHABET, CODE, new_code, read_code
from bot.store.role import Role
from tests.journeys.test_practice import answers, button_for
from tests.journeys.town import CHANNEL, Person, Town

HOME = "https://t.me/opmerkzaam_bot"
SOUP = "te-veel-soep"
NAMES = ("truus", "henk", "wim")


async def opened(town: Town, trainer: Person, case: str = SOUP) -> str:
    """A group of this trainer; gives its code as it stands on the screen."""
    shown = town.knowledge.practice[case]
    await trainer.says("/training")
    await trainer.taps({1: "Licht", 2: "Vraagt een vervolg", 3: "Vraagt vandaag actie"}[shown.level])
    await trainer.taps(shown.title)
    await trainer.taps("Begin met deze groep")
    found = {word.strip(".") for word in trainer.text.split() if CODE.fullmatch(word.strip(".").lower())}
    assert len(found) == 1, trainer.text
    return found.pop()


async def joined(town: Town, code: str, *names: str) -> list[Person]:
    people = [await town.meets(name) for name in names or NAMES]
    for person in people:
        await person.says(code)
    return people


async def leads(town: Town, trainer: Person, label: str, *people: Person) -> None:
    """The trainer taps, and what that has for these people arrives."""
    for person in people:
        person.catches_up()
    await trainer.taps(label)
    town.clock.passes(seconds=5)
    await town.delivers()


def soup(town: Town) -> PracticeCase:
    return town.knowledge.practice[SOUP]


async def test_from_the_code_to_the_last_question(town: Town) -> None:
    home = town.is_at(HOME)
    bea = await town.meets("bea", Role.COORDINATOR)
    code = await opened(town, bea)
    told, control = bea.replies
    assert (
        told.file is not None
        and told.file.is_picture
        and told.file.shows == (f"Een QR-code. Wie hem scant, doet mee met de groep. De code is {code}.")
    )
    assert f"{home}?start=oefen-{code.lower()}" in to_plain(told.text) and len(told.text) < LONGEST_CAPTION
    case = soup(town)
    assert case.story in to_plain(control.text)
    bea.sees(f"Code {code} · 0 doen mee, 0 antwoorden.")
    truus, henk, wim = await joined(town, code)
    truus.sees("Je doet mee met de groep.", case.title, case.story, "Wat valt je op? Tik alles aan wat past.")
    wim.does_not_see("Klaar")
    yes, maybe = answers(case.questions[0], Fit.YES), answers(case.questions[0], Fit.MAYBE)
    for person in (truus, henk):
        for label in yes:
            await person.taps_button(button_for(person, label))
    await wim.taps_button(button_for(wim, maybe[0]))
    wim.sees("Jouw antwoord: ", "Je mag het nog veranderen. Kijk op het scherm.")
    await bea.taps("Ververs")
    bea.sees("3 doen mee, 3 antwoorden.")
    assert [reply.replaces for reply in bea.replies] == ["1"]
    await bea.taps("Toon de verdeling")
    (shown,) = bea.replies
    assert shown.file is not None and size_of(shown) == (1920, 1080)
    for label, count in (*((label, 2) for label in yes), (maybe[0], 1)):
        assert f"{label}: {count}" in to_plain(shown.text) and f"{label}: {count}" in shown.file.shows
    bea.sees("3 van de 3 mensen antwoordden.")
    await leads(town, bea, "Toon de uitleg", truus, henk)
    for person in (truus, henk):
        person.sees("Dit past", case.questions[0].feedback)
    bea.does_not_see("Toon de uitleg")
    await leads(town, bea, "Volgende vraag", truus, henk, wim)
    wim.sees("Vraag 2 van 4.", "D. Nog niet te zeggen")
    wim.does_not_see(case.story)
    for _ in case.questions[2:]:
        await bea.taps("Volgende vraag")
    bea.sees("Vraag 4 van 4")
    assert "Volgende vraag" not in [button.label for button in bea.buttons]
    await bea.taps("Stop")
    bea.sees("Stoppen voor iedereen?")
    await leads(town, bea, "Ja, stoppen voor iedereen", truus, henk, wim)
    bea.sees("De groep is gesloten. Alle antwoorden zijn gewist.")
    truus.sees("De groep is klaar.", "Dank je voor het meedoen.")
    truus.sees_buttons("Zelf oefenen")
    assert await rows(town, PracticeGroupRow) == await rows(town, PracticeAnswerRow) == 0


def size_of(reply: Reply) -> tuple[int, int]:
    """Of a PNG (https://www.w3.org/TR/png/#11IHDR)."""
    assert reply.file is not None
    width, height = struct.unpack(">II", reply.file.content[16:24])
    return width, height


async def rows(town: Town, table: type[Base]) -> int:
    async with town.store.work(read_only=True) as work:
        return int((await work.session.scalars(select(func.count()).select_from(table))).one())


@pytest.mark.parametrize("typed", ["{code}", "{small}", "{spaced}", "/start oefen-{small}", "/start oefen-{code}"])
async def test_ways_to_come_in(town: Town, typed: str) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    code = await opened(town, bea)
    truus = await town.meets("truus")
    await truus.says(typed.format(code=code, small=code.lower(), spaced=" ".join(code)))
    truus.sees("Je doet mee met de groep.", soup(town).story)
    await truus.says(code)
    truus.sees("Je doet al mee.", soup(town).story)
    await bea.taps("Ververs")
    bea.sees("1 doet mee, 0 antwoorden.")


async def test_an_answer_may_be_changed_until_the_trainer_goes_on(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    people = await joined(town, await opened(town, bea))
    truus = people[0]
    await leads(town, bea, "Volgende vraag", *people)
    for person in people:
        await person.taps_button(button_for(person, "Nog niet te zeggen"))
    social, not_yet = button_for(truus, "Sociale: een groep mensen missen"), button_for(truus, "Nog niet te zeggen")
    await truus.taps_button(social)
    assert truus.replies[0].replaces == "1"
    truus.sees("Jouw antwoord: A.")
    await bea.taps("Toon de verdeling")
    bea.sees("A. Sociale: een groep mensen missen: 1", "D. Nog niet te zeggen: 2")
    await bea.taps("Toon de uitleg")
    await truus.taps_button(not_yet)
    assert truus.notice == "Die vraag is voorbij."
    truus.sees("Kijk op het scherm. De volgende vraag komt vanzelf.")
    await bea.taps("Toon de verdeling")
    bea.sees("A. Sociale: een groep mensen missen: 1", "D. Nog niet te zeggen: 2")


async def test_who_stops_takes_no_part_any_more(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    code = await opened(town, bea)
    truus, henk, _ = await joined(town, code)
    await truus.says("A")
    await truus.says("stop")
    truus.sees("Je doet niet meer mee met de groep", "is gewist")
    await bea.taps("Ververs")
    bea.sees("2 doen mee", "0 antwoorden")
    await leads(town, bea, "Toon de uitleg", truus, henk)
    assert not truus.replies and henk.replies
    await truus.says("stop")
    truus.sees("Er loopt niets dat ik kan stoppen")
    await truus.says(code)
    truus.sees("Je doet mee met de groep")


async def test_letters_may_be_typed_and_go_to_the_group_first(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    code = await opened(town, bea)
    truus = await town.meets("truus")
    await truus.says("oefenen")
    await truus.says(code)
    await truus.says("b en d")
    truus.sees(soup(town).title, "Jouw antwoord: B en D.", "Je mag het nog veranderen.")
    await leads(town, bea, "Volgende vraag", truus)
    await truus.says("A, B")
    truus.sees("Vraag 2 van 4")
    truus.does_not_see("Jouw antwoord")
    await truus.says("d")
    truus.sees("Jouw antwoord: D.")
    await bea.taps("Ververs")
    bea.sees("1 doet mee, 1 antwoord.")
    await leads(town, bea, "Toon de uitleg", truus)
    await truus.says("a")
    truus.sees("Kijk op het scherm.")
    await bea.taps("Stop")
    await bea.taps("Ja, stoppen voor iedereen")
    await truus.says("a")
    truus.does_not_see("Jouw antwoord", "Kijk op het scherm")  # now it goes to their own case
    truus.sees_buttons("Verder")


async def test_of_two_people_no_spread_is_shown(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus, henk = await joined(town, await opened(town, bea), "truus", "henk")
    for person in (truus, henk):
        await person.taps_button(button_for(person, answers(soup(town).questions[0], Fit.NO)[0]))
    await bea.taps("Toon de verdeling")
    bea.sees("Er zijn nog te weinig antwoorden.")
    assert not bea.replies[0].file


async def test_without_a_picture_the_spread_is_told(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> bytes:
        raise RuntimeError("no fonts")

    monkeypatch.setattr(training, "picture", breaks)
    bea = await town.meets("bea", Role.COORDINATOR)
    people = await joined(town, await opened(town, bea))
    label = answers(soup(town).questions[0], Fit.YES)[0]
    for person in people:
        await person.taps_button(button_for(person, label))
    await bea.taps("Toon de verdeling")
    bea.sees(f"{label}: 3", "3 van de 3 mensen antwoordden.")
    assert bea.replies[0].file is None and "Volgende vraag" in [button.label for button in bea.buttons]


async def test_the_spread_can_be_had_as_data(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    code = await opened(town, bea)
    await joined(town, code, "truus", "henk")
    assert await spread_data(town) == (2, 0, {label: None for label in labels(soup(town).questions[0])})
    chosen = answers(soup(town).questions[0], Fit.YES)[0]
    (wim,) = await joined(town, code, "wim")
    for person in (wim, Person(town, "truus"), Person(town, "henk")):
        await person.says(code)
        await person.taps_button(button_for(person, chosen))
    counts = dict.fromkeys(labels(soup(town).questions[0]), 0) | {chosen: 3}
    assert await spread_data(town) == (3, 3, counts)


async def spread_data(town: Town) -> tuple[int, int, dict[str, int | None]]:
    async with town.store.work() as work:
        trainer = await town.person(work, "bea")
        group = await group_of_trainer(work, trainer, town.clock())
        assert group is not None
        seen = await spread_of(work, group, town.knowledge)
    assert seen is not None and [bar.letter for bar in seen.bars] == list("ABCDE")
    return seen.members, seen.answered, {bar.text: bar.count for bar in seen.bars}


async def test_who_comes_later_sees_where_the_group_is(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    code = await opened(town, bea)
    await bea.taps("Volgende vraag")
    (truus,) = await joined(town, code, "truus")
    truus.sees(soup(town).story, "Vraag 2 van 4")
    await bea.taps("Toon de uitleg")
    (henk,) = await joined(town, code, "henk")
    henk.sees(soup(town).story, "Kijk op het scherm. De volgende vraag komt vanzelf.")
    assert not henk.buttons


async def test_the_next_question_goes_out_once(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus, *_ = await joined(town, await opened(town, bea))
    await bea.taps("Ververs")
    tap = next(button for button in bea.buttons if button.label == "Volgende vraag")
    await leads(town, bea, "Volgende vraag", truus)
    await bea.taps_button(tap)
    bea.sees("Vraag 2 van 4")
    town.clock.passes(seconds=5)
    await town.delivers()
    assert len(truus.replies) == 1
    async with town.store.work(read_only=True) as work:
        assert set(await work.session.scalars(select(OutboxRow.lane))) == {"talk", "bulk"}


async def test_a_finger_that_slips_ends_no_group(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    (truus,) = await joined(town, await opened(town, bea), "truus")
    await bea.taps("Stop")
    assert [button.label for button in bea.buttons] == ["Ja, stoppen voor iedereen", "Nee, doorgaan"]
    await bea.taps("Nee, doorgaan")
    bea.sees("1 doet mee")
    bea.sees_buttons("Toon de verdeling", "Stop")
    await bea.taps("Stop")
    await bea.says("/training")  # to go on in another way is a no, too
    bea.sees_buttons("Toon de verdeling", "Stop")
    await truus.says("a")
    truus.sees("Jouw antwoord: A.")


@pytest.mark.parametrize("said", ["{0}a", "{1}", "{0} {0}", "{2}", "{3}"])
async def test_a_code_with_a_slip_is_told_so_and_no_question(town: Town, said: str) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    code = await opened(town, bea)
    forms = (code[:3], code[:3], f"{code[0]}-a-{code[2]} {code[3]}".lower(), f"{code} x")
    await truus.says(said.format(code[:3], *forms[1:]) if said != "{0} {0}" else f"{code[0]}o{code[2:]}".lower())
    truus.sees("Deze code ken ik niet. Kijk nog eens op het scherm.")
    truus.sees_buttons("Menu")
    async with town.store.work(read_only=True) as work:
        assert await work.questions.waiting() == 0
    await truus.says(" ".join(code.lower()))
    truus.sees("Je doet mee met de groep.")


async def test_without_a_group_a_short_word_is_a_question(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("bdfa")
    truus.does_not_see("Deze code ken ik niet")


async def test_in_a_group_verder_is_the_trainer_s_to_say(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    (truus,) = await joined(town, await opened(town, bea), "truus")
    await truus.says("verder")
    truus.sees("Kijk op het scherm.")


@pytest.mark.parametrize("page", [None, "https://oefenen.example"])
async def test_a_trainer_hears_of_the_page_for_a_screen_where_there_is_one(town: Town, page: str | None) -> None:
    town.page = page
    await town.close()
    await town.open()
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/training")
    assert ("Leid de groep dan in de browser" in bea.text) == (page is not None)
    if page is not None:
        bea.sees("https://oefenen.example/scherm")


async def test_one_group_at_a_time_and_only_today(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    first = await opened(town, bea)
    await bea.says("/training")
    bea.sees(f"Code {first}")
    await bea.taps("Stop")
    await bea.taps("Ja, stoppen voor iedereen")
    second = await opened(town, bea)
    third = await reopened(town, bea)
    (truus,) = await joined(town, third, "truus")
    truus.sees("Je doet mee met de groep.")
    for gone in (first, second):
        if gone != third:
            await truus.says(gone)
            truus.sees("Deze code ken ik niet.")
    town.clock.now += timedelta(days=1)
    await truus.says(third)
    truus.sees("Deze code ken ik niet. Kijk nog eens op het scherm.")
    await bea.taps("Ververs")
    bea.sees("Er loopt geen groep.")
    await bea.says("/training")
    bea.sees("Wat voor voorbeeld zoek je?")


async def reopened(town: Town, trainer: Person) -> str:
    """Another group, begun from an old screen while the first one runs."""
    await trainer.taps_button(Button("", f"training:begin:{SOUP}"))
    return next(word for word in trainer.text.split() if CODE.fullmatch(word.lower()))


async def test_nobody_but_a_coordinator_leads(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("/training")
    truus.sees("Dit is voor coördinatoren.")
    await truus.taps_button(Button("", f"training:begin:{SOUP}"))
    truus.sees("Dit is voor coördinatoren.")
    bea = await town.meets("bea", Role.COORDINATOR)
    code = await opened(town, bea)
    await bea.says(code)
    bea.sees("Deze groep leid je zelf.")
    ali = await town.meets("ali", Role.ADMIN)
    await ali.taps_button(Button("", "training:stop:1"))
    ali.sees("Er loopt geen groep.")
    assert await rows(town, PracticeGroupRow) == 1


async def test_the_menu_of_who_runs_the_scheme_has_it(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/beheer")
    await bea.taps("Oefenen met een groep")
    bea.sees("Wie wat antwoordt, ziet niemand.")
    await bea.taps("Vraagt vandaag actie")
    await bea.taps("Vlaai bij de koffie")
    bea.sees("Dit voorbeeld gaat over niet meer willen leven. Zeg dat vooraf.")


async def test_a_room_full_answers_at_the_same_moment(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    names = [f"guest-{number}" for number in range(12)]
    people = await joined(town, await opened(town, bea), *names)
    label = answers(soup(town).questions[0], Fit.YES)[0]
    taps = [
        Message(CHANNEL, f"tap-{name}", name, Kind.BUTTON, button_for(person, label).action, on="1")
        for name, person in zip(names, people, strict=True)
    ]
    await asyncio.gather(*(town.turns.take(tap) for tap in taps))
    await bea.taps("Toon de verdeling")
    bea.sees(f"{label}: 12", "12 van de 12 mensen antwoordden.")
    await bea.says("/week")
    bea.sees("Oefenen: 12 mensen, 12 voorbeelden.")


async def test_who_is_in_no_group_cannot_answer(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    (truus,) = await joined(town, await opened(town, bea), "truus")
    tick = truus.buttons[0]
    henk = await town.meets("henk")
    for action in (tick.action, "group", "group:x", "group:1", "group:1:0:on:99", "group:99999999999:0:1"):
        await henk.taps_button(Button("", action))
        henk.sees("Die knop hoort bij een gesprek dat al klaar is")
    await truus.taps_button(Button("", tick.action + "9"))
    assert truus.notice == "Deze knop werkt niet meer."
    await bea.taps("Ververs")
    bea.sees("1 doet mee, 0 antwoorden.")


async def test_a_code_that_is_none(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("ktrm")
    truus.sees("Deze code ken ik niet.")
    await truus.says("/start oefen-zzz")
    truus.sees("Deze code ken ik niet.")
    for word in ("hmmm", "brrr", "soep"):
        await truus.says(word)
        truus.does_not_see("Deze code ken ik niet.")
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says("ktrm")
    truus.does_not_see("Deze code ken ik niet.")


async def test_taking_part_is_counted_and_forgotten_with_the_group(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    people = await joined(town, await opened(town, bea), "truus", "henk", "wim", "ali", "jan")
    for person in people:
        label = answers(soup(town).questions[0], Fit.YES)[0]
        await person.taps_button(button_for(person, label))
        await person.taps_button(button_for(person, label))
    truus = people[0]
    await truus.says("/mijn_gegevens")
    truus.sees("Antwoorden die je in een groep gaf: 1")
    await bea.says("/week")
    bea.sees("Oefenen: 5 mensen, 5 voorbeelden.")
    await truus.says("wis mijn gegevens")
    await truus.taps("Ja, wis alles")
    await bea.says("/training")
    bea.sees("4 doen mee, 4 antwoorden.")
    await bea.says("wis mijn gegevens")
    await bea.taps("Ja, wis alles")
    assert await rows(town, PracticeGroupRow) == await rows(town, PracticeAnswerRow) == 0


def test_a_code_is_no_word_and_no_other_code() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) > 450
    assert all(CODE.fullmatch(code) and read_code(code.upper()) == code for code in codes)
    assert not set(ALPHABET) & set("aeiouylcnq0123456789")
    assert [
        text for text in ("hmmm", "merel-fiets-42", "abcdefgh23", "ktr", "ktrmb", "k7rm", "") if read_code(text)
    ] == []
