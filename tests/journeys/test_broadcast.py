"""One message from a coordinator to all their volunteers: seen first, sent once, spread out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.channels.outcome import Outcome, Refused
from bot.dialogue.people.broadcast import LONGEST_MESSAGE
from bot.markup import to_plain
from bot.message import Button, Kind, Reply
from bot.store.outbox import BULK_PER_SECOND
from bot.store.role import Role
from tests.journeys.test_help_now import PERHAPS
from tests.journeys.town import CHANNEL, Person, Town

TEXT = "Donderdag is er koffie in het buurthuis. Komen jullie ook?"
HEADED = f"Van je coördinator:\n\n{TEXT}"


async def arrives(town: Town, seconds: float = 2) -> None:
    """What is spread over the next seconds."""
    town.clock.passes(seconds=seconds)
    await town.postman.drain()


async def volunteers(town: Town, count: int, area: str | None = None) -> list[Person]:
    return [await town.meets(f"v{number}{area}", Role.VOLUNTEER, area) for number in range(count)]


def got(person: Person) -> list[str]:
    """What somebody got in all from coordinators."""
    said = person._town.heard[person._name]
    return [to_plain(reply.text) for reply in said if "Van je coördinator" in reply.text and not reply.replaces]


async def test_all_volunteers_get_what_the_coordinator_saw_first(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    ali, gast = await town.meets("ali", Role.COORDINATOR), await town.meets("gast")
    truus, henk = await volunteers(town, 2)
    await bea.says("/beheer")
    await bea.taps("Bericht sturen")
    bea.sees("Dit gaat naar 2 vrijwilligers; je ziet het eerst zelf")
    await bea.says(TEXT)
    bea.sees("Dit gaat naar 2 vrijwilligers. Zo zien zij het:")
    preview = to_plain(bea.replies[-1].text)
    assert preview == HEADED
    bea.sees_buttons("Versturen", "Anders", "Stoppen")
    await arrives(town)
    assert got(truus) == []
    await bea.taps("Versturen")
    bea.sees("Verstuurd aan 2 vrijwilligers.", TEXT)
    await arrives(town)
    for person in (truus, henk):
        assert got(person) == [preview]
        assert [button.action for button in person.buttons if button.label == "Menu"] == ["menu"]
    assert got(ali) == got(gast) == []
    await bea.taps("Is het aangekomen?")
    bea.sees("Aangekomen bij 2 vrijwilligers.")


async def test_a_second_tap_sends_nothing(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    (truus,) = await volunteers(town, 1)
    await bea.says("/bericht")
    await bea.says(TEXT)
    send = next(button for button in bea.buttons if button.label == "Versturen")
    for _ in range(3):
        await bea.taps_button(send)
        await arrives(town)
    assert (len(got(truus)), bea.text, bea.notice) == (1, "", "Deze knop werkt niet meer.")
    await bea.says("/bericht")
    await bea.taps_button(send)
    await arrives(town)
    assert len(got(truus)) == 1


async def test_a_button_under_an_earlier_text_sends_nothing(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    (truus,) = await volunteers(town, 1)
    await bea.says("/bericht")
    await bea.says("Vrijdag is er thee.")
    earlier = next(button for button in bea.buttons if button.label == "Versturen")
    await bea.says(TEXT)
    await bea.taps_button(earlier)
    await arrives(town)
    assert got(truus) == []
    await bea.taps("Versturen")
    await arrives(town)
    assert got(truus) == [HEADED]


async def test_a_coordinator_of_an_area_writes_to_those_who_work_in_it(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR, "hoensbroek")
    (here,), (around,), (elsewhere,), (everywhere,) = [
        await volunteers(town, 1, area) for area in ("hoensbroek", "mariarade", "heerlerheide", None)
    ]
    await bea.says("bericht sturen")
    await bea.says(TEXT)
    bea.sees("Dit gaat naar 2 vrijwilligers in Hoensbroek.")
    await bea.taps("Versturen")
    await arrives(town)
    assert [len(got(person)) for person in (here, around, elsewhere, everywhere)] == [1, 1, 0, 0]


async def test_names_and_addresses_are_taken_out_and_that_is_seen_before(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    (truus,) = await volunteers(town, 1)
    await bea.says("/bericht")
    await bea.says("Wie gaat er langs bij mevrouw Yilmaz?\nZe woont in de Kerkstraat 12, bel 06-12345678.")
    bea.sees("Wat tussen haakjes staat, lezen zij ook zo.", "[naam]", "[adres]", "[telefoon]")
    assert [button.label for button in bea.buttons] == ["Anders", "Versturen", "Stoppen"]
    assert len(town.removed["bea"]) == 1, "what was typed is out of the chat"
    await bea.taps("Versturen")
    await arrives(town)
    (text,) = got(truus)
    assert "[naam]" in text and "Yilmaz" not in text and "Kerkstraat" not in text
    assert "\nZe woont in" in text, "lines stay lines"


async def test_the_day_of_the_week_is_left_and_a_date_is_not(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    (truus,) = await volunteers(town, 1)
    await bea.says("/bericht")
    bea.sees("Noem liever de dag: vrijdag.")
    await bea.says("Komen jullie vrijdag om tien uur koffie drinken?")
    bea.sees("Komen jullie vrijdag om tien uur koffie drinken?")
    bea.does_not_see("Wat tussen haakjes staat")
    await bea.says("Komen jullie op 3 december koffie drinken?")
    bea.sees("Komen jullie op [datum] koffie drinken?", "Wat tussen haakjes staat, lezen zij ook zo.")
    await bea.taps("Versturen")
    await arrives(town)
    assert len(got(truus)) == 1 and "3 december" not in got(truus)[0]


@pytest.mark.parametrize(
    ("what", "kind", "seen"),
    [
        ("", Kind.STICKER, "Je bent nog een bericht aan het schrijven."),
        ("", Kind.VOICE, "Ik kan niet luisteren naar spraak"),
        ("/xyzzy", Kind.TEXT, "Typ het, of tik op Stoppen."),
    ],
)
async def test_what_cannot_be_read_leaves_the_message_as_it_is(town: Town, what: str, kind: Kind, seen: str) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await volunteers(town, 1)
    await bea.says("/bericht")
    await bea.says(TEXT)
    await bea.says(what, kind)
    bea.sees(seen, "Je bent nog een bericht aan het schrijven.")
    assert [button.label for button in bea.buttons] == ["Verder met mijn bericht", "Stoppen"]
    await bea.taps("Verder met mijn bericht")
    bea.sees("Zo zien zij het:", TEXT)


@pytest.mark.parametrize("send", ["ja", "Versturen.", "verstuur"])
async def test_it_is_changed_by_typing_and_sent_by_the_button_alone(town: Town, send: str) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    (truus,) = await volunteers(town, 1)
    await bea.says("bericht aan mijn vrijwilligers")
    await bea.says("ja")
    bea.sees("Zo zien zij het:")  # "ja" may be a message too: it is shown
    await bea.says("anders")
    bea.sees("Typ je bericht")
    await bea.says(TEXT)
    await bea.says(send)
    bea.sees("Tik dan op Versturen.", TEXT)
    await arrives(town)
    assert got(truus) == []
    await bea.taps("Versturen")
    bea.sees("Verstuurd aan 1 vrijwilliger.")
    await arrives(town)
    assert got(truus) == [HEADED]


@pytest.mark.parametrize("stop", ["stop", "/stop", "Stoppen", "annuleren"])
@pytest.mark.parametrize("shown", [False, True])
async def test_stopping_sends_nothing(town: Town, stop: str, shown: bool) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    (truus,) = await volunteers(town, 1)
    await bea.says("/bericht")
    if shown:
        await bea.says(TEXT)
    old = [button for button in bea.buttons if button.label == "Versturen"]
    await (bea.taps(stop) if stop == "Stoppen" else bea.says(stop))
    bea.sees("er is niets verstuurd")
    for button in old:
        await bea.taps_button(button)
    await arrives(town)
    assert got(truus) == []
    await bea.says("hoe herken ik eenzaamheid?")
    bea.does_not_see("Zo zien zij het")


async def test_what_is_too_long_or_holds_nothing_is_not_shown(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await volunteers(town, 1)
    await bea.says("/bericht")
    await bea.says("koffie " * (LONGEST_MESSAGE // 7 + 2))
    bea.sees("meer dan 1000 tekens")
    await bea.says("Fatima Yilmaz")
    bea.sees("blijft er niets over")
    await bea.says(TEXT)
    bea.sees("Zo zien zij het:")


async def test_a_crisis_goes_before_the_message_which_waits(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await volunteers(town, 1)
    await bea.says("/bericht")
    await bea.says(TEXT)
    await bea.says(PERHAPS[0])
    bea.sees("113")
    bea.does_not_see("Zo zien zij het")
    await bea.taps("Nee, gewoon een vraag")
    await bea.taps("Verder met mijn bericht")
    bea.sees("Zo zien zij het:", TEXT)
    await bea.taps("Anders")
    await bea.says(PERHAPS[0])
    await bea.taps("Nee, gewoon een vraag")
    await bea.taps("Verder met mijn bericht")
    bea.sees("Typ je bericht")


async def test_a_command_in_between_ends_it(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    (truus,) = await volunteers(town, 1)
    await bea.says("/bericht")
    await bea.says(TEXT)
    await bea.says("/vrijwilligers")
    bea.sees("Vrijwilligers: 1")
    await bea.says("ja")
    await arrives(town)
    assert got(truus) == []


async def test_a_report_that_was_being_made_waits(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await volunteers(town, 1)
    await bea.says("melden")
    await bea.taps("Bezoek gehad")
    await bea.says("/bericht")
    await bea.says(TEXT)
    await bea.taps("Versturen")
    await bea.taps("Verder met mijn melding")
    bea.sees("Vertel in je eigen woorden")


async def test_who_blocked_the_bot_is_told_of_and_left_out(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await volunteers(town, 3)

    async def blocks(address: str, reply: Reply) -> Outcome:
        return Refused("blocked") if address == "v1None" else await Town._hear(town, address, reply)

    async with town.store.work() as work:
        await work.people.mark_unreachable(CHANNEL, "v0None", town.clock())
    await bea.says("/bericht")
    await bea.says(TEXT)
    bea.sees("Dit gaat naar 2 vrijwilligers")
    monkeypatch.setattr(town, "_hear", blocks)
    monkeypatch.setattr(town.postman, "_send", blocks)
    await bea.taps("Versturen")
    bea.sees("Verstuurd aan 2 vrijwilligers.", "1 vrijwilliger heeft de bot geblokkeerd")
    await arrives(town)
    await bea.taps("Is het aangekomen?")
    bea.sees("Aangekomen bij 1 vrijwilliger.", "Niet aangekomen bij 1 vrijwilliger.")


async def test_with_nobody_to_reach_there_is_nothing_to_write(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR, "hoensbroek")
    await volunteers(town, 1, "heerlerheide")
    await bea.says("/bericht")
    bea.sees("Er is nu geen vrijwilliger in Hoensbroek die ik kan bereiken")
    await bea.says("hallo")
    bea.does_not_see("Zo zien zij het")


async def test_it_is_spread_out_and_holds_up_nobody(town: Town) -> None:
    bea, truus = await town.meets("bea", Role.COORDINATOR), await town.meets("truus", Role.VOLUNTEER)
    async with town.store.work() as work:
        for number in range(3 * BULK_PER_SECOND):
            person = await work.people.meet(CHANNEL, f"p{number:02}", town.clock())
            await work.people.give_role(person, Role.VOLUNTEER, None, town.clock())
    await bea.says("/bericht")
    await bea.says(TEXT)
    await bea.taps("Versturen")
    assert sum(len(got(Person(town, who))) for who in list(town.heard) if who != "bea") == 1
    await truus.says("xyzzy plugh")
    truus.sees("Dat weet ik niet")
    counts = []
    for _ in range(3):
        town.clock.now += timedelta(seconds=1)
        await town.postman.drain()
        counts.append(sum(len(got(Person(town, who))) for who in list(town.heard) if who != "bea"))
    assert counts == [21, 41, 61]


async def test_what_is_for_coordinators_is_not_for_volunteers(town: Town) -> None:
    (truus, henk) = await volunteers(town, 2)
    for what, kind in (("/bericht", Kind.TEXT), ("broadcast", Kind.BUTTON), ("broadcast:went:1-a", Kind.BUTTON)):
        await truus.says(what, kind)
        truus.sees("Dit is voor coördinatoren")
    await truus.says("bericht sturen")
    truus.does_not_see("Dit gaat naar")
    assert got(henk) == []


async def test_who_is_removed_while_writing_sends_nothing(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    (truus,) = await volunteers(town, 1)
    await bea.says("/bericht")
    await bea.says(TEXT)
    send = next(button for button in bea.buttons if button.label == "Versturen")
    async with town.store.work() as work:
        await work.people.make_guest(await work.people.meet(CHANNEL, "bea", town.clock()), town.clock())
    await bea.taps_button(send)
    await arrives(town)
    assert got(truus) == []


async def test_of_an_unknown_message_nothing_is_told(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await volunteers(town, 1)
    await bea.taps_button(Button("", "broadcast:went:nooit"))
    bea.sees("Van dit bericht weet ik niets meer")
