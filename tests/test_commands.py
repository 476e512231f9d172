"""The command line: what each command prints, and that it ends with 0 (done), 1 (failed) or 2 (wrong use)."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Executable, insert, update

from bot.__main__ import main
from bot.app import open_store, ready_store
from bot.clock import utc_now
from bot.digest.week import Week
from bot.errors import StoreError
from bot.knowledge.curated import FROZEN, LEARNED
from bot.language.reading import Reader
from bot.settings import ROOT, Settings, load_settings
from bot.store.invitations import Invitation
from bot.store.models import CaseRow, ChoreRow
from bot.store.role import Role
from bot.store.schema import newest_revision
from tests.databases import POSTGRESQL, Databases
from tests.knowledge.village import ARTICLE, BUS, OTHER_ARTICLE, PLEIN, build_village
from tests.language.test_reading import KEYS

NOBODY_LISTENS = "http://127.0.0.1:9"
LIBRARIES = ("httpx", "httpcore", "telegram", "alembic", "sqlalchemy", "bm25s")
COMMANDS = (
    "run",
    "read",
    "check",
    "migrate",
    "digest",
    "card",
    "invite",
    "curate",
    "demo-data",
    "fetch-estimates",
    "purge",
    "people",
    "remove",
    "backup",
    "restore",
    "rotate-secret",
)
LONGEST = 60
# A program of its own that reads no `.env`, as the tests' own process does not.
PROGRAM = """
import sys
from bot.settings import Settings
Settings.model_config["env_file"] = None
from bot.__main__ import main
sys.exit(main())
"""

LAST_WEEK = Week.of(utc_now()).previous()
"""What is passed on of it does not change any more."""


class Done(NamedTuple):
    """How a command ended, and what it printed."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1 and lines[0].startswith("opmerkzaam: "), self.err
        return lines[0].removeprefix("opmerkzaam: ")


Run = Callable[..., Done]


def forget_settings(patch: pytest.MonkeyPatch) -> None:
    """Whatever this machine has in its environment and in a `.env`."""
    patch.setitem(Settings.model_config, "env_file", None)
    for name in Settings.model_fields:
        patch.delenv(name.upper(), raising=False)


@pytest.fixture
def village(tmp_path: Path) -> Path:
    return build_village(tmp_path / "knowledge")


@pytest.fixture
def place(tmp_path: Path, village: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of this test alone: a small knowledge base, a new data folder, no Rasa, no Telegram."""
    forget_settings(monkeypatch)
    monkeypatch.setenv("KNOWLEDGE_FOLDER", str(village))
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("OPMERKZAAM_SECRET", "a secret for tests only")
    monkeypatch.setenv("RASA_URL", NOBODY_LISTENS)
    return tmp_path


@pytest.fixture
def run(place: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """A command in this process. What it does to logging is undone."""
    loggers = [logging.getLogger(name) for name in LIBRARIES]
    levels = [logger.level for logger in loggers]
    hooks = [(sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook"), (logging, "raiseExceptions")]
    before = [(where, name, getattr(where, name)) for where, name in hooks]

    def command(*arguments: str) -> Done:
        capsys.readouterr()
        try:
            status = main(arguments)
        except SystemExit as end:
            status = int(end.code or 0)
        return Done(status, *capsys.readouterr())

    yield command
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
    for where, name, value in before:
        setattr(where, name, value)


def program(place: Path, *arguments: str, typed: bytes = b"") -> Done:
    """A command in a process of its own, with the real knowledge base, that gets `typed` from a pipe."""
    ours = {name.upper() for name in Settings.model_fields}
    environment = {name: value for name, value in os.environ.items() if name.upper() not in ours}
    environment |= {"DATA_FOLDER": str(place), "RASA_URL": NOBODY_LISTENS, "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, input=typed, capture_output=True, timeout=LONGEST)
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


# The outside of every command.


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.status == 0
    assert done.out.startswith(f"usage: python -m bot {command}")


def test_help_names_every_command(run: Run) -> None:
    done = run("--help")
    assert done.status == 0
    assert [command for command in COMMANDS if not re.search(rf"^    {command}\b", done.out, re.M)] == []


WRONG_USE = [
    (),
    ("fly",),
    ("run", "fast"),
    ("check", "--json"),
    ("invite",),
    ("invite", "--role", "mayor"),
    ("demo-data", "--reports", "many"),
    ("remove",),
    ("people", "Merel"),
    ("digest", "--week"),
    ("card", "--out"),
]


@pytest.mark.parametrize("arguments", WRONG_USE)
def test_wrong_use_ends_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("usage: python -m bot")


def test_a_setting_that_cannot_be_used_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINIMUM_CELL", "1")
    done = run("check")
    assert done.status == 1
    assert "MINIMUM_CELL" in done.complaint


NEED_KNOWLEDGE = [
    ("fetch-estimates",),
    ("digest",),
    ("card",),
    ("invite", "--role", "volunteer"),
    ("demo-data",),
    ("read",),
    ("run",),
]


@pytest.mark.parametrize("arguments", NEED_KNOWLEDGE)
def test_broken_knowledge_is_told_with_file_and_line(run: Run, village: Path, arguments: tuple[str, ...]) -> None:
    (village / BUS).write_text((village / BUS).read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    done = run(*arguments)
    assert done.status == 1
    assert done.err.splitlines() == [
        "opmerkzaam: the knowledge base has 2 problem(s):",
        f"{village / BUS}:2: title: Field required",
        f"{village / BUS}:3: titel: Extra inputs are not permitted",
    ]


NEED_DATABASE = [
    ("migrate",),
    ("digest",),
    ("invite", "--role", "volunteer"),
    ("demo-data",),
    ("purge",),
    ("people",),
    ("remove", "Merel"),
    ("rotate-secret",),
]


@pytest.mark.parametrize("arguments", NEED_DATABASE)
def test_a_file_that_is_no_database_is_one_line(run: Run, place: Path, arguments: tuple[str, ...]) -> None:
    (place / "data").mkdir()
    (place / "data" / "opmerkzaam.db").write_text("Beste mevrouw, " * 100)
    done = run(*arguments)
    assert (done.status, done.complaint) == (1, "The database says: file is not a database")


# check


def test_check_when_all_is_well(run: Run, place: Path) -> None:
    done = run("check")
    assert done.status == 0
    assert done.out.splitlines() == [
        "articles   2 of 2 all well",
        "visits     3 openings, 3 things to take along",
        "signals    8 of 8 all well",
        "           fewer than 40 and 20 sentences for 8: "
        "gordijnen-dicht, haar-in-de-war, zegt-af, mist-partner, vallen, verhuisd, geldzorgen, onveilig",
        "examples   none here: the model is trained elsewhere",
        "reading    ease 99 of 100, 9.8 words a sentence on average; the hardest:",
        "           de-bus: ease 99, 9.8 words a sentence, 39 words",
        "           het-plein: ease 99, 9.8 words a sentence, 39 words",
        "review     every article was read through in the last twelve months",
        "routes     6, each with source and date; 1 to ring and confirm in routes.yml",
        "           coordinator: no number (source no year, checked 2026-11-01)",
        "places     2, each with source and date; 1 to ring and confirm in initiatives.yml",
        "           overal: no number (source 2020, checked 2026-11-01)",
        "areas      5, each with its team",
        "settings   all well: the bot runs for you alone (no TELEGRAM_BOT_TOKEN, no WEB_URL)",
        f"database   new: `run` makes {place / 'data' / 'opmerkzaam.db'}",
        "files      all well: for nobody else",
        "estimates  none yet: `python -m bot fetch-estimates` fetches those of RIVM, for /wijken",
        "model      Rasa is not running; `make run` and `make rasa` start it",
    ]


def test_check_tells_what_a_year_made_old(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.commands.utc_now", lambda: datetime(2028, 1, 1, tzinfo=UTC))
    said = run("check")
    assert said.status == 0
    assert "review     2 articles to read through again, the longest ago first:" in said.out
    assert "routes     6, each with source and date; 6 to ring and confirm in routes.yml" in said.out
    assert "places     2, each with source and date; 2 to ring and confirm in initiatives.yml" in said.out


def test_check_makes_nothing(run: Run, place: Path) -> None:
    run("check")
    assert not (place / "data").exists()


def test_check_after_the_database_was_made(run: Run) -> None:
    run("purge")
    assert "database   all well" in run("check").out.splitlines()


def test_migrate_brings_the_database_up_to_date_as_often_as_it_is_asked(run: Run, place: Path) -> None:
    for _ in range(2):
        done = run("migrate")
        assert (done.status, done.err) == (0, "")
        assert (
            done.out
            == f"sqlite+aiosqlite:///{place / 'data' / 'opmerkzaam.db'} is at {newest_revision()}, the newest\n"
        )
    assert "database   all well" in run("check").out.splitlines()


def test_migrate_stops_before_a_database_of_another_secret(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    member()
    monkeypatch.setenv("OPMERKZAAM_SECRET", "another secret for tests")
    done = run("migrate")
    assert (done.status, done.out) == (1, "")
    assert "another OPMERKZAAM_SECRET" in done.complaint


async def put(*changes: Executable) -> None:
    store = open_store(load_settings())
    async with store.work() as work:
        for change in changes:
            await work.session.execute(change)
    await store.close()


def test_check_names_the_cases_whose_history_was_changed(run: Run) -> None:
    run("demo-data", "--reports", "30")
    done = run("check")
    assert (done.status, "history    all well" in done.out.splitlines()) == (0, True)
    asyncio.run(put(update(CaseRow).values(status="waiting")))
    done = run("check")
    assert done.status == 1
    assert re.search(r"^history    of \d+ case\(s\) was changed outside of the bot: \w+-\w+-\d\d", done.out, re.M)


NOW = datetime.now(UTC)
PURGES = {
    "all well": (NOW, None, 0, f"purge      all well, last done on {NOW:%Y-%m-%d}"),
    "failing": (NOW, NOW, 1, f"purge      failing since {NOW:%Y-%m-%d} (RuntimeError): old data is still there"),
    "forgotten": (
        NOW - timedelta(days=4),
        None,
        1,
        f"purge      last done on {NOW - timedelta(days=4):%Y-%m-%d}: it should be every day",
    ),
}


@pytest.mark.parametrize("case", PURGES)
def test_check_tells_how_the_purge_goes(run: Run, case: str) -> None:
    done_at, failing_since, status, line = PURGES[case]
    run("people")
    assert "purge      not done yet: the running bot does so every day" in run("check").out.splitlines()
    failure = "RuntimeError" if failing_since else None
    row = {"chore": "purge", "done_at": done_at, "failing_since": failing_since, "failure": failure}
    asyncio.run(put(insert(ChoreRow).values(**row)))
    done = run("check")
    assert (done.status, line in done.out.splitlines()) == (status, True)


def test_check_says_that_the_secret_is_another(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    member()
    monkeypatch.setenv("OPMERKZAAM_SECRET", "another secret for tests")
    done = run("check")
    assert done.status == 1
    assert "database   The database was written with another OPMERKZAAM_SECRET" in done.out


def test_check_names_the_routes_to_ring(run: Run) -> None:
    assert "           coordinator: no number (source no year, checked 2026-11-01)" in run("check").out.splitlines()


def test_check_tells_what_is_wrong_with_the_knowledge(run: Run, village: Path) -> None:
    (village / BUS).write_text((village / BUS).read_text("utf-8").replace("[het-plein]", "[de-tram]"), "utf-8")
    done = run("check")
    assert done.status == 1
    assert done.out.splitlines()[:2] == [
        "knowledge  1 problem(s):",
        f"           {village / BUS}:9: see_also: there is no article de-tram",
    ]


def test_check_tells_what_is_wrong_with_the_database(run: Run, place: Path) -> None:
    (place / "data").mkdir()
    (place / "data" / "opmerkzaam.db").write_text("Beste mevrouw, " * 100)
    done = run("check")
    assert done.status == 1
    assert "database   The database says: file is not a database" in done.out.splitlines()


@pytest.mark.parametrize("text", ["words: [", "words: {wie: []}\nregels: []\n", ""])
def test_check_tells_what_is_wrong_with_the_crisis_rules(run: Run, village: Path, text: str) -> None:
    (village / "crisis.yml").write_text(text, "utf-8")
    done = run("check")
    assert (done.status, done.out.splitlines()[0]) == (1, "knowledge  1 problem(s):")
    assert f"           {village / 'crisis.yml'}:" in done.out


# What check finds besides: (file, what it says then, what is told).
QUESTIONS = "../rasa_project/data/questions/bus.yml"
CURATED = "../rasa_project/tests/curated.yml"
EXAMPLES = """\
version: "3.1"
nlu:
- intent: de-bus
  metadata: {kind: plain}
  examples: |
    - Hoe laat gaat de bus?
    - Stopt de bus ook bij de dokter?
"""
SENTENCES = "holds: [gordijnen dicht]\ndenied: [gordijnen open]\npast: []\nothers: []\n"
ACCOUNTS, TOLD = "accounts.yml", "accounts:\n- text: ze huilt\n  signals: [gordijnen-dicht]\n  crisis: null\n"
CURTAINS = "signals/gordijnen-dicht.yml"
HARD = {
    "jargon": (
        BUS,
        ARTICLE.replace("dat doet hij graag", "dat is zijn casus"),
        ":16: casus is a hard word; write: wat er speelt",
    ),
    "a percentage without a source": (
        BUS,
        ARTICLE.replace("dat doet hij graag", "dat wil 48 procent in 2026"),
        ":16: a percentage needs its group, its year and, in brackets, its source beside it",
    ),
    "long sentences": (BUS, ARTICLE.replace("dokter. Bij", "dokter en bij").replace("112.\n", "112 en\n"), ":1: 1"),
    "a long article": (BUS, ARTICLE + "Zo kom je er. " * 70, ":1: 319 words, at most 250"),
    "a question to no article": (QUESTIONS, EXAMPLES.replace("de-bus", "de-trein"), ":3: there is no article de-trein"),
    "a kind that we do not know": (QUESTIONS, EXAMPLES.replace("plain", "gewoon"), ":3: there is no kind gewoon"),
    "a question without a dash": (
        QUESTIONS,
        EXAMPLES.replace("- Stopt", "Stopt"),
        ":7: each question stands on a line",
    ),
    "an empty question": (
        QUESTIONS,
        EXAMPLES.replace("Stopt de bus ook bij de dokter?", " ?"),
        ":7: each question stands",
    ),
    "a question twice": (
        QUESTIONS,
        EXAMPLES + "    - hoe laat gaat de BUS\n",
        ":8: this question stands at bus.yml:6 too; leave one of them out",
    ),
    "a question in brackets": (QUESTIONS, EXAMPLES.replace("dokter", "[dokter]"), ":7: leave out the brackets"),
    "examples that are no examples": (QUESTIONS, "vragen: 1\n", ":1: expected `nlu:`"),
    "examples without an intent": (QUESTIONS, EXAMPLES.replace("- intent: de-bus\n ", "-"), ":3: expected `- intent:"),
    "examples that are no YAML": (QUESTIONS, "nlu: [", ":1: "),
    "sentences of no signal": ("signals/wolken.yml", SENTENCES, ":1: there is no signal wolken in signals.yml"),
    "a sentence twice": (CURTAINS, SENTENCES.replace("open", "DICHT"), ":2: this sentence stands here twice"),
    "an account with a signal that is none": (
        ACCOUNTS,
        TOLD.replace("gordijnen-dicht", "wolken"),
        ":2: there is no signal wolken",
    ),
    "an account with a crisis that is none": (ACCOUNTS, TOLD.replace("null", "brand"), ":2: crisis: there is no route"),
    "an account twice": (ACCOUNTS, TOLD + TOLD.partition("\n")[2], ":5: this account stands here twice"),
    "accounts without a text": (
        ACCOUNTS,
        "accounts: [{signals: [], crisis: null}]",
        ":1: accounts.0.text: Field required",
    ),
    "sentences without the past": (CURTAINS, SENTENCES.replace("past: []\n", ""), ":1: past: Field required"),
    "a question of an article": (QUESTIONS, EXAMPLES.replace("Hoe laat gaat de bus?", "rijdt er een bus"), ":6: this"),
    "a curated question to no article": (
        CURATED,
        EXAMPLES.replace("de-bus", "de-trein"),
        ":3: there is no article de-t",
    ),
    "a curated question of an article": (
        CURATED,
        EXAMPLES.replace("Hoe laat gaat de bus?", "rijdt er een bus"),
        ":6: th",
    ),
    "a file that nothing reads": ("dimensies/trein.md.txt", ARTICLE, ":1: nothing reads this file"),
    "a folder that nothing reads": ("Oplossingen/trein.md", ARTICLE, ":1: nothing reads this file"),
    "a date to come": (
        PLEIN,
        OTHER_ARTICLE.replace("2026-11-01", "2096-11-01"),
        ":13: het-plein: checked on 2096-11-01",
    ),
    "no list of jargon": ("jargon.yml", "- casus\n", ":1: expected lines such as `casus: wat iemand vertelde`"),
}


@pytest.mark.parametrize("case", HARD)
def test_check_finds(run: Run, village: Path, case: str) -> None:
    file, text, told = HARD[case]
    path = (village / file).resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    done = run("check")
    assert (done.status, done.out.splitlines()[0]) == (1, "knowledge  1 problem(s):")
    assert done.out.splitlines()[1].startswith(f"           {path}{told}")


def test_good_examples_and_sentences_are_counted(run: Run, village: Path) -> None:
    for file, text in ((QUESTIONS, EXAMPLES), (CURTAINS, SENTENCES)):
        path = (village / file).resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    done = run("check")
    assert done.status == 0
    assert "examples   2 texts for 1 intents in 9 kinds" in done.out.splitlines()
    assert "           fewer than 120 for 2: de-bus, het-plein" in done.out.splitlines()


# curate


@pytest.fixture
def project(place: Path) -> Path:
    """The folders that curated questions are written in, beside the village."""
    for folder in (LEARNED, FROZEN):
        (place / folder).mkdir(parents=True)
    return place


def keep_questions(*texts: str, tie: str | None = None) -> None:
    """Questions that were not answered well; tied to an intent when it is given."""

    async def work() -> None:
        store = open_store(load_settings())
        await store.upgrade()
        async with store.work() as work:
            for text in texts:
                await work.questions.keep_unanswered("key", text, datetime.now(UTC))
        if tie:
            async with store.work() as work:
                ids = [question.id for question in await work.questions.open()]
                await work.questions.tie(ids, tie, datetime.now(UTC))
        await store.close()

    asyncio.run(work())


def test_curate_without_questions(run: Run) -> None:
    assert run("curate") == Done(0, "no question waits for an answer\n", "")


def test_curate_prints_the_groups(run: Run) -> None:
    keep_questions("waar koop ik een kaartje", tie="de-bus")
    keep_questions("hoe maak je erwtensoep", "stopt de bus op het plein", "stopt een bus op het plein\x1b[2J")
    done = run("curate")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        "2 questions · likely de-bus",
        "    stopt de bus op het plein",
        "    stopt een bus op het plein [2J",
        "1 question · likely none",
        "    hoe maak je erwtensoep",
        "3 questions in 2 group(s); a coordinator ties them in the chat, with /vragen",
        "1 tied and not exported; `python -m bot curate --export` writes them into the examples",
    ]


def test_curate_exports_once(run: Run, project: Path) -> None:
    keep_questions("stopt [naam] de bus ook bij [adres]?", "waar koop ik een kaartje", "rijdt er een bus", tie="de-bus")
    keep_questions("hoe maak je erwtensoep")
    done = run("curate", "--export")
    assert done.status == 0
    assert done.out.splitlines() == [
        "1 question to learn from, in rasa_project/data/curated.yml:",
        "    de-bus: stopt de bus ook bij?",
        "1 question to measure with, in rasa_project/tests/curated.yml:",
        "    de-bus: waar koop ik een kaartje",
        "1 question left out:",
        "    de-bus: rijdt er een bus (it stands among the examples or the frozen sets already)",
        "next: read them, then `make docs train test`, and commit what changed in rasa_project/ and docs/",
    ]
    assert "    - waar koop ik een kaartje\n" in (project / FROZEN / "curated.yml").read_text("utf-8")
    assert run("curate", "--export").out == "nothing new is tied\n"
    assert run("check").status == 0


def test_curate_without_the_project_notes_nothing(run: Run, place: Path) -> None:
    keep_questions("waar koop ik een kaartje", tie="de-bus")
    done = run("curate", "--export")
    assert done.status == 1
    assert "this folder is not here: run this in a copy of the project" in done.err
    for folder in (LEARNED, FROZEN):
        (place / folder).mkdir(parents=True)
    assert "de-bus: waar koop ik een kaartje" in run("curate", "--export").out


def test_curate_takes_no_other_words(run: Run) -> None:
    assert run("curate", "everything").status == 2


def test_the_real_knowledge_base_is_well(place: Path) -> None:
    done = program(place, "check")
    assert (done.status, done.err) == (0, "")
    assert re.search(r"^articles   (\d+) of \1 all well$", done.out, re.MULTILINE)
    assert re.search(r"^signals    (\d+) of \1 all well$", done.out, re.MULTILINE)


# invite


async def used(code: str) -> Invitation | None:
    store = open_store(load_settings())
    async with store.work() as work:
        invitation = await work.invitations.use(code, datetime.now(UTC))
    await store.close()
    return invitation


def invited(done: Done) -> Invitation | None:
    match = re.fullmatch(r"code  (\S+)\nWorks once, until \d{4}-\d\d-\d\d\.\n", done.out)
    assert match, done
    return asyncio.run(used(match[1]))


@pytest.mark.parametrize("role", ["volunteer", "coordinator", "admin"])
def test_an_invitation_gives_its_role(run: Run, role: str) -> None:
    assert invited(run("invite", "--role", role)) == Invitation(Role(role), None)


@pytest.mark.parametrize("area", ["duinen", "Duinen", " DUINEN "])
def test_an_invitation_can_be_bound_to_an_area(run: Run, area: str) -> None:
    assert invited(run("invite", "--role", "volunteer", "--area", area)) == Invitation(Role.VOLUNTEER, "duinen")


def test_an_area_can_be_named_as_people_call_it(run: Run) -> None:
    assert invited(run("invite", "--role", "volunteer", "--area", "het noorden")) == Invitation(Role.VOLUNTEER, "noord")


def test_an_area_that_is_not_there(run: Run) -> None:
    done = run("invite", "--role", "volunteer", "--area", "nowhere")
    assert (done.status, done.complaint) == (2, "nowhere is not in knowledge/area.yml")


# demo-data and digest


def test_demo_data_fills_an_empty_database_once(run: Run) -> None:
    done = run("demo-data", "--reports", "20")
    assert done.status == 0
    assert re.match(r"2\d invented visits are in ", done.out)
    done = run("demo-data", "--reports", "20")
    assert done.status == 2
    assert done.complaint == "this database has reports already: set DATABASE_URL to a new one"


@pytest.mark.parametrize("number", ["0", "-3"])
def test_demo_data_needs_a_number(run: Run, number: str) -> None:
    done = run("demo-data", "--reports", number)
    assert (done.status, done.complaint) == (2, "--reports must be 1 or more")


def test_a_digest_of_an_empty_database(run: Run) -> None:
    done = run("digest", "--week", str(LAST_WEEK))
    assert done.status == 0
    assert done.out.startswith(f"Week {LAST_WEEK.number} · heel Heerlen\nEerst dit: niets dat haast heeft.")


def test_a_digest_of_the_last_whole_week_after_demo_data(run: Run) -> None:
    run("demo-data", "--reports", "200")
    done = run("digest")
    assert done.status == 0
    assert re.search(r"^De week: \d+ bezoek(en)? \(", done.out, re.M)


@pytest.mark.parametrize("week", ["rubbish", "2026-W54", "46", "2026-46", " ", "", "0001-W01", "9999-W52"])
def test_a_week_that_is_none(run: Run, week: str) -> None:
    done = run("digest", "--week", week)
    assert (done.status, done.complaint) == (2, f"{week} is not a week: write it as 2026-W46")


def test_a_digest_to_pass_on(run: Run, place: Path) -> None:
    done = run("digest", "--week", str(LAST_WEEK), "--out", str(place / "out" / "deep"))
    assert done.status == 0
    folder, names = place / "out" / "deep", [f"opmerkzaam-{LAST_WEEK}.{kind}" for kind in ("png", "pdf", "csv")]
    told = f"opmerkzaam: what may be passed on is in {folder}: {', '.join(names)}"
    assert done.err.splitlines()[-1] == told
    assert [(folder / name).read_bytes()[:4] for name in names] == [b"\x89PNG", b"%PDF", b"\xef\xbb\xbfc"]


def test_a_week_long_ago_is_not_told(run: Run) -> None:
    done = run("digest", "--week", "2020-W01")
    told = "2020-W01 is too long ago: what is kept of it are counts, and they do not tell all"
    assert (done.status, done.complaint) == (2, told)


def test_a_week_that_runs_is_not_passed_on(run: Run, place: Path) -> None:
    week = str(Week.of(utc_now()))
    assert run("digest", "--week", week).out.startswith("Week")
    done = run("digest", "--week", week, "--out", str(place / "out"))
    assert (done.status, done.complaint) == (
        2,
        f"{week} is not over: what is passed on is made once, when it is",
    )


def test_a_folder_that_cannot_be_made(run: Run, place: Path) -> None:
    (place / "out").write_text("")
    done = run("digest", "--week", str(LAST_WEEK), "--out", str(place / "out"))
    assert (done.status, done.complaint) == (2, f"{place / 'out'} cannot be written to: File exists")


CARD = {"signaalkaart.pdf": b"%PDF", "signaalkaart.png": b"\x89PNG", "signaalkaart-achterkant.png": b"\x89PNG"}


def test_a_card_to_print(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = place / "out" / "deep"
    done = run("card", "--out", str(folder))
    assert (done.status, done.err) == (0, "")
    assert done.out == f"the signal card is in {folder}: {', '.join(CARD)}\n"
    assert {name: (folder / name).read_bytes()[:4] for name in CARD} == CARD
    monkeypatch.chdir(folder.parent)
    assert run("card").out == f"the signal card is in .: {', '.join(CARD)}\n"
    assert {file.name for file in folder.parent.iterdir() if file.is_file()} == set(CARD)


def test_a_card_in_a_folder_that_cannot_be_made(run: Run, place: Path) -> None:
    (place / "out").write_text("")
    done = run("card", "--out", str(place / "out"))
    assert (done.status, done.complaint) == (2, f"{place / 'out'} cannot be written to: File exists")


# purge


async def guest_of(days: int) -> None:
    store = open_store(load_settings())
    async with store.work() as work:
        await work.people.meet("test", "42", datetime.now(UTC) - timedelta(days=days))
    await store.close()


def test_purge_of_an_empty_database(run: Run) -> None:
    assert run("purge") == Done(0, "nothing was past its term\n", "")


def test_purge_tells_what_is_gone(run: Run) -> None:
    run("purge")
    asyncio.run(guest_of(days=100))
    assert run("purge").out == "1 guests deleted\n"


def test_a_dry_run_tells_what_would_go_and_changes_nothing(run: Run) -> None:
    run("purge")
    asyncio.run(guest_of(days=100))
    for _ in range(2):
        assert run("purge", "--dry-run") == Done(0, "1 guests would be deleted\n", "")
    assert run("purge").out == "1 guests deleted\n"
    assert run("purge", "--dry-run").out == "nothing was past its term\n"


def test_a_purge_that_fails_is_told_by_check_until_it_goes_well(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(*_: object) -> None:
        raise StoreError("The database says: disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr("bot.store.purge.purge", breaks)
        done = run("purge")
        assert (done.status, done.complaint) == (1, "The database says: disk I/O error")
        assert run("check").status == 1
    run("purge")
    assert run("check").status == 0


# people and remove


def member(address: str = "42", role: Role = Role.VOLUNTEER, area: str | None = None) -> str:
    """Somebody with a role; gives their alias."""

    async def join() -> str:
        store = open_store(load_settings())
        await store.upgrade()
        async with store.work() as work:
            person = await work.people.meet("test", address, NOW)
            await work.people.give_role(person, role, area, NOW)
            alias = (await work.people.entry(person)).alias
        await store.close()
        assert alias is not None
        return alias

    return asyncio.run(join())


def test_people_are_listed_by_alias_and_days(run: Run) -> None:
    truus, bea = member("4242424242"), member("4343434343", Role.COORDINATOR, "duinen")
    asyncio.run(guest_of(days=1))
    done = run("people")
    assert done.status == 0
    days = f"since {NOW:%Y-%m-%d}, last seen {NOW:%Y-%m-%d}"
    lines = [
        f"{truus:<14} volunteer    {'everywhere':<24} {days}",
        f"{bea:<14} coordinator  {'Duinen':<24} {days}",
    ]
    assert done.out.splitlines() == [*sorted(lines), "2 with a role, and 1 guest(s)"]


def test_people_of_an_empty_database(run: Run) -> None:
    assert run("people") == Done(0, "0 with a role, and 0 guest(s)\n", "")


def test_who_is_removed_is_a_guest_and_hears_so_once(run: Run) -> None:
    alias = member()
    done = run("remove", f" {alias.upper()} ")
    assert done == Done(0, f"{alias} is no volunteer any more, and hears so from the running bot\n", "")
    assert run("people").out == "0 with a role, and 1 guest(s)\n"

    async def waiting() -> list[str]:
        store = open_store(load_settings())
        async with store.work() as work:
            letters = await work.deliveries.due("test", datetime.now(UTC))
        await store.close()
        return [letter.payload["text"] for letter in letters]

    (told,) = asyncio.run(waiting())
    assert told.startswith("Je coördinator heeft je inschrijving als vrijwilliger beëindigd.")


def test_nobody_is_called_so(run: Run) -> None:
    done = run("remove", "Merel")
    assert (done.status, done.complaint) == (2, "nobody is called so: `python -m bot people` lists everybody")


# rotate-secret


def test_a_secret_in_a_file_is_replaced(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPMERKZAAM_SECRET")
    alias = member()
    folder = place / "data"
    before = (folder / "secret").read_text()
    done = run("rotate-secret")
    assert done.status == 0
    assert done.out.splitlines() == [
        f"{folder / 'secret'} has the new secret: keep a copy somewhere safe",
        "1 people are known by it; 0 open invitation(s) are deleted, invite them again",
    ]
    after = (folder / "secret").read_text()
    assert after != before and len(after) > 30
    assert sorted(path.name for path in folder.glob("secret*")) == ["secret", "secret.old"]
    assert (folder / "secret.old").read_text() == before
    assert {path.stat().st_mode & 0o077 for path in folder.glob("secret*")} == {0}
    assert alias in run("people").out
    assert run("check").status == 0
    asyncio.run(start())
    assert sorted(path.name for path in folder.glob("secret*")) == ["secret"], "the bot started well"


async def start() -> None:
    settings = load_settings()
    store = await ready_store(settings, open_store(settings))
    await store.close()


def test_a_change_that_was_cut_off_is_finished_at_the_next_start(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPMERKZAAM_SECRET")
    alias = member()
    with monkeypatch.context() as patch:
        patch.setattr("bot.upkeep.put_new_secret_in_place", lambda settings: sys.exit(1))  # the power goes
        run("rotate-secret")
    assert "another OPMERKZAAM_SECRET" in run("people").complaint
    asyncio.run(start())
    assert [path.name for path in (place / "data").glob("secret*")] == ["secret"]
    assert run("check").status == 0
    assert alias in run("people").out


def test_a_change_that_did_not_begin_leaves_the_secret(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPMERKZAAM_SECRET")
    member()
    before = (place / "data" / "secret").read_text()
    with monkeypatch.context() as patch:
        patch.setattr("bot.upkeep.rotate", _in_use)
        done = run("rotate-secret")
    assert (done.status, done.complaint) == (1, "The database is in use: stop the bot first. Nothing was changed")
    asyncio.run(start())
    assert [(path.name, path.read_text()) for path in (place / "data").glob("secret*")] == [("secret", before)]


async def _in_use(*_: object) -> None:
    raise StoreError("The database is in use: stop the bot first. Nothing was changed")


def test_a_secret_of_the_environment_is_replaced_by_another(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    alias = member()
    monkeypatch.setenv("OPMERKZAAM_NEW_SECRET", "quite another secret")
    done = run("rotate-secret")
    assert done.status == 0
    assert done.out.startswith("the new secret counts now: put it in OPMERKZAAM_SECRET")
    assert run("check").status == 1
    monkeypatch.setenv("OPMERKZAAM_SECRET", "quite another secret")
    assert run("check").status == 0
    assert alias in run("people").out


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (None, "write the new secret in OPMERKZAAM_NEW_SECRET; the present one is in OPMERKZAAM_SECRET"),
        ("a secret for tests only", "OPMERKZAAM_NEW_SECRET is the present secret: write another"),
    ],
)
def test_a_secret_that_cannot_be_changed_to(
    run: Run, monkeypatch: pytest.MonkeyPatch, new: str | None, told: str
) -> None:
    if new:
        monkeypatch.setenv("OPMERKZAAM_NEW_SECRET", new)
    done = run("rotate-secret")
    assert (done.status, done.complaint) == (2, told)


def test_a_new_secret_that_is_too_short(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPMERKZAAM_NEW_SECRET", "short")
    done = run("rotate-secret")
    assert done.status == 1
    assert "OPMERKZAAM_NEW_SECRET" in done.complaint and "short" not in done.complaint


# The secret


def test_a_secret_is_made_once_and_kept(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPMERKZAAM_SECRET")
    secret = place / "data" / "secret"
    run("purge")
    made = secret.read_text()
    run("purge")
    assert secret.read_text() == made
    assert len(made) > 30
    assert (secret.stat().st_mode & 0o077, secret.parent.stat().st_mode & 0o077) == (0, 0)


def test_a_secret_that_cannot_be_read_is_one_line(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPMERKZAAM_SECRET")
    (place / "data" / "secret").mkdir(parents=True)
    done = run("purge")
    assert done.status == 1
    assert "Set OPMERKZAAM_SECRET" in done.complaint


# read and run, from a pipe

LINES = [
    "Hoe herken ik eenzaamheid?",
    "",
    "   ",
    "🙂🙂🙂",
    "mevrouw Quaedvlieg van 83 in Heerlerheide had de gordijnen dicht",
    "mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard",
    "a" * 4096,
    "é" * 4096,
    '{"text": "json"}',
    "xyzzy plugh",
]


@pytest.fixture(scope="module")
def readings(reader: Reader) -> Iterator[Done]:
    """What `read` prints in this process, with a reader that is ready."""
    typed = "\n".join(LINES).encode() + b"\r\ngeen UTF-8: \xff\xfe\nde laatste regel, zonder einde"
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        forget_settings(patch)
        patch.setenv("RASA_URL", NOBODY_LISTENS)
        patch.setattr("bot.app.build_reader", lambda *_: reader)
        patch.setattr("bot.commands.set_up_logging", lambda *_, **__: None)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        status = main(["read", "--json"])
    yield Done(status, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def objects(readings: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in readings.out.splitlines()]


def test_read_ends_well_and_says_that_rasa_is_away(readings: Done) -> None:
    assert readings.status == 0
    assert readings.complaint == "Rasa is not running, so this is what the plain search finds"


def test_read_prints_one_object_for_each_line(objects: list[dict[str, Any]]) -> None:
    assert [found["text"] for found in objects] == [*LINES, "geen UTF-8: ��", "de laatste regel, zonder einde"]


def test_read_prints_exactly_the_keys_of_the_design(objects: list[dict[str, Any]]) -> None:
    assert [found["text"][:20] for found in objects if list(found) != KEYS] == []


def test_read_prints_actions_of_the_design(objects: list[dict[str, Any]]) -> None:
    allowed = {"answer", "clarify", "fallback", "crisis", "command", "smalltalk"}
    assert {found["action"] for found in objects} <= allowed
    assert [found["action"] for found in objects[:2] + objects[5:6]] == ["answer", "fallback", "crisis"]


def test_read_prints_rankings_of_the_design(objects: list[dict[str, Any]]) -> None:
    for found in objects:
        assert len(found["ranking"]) <= 10
        assert all(list(item) == ["name", "confidence"] for item in found["ranking"])
        confidences = [item["confidence"] for item in found["ranking"]]
        assert confidences == sorted(confidences, reverse=True)
        assert all(0 <= confidence <= 1 for confidence in confidences)


def test_read_points_at_what_identifies_somebody(objects: list[dict[str, Any]]) -> None:
    visit = objects[4]
    marked = {item["kind"]: visit["text"][item["start"] : item["end"]] for item in visit["pii"]}
    assert marked["person"] == "Quaedvlieg"
    assert "Quaedvlieg" not in visit["anonymous_text"]
    assert (visit["age_band"], visit["area"]) == ("80-84", "heerlerheide")
    assert [list(signal) for signal in visit["signals"]] == [["code", "confidence"]]


def test_read_names_the_crisis(objects: list[dict[str, Any]]) -> None:
    assert objects[5]["crisis"] == {"route": "113", "certain": True}
    assert [found["crisis"] for found in objects[:5]] == [None] * 5


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Done:
    typed = "hoe herken ik eenzaamheid?\nmelden\n1\n\nstop\n🙂\n".encode()
    return program(tmp_path_factory.mktemp("run"), "run", typed=typed)


def test_run_answers_what_comes_from_a_pipe_and_ends(chat: Done) -> None:
    assert chat.status == 0
    assert "Nagekeken:" in chat.out


def test_run_answers_in_the_order_in_which_was_typed(chat: Done) -> None:
    said = [
        "Nagekeken:",
        "Hoe ging het bezoek?",
        "Vertel in je eigen woorden",
        "Gestopt. Van deze melding is niets bewaard.",
    ]
    places = [chat.out.find(part) for part in said]
    assert places == sorted(places) and -1 not in places


IN_THE_TERMINAL = (
    ("/start", "Welkom bij Opmerkzaam."),
    ("1", "Of kies er een die vaak gesteld wordt."),
    ("1", "Waar let je op bij een bezoek"),
    ("/kaart", "--- signaalkaart.png\nVoorkant van de signaalkaart: "),
    ("2", "Een signaal is nog geen bewijs."),
    ("/oefenen", "Oefenen 1 van "),
    ("a", "Verder"),
    *(step for number in (2, 3) for step in (("/oefenen", f"Vraag {number} van "), ("a", "Lees meer"))),
    ("/oefenen", "Hier was je gebleven."),
    ("a", "Je deed nu 1 van de "),
    ("/bezoek", "Wanneer ga je op bezoek?"),
    ("3", "Hoe laat begint het bezoek?"),
    ("14:00", "In welke buurt is het?"),
    ("hoensbroek", "14:00, Hoensbroek."),
)
"""What is typed in one conversation, a number for a button, and what comes then: the first minute with an answer in
three steps, the signal card in words, a case to practise on, a visit that is planned.
"""


def test_what_is_new_to_a_volunteer_works_in_the_terminal(tmp_path: Path) -> None:
    done = program(tmp_path, "run", typed="\n".join(typed for typed, _ in IN_THE_TERMINAL).encode())
    assert done.status == 0, done.err
    rest = done.out
    for typed, seen in IN_THE_TERMINAL:
        _, found, rest = rest.partition(seen)
        assert found, f"after {typed!r} there is no {seen!r} in what follows in:\n{done.out}"
    assert "\ufffd" not in done.out and "PNG" not in done.out


def test_run_prints_no_colours_into_a_pipe(chat: Done) -> None:
    assert "\x1b" not in chat.out


def test_run_says_on_standard_error_that_it_made_a_secret_and_no_more(chat: Done) -> None:
    lines = chat.err.splitlines()
    assert [line for line in lines if "Made a secret in" not in line] == []


ON_A_SERVER = (
    ("migrate",),
    ("demo-data", "--reports", "20"),
    ("digest",),
    ("digest", "--out", "{out}"),
    ("people",),
    ("curate",),
    ("purge", "--dry-run"),
    ("purge",),
    ("check",),
)


def test_the_commands_on_postgresql(
    run: Run, place: Path, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    with databases.empty(POSTGRESQL, tables=False) as database:
        monkeypatch.setenv("DATABASE_URL", database.url)
        for command in ON_A_SERVER:
            done = run(*(argument.format(out=place / "out") for argument in command))
            assert done.status == 0, (command, done)
        assert "database   all well" in done.out.splitlines()


def test_run_with_nothing_to_read_ends_well(run: Run, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.build_reader", lambda *_: reader)
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        assert run("run").status == 0
