"""Somebody says that an article is not right: coordinators see what, not who, and can answer or put it aside."""

from __future__ import annotations

import pytest

from bot.message import Button
from bot.store.questions import KeptQuestion, Reason
from bot.store.role import Role
from tests.journeys.test_thumbs import DOWN, QUESTION
from tests.journeys.town import Person, Town

ARTICLE = "rouw"
WORDS = "dit nummer is al een jaar anders"


async def kept(town: Town) -> list[KeptQuestion]:
    async with town.store.work(read_only=True) as work:
        return await work.questions.open()


async def begins(truus: Person) -> None:
    await truus.taps_button(Button("", f"more:{ARTICLE}"))
    await truus.taps("Dit klopt niet")
    truus.sees("Wat klopt er niet aan")


async def test_what_is_wrong_is_typed_once_and_kept_without_names(town: Town) -> None:
    truus = await town.meets("truus")
    await begins(truus)
    await truus.says(WORDS + ", zegt Fatima Yilmaz")
    truus.sees("Dank je.", town.knowledge.articles[ARTICLE].title, "[naam]")
    (one,) = await kept(town)
    assert (one.reason, one.answered_with) == (Reason.WRONG, ARTICLE)
    assert one.text.startswith(WORDS) and "Yilmaz" not in one.text
    await truus.says(QUESTION)
    truus.sees("Nagekeken:")


async def test_it_can_be_said_without_words(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await begins(truus)
    await truus.taps("Alleen melden")
    truus.sees("Dank je.")
    assert [one.text for one in await kept(town)] == [""]
    await bea.says("/vragen")
    bea.sees("Iemand zegt dat", town.knowledge.articles[ARTICLE].title, "(zonder uitleg)")
    await truus.says("/mijn_gegevens")
    truus.sees(f'Je meldde dat "{town.knowledge.articles[ARTICLE].title}" niet klopt')


async def test_a_coordinator_sees_it_first_and_answers_who_said_it(town: Town) -> None:
    bea, truus, henk = await town.meets("bea", Role.COORDINATOR), await town.meets("truus"), await town.meets("henk")
    await henk.says("xyzzy plugh")
    await begins(truus)
    await truus.says(WORDS)
    truus.catches_up()
    await bea.says("/vragen")
    bea.sees("Klopt dit artikel? · 1 van 2", "Iemand zegt dat", WORDS)
    assert not [one for one in bea.buttons if one.action.startswith("tie:")]
    await bea.taps("Het artikel lezen")
    bea.sees("Nagekeken:")
    await bea.taps("Zelf beantwoorden")
    await bea.says("Dank je, het nummer is veranderd.")
    bea.sees("Je meldde laatst dat", "Dit gaat naar 1 persoon:")
    await bea.taps("Versturen")
    truus.sees("Je meldde laatst dat", WORDS, "Dank je, het nummer is veranderd.")
    assert [one.reason for one in await kept(town)] == [Reason.FALLBACK]


async def test_it_can_be_put_aside(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await begins(truus)
    await truus.says(WORDS)
    await bea.says("/vragen")
    await bea.taps("Weggooien")
    await bea.taps("Ja, weggooien")
    assert await kept(town) == []


async def test_two_about_one_article_stand_together(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    for name in ("truus", "henk"):
        person = await town.meets(name)
        await begins(person)
        await person.says(f"{WORDS}, {name}" if name == "henk" else WORDS)
    await bea.says("/vragen")
    bea.sees("2 mensen zeggen dat", "1 van 1")


async def test_it_becomes_no_example(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await begins(truus)
    await truus.says(WORDS)
    await bea.says("/vragen")
    name = next(one.action for one in bea.buttons if one.action.startswith("answer:")).split(":")[2]
    for forged in (
        f"tie:{name}:{ARTICLE}",
        f"tie:{name}:buiten_bereik",
        f"curate:other:{name}",
        f"curate:in:{name}:gesprek",
    ):
        await bea.taps_button(Button("", forged))
        assert not [one for one in bea.buttons if one.action.startswith("tie:")]
    async with town.store.work() as work:
        (one,) = await work.questions.open()
        assert await work.questions.tie([one.id], ARTICLE, town.clock()) == frozenset()
        assert await work.questions.to_export() == []


async def test_it_is_counted_in_the_week_but_is_no_question(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await begins(truus)
    await truus.says(WORDS)
    await bea.says("/week")
    bea.does_not_see(WORDS, "Niet beantwoord")
    bea.sees_buttons("Vragen (1)")


async def test_behind_a_thumb_down_it_can_be_said_too(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says(QUESTION)
    await truus.taps(DOWN)
    await truus.taps("Dit klopt niet")
    await truus.taps("Alleen melden")
    assert [one.reason for one in await kept(town)] == [Reason.THUMBS_DOWN, Reason.WRONG]


@pytest.mark.parametrize("word", ["stop", "terug", "Stoppen"])
async def test_stopping_keeps_nothing(town: Town, word: str) -> None:
    truus = await town.meets("truus")
    await begins(truus)
    await (truus.taps(word) if word == "Stoppen" else truus.says(word))
    truus.sees("Goed, ik heb niets gemeld.")
    assert await kept(town) == []


async def test_what_cannot_be_kept_is_asked_again(town: Town) -> None:
    truus = await town.meets("truus")
    await begins(truus)
    await truus.says("heel lang " * 200)
    truus.sees("meer dan 1000 tekens")
    await truus.says("Fatima Yilmaz")
    truus.sees("blijft er niets over")
    await truus.says(WORDS)
    assert [one.text for one in await kept(town)] == [WORDS]


async def test_a_crisis_in_the_words_gets_its_card_and_the_way_back(town: Town) -> None:
    truus = await town.meets("truus")
    await begins(truus)
    await truus.says("ze wil niet meer leven en heeft pillen opgespaard")
    truus.sees("113")
    assert await kept(town) == []
    await truus.taps("Verder: wat er niet klopt")
    await truus.says(WORDS)
    assert len(await kept(town)) == 1


async def test_a_report_waits_under_it(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await begins(truus)
    await truus.says(WORDS)
    await truus.taps("Verder met mijn melding")
    truus.sees("Hoe ging het bezoek?")


async def test_old_and_forged_buttons_keep_nothing(town: Town) -> None:
    truus = await town.meets("truus")
    await begins(truus)
    only = next(one for one in truus.buttons if one.label == "Alleen melden")
    await truus.taps_button(only)
    for action in (only.action, "wrong:nergens", "wrong:only:x", "wrong:resume", "wrong", "wrong:stop:x:y"):
        await truus.taps_button(Button("", action))
    assert len(await kept(town)) == 1
