"""Somebody has a copy of the database's file, and not the secret. They learn nobody's chat, note or part in a case."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import itertools
import re
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.dialogue.follow_up.reminders import send_reminders
from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.store.database import Store
from bot.store.invitations import Invitation, new_code
from bot.store.models import Base
from bot.store.role import Role
from bot.store.vault import Vault
from tests.databases import BOTH, SECRET, SQLITE, Databases, sqlite_url
from tests.journeys.test_practice import practises
from tests.journeys.test_practice_group import opened
from tests.journeys.test_report import code_in, report_by_buttons
from tests.journeys.town import CHANNEL, Person, Town
from tests.privacy.sinks import ALI, BEA, TRUUS

ADDRESSES = (TRUUS, BEA, ALI)
PERSON_SIDE = (
    *("person", "conversation", "usage", "outbox", "invitation", "handled_update"),
    *("reminder", "personal", "practice_group", "practice_answer"),
)
CASE_SIDE = ("report", "report_signal", "case", "case_event", "question", "asked")
NOTE = "de gordijnen waren dicht en ze zei dat de hond zo blaft"
QUESTION = "hoe leer ik een papegaai fluiten"
RELAYED = "vraag haar of de papegaai nog fluit"
ANSWER = "de papegaai fluit weer"
HASHES = (hashlib.md5, hashlib.sha1, hashlib.sha224, hashlib.sha256, hashlib.sha512)


@dataclass
class Stolen:
    """A file and what is next to it, as bytes and as tables; `settled` is the file after its log was emptied."""

    file: Path
    codes: tuple[str, ...]
    settled: Path

    @property
    def content(self) -> bytes:
        return b"\0".join(path.read_bytes() for path in sorted(self.file.parent.glob(f"{self.file.name}*")))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.file)) as connection:
            return connection.execute(query).fetchall()

    def columns(self, table: str) -> Iterator[str]:
        return (name for _, name, *_ in self.rows(f'PRAGMA table_info("{table}")'))

    def cells(self, *tables: str) -> Iterator[tuple[str, Any]]:
        """Every value that is there, with its table and column."""
        for table in tables or tuple(
            name for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type='table'")
        ):
            for column in self.columns(table):
                for (value,) in self.rows(f'SELECT "{column}" FROM "{table}"'):
                    if value is not None:
                        yield f"{table}.{column}", value


async def reported(town: Town, truus: Person) -> str:
    """A report in own words whose note is kept; gives its code."""
    await truus.says("melden")
    await truus.says("bezoek gehad")
    await truus.says(NOTE)
    for label in ("80 tot en met 84", "Heerlerheide", "Woont alleen", "Nu niets", "Ja, is goed"):
        await truus.taps(label)
    await truus.taps("Mijn verhaal erbij bewaren")
    await truus.taps("Zo bewaren")
    await truus.taps("Coördinator beslist")
    return code_in(truus.text)


@pytest.fixture(scope="module", params=BOTH)
def stolen(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    databases: Databases,
    knowledge: Knowledge,
    reader: Reader,
) -> Stolen:
    """A copy that was made while the bot ran, of a town where everything happened.

    Of SQLite its files as they were; of a server all rows, which are looked at in a file of SQLite too.
    """
    here, there = tmp_path_factory.mktemp("town"), tmp_path_factory.mktemp("stolen")

    async def served(url: str) -> tuple[str, ...]:
        town = Town(here / "town.db", knowledge, reader, url=url)
        await town.open()
        codes = await a_lot_happens(town)
        await copy_rows(town.store, there / "town.db")
        await town.close()
        return codes

    if request.param != SQLITE:
        with databases.empty(request.param) as database:
            codes = asyncio.run(served(database.url))
        return Stolen(there / "town.db", codes, there / "town.db")

    async def happens() -> tuple[str, ...]:
        town = Town(here / "town.db", knowledge, reader)
        await town.open()
        codes = await a_lot_happens(town)
        shutil.copytree(here, there, dirs_exist_ok=True)
        await town.store.forget_traces()
        shutil.copy(here / "town.db", there / "settled")
        await town.close()
        return codes

    return Stolen(there / "town.db", asyncio.run(happens()), there / "settled")


async def copy_rows(source: Store, file: Path) -> None:
    copy = Store(sqlite_url(file), Vault(SECRET))
    await copy.upgrade()
    async with source.work(read_only=True) as there, copy.work() as here:
        for table in Base.metadata.sorted_tables:
            if rows := (await there.session.execute(select(table))).mappings().all():
                await here.session.execute(insert(table), [dict(row) for row in rows])
    await copy.close()


async def a_lot_happens(town: Town) -> tuple[str, ...]:
    """Everything at a moment of its own; two cases of one reporter among it. Gives their codes."""
    bea = await town.meets(BEA, Role.COORDINATOR, "heerlerheide")
    ali = await town.meets(ALI, Role.COORDINATOR)
    town.clock.passes(minutes=11, seconds=7)
    truus = await town.meets(TRUUS, Role.VOLUNTEER)
    codes = []
    for number in range(2):
        town.clock.passes(minutes=17, seconds=23 + number)
        codes.append(await reported(town, truus))
    for code in codes:
        for coordinator in (bea, ali):
            town.clock.passes(minutes=5, seconds=13)
            await coordinator.says(code)
        await ali.taps("Opgepakt")
        await ali.taps("Vraag de melder")
        await ali.says(RELAYED)
        town.clock.passes(minutes=3, seconds=41)
        await truus.taps("Zelf schrijven")
        await truus.says(ANSWER)
    town.clock.passes(seconds=19)
    await truus.says(QUESTION)
    for label in ("Iets anders", "👎 Niet wat ik zocht"):
        if label in [shown.label for shown in truus.buttons]:
            await truus.taps(label)
    await truus.says("/start zzzzzzzz99")
    await practise(town, truus, bea)
    town.clock.passes(days=6, seconds=3)
    await send_reminders(town.store, town.knowledge.areas, town.clock)
    await town.makes_digests()
    async with town.store.work() as work:
        await work.invitations.add(new_code(), Invitation(Role.VOLUNTEER, "hoensbroek"), town.clock())
    await truus.says("bezoek overmorgen 14:00 in Hoensbroek")  # a visit is planned
    await report_by_buttons(truus)  # a conversation is open
    async with town.store.work() as work:  # and a message is on its way
        person = await work.people.meet(CHANNEL, TRUUS, town.clock())
        await work.outbox.add(person.id, f"case:{codes[0]}:done", {"text": f"{codes[0]} {RELAYED}"}, town.clock())
    return tuple(codes)


async def practise(town: Town, truus: Person, bea: Person) -> None:
    """Somebody practises a case alone, and is at another with a group."""
    await practises(truus, town)
    await truus.says("oefenen")
    code = await opened(town, bea)
    town.clock.passes(seconds=29)
    await truus.says(code)
    await truus.taps_button(truus.buttons[0])


def test_the_thief_sees_what_is_not_hidden(stolen: Stolen) -> None:
    """So that the tests below look at something."""
    filled = {table for table in (*PERSON_SIDE, *CASE_SIDE) if stolen.rows(f'SELECT 1 FROM "{table}"')}
    assert filled == {*PERSON_SIDE, *CASE_SIDE}
    assert {code for (code,) in stolen.rows('SELECT code FROM "case"')} == set(stolen.codes)
    assert stolen.codes[0].encode() in stolen.content
    assert stolen.rows("SELECT note FROM report WHERE note IS NOT NULL")
    assert len(stolen.rows("SELECT 1 FROM case_event")) == 8


# Who talks with the bot, and what was said.


def test_no_chat_address_and_no_plain_hash_of_one(stolen: Stolen) -> None:
    content = stolen.content.lower()
    tries = [
        text.format(address)
        for address in ADDRESSES
        for text in ("{}", f"{CHANNEL}:{{}}", "telegram:{}", f"address\0{CHANNEL}:{{}}", '"{}"', "{}\n")
    ]
    forms = {text.encode() for text in tries} | {address[2:].encode() for address in ADDRESSES}
    for text in tries:
        for hash_ in HASHES:
            digest = hash_(text.encode())
            forms |= {digest.hexdigest()[:24].encode(), digest.digest()[:12]}
    forms |= {
        int(address).to_bytes(size, order) for address in ADDRESSES for size in (5, 6, 8) for order in ("big", "little")
    }
    assert [form for form in forms if form in content] == []


def test_no_key_of_anybody_made_with_a_secret_that_one_might_guess(stolen: Stolen) -> None:
    guesses = ("", "secret", "geheim", "opmerkzaam", "Opmerkzaam", "OPMERKZAAM_SECRET", "changeme")
    keys = {Vault(guess).pseudonym("address", f"{CHANNEL}:{address}") for guess in guesses for address in ADDRESSES}
    assert [key for key in keys if key.encode() in stolen.content] == []


def test_no_word_that_somebody_typed_or_was_told(stolen: Stolen) -> None:
    content = stolen.content.lower()
    words = {word for text in (NOTE, QUESTION, RELAYED, ANSWER) for word in text.split() if len(word) > 6}
    assert {"gordijnen", "papegaai"} <= words
    for known in ("gordijnen-dicht",):  # the code of a signal
        content = content.replace(known.encode(), b"")
    assert [word for word in words if word.encode() in content] == []


# Who has to do with which case.


def linking(cells: Iterator[tuple[str, Any]]) -> dict[str, set[str]]:
    """Values that could join two tables -> where they stand. A number of a row says nothing outside its table."""
    found: dict[str, set[str]] = defaultdict(set)
    for where, value in cells:
        if isinstance(value, int):
            continue
        text = value.decode() if isinstance(value, bytes) else str(value)
        found[text].add(where)
    return found


DAY = re.compile(r"\d{4}-\d\d-\d\d 00:00:00(\.0+)?")


def test_no_value_of_a_person_stands_with_a_report_or_case(knowledge: Knowledge, stolen: Stolen) -> None:
    people, cases = linking(stolen.cells(*PERSON_SIDE)), linking(stolen.cells(*CASE_SIDE))
    allowed = {*knowledge.areas.by_id, *Role}
    shared = {value for value in people.keys() & cases.keys() if value not in allowed and not DAY.fullmatch(value)}
    assert {value: people[value] | cases[value] for value in shared} == {}


def test_a_person_is_only_where_people_are(stolen: Stolen) -> None:
    """Numbers are shared by chance; so no table on the side of cases may have one of somebody, and the reverse."""
    pointing = {
        f"{table}.{column}": target
        for table in (*PERSON_SIDE, *CASE_SIDE)
        for _, _, target, column, *_ in stolen.rows(f'PRAGMA foreign_key_list("{table}")')
    }
    crossing = {
        column: target
        for column, target in pointing.items()
        if (column.partition(".")[0] in PERSON_SIDE) != (target in PERSON_SIDE)
    }
    assert pointing and crossing == {}
    numbers = {where for where, value in stolen.cells(*PERSON_SIDE, *CASE_SIDE) if isinstance(value, int)}
    assert numbers == {
        *("person.id", "person.wrong_codes", "outbox.id", "outbox.person_id", "outbox.attempts"),
        *(
            "conversation.person_id",
            "usage.person_id",
            "reminder.id",
            "reminder.person_id",
            "report.id",
            "report.level",
            "report_signal.report_id",
            "case.report_id",
        ),
        *("case.report_id", "case_event.number", "question.id", "asked.id"),
        *("personal.id", "personal.person_id", "practice_group.id", "practice_group.trainer_id"),
        *(f"practice_answer.{column}" for column in ("id", "group_id", "question", "person_id")),
    }


def test_no_moment_of_a_person_is_finer_than_a_day(stolen: Stolen) -> None:
    moments = {
        (where, value)
        for where, value in stolen.cells(*PERSON_SIDE)
        if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d ", value)
    }
    assert {"person.last_seen", "conversation.changed_on", "outbox.created_on", "reminder.look_on"} <= {
        where for where, _ in moments
    }
    fine = {where for where, value in moments if not DAY.fullmatch(value)}
    assert fine == {"invitation.created_at", "invitation.expires_at"}, "made on the command line, before anybody comes"


def test_no_moment_of_a_person_is_left_in_the_pages_of_the_file(stolen: Stolen) -> None:
    """A message in hand is due a minute later, to the second. Once it is delivered nothing tells of that."""
    there = set(re.findall(rb"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", stolen.settled.read_bytes()))
    told = {value[:19].encode() for _, value in stolen.cells(*CASE_SIDE, "invitation") if isinstance(value, str)}
    assert len(there) > 8
    assert {moment for moment in there - told if not moment.endswith(b" 00:00:00")} == set()


def test_how_practising_goes_tells_nothing_but_that_it_is_there(stolen: Stolen, knowledge: Knowledge) -> None:
    kept = [(where, value) for where, value in stolen.cells("personal", "practice_group", "practice_answer")]
    readable = {where for where, value in kept if isinstance(value, str)}
    assert readable == {"personal.kind", "personal.changed_on", "practice_group.code_key", "practice_group.opened_on"}
    sealed = [value for where, value in kept if isinstance(value, bytes)]
    assert len(sealed) >= 4
    assert [case for case in knowledge.practice if case.encode() in stolen.content] == []
    answers = {len(value) for where, value in kept if where == "practice_answer.chosen"}
    assert len(answers) == 1, "who answered is as long as who only came in"


def test_what_is_sealed_does_not_tell_when(stolen: Stolen) -> None:
    sealed = [value for _, value in stolen.cells() if isinstance(value, bytes)]
    assert len(sealed) > 10
    assert {base64.urlsafe_b64decode(value)[1:9] for value in sealed} == {bytes(8)}


def test_nobodys_key_can_be_made_from_what_is_there(stolen: Stolen) -> None:
    """With every value of the file as a key, of every number and value of a person, in every way that is near."""
    wanted = {
        key
        for query in (
            "SELECT reporter_key FROM report",
            "SELECT asker_key FROM question",
            "SELECT holder_key FROM 'case'",
            "SELECT actor_key FROM case_event",
        )
        for (key,) in stolen.rows(query)
        if key
    }
    assert len(wanted) > 3
    everything = {str(value) if not isinstance(value, bytes) else value.decode() for _, value in stolen.cells()}
    everything |= {""}
    ids = [str(number) for (number,) in stolen.rows("SELECT id FROM person")]
    of_people = {*ids, *(str(value) for where, value in stolen.cells("person") if where.endswith("key"))}
    messages = {
        *of_people,
        *(f"reporter\0{one}" for one in of_people),
        *(f"actor\0{code}:{one}" for code in stolen.codes for one in ids),
        *(f"{code}:{one}" for code in stolen.codes for one in ids),
    }
    made = {
        hmac.new(key.encode(), message.encode(), hashlib.sha256).hexdigest()[:32]
        for key, message in itertools.product(everything, messages)
    }
    made |= {hash_(message.encode()).hexdigest()[:32] for hash_ in HASHES for message in messages}
    assert made & wanted == set()


def test_two_cases_of_one_reporter_have_nobody_in_common(stolen: Stolen) -> None:
    keys = [
        {key for (key,) in stolen.rows(f"SELECT actor_key FROM case_event WHERE case_code = '{code}'") if key}
        for code in stolen.codes
    ]
    assert [len(of_case) for of_case in keys] == [2, 2]
    assert keys[0] & keys[1] == set()
    holders = [key for (key,) in stolen.rows("SELECT holder_key FROM 'case'")]
    assert len(set(holders)) == len(holders) == 2


def test_no_case_code_stands_with_somebody(stolen: Stolen) -> None:
    people = [str(value) for _, value in stolen.cells(*PERSON_SIDE)]
    assert [value for value in people for code in stolen.codes if code in value] == []
