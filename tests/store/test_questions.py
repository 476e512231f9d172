"""Questions that were not answered well: kept with the reason, tied and untied, thrown away, exported once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy import select

from bot.store.database import Store
from bot.store.models import QuestionRow, day_of
from bot.store.questions import AT_ONCE, KeptQuestion, Reason
from tests.databases import Database, Databases
from tests.store.test_migrations import migrate, on

HOUR = timedelta(hours=1)


async def keep(store: Store, now: datetime, *texts: str) -> list[int]:
    """The ids of questions that are kept in this order."""
    async with store.work() as work:
        for text in texts:
            await work.questions.keep_unanswered("key", text, now)
    async with store.work(read_only=True) as work:
        return [question.id for question in await work.questions.open()][-len(texts) :]


async def open_texts(store: Store) -> list[str]:
    async with store.work(read_only=True) as work:
        return [question.text for question in await work.questions.open()]


async def test_a_question_is_kept_with_all_that_belongs_to_it(store: Store, now: datetime) -> None:
    async with store.work() as work:
        await work.questions.keep_unanswered("key", "een vraag", now, Reason.THUMBS_DOWN, "rouw")
    async with store.work(read_only=True) as work:
        assert await work.questions.open() == [
            KeptQuestion(1, "een vraag", "key", Reason.THUMBS_DOWN, answered_with="rouw", tied_to=None)
        ]
        assert await work.questions.waiting() == 1


async def test_tying_takes_only_these_questions_and_notes_the_day(store: Store, now: datetime) -> None:
    first, second, _ = await keep(store, now, "een", "twee", "drie")
    async with store.work() as work:
        assert await work.questions.tie([first, second], "rouw", now) == {first, second}
    assert await open_texts(store) == ["drie"]
    async with store.work(read_only=True) as work:
        query = select(QuestionRow).order_by(QuestionRow.id)
        rows = [(row.tied_to, row.tied_with, row.tied_at) for row in await work.session.scalars(query)]
        assert rows == [("rouw", first, day_of(now))] * 2 + [(None, None, None)]
        assert [question.text for question in await work.questions.open()] == ["drie"]
        assert await work.questions.waiting() == 1


async def test_what_is_tied_is_not_tied_again(store: Store, now: datetime) -> None:
    first, second = await keep(store, now, "een", "twee")
    async with store.work() as work:
        await work.questions.tie([second], "rouw", now)
        assert await work.questions.tie([first, second], "huisdier", now) == {first}
        assert [(one.id, one.tied_to) for one in await work.questions.to_export()] == [
            (first, "huisdier"),
            (second, "rouw"),
        ]


async def test_what_is_answered_is_answered_once_and_waits_no_more(store: Store, now: datetime) -> None:
    first, second, third, _ = await keep(store, now, "een", "twee", "drie", "vier")
    async with store.work() as work:
        await work.questions.tie([third], "rouw", now)
        assert await work.questions.answer([first, third], now) == {first}
        assert await work.questions.answer([first, second], now + 24 * HOUR) == {second}
        assert await work.questions.tie([first, second], "rouw", now) == frozenset()
        assert await work.questions.discard([first, second]) == 0
        days = [asked.answered_on for asked in await work.questions.asked_by("key")]
        assert days == [day_of(now), day_of(now + 24 * HOUR), None, None]
        assert [one.id for one in await work.questions.to_export()] == [third]
        assert (await work.questions.waiting(), [one.text for one in await work.questions.open()]) == (1, ["vier"])


async def test_one_tap_is_taken_back_and_no_other(store: Store, now: datetime) -> None:
    ids = await keep(store, now, "een", "twee", "drie")
    async with store.work() as work:
        await work.questions.tie(ids[:2], "rouw", now)
        await work.questions.tie(ids[2:], "rouw", now)
        assert await work.questions.untie(ids[0], "huisdier") == 0
        assert await work.questions.untie(ids[0], "rouw") == 2
        assert await work.questions.untie(ids[0], "rouw") == 0
    assert await open_texts(store) == ["een", "twee"]


async def test_what_is_exported_stays_tied_and_is_exported_once(store: Store, now: datetime) -> None:
    ids = await keep(store, now, "een", "twee")
    async with store.work() as work:
        await work.questions.tie(ids, "rouw", now)
        await work.questions.mark_exported(ids[:1], now)
        assert [one.text for one in await work.questions.to_export()] == ["twee"]
        assert await work.questions.untie(ids[0], "rouw") == 1
    assert await open_texts(store) == ["twee"]


async def test_only_what_is_open_is_thrown_away(store: Store, now: datetime) -> None:
    ids = await keep(store, now, "een", "twee", "drie")
    async with store.work() as work:
        await work.questions.tie(ids[1:2], "rouw", now)
        assert await work.questions.discard(ids) == 2
        assert [one.text for one in await work.questions.to_export()] == ["twee"]


async def test_the_id_of_what_was_thrown_away_is_never_given_again(store: Store, now: datetime) -> None:
    old = await keep(store, now, "een", "twee")
    async with store.work() as work:
        await work.questions.discard(old)
    assert await keep(store, now, "drie") == [3]


async def test_not_more_than_can_be_looked_at_are_open_at_once(store: Store, now: datetime) -> None:
    await keep(store, now, *(f"vraag {number}" for number in range(AT_ONCE + 3)))
    shown = await open_texts(store)
    assert (len(shown), shown[0]) == (AT_ONCE, "vraag 0")
    async with store.work(read_only=True) as work:
        assert await work.questions.waiting() == AT_ONCE + 3


async def test_who_asked_is_found_also_a_guest_and_nobody_else(store: Store, now: datetime) -> None:
    async with store.work() as work:
        people = [await work.people.meet("test", address, now) for address in ("1", "2", "3")]
        keys = {work.people.asker_key(person) for person in people[:2]}
        found = await work.people.by_asker_keys({*keys, "0" * 32})
    assert {person.id for person in found.values()} == {people[0].id, people[1].id}


@pytest.mark.parametrize("reason", Reason)
async def test_every_reason_is_read_again(store: Store, now: datetime, reason: Reason) -> None:
    async with store.work() as work:
        await work.questions.keep_unanswered("key", "een vraag", now, reason)
    async with store.work(read_only=True) as work:
        assert [question.reason for question in await work.questions.open()] == [reason]


def test_an_older_question_was_kept_because_nothing_was_found(databases: Databases, database: Database) -> None:
    with databases.empty(database.kind, tables=False) as old:
        migrate(old.url, command.upgrade, "0001")
        of_then = sa.table("question", sa.column("text"), sa.column("asked_at"))
        when = datetime(2026, 11, 18, tzinfo=UTC).replace(tzinfo=None)
        on(old.url, lambda connection: connection.execute(of_then.insert().values(text=b"sealed", asked_at=when)))
        migrate(old.url, command.upgrade, "head")
        kept = sa.select(QuestionRow.id, QuestionRow.reason, QuestionRow.tied_to)
        assert on(old.url, lambda connection: connection.execute(kept).all()) == [(1, "fallback", None)]
        on(old.url, lambda connection: connection.execute(sa.delete(QuestionRow)))
        new = sa.insert(QuestionRow).values(text=b"sealed", asked_at=when.astimezone(), reason="fallback")
        on(old.url, lambda connection: connection.execute(new))
        assert on(old.url, lambda connection: connection.execute(kept).all()) == [(2, "fallback", None)]
