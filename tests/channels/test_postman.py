"""The postman: each message once, also when two deliver, when a note gets lost, and when somebody leaves."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from bot.channels import postman
from bot.channels.outcome import Delivered, Later, Missing, Outcome
from bot.channels.postman import Postman
from bot.errors import StoreUnavailable
from bot.message import Reply
from bot.store.database import Store
from bot.store.deliveries import Deliveries
from tests.databases import Database
from tests.journeys.town import CHANNEL, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def write(store: Store, clock: Clock, name: str, text: str = "Hallo") -> None:
    async with store.work() as work:
        person = await work.people.meet(CHANNEL, name, clock())
        await work.outbox.add(person.id, f"{name}:{text}", Reply(text).payload(), clock())


async def erase(store: Store, clock: Clock, name: str) -> None:
    async with store.work() as work:
        await work.people.erase(await work.people.meet(CHANNEL, name, clock()))


class Street:
    """Who got what. The door of `slow` opens when a test says so."""

    def __init__(self, slow: str = "") -> None:
        self.got: Counter[tuple[str, str]] = Counter()
        self.slow = slow
        self.at_the_door = asyncio.Event()
        self.open = asyncio.Event()

    async def send(self, address: str, reply: Reply) -> Outcome:
        if address == self.slow:
            self.at_the_door.set()
            await self.open.wait()
        self.got[address, reply.text] += 1
        return Delivered()


async def test_two_postmen_on_one_database_deliver_each_message_once(
    store: Store, database: Database, clock: Clock
) -> None:
    names = [f"p{number}" for number in range(12)]
    for name in names:
        await write(store, clock, name, "eerst")
        await write(store, clock, name, "dan")
    street = Street()
    async with database.opened() as second:
        postmen = [Postman(each, CHANNEL, street.send, clock) for each in (store, second)]
        await asyncio.gather(*(each.drain() for each in postmen))
    assert street.got == {(name, text): 1 for name in names for text in ("eerst", "dan")}


async def test_two_postmen_that_read_the_same_message_deliver_it_once(
    store: Store, database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write(store, clock, "truus")
    both, due = asyncio.Barrier(2), Deliveries.due
    first = {"reads": 2}

    async def due_together(self: Deliveries, *arguments: Any, **more: Any) -> Any:
        letters = await due(self, *arguments, **more)
        if first["reads"]:
            first["reads"] -= 1
            await both.wait()
        return letters

    monkeypatch.setattr(Deliveries, "due", due_together)
    street = Street()
    async with database.opened() as second:
        postmen = [Postman(each, CHANNEL, street.send, clock) for each in (store, second)]
        await asyncio.wait_for(asyncio.gather(*(each.drain() for each in postmen)), 10)
    assert street.got == {("truus", "Hallo"): 1}


async def test_a_second_postman_does_not_take_what_the_first_has_in_hand(
    store: Store, database: Database, clock: Clock
) -> None:
    await write(store, clock, "truus")
    street = Street(slow="truus")
    delivering = asyncio.create_task(Postman(store, CHANNEL, street.send, clock).drain())
    await street.at_the_door.wait()
    async with database.opened() as second:
        await asyncio.wait_for(Postman(second, CHANNEL, street.send, clock).drain(), 10)
    street.open.set()
    await delivering
    assert street.got == {("truus", "Hallo"): 1}


def fails(times: int, write: str = "delivered", error: type[Exception] = StoreUnavailable) -> Callable[..., Any]:
    """A write of the outbox that fails so many times: as when the database is away, or with a fault of ours."""
    written, left = getattr(Deliveries, write), [times]

    async def breaks(self: Deliveries, *arguments: Any) -> Any:
        if left[0]:
            left[0] -= 1
            raise error("The database says: database is locked")
        return await written(self, *arguments)

    return breaks


async def test_a_delivery_that_is_noted_a_moment_later_is_not_repeated(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postman, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(Deliveries, "delivered", fails(3))
    await write(store, clock, "truus")
    street = Street()
    post = Postman(store, CHANNEL, street.send, clock)
    for _ in range(3):
        await post.drain()
        clock.passes(minutes=10)
    assert street.got == {("truus", "Hallo"): 1}


async def test_a_delivery_that_cannot_be_noted_is_not_repeated_within_a_minute(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postman, "POLL_SECONDS", 0.01)
    fail, got = fails(3), []

    async def fails_slowly(*arguments: Any, **more: Any) -> None:
        got.append(street.got["truus", "Hallo"])
        clock.passes(seconds=30)
        await fail(*arguments, **more)

    monkeypatch.setattr(Deliveries, "delivered", fails_slowly)
    await write(store, clock, "truus")
    street = Street()
    post = Postman(store, CHANNEL, street.send, clock)
    for _ in range(6):
        await post.drain()
        clock.passes(minutes=1)
    assert got == [1, 1, 2, 2], "tried for a minute, then sent again, and then it is noted"


async def test_who_leaves_while_their_message_is_under_way_takes_no_message_of_another_along(
    store: Store, clock: Clock
) -> None:
    await write(store, clock, "truus")
    street = Street(slow="truus")
    post = Postman(store, CHANNEL, street.send, clock)
    delivering = asyncio.create_task(post.drain())
    await street.at_the_door.wait()
    await erase(store, clock, "truus")
    await write(store, clock, "henk", "voor henk")
    street.open.set()
    await delivering
    await post.drain()
    assert street.got["henk", "voor henk"] == 1


async def test_a_message_that_has_to_wait_does_not_mark_that_of_another(store: Store, clock: Clock) -> None:
    await write(store, clock, "truus")
    street = Street(slow="truus")

    async def send(address: str, reply: Reply) -> Outcome:
        await street.send(address, reply)
        return Later(3600) if address == "truus" else Delivered()

    post = Postman(store, CHANNEL, send, clock)
    delivering = asyncio.create_task(post.drain())
    await street.at_the_door.wait()
    await erase(store, clock, "truus")
    await write(store, clock, "henk", "voor henk")
    street.open.set()
    await delivering
    await post.drain()
    assert street.got["henk", "voor henk"] == 1


async def test_what_a_dead_process_had_in_hand_is_taken_over_at_the_start(store: Store, clock: Clock) -> None:
    await write(store, clock, "truus")
    async with store.work() as work:
        letter = (await work.deliveries.due(CHANNEL, clock()))[0]
        assert await work.deliveries.claim(letter.id, clock())
    street = Street()
    post = Postman(store, CHANNEL, street.send, clock)
    await post.drain()
    assert not street.got
    await post.take_over()
    await post.drain()
    assert street.got == {("truus", "Hallo"): 1}


class Counting(Street):
    """A street in which every message has a number, so that one can be looked for."""

    def __init__(self) -> None:
        super().__init__()
        self.stands: list[tuple[str, str]] = []
        self.looked_behind: list[int] = []
        self.away = False
        self.loses_answers = 0

    async def send(self, address: str, reply: Reply) -> Outcome:
        if self.away:
            return Later()
        self.stands.append((address, reply.text))
        self.got[address, reply.text] += 1
        if self.loses_answers:
            self.loses_answers -= 1
            return Later(perhaps_there=True)
        return Delivered(len(self.stands))

    async def find(self, address: str, reply: Reply, mark: int, known: int) -> Outcome | Missing:
        self.looked_behind.append(mark)
        if self.away:
            return Later(perhaps_there=True)
        behind = enumerate(self.stands[mark:], mark + 1)
        found = [number for number, stands in behind if stands == (address, reply.text)]
        return Delivered(found[0]) if found else Missing(reply)

    def postman(self, store: Store, clock: Clock) -> Postman:
        return Postman(store, CHANNEL, self.send, clock, self.find)


@pytest.fixture
async def counting(store: Store, clock: Clock) -> Counting:
    """Somebody has heard something before, so that a number is known."""
    street = Counting()
    await write(store, clock, "truus", "eerder")
    await street.postman(store, clock).drain()
    return street


async def test_what_arrived_and_could_not_be_noted_is_found_and_not_sent_again(
    store: Store, clock: Clock, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postman, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(Deliveries, "delivered", fails(1, error=RuntimeError))
    await write(store, clock, "truus")
    await counting.postman(store, clock).drain()
    await write(store, clock, "truus", "daarna")
    clock.passes(minutes=1)
    await counting.postman(store, clock).drain()
    assert [text for _, text in counting.stands] == ["eerder", "Hallo", "daarna"]
    assert counting.looked_behind == [1]


async def test_what_a_dead_process_had_not_sent_yet_is_looked_for_and_sent_once(
    store: Store, clock: Clock, counting: Counting
) -> None:
    await write(store, clock, "truus")
    async with store.work() as work:
        letter = (await work.deliveries.due(CHANNEL, clock()))[0]
        assert await work.deliveries.claim(letter.id, clock())
    post = counting.postman(store, clock)
    await post.take_over()
    await post.drain()
    assert [text for _, text in counting.stands] == ["eerder", "Hallo"]
    assert counting.looked_behind == [1]


class InSteps(Counting):
    """A street in which one number is looked at in a step."""

    async def find(self, address: str, reply: Reply, mark: int, known: int) -> Outcome | Missing:
        self.looked_behind.append(mark)
        if self.stands[mark : mark + 1] == [(address, reply.text)]:
            return Delivered(mark + 1)
        return Later(0, perhaps_there=True, looked_to=mark + 1) if mark + 1 < known else Missing(reply)


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_search_goes_on_from_step_to_step_up_to_the_highest_number_that_was_known(
    store: Store, clock: Clock, arrived: bool
) -> None:
    street = InSteps()
    await write(store, clock, "truus", "eerder")
    post = street.postman(store, clock)
    await post.drain()
    street.loses_answers = 1
    await write(store, clock, "truus")
    await post.drain()
    slow = street.stands.pop()
    for number in range(5):
        await write(store, clock, f"h{number}")
    await post.drain()
    if arrived:
        street.stands.insert(4, slow)
    clock.passes(minutes=1)
    await post.drain()
    assert street.stands.count(slow) == 1
    assert street.looked_behind == ([1, 2, 3, 4] if arrived else [1, 2, 3, 4, 5])


async def test_a_search_ends_though_the_numbers_go_on(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postman, "FARTHEST", 3)
    street = InSteps()
    await write(store, clock, "truus", "eerder")
    post = street.postman(store, clock)
    await post.drain()
    street.loses_answers = 1
    await write(store, clock, "truus")
    await post.drain()
    street.stands.pop()
    post.saw(1_000)
    clock.passes(minutes=1)
    await post.drain()
    assert street.looked_behind == [1, 2, 3]
    assert street.stands.count(("truus", "Hallo")) == 1


async def test_a_database_that_is_away_after_looking(
    store: Store, clock: Clock, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postman, "POLL_SECONDS", 0.01)
    counting.loses_answers = 1
    await write(store, clock, "truus")
    post = counting.postman(store, clock)
    await post.drain()
    counting.stands.pop()  # it did not arrive
    monkeypatch.setattr(Deliveries, "renew", fails(1, "renew"))
    for _ in range(4):
        clock.passes(minutes=2)
        await post.drain()
    assert [text for _, text in counting.stands] == ["eerder", "Hallo"]


async def test_an_answer_that_got_lost(store: Store, clock: Clock, counting: Counting) -> None:
    counting.loses_answers = 1
    await write(store, clock, "truus")
    post = counting.postman(store, clock)
    for _ in range(4):
        await post.drain()
        clock.passes(minutes=1)
    assert counting.got["truus", "Hallo"] == 1


async def test_a_channel_that_is_away_for_days_gets_each_message_once(
    store: Store, clock: Clock, counting: Counting
) -> None:
    counting.away = True
    await write(store, clock, "truus")
    post = counting.postman(store, clock)
    for _ in range(130):
        await post.drain()
        clock.passes(minutes=30)
    counting.away = False
    await post.drain()
    assert [text for _, text in counting.stands] == ["eerder", "Hallo"]


async def test_a_channel_that_is_away_while_it_is_looked_in(store: Store, clock: Clock, counting: Counting) -> None:
    counting.loses_answers = 1
    await write(store, clock, "truus")
    post = counting.postman(store, clock)
    await post.drain()
    counting.away = True
    for _ in range(20):
        clock.passes(minutes=1)
        await post.drain()
    counting.away = False
    clock.passes(minutes=1)
    await post.drain()
    assert counting.got["truus", "Hallo"] == 1


async def test_a_message_at_which_the_channel_breaks_is_given_up(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postman, "MOST_FAULTS", 3)
    street = Street()

    async def send(address: str, reply: Reply) -> Outcome:
        if reply.text == "stuk":
            raise RuntimeError
        return await street.send(address, reply)

    await write(store, clock, "truus", "stuk")
    await write(store, clock, "truus", "heel")
    post = Postman(store, CHANNEL, send, clock)
    for _ in range(5):
        await post.drain()
        clock.passes(minutes=2)
    assert street.got == {("truus", "heel"): 1}


async def test_what_is_for_somebody_who_is_not_there_stays_as_it_is(store: Store, clock: Clock) -> None:
    there: list[str] = []
    street = Street()
    postman = Postman(store, CHANNEL, street.send, clock, reached=lambda: there)
    for name in ("truus", "bea"):
        await write(store, clock, name)
    await postman.drain()
    there.append("bea")
    await postman.drain()
    async with store.work(read_only=True) as work:
        (waiting,) = await work.deliveries.due(CHANNEL, clock())
    assert (waiting.address, waiting.attempts) == ("truus", 0)
    there.append("truus")
    await postman.drain()
    assert street.got == {("bea", "Hallo"): 1, ("truus", "Hallo"): 1}
