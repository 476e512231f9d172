"""What identifies somebody goes nowhere: not to the database, not to the log, not to anybody else.

Identifiers are planted in everything that people can send, also when something breaks in the middle of it. Then
every place where they could have ended up is searched: the files of the database as they are, every sealed value
opened with the secret, the log at its most talkative, and what the bot said.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary, select
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.dialogue import turns
from bot.errors import StoreUnavailable
from bot.knowledge import Knowledge
from bot.language.reading import Reader, Reading
from bot.markup import to_plain
from bot.message import Kind
from bot.store.conversations import Conversations
from bot.store.models import Base, PersonRow, QuestionRow, ReportRow
from bot.store.outbox import Outbox
from bot.store.people import Role
from bot.store.questions import Questions
from bot.store.vault import Vault
from tests.journeys.test_cases import reports
from tests.journeys.test_report import code_in, report_by_buttons, send_by_buttons
from tests.journeys.town import SECRET, Person, Town

TRUUS, BEA = "5550123401", "5550123402"
"""Chat addresses as Telegram has them."""

ABOUT_SOMEBODY = (
    "mevrouw Fatima Yilmaz (83 jaar, Kerkstraat 12, 6411 AB) en haar zoon quaedvlieg, "
    "bel 06-12345678 of fatima.yilmaz@ziggo.nl, bsn 123456782, geboren op 4 mei 1943"
)
TELLTALES = (
    "Fatima",
    "Yilmaz",
    "quaedvlieg",
    "Kerkstraat",
    "6411 AB",
    "06-12345",
    "12345678",
    "ziggo.nl",
    "123456782",
    "83 jaar",
    "mei 1943",
)
UNKNOWN = f"hoe xyzzy plugh voor {ABOUT_SOMEBODY}"


@pytest.fixture
async def town(
    tmp_path: Path, knowledge: Knowledge, reader: Reader, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Town]:
    """A bot that keeps running, so that the write-ahead log is there, and that logs all it can."""
    caplog.set_level(logging.DEBUG)
    town = Town(tmp_path / "town.db", knowledge, reader)
    await town.open()
    yield town
    await town.close()


def found(text: str, wanted: Iterable[str] = TELLTALES) -> set[str]:
    """What stands in a text as it was typed, or in lower case. Letters in any other case are in every long cipher."""
    return {part for part in wanted if part in text or part.lower() in text}


def in_files(town: Town, wanted: Iterable[str] = TELLTALES) -> set[str]:
    """What stands readable in the database's files, among them the write-ahead log and its index."""
    files = [path for path in town.file.parent.iterdir() if path.name.startswith(town.file.name)]
    assert {path.suffix for path in files} == {".db", ".db-wal", ".db-shm"}
    return {part for path in files for part in found(path.read_bytes().decode("latin-1"), wanted)}


async def opened(town: Town) -> list[str]:
    """Every value in the database, with what is sealed opened."""
    vault, values = Vault(SECRET), []
    async with town.store.work(read_only=True) as work:
        for table in Base.metadata.sorted_tables:
            for row in (await work.session.execute(select(table))).mappings():
                for column in table.columns:
                    value = row[column.name]
                    sealed = isinstance(column.type, LargeBinary) and value
                    values.append(vault.unseal(value) if sealed else str(value))
    return values


def said_to_others(town: Town, than: str = TRUUS) -> str:
    return "\n".join(to_plain(reply.text) for who, said in town.heard.items() if who != than for reply in said)


def said_at_all(town: Town) -> str:
    labels = "\n".join(b.label for said in town.heard.values() for r in said for row in r.buttons for b in row)
    return f"{said_to_others(town, than='')}\n{labels}"


async def assert_nothing_leaked(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    leaks = {
        "files": in_files(town),
        "database": found("\n".join(await opened(town))),
        "log": found(caplog.text),
        "messages": found(said_at_all(town)),
    }
    assert {sink: parts for sink, parts in leaks.items() if parts} == {}


@pytest.fixture
async def truus(town: Town) -> Person:
    return await town.meets(TRUUS, Role.VOLUNTEER)


@pytest.fixture
async def bea(town: Town) -> Person:
    return await town.meets(BEA, Role.COORDINATOR)


# The searches themselves.


async def test_the_search_of_the_files_finds_what_is_there(town: Town, truus: Person) -> None:
    assert in_files(town, ["volunteer", "xyzzy"]) == {"volunteer"}


async def test_the_search_of_the_database_finds_what_is_sealed(town: Town, truus: Person) -> None:
    async with town.store.work() as work:
        await work.questions.keep_unanswered("key", ABOUT_SOMEBODY, town.clock())
    assert found("\n".join(await opened(town))) == set(TELLTALES)
    assert in_files(town) == set()


def test_the_search_of_the_log_finds_what_is_there(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("bot.somewhere").debug("%s", ABOUT_SOMEBODY)
    assert found(caplog.text) == set(TELLTALES)


# Identifiers in everything that somebody can send.


async def test_in_a_question_that_is_not_understood(
    town: Town, bea: Person, truus: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await truus.says(UNKNOWN)
    truus.sees("Dat weet ik niet")
    await bea.says("/week")
    bea.sees("Niet beantwoord:", "[naam]", "[adres]", "[telefoon]")
    await assert_nothing_leaked(town, caplog)


async def test_in_a_question_that_is_asked_back_about(
    town: Town, bea: Person, truus: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await truus.says(f"eenzamheid {ABOUT_SOMEBODY}")
    if "Iets anders" in [button.label for button in truus.buttons]:
        await truus.taps("Iets anders")
    await bea.says("/week")
    await assert_nothing_leaked(town, caplog)


async def test_in_a_question_that_is_tied_to_an_answer(
    town: Town, bea: Person, truus: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await truus.says(UNKNOWN)
    await truus.says(f"hulp bij rouw en verdriet {ABOUT_SOMEBODY}")
    if "Iets anders" in [button.label for button in truus.buttons]:
        await truus.taps_button(truus.buttons[0])
        await truus.taps("👎 Niet wat ik zocht")
    await bea.says("/vragen")
    bea.sees("[naam]", "[adres]", "[telefoon]")
    truus.catches_up()
    while tie := [button for button in bea.buttons if button.action.startswith("tie:")]:
        await bea.taps_button(tie[0])
    truus.sees("Je vroeg laatst:", "[naam]")
    await assert_nothing_leaked(town, caplog)


async def test_in_a_report_that_is_typed(
    town: Town, bea: Person, truus: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await truus.says("melden")
    await truus.says("bezoek gehad")
    await truus.says(f"bij {ABOUT_SOMEBODY} waren de gordijnen weer dicht en de post lag op de mat")
    truus.sees("Gordijnen overdag dicht", "Ongeopende post")
    await assert_nothing_leaked(town, caplog)
    await truus.says("klopt")
    answers = {
        "Hoe oud": ("ze is 83 jaar geworden, op 4 mei 1943 geboren", "Weet ik niet"),
        "In welk deel": ("Kerkstraat 12, 6411 AB, in Heerlerheide", "Heerlerheide"),
        "Hoe woont": ("alleen, zonder haar zoon quaedvlieg", "Woont alleen"),
        "Wat wil mevrouw": ("nog een gesprek met mevrouw Yilmaz", "Nog een gesprek"),
        "Weet mevrouw": ("ja, mevrouw Yilmaz vindt het goed", "Ja, is goed"),
    }
    while question := next((asked for asked in answers if asked in truus.text), None):
        said, label = answers[question]
        await truus.says(said)
        await assert_nothing_leaked(town, caplog)
        if question in truus.text:
            await truus.taps(label)
    await truus.taps("Mijn verhaal erbij bewaren")
    await assert_nothing_leaked(town, caplog)
    await truus.says("Yilmaz")
    await truus.taps("Zo bewaren")
    await truus.taps("Coördinator beslist")
    await bea.says("/week")
    await bea.says(code_in(truus.text))
    bea.sees("Gordijnen overdag dicht")
    await assert_nothing_leaked(town, caplog)


async def test_at_every_question_of_a_report(town: Town, truus: Person, caplog: pytest.LogCaptureFixture) -> None:
    await truus.taps("Bezoek melden")
    for label in (
        "Bezoek gehad",
        "Klopt, verder",
        "Heerlerheide",
        "Met partner",
        "Nu niets",
        "Niet gevraagd",
        "Klopt, versturen",
    ):
        await truus.says(ABOUT_SOMEBODY)
        await assert_nothing_leaked(town, caplog)
        await truus.taps(label)
    truus.sees("meegeteld")


async def test_in_messages_about_a_case(
    town: Town, bea: Person, truus: Person, caplog: pytest.LogCaptureFixture
) -> None:
    code = await reports(town, TRUUS)
    await bea.says(code)
    await bea.taps("Vraag de melder")
    truus.catches_up()
    await bea.says(f"is het waar van {ABOUT_SOMEBODY}")
    truus.sees("[naam]", "[adres]", "[telefoon]")
    await truus.taps("Zelf schrijven")
    bea.catches_up()
    await truus.says(f"ja, ik sprak {ABOUT_SOMEBODY}")
    bea.sees("[naam]", "[adres]", "[telefoon]")
    await truus.taps("Zelf schrijven")
    for text in (ABOUT_SOMEBODY * 9, "Fatima Yilmaz", "terug"):
        await truus.says(text)
    await bea.says(code)
    await assert_nothing_leaked(town, caplog)
    assert len(town.removed[BEA]) == 1
    assert len(town.removed[TRUUS]) == 3


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.TEXT, Kind.BUTTON)])
async def test_with_something_that_is_no_text(
    town: Town, bea: Person, truus: Person, caplog: pytest.LogCaptureFixture, kind: Kind
) -> None:
    await truus.says(UNKNOWN, kind)
    await truus.says("melden")
    await truus.says(UNKNOWN, kind)
    await bea.says("/week")
    await assert_nothing_leaked(town, caplog)


@pytest.mark.parametrize(
    "text",
    [
        "mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard, het gaat om",
        "ze zei dat ze er klaar mee is, het gaat om",
    ],
)
async def test_in_a_crisis(town: Town, bea: Person, truus: Person, caplog: pytest.LogCaptureFixture, text: str) -> None:
    await truus.says(f"{text} {ABOUT_SOMEBODY}")
    truus.sees("113")
    await assert_nothing_leaked(town, caplog)
    if "Nee, gewoon een vraag" in [button.label for button in truus.buttons]:
        await truus.taps("Nee, gewoon een vraag")
    await bea.says("/week")
    await assert_nothing_leaked(town, caplog)


async def test_behind_commands(town: Town, bea: Person, truus: Person, caplog: pytest.LogCaptureFixture) -> None:
    for command in ("start", "menu", "melden", "stop", "help", "onderwerpen", "nu_hulp", "mijn_meldingen", "fatima"):
        await truus.says(f"/{command} {ABOUT_SOMEBODY}")
        await truus.says(f"/{command}@opmerkzaam_bot {ABOUT_SOMEBODY}")
    await truus.says(f"/wis_mijn_gegevens {ABOUT_SOMEBODY}")
    await truus.taps("Nee, laat staan")
    await bea.says("/week")
    await bea.says("/open")
    await assert_nothing_leaked(town, caplog)


@pytest.mark.parametrize(
    "action",
    [
        "{}",
        "ask:show:{}",
        "more:{}",
        "near:{}",
        "near:team:{}",
        "ask:pick:{}",
        "ask:not:{}",
        "curate:{}",
        "curate:undo:1:{}",
        "tie:{}:{}",
        "topics:{}",
        "case:{}",
        "withdraw:{}",
        "report:{}:age:{}",
        "help:{}",
    ],
)
async def test_in_a_forged_button(town: Town, truus: Person, caplog: pytest.LogCaptureFixture, action: str) -> None:
    await truus.says("melden")
    await truus.says(action.replace("{}", "mevrouw Fatima Yilmaz"), Kind.BUTTON)
    await assert_nothing_leaked(town, caplog)


async def test_in_a_message_that_comes_again(
    town: Town, bea: Person, truus: Person, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        await truus.says(UNKNOWN, update="again")
    await bea.says("/week")
    await assert_nothing_leaked(town, caplog)


# Identifiers in a turn that breaks.

Break = Callable[[pytest.MonkeyPatch], None]


def once(original: Callable[..., Any], error: Exception) -> Callable[..., Any]:
    """Does what it should and breaks then, the first time."""
    broken: list[bool] = []

    async def breaks(*arguments: Any, **more: Any) -> Any:
        result = await original(*arguments, **more)
        if not broken:
            broken.append(True)
            raise error
        return result

    return breaks


async def _route_breaks(turn: Any) -> None:
    raise RuntimeError(f"cannot route {turn.message.text}")


def in_the_dialogue(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(turns, "route", _route_breaks)


def after_the_question_was_kept(patch: pytest.MonkeyPatch) -> None:
    error = ValueError(f"cannot keep {UNKNOWN}")
    patch.setattr(Questions, "keep_unanswered", once(Questions.keep_unanswered, error))


def after_the_state_was_written(patch: pytest.MonkeyPatch) -> None:
    error = KeyError(UNKNOWN)
    patch.setattr(Conversations, "keep", once(Conversations.keep, error))


def after_a_reply_was_written(patch: pytest.MonkeyPatch) -> None:
    error = IntegrityError("INSERT INTO outbox", {"payload": UNKNOWN}, Exception("UNIQUE constraint failed"))
    patch.setattr(Outbox, "add", once(Outbox.add, error))


BREAKS = [in_the_dialogue, after_the_question_was_kept, after_the_state_was_written, after_a_reply_was_written]


@pytest.mark.parametrize("broken", BREAKS)
async def test_in_a_turn_that_breaks(
    town: Town,
    bea: Person,
    truus: Person,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    broken: Break,
) -> None:
    with monkeypatch.context() as patch:
        broken(patch)
        await truus.says(UNKNOWN)
    truus.sees("Er ging bij mij iets mis")
    assert "A turn failed" in caplog.text
    await bea.says("/week")
    bea.does_not_see("Niet beantwoord")
    await assert_nothing_leaked(town, caplog)


async def test_in_a_turn_that_the_database_refuses(
    town: Town, bea: Person, truus: Person, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = OperationalError("INSERT INTO outbox", {"payload": UNKNOWN}, Exception("database is locked"))
    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "add", once(Outbox.add, error))
        with pytest.raises(StoreUnavailable) as caught:
            await truus.says(UNKNOWN, update="later")
    assert found(str(caught.value)) == set()
    await assert_nothing_leaked(town, caplog)
    await truus.says(UNKNOWN, update="later")
    truus.sees("Dat weet ik niet")
    await bea.says("/week")
    await assert_nothing_leaked(town, caplog)


class BrokenReader:
    """A reader that cannot read, and says what."""

    async def read(self, text: str) -> Reading:
        raise RuntimeError(f"cannot read {text}")


async def test_in_a_text_that_cannot_be_read(town: Town, truus: Person, caplog: pytest.LogCaptureFixture) -> None:
    await town.close()
    town.reader = BrokenReader()  # type: ignore[assignment]
    await town.open()
    await truus.says(UNKNOWN)
    truus.sees("Er ging bij mij iets mis")
    await assert_nothing_leaked(town, caplog)


# Who talks with the bot.


async def test_chat_addresses_are_not_in_the_files_and_not_in_the_log(
    town: Town, bea: Person, truus: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await send_by_buttons(truus)
    await bea.says("/week")
    await truus.says(UNKNOWN)
    assert in_files(town, [TRUUS, BEA]) == set()
    assert found(caplog.text, [TRUUS, BEA]) == set()


async def test_nothing_but_the_sealed_address_is_an_address(town: Town, bea: Person, truus: Person) -> None:
    await send_by_buttons(truus)
    assert sorted(value for value in await opened(town) if TRUUS in value or BEA in value) == [TRUUS, BEA]


async def test_addresses_cannot_be_tried_without_the_secret(town: Town, bea: Person, truus: Person) -> None:
    tries = [TRUUS, f"test:{TRUUS}", f"address\0test:{TRUUS}"]
    hashes = [
        hash_(text.encode()).hexdigest() for text in tries for hash_ in (hashlib.md5, hashlib.sha1, hashlib.sha256)
    ]
    keys = [Vault(guess).pseudonym("address", f"test:{TRUUS}") for guess in ("", "secret", "opmerkzaam")]
    assert in_files(town, [text[:32] for text in hashes + keys]) == set()


async def test_a_report_and_a_question_lead_to_nobody_without_the_secret(
    town: Town, bea: Person, truus: Person
) -> None:
    await send_by_buttons(truus)
    await truus.says(UNKNOWN)
    async with town.store.work(read_only=True) as work:
        people = (await work.session.scalars(select(PersonRow))).all()
        report = (await work.session.scalars(select(ReportRow))).one()
        question = (await work.session.scalars(select(QuestionRow))).one()
    known = {str(value) for person in people for value in (person.id, person.address_key, person.address)}
    known |= {hash_(value.encode()).hexdigest()[:32] for value in known for hash_ in (hashlib.md5, hashlib.sha256)}
    assert {report.reporter_key, question.asker_key} & known == set()


async def test_a_coordinator_does_not_hear_who_reported(town: Town, bea: Person, truus: Person) -> None:
    await send_by_buttons(truus)
    code = code_in(truus.text)
    await bea.says("/week")
    await bea.says(code)
    await bea.taps("Opgepakt")
    assert found(said_to_others(town), [TRUUS]) == set()


async def test_who_is_erased_leaves_no_trace_in_the_file(town: Town, bea: Person, truus: Person) -> None:
    await send_by_buttons(truus)
    await truus.says(UNKNOWN)
    async with town.store.work(read_only=True) as work:
        row = (await work.session.scalars(select(PersonRow).where(PersonRow.role == Role.VOLUNTEER))).one()
    traces = [row.address_key, row.address.decode(), Vault(SECRET).pseudonym("reporter", str(row.id))]
    assert in_files(town, traces) == set(traces)
    await truus.says("/wis_mijn_gegevens")
    await truus.taps("Ja, wis alles")
    await town.close()  # what was written ahead goes into the file
    contents = town.file.read_bytes().decode("latin-1")
    assert [trace for trace in traces if trace in contents] == []


async def test_what_was_erased_is_not_in_the_log_of_what_is_to_be_written(
    town: Town, bea: Person, truus: Person
) -> None:
    async with town.store.work(read_only=True) as work:
        row = (await work.session.scalars(select(PersonRow).where(PersonRow.role == Role.VOLUNTEER))).one()
    traces = [row.address_key, row.address.decode()]
    assert in_files(town, traces) == set(traces)
    await truus.says("/wis_mijn_gegevens")
    await truus.taps("Ja, wis alles")
    assert in_files(town, traces) == set(), "while the bot runs, also in the -wal"


# What a thief of the file sees, who has no secret.


def stolen(town: Town, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(town.file)) as connection:
        return connection.execute(query).fetchall()


async def test_no_time_of_a_person_is_that_of_a_report(town: Town, bea: Person, truus: Person) -> None:
    town.clock.passes(minutes=17, seconds=23)
    await report_by_buttons(truus)
    town.clock.passes(seconds=5)
    await truus.taps("Coördinator beslist")
    await truus.says("melden")  # so that a conversation is open
    times = {
        f"{table}.{column}": {value for (value,) in stolen(town, f'SELECT "{column}" FROM "{table}"') if value}
        for table in ("outbox", "person", "conversation")
        for _, column, kind, *_ in stolen(town, f'PRAGMA table_info("{table}")')
        if "DATE" in kind
    }
    assert {"outbox.created_on", "outbox.not_before", "person.last_seen", "conversation.changed_on"} <= set(times)
    (reported,) = stolen(town, "SELECT reported_at FROM report")[0]
    assert "13:17:28" in reported
    assert {name: found for name, found in times.items() if reported in found} == {}
    midnight = {value.partition(" ")[2] for found in times.values() for value in found}
    assert midnight == {"00:00:00.000000"}


async def test_no_case_code_stands_in_the_outbox(town: Town, bea: Person, truus: Person) -> None:
    await send_by_buttons(truus)
    code = code_in(truus.text)
    await bea.says(code)
    await bea.taps("Opgepakt")
    assert stolen(town, 'SELECT code FROM "case"') == [(code,)]
    rows = stolen(town, "SELECT * FROM outbox")
    assert len(rows) > 10
    assert [row for row in rows if code in str(row)] == []
    async with town.store.work() as work:  # and not while it waits
        person = await work.people.meet("test", TRUUS, town.clock())
        await work.outbox.add(person.id, f"case:{code}:done", {"text": code}, town.clock())
    waiting = stolen(town, "SELECT * FROM outbox WHERE payload IS NOT NULL")
    assert len(waiting) == 1 and code not in str(waiting)
