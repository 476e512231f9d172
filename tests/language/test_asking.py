"""How a text asks: its language, whether it asks anything, whether it can wait."""

from __future__ import annotations

import pytest

from bot.language.asking import is_story, is_urgent, tongue

TONGUES = [
    ("hoe herken ik eenzaamheid bij een man van 80", "nl"),
    ("ich wis neet wat ich mot doon mit häör", "nl"),
    ("wmo aanvraag hoelang", "nl"),
    ("help", "nl"),
    ("", "nl"),
    ("🙂🙂", "nl"),
    ("how do I know if she is lonely or just likes to be alone", "en"),
    ("HER SON TAKES ALL HER MONEY WHERE DO I GO", "en"),
    ("wie spreche ich mit ihm über seine Einsamkeit", "de"),
    ("jak mogę pomóc starszej pani, która jest bardzo samotna", "pl"),
    ("yaşlı bir kadın çok yalnız, ona nasıl yardım edebilirim", "tr"),
]


@pytest.mark.parametrize(("text", "expected"), TONGUES)
def test_the_language_of_a_text(text: str, expected: str) -> None:
    assert tongue(text) == expected


STORIES = [
    "Vandaag bij mevrouw geweest. De gordijnen waren dicht en ze had niet gegeten. Ze huilde toen ik wegging.",
    "meneer deed niet open maar ik hoorde de tv en later zag ik hem achter het raam zitten",
]
QUESTIONS = [
    "Vandaag bij mevrouw geweest. De gordijnen waren dicht en ze had niet gegeten. Wat kan ik doen",
    "meneer deed niet open maar ik hoorde de tv en later zag ik hem zitten, moet ik dat melden",
    "ik kom elke week bij een mevrouw en ze zegt niets meer, graag advies want ik ben er verlegen mee",
    "gordijnen dicht",
    "de vergoeding voor reiskosten van vrijwilligers in de gemeente en de belasting daarover dit jaar en volgend jaar",
]


def test_a_story_tells_of_somebody_and_asks_nothing() -> None:
    assert [is_story(text) for text in STORIES] == [True] * len(STORIES)
    assert [is_story(text) for text in QUESTIONS] == [False] * len(QUESTIONS)


def test_what_cannot_wait() -> None:
    assert is_urgent("ik moet vandaag nog weten wie ik bel") and is_urgent("SPOED graag")
    assert not is_urgent("ik kom daar morgen weer") and not is_urgent("een boek over haastige mensen")
