"""Having an alias, seeing what is kept, stopping, and invitations at their edges."""

from __future__ import annotations

import json

import pytest

from bot.markup import to_plain
from bot.message import LONGEST_CAPTION, Kind
from bot.store.alias import names
from bot.store.invitations import Invitation, new_code
from bot.store.people import WRONG_CODES_A_DAY
from bot.store.reports import Outcome, Report
from bot.store.role import Role
from tests.journeys.town import Person, Town

UNKNOWN = "hoe laat gaat de trein van mevrouw Yilmaz naar de Kerkstraat 12"


async def invitation(town: Town, role: Role = Role.VOLUNTEER, area: str | None = None) -> str:
    code = new_code()
    async with town.store.work() as work:
        await work.invitations.add(code, Invitation(role, area), town.clock())
    return code


async def reported(town: Town, person: Person, report: Report, *, case: bool = False) -> str | None:
    """A report of somebody, straight into the store; its case code."""
    async with town.store.work() as work:
        reporter = await work.people.meet("test", person._name, town.clock())
        number = await work.reports.add(work.people.reporter_key(reporter), report, town.clock())
        return await work.cases.open(number, town.clock(), reporter.id) if case else None


async def alias_of(town: Town, person: Person) -> str | None:
    async with town.store.work() as work:
        return (await work.people.entry(await work.people.meet("test", person._name, town.clock()))).alias


# Aliases


async def test_who_comes_in_gets_an_alias_and_hears_what_it_is_for(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    alias = await alias_of(town, truus)
    assert alias in names()
    welcome = to_plain(town.heard["truus"][0].text)
    assert f"Je heet hier {alias}. Zo kent je coördinator je in de lijst; je naam weet ik niet." in welcome


async def test_an_alias_can_be_drawn_again(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    first = await alias_of(town, truus)
    await truus.says("/mijn_gegevens")
    truus.sees(f"Je heet hier {first}")
    await truus.taps("Geef me een andere naam")
    second = await alias_of(town, truus)
    assert second != first
    truus.sees(f"Je heet hier nu {second}")
    await truus.taps("Nog een andere")
    assert truus.replies[0].replaces is not None
    assert await alias_of(town, truus) not in (first, second, None)


async def test_a_guest_has_no_alias(town: Town) -> None:
    gast = await town.meets("gast")
    await gast.says("/mijn_gegevens")
    gast.does_not_see("Je heet hier")
    for action in ("alias", "leave"):
        await gast.says(action, Kind.BUTTON)
        gast.sees("Er is niets veranderd")
    assert await alias_of(town, gast) is None


# What is kept

WAYS_TO_ASK = [
    "wat bewaart de bot van mij?",
    "Wat bewaar je van mij",
    "wat weet je over mij?",
    "welke gegevens heb je van mij",
    "wat weet je allemaal van me",
    "wat staat er over mij in",
    "mag ik mijn gegevens inzien?",
    "ik wil mijn gegevens zien",
    "mijn gegevens",
    "/mijn_gegevens",
]


@pytest.mark.parametrize("asked", WAYS_TO_ASK)
async def test_what_is_kept_can_be_asked_in_many_ways(town: Town, asked: str) -> None:
    if town.restarts:
        pytest.skip("once is enough")
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(asked)
    truus.sees("Dit bewaart de bot van jou")


@pytest.mark.parametrize(
    "asked", ["wat mag ik bewaren van mevrouw?", "wat weet je over rouw?", "mijn gegevens kloppen"]
)
async def test_another_question_is_not_taken_for_it(town: Town, asked: str) -> None:
    if town.restarts:
        pytest.skip("once is enough")
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says(asked)
    truus.does_not_see("Dit bewaart de bot van jou")


FULL = Report(
    Outcome.VISITED,
    ("gordijnen-dicht", "post-stapelt-op"),
    1,
    "85-89",
    "hoensbroek",
    "alone",
    note="ze mist haar [naam]",
)


async def test_everything_that_is_kept_is_told_with_its_terms(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, "hoensbroek")
    code = await reported(town, truus, FULL, case=True)
    await truus.says(UNKNOWN)
    await truus.says("melden")
    await truus.says("mijn meldingen")
    await truus.taps("Wat bewaart de bot van mij?")
    truus.sees(
        "Je bent vrijwilliger sinds 18 november 2026, voor Hoensbroek.",
        "Het nummer van dit gesprek, versleuteld.",
        "Je schreef voor het laatst op 18 november 2026. Alleen de dag bewaar ik.",
        "Hoor ik twee jaar niets van je, dan wis ik dit allemaal.",
        "Je meldingen: 1",
        f"18 november 2026: Bezoek gehad, {code} (nog niet opgepakt). Je gaf door: 2 signalen, 85-89, met een notitie",
        "Een notitie wis ik na negentig dagen.",
        "Een jaar later blijven er alleen aantallen per week over.",
        "Wat ik van je bewaar voor de coördinator: 1",
        "[naam]",
        "Na negentig dagen wis ik ze.",
        "Waar je nu mee bezig bent.",
        "Stappen die je zette in meldingen, zonder je naam: 1.",
        "Dat wis ik na zestig dagen.",
        "Wat je typt, bewaar ik verder niet.",
    )
    truus.does_not_see("Yilmaz", "Kerkstraat")
    truus.sees_buttons(
        "Geef mij alles als bestand", "Geef me een andere naam", "Ik stop als vrijwilliger", "Wis alles van mij"
    )


async def test_the_file_has_all_of_it(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, "hoensbroek")
    for _ in range(12):
        await reported(town, truus, Report(Outcome.NOBODY_HOME))
    code = await reported(town, truus, FULL, case=True)
    await truus.says(UNKNOWN)
    await truus.says("mijn gegevens")
    await truus.taps("Geef mij alles als bestand")
    (reply,) = truus.replies
    assert reply.file is not None
    assert len(to_plain(reply.text)) <= LONGEST_CAPTION
    assert reply.file.name == "wat-opmerkzaam-van-mij-bewaart.json"
    data = json.loads(reply.file.content)
    assert data["jij"] == {
        "rol": "vrijwilliger",
        "rol sinds": "2026-11-18",
        "gebied": "Hoensbroek",
        "naam in de lijst": await alias_of(town, truus),
        "kanaal": "test",
        "nummer van dit gesprek": "truus",
        "laatst geschreven": "2026-11-18",
        "codes die niet werkten": 0,
        "codes geprobeerd op": None,
    }
    assert len(data["meldingen"]) == 13
    assert data["meldingen"][0] == {
        "gemeld": "2026-11-18T14:00+01:00",
        "bezoek": "Bezoek gehad",
        "code": code,
        "stand": "nog niet opgepakt",
        "signalen": ["Gordijnen overdag dicht", "Ongeopende post"],
        "leeftijd": "85-89",
        "buurt": "Hoensbroek",
        "wonen": "Woont alleen",
        "toestemming": None,
        "reden": None,
        "wens": None,
        "wie pakt het op": None,
        "notitie": "ze mist haar [naam]",
    }
    assert [step["code"] for step in data["stappen in meldingen"]] == [code]
    assert "[naam]" in data["vragen zonder antwoord"][0]["vraag zonder namen"]
    assert "Yilmaz" not in reply.file.content.decode()


async def test_a_list_of_reports_says_how_many_more_there_are(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    for _ in range(12):
        await reported(town, truus, Report(Outcome.NOBODY_HOME))
    await truus.says("mijn gegevens")
    truus.sees("Je meldingen: 12", "en nog 2; in het bestand staan ze allemaal")


async def test_nothing_of_another_is_in_it(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reported(town, truus, FULL, case=True)
    await truus.says(UNKNOWN)
    henk = await town.meets("henk", Role.VOLUNTEER)
    await henk.says("mijn gegevens")
    henk.sees("Je meldingen: 0")
    henk.does_not_see(str(code), "[naam]", "Stappen die je zette")
    await henk.taps("Geef mij alles als bestand")
    assert henk.replies[0].file is not None and str(code) not in henk.replies[0].file.content.decode()


async def test_everything_can_be_erased_from_there(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("mijn gegevens")
    await truus.taps("Wis alles van mij")
    truus.sees("Alles van jou wissen?")
    await truus.taps("Ja, wis alles")
    assert truus.farewell is not None


async def test_a_report_of_today_can_be_changed_or_withdrawn(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    code = await reported(town, truus, FULL, case=True)
    await truus.says("mijn meldingen")
    truus.sees_buttons(f"Aanpassen: {code}", f"Intrekken: {code}")
    await truus.taps(f"Intrekken: {code}")
    truus.sees("Je melding is ingetrokken")
    async with town.store.work(read_only=True) as work:
        case = await work.cases.find(str(code))
        assert case is not None and case.status == "withdrawn" and case.note is None
        assert await work.cases.history.broken() == []
    await truus.says("mijn meldingen")
    assert f"Aanpassen: {code}" not in [button.label for button in truus.buttons]


# Stopping


async def test_who_stops_is_a_guest_and_keeps_their_reports(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER, "hoensbroek")
    code = await reported(town, truus, FULL, case=True)
    await truus.says("ik stop als vrijwilliger")
    truus.sees("Wil je stoppen als vrijwilliger?", "kun je nog antwoorden")
    await truus.taps("Nee, ik blijf")
    truus.sees("er is niets veranderd")
    await truus.says("melden")
    truus.sees("Hoe ging het bezoek?")
    await truus.says("Ik stop als vrijwilliger.")
    await truus.taps("Ja, ik stop")
    truus.sees("Je bent gestopt")
    await truus.says("melden")
    truus.sees("uitgenodigd door een coördinator")
    await truus.says("mijn meldingen")
    truus.sees(str(code))
    await truus.says("mijn gegevens")
    truus.sees("Je bent hier gast", "Hoor ik negentig dagen niets van je")
    assert await alias_of(town, truus) is None


async def test_an_old_yes_stops_nobody(town: Town) -> None:
    truus = await town.meets("truus", Role.VOLUNTEER)
    await truus.says("ik stop als vrijwilliger")
    old = next(button for button in truus.buttons if button.label == "Ja, ik stop")
    town.clock.passes(minutes=11)
    await truus.taps_button(old)
    truus.sees("er is niets veranderd")
    await truus.says("melden")
    truus.sees("Hoe ging het bezoek?")


async def test_a_coordinator_can_stop_too(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    await bea.says("mijn gegevens")
    await bea.taps("Ik stop als coördinator")
    await bea.taps("Ja, ik stop")
    await bea.says("/week")
    bea.sees("Dit overzicht is voor coördinatoren")


# Invitations


async def test_who_tries_five_wrong_codes_waits_until_tomorrow(town: Town) -> None:
    right = await invitation(town)
    gast = await town.meets("gast")
    for _ in range(WRONG_CODES_A_DAY):
        await gast.says(f"/start {new_code()}")
        gast.sees("Deze code werkt niet (meer)")
    for typed in (new_code(), right, f"/start {right}"):
        await gast.says(typed)
        gast.sees("Vandaag zijn er al vijf codes geprobeerd")
    await gast.says("mijn gegevens")
    gast.sees("Uitnodigingscodes die op 18 november 2026 niet werkten: 5.")
    henk = await town.meets("henk")
    await henk.says(new_code())
    henk.sees("Deze code werkt niet (meer)")
    town.clock.passes(days=1)
    await gast.says(right)
    gast.sees("Je uitnodiging klopt")


async def test_wrong_codes_of_yesterday_do_not_count(town: Town) -> None:
    gast = await town.meets("gast")
    for _ in range(3):
        for _ in range(WRONG_CODES_A_DAY - 1):
            await gast.says(new_code())
            gast.sees("Deze code werkt niet (meer)")
        town.clock.passes(days=1)


async def test_it_is_not_told_whether_a_code_ever_existed(town: Town) -> None:
    used, expired, henk = await invitation(town), await invitation(town), await town.meets("henk")
    await henk.says(used)
    town.clock.passes(days=8)
    gast = await town.meets("gast")
    heard = set()
    for code in (used, expired, new_code()):
        await gast.says(code)
        heard.add(gast.text)
    assert len(heard) == 1


async def test_a_lower_invitation_is_left_for_who_it_is_for(town: Town) -> None:
    bea = await town.meets("bea", Role.COORDINATOR)
    code = await invitation(town)
    await bea.says(code)
    bea.sees("je mag hier al meer", "De code is nog te gebruiken")
    truus = await town.meets("truus")
    await truus.says(code)
    truus.sees("Je uitnodiging klopt")


async def test_a_coordinators_invitation_tells_their_area(town: Town) -> None:
    bea = await town.meets("bea")
    await bea.says(await invitation(town, Role.COORDINATOR, "hoensbroek"))
    bea.sees("Je bent nu coördinator", "Je gebied: Hoensbroek")
