"""Every place where something could have ended up: the files, what is sealed in them, the log, and what was said."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain

import pytest
from sqlalchemy import LargeBinary, select

from bot.markup import to_plain
from bot.message import Reply
from bot.store.models import Base
from bot.store.vault import Vault
from tests.journeys.town import Person, Town
from tests.privacy.planted import TRACES, spotted, spotted_in_bytes

TRUUS, BEA, ALI = "5550123401", "5550123402", "5550123403"
"""Chat addresses as Telegram has them."""


@dataclass
class Sinks:
    """What is searched after something happened in town."""

    town: Town
    log: pytest.LogCaptureFixture

    async def hold_nothing(self, *more: str) -> None:
        """Fails when any trace stands anywhere; `more` are texts from elsewhere, such as files that were written."""
        leaks = {
            "files": in_files(self.town),
            "database": spotted("\n".join(await opened(self.town))),
            "log": spotted(self.log.text) | spotted_in_bytes(self.log.text.encode()),
            "messages": spotted(said(self.town)),
            "elsewhere": spotted("\n".join(more)),
        }
        if any(leaks.values()):
            pytest.fail(f"leaked: { {sink: traces for sink, traces in leaks.items() if traces} }")


def in_files(town: Town, wanted: Iterable[str] = TRACES) -> set[str]:
    """What stands readable in the database's files, among them the write-ahead log and its index."""
    files = [path for path in town.file.parent.iterdir() if path.name.startswith(town.file.name)]
    assert {path.suffix for path in files} == {".db", ".db-wal", ".db-shm"}
    return {trace for path in files for trace in spotted_in_bytes(path.read_bytes(), wanted)}


async def opened(town: Town) -> list[str]:
    """Every value in the database, with what is sealed opened and JSON read."""
    vault, values = Vault(town.secret), []
    async with town.store.work(read_only=True) as work:
        for table in Base.metadata.sorted_tables:
            for row in (await work.session.execute(select(table))).mappings():
                for column in table.columns:
                    value = row[column.name]
                    sealed = isinstance(column.type, LargeBinary) and value
                    values.append(_read(vault.unseal(value)) if sealed else str(value))
    return values


def _read(text: str) -> str:
    return json.dumps(json.loads(text), ensure_ascii=False) if text.startswith("{") else text


def said(town: Town, *, but_to: str | None = None) -> str:
    """Everything that the bot said to people, `but_to` one of them, with buttons and files."""
    return "\n".join(chain.from_iterable(map(shown, said) for who, said in town.heard.items() if who != but_to))


@cache  # all that was ever said is searched again after every step
def shown(reply: Reply) -> str:
    """All that a reply brings to somebody's phone."""
    buttons = (part for row in reply.buttons for button in row for part in (button.label, button.action))
    return "\n".join([to_plain(reply.text), to_plain(reply.otherwise or ""), *buttons, *_enclosed(reply)])


def _enclosed(reply: Reply) -> list[str]:
    return [reply.file.name, reply.file.content.decode("utf-8", "replace")] if reply.file else []


def last_words(person: Person) -> str:
    """What was said beside the messages: the line at a button, and the farewell."""
    return "\n".join([person.notice or "", shown(person.farewell) if person.farewell else ""])
