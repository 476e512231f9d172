"""Processes side by side on one database: the messages of a chat one after the other, the outbox emptied together."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack

import pytest

from bot.channels.outcome import Delivered, Outcome
from bot.channels.postman import Postman
from bot.dialogue import turns
from bot.dialogue.turn import Turn
from bot.dialogue.turns import Turns
from bot.digest.compose import Composer
from bot.errors import StoreChanged, StoreCollision, StoreError, StoreUnavailable
from bot.estimates import EstimatesFile
from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.message import Kind, Message, Reply
from bot.settings import MINIMUM_CELL, ROOT
from bot.store.database import Store
from bot.store.limits import NO_LIMITS
from bot.store.models import PersonRow
from tests.databases import POSTGRESQL, SQLITE, Database
from tests.journeys.town import CHANNEL, Clock

MESSAGES = {SQLITE: 60, POSTGRESQL: 200}
"""On SQLite writers wait by asking again and again: more would only take long."""

CHATS = 10


@pytest.fixture
async def stores(database: Database) -> AsyncIterator[Sequence[Store]]:
    """What three processes have."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(database.opened()) for _ in range(3)]


async def count(turn: Turn) -> None:
    """A conversation that says how many messages came before: two at once would say the same."""
    before = turn.state.data["count"] if turn.state else 0
    await asyncio.sleep(0)
    turn.begin("counting", "on", {"count": before + 1})
    turn.say(f"{before + 1}")


@pytest.fixture
def processes(
    stores: Sequence[Store], knowledge: Knowledge, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> Sequence[Turns]:
    monkeypatch.setattr(turns, "route", count)
    composer = Composer(knowledge, reader.question_groups.of, MINIMUM_CELL)
    estimates = EstimatesFile.within(ROOT / "data")
    return [Turns(store, knowledge, reader, composer, estimates, Clock(), allowed=NO_LIMITS) for store in stores]


def message(name: str, number: int) -> Message:
    return Message(CHANNEL, f"{name}:{number}", name, Kind.BUTTON, "any", id=f"{number}")


async def take(turns: Turns, message: Message) -> None:
    """As a channel does: until it is stored."""
    while True:
        with contextlib.suppress(StoreUnavailable):
            await turns.take(message)
            return


async def becomes(right: Callable[[], bool]) -> None:
    async with asyncio.timeout(120):
        while not right():  # noqa: ASYNC110 - what is waited for is in a street, not in a program
            await asyncio.sleep(0.02)


async def said_to(store: Store, name: str) -> list[str]:
    async with store.work() as work:
        person = await work.people.meet(CHANNEL, name, Clock()())
        return [payload["text"] for payload in await work.outbox.waiting_for(person.id)]


async def test_the_messages_of_one_chat_are_taken_one_after_the_other(
    stores: Sequence[Store], processes: Sequence[Turns], database: Database
) -> None:
    count = MESSAGES[database.kind]
    await asyncio.gather(*(take(processes[number % 3], message("truus", number)) for number in range(count)))
    assert await said_to(stores[0], "truus") == [str(number + 1) for number in range(count)]


async def test_of_two_who_get_the_same_message_one_takes_it(
    stores: Sequence[Store], processes: Sequence[Turns]
) -> None:
    await asyncio.gather(*(take(each, message("truus", 1)) for each in processes))
    assert await said_to(stores[0], "truus") == ["1"]


async def test_somebody_new_who_writes_to_all_at_once_is_one_person(
    stores: Sequence[Store], processes: Sequence[Turns]
) -> None:
    names = [f"p{number}" for number in range(CHATS)]
    await asyncio.gather(*(take(each, message(name, n)) for name in names for n, each in enumerate(processes)))
    assert [await said_to(stores[0], name) for name in names] == [["1", "2", "3"]] * CHATS
    async with stores[0].work(read_only=True) as work:
        assert len((await work.session.scalars(PersonRow.__table__.select())).all()) == CHATS


@pytest.mark.parametrize("error", [StoreCollision, StoreChanged])
async def test_a_turn_that_gave_way_to_another_begins_anew_and_nobody_is_told(
    stores: Sequence[Store], processes: Sequence[Turns], monkeypatch: pytest.MonkeyPatch, error: type[StoreError]
) -> None:
    times = []

    async def in_the_way(turn: Turn) -> None:
        times.append(turn)
        await count(turn)
        if len(times) < 3:
            raise error("in the way")

    monkeypatch.setattr(turns, "route", in_the_way)
    await processes[0].take(message("truus", 1))
    assert await said_to(stores[0], "truus") == ["1"]


async def test_a_turn_that_always_gives_way_waits_as_for_a_database_that_is_away(
    stores: Sequence[Store], processes: Sequence[Turns], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def in_the_way(turn: Turn) -> None:
        raise StoreCollision("in the way")

    monkeypatch.setattr(turns, "route", in_the_way)
    with pytest.raises(StoreUnavailable):
        await processes[0].take(message("truus", 1))
    assert await said_to(stores[0], "truus") == []


class Street:
    """Who heard what, in its order."""

    def __init__(self) -> None:
        self.heard: dict[str, list[str]] = {}

    async def send(self, address: str, reply: Reply) -> Outcome:
        await asyncio.sleep(0)
        self.heard.setdefault(address, []).append(reply.text)
        return Delivered(sum(map(len, self.heard.values())))


async def test_postmen_that_run_beside_turns_deliver_each_message_once_and_in_order(
    stores: Sequence[Store], processes: Sequence[Turns]
) -> None:
    street = Street()
    postmen = [Postman(store, CHANNEL, street.send, Clock()) for store in stores]
    running = [asyncio.create_task(postman.run()) for postman in postmen]
    names, each = [f"p{number}" for number in range(CHATS)], 5

    async def writes(name: str, number: int) -> None:
        await take(processes[number % 3], message(name, number))
        postmen[number % 3].wake()

    await asyncio.gather(*(writes(name, number) for number in range(each) for name in names))
    await becomes(lambda: sum(map(len, street.heard.values())) == each * CHATS)
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    assert street.heard == {name: [str(number + 1) for number in range(each)] for name in names}


async def test_one_outbox_is_emptied_by_three_postmen(stores: Sequence[Store], processes: Sequence[Turns]) -> None:
    names, each = [f"p{number}" for number in range(CHATS)], 5
    for name in names:
        for number in range(each):
            await take(processes[0], message(name, number))
    street = Street()
    await asyncio.gather(*(Postman(store, CHANNEL, street.send, Clock()).drain() for store in stores))
    assert street.heard == {name: [str(number + 1) for number in range(each)] for name in names}


async def test_who_is_in_a_turn_is_passed_by_and_does_not_keep_others_waiting(
    stores: Sequence[Store], processes: Sequence[Turns], database: Database
) -> None:
    if database.kind == SQLITE:
        pytest.skip("on SQLite one at a time writes")
    for name in ("truus", "henk"):
        await take(processes[0], message(name, 1))
    street = Street()
    postman = Postman(stores[0], CHANNEL, street.send, Clock())
    async with stores[1].work() as work:
        await work.people.meet(CHANNEL, "truus", Clock()())
        running = asyncio.create_task(postman.run())
        await becomes(lambda: "henk" in street.heard)
        assert street.heard == {"henk": ["1"]}
    postman.wake()  # as the channel does after a turn
    await becomes(lambda: "truus" in street.heard)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
