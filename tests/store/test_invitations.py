"""Invitations: once, for a week, and only as a hash in the database."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.store.database import Store
from bot.store.invitations import ALPHABET, CODE, VALID_FOR, Invitation, new_code
from bot.store.role import Role
from tests.databases import Database, written

GIVEN = Invitation(Role.VOLUNTEER, "heerlerheide")
SECOND = timedelta(seconds=1)


async def use(store: Store, code: str, at: datetime) -> Invitation | None:
    async with store.work() as work:
        return await work.invitations.use(code, at)


@pytest.fixture
async def code(store: Store, now: datetime) -> str:
    made = new_code()
    async with store.work() as work:
        assert await work.invitations.add(made, GIVEN, now) == now + timedelta(days=7)
    return made


@pytest.mark.parametrize("typed", [str, str.upper, " {} ".format, "{}\n".format])
async def test_a_code_works_however_it_is_typed(store: Store, code: str, now: datetime, typed: type[str]) -> None:
    assert await use(store, typed(code), now) == GIVEN


async def test_a_code_works_once(store: Store, code: str, now: datetime) -> None:
    assert await use(store, code, now) == GIVEN
    assert await use(store, code, now) is None


async def test_of_two_who_use_a_code_at_the_same_moment_one_comes_in(
    store: Store, code: str, now: datetime, database: Database
) -> None:
    async with database.opened() as other:
        used = await asyncio.gather(*(use(each, code, now) for each in (store, other, store, other)))
    assert [invitation for invitation in used if invitation is not None] == [GIVEN]


async def test_a_code_that_is_looked_at_is_not_used(store: Store, code: str, now: datetime) -> None:
    async with store.work() as work:
        assert await work.invitations.find(code, now) == GIVEN
        assert await work.invitations.find(new_code(), now) is None
        assert await work.invitations.find(code, now + VALID_FOR) is None
    assert await use(store, code, now) == GIVEN
    async with store.work() as work:
        assert await work.invitations.find(code, now) is None


@pytest.mark.parametrize(("after", "works"), [(VALID_FOR - SECOND, True), (VALID_FOR, False), (VALID_FOR * 9, False)])
async def test_a_code_works_for_a_week(store: Store, code: str, now: datetime, after: timedelta, works: bool) -> None:
    assert (await use(store, code, now + after) is not None) is works


@pytest.mark.parametrize("wrong", ["", "abc", "aaaaaaaaa2", "'; --"])
async def test_another_code_does_not_work(store: Store, code: str, now: datetime, wrong: str) -> None:
    assert await use(store, wrong, now) is None


async def test_what_is_undone_is_not_used_up(store: Store, code: str, now: datetime) -> None:
    with pytest.raises(ZeroDivisionError):
        async with store.work() as work:
            assert await work.invitations.use(code, now)
            raise ZeroDivisionError
    assert await use(store, code, now) == GIVEN


async def test_the_code_is_not_in_the_database(store: Store, code: str, database: Database) -> None:
    await store.close()
    assert code.encode() not in await written(database.url)


def test_a_code_is_easy_to_read_and_hard_to_guess() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(CODE.fullmatch(code) and set(code) <= set(ALPHABET) for code in codes)
    assert not set("ilo01") & set(ALPHABET)


@pytest.mark.parametrize("word", ["begraafpla", "schuldhulp", "2222222222", "abc2def", "mevrouw van"])
def test_a_word_is_not_taken_for_a_code(word: str) -> None:
    assert not CODE.fullmatch(word)


async def test_those_that_can_still_be_used_are_listed_by_what_they_give(
    store: Store, code: str, now: datetime
) -> None:
    used, late = new_code(), Invitation(Role.ADMIN, None)
    async with store.work() as work:
        await work.invitations.add(used, GIVEN, now)
        await work.invitations.add(new_code(), late, now + timedelta(days=1))
    await use(store, used, now)
    async with store.work(read_only=True) as work:
        for later, expected in ((timedelta(days=2), [GIVEN, late]), (VALID_FOR, [late]), (2 * VALID_FOR, [])):
            assert [one.invitation for one in await work.invitations.open(now + later)] == expected
        assert code not in str(await work.invitations.open(now))


async def test_an_invitation_that_is_withdrawn_does_not_work_any_more(store: Store, code: str, now: datetime) -> None:
    used, other = new_code(), new_code()
    async with store.work() as work:
        for made in (used, other):
            await work.invitations.add(made, GIVEN, now + SECOND)
    async with store.work() as work:
        keys = [one.key for one in await work.invitations.open(now) if one.created == now + SECOND]
    await use(store, used, now)
    async with store.work() as work:
        assert await work.invitations.withdraw(keys, now) == 1, "one was used in between"
    assert await use(store, other, now) is None
    assert await use(store, code, now) == GIVEN
