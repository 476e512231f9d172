"""The questions without an answer: shown to coordinators by group, tied with one tap, and told to who asked."""

from __future__ import annotations

from bot.dialogue.curating.waiting_questions import Group
from bot.knowledge import Knowledge
from bot.knowledge.article import SECTIONS
from bot.language.ladder import OUT_OF_SCOPE
from bot.message import LONGEST_ACTION, Button
from bot.store.questions import KeptQuestion, Reason
from bot.store.role import Role
from tests.journeys.town import Person, Town

POST = "mag ik de post openmaken"
MORE_POST = "mag ik haar post openmaken"
SOUP = "hoe maak je erwtensoep"
MENU = "Vragen zonder antwoord"


async def asks(person: Person, text: str) -> None:
    """Asks something that is not answered, and is kept whatever the bot makes of it."""
    await person.says(text)
    labels = [button.label for button in person.buttons]
    for label in ("Iets anders", "👎 Niet wat ik zocht"):
        if label in labels:
            await person.taps(label)
    person.sees("bewaard voor de coördinator")


async def open_texts(town: Town) -> list[str]:
    async with town.store.work(read_only=True) as work:
        return [question.text for question in await work.questions.open()]


async def tied(town: Town) -> list[tuple[str, str | None]]:
    async with town.store.work(read_only=True) as work:
        return [(question.text, question.tied_to) for question in await work.questions.to_export()]


def labels(person: Person) -> list[str]:
    return [button.label for button in person.buttons]


def button_of(person: Person, label: str) -> Button:
    return next(button for button in person.buttons if button.label == label)


def likely(person: Person) -> Button:
    return next(button for button in person.buttons if button.action.startswith("tie:"))


async def test_a_question_is_tied_with_one_tap_and_who_asked_hears_it(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus, henk, piet = [await town.meets(name) for name in ("truus", "henk", "piet")]
    await asks(truus, POST)
    await asks(henk, MORE_POST)
    await asks(piet, SOUP)
    await bea.says("/menu")
    await bea.taps("Vragen zonder antwoord (3)")
    bea.sees("Vragen zonder antwoord · 1 van 2", "2 vragen, zonder namen:", POST, MORE_POST, "alle 2 vragen")
    bea.does_not_see(SOUP)
    article = town.knowledge.articles[likely(bea).action.split(":")[2]]
    for person in (truus, henk, piet):
        person.catches_up()
    await bea.taps_button(likely(bea))
    bea.sees(f"Gekoppeld aan {article.title}: 2 vragen.", "1 van 1", SOUP)
    bea.sees_buttons("Ongedaan maken")
    assert bea.replies[0].replaces == "1"
    truus.sees(f'Je vroeg laatst: "{POST}". Daar is nu een antwoord op.')
    henk.sees(f'Je vroeg laatst: "{MORE_POST}". Daar is nu een antwoord op.')
    assert (len(truus.replies), len(henk.replies), piet.replies) == (1, 1, [])
    await truus.taps(article.title)
    truus.sees(article.title, "Nagekeken:")
    assert await tied(town) == [(POST, article.id), (MORE_POST, article.id)]
    assert await open_texts(town) == [SOUP]


async def test_without_questions_there_is_no_button(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    for command in ("/menu", "/week", "/start"):
        await bea.says(command)
        assert not [label for label in labels(bea) if label.startswith(MENU)]
    await bea.says("/vragen")
    bea.sees("Er zijn geen vragen zonder antwoord.")


async def test_the_week_leads_to_the_questions(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await asks(await town.meets("truus"), POST)
    await bea.says("/week")
    bea.sees("1 vraag wacht op antwoord", POST)
    await bea.taps("Vragen (1)")
    bea.sees("1 vraag, zonder namen:", POST)
    await bea.taps_button(likely(bea))
    await bea.says("/week")
    bea.does_not_see(POST, "wacht op antwoord")
    assert not [label for label in labels(bea) if label.startswith(MENU)]


async def test_only_coordinators_see_the_questions(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await asks(truus, POST)
    await truus.says("/menu")
    assert not [label for label in labels(truus) if label.startswith(MENU)]
    bea = await town.meets("bea", Role.ADMIN)
    await bea.says("/vragen")
    for action in ("curate", *(button.action for button in bea.buttons if button.label != "Menu")):
        await truus.taps_button(Button("x", action))
        truus.sees("Dit overzicht is voor coördinatoren.")
        truus.does_not_see(POST)
    await truus.says("/vragen")
    truus.sees("Dit overzicht is voor coördinatoren.")
    assert await open_texts(town) == [POST]


async def test_out_of_scope_is_tied_and_told_to_nobody(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, SOUP)
    truus.catches_up()
    await bea.says("/vragen")
    await bea.taps("Hier gaan wij niet over")
    bea.sees("Genoteerd dat wij hier niet over gaan: 1 vraag.", "Er zijn geen vragen zonder antwoord.")
    assert (truus.replies, await tied(town)) == ([], [(SOUP, OUT_OF_SCOPE)])


async def test_another_topic_is_found_through_its_section(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await asks(await town.meets("truus"), POST)
    await bea.says("/vragen")
    await bea.taps("Ander onderwerp")
    await bea.taps(SECTIONS["wetgeving"])
    bea.sees("Eén tik koppelt deze vraag.")
    await bea.taps("Terug naar onderwerpen")
    await bea.taps("Terug naar de vragen")
    bea.sees(POST)
    await bea.taps("Ander onderwerp")
    await bea.taps(SECTIONS["wetgeving"])
    await bea.taps(town.knowledge.articles["privacy-avg"].title)
    assert await tied(town) == [(POST, "privacy-avg")]


async def test_undoing_opens_the_questions_again(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await asks(await town.meets("truus"), POST)
    await bea.says("/vragen")
    await bea.taps_button(likely(bea))
    undo = button_of(bea, "Ongedaan maken")
    await bea.taps_button(undo)
    bea.sees("Teruggezet: 1 vraag.", POST)
    assert (await open_texts(town), await tied(town)) == ([POST], [])
    await bea.taps("Hier gaan wij niet over")
    await bea.taps_button(undo)
    bea.sees("Dat kan niet meer")
    assert await tied(town) == [(POST, OUT_OF_SCOPE)]


async def test_who_asked_is_told_once_of_the_same_answer(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    truus.catches_up()
    await bea.says("/vragen")
    for _ in range(2):
        await bea.taps_button(likely(bea))
        await bea.taps("Ongedaan maken")
    assert len(truus.replies) == 1


async def test_skipping_shows_the_next_and_the_end(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    await asks(truus, SOUP)
    await bea.says("/vragen")
    bea.sees(POST)
    await bea.taps("Overslaan")
    bea.sees("2 van 2", SOUP)
    await bea.taps("Overslaan")
    bea.sees("Dit was de laatste. Er staat nog open: 2 vragen.")
    await bea.taps("Van voren af aan")
    bea.sees("1 van 2", POST)
    assert await open_texts(town) == [POST, SOUP]


async def test_throwing_away_asks_first(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    await asks(truus, SOUP)
    truus.catches_up()
    await bea.says("/vragen")
    await bea.taps("Weggooien")
    bea.sees("1 vraag weggooien? Dat kun je niet ongedaan maken.")
    await bea.taps("Terug naar de vragen")
    assert await open_texts(town) == [POST, SOUP]
    await bea.taps("Weggooien")
    await bea.taps("Ja, weggooien")
    bea.sees("Weggegooid: 1 vraag.", SOUP)
    assert (await open_texts(town), await tied(town), truus.replies) == ([SOUP], [], [])


async def test_a_tap_ties_only_what_was_on_the_card(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    await bea.says("/vragen")
    old = likely(bea)
    await asks(truus, MORE_POST)
    await bea.taps_button(old)
    bea.sees("1 vraag.", MORE_POST)
    assert [text for text, _ in await tied(town)] == [POST]
    assert await open_texts(town) == [MORE_POST]


async def test_an_old_card_changes_nothing(town: Town) -> None:
    bea, mia = [await town.meets(name, Role.COORDINATOR) for name in ("bea", "mia")]
    truus = await town.meets("truus")
    await asks(truus, POST)
    await bea.says("/vragen")
    card = [button for button in bea.buttons if button.label != "Menu"]
    await mia.says("/vragen")
    await mia.taps("Hier gaan wij niet over")
    await asks(truus, SOUP)
    truus.catches_up()
    for button in [*card, Button("x", card[0].action.replace("1-", "2-"))]:
        await bea.taps_button(button)
        bea.sees("Er is nu niets veranderd.", SOUP)
    assert (await tied(town), await open_texts(town), truus.replies) == ([(POST, OUT_OF_SCOPE)], [SOUP], [])


async def test_forged_buttons_change_nothing(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    await bea.says("/vragen")
    name = likely(bea).action.split(":")[1]
    for action in ("tie", "tie:1", "tie:x:y", f"tie:{name}", f"tie:{name}:nergens", f"tie:{name}:menu:x", "tie:-:-"):
        await bea.taps_button(Button("x", action))
    for action in ("card", "gone:1", "gone:x", "undo", "undo:x:rouw", "undo:1:rouw", f"in:{name}:x", "in:1:2:3", "z"):
        await bea.taps_button(Button("x", f"curate:{action}"))
        bea.does_not_see("ging bij mij iets mis")
    assert (await tied(town), await open_texts(town)) == ([], [POST])


async def test_a_card_says_what_a_question_was_answered_with_and_does_not_offer_it(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await truus.says("Hoe herken ik eenzaamheid?")
    await truus.taps("👎 Niet wat ik zocht")
    title = town.knowledge.articles["signalen-overzicht"].title
    await bea.says("/vragen")
    bea.sees(f"Hoe herken ik eenzaamheid? (de bot gaf: {title})")
    assert title not in labels(bea)


async def test_a_card_shows_five_questions_and_how_many_more(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    for _ in range(7):
        await asks(truus, SOUP)
    await bea.says("/vragen")
    bea.sees("7 vragen", "en nog 2")
    assert bea.text.count(SOUP) == 5


async def test_a_question_is_shown_as_it_was_typed_whatever_signs_it_has(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, "ziet zij **vet** _schuin_ <b>\n- lijst `x`")
    await bea.says("/vragen")
    bea.sees("ziet zij **vet** _schuin_ <b> - lijst `x`")


async def test_who_was_erased_is_not_told_and_the_question_stays(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await asks(truus, POST)
    await truus.says("/wis_mijn_gegevens")
    await truus.taps("Ja, wis alles")
    truus.catches_up()
    await bea.says("/vragen")
    await bea.taps_button(likely(bea))
    bea.sees("Gekoppeld aan")
    assert truus.replies == []


async def test_a_report_of_the_coordinator_is_not_pushed_aside(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await asks(await town.meets("truus"), POST)
    await bea.says("melden")
    await bea.says("/vragen")
    await bea.taps_button(likely(bea))
    await bea.says("melden")
    bea.sees("Hoe ging het bezoek?")


async def test_what_was_asked_in_a_crisis_is_not_among_the_questions(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus")
    await truus.says("mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard")
    await bea.says("/vragen")
    bea.sees("Er zijn geen vragen zonder antwoord.")


def test_every_action_fits_in_a_button(knowledge: Knowledge) -> None:
    questions = [KeptQuestion(9_999_999_999, "vraag", None, Reason.FALLBACK, None, None)]
    name, intents = Group(tuple(questions)).name, [*knowledge.articles, OUT_OF_SCOPE]
    actions = [f"tie:{name}:{intent}" for intent in intents]
    actions += [f"curate:undo:{questions[0].id}:{intent}" for intent in intents]
    actions += [f"curate:in:{name}:{section}" for section in SECTIONS]
    assert [action for action in actions if len(action.encode()) > LONGEST_ACTION] == []
