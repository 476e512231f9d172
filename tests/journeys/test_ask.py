"""Questions while Rasa is away: the search, the question back, and what is not known. And the topics."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import build_reader
from bot.channels.telegram.sending import split
from bot.dialogue.asking.article_card import rest_card, short_card
from bot.knowledge import Knowledge
from bot.language.nlu import RasaClient
from bot.language.reading import Reader
from bot.markup import to_plain
from bot.message import Kind
from bot.settings import Settings
from bot.store.role import Role
from tests.journeys.test_report import send_by_buttons
from tests.journeys.town import Town
from tests.language.test_nlu import RasaServer


async def test_a_question_gets_a_short_sourced_answer(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("Hoe herken ik eenzaamheid?")
    answer = to_plain(truus.replies[0].text)
    assert len(answer) <= 900
    assert "Bron" in answer and "Nagekeken: 21 november 2026" in answer
    truus.sees("Ik zoek nu alleen op woorden")
    await truus.taps("Meer lezen")
    (rest,) = truus.replies
    assert rest.replaces is None, "it stands below the short answer"
    truus.sees(", de rest", "Nagekeken:")
    body = to_plain(rest.text).partition("Waar kun je terecht")[0]
    said = [line for line in body.splitlines() if line]
    assert said and not [line for line in said if line in answer.splitlines()], "nothing is said twice"


async def test_of_every_article_the_short_answer_and_the_rest_are_all_of_it(town: Town) -> None:
    today = town.clock().date()
    for article in town.knowledge.articles.values():
        short, is_all = short_card(article, town.knowledge, today)
        shown = [*short.splitlines(), *(rest_card(article, town.knowledge, today).splitlines() if not is_all else ())]
        for line in filter(None, [article.summary.strip(), *article.body.strip().splitlines()]):
            assert shown.count(line) == article.body.strip().splitlines().count(line) or line == article.summary


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
    await truus.taps("Meer")
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


@pytest.mark.parametrize(
    "text", ["\ud83d", "hoe herken ik \ud800 eenzaamheid?", "xyzzy \udfff plugh", "/\ud83d", "melden \ud83d"]
)
async def test_half_an_emoji_gets_an_answer(town: Town, text: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    for before in ("/menu", "/melden"):
        await truus.says(before)
        await truus.says(text)
        assert truus.replies
        truus.does_not_see("ging bij mij iets mis")


@pytest.mark.parametrize("text", ["привет как дела", "مرحبا كيف الحال", "你好吗"])
async def test_letters_that_it_cannot_read_are_told(town: Town, text: str) -> None:
    truus = await town.meets("truus")
    await truus.says(text)
    truus.sees("Ik lees vooral Nederlands")


async def test_the_words_under_a_photo_are_answered(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("Hoe herken ik eenzaamheid?", Kind.PHOTO)
    truus.sees("De foto bekijk ik niet", "Nagekeken:")


async def test_that_only_words_are_searched_is_said_once_to_each(
    tmp_path: Path, knowledge: Knowledge, reader: Reader
) -> None:
    town = Town(tmp_path / "once.db", knowledge, reader)
    await town.open()
    for name in ("truus", "henk"):
        person = await town.meets(name)
        await person.says("Hoe herken ik eenzaamheid?")
        person.sees("Ik zoek nu alleen op woorden")
        await person.says("Hoe herken ik eenzaamheid?")
        person.does_not_see("Ik zoek nu alleen op woorden")
    await town.close()


async def test_that_only_words_are_searched_is_said_again_in_another_outage(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    with RasaServer() as rasa:
        client = RasaClient([rasa.url], None)
        town = Town(tmp_path / "again.db", knowledge, build_reader(Settings(_env_file=None), knowledge, client))
        await town.open()
        truus = await town.meets("truus")
        for outage in range(2):
            await truus.says("Hoe herken ik eenzaamheid?")
            truus.sees("Ik zoek nu alleen op woorden")
            assert await client.probe(), outage
            await truus.says("Hoe herken ik eenzaamheid?")
            truus.does_not_see("Ik zoek nu alleen op woorden")
            rasa.plan(500, 500)
        await town.close()
        await client.close()


async def test_a_very_long_question_does_not_break_the_week(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await send_by_buttons(truus)
    for word in ("xyzzy", "🙂plugh", "x.y!z* "):
        await truus.says((word + " ") * (4000 // (len(word) + 1)))
    await bea.says("/week")
    bea.sees("Niet beantwoord:")
    for piece in split(bea.replies[0].text):
        assert 0 < len(to_plain(piece).encode("utf-16-le")) // 2 <= 4096
    bea.sees_buttons("Alle open (1)", "Menu")
