"""The first minute: from /start to a first useful answer in three taps, and what the bot says of itself."""

from __future__ import annotations

import pytest

from bot.dialogue.handlers import COMMANDS
from bot.dialogue.menu import MENU, SHORT, commands_for, help_lines, laid_out, menu_rows
from bot.dialogue.texts import introduction
from bot.dialogue.texts import start as texts
from bot.knowledge import Knowledge
from bot.message import Button
from bot.store.invitations import Invitation, new_code
from bot.store.role import Role
from tests.journeys.town import Person, Town

MOST_CHOICES = 8
NUMBERS = {"n112": "112", "n113": "113", "veilig_thuis": "0800 2000"}


def labels(person: Person) -> list[str]:
    return [button.label for button in person.buttons]


async def invited(town: Town, name: str, role: Role) -> Person:
    """Somebody who opens the link of an invitation, and did nothing else."""
    code, person = new_code(), Person(town, name)
    async with town.store.work() as work:
        await work.invitations.add(code, Invitation(role, None), town.clock())
    await person.says(f"/start {code}")
    return person


async def test_a_first_answer_is_three_taps_away_for_a_guest(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/start")
    await truus.taps("Ik heb een vraag")
    await truus.taps("Waaraan merk ik dat iemand eenzaam is?")
    truus.sees("Nagekeken:", town.knowledge.articles["signalen-overzicht"].title)
    assert truus.interactions == 3


async def test_and_for_who_opens_an_invitation(town: Town) -> None:
    truus = await invited(town, "truus", Role.VOLUNTEER)
    truus.sees("Je uitnodiging klopt", "Je heet hier", "Welkom bij Opmerkzaam")
    await truus.taps("Ik heb een vraag")
    await truus.taps("Hoe begin ik het gesprek?")
    truus.sees("Nagekeken:")
    assert truus.interactions == 3


async def test_the_welcome_says_what_it_is_what_it_keeps_and_the_two_numbers(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/start")
    truus.sees("computerprogramma, geen hulpverlener", "geen namen en geen adressen", "Bel 112", "Bel 113")
    assert len(truus.text) <= 400


@pytest.mark.parametrize(
    ("role", "choices"),
    [
        (Role.GUEST, ["Ik heb een vraag", "Ik ga op bezoek", "Ik wil meedoen", "Nu hulp nodig"]),
        (Role.VOLUNTEER, ["Ik heb een vraag", "Ik kom van een bezoek", "Ik ga op bezoek", "Nu hulp nodig"]),
    ],
)
async def test_each_role_has_its_own_choices(town: Town, role: Role, choices: list[str]) -> None:
    if role is Role.GUEST:
        person = await town.meets("truus")
        await person.says("/start")
    else:
        person = await invited(town, "truus", role)
    assert [label for label in labels(person) if label in choices] == choices
    assert all(len(row) == 1 for reply in person.replies for row in reply.buttons), "big: one a row"


async def test_a_coordinator_finds_the_week_and_the_scheme(town: Town) -> None:
    bea = await invited(town, "bea", Role.COORDINATOR)
    bea.sees_buttons("Weekoverzicht", "Beheer", "Nu hulp nodig")


@pytest.mark.parametrize("said", ["start", "Begin", "menu"])
async def test_the_menu_may_be_asked_for_without_the_slash(town: Town, said: str) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(said)
    truus.sees_buttons("Bezoek melden")


async def test_who_comes_back_is_greeted_shortly(town: Town) -> None:
    truus = await invited(town, "truus", Role.VOLUNTEER)
    await truus.says("/start")
    truus.sees("Welkom bij Opmerkzaam")
    town.clock.passes(days=1)
    await truus.says("/start")
    truus.sees("Welkom terug.")
    truus.does_not_see("Welkom bij Opmerkzaam")
    truus.sees_buttons("Bezoek melden", "Nu hulp nodig")


async def test_who_gets_a_role_is_welcomed_anew(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/start")
    town.clock.passes(days=3)
    await (await invited(town, "truus", Role.VOLUNTEER)).says("/start")
    truus.sees("Welkom bij Opmerkzaam")


async def test_before_a_visit_there_is_something_to_read(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/start")
    await truus.taps("Ik ga op bezoek")
    await truus.taps(town.knowledge.articles["aan-de-deur"].title)
    truus.sees("Nagekeken:")


async def test_a_guest_hears_how_to_take_part(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/start")
    await truus.taps("Ik wil meedoen")
    truus.sees("Een coördinator nodigt je uit", "Typ hem hier")


async def test_help_says_what_it_is_and_what_it_keeps(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("/help")
    truus.sees("Zo werkt het", "Typ zoek", "Typ melden")
    await truus.taps("Wat ben je?")
    truus.sees("geen hulpverlener", "Bel 112", "Bel 113")
    await truus.taps("Wat bewaar je?")
    truus.sees("Dit bewaart de bot van jou")


async def test_a_forged_choice_shows_the_welcome(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.taps_button(Button("", "first:nergens"))
    truus.sees("Welkom bij Opmerkzaam")


@pytest.mark.parametrize("role", Role)
def test_nobody_has_more_to_choose_from_than_can_be_overseen(role: Role) -> None:
    buttons = [button for row in menu_rows(role) for button in row]
    assert role.may_coordinate or len(buttons) <= MOST_CHOICES
    assert buttons[-1].label == texts.BUTTON_HELP_NOW
    assert len(help_lines(role)) <= 10
    assert len({choice.action for choice in MENU}) == len(MENU)


def test_only_short_labels_stand_beside_each_other() -> None:
    short, long = Button("x" * SHORT, ""), Button("x" * (SHORT + 1), "")
    assert laid_out([short, short, short, long, short, long], short) == (
        (short, short),
        (short,),
        (long,),
        (short,),
        (long,),
        (short,),
    )


@pytest.mark.parametrize("role", Role)
def test_every_command_in_the_menu_is_answered_and_fits(role: Role) -> None:
    listed = commands_for(role)
    assert {name for name, _ in listed} <= COMMANDS.keys()
    assert len(listed) == len(set(listed)) <= 100
    assert all(1 <= len(does) <= 256 for _, does in listed)
    assert ("week" in dict(listed)) == role.may_coordinate
    assert ("melden" in dict(listed)) == role.may_report


def test_the_descriptions_fit() -> None:
    about = introduction.DESCRIPTION.format(**NUMBERS)
    assert "112" in about and "113" in about
    assert len(about + introduction.ALSO_IN) <= 512
    assert len(introduction.SHORT_DESCRIPTION) <= 120


def test_the_first_questions_lead_to_articles(knowledge: Knowledge) -> None:
    assert {*texts.QUESTIONS, *texts.READ_BEFORE_A_VISIT} <= knowledge.articles.keys()
    assert all(len(question) <= 40 for question in texts.QUESTIONS.values())
