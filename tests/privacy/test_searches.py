"""The searches find what is there, and the planted parts are what they say."""

from __future__ import annotations

import logging

import pytest

from bot.language.privacy import PLACEHOLDERS
from bot.language.reading import Reader
from bot.message import Button, File, Reply
from tests.journeys.town import Person, Town
from tests.privacy.planted import PLANTED, TEXTS, TRACES, Planted, spotted, spotted_in_bytes
from tests.privacy.sinks import Sinks, in_files, opened, said

ALL = " ".join(TEXTS)


def test_fifty_of_every_kind() -> None:
    assert len({one.phrase for one in PLANTED}) == 50
    assert {one.kind for one in PLANTED} == set(PLACEHOLDERS)
    assert all(one.phrase in ALL for one in PLANTED)
    assert spotted(ALL) == set(TRACES)


@pytest.mark.parametrize("one", PLANTED, ids=lambda one: one.phrase)
async def test_each_is_recognised_as_typed_and_when_masked_it_is_gone(reader: Reader, one: Planted) -> None:
    assert spotted(one.phrase, one.traces) == set(one.traces)
    anonymous = (await reader.read(one.phrase)).anonymous
    assert anonymous.identifiers
    assert spotted(anonymous.text) == set()


@pytest.mark.parametrize("text", [ALL, ALL.lower(), ALL.upper()], ids=["written", "lower", "upper"])
def test_letter_case_hides_nothing_in_a_text(text: str) -> None:
    assert spotted(text) == set(TRACES)


async def test_the_search_of_the_files_finds_what_is_there(town: Town, truus: Person) -> None:
    assert in_files(town, ["volunteer", "xyzzyxyzzy"]) == {"volunteer"}
    async with town.store.work() as work:
        await work.questions.keep_unanswered("Hermkens quaedvlieg", "een vraag", town.clock())
    assert in_files(town) == {"Hermkens", "quaedvlieg"}


def test_the_search_of_a_file_finds_json(town: Town) -> None:
    assert spotted_in_bytes(b'{"text": "meneer Schr\\u00f6der"}') == {"Schröder"}


async def test_the_search_of_the_database_finds_what_is_sealed(town: Town, truus: Person) -> None:
    async with town.store.work() as work:
        person = await work.people.meet("test", "5550123401", town.clock())
        await work.outbox.add(person.id, "key", Reply(TEXTS[0]).payload(), town.clock())
        await work.conversations.keep(person, {"dialogue": TEXTS[1]}, town.clock())
        await work.questions.keep_unanswered("key", " ".join(TEXTS[2:]), town.clock())
    assert spotted("\n".join(await opened(town))) == set(TRACES)
    assert in_files(town) == set()


async def test_the_search_of_the_log_finds_what_is_there(truus: Person, sinks: Sinks) -> None:
    logging.getLogger("bot.somewhere").debug("%s", ALL)
    assert spotted(sinks.log.text) == set(TRACES)


def test_the_search_of_messages_finds_all_that_is_shown(town: Town) -> None:
    buttons = ((Button(TEXTS[1], TEXTS[2]),),)
    town.heard["somebody"].append(Reply(TEXTS[0], buttons, otherwise=TEXTS[3], file=File("x.json", TEXTS[4].encode())))
    assert spotted(said(town)) == set(TRACES)
    assert spotted(said(town, but_to="somebody")) == set()


async def test_a_leak_fails(town: Town, truus: Person, sinks: Sinks) -> None:
    await sinks.hold_nothing()
    with pytest.raises(pytest.fail.Exception, match="Haarmonie"):
        await sinks.hold_nothing("kapsalon Haarmonie")
