"""Coming in, coordinating, and being forgotten."""

from __future__ import annotations

from bot.message import Kind, Message
from bot.store.invitations import Invitation, new_code
from bot.store.role import Role
from tests.journeys.test_report import code_in, send_by_buttons
from tests.journeys.town import CHANNEL, Town


async def test_the_first_minute(town: Town) -> None:
    truus = await town.meets("truus")
    await truus.says("/start")
    truus.sees("Welkom bij Opmerkzaam", "Bel 112", "113", "Ik bewaar geen namen")
    truus.sees_buttons("Ik heb een vraag", "Ik ga op bezoek", "Ik wil meedoen", "Nu hulp nodig")
    await truus.taps("Ik heb een vraag")
    truus.sees("in je eigen woorden")


async def test_an_invitation_works_once_by_link_or_typed(town: Town) -> None:
    code = new_code()
    async with town.store.work() as work:
        await work.invitations.add(code, Invitation(Role.VOLUNTEER, "heerlerheide"), town.clock())
    truus = await town.meets("truus")
    await truus.says(code.upper())
    truus.sees("Je uitnodiging klopt", "Je gebied: Heerlerheide")
    henk = await town.meets("henk")
    await henk.says(f"/start {code}")
    henk.sees("Deze code werkt niet (meer)")


async def test_an_invitation_expires_after_a_week(town: Town) -> None:
    code = new_code()
    async with town.store.work() as work:
        await work.invitations.add(code, Invitation(Role.VOLUNTEER, None), town.clock())
    town.clock.passes(days=7, seconds=1)
    truus = await town.meets("truus")
    await truus.says(f"/start {code}")
    truus.sees("Deze code werkt niet (meer)")


async def test_a_volunteers_invitation_takes_no_role_away(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    code = new_code()
    async with town.store.work() as work:
        await work.invitations.add(code, Invitation(Role.VOLUNTEER, None), town.clock())
    await bea.says(code)
    await bea.says("/week")
    bea.sees("Week 47")


async def test_a_coordinator_follows_up_and_the_volunteer_hears(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await send_by_buttons(truus)
    code = code_in(truus.text)
    await bea.says("/week")
    bea.sees("1 bezoek", "1 nieuwe melding")
    await bea.taps("Alle open (1)")
    await bea.says(code)
    bea.sees(code, "Heerlerheide", "Gordijnen overdag dicht", "vindt het goed")
    truus.catches_up()
    await bea.taps("Opgepakt")
    truus.sees(code, "opgepakt")
    await truus.says(code.replace("-", " "))
    truus.sees("Opgepakt.")
    await bea.taps("Terug naar open meldingen")
    await bea.says(code)
    await bea.taps("Afronden")
    await bea.taps("Niets nodig")
    await bea.says("/open")
    bea.sees("Er staan geen meldingen open")


async def test_two_coordinators_one_wins(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    ali = await town.meets("ali", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await send_by_buttons(truus)
    code = code_in(truus.text)
    for coordinator in (bea, ali):
        await coordinator.says(code)
    await bea.taps("Opgepakt")
    await ali.taps("Opgepakt")
    ali.sees("Iemand anders was je net voor")


async def test_what_is_for_coordinators_is_not_for_volunteers(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await send_by_buttons(truus)
    code = code_in(truus.text)
    await bea.says(code)
    move = next(button for button in bea.buttons if button.label == "Afronden")
    henk = await town.meets("henk", Role.VOLUNTEER)
    for what in ("/week", "/open"):
        await henk.says(what)
        henk.sees("Dit overzicht is voor coördinatoren")
    await henk.taps_button(move)
    henk.sees("Dit overzicht is voor coördinatoren")
    await henk.says(code)
    henk.sees("Die code ken ik niet bij jou")


async def test_who_was_erased_hears_so_also_when_the_bot_died_before_it_could_tell(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("/wis_mijn_gegevens")
    yes = next(button for button in truus.buttons if button.label == "Ja, wis alles")
    tap = Message(CHANNEL, "the tap", "truus", Kind.BUTTON, yes.action, on="1")
    asked = Message(CHANNEL, "asked before", "truus", Kind.BUTTON, "erase:ask", on="1")
    assert (await town.take(asked)).farewell is None
    told = (await town.take(tap)).farewell
    assert told is not None and "gewist" in told.text
    assert (await town.take(tap)).farewell == told, "Telegram sends it again until it is confirmed"
    assert (await town.take(asked)).farewell is None
    await truus.says("/start")
    assert (await town.take(tap)).farewell is None, "somebody new must not hear it"


async def test_erasing_leaves_counts_and_nothing_else(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await send_by_buttons(truus)
    await truus.says("/wis_mijn_gegevens")
    await truus.taps("Nee, laat staan")
    truus.sees("er is niets gewist")
    await truus.says("/wis_mijn_gegevens")
    await truus.taps("Ja, wis alles")
    assert truus.farewell is not None and "gewist" in truus.farewell.text
    await truus.says("/mijn_meldingen")
    truus.sees("Je hebt nog niets gemeld")
    await truus.says("melden")
    truus.sees("uitgenodigd door een coördinator")
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("/week")
    bea.sees("1 bezoek")


async def test_the_digest_comes_on_monday_once_also_after_downtime(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    truus = await town.meets("truus", Role.VOLUNTEER)
    await send_by_buttons(truus)

    assert await town.makes_digests() == 0, "bea was not there in the week before"
    town.clock.passes(days=4, hours=17, minutes=59)  # Monday 07:59
    assert await town.makes_digests() == 0
    town.clock.passes(days=1)  # the bot was down at eight o'clock
    bea.catches_up()
    assert [await town.makes_digests() for _ in range(2)] == [1, 0]
    await town.postman.drain()
    bea.sees("Week 47", "1 bezoek (de week ervoor geen): 1 gesprek")


async def test_an_old_yes_erases_nothing(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await send_by_buttons(truus)
    code = code_in(truus.text)
    await truus.says("/wis_mijn_gegevens")
    old = next(button for button in truus.buttons if button.label == "Ja, wis alles")
    await truus.taps("Nee, laat staan")
    town.clock.passes(minutes=11)
    await truus.taps_button(old)
    assert truus.farewell is None
    await truus.says("/wis_mijn_gegevens")
    await truus.taps_button(old)
    assert truus.farewell is None
    for forged in ("erase:yes", "erase:yes:", "erase:yes:None"):
        await truus.says(forged, Kind.BUTTON)
        assert truus.farewell is None
    await truus.says("/mijn_meldingen")
    truus.sees(code)


async def test_who_keeps_their_data_keeps_the_report_they_were_making(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    await truus.says("/wis_mijn_gegevens")
    await truus.taps("Nee, laat staan")
    truus.sees("er is niets gewist")
    await truus.says("melden")
    truus.sees("Vertel in je eigen woorden")


async def test_a_code_is_found_after_eleven_newer_reports(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await send_by_buttons(truus)
    code = code_in(truus.text)
    for _ in range(11):
        town.clock.passes(minutes=1)
        await truus.says("melden")
        await truus.taps("Niemand thuis")
        await truus.taps("Klopt, versturen")
    await truus.says("/mijn_meldingen")
    truus.does_not_see(code)
    await truus.says(code)
    truus.sees(code, "Nog niet opgepakt")


async def test_a_code_with_a_slip_is_told_to_be_one(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    bea = await town.meets("bea", Role.COORDINATOR)
    await send_by_buttons(truus)
    code = code_in(truus.text)
    wrong = f"{code[:-2]}{(int(code[-2:]) + 1) % 100:02}"
    for person in (truus, bea):
        await person.says(wrong)
        person.sees("Die code klopt niet", "twee woorden en twee cijfers")
