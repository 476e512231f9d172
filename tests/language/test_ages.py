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
    ("mevr jansen,84,woont daar al lang", "80-84"),
    ("mw jansen 84 gordijnen dicht", "80-84"),
    ("dhr, 88j", "85-89"),
    ("ze is al 91 jaar", "90+"),
    ("met zijn 88 jaar nog fit", "85-89"),
    ("danste op haar 86e", "85-89"),
    ("hij viert zaterdag zijn 85ste", "80-84"),
    ("op zijn eenennegentigste", "90+"),
    ("een drieëntachtigjarige", "80-84"),
    ("92 wordt ze in de zomer", "90+"),
    ("begin tachtig", "80-84"),
    ("achter in de tachtig", "85-89"),
]
OF_THE_VISITED_PERSON = [
    ("haar zoon van 60 komt zelden, zij is 88", "85-89"),
    ("haar zus is 90, zij is 78", "75-79"),
    ("meneer, 86, zorgt voor zijn vrouw van 83", "85-89"),
    ("al 60 jaar getrouwd en zelf 83", "80-84"),
    ("kerkstr 82, mevr van 77", "75-79"),
    ("ik heb 112 gebeld, ze is 79", "75-79"),
    ("haar moeder werd trouwens 99, zelf is ze 82", "80-84"),
    ("mijn oma is 93, mevrouw is 85", "85-89"),
    ("meneer van 80 wordt steeds stiller", "80-84"),
    ("toen ze 80 werd dansten ze, nu is ze 87", "85-89"),
]
BAD = [
    "in de tachtig",
    "mevrouw is 72",
    "84 jaar getrouwd",
    "Kerkstraat 84",
    "huisnummer 88",
    "ik heb 112 gebeld",
    "tachtig kransen",
    "hij was 80 kilo",
    "ik (78) was er ook",
    "zijn broer stierf op zijn 81e",
    "de buurvrouw is 91",
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


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("meneer is van bouwjaar 1940", "85-89"),
        ("ze is van '48", "75-79"),
        ("geboren 3 mei 1934", "90+"),
        ("hij is geboren in 1960", None),
        ("haar zus is geboren in 1940", None),
        ("bouwjaar 1940, en nu dus 85", "85-89"),
        ("in '45 was ze op het land", None),
    ],
)
def test_counts_from_the_year_of_birth(text: str, band: str | None) -> None:
    assert age_band(text, 2026) == band


def test_a_year_of_birth_says_nothing_without_the_year_it_is_now() -> None:
    assert age_band("bouwjaar 1940") is None


@pytest.mark.parametrize("text", BAD)
def test_gives_none(text: str) -> None:
    assert age_band(text) is None
