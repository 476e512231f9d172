"""A backup, made while the bot runs, comes back whole on either database; or not at all."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import resource
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import column, func, insert, select, table

from bot.backup.file import BackupReader
from bot.backup.making import make_backup
from bot.backup.restoring import restore
from bot.backup.tables import GAP
from bot.errors import BackupError
from bot.store.chores import BACKUP
from bot.store.models import ConversationRow, OutboxRow, PersonRow, QuestionRow
from bot.store.pseudonyms import address_key
from bot.store.schema import newest_revision, upgrade
from bot.store.vault import Vault
from tests.backup.conftest import NOW, opened, rows_of
from tests.databases import BOTH, SECRET, sqlite_url

VAULT = Vault(SECRET)
Filled = Callable[[str], Any]
NewUrl = Callable[[str], str]


@pytest.mark.parametrize("there", BOTH)
@pytest.mark.parametrize("here", BOTH)
async def test_everything_comes_back(filled: Filled, new_url: NewUrl, tmp_path: Path, here: str, there: str) -> None:
    store = await filled(here)
    before = await rows_of(store)
    made = await make_backup(store, VAULT, tmp_path / "one.backup", NOW)
    async with opened(new_url(there)) as other:
        done = await restore(other, VAULT, tmp_path / "one.backup", NOW)
        assert await rows_of(other) == before
        assert await other.is_current()
        async with other.work(read_only=True) as work:
            assert await work.cases.history.broken() == []
    assert done.made_at == NOW
    assert dict(done.rows) == dict(made.rows) == {name: len(rows) for name, rows in before.items()}
    assert sum(made.rows.values()) > 300 and made.size == (tmp_path / "one.backup").stat().st_size


@pytest.mark.parametrize("kind", BOTH)
async def test_it_is_of_one_moment_while_the_bot_writes(
    filled: Filled, new_url: NewUrl, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each transaction of the bot writes in a table at the beginning of a backup and in one at its end."""
    monkeypatch.setattr("bot.backup.making.ROWS", 5)
    store = await filled(kind)
    begins, stop, written = asyncio.Event(), asyncio.Event(), 0

    async def write() -> None:
        nonlocal written
        while not stop.is_set():
            async with store.work() as work:
                person = await work.people.meet("test", f"new-{written}", NOW)
                await work.conversations.keep(person, {"now": None}, NOW)
                await work.questions.keep_unanswered(work.people.asker_key(person), f"new-{written}", NOW)
            written += 1
            begins.set()

    writing = asyncio.create_task(write())
    await begins.wait()
    begun = written
    await make_backup(store, VAULT, tmp_path / "one.backup", NOW)
    stop.set()
    await writing
    async with opened(new_url("SQLite")) as other:
        await restore(other, VAULT, tmp_path / "one.backup", NOW)
        async with other.work(read_only=True) as work:
            texts = [VAULT.unseal(one) for one in await work.session.scalars(select(QuestionRow.text))]
            people = select(func.count()).select_from(PersonRow).where(PersonRow.channel == "test")
            known = (await work.session.scalars(people)).one()
            talks = select(func.count()).select_from(ConversationRow).join(PersonRow)
            told = (await work.session.scalars(talks.where(PersonRow.channel == "test"))).one()
    asked = [text for text in texts if text.startswith("new-")]
    assert len(asked) == known == told
    assert begun <= known < written, "the bot went on meanwhile"


async def test_nothing_in_it_can_be_read(filled: Filled, tmp_path: Path) -> None:
    store = await filled("SQLite")
    backup = tmp_path / "one.backup"
    await make_backup(store, VAULT, backup, NOW)
    content = backup.read_bytes()
    async with store.work(read_only=True) as work:
        aliases = [entry.alias for entry in await work.people.invited()]
    sealed = [base64.urlsafe_b64decode(line) for line in content.splitlines()[2:-1]]
    # With its quotes: three letters by themselves are sooner or later somewhere in any such text.
    assert aliases and not [one for one in aliases for part in (content, *sealed) if f'"{one}"'.encode() in part]
    assert backup.stat().st_mode & 0o777 == 0o600
    head = {"made_at": "2026-11-18T13:00:00+00:00", "revision": newest_revision()}
    assert json.loads(content.splitlines()[1]) == head
    assert {line[:4] for line in content.splitlines()[2:-1]} == {b"gAAA"}
    said = content.splitlines()[-1].split()
    assert said == [b"sha256", hashlib.sha256(content[: content.rindex(b"sha256")]).hexdigest().encode()]


async def test_when_it_was_made_is_known(filled: Filled, tmp_path: Path) -> None:
    store = await filled("SQLite")
    await make_backup(store, VAULT, tmp_path / "one.backup", NOW)
    async with store.work(read_only=True) as work:
        chore = await work.chores.of(BACKUP)
    assert chore is not None and chore.done_at == NOW


# What the bot was about to say.


@pytest.mark.parametrize("kind", BOTH)
async def test_what_waited_does_not_go_out_any_more(new_url: NewUrl, tmp_path: Path, kind: str) -> None:
    async with opened(new_url("SQLite")) as store:
        await store.upgrade()
        async with store.work() as work:
            person = await work.people.meet("test", "truus", NOW)
            for key in ("said", "waits", "in hand"):
                await work.outbox.add(person.id, key, {"text": key}, NOW)
            said, *_ = [letter.id for letter in await work.deliveries.due("test", NOW)]
            await work.deliveries.delivered(said, NOW, 7)
        await make_backup(store, VAULT, tmp_path / "one.backup", NOW)
    later = NOW + timedelta(days=2)
    async with opened(new_url(kind)) as other:
        done = await restore(other, VAULT, tmp_path / "one.backup", later)
        async with other.work() as work:
            assert await work.deliveries.due("test", later) == []
            assert await work.outbox.overdue("test", later) == {}
            kept = (await work.session.execute(select(OutboxRow.failure, OutboxRow.payload))).all()
            assert not await work.outbox.add(1, "waits", {"text": "again"}, later), "it is known as said"
    assert done.given_up == 2
    assert sorted(map(tuple, kept), key=str) == [("restored", None), ("restored", None), (None, None)]


@pytest.mark.parametrize("kind", BOTH)
async def test_what_is_numbered_afterwards_was_never_a_number_before(
    new_url: NewUrl, tmp_path: Path, kind: str
) -> None:
    """Buttons in people's chats have numbers of rows that were made after the backup."""
    async with opened(new_url("SQLite")) as store:
        await store.upgrade()
        async with store.work() as work:
            gone = await work.people.meet("test", "gone", NOW)
            await work.people.erase(gone)
        await make_backup(store, VAULT, tmp_path / "one.backup", NOW)
    async with opened(new_url(kind)) as other:
        await restore(other, VAULT, tmp_path / "one.backup", NOW)
        async with other.work() as work:
            first, second = [await work.people.meet("test", name, NOW) for name in ("truus", "bea")]
    assert (first.id, second.id) == (gone.id + GAP + 1, gone.id + GAP + 2)


# What is refused, and changes nothing.


@pytest.mark.parametrize("kind", BOTH)
async def test_only_into_a_database_in_which_nothing_is(
    filled: Filled, new_url: NewUrl, tmp_path: Path, kind: str
) -> None:
    backup = tmp_path / "one.backup"
    await make_backup(await filled("SQLite"), VAULT, backup, NOW)
    async with opened(new_url(kind)) as other:
        await other.upgrade()  # as a first start leaves it: that is empty too
        await restore(other, VAULT, backup, NOW)
        before = await rows_of(other)
        with pytest.raises(BackupError, match="something in this database already"):
            await restore(other, VAULT, backup, NOW)
        assert await rows_of(other) == before


async def test_never_over_another_file(filled: Filled, tmp_path: Path) -> None:
    store, backup = await filled("SQLite"), tmp_path / "one.backup"
    backup.write_text("another", "utf-8")
    with pytest.raises(BackupError, match="is there already"):
        await make_backup(store, VAULT, backup, NOW)
    assert backup.read_text("utf-8") == "another" and left_in(tmp_path) == {"one.backup"}


async def test_a_folder_that_is_not_there(filled: Filled, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"cannot be written: No such file or directory\. No backup was made"):
        await make_backup(await filled("SQLite"), VAULT, tmp_path / "no" / "one.backup", NOW)


async def test_a_disk_that_is_full(filled: Filled, tmp_path: Path) -> None:
    """The operating system refuses a file that grows beyond a limit as it refuses one on a full disk."""
    store, before = await filled("SQLite"), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(BackupError, match="No backup was made"):
            await make_backup(store, VAULT, tmp_path / "one.backup", NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert left_in(tmp_path) == set()


async def test_a_database_that_was_never_started(tmp_path: Path) -> None:
    async with opened(sqlite_url(tmp_path / "new.db")) as store:
        with pytest.raises(BackupError, match="nothing in the database"):
            await make_backup(store, VAULT, tmp_path / "one.backup", NOW)
    assert left_in(tmp_path) == set()


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.backup*")}


def resealed(content: bytes, part: int, change: Callable[[dict[str, Any]], Any]) -> bytes:
    """A backup in which somebody with the secret changed a part: only then can it be whole."""
    import zlib

    lines = content.splitlines(keepends=True)
    said = json.loads(zlib.decompress(VAULT.unseal_part(lines[2 + part].rstrip())))
    change(said)
    lines[2 + part] = VAULT.seal_part(zlib.compress(json.dumps(said).encode())) + b"\n"
    return summed(lines[:-1])


def summed(lines: list[bytes]) -> bytes:
    return b"".join(lines) + b"sha256 " + hashlib.sha256(b"".join(lines)).hexdigest().encode() + b"\n"


def parts(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)[:-1]


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda content: content[: len(content) // 2],
    "without its last line": lambda content: b"".join(parts(content)),
    "with a letter changed": lambda content: content[:400] + bytes([content[400] ^ 1]) + content[401:],
    "with a part left out": lambda content: summed(parts(content)[:4] + parts(content)[5:]),
    "with two parts changed round": lambda content: summed(
        [*parts(content)[:3], parts(content)[4], parts(content)[3], *parts(content)[5:]]
    ),
    "without its last part": lambda content: summed(parts(content)[:-1]),
    "with another head": lambda content: (
        summed([parts(content)[0], b'{"made_at":"2020-01-01","revision":"0004"}\n']) + b"".join(parts(content)[2:])
    ),
    "with the head of another": lambda content: summed(
        [parts(content)[0], parts(content)[1].replace(b"2026", b"2025"), *parts(content)[2:]]
    ),
    "with rows left out": lambda content: resealed(content, 1, lambda part: part["rows"].pop()),
    "with another column": lambda content: resealed(content, 1, lambda part: part["columns"].__setitem__(0, "other")),
    "empty": lambda content: b"",
    "something else": lambda content: b"SQLite format 3\0",
}


@pytest.fixture(scope="session")
def a_backup(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small one."""

    async def make(folder: Path) -> bytes:
        async with opened(f"sqlite+aiosqlite:///{folder / 'one.db'}") as store:
            await store.upgrade()
            async with store.work() as work:
                for name in ("truus", "bea"):
                    person = await work.people.meet("test", name, NOW)
                    await work.questions.keep_unanswered(work.people.asker_key(person), "waarom?", NOW)
            await make_backup(store, VAULT, folder / "one.backup", NOW)
        return (folder / "one.backup").read_bytes()

    return asyncio.run(make(tmp_path_factory.mktemp("backup")))


@pytest.mark.parametrize("how", DAMAGED)
async def test_a_damaged_backup_changes_nothing(a_backup: bytes, tmp_path: Path, how: str) -> None:
    backup, database = tmp_path / "one.backup", tmp_path / "new.db"
    backup.write_bytes(DAMAGED[how](a_backup))
    async with opened(f"sqlite+aiosqlite:///{database}") as store:
        with pytest.raises(BackupError, match=r"one\.backup") as caught:
            await restore(store, VAULT, backup, NOW)
    assert "waarom" not in str(caught.value)
    if database.exists():
        with closing(sqlite3.connect(database)) as left:
            assert left.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


async def test_another_secret(a_backup: bytes, tmp_path: Path) -> None:
    (tmp_path / "one.backup").write_bytes(a_backup)
    async with opened(f"sqlite+aiosqlite:///{tmp_path / 'new.db'}", "quite another secret") as store:
        with pytest.raises(BackupError, match="another OPMERKZAAM_SECRET"):
            await restore(store, Vault("quite another secret"), tmp_path / "one.backup", NOW)


async def test_of_a_newer_version(a_backup: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def newer(part: dict[str, Any]) -> None:
        part["header"]["revision"] = "9999"

    now = f'"revision":"{newest_revision()}"'.encode()
    changed = resealed(a_backup, 0, newer).replace(now, b'"revision":"9999"', 1)
    (tmp_path / "one.backup").write_bytes(summed(parts(changed)))
    async with opened(f"sqlite+aiosqlite:///{tmp_path / 'new.db'}") as store:
        with pytest.raises(BackupError, match="newer version of Opmerkzaam"):
            await restore(store, VAULT, tmp_path / "one.backup", NOW)


async def test_a_backup_can_be_tested_without_being_put_back(a_backup: bytes, tmp_path: Path) -> None:
    (tmp_path / "one.backup").write_bytes(a_backup)
    reader = BackupReader(tmp_path / "one.backup", VAULT)
    assert reader.header.made_at == NOW
    assert [*reader.parts()][-1]["rows"]["person"] == 2


@pytest.mark.parametrize("kind", BOTH)
async def test_of_an_older_version(new_url: NewUrl, tmp_path: Path, kind: str) -> None:
    """It comes back as it was, and is brought up to date as any database is."""
    async with opened(sqlite_url(tmp_path / "old.db")) as store:
        async with store.work() as work:
            connection = await work.session.connection()
            await connection.run_sync(upgrade, "0003")
        async with store.work() as work:
            # As it was then: the models of today have columns that were not there.
            day = "2026-11-18 00:00:00"
            seen = {"role": "volunteer", "role_since": day, "last_seen": day}
            who = {
                "channel": "test",
                "address_key": address_key(VAULT, "test", "truus"),
                "address": VAULT.seal("truus"),
            }
            await work.session.execute(insert(table("person", *map(column, (*seen, *who)))).values(**seen, **who))
        await make_backup(store, VAULT, tmp_path / "one.backup", NOW)
    async with opened(new_url(kind)) as other:
        await restore(other, VAULT, tmp_path / "one.backup", NOW)
        assert await other.is_current()
        async with other.work() as work:
            assert (await work.people.meet("test", "truus", NOW)).id == 1
