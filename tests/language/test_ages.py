"""The age band: read from digits and words, of the visited person only."""

import pytest

from bot.language.ages import age_band

GOOD = [
    ("mevr jansen 84 op de kerkstraat", "80-84"),
    ("mevrouw is 75 geworden", "75-79"),
    ("meneer van 91", "90+"),
    ("een 86-jarige man", "85-89"),
    ("mevrouw (79) woont alleen", "75-79"),
    ("vierentachtig jaar is ze", "80-84"),
    ("tweeëntachtig", "80-84"),
    ("vier en tachtig jaar", "80-84"),
    ("eenennegentig", "90+"),
    ("honderd jaar oud", "90+"),
    ("bijna 90", "85-89"),
    ("ze wordt volgende maand 80", "75-79"),
    ("84jr, woont alleen", "80-84"),
    ("een jaar of 82", "80-84"),
    ("leeftijd 80-84", "80-84"),
]
OF_THE_VISITED_PERSON = [
    ("haar zoon van 60 komt zelden, zij is 88", "85-89"),
    ("haar zus is 90, zij is 78", "75-79"),
    ("meneer, 86, zorgt voor zijn vrouw van 83", "85-89"),
    ("al 60 jaar getrouwd en zelf 83", "80-84"),
    ("kerkstr 82, mevr van 77", "75-79"),
]
BAD = [
    "in de tachtig",
    "mevrouw is 72",
    "84 jaar getrouwd",
    "Kerkstraat 84",
    "huisnummer 88",
    "haar man is 91",
    "80 euro per week",
    "ze woont er al 80 jaar",
    "75+ huisbezoek",
    "rond de 80",
    "geen leeftijd genoemd",
    "",
]


@pytest.mark.parametrize(("text", "band"), GOOD + OF_THE_VISITED_PERSON)
@pytest.mark.parametrize("typed", [str, str.lower, str.upper])
def test_reads_the_band(text: str, band: str, typed: type[str]) -> None:
    assert age_band(typed(text)) == band


@pytest.mark.parametrize("text", BAD)
def test_gives_none(text: str) -> None:
    assert age_band(text) is None
