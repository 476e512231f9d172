"""The first minute, finding, votes, sharing and the signal card, over python-telegram-bot and a strict Telegram."""

from __future__ import annotations

from bot.store.questions import Reason
from bot.store.role import Role
from tests.botapi import User
from tests.cards.reading import pages_of, size
from tests.channels.street import Street, tap, walk

UP, DOWN = "👍 Hielp me", "👎 Niet wat ik zocht"
TICKED = "✓ {}"


async def opened(person: User, article: str) -> None:
    """The whole of an article, by the link of it."""
    person.follows(f"https://t.me/opmerkzaam_test_bot?start=artikel-{article}")
    await person.sees("Nagekeken:")
    await tap(person, "Meer lezen", "Nagekeken:")


async def test_from_the_start_to_an_answer_in_three_taps(street: Street) -> None:
    truus = await street.meets("Truus")
    truus.says("/start")
    await truus.sees("Welkom bij Opmerkzaam")
    await walk(truus, ("Ik heb een vraag", ""), ("Waaraan merk ik dat iemand eenzaam is?", "Nagekeken:"))


async def test_words_are_looked_up_and_what_is_like_it_is_found(street: Street) -> None:
    truus, money = await street.meets("Truus"), street.knowledge.articles["signalen-schulden"]
    truus.says("/zoek geldzorgen")
    found = await truus.sees('Gevonden bij "geldzorgen"')
    assert found.labels[0] == money.title
    await walk(truus, (money.title, "Nagekeken:"), ("Meer lezen", "Nagekeken:"))
    like = await tap(truus, "Meer zoals dit", "Meer zoals")
    await tap(truus, like.labels[0], street.knowledge.articles[money.see_also[0]].title)


async def test_the_pages_of_the_topics_stand_in_one_message(street: Street) -> None:
    truus = await street.meets("Truus")
    truus.says("/onderwerpen")
    first = await truus.sees("Waar wil je over lezen?")
    pages = [await tap(truus, first.labels[0])]
    while "Meer" in pages[-1].labels:
        pages.append(await tap(truus, "Meer", f"({len(pages) + 1} van"))
    back = await tap(truus, "Eerste", "(1 van")
    assert len(pages) > 1 and back.labels == pages[0].labels
    assert {page.message_id for page in (*pages, back)} == {first.message_id}


async def test_a_vote_is_seen_where_it_was_given_also_after_a_picture_of_the_article(street: Street) -> None:
    truus = await street.meets("Truus")
    await opened(truus, "rouw")
    article = truus.messages[3]
    picture = await tap(truus, "Delen als plaatje", lambda shown: shown.file)
    assert picture.file is not None and size(picture.file.content) == (1080, 1350)
    for thumb, other in ((UP, DOWN), (DOWN, UP)):
        voted = await tap(truus, thumb, article.text)
        assert (voted.message_id, voted.file) == (article.message_id, None)
        assert TICKED.format(thumb) in voted.labels and other in voted.labels
    assert truus.toasts[0] == "Fijn om te weten. Dank je."
    taken_back = await tap(truus, TICKED.format(DOWN), article.text)
    assert taken_back.labels == article.labels and truus.toasts[-1] == "Teruggenomen."
    under = await tap(truus, "Menu", "Wat wil je doen?")
    assert under.message_id > picture.message_id


async def test_a_thumb_that_trembles_takes_the_vote_back_and_its_message_stays(street: Street) -> None:
    truus = await street.meets("Truus")
    truus.says("Hoe herken ik eenzaamheid?")
    answer = await truus.sees("Nagekeken:")
    await tap(truus, UP, lambda shown: TICKED.format(UP) in shown.labels, answer)
    again = await tap(truus, UP, lambda shown: UP in shown.labels, answer)
    assert (again.message_id, again.labels) == (answer.message_id, answer.labels)


async def test_an_article_passed_on_as_a_link_opens_for_who_never_met_the_bot(street: Street) -> None:
    truus, henk = await street.meets("Truus"), await street.meets("Henk")
    await opened(truus, "rouw")
    shared = await tap(truus, "Link om te delen", "https://t.me/")
    assert shared.labels == []
    henk.follows(shared.text.split()[-1])
    await henk.sees(lambda shown: "Wat kun je nog meer?" in shown.labels)
    assert street.knowledge.articles["rouw"].title in henk.messages[1].text
    await tap(henk, "Wat kun je nog meer?", "Welkom bij Opmerkzaam")


async def test_an_article_passed_on_as_a_picture_says_what_it_is_and_where_it_goes_on(street: Street) -> None:
    truus, henk = await street.meets("Truus"), await street.meets("Henk")
    await opened(truus, "sociale-eenzaamheid")
    picture = await tap(truus, "Delen als plaatje", lambda shown: shown.file)
    article = street.knowledge.articles["sociale-eenzaamheid"]
    assert picture.file is not None and picture.file.name == "opmerkzaam-sociale-eenzaamheid.png"
    assert article.title in picture.text and article.summary in picture.text
    henk.follows(picture.text.split()[-1])
    await henk.sees(lambda shown: "Wat kun je nog meer?" in shown.labels)
    assert article.title in henk.messages[1].text


async def test_an_article_that_is_wrong_reaches_a_coordinator_who_answers(street: Street) -> None:
    bea, truus = await street.meets("Bea", Role.COORDINATOR), await street.meets("Truus")
    await opened(truus, "rouw")
    await tap(truus, "Dit klopt niet", "Wat klopt er niet aan")
    truus.says("dit nummer is al een jaar anders, zegt Fatima Yilmaz")
    kept = await truus.sees("Dank je.")
    assert "[naam]" in kept.text
    async with street.store.work(read_only=True) as work:
        assert [one.reason for one in await work.questions.open()] == [Reason.WRONG]
    bea.says("/vragen")
    await bea.sees("Iemand zegt dat")
    await tap(bea, "Zelf beantwoorden")
    bea.says("Dank je, het nummer is veranderd.")
    await bea.sees("Dit gaat naar 1 persoon:")
    await tap(bea, "Versturen")
    await truus.sees("Dank je, het nummer is veranderd.")


async def test_the_signal_card_comes_as_pictures_a_page_and_text(street: Street) -> None:
    truus = await street.meets("Truus")
    truus.says("/kaart")
    back = await truus.sees("De achterkant")
    front = truus.messages[-2]
    for shown, name, told in (
        (front, "signaalkaart.png", ("Signaalkaart", "waar je op let")),
        (back, "signaalkaart-achterkant.png", ("wat niet kan wachten", "drie vormen van eenzaamheid")),
    ):
        assert shown.file is not None and (shown.file.name, size(shown.file.content)[0]) == (name, 1080)
        assert [words for words in told if words not in shown.text] == []
    assert (front.labels, back.labels) == ([], ["PDF om te printen", "Als tekst", "Menu"])
    page = await tap(truus, "PDF om te printen", "om te printen")
    assert page.file is not None and page.file.name == "signaalkaart.pdf" and len(pages_of(page.file.content)) == 1
    told = await tap(truus, "Als tekst", "Een signaal is nog geen bewijs.")
    assert [signal.label for signal in street.knowledge.signals.values() if signal.label not in told.text] == []
