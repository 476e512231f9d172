"""Cases moved by typing: a code with a few words does what the button does, and what is unclear moves nothing."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from bot.dialogue.follow_up.case_words import read_words
from bot.dialogue.texts import case_typed as texts
from bot.message import Kind, Message
from bot.store.case_code import code_of
from bot.store.lifecycle import Assignee, Ending
from bot.store.role import Role
from tests.journeys.test_cases import history_of, reports
from tests.journeys.town import CHANNEL, Town

WEDNESDAY = date(2026, 11, 18)

READ = [
    ("", " opgepakt", "in-hand"),
    ("ik heb ", " opgepakt", "in-hand"),
    ("Pak ", " op.", "in-hand"),
    ("pak ", " weer op", "reopen"),
    ("", " ik doe het zelf", "in-hand"),
    ("", " in behandeling", "in-hand"),
    ("", " is opgepakt", "in-hand"),
    ("", " heropenen", "reopen"),
    ("", ": nog niet klaar", "reopen"),
    ("", " toewijzen", "assigned"),
    ("", " toewijzen aan buurtteam", "assigned team"),
    ("wijs ", " toe aan het sociaal buurtteam", "assigned team"),
    ("geef ", " door aan de huisarts", "assigned gp"),
    ("", " doorzetten naar de melder", "assigned volunteer"),
    ("", " toewijzen aan mij", "assigned coordinator"),
    ("", " wacht", "waiting"),
    ("", " wacht tot vrijdag", "waiting 2026-11-20"),
    ("laat ", " even wachten tot en met 3 december", "waiting 2026-12-03"),
    ("", " tot 3 december", "waiting 2026-12-03"),
    ("", " een week", "waiting 2026-11-25"),
    ("", " over twee weken", "waiting 2026-12-02"),
    ("", " wacht tot zaterdag", "waiting 2026-11-23"),
    ("", " uitstellen tot na de kerst", None),
    ("", " afronden", "done"),
    ("", " afronden: maatje gevonden", "done buddy"),
    ("rond ", " af, wil geen hulp", "done no-help-wanted"),
    ("", " klaar: naar ontmoeting of activiteit", "done meeting-place"),
    ("", " afgerond, het buurtteam gaat verder", "done team"),
    ("", " afgerond: de huisarts pakt het op", "done gp"),
    ("", " gesloten, niet bereikt", "done not-reached"),
    ("", " afronden, niets aan de hand", "done nothing-needed"),
    ("", " sluiten: andere hulp gevonden", "done other-help"),
    ("", " bericht", "write"),
    ("vraag de melder van ", "", "write"),
    ("", " stuur de melder een bericht", "write"),
    ("", " vraag de coördinator", "write"),
    ("", " wissen", "erase"),
    ("bekijk ", "", "card"),
    ("hoe staat het met ", "", "card"),
    ("", "...", "card"),
    # A question, a doubt, or more than one thing.
    ("", " opgepakt?", None),
    ("is ", " opgepakt", None),
    ("is ", " al opgepakt", None),
    ("wie heeft ", " opgepakt", None),
    ("", " niet opgepakt", None),
    ("", " is nog niet opgepakt", None),
    ("", " kan nog niet afgerond worden", None),
    ("", " opgepakt en afgerond", None),
    ("", " opgepakt door mevrouw Jansen", None),
    ("", " toewijzen aan buurtteam of huisarts", None),
    ("", " toewijzen aan Fatima", None),
    ("", " afronden: maatje gevonden en wil geen hulp", None),
    ("", " wacht op de huisarts", None),
    ("", " wacht tot volgende vrijdag", None),
    ("", " buurtteam", None),
    ("", " wil geen hulp", None),
    ("", " xyzzy", None),
]


@pytest.mark.parametrize(("before", "after", "meant"), READ)
def test_what_the_words_mean(before: str, after: str, meant: str | None) -> None:
    assert read_words(before, after, WEDNESDAY) == (tuple(meant.split()) if meant else None)


PHRASES = [(verb, phrase) for verb, phrases in texts.VERBS.items() for phrase in phrases.split(", ")]
DETAILS = [
    (verb, detail, phrase)
    for verb, details in texts.DETAILS.items()
    for detail, phrases in details.items()
    for phrase in phrases.split(", ")
]


@pytest.mark.parametrize(("verb", "phrase"), PHRASES)
def test_every_phrase_is_understood(verb: str, phrase: str) -> None:
    assert read_words("", f" {phrase}", WEDNESDAY) == (verb,)


@pytest.mark.parametrize(("verb", "detail", "phrase"), DETAILS)
def test_every_detail_is_understood(verb: str, detail: str, phrase: str) -> None:
    said = {"assigned": "toewijzen", "done": "afronden", "write": "bericht"}[verb]
    assert read_words("", f" {said} {phrase}", WEDNESDAY) == (verb, *filter(None, [detail]))


def test_there_are_words_for_every_choice() -> None:
    assert set(texts.DETAILS["assigned"]) == set(Assignee) and set(texts.DETAILS["done"]) == set(Ending)


async def test_a_case_from_the_report_to_its_end_by_typing(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says(f"{code} toewijzen aan buurtteam")
    bea.sees("Toegewezen aan buurtteam, nog niet opgepakt.")
    await bea.says(f"Pak {code.replace('-', ' ')} op")
    bea.sees("Opgepakt. Jij was er het laatst mee bezig.")
    truus.sees(f"Je melding {code} is opgepakt")
    await bea.says(f"{code} wacht tot vrijdag 4 december")
    bea.sees("Wacht tot 4 dec.")
    await bea.says(f"{code} een week")
    bea.sees("Wacht tot 25 nov.")
    truus.catches_up()
    await bea.says(f"{code} afronden: maatje gevonden")
    bea.sees("Afgerond: maatje gevonden.")
    truus.sees("is afgerond", "Er is een maatje gevonden")
    await bea.says(f"{code} opgepakt")
    bea.sees("het kan nu niet", "Afgerond: maatje gevonden.")
    await bea.says(f"heropen {code}")
    bea.sees("heropend")
    await bea.says(f"{code} vraag de melder")
    bea.sees(f"Schrijf de melder van {code}")
    truus.catches_up()
    await bea.says("hoe ging het dinsdag")
    truus.sees("hoe ging het dinsdag")
    await bea.says(f"{code} wissen")
    bea.sees("wissen?", "voorgoed")


async def test_what_is_still_to_be_chosen_is_asked(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says(f"{code} toewijzen")
    await bea.taps("Huisarts")
    bea.sees("Toegewezen aan huisarts")
    await bea.says(f"{code} opgepakt")
    await bea.says(f"{code} wacht tot 3 mei")
    bea.sees("in de komende zestig dagen", "Tot wanneer wacht")
    await bea.taps("Een week (wo 25 nov)")
    bea.sees("Wacht tot 25 nov.")
    await bea.says(f"{code} klaar")
    await bea.taps("Niets nodig")
    bea.sees("Afgerond: niets nodig.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{code} xyzzy", "Ik weet niet zeker wat je met"),
        ("is {code} al opgepakt?", "Ik weet niet zeker wat je met"),
        ("{code} opgepakt door Fatima Yilmaz", "Ik weet niet zeker wat je met"),
        ("{code} wacht tot vrijdag", "Wachten kan pas als de melding is opgepakt."),
        ("{code} heropenen", "het kan nu niet"),
        ("bekijk {code}", "Nog niet opgepakt."),
    ],
)
async def test_what_is_unclear_or_cannot_be_shows_the_card_and_moves_nothing(town: Town, typed: str, said: str) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says(typed.format(code=code))
    bea.sees(said, f"{code} · Vrieheide-De Stack")
    bea.does_not_see("Yilmaz")
    bea.sees_buttons("Opgepakt", "Toewijzen", "Afronden")
    assert [step for _, step, _ in await history_of(town, code)] == ["new"]


async def test_a_code_with_a_slip_or_that_nobody_has(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("merel-fiets-00 opgepakt")
    bea.sees("Die code klopt niet.")
    await bea.says("pak merel-merel-00 op")
    bea.sees("Die code klopt niet.")
    await bea.says(f"{code_of('merel', 'merel')} opgepakt")
    bea.sees("Die code ken ik niet.")


@pytest.mark.parametrize("words", [("boog", "net"), ("vaas", "lucht"), ("lucht", "pauw")])
async def test_the_words_of_a_code_are_no_crisis_but_those_beside_it_may_be(
    town: Town, words: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await town.meets("truus", Role.VOLUNTEER)
    monkeypatch.setattr("bot.store.cases.codes", lambda: iter([code_of(*words)]))
    code = await reports(town, "truus")
    await bea.says(f"{code} xyzzy")
    bea.sees("Ik weet niet zeker wat je met")
    await bea.says(f"{code} opgepakt")
    bea.sees("Opgepakt.")
    await bea.says(f"{code} ze zegt dat ze niet meer wil leven en heeft pillen opgespaard")
    bea.sees("113", "112")


# The reporter.


async def test_a_volunteer_types_what_they_may_do(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus, henk = [await town.meets(name, Role.VOLUNTEER) for name in ("truus", "henk")]
    code = await reports(town, "truus", follow_up=Assignee.VOLUNTEER)
    await henk.says(f"{code} opgepakt")
    henk.sees("Die code ken ik niet bij jou")
    await truus.says(f"{code} opgepakt")
    truus.sees("Mooi, dank je.")
    await truus.says(f"{code} wacht tot vrijdag")
    truus.sees("Deze ligt bij jou, en is opgepakt.")
    await truus.says(f"{code} bericht aan de coördinator")
    bea.catches_up()
    await truus.says("morgen ga ik weer")
    bea.sees("morgen ga ik weer")
    await truus.says(f"{code} afgerond, niet thuis")
    truus.sees("Afgerond.")
    assert [step[1:] for step in await history_of(town, code)][-3:] == [
        ("in-hand", None),
        ("asked", None),
        ("done", "not-reached"),
    ]


async def test_a_volunteer_moves_nothing_that_is_not_theirs(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    for typed in ("opgepakt", "afronden: maatje gevonden", "toewijzen aan huisarts", "wissen", "heropenen"):
        await truus.says(f"{code} {typed}")
        truus.sees(code, "Nog niet opgepakt.")
    assert [step for _, step, _ in await history_of(town, code)] == ["new"]


# What is in progress goes before.


async def test_an_account_and_a_message_with_a_code_in_it_are_left_as_they_are(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus", follow_up=Assignee.VOLUNTEER)
    await bea.says(code)
    await bea.taps("Vraag de melder")
    truus.catches_up()
    await bea.says(f"{code} opgepakt")
    truus.sees("Een coördinator schrijft:", f"{code} opgepakt")
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says(f"{code} opgepakt. de gordijnen waren dicht")
    truus.sees("Gordijnen overdag dicht")
    await truus.says("stop")
    await truus.says(f"{code} en verder heb ik mevrouw vandaag maar kort gezien omdat ze naar bed wilde")
    truus.does_not_see("ligt bij jou")
    assert [step for _, step, _ in await history_of(town, code)] == ["new", "assigned", "asked"]


# Two coordinators.


async def test_two_tap_the_same_button_and_the_slower_sees_the_card_as_it_is(town: Town) -> None:
    bea, ali = [await town.meets(name, Role.COORDINATOR) for name in ("bea", "ali")]
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    for person in (bea, ali):
        await person.says(code)
    truus.catches_up()
    await bea.taps("Opgepakt")
    await ali.taps("Opgepakt")
    ali.sees("Iemand anders was je net voor", "Opgepakt. Een andere coördinator was er het laatst mee bezig.")
    assert ali.replies[0].replaces == "1", "where the stale card stood"
    ali.sees_buttons("Wacht tot ...", "Afronden")
    assert truus.text.count("is opgepakt") == 1


async def test_one_assigns_while_the_other_closes(town: Town) -> None:
    bea, ali = [await town.meets(name, Role.COORDINATOR) for name in ("bea", "ali")]
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says(code)
    await bea.taps("Toewijzen")
    await ali.says(code)
    await ali.taps("Afronden")
    await ali.taps("Niets nodig")
    await bea.taps("Buurtteam")
    bea.sees("Iemand anders was je net voor", "Afgerond: niets nodig.")
    assert [step for _, step, _ in await history_of(town, code)] == ["new", "done"]


@pytest.mark.parametrize("label", ["Toewijzen", "Opgepakt", "Afronden"])
async def test_a_card_that_is_stale_says_so_at_the_first_tap(town: Town, label: str) -> None:
    bea, ali = [await town.meets(name, Role.COORDINATOR) for name in ("bea", "ali")]
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says(code)
    await ali.says(f"{code} toewijzen aan de huisarts")
    town.clock.passes(days=1)
    await bea.taps(label)
    bea.sees("Iemand anders was je net voor", "Toegewezen aan huisarts, nog niet opgepakt.")
    assert [step for _, step, _ in await history_of(town, code)] == ["new", "assigned"]


async def test_who_types_just_after_another_sees_that_first(town: Town) -> None:
    bea, ali = [await town.meets(name, Role.COORDINATOR) for name in ("bea", "ali")]
    await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    await bea.says(code)
    await bea.taps("Toewijzen")
    await bea.taps("Buurtteam")
    await ali.says(f"{code} toewijzen aan de huisarts")
    ali.sees("Iemand anders was je net voor", "Toegewezen aan buurtteam")
    await bea.says(f"{code} opgepakt")
    bea.sees("Opgepakt. Jij was er het laatst mee bezig.")
    await ali.says(f"{code} opgepakt")
    ali.sees("Iemand anders was je net voor", "Opgepakt.")
    town.clock.passes(minutes=16)
    await ali.says(f"{code} afronden: niets nodig")
    ali.sees("Afgerond: niets nodig.")


async def test_who_saw_what_another_did_goes_on_by_typing(town: Town) -> None:
    bea, ali = [await town.meets(name, Role.COORDINATOR) for name in ("bea", "ali")]
    await town.meets("truus", Role.VOLUNTEER)
    codes = [await reports(town, "truus") for _ in range(3)]
    await ali.says("xyzzy plugh")  # an answer stands open, which must not keep it from being remembered
    for code in codes:
        await bea.says(f"{code} opgepakt")
    for code in codes:
        await ali.says(f"{code} toewijzen aan de huisarts")
        ali.sees("Iemand anders was je net voor")
    for code in codes:
        await ali.says(f"{code} toewijzen aan de huisarts")
        ali.sees("Toegewezen aan huisarts")
        await ali.says(f"{code} afronden: niets nodig")
        ali.sees("Afgerond: niets nodig.")
    await bea.says(f"{codes[0]} heropenen")
    bea.sees("Iemand anders was je net voor")
    await ali.says(f"{codes[0]} heropenen")
    await bea.says(f"{codes[0]} toewijzen aan de huisarts")
    bea.sees("Iemand anders was je net voor")


@pytest.mark.parametrize("ways", [("tap", "tap"), ("tap", "type"), ("type", "type")])
async def test_at_the_very_same_moment_one_wins(town: Town, ways: tuple[str, str]) -> None:
    people = [await town.meets(name, Role.COORDINATOR) for name in ("bea", "ali")]
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reports(town, "truus")
    for person in people:
        person.catches_up()
    truus.catches_up()
    typed = {"tap": (Kind.BUTTON, f"case:{code}:go:1:in-hand"), "type": (Kind.TEXT, f"{code} opgepakt")}
    messages = [
        Message(CHANNEL, town.next_update(), name, *typed[way]) for name, way in zip(("bea", "ali"), ways, strict=True)
    ]
    await asyncio.gather(*(town.turns.take(message) for message in messages))
    await town.postman.drain()
    lost = [person for person in people if "Iemand anders was je net voor" in person.text]
    assert len(lost) == 1
    lost[0].sees("Opgepakt. Een andere coördinator was er het laatst mee bezig.")
    assert [step for _, step, _ in await history_of(town, code)] == ["new", "in-hand"]
    assert len(truus.replies) == 1
