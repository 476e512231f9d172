"""Aliases: friendly, never two the same, and never to be taken for a case code."""

from __future__ import annotations

import asyncio
import random
from datetime import datetime

import pytest

from bot.store.alias import draw, names
from bot.store.case_code import read_code, words
from bot.store.database import Store
from bot.store.people import Person
from bot.store.role import Role
from tests.databases import ON_SQLITE, Database


def test_the_names_are_words_of_case_codes() -> None:
    assert len(names()) == len(set(names())) > 50
    assert [name for name in names() if name.lower() not in words()] == []


def test_an_alias_is_never_taken_twice_nor_for_a_case_code() -> None:
    chance, taken = random.Random(1), set[str]()
    for _ in range(5 * len(names())):
        alias = draw(taken, chance)
        assert alias not in taken
        assert read_code(alias) is None
        taken.add(alias)
    assert set(names()) < taken


def test_a_number_stands_behind_a_name_only_when_all_names_are_taken() -> None:
    chance = random.Random(1)
    assert draw(names()[1:], chance) == names()[0]
    assert draw(names(), chance).endswith(" 2")
    assert draw([*names(), *(f"{name} 2" for name in names())], chance).endswith(" 3")


async def invite(store: Store, address: str, now: datetime) -> str | None:
    async with store.work() as work:
        person = await work.people.meet("test", address, now)
        await work.people.give_role(person, Role.VOLUNTEER, None, now)
        return (await work.people.entry(person)).alias


@ON_SQLITE
async def test_everybody_with_a_role_has_an_alias_of_their_own(store: Store, now: datetime) -> None:
    aliases = [await invite(store, str(number), now) for number in range(100)]
    assert None not in aliases and len(set(aliases)) == 100


async def test_an_alias_that_another_process_took_is_drawn_again(
    store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = await invite(store, "1", now)
    drawn = iter([taken, "Zon 9"])
    monkeypatch.setattr("bot.store.people.draw", lambda *_: next(drawn))
    assert await invite(store, "2", now) == "Zon 9"


async def test_two_who_come_in_at_the_same_moment(store: Store, now: datetime, database: Database) -> None:
    async with database.opened() as other:
        first, second = await asyncio.gather(invite(store, "1", now), invite(other, "2", now))
    assert first != second


async def test_a_new_invitation_keeps_the_alias_and_leaving_frees_it(store: Store, now: datetime) -> None:
    first = await invite(store, "1", now)
    assert await invite(store, "1", now) == first
    async with store.work() as work:
        person = await work.people.meet("test", "1", now)
        assert await work.people.make_guest(person, now) == Person(person.id, Role.GUEST)
        assert await work.people.by_alias(str(first)) is None
        assert await work.people.invited() == []


async def test_who_begins_with_a_role_has_an_alias_too(store: Store, now: datetime) -> None:
    async with store.work() as work:
        person = await work.people.meet("terminal", "terminal", now, Role.ADMIN)
        assert (await work.people.entry(person)).alias in names()
