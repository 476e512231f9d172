"""The signal card on a phone, on paper and as text; and an article as a picture to share."""

from __future__ import annotations

import pytest

from bot.knowledge.signal import ACT_TODAY
from bot.markup import to_plain
from bot.message import LONGEST_CAPTION, Kind
from bot.store.role import Role
from tests.cards.reading import pages_of, size
from tests.journeys.town import Person, Town

HOME = "https://t.me/opmerkzaam_bot"


@pytest.mark.parametrize("asked", ["/kaart", "kaart", "Signaalkaart."])
async def test_the_card_comes_as_two_pictures_a_page_and_text(town: Town, asked: str) -> None:
    truus = await town.meets("truus")
    await truus.says(asked)
    front, back = truus.replies
    for reply, name in ((front, "signaalkaart.png"), (back, "signaalkaart-achterkant.png")):
        assert reply.file is not None and (reply.file.name, size(reply.file.content)[0]) == (name, 1080)
        assert reply.file.shows
        assert len(to_plain(reply.text)) < LONGEST_CAPTION
    assert not front.buttons
    truus.sees_buttons("PDF om te printen", "Als tekst", "Menu")

    await truus.taps("PDF om te printen")
    (reply,) = truus.replies
    assert reply.file is not None and reply.file.name == "signaalkaart.pdf"
    (words,) = pages_of(reply.file.content)
    signals, numbers = town.knowledge.signals.values(), town.knowledge.help_numbers().values()
    assert all(words.count(signal.label) == 1 for signal in signals)
    assert all(f"Bel {number}" in words for number in numbers)

    await truus.says(asked)
    await truus.taps("Als tekst")
    assert [truus.text.count(signal.label) for signal in signals] == [1] * len(signals)
    truus.sees(*numbers, "Een signaal is nog geen bewijs.", "Schrijf geen naam en geen adres op deze kaart.")
    urgent = [signal.label for signal in signals if signal.level == ACT_TODAY]
    before, after = truus.text.split("In en om huis")
    assert all(label in before and label not in after for label in urgent)
    assert all(signal.label in after for signal in signals if signal.level < ACT_TODAY)
    await truus.taps("Menu")
    truus.sees("Wat wil je doen?")


async def test_a_report_that_is_being_made_waits_for_the_card(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("/melden")
    await truus.taps("Bezoek gehad")
    await truus.says("/kaart")
    assert len([reply for reply in truus.replies if reply.file]) == 2
    await truus.taps("Kies uit de lijst")
    truus.sees("Wat viel je op?")


async def article_of(truus: Person, label: str) -> None:
    """The whole article, by the topics, where it stands on the second page."""
    await truus.says("/onderwerpen")
    await truus.taps("Wat is eenzaamheid?")
    await truus.taps("Meer")
    await truus.taps(label)
    await truus.taps("Meer lezen")


async def test_a_whole_article_is_shared_as_a_picture_with_the_way_to_the_bot(town: Town) -> None:
    town.home = HOME
    truus = await town.meets("truus")
    await article_of(truus, "Sociale eenzaamheid")
    await truus.taps("Delen als plaatje")
    (reply,) = truus.replies
    assert reply.file is not None and reply.file.name == "opmerkzaam-sociale-eenzaamheid.png"
    assert size(reply.file.content) == (1080, 1350)
    assert reply.file.shows.startswith("Plaatje van het artikel Sociale eenzaamheid. Bij sociale eenzaamheid")
    truus.sees("Sociale eenzaamheid", town.knowledge.articles["sociale-eenzaamheid"].summary)
    truus.sees(f"Verder lezen: {HOME}?start=artikel-sociale-eenzaamheid")
    with_link = reply.file.content
    truus.sees_buttons("Onderwerpen", "Menu")

    town.home = None
    await truus.says("picture:sociale-eenzaamheid", Kind.BUTTON)
    (reply,) = truus.replies
    assert reply.file is not None and reply.file.content != with_link
    truus.sees("Om door te sturen.")
    truus.does_not_see("t.me")


@pytest.mark.parametrize("action", ["picture", "picture:", "picture:weg", "picture:rouw-"])
async def test_a_picture_of_an_article_that_is_gone(town: Town, action: str) -> None:
    truus = await town.meets("truus")
    await truus.says(action, Kind.BUTTON)
    truus.sees("Dit artikel bestaat niet meer.")
    assert not any(reply.file for reply in truus.replies)


async def test_only_the_whole_article_can_be_shared(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/onderwerpen")
    await truus.taps("Wat is eenzaamheid?")
    await truus.taps("Meer")
    await truus.taps("Sociale eenzaamheid")
    assert "Delen als plaatje" not in [button.label for button in truus.buttons]
