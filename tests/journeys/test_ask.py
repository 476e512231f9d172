"""Questions while Rasa is away: the search, the question back, and what is not known. And the topics."""

from __future__ import annotations

import pytest

from bot.markup import to_plain
from bot.store.people import Role
from tests.journeys.town import Town


async def test_a_question_gets_a_short_sourced_answer(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("Hoe herken ik eenzaamheid?")
    answer = to_plain(truus.replies[0].text)
    assert len(answer) <= 900
    assert "Bron" in answer and "Nagekeken: 21 november 2026" in answer
    truus.sees("Ik zoek nu alleen op woorden")
    await truus.taps("Meer lezen")
    truus.sees("Nagekeken:")
    assert len(truus.text) > len(answer)


async def test_another_article_is_one_tap_away(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("hoe herken ik eenzaamheid?")
    article = town.knowledge.articles["signalen-overzicht"]
    near = town.knowledge.articles[article.see_also[0]]
    await truus.taps(near.title)
    truus.sees(near.title, "Nagekeken:")


async def test_less_sure_asks_back_with_titles(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("hulp bij rouw en verdriet")
    truus.sees("Bedoel je een van deze?")
    await truus.taps("Iets anders")
    truus.sees("Ik heb je vraag zonder namen bewaard")


async def test_what_is_not_known_is_said_and_kept_without_names(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus")
    await truus.says("xyzzy plugh voor Fatima Yilmaz 06-12345678")
    truus.sees("Dat weet ik niet.")
    await bea.says("/week")
    bea.sees("Niet beantwoord:")
    bea.does_not_see("Fatima", "Yilmaz", "12345678")


async def test_none_of_these_without_a_question_offers_the_topics(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("hulp bij rouw en verdriet")
    none = next(button for button in truus.buttons if button.label == "Iets anders")
    await truus.says("/menu")
    await truus.says("/stop")
    await truus.taps_button(none)
    truus.sees_buttons("Onderwerpen")


async def test_every_article_can_be_reached_by_buttons(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/onderwerpen")
    await truus.taps("Waar kun je terecht")
    article = town.knowledge.articles["spoed-112"]
    await truus.taps(article.title)
    truus.sees(article.title, "Alarmnummer 112: 112")


async def test_a_question_during_a_report_does_not_lose_the_report(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.says("wat is de hoofdstad van Frankrijk")
    truus.sees("Dat past niet bij deze vraag", "Hoe ging het bezoek?")
    await truus.says("menu")
    await truus.taps("Verder met mijn melding")
    truus.sees("Hoe ging het bezoek?")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "🙂🙂🙂",
        "?!",
        "a" * 4096,
        "привет как дела",
        "مرحبا",
        "1",
        "<b>*_[x](y)`",
        "/",
        "/weetikniet",
        "-",
        "**",
    ],
)
async def test_odd_texts_get_a_friendly_answer(town: Town, text: str) -> None:
    truus = await town.meets("truus")
    await truus.says(text)
    assert len(truus.replies) >= 1
    assert all(len(to_plain(reply.text)) > 10 for reply in truus.replies)
    truus.does_not_see("ging bij mij iets mis")
