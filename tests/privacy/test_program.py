"""What the program does by itself and from the command line with texts that had planted parts in them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot import commands, curate
from bot.dialogue.follow_up.reminders import send_reminders
from bot.knowledge.curated import FROZEN, LEARNED
from bot.settings import ROOT, Settings
from bot.store.database import Store
from bot.store.purge import past_term, purge_and_note
from bot.store.rotation import rotate
from bot.store.vault import Vault
from tests.databases import SECRET
from tests.journeys.test_cases import reports
from tests.journeys.town import Person, Town
from tests.privacy.planted import TEXTS
from tests.privacy.sinks import TRUUS, Sinks
from tests.privacy.test_dialogues import UNKNOWN, asks

NEW = "quite another secret"


@pytest.fixture
async def told(town: Town, truus: Person, bea: Person) -> str:
    """Questions that wait, a case that is written about, a report that is being made; gives the case's code."""
    for text in TEXTS:
        await asks(truus, UNKNOWN + text)
    code = await reports(town, TRUUS)
    await truus.says(code)
    await truus.taps("Schrijf de coördinator")
    await truus.says(f"ja, dat klopt: {TEXTS[0]}")
    await truus.says("melden")
    await truus.says(f"de gordijnen waren dicht. {TEXTS[1]}")
    return code


async def test_in_reminders_and_the_digest(town: Town, told: str, bea: Person, sinks: Sinks) -> None:
    town.clock.passes(days=5)
    assert await town.makes_digests() == 1
    await town.postman.drain()
    bea.sees("Week 47", "Niet beantwoord:")
    town.clock.passes(days=20)
    bea.catches_up()
    assert await send_reminders(town.store, town.knowledge.areas, town.clock)
    await town.postman.drain()
    bea.sees(told)
    await sinks.hold_nothing()


async def test_in_the_week_to_pass_on(
    town: Town,
    told: str,
    sinks: Sinks,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{town.file}", opmerkzaam_secret=SECRET)
    options = commands.argparse.Namespace(week="2026-W47", out=tmp_path / "out")
    monkeypatch.setattr(commands, "utc_now", lambda: town.clock() + timedelta(days=7))
    assert await commands.COMMANDS["digest"](settings, options) == 0
    printed = capsys.readouterr()
    folder = tmp_path / "out"
    table = (folder / "opmerkzaam-2026-W47.csv").read_text("utf-8")
    page = " ".join(page.extract_text() for page in PdfReader(folder / "opmerkzaam-2026-W47.pdf").pages)
    assert "[naam]" in printed.out and "Week 47" in page and "visits" in table
    await sinks.hold_nothing(printed.out, printed.err, table, page)


async def test_in_what_curate_prints_and_exports(
    town: Town, told: str, bea: Person, sinks: Sinks, tmp_path: Path
) -> None:
    for folder in (LEARNED, FROZEN):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "knowledge").symlink_to(ROOT / "knowledge")
    async with town.store.work(read_only=True) as work:
        questions = await work.questions.open()
    printed = list(curate.waiting(questions, town.reader.question_groups))
    assert "[naam]" in "".join(printed)
    await bea.says("/vragen")
    while ties := [shown for shown in bea.buttons if shown.action.startswith("tie:")]:
        await bea.taps_button(ties[0])
    made = await curate.export(town.store, town.knowledge, tmp_path / "knowledge", town.clock())
    printed += curate.exported(made)
    written = [(tmp_path / folder / "curated.yml").read_text("utf-8") for folder in (LEARNED, FROZEN)]
    assert "staat op de brief" in "".join(written)
    await sinks.hold_nothing(*printed, *written)


async def test_in_what_is_forgotten(town: Town, told: str, sinks: Sinks) -> None:
    town.clock.passes(days=800)
    assert await past_term(town.store, town.clock())
    await sinks.hold_nothing(str(await purge_and_note(town.store, town.clock(), {})))


async def test_with_another_secret(town: Town, told: str, truus: Person, sinks: Sinks) -> None:
    await town.close()
    store = Store(f"sqlite+aiosqlite:///{town.file}", Vault(SECRET))
    done = await rotate(store, Vault(SECRET), Vault(NEW), town.clock())
    await store.close()
    town.secret = NEW
    await town.open()
    await truus.says("/mijn_gegevens")
    truus.sees("[naam]", "[adres]")
    await sinks.hold_nothing(str(done))
