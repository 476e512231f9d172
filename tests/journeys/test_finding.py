"""Finding: on words, by sections in pages, by what is like it, and by a link."""

from __future__ import annotations

import pytest

from bot.dialogue.asking.article_view import LINK
from bot.dialogue.asking.deep_links import LONGEST, PATTERN
from bot.dialogue.router import says_nothing_of_its_own
from bot.knowledge import Knowledge
from bot.knowledge.article import SECTIONS
from bot.knowledge.neighbours import nearest
from bot.language.asked_words import sought_in
from bot.language.reading import Reader
from bot.message import Button, Kind, Message
from bot.store.role import Role
from tests.journeys.test_first_minute import invited
from tests.journeys.test_help_now import PERHAPS
from tests.journeys.town import CHANNEL, Person, Town

MOST_BUTTONS = 12
HOME = "https://t.me/opmerkzaam_bot"


def labels(person: Person) -> list[str]:
    return [button.label for button in person.buttons]


# On words.


@pytest.mark.parametrize(
    "said", ["/zoek geldzorgen", "zoek geldzorgen", "Zoek naar geldzorgen", "zoeken op geldzorgen"]
)
async def test_words_give_titles_each_with_a_line(town: Town, said: str) -> None:
    truus = await town.meets("truus")
    await truus.says(said)
    money = town.knowledge.articles["signalen-schulden"]
    truus.sees('Gevonden bij "geldzorgen"', f"{money.title}: ")
    assert labels(truus)[0] == money.title, "what has the word in its title comes first"
    assert len([one for one in truus.buttons if one.action.startswith("ask:show:")]) <= 5
    await truus.taps(money.title)
    truus.sees("Nagekeken:")


@pytest.mark.parametrize("how", ["/zoek", "zoeken", "a button"])
async def test_without_words_it_asks_for_them_once(town: Town, how: str) -> None:
    truus = await town.meets("truus")
    if how == "a button":
        await truus.says("/onderwerpen")
        await truus.taps("Zoeken op woord")
    else:
        await truus.says(how)
    truus.sees("Op welk woord zal ik zoeken?")
    await truus.says("rouw")
    truus.sees('Gevonden bij "rouw"')
    await truus.says("Hoe herken ik eenzaamheid?")
    truus.sees("Nagekeken:")


async def test_what_is_not_there_is_said_and_nothing_is_made_up(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/zoek xyzzy plugh")
    truus.sees("vind ik geen onderwerp", "stel je vraag in een hele zin")
    assert not [one for one in truus.buttons if one.action.startswith("ask:")]
    truus.sees_buttons("Onderwerpen", "Een vraag stellen", "Nu hulp nodig")
    async with town.store.work(read_only=True) as work:
        assert await work.questions.open() == []


@pytest.mark.parametrize(
    "said", ["/zoek ze wil niet meer leven en heeft pillen opgespaard", "zoek hulp want ze wil dood"]
)
async def test_a_life_at_stake_comes_first(town: Town, said: str) -> None:
    truus = await town.meets("truus")
    await truus.says(said)
    truus.sees("113")
    truus.does_not_see("Gevonden bij")


async def test_while_words_are_asked_for_too(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/zoek")
    await truus.says(PERHAPS[0])
    truus.sees("113", "112")


async def test_names_in_what_is_searched_are_not_repeated(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/zoek rouw van Fatima Yilmaz")
    truus.sees("rouw van [naam]")
    truus.does_not_see("Yilmaz")


async def test_a_report_that_was_begun_waits(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.says("/zoek rouw")
    truus.sees('Gevonden bij "rouw"')
    await truus.says("menu")
    await truus.taps("Verder met mijn melding")
    truus.sees("Hoe ging het bezoek?")


async def test_a_word_stops_it(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/zoek")
    await truus.says("stop")
    await truus.says("Hoe herken ik eenzaamheid?")
    truus.sees("Nagekeken:")


GOOD = [("schulden", "schuldhulp"), ("alkohol", "signalen-verslaving"), ("shulden", "schuldhulp"), ("hond", "huisdier")]


@pytest.mark.parametrize(("words", "first"), GOOD)
def test_what_is_found_first(reader: Reader, words: str, first: str) -> None:
    assert reader.search.look_up(words)[0] == first


@pytest.mark.parametrize("words", ["xyzzy", "fietsenmaker", "voetbal", "", "de het een", "?"])
def test_what_is_nowhere(reader: Reader, words: str) -> None:
    assert reader.search.look_up(words) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/zoek rouw", "rouw"),
        ("/zoek@opmerkzaam_bot rouw en verdriet", "rouw en verdriet"),
        ("Zoek naar schulden", "schulden"),
        ("/zoek", None),
        ("zoekt ze hulp?", None),
        ("ik zoek hulp", None),
    ],
)
def test_the_words_that_are_sought(text: str, words: str | None) -> None:
    assert sought_in(text) == words


# By sections.


async def test_every_article_is_in_the_topics_and_no_list_is_too_long(town: Town) -> None:
    truus, seen = await town.meets("truus"), set()
    for section in SECTIONS:
        await truus.taps_button(Button("", f"topics:{section}"))
        first = truus.replies[0]
        while True:
            assert len(truus.buttons) <= MOST_BUTTONS and truus.replies[0].replaces == "1"
            seen |= {one.action.removeprefix("ask:show:") for one in truus.buttons}
            if "Meer" not in labels(truus):
                break
            await truus.taps("Meer")
        if "Eerste" in labels(truus):
            await truus.taps("Eerste")
            assert truus.replies[0] == first
    assert town.knowledge.articles.keys() <= seen


@pytest.mark.parametrize("page", ["0", "99", "x", "-1", "1000000000000"])
async def test_a_page_that_is_not_there_is_the_first(town: Town, page: str) -> None:
    truus = await town.meets("truus")
    await truus.taps_button(Button("", f"topics:verwijzing:{page}"))
    truus.sees("(1 van 3)")


# What is like it.


async def test_under_the_whole_article_stands_what_is_like_it(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.taps_button(Button("", "more:rouw"))
    await truus.taps("Meer zoals dit")
    titles = [town.knowledge.articles[one].title for one in town.knowledge.articles["rouw"].see_also]
    truus.sees("Meer zoals", *titles)
    assert labels(truus)[:4] == titles
    await truus.taps(titles[0])
    truus.sees("Nagekeken:")


def test_every_article_has_four_like_it(knowledge: Knowledge) -> None:
    for article in knowledge.articles.values():
        near = [other.id for other in nearest(article, knowledge.articles, 4)]
        assert len(set(near)) == 4 and article.id not in near
        assert near[: len(article.see_also)] == list(article.see_also)[:4]


# By a link.


async def test_a_link_opens_the_article_also_for_who_never_came(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/start artikel-signalen-schulden")
    article, hello = truus.replies
    assert town.knowledge.articles["signalen-schulden"].title in article.text
    assert "\n" not in hello.text
    await truus.taps("Wat kun je nog meer?")
    truus.sees("Welkom bij Opmerkzaam", "Bel 112")


async def test_who_is_known_gets_the_article_alone(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/start")
    town.clock.passes(days=2)
    await truus.says("/start artikel-rouw")
    assert len(truus.replies) == 1


async def test_a_link_to_what_leads_to_113_is_no_cry_for_help(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/start artikel-signalen-suicide")
    truus.sees(town.knowledge.articles["signalen-suicide"].title)
    truus.does_not_see("Dit klinkt alsof")
    assert not says_nothing_of_its_own(Message(CHANNEL, "1", "x", Kind.TEXT, "/start ze wil niet meer leven"))


async def test_a_link_to_an_article_that_is_gone_says_so(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/start artikel-nergens")
    truus.sees("Dit artikel bestaat niet meer")
    truus.sees_buttons("Onderwerpen")


async def test_an_invitation_still_comes_by_a_link(town: Town) -> None:
    truus = await invited(town, "truus", Role.VOLUNTEER)
    truus.sees("Je uitnodiging klopt")
    await truus.says("/start zzzzzzzz99")
    truus.sees("Deze code werkt niet (meer)")
    await truus.says("/start zomaar-iets")
    truus.sees("Welkom bij Opmerkzaam")


async def test_the_link_can_be_passed_on_where_the_bot_has_an_address(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.taps_button(Button("", "more:rouw"))
    assert "Link om te delen" not in labels(truus)
    town.home = HOME
    await truus.taps_button(Button("", "more:rouw"))
    await truus.taps("Link om te delen")
    truus.sees(town.knowledge.articles["rouw"].title, f"{HOME}?start=artikel-rouw")
    assert truus.buttons == [], "so that nothing else is passed on"
    henk = await town.meets("henk")
    await henk.says("/start " + truus.text.rpartition("?start=")[2])
    henk.sees(town.knowledge.articles["rouw"].title)


def test_every_article_fits_in_a_link(knowledge: Knowledge) -> None:
    links = [f"{LINK}{article}" for article in [*knowledge.articles, "x" * 40]]
    assert [one for one in links if len(one) > LONGEST or not PATTERN.fullmatch(one)] == []
