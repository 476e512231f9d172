"""Somebody who does far more in a short time than a person does; and what goes through whatever they did."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.dialogue.texts import help_now
from bot.dialogue.turns import Turns
from bot.language.said import Reading
from bot.message import Button, Kind
from bot.store.limits import LIMITS, Counted
from bot.store.reports import Outcome, Report
from bot.store.role import Role
from tests.journeys.test_report import code_in, report_by_buttons
from tests.journeys.town import Person, Town

CRISIS = "mevrouw reageert niet meer en ze ademt niet"
MOST_SENT, MOST_TAPPED = LIMITS[Counted.SENT].times, LIMITS[Counted.TAPPED].times
TOO_MUCH = "Je stuurt nu heel veel berichten achter elkaar"


@pytest.fixture
def texts_read(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The texts that were read in full, which costs most of a turn."""
    read, whole = [], town.reader.read

    async def spy(text: str, *, crisis_first: bool = False) -> Reading:
        read.append(text)
        return await whole(text, crisis_first=crisis_first)

    monkeypatch.setattr(town.reader, "read", spy)
    return read


async def floods(town: Town, person: Person, what: Counted = Counted.SENT) -> None:
    """The count of a person who did just as much as they may."""
    async with town.store.work() as work:
        known = await work.people.meet("test", person._name, town.clock())
        while not await work.usage.reached(known, what, LIMITS, town.clock()):
            await work.usage.count(known, what, LIMITS, town.clock())


async def reports(town: Town, person: Person, times: int) -> None:
    async with town.store.work() as work:
        known = await work.people.meet("test", person._name, town.clock())
        for _ in range(times):
            await work.reports.add(work.people.reporter_key(known), Report(Outcome.NOBODY_HOME), town.clock())
            await work.usage.count(known, Counted.REPORTED, LIMITS, town.clock())


async def test_who_floods_hears_it_once_and_goes_on_later(town: Town, texts_read: list[str]) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    texts_read.clear()
    for _ in range(MOST_SENT + 40):
        await truus.says("hoi")
    everything = [reply.text for reply in town.heard["truus"]]
    assert sum(TOO_MUCH in text for text in everything) == 1
    assert len(texts_read) <= MOST_SENT + (40 if town.restarts else 1)
    town.clock.passes(minutes=1)
    await truus.says("wat is eenzaamheid?")
    truus.sees("eenzaam")


async def test_pages_of_text_are_counted_by_their_length(town: Town, texts_read: list[str]) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    texts_read.clear()
    for _ in range(12):
        await truus.says("?" * 4095 + "a")
    assert len(texts_read) <= (12 if town.restarts else 8)
    assert sum(TOO_MUCH in reply.text for reply in town.heard["truus"]) == 1


async def test_it_says_when_it_goes_on_and_shows_the_way_to_help(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await floods(town, truus)
    await truus.says("wat is eenzaamheid?")
    truus.sees(TOO_MUCH, "Ik ga verder om 14:01", "Bel 112")
    await truus.taps("Nu hulp nodig")
    truus.sees("Is er nu gevaar? Bel 112")


async def test_a_crisis_gets_its_card_in_the_middle_of_a_flood(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await floods(town, truus)
    for _ in range(5):
        await truus.says("wat is eenzaamheid?")
    for _ in range(3):
        await truus.says(CRISIS)
        truus.sees("Dit klinkt als gevaar, nu.", "Bel 112")
    await truus.says(CRISIS, Kind.EDITED)
    truus.sees("Dit klinkt als gevaar, nu.")
    await truus.says("ze zegt dat het voor haar niet meer hoeft")
    truus.sees("113")


@pytest.mark.parametrize("asked", ["/nu_hulp", "/nu_hulp@opmerkzaam_bot", "hulp", "Nu hulp nodig!"])
async def test_the_emergency_numbers_are_shown_in_a_flood(town: Town, asked: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await floods(town, truus)
    await truus.says("hoi")
    await truus.says(asked)
    truus.sees(help_now.HELP_NOW.splitlines()[1], "112", "113")


async def test_the_buttons_of_help_work_whatever_was_tapped(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await floods(town, truus, Counted.TAPPED)
    await truus.taps_button(Button("Menu", "menu"))
    truus.sees("Je tikt nu heel vaak")
    await truus.taps_button(Button("Menu", "menu"))
    assert truus.replies == []
    await truus.taps_button(Button("Nu gevaar", "help:112"))
    truus.sees("Dit klinkt als gevaar, nu.")


async def test_a_report_under_way_is_still_there_after_a_flood(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("menu")
    await report_by_buttons(truus)
    send = next(button for button in truus.buttons if button.label == "Coördinator beslist")
    await floods(town, truus)
    await floods(town, truus, Counted.TAPPED)
    await truus.says("nog iets")
    await truus.taps_button(send)
    truus.sees("Je tikt nu heel vaak", "Was je bezig met een melding, dan staat die nog klaar")
    town.clock.passes(minutes=1)
    await truus.taps_button(send)
    assert code_in(truus.text)


async def test_others_go_on_while_somebody_floods(town: Town) -> None:
    truus, henk = await town.meets("truus", Role.VOLUNTEER), await town.meets("henk")
    await floods(town, truus)
    await truus.says("hoi")
    await henk.says("menu")
    henk.sees("Wat wil je doen?")


async def test_another_process_knows_of_the_flood(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await floods(town, truus)
    await truus.says("hoi")
    town.turns = Turns(town.store, town.knowledge, town.reader, town._composer, town.estimates, town.clock)
    await truus.says("wat is eenzaamheid?")
    assert truus.replies == []


async def test_who_asks_too_much_can_still_report(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await floods(town, truus, Counted.ASKED)
    await truus.says("wat is eenzaamheid?")
    truus.sees("Je hebt in korte tijd heel veel gevraagd", "om 15:00")
    await truus.says("wat zijn de gevolgen van eenzaamheid?")
    assert truus.replies == []
    async with town.store.work(read_only=True) as work:
        assert await work.questions.waiting() == 0
    await truus.says("melden")
    truus.sees("Hoe ging het bezoek?")
    town.clock.passes(hours=1)
    await truus.says("stop")
    await truus.says("wat is eenzaamheid?")
    truus.sees("eenzaam")


async def test_who_reports_too_much_waits_until_tomorrow(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await reports(town, truus, LIMITS[Counted.REPORTED].times)
    for _ in range(2):
        await truus.says("melden")
        truus.sees("Je kunt weer melden morgen om 14:00", "bel dan je coördinator", "Bel 112")
    await truus.says(CRISIS)
    truus.sees("Dit klinkt als gevaar, nu.")
    town.clock.passes(days=1)
    await truus.says("melden")
    truus.sees("Hoe ging het bezoek?")


async def test_a_report_that_was_begun_is_sent_also_when_it_is_one_too_many(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("menu")
    await report_by_buttons(truus)
    await reports(town, truus, LIMITS[Counted.REPORTED].times)
    await truus.taps("Coördinator beslist")
    assert code_in(truus.text)


async def test_a_training_evening_meets_no_limit(town: Town) -> None:
    """Forty questions in an hour, a report, and a thumb that taps everything three times."""
    truus = await town.meets("truus", Role.VOLUNTEER)
    for _ in range(40):
        await truus.says("wat is eenzaamheid?")
        assert truus.replies
        town.clock.passes(seconds=90)
    await truus.says("menu")
    for _ in range(MOST_TAPPED // 2):
        await truus.taps_button(Button("Onderwerpen", "topics"))
        assert truus.replies
    await report_by_buttons(truus)
    truus.sees("Klopt dit?")


async def test_a_clock_that_is_put_back_locks_nobody_out(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await floods(town, truus)
    await truus.says("hoi")
    town.clock.passes(days=-1)
    await truus.says("menu")
    truus.sees("Wat wil je doen?")


async def test_what_is_counted_is_told_to_whoever_asks(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("mijn gegevens")
    truus.sees("Hoe vaak je de laatste tijd iets stuurde, tikte, vroeg en meldde")
