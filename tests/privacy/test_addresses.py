"""Who talks with the bot: their chat address is sealed, nobody hears it, and who is erased leaves no trace."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.store.models import PersonRow
from bot.store.role import Role
from bot.store.vault import Vault
from tests.databases import SECRET
from tests.journeys.test_report import send_by_buttons
from tests.journeys.town import Person, Town
from tests.privacy.planted import spotted
from tests.privacy.sinks import BEA, TRUUS, in_files, opened, said

UNKNOWN = "hoe xyzzy plugh voor een papegaai"


async def test_chat_addresses_are_not_in_the_files_and_not_in_the_log(
    town: Town, truus: Person, bea: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await send_by_buttons(truus)
    await bea.says("/week")
    await truus.says(UNKNOWN)
    assert in_files(town, [TRUUS, BEA]) == set()
    assert spotted(caplog.text, [TRUUS, BEA]) == set()


async def test_nothing_but_the_sealed_address_is_an_address(town: Town, truus: Person) -> None:
    await send_by_buttons(truus)
    assert sorted(value for value in await opened(town) if TRUUS in value or BEA in value) == [TRUUS, BEA]


async def test_neither_hears_who_the_other_is(town: Town, truus: Person, bea: Person) -> None:
    code = await send_by_buttons(truus)
    for text in ("/week", "/open", code):
        await bea.says(text)
    await bea.taps("Opgepakt")
    await bea.taps("Vraag de melder")
    await bea.says("doet de bel het al")
    await truus.taps("Zelf schrijven")
    await truus.says("de bel doet het")
    await truus.says("mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard")
    assert spotted(said(town, but_to=TRUUS), [TRUUS]) == spotted(said(town, but_to=BEA), [BEA]) == set()


async def traces(town: Town) -> list[str]:
    async with town.store.work(read_only=True) as work:
        row = (await work.session.scalars(select(PersonRow).where(PersonRow.role == Role.VOLUNTEER))).one()
    return [row.address_key, row.address.decode(), Vault(SECRET).pseudonym("reporter", str(row.id))]


async def test_who_is_erased_leaves_no_trace_in_the_file(town: Town, truus: Person) -> None:
    await send_by_buttons(truus)
    await truus.says(UNKNOWN)
    left = await traces(town)
    assert in_files(town, left) == set(left)
    await truus.says("/wis_mijn_gegevens")
    await truus.taps("Ja, wis alles")
    assert in_files(town, left) == set(), "while the bot runs, also in the -wal"
    await town.close()  # what was written ahead goes into the file
    content = town.file.read_bytes().decode("latin-1")
    assert [trace for trace in left if trace in content] == []
