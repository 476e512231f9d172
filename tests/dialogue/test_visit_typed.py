"""What plans a visit when it is typed, and what does not."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.dialogue.visiting.visit_typed import is_over, read_visit
from bot.knowledge import Knowledge
from bot.language.privacy import Identifier

TODAY = date(2026, 11, 18)
"""A Wednesday."""

NOW = time(14, 2)

# What was typed, and what is planned: day, time, area, each - when it was not said; and whether it names somebody.
GOOD = [
    ("bezoek morgen 14:00", "11-19 14:00 -"),
    ("Bezoek morgen om 2 uur.", "11-19 14:00 -"),
    ("bezoek donderdag half drie", "11-19 14:30 -"),
    ("ik ga vrijdag om 10 uur op bezoek in Heerlerheide", "11-20 10:00 heerlerheide"),
    ("bezoek plannen", "- - -"),
    ("plan bezoek", "- - -"),
    ("nieuw bezoek inplannen graag", "- - -"),
    ("plan bezoek 28 november 10.30", "11-28 10:30 -"),
    ("bezoek overmorgen", "11-20 - -"),
    ("bezoek vanmiddag 3 uur", "11-18 15:00 -"),
    ("bezoek volgende week dinsdag", "11-24 - -"),
    ("bezoek volgende dinsdag 10 uur", "- 10:00 -"),
    ("morgen 14:00 bezoek", "11-19 14:00 -"),
    ("huisbezoek morgen 14:00", "11-19 14:00 -"),
    ("bezoekje morgen 14:00 in Hoensbroek", "11-19 14:00 hoensbroek"),
    ("ik heb morgen om 14:00 een bezoek", "11-19 14:00 -"),
    ("ik moet vrijdag om half elf op huisbezoek", "11-20 10:30 -"),
    ("Hoi, ik ga morgen om 10 uur langs in Vrieheide", "11-19 10:00 vrieheide"),
    ("herinner mij aan mijn bezoek morgen om 14:00", "11-19 14:00 -"),
    ("zet bezoek vrijdag 10:00 erin", "11-20 10:00 -"),
    ("bezoek in Heerlerbaan plannen", "- - heerlerbaan"),
    ("bezoek 14:00", "- 14:00 -"),
    ("bezoek morgenmiddag", "11-19 - -"),
    ("wij gaan zaterdag om 11 uur op bezoek", "11-21 11:00 -"),
    ("bezoek gisteren 14:00", "11-17 14:00 -"),
    ("bezoek morgen 14:00 bij een meneer", "11-19 14:00 -"),
    ("bezoek bij mevrouw morgen 14:00", "11-19 14:00 -"),
    ("morgen om 14:00 op bezoek bij mevrouw in Hoensbroek", "11-19 14:00 hoensbroek"),
    ("bezoek morgen 14:00 bij jansen", "11-19 14:00 - named"),
    ("bezoek morgen 14:00 jansen", "11-19 14:00 - named"),
    ("morgen 14:00 naar mevrouw quaedvlieg op bezoek", "11-19 14:00 - named"),
    ("ik ga vrijdag 10 uur op bezoek bij de familie Smeets", "11-20 10:00 - named"),
    # Only to whom, and when.
    ("Ik ga morgen om twee uur naar mevrouw jansen", "11-19 14:00 - named"),
    ("morgen om 2 uur naar meneer X", "11-19 14:00 - named"),
    ("ik ga naar een mevrouw morgen om 10 uur", "11-19 10:00 -"),
    ("ik ga vrijdag om 10 uur naar mevrouw van den berg in Hoensbroek", "11-20 10:00 hoensbroek named"),
    ("ik ga morgen om 14:00 naar iemand", "11-19 14:00 -"),
    ("ik ga morgen naar mevrouw", "11-19 - -"),
    ("vrijdag om 11 uur bij meneer in Vrieheide", "11-20 11:00 vrieheide"),
    # From now: it is 14:02.
    ("over een uur ga ik op bezoek", "11-18 15:05 -"),
    ("bezoek over een uur", "11-18 15:05 -"),
    ("bezoek over een half uur", "11-18 14:35 -"),
    ("ik ga over anderhalf uur op bezoek", "11-18 15:35 -"),
    ("over 20 minuten bezoek in Hoensbroek", "11-18 14:25 hoensbroek"),
    ("over twee uur naar mevrouw jansen", "11-18 16:05 - named"),
    ("bezoek morgen om kwart over een", "11-19 13:15 -"),
    ("bezoek vandaag over een uurtje", "11-18 15:05 -"),
]
BAD = [
    "hoe bereid ik een bezoek voor?",
    "hoe bereid ik een bezoek morgen om 14:00 voor",
    "mag ik morgen om 14:00 op bezoek als iemand corona heeft?",
    "mag ik morgen om 14:00 op bezoek als iemand corona heeft",
    "wat neem ik morgen mee naar een bezoek",
    "ik ga morgen om 14:00 op bezoek, wat neem ik mee",
    "ik was gisteren om 14:00 op bezoek",
    "ben gisteren om 10 uur op bezoek geweest en de gordijnen waren dicht",
    "gisteren bezoek gehad om 14:00",
    "mijn eerste bezoek is morgen en ik ben zenuwachtig over hoe ik moet starten",
    "mevrouw krijgt morgen bezoek van haar zoon",
    "ze krijgt nooit bezoek",
    "hij wil geen bezoek morgen",
    "bezoek morgen 14:00 gaat niet door",
    "bezoek van morgen afzeggen",
    "het bezoek van morgen verzetten naar vrijdag",
    "bezoek",
    "bezoek Heerlerheide",
    "bezoek melden",
    "bezoek gehad",
    "klaar met bezoek",
    "morgen 14:00",
    "ik ga morgen om 14:00 naar de markt",
    "moet ik voor een bezoek altijd bellen",
    "heeft u morgen bezoek om 14:00",
    "de dochter zegt dat ze morgen om 14:00 op bezoek komt",
    "is bezoek morgen 14:00 te laat",
    "bezoekuren ziekenhuis morgen",
    "het bezoek duurde tot 3 uur",
    "ik ga morgen langs bij de bakker",
    "meneer zei dat hij morgen om 10 uur geen bezoek wil omdat hij moe is",
    "ik ga morgen om 14:00 op bezoek bij iemand die steeds dezelfde verhalen vertelt en ik weet niet wat ik moet",
    "Hoelang duurt een bezoek morgen",
    "Wat neem ik mee als ik morgen om twee uur naar iemand ga die rouwt",
    "ik ga morgen om twee uur naar iemand die rouwt, wat neem ik mee",
    "ik ga morgen om twee uur naar iemand die rouwt",
    "mevrouw gaat morgen om 2 uur naar meneer jansen",
    "ze gaat morgen om 10 uur naar meneer",
    "de dokter komt morgen om 10 uur bij mevrouw",
    "ik ga elke donderdag om 2 uur naar mevrouw jansen",
    "ik ga altijd om 2 uur naar mevrouw",
    "ik ga morgen naar mevrouw jansen omdat ze zich zo alleen voelt",
    "gisteren was ik om 2 uur bij mevrouw",
    "vandaag bij mevrouw",
    "ik moet naar mevrouw",
    "ga je morgen om 2 uur naar mevrouw jansen",
    "morgen om 2 uur moet meneer naar mevrouw de notaris",
    "bezoek over een uur duurt te lang",
    "het bezoek ging over een uur",
    "over een uur",
]


@pytest.mark.parametrize(("said", "meant"), GOOD)
def test_a_visit_that_is_planned(knowledge: Knowledge, said: str, meant: str) -> None:
    asked = read_visit(said, knowledge.areas, TODAY, clock=NOW)
    assert asked is not None
    day = f"{asked.day:%m-%d}" if asked.day else "-"
    at = f"{asked.at:%H:%M}" if asked.at else "-"
    assert " ".join([day, at, asked.area or "-", *(["named"] if asked.named else [])]) == meant


@pytest.mark.parametrize("said", BAD)
def test_a_question_or_a_story_plans_nothing(knowledge: Knowledge, said: str) -> None:
    assert read_visit(said, knowledge.areas, TODAY, clock=NOW) is None


def test_what_tells_of_somebody_is_passed_over(knowledge: Knowledge) -> None:
    text = "bezoek morgen 14:00 mevrouw de vries van de Kerkstraat 12"
    found = [Identifier(20, 36, "person"), Identifier(44, 57, "address")]
    assert text[20:36] == "mevrouw de vries" and text[44:] == "Kerkstraat 12"
    asked = read_visit(text, knowledge.areas, TODAY, found)
    assert asked is not None and asked.named


def test_the_day_of_the_visit_names_nobody(knowledge: Knowledge) -> None:
    asked = read_visit("bezoek 28 november 14:00", knowledge.areas, TODAY, [Identifier(7, 18, "exact_date")])
    assert asked is not None and asked.day == date(2026, 11, 28) and not asked.named


def test_an_area_with_a_slip_is_the_one_that_was_read(knowledge: Knowledge) -> None:
    asked = read_visit("bezoek morgen 14:00 in Heerlerhiede", knowledge.areas, TODAY, (), "heerlerheide")
    assert asked is not None and (asked.area, asked.named) == ("heerlerheide", False)


OVER = [
    "klaar met bezoek",
    "Ik ben klaar met het bezoek.",
    "bezoek gehad",
    "het bezoek is geweest",
    "kom net van een bezoek",
]
NOT_OVER = [
    "ben je klaar met bezoek",
    "bezoek",
    "klaar",
    "bezoek gehad van de huisarts",
    "ik ben klaar met bezoeken doen",
]


@pytest.mark.parametrize("said", OVER)
def test_a_visit_that_is_over(said: str) -> None:
    assert is_over(said)


@pytest.mark.parametrize("said", NOT_OVER)
def test_what_is_not_said_of_a_visit_that_is_over(said: str) -> None:
    assert not is_over(said)
