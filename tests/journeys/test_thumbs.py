"""The thumbs under an answer: seen, changed, taken back, counted; what was not answered well is kept once."""

from __future__ import annotations

import json
from collections import Counter

from sqlalchemy import select

from bot.dialogue.asking.article_card import more_action, thumb_buttons
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
    assert truus.notice == "Fijn om te weten. Dank je."
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
    assert labels(truus)[-4:] == ["Dit klopt niet", "Onderwerpen", "Menu", "Nu hulp nodig"]
    others = [button.label for row in truus.replies[-1].buttons[:-4] for button in row]
    assert 1 <= len(others) <= 3 and first not in others
    (question,) = await kept(town)
    article = next(article.id for article in town.knowledge.articles.values() if article.title == first)
    assert (question.reason, question.answered_with) == (Reason.THUMBS_DOWN, article)
    assert question.text.startswith(DOUBTFUL) and "Fatima" not in question.text
    assert (await counted(town))["not_what_i_sought", article] == 1


async def test_the_thumb_that_was_given_is_shown_where_it_was_tapped(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    shown = truus.replies[0]
    await truus.taps(UP)
    (again,) = truus.replies
    assert (again.replaces, again.text) == ("1", shown.text)
    assert [button.label for button in again.buttons[-1]] == [f"✓ {UP}", DOWN]
    assert again.buttons[:-1] == shown.buttons[:-1]


async def test_the_other_thumb_changes_the_vote_and_the_counts(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    await truus.taps(UP)
    await truus.taps(DOWN)
    truus.sees_buttons(UP, f"✓ {DOWN}")
    counts = await counted(town)
    assert (counts["helped", ANSWER], counts["not_what_i_sought", ANSWER]) == (0, 1)
    assert len(await kept(town)) == 1
    await truus.taps(UP)
    counts = await counted(town)
    assert (counts["helped", ANSWER], counts["not_what_i_sought", ANSWER]) == (1, 0)
    assert await kept(town) == [], "the question waits no more: the answer helped"


async def test_the_same_thumb_again_takes_it_back(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    before = await counted(town)
    for thumb in (DOWN, UP):
        await truus.taps(thumb)
        assert await counted(town) != before
        await truus.taps(f"✓ {thumb}")
        assert truus.notice == "Teruggenomen."
        truus.sees_buttons(UP, DOWN)
        assert (await counted(town), await kept(town)) == (before, [])


async def test_of_two_people_each_has_a_vote(town: Town) -> None:
    truus, henk = await town.meets("truus"), await town.meets("henk")
    for person in (truus, henk):
        await person.says(QUESTION)
        await person.taps(UP)
    assert (await counted(town))["helped", ANSWER] == 2
    await henk.taps(f"✓ {UP}")
    assert (await counted(town))["helped", ANSWER] == 1
    await truus.says(QUESTION)
    truus.sees_buttons(f"✓ {UP}")


async def test_the_vote_is_seen_the_next_time_also_in_the_topics_and_the_whole(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    await truus.taps(UP)
    town.clock.passes(days=30)
    await truus.taps_button(Button("", f"ask:show:{ANSWER}"))
    truus.sees_buttons(f"✓ {UP}")
    await truus.taps("Meer lezen")
    truus.sees_buttons(f"✓ {UP}", "Meer zoals dit")
    await truus.taps(DOWN)
    assert "Meer zoals dit" in labels(truus), "the whole article stays on the screen"


async def test_an_article_that_was_no_answer_before_is_none_to_another_question_either(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    await truus.taps(DOWN)
    await truus.says(town.knowledge.articles[ANSWER].questions[0])
    await truus.taps(f"✓ {DOWN}")
    truus.sees("Ik heb je vraag zonder namen bewaard")
    assert len(await kept(town)) == 2
    assert (await counted(town))["not_what_i_sought", ANSWER] == 1, "one person, one vote"


async def test_what_a_coordinator_saw_to_is_not_taken_back(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    await truus.taps(DOWN)
    async with town.store.work() as work:
        await work.questions.answer([one.id for one in await work.questions.open()], town.clock())
    await truus.taps(f"✓ {DOWN}")
    await truus.says("/mijn_gegevens")
    truus.sees("een coördinator antwoordde")


async def test_what_is_kept_shows_the_votes(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    await truus.taps(UP)
    await truus.says("/mijn_gegevens")
    truus.sees("1 keer 👍 en 0 keer 👎")
    await truus.taps("Geef mij alles als bestand")
    file = truus.replies[0].file
    assert file is not None
    title = town.knowledge.articles[ANSWER].title
    assert json.loads(file.content)["duimen bij artikelen"] == {title: "hielp me"}


async def test_a_thumb_under_a_message_of_an_earlier_version_still_counts(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    await truus.taps_button(Button(DOWN, f"ask:not:{ANSWER}"))
    assert len(await kept(town)) == 1
    await truus.taps_button(Button(UP, f"ask:yes:{ANSWER}"))
    assert (await counted(town))["helped", ANSWER] == 1


async def test_another_choice_that_is_wrong_too_does_not_keep_the_question_again(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(DOUBTFUL)
    choices = labels(truus)[:3]
    for choice in choices[:2]:
        await truus.taps(choice)
        await truus.taps(DOWN)
    truus.sees("Je vraag ligt al bij de coördinator.")
    assert not set(choices[:2]) & {button.label for row in truus.replies[-1].buttons for button in row}
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
    for action in (
        "ask:not:nergens",
        "ask:yes:nergens",
        "ask:not",
        "ask:pick:nergens",
        "yes",
        "not:nergens",
        "like:x",
        "share:rouw",
    ):
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
    actions += [
        button.action
        for article in knowledge.articles
        for area in areas
        for button in thumb_buttons(article, area, None, whole=True)
        if area is None or knowledge.articles[article].nearby
    ]
    actions += [f"{what}:{article}" for article in knowledge.articles for what in ("like", "share", "wrong")]
    assert [action for action in actions if len(action.encode()) > LONGEST_ACTION] == []
