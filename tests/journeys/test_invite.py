"""Inviting somebody from the chat: a code, a link and a picture; and taking open invitations back."""

from __future__ import annotations

import pytest

from bot.markup import to_plain
from bot.message import LONGEST_ACTION, LONGEST_CAPTION, Button, Kind
from bot.qr import qr_picture
from bot.store.invitations import CODE
from bot.store.models import InvitationRow
from bot.store.role import Role
from tests.databases import written
from tests.journeys.town import Person, Town

HOME = "https://t.me/opmerkzaam_bot"


def code_in(person: Person) -> str:
    """The code in what the bot said last."""
    found = {word.strip(".") for word in person.text.split() if CODE.fullmatch(word.strip("."))}
    assert len(found) == 1, f"one code, not {found}"
    return found.pop()


async def test_a_volunteer_is_invited_with_a_code_a_link_and_a_picture(town: Town) -> None:
    town.home = HOME
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/menu")
    await bea.taps("Beheer")
    bea.sees_buttons("Uitnodigen", "Vrijwilligers", "Dienst", "Bericht sturen")
    await bea.taps("Uitnodigen")
    bea.sees("Een vrijwilliger uitnodigen", "Voor welk gebied?")
    await bea.taps("Hoensbroek")
    await bea.taps("Mariarade")
    code = code_in(bea)
    told, picture, forward = bea.replies
    assert "Uitnodiging voor een vrijwilliger, Mariarade" in to_plain(told.text)
    caption = to_plain(picture.text)
    assert len(caption) < LONGEST_CAPTION
    for part in (code, f"{HOME}?start={code}", "Werkt één keer, zeven dagen lang: tot wo 25 nov 14.00 uur."):
        assert part in caption
    assert picture.file is not None and picture.file.is_picture
    assert picture.file.content == qr_picture(f"{HOME}?start={code}")
    assert f"{HOME}?start={code}" in to_plain(forward.text) and not forward.buttons
    truus = await town.meets("truus")
    await truus.says(f"/start {code}")
    truus.sees("Je uitnodiging klopt", "Je gebied: Mariarade")
    henk = await town.meets("henk")
    await henk.says(code)
    henk.sees("Deze code werkt niet (meer)")


@pytest.mark.parametrize("home", [HOME, None])
async def test_who_has_no_telegram_is_told_of_the_page(town: Town, home: str | None) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    town.home, town.page = home, "https://chat.example"
    await town.close()
    await town.open()
    await bea.says("/uitnodigen vrijwilliger hoensbroek")
    code = code_in(bea)
    bea.sees(f"Geen Telegram? Open dan deze pagina, en tik op Beginnen: https://chat.example/?start={code}")
    bea.does_not_see("Je hebt Telegram nodig")


async def test_where_nobody_else_can_come_there_is_a_code_and_no_link(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/uitnodigen")
    await bea.taps("Heel Heerlen")
    bea.sees("Uitnodiging voor een vrijwilliger, heel Heerlen", "tot wo 25 nov 14.00 uur")
    bea.does_not_see("t.me", "Link")
    assert not any(reply.file for reply in bea.replies)
    truus = await town.meets("truus")
    await truus.says(code_in(bea))
    truus.sees("Je uitnodiging klopt")


@pytest.mark.parametrize(
    ("area", "first"), [("hoensbroek", "Hoensbroek (jouw gebied)"), ("mariarade", "Mariarade (jouw gebied)")]
)
async def test_a_coordinator_of_an_area_invites_for_it_or_within_it(town: Town, area: str, first: str) -> None:
    bea = await town.meets("bea", Role.COORDINATOR, area)
    await bea.says("uitnodigen")
    assert bea.buttons[0].label == first
    assert {"Heel Heerlen", "Heerlerheide"}.isdisjoint(button.label for button in bea.buttons)
    for forged in ("invite:volunteer:for:heerlerheide", "invite:volunteer:for:all", "invite:volunteer:in:heerlerheide"):
        await bea.says(forged, Kind.BUTTON)
        bea.sees("Die knop hoort bij een gesprek dat al klaar is")
    for typed in ("Heerlerheide", "Heel Heerlen"):
        await bea.says(f"/uitnodigen {typed}")
        bea.sees(f"{typed} is niet jouw gebied. Kies hieronder.", "Voor welk gebied?")
    await bea.taps(first)
    bea.sees("Uitnodiging voor een vrijwilliger")


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("/uitnodigen Heerlerheide", "Uitnodiging voor een vrijwilliger, Heerlerheide"),
        ("/uitnodigen vrijwilliger heel heerlen", "Uitnodiging voor een vrijwilliger, heel Heerlen"),
        ("/uitnodigen Coördinator Hoensbroek", "Uitnodiging voor een coördinator, Hoensbroek"),
        ("/uitnodigen coordinator", "Een coördinator uitnodigen"),
        ("/uitnodigen beheerder", "Uitnodiging voor een beheerder, heel Heerlen"),
        ("/uitnodigen Fatima Yilmaz", "Een vrijwilliger uitnodigen"),
        ("iemand uitnodigen", "Wie nodig je uit?"),
    ],
)
async def test_an_admin_invites_everybody_and_may_type_it(town: Town, typed: str, seen: str) -> None:
    ali = await town.meets("ali", Role.ADMIN)
    await ali.says(typed)
    ali.sees(seen)
    ali.does_not_see("Fatima", "Yilmaz")


async def test_who_is_no_admin_invites_volunteers_alone(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    for role in ("coordinator", "admin"):
        for action in (f"invite:{role}", f"invite:{role}:for:all", f"invite:{role}:for:hoensbroek"):
            await bea.says(action, Kind.BUTTON)
            bea.sees("Die knop hoort bij een gesprek dat al klaar is")
    for what, kind in (("invite:volunteer:for:all", Kind.BUTTON), ("/uitnodigen", Kind.TEXT), ("/beheer", Kind.TEXT)):
        await truus.says(what, kind)
        truus.sees("Dit is voor coördinatoren")
    await truus.says("uitnodigen")
    truus.does_not_see("Dit is voor coördinatoren")
    async with town.store.work(read_only=True) as work:
        assert {one.invitation.role for one in await work.invitations.open(town.clock())} == set()


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("/uitnodigen coordinator", "Coördinatoren nodigt de beheerder uit."),
        ("/uitnodigen coördinator hoensbroek", "Coördinatoren nodigt de beheerder uit."),
        ("/uitnodigen beheerder", "Een beheerder uitnodigen kan alleen de beheerder."),
        ("/uitnodigen Fatima Yilmaz", "Dat ken ik niet. Kies hieronder."),
    ],
)
async def test_what_a_coordinator_cannot_invite_is_said(town: Town, typed: str, seen: str) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says(typed)
    bea.sees(seen, "Een vrijwilliger uitnodigen")
    bea.does_not_see("Fatima", "Yilmaz")
    await bea.taps("Heel Heerlen")
    bea.sees("Uitnodiging voor een vrijwilliger")


async def test_nobody_is_visited_outside_of_the_municipality(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("invite:volunteer:for:buiten-heerlen", Kind.BUTTON)
    bea.sees("Die knop hoort bij")


async def test_open_invitations_are_seen_and_withdrawn(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/uitnodigen")
    await bea.taps("Open uitnodigingen")
    bea.sees("Er zijn nu geen open uitnodigingen")
    await bea.says("/uitnodigen Heerlerheide")
    code = code_in(bea)
    await bea.says("/uitnodigen")
    await bea.taps("Open uitnodigingen")
    bea.sees("Open uitnodigingen: 1", "vrijwilliger, Heerlerheide, tot wo 25 nov 14.00 uur")
    bea.does_not_see(code)
    await bea.taps("Alle intrekken")
    await bea.taps("Nee, laat staan")
    bea.sees("Open uitnodigingen: 1")
    await bea.taps("Alle intrekken")
    old = next(button for button in bea.buttons if button.label == "Ja, intrekken")
    town.clock.passes(minutes=1)
    await bea.says("/uitnodigen Hoensbroek")
    after = code_in(bea)
    await bea.taps_button(old)
    bea.sees("Ingetrokken: 1.")
    await bea.taps_button(old)
    bea.sees("Er zijn nu geen open uitnodigingen")
    town.clock.passes(minutes=11)
    await bea.taps_button(old)
    bea.sees("Die knop hoort bij")
    truus = await town.meets("truus")
    await truus.says(code)
    truus.sees("Deze code werkt niet (meer)")
    await truus.says(after)
    truus.sees("Je uitnodiging klopt")


async def test_a_coordinator_sees_and_withdraws_only_what_they_could_have_made(town: Town) -> None:
    ali = await town.meets("ali", Role.ADMIN)
    bea = await town.meets("bea", Role.COORDINATOR, "hoensbroek")
    for who in ("beheerder", "coördinator hoensbroek", "vrijwilliger heerlerheide", "vrijwilliger mariarade"):
        await ali.says(f"/uitnodigen {who}")
    await bea.says("/uitnodigen")
    await bea.taps("Open uitnodigingen")
    bea.sees("Open uitnodigingen: 1", "vrijwilliger, Mariarade")
    await bea.taps("Alle intrekken")
    await bea.taps("Ja, intrekken")
    bea.sees("Ingetrokken: 1.")
    await ali.says("/uitnodigen")
    await ali.taps("Open uitnodigingen")
    ali.sees("Open uitnodigingen: 3", "beheerder, heel Heerlen", "coördinator, Hoensbroek")


async def test_no_code_stays_anywhere(town: Town) -> None:
    town.home = HOME
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/uitnodigen Heerlerheide")
    code = code_in(bea)
    async with town.store.work(read_only=True) as work:
        rows = (await work.session.scalars(InvitationRow.__table__.select())).all()
        assert code not in str(rows)
    assert code.encode() not in await written(town.url)


async def test_every_button_fits(town: Town) -> None:
    ali = await town.meets("ali", Role.ADMIN)
    await ali.says("/uitnodigen")
    await ali.taps("Coördinator")
    seen = list(ali.buttons)
    for part in [button for button in ali.buttons if ":in:" in button.action]:
        await ali.taps_button(part)
        seen += ali.buttons
    assert len(seen) > 25 and all(len(button.action.encode()) <= LONGEST_ACTION for button in seen)
    assert Button("Terug", "invite:coordinator") in seen
