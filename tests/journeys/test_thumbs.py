"""The thumbs under an answer: counted, and a question that was not answered well is kept once."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from bot.dialogue.article_card import more_action
from bot.knowledge import Knowledge
from bot.message import LONGEST_ACTION, Button
from bot.store.models import AskedRow
from bot.store.questions import KeptQuestion, Reason
from bot.store.role import Role
from tests.journeys.town import Person, Town

QUESTION = "Hoe herken ik eenzaamheid?"
ANSWER = "signalen-overzicht"
DOUBTFUL = "hulp bij rouw en verdriet"
UP, DOWN = "👍 Hielp me", "👎 Niet wat ik zocht"


async def kept(town: Town) -> list[KeptQuestion]:
    async with town.store.work(read_only=True) as work:
        return await work.questions.open()


async def counted(town: Town) -> Counter[tuple[str, str | None]]:
    async with town.store.work(read_only=True) as work:
        rows = await work.session.scalars(select(AskedRow))
        return Counter((row.action, row.topic) for row in rows)


def labels(person: Person) -> list[str]:
    return [button.label for button in person.buttons]


async def test_an_answer_has_two_thumbs_on_one_row(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    assert [button.label for button in truus.replies[0].buttons[-1]] == [UP, DOWN]


async def test_that_it_helped_is_counted_and_nothing_is_kept(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    await truus.taps(UP)
    truus.sees("Fijn om te weten.")
    assert (await counted(town))["helped", ANSWER] == 1
    assert await kept(town) == []


async def test_a_question_that_was_answered_wrongly_is_kept_without_names(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(DOUBTFUL + " voor Fatima Yilmaz")
    first = labels(truus)[0]
    await truus.taps(first)
    await truus.taps(DOWN)
    truus.sees("Ik heb je vraag zonder namen bewaard voor de coördinator.", "Misschien bedoelde je een van deze?")
    truus.sees_buttons("Onderwerpen", "Menu", "Nu hulp nodig")
    others = labels(truus)[:-3]
    assert 1 <= len(others) <= 3 and first not in others
    (question,) = await kept(town)
    article = next(article.id for article in town.knowledge.articles.values() if article.title == first)
    assert (question.reason, question.answered_with) == (Reason.THUMBS_DOWN, article)
    assert question.text.startswith(DOUBTFUL) and "Fatima" not in question.text
    assert (await counted(town))["not_what_i_sought", article] == 1


async def test_a_second_tap_keeps_and_counts_nothing_more(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    down = truus.buttons[-1]
    await truus.taps_button(down)
    await truus.taps_button(down)
    assert (truus.replies, truus.notice) == ([], "Dat had ik al.")
    assert len(await kept(town)) == 1
    assert (await counted(town))["not_what_i_sought", ANSWER] == 1


async def test_another_choice_that_is_wrong_too_does_not_keep_the_question_again(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(DOUBTFUL)
    choices = labels(truus)[:3]
    for choice in choices[:2]:
        await truus.taps(choice)
        await truus.taps(DOWN)
    truus.sees("Je vraag ligt al bij de coördinator.")
    assert not set(choices[:2]) & set(labels(truus))
    assert len(await kept(town)) == 1


async def test_the_whole_article_has_thumbs_too(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    await truus.taps("Meer lezen")
    truus.sees_buttons(UP, DOWN)
    await truus.taps(DOWN)
    assert len(await kept(town)) == 1


async def test_leafing_through_the_topics_shows_no_thumbs(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/onderwerpen")
    await truus.taps("Waar kun je terecht")
    await truus.taps(town.knowledge.articles["luisterlijn"].title)
    assert UP not in labels(truus)
    if "Meer lezen" in labels(truus):
        await truus.taps("Meer lezen")
        assert UP not in labels(truus)


async def test_after_looking_elsewhere_the_question_is_still_kept(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    down = truus.buttons[-1]
    await truus.taps("Onderwerpen")
    await truus.taps("Waar kun je terecht")
    await truus.taps(town.knowledge.articles["luisterlijn"].title)
    await truus.taps_button(down)
    assert [question.text for question in await kept(town)] == [QUESTION]


async def test_a_thumb_under_an_older_answer_keeps_no_other_question(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    down = truus.buttons[-1]
    await truus.says("Wat is het verschil tussen alleen zijn en eenzaam zijn?")
    await truus.taps_button(down)
    truus.sees("dat helpt ons om beter te worden")
    truus.does_not_see("bewaard")
    assert await kept(town) == []
    assert (await counted(town))["not_what_i_sought", ANSWER] == 1


async def test_during_a_report_a_thumb_is_counted_and_the_report_stays(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(QUESTION)
    down = truus.buttons[-1]
    await truus.says("melden")
    await truus.taps_button(down)
    truus.sees("dat helpt ons om beter te worden")
    assert await kept(town) == []
    await truus.says("menu")
    await truus.taps("Verder met mijn melding")
    truus.sees("Hoe ging het bezoek?")


async def test_after_a_crisis_the_question_before_it_is_not_kept(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    down = truus.buttons[-1]
    await truus.says("mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard")
    await truus.taps_button(down)
    assert await kept(town) == []


async def test_none_of_these_is_kept_with_its_reason(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(DOUBTFUL)
    await truus.taps("Iets anders")
    await truus.says("xyzzy plugh")
    assert [(question.reason, question.answered_with) for question in await kept(town)] == [
        (Reason.NONE_OF_THESE, None),
        (Reason.FALLBACK, None),
    ]


async def test_a_forged_thumb_counts_nothing(town: Town) -> None:
    truus = await town.meets("truus")
    before = await counted(town)
    for action in ("ask:not:nergens", "ask:yes:nergens", "ask:not", "ask:pick:nergens"):
        await truus.taps_button(Button("x", action))
        truus.sees("bestaat niet meer")
    assert await counted(town) == before


async def test_thumbs_do_not_make_a_topic_asked_for_more(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says(QUESTION)
    await bea.taps(UP)
    await bea.says("/week")
    bea.sees(f"1 vraag; meest gevraagd: {town.knowledge.articles[ANSWER].title}")
    await bea.taps("Meer cijfers")
    bea.sees(f"{town.knowledge.articles[ANSWER].title} (1)")


def test_every_action_fits_in_a_button(knowledge: Knowledge) -> None:
    areas = [*knowledge.areas.by_id, None]
    actions = [
        more_action(article, area, thumbs=thumbs)
        for article in knowledge.articles
        for area in areas
        for thumbs in (True, False)
    ]
    actions += [f"ask:{what}:{article}" for article in knowledge.articles for what in ("pick", "yes", "not", "show")]
    assert [action for action in actions if len(action.encode()) > LONGEST_ACTION] == []
