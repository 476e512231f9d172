"""What the bot has to say: once, in order for each person, and forgotten when it was said."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.store.database import Store
from bot.store.deliveries import Claim
from bot.store.models import OutboxRow
from bot.store.outbox import BULK_PER_SECOND
from bot.store.people import Person
from bot.store.vault import Vault
from tests.databases import SECRET

CHANNEL = "test"
MINUTE = timedelta(minutes=1)


class Post:
    """The outbox of one channel in words of a test: who gets what."""

    def __init__(self, store: Store, now: datetime) -> None:
        self.store = store
        self.now = now
        self._people: dict[str, Person] = {}

    async def add(self, name: str, key: str, text: str = "Hallo", channel: str = CHANNEL) -> bool:
        async with self.store.work() as work:
            person = await work.people.meet(channel, name, self.now)
            self._people[name] = person
            return await work.outbox.add(person.id, key, {"text": text}, self.now)

    async def due(self, at: timedelta = timedelta(0), **more: Any) -> list[tuple[str, str]]:
        async with self.store.work(read_only=True) as work:
            letters = await work.deliveries.due(CHANNEL, self.now + at, **more)
        return [(letter.address, letter.payload["text"]) for letter in letters]

    async def id_of(self, key: str) -> int:
        return (await self.row(key)).id

    async def claim(self, key: str, at: timedelta = timedelta(0)) -> bool:
        return await self.take(key, at) is not None

    async def take(self, key: str, at: timedelta = timedelta(0), seen: int = 0) -> Claim | None:
        number = await self.id_of(key)
        async with self.store.work() as work:
            return await work.deliveries.claim(number, self.now + at, seen)

    async def renew(self, key: str, claim: Claim, at: timedelta, seen: int | None) -> bool:
        number = await self.id_of(key)
        async with self.store.work() as work:
            return await work.deliveries.renew(number, claim, self.now + at, seen)

    async def delivered(self, key: str, number: int | None = None) -> None:
        letter_id = await self.id_of(key)
        async with self.store.work() as work:
            await work.deliveries.delivered(letter_id, self.now, number)

    async def given_up(self, key: str) -> None:
        number = await self.id_of(key)
        async with self.store.work() as work:
            await work.deliveries.given_up(number, "blocked", self.now)

    async def postpone(self, key: str, wait: timedelta) -> None:
        number = await self.id_of(key)
        async with self.store.work() as work:
            await work.deliveries.postpone(number, self.now + wait)

    async def person(self, name: str) -> int:
        async with self.store.work() as work:
            return (await work.people.meet(CHANNEL, name, self.now)).id

    async def row(self, key: str) -> OutboxRow:
        async with self.store.work(read_only=True) as work:
            kept = Vault(SECRET).pseudonym("outbox", key)
            return (await work.session.scalars(select(OutboxRow).where(OutboxRow.dedupe_key == kept))).one()


@pytest.fixture
def post(store: Store, now: datetime) -> Post:
    return Post(store, now)


async def test_a_message_is_due_at_once(post: Post) -> None:
    await post.add("truus", "1", "Welkom")
    assert await post.due() == [("truus", "Welkom")]


async def test_the_same_key_is_put_there_once(post: Post) -> None:
    assert await post.add("truus", "digest:2026-W46:1", "de eerste")
    assert not await post.add("truus", "digest:2026-W46:1", "de tweede")
    assert await post.due() == [("truus", "de eerste")]


async def test_the_same_key_is_put_there_once_also_after_delivery(post: Post) -> None:
    await post.add("truus", "1")
    await post.delivered("1")
    assert not await post.add("truus", "1")
    assert await post.due() == []


async def test_only_the_first_of_each_person_is_due(post: Post) -> None:
    for key in ("1", "2", "3"):
        await post.add("truus", f"t{key}", f"truus {key}")
        await post.add("henk", f"h{key}", f"henk {key}")
    assert await post.due() == [("truus", "truus 1"), ("henk", "henk 1")]


async def test_messages_reach_a_person_in_order(post: Post) -> None:
    for key in ("1", "2", "3"):
        await post.add("truus", key, key)
    said = []
    while due := await post.due():
        said.append(due[0][1])
        await post.delivered(due[0][1])
    assert said == ["1", "2", "3"]


async def test_a_postponed_message_keeps_those_behind_it_waiting(post: Post) -> None:
    await post.add("truus", "1", "eerst")
    await post.add("truus", "2", "dan")
    await post.postpone("1", timedelta(seconds=30))
    assert await post.due() == []
    assert await post.due(timedelta(seconds=29)) == []
    assert await post.due(timedelta(seconds=30)) == [("truus", "eerst")]


async def test_a_postponed_message_does_not_hold_up_others(post: Post) -> None:
    await post.add("truus", "1", "voor truus")
    await post.add("henk", "2", "voor henk")
    await post.postpone("1", timedelta(seconds=30))
    assert await post.due() == [("henk", "voor henk")]


async def test_a_message_that_was_given_up_does_not_hold_up_the_next(post: Post) -> None:
    await post.add("truus", "1", "eerst")
    await post.add("truus", "2", "dan")
    await post.given_up("1")
    assert await post.due() == [("truus", "dan")]


async def test_attempts_are_counted(post: Post) -> None:
    await post.add("truus", "1")
    for _ in range(3):
        assert await post.claim("1")
        await post.postpone("1", timedelta(0))
    async with post.store.work(read_only=True) as work:
        assert [letter.attempts for letter in await work.deliveries.due(CHANNEL, post.now)] == [3]


async def test_a_message_is_claimed_once_for_a_minute(post: Post) -> None:
    await post.add("truus", "1", "eerst")
    await post.add("truus", "2", "dan")
    assert await post.claim("1")
    assert not await post.claim("1")
    assert not await post.claim("1", MINUTE - timedelta(seconds=1))
    assert await post.due(MINUTE - timedelta(seconds=1)) == []
    assert await post.due(MINUTE) == [("truus", "eerst")]
    assert await post.claim("1", MINUTE)


async def test_what_was_delivered_or_given_up_cannot_be_claimed(post: Post) -> None:
    for key in ("1", "2"):
        await post.add("truus", key)
    await post.delivered("1")
    await post.given_up("2")
    assert [await post.claim(key, 10 * MINUTE) for key in ("1", "2")] == [False, False]


async def test_what_is_claimed_keeps_no_time_when_it_is_done(post: Post) -> None:
    for key in ("1", "2"):
        await post.add("truus", key)
        assert await post.claim(key)
    await post.delivered("1")
    await post.given_up("2")
    midnight = post.now.replace(hour=0)
    assert [(await post.row(key)).not_before for key in ("1", "2")] == [midnight, midnight]


async def test_a_key_is_known_also_after_delivery_and_only_that_one(post: Post) -> None:
    await post.add("truus", "1")
    await post.delivered("1")
    async with post.store.work(read_only=True) as work:
        assert [await work.outbox.has(key) for key in ("1", "2")] == [True, False]


async def test_a_key_does_not_show(post: Post) -> None:
    await post.add("truus", "case:merel-fiets-42:done")
    assert "merel" not in (await post.row("case:merel-fiets-42:done")).dedupe_key


async def test_an_id_that_came_free_is_not_given_to_another(post: Post) -> None:
    await post.add("truus", "1")
    freed = await post.id_of("1")
    async with post.store.work() as work:
        await work.people.erase(await work.people.meet(CHANNEL, "truus", post.now))
    await post.add("henk", "2")
    assert await post.id_of("2") > freed


async def test_what_was_delivered_is_emptied(post: Post) -> None:
    await post.add("truus", "1", "iets persoonlijks")
    await post.delivered("1")
    row = await post.row("1")
    assert (row.payload, row.delivered_on) == (None, post.now.replace(hour=0))


async def test_what_was_given_up_is_emptied_and_says_why(post: Post) -> None:
    await post.add("truus", "1", "iets persoonlijks")
    await post.given_up("1")
    row = await post.row("1")
    assert (row.payload, row.failed_on, row.failure) == (None, post.now.replace(hour=0), "blocked")


async def test_what_waits_is_sealed(post: Post) -> None:
    await post.add("truus", "1", "iets persoonlijks")
    assert b"persoonlijks" not in ((await post.row("1")).payload or b"")


async def test_each_channel_has_its_own(post: Post) -> None:
    await post.add("truus", "1", "hier")
    await post.add("truus", "2", "daar", channel="telegram")
    assert await post.due() == [("truus", "hier")]


async def test_no_more_than_asked(post: Post) -> None:
    for name in ("truus", "henk", "bea"):
        await post.add(name, name, name)
    assert await post.due(limit=2) == [("truus", "truus"), ("henk", "henk")]


async def test_who_is_erased_gets_nothing_any_more(post: Post) -> None:
    await post.add("truus", "1")
    async with post.store.work() as work:
        await work.people.erase(await work.people.meet(CHANNEL, "truus", post.now))
    assert await post.due() == []


# What many get at once.


async def bulk(post: Post, *names: str, subject: str = "koffie", at: timedelta = timedelta(0)) -> int:
    async with post.store.work() as work:
        people = [await work.people.meet(CHANNEL, name, post.now) for name in names]
        ids = [person.id for person in people]
        return await work.outbox.add_bulk(ids, subject, {"text": subject}, post.now + at)


SLOT = timedelta(seconds=1) / BULK_PER_SECOND
CROWD = [f"p{number:03}" for number in range(150)]


async def test_what_is_in_bulk_goes_out_twenty_a_second(post: Post) -> None:
    assert await bulk(post, *CROWD) == len(CROWD)
    assert await post.due() == [("p000", "koffie")]
    assert len(await post.due(timedelta(seconds=1) - SLOT, limit=1000)) == BULK_PER_SECOND
    assert len(await post.due(timedelta(seconds=2) - SLOT, limit=1000)) == 2 * BULK_PER_SECOND


async def test_everybody_gets_it_once(post: Post) -> None:
    assert await bulk(post, "truus", "henk") == 2
    assert await bulk(post, "truus", "henk", "ria") == 1


async def test_the_next_in_bulk_begins_behind_what_still_waits(post: Post) -> None:
    await bulk(post, *CROWD)
    await bulk(post, "ria", subject="thee", at=timedelta(seconds=1))
    assert (await post.due(len(CROWD) * SLOT, limit=1000))[-1] == ("ria", "thee")
    assert ("ria", "thee") not in await post.due(len(CROWD) * SLOT - SLOT, limit=1000)


async def test_the_next_in_bulk_does_not_wait_for_one_that_was_tried_and_postponed(post: Post) -> None:
    await bulk(post, "truus")
    truus = f"koffie:{await post.person('truus')}"
    assert await post.claim(truus)
    await post.postpone(truus, timedelta(minutes=5))
    await bulk(post, "ria", subject="thee", at=timedelta(seconds=1))
    assert await post.due(timedelta(seconds=1)) == [("ria", "thee")]


async def test_talk_goes_before_a_thousand_in_bulk(post: Post) -> None:
    await bulk(post, *CROWD)
    await post.add("truus", "1", "antwoord")
    assert (await post.due(timedelta(minutes=1)))[0] == ("truus", "antwoord")


async def test_what_is_in_bulk_does_not_hold_up_the_talk_with_the_same_person(post: Post) -> None:
    await bulk(post, "truus")
    await post.add("truus", "1", "antwoord")
    assert await post.due() == [("truus", "antwoord")], "one at a time, and the talk first"
    await post.delivered("1")
    assert await post.due() == [("truus", "koffie")]
    key = f"koffie:{await post.person('truus')}"
    assert await post.claim(key)
    await post.postpone(key, MINUTE)
    await post.add("truus", "2", "en nog iets")
    assert await post.due() == [("truus", "en nog iets")]


async def test_nothing_goes_before_what_may_have_arrived(post: Post) -> None:
    await bulk(post, "truus")
    key = f"koffie:{await post.person('truus')}"
    assert await post.claim(key)
    async with post.store.work() as work:
        await work.session.execute(update(OutboxRow).values(mark=7))
    await post.add("truus", "1", "antwoord")
    assert await post.due() == []
    assert await post.due(MINUTE) == [("truus", "koffie")]
    await post.delivered(key)
    assert await post.due() == [("truus", "antwoord")]


async def test_what_is_in_bulk_is_spread_out_anew_after_a_night(post: Post) -> None:
    await bulk(post, *CROWD)
    night = timedelta(hours=8)
    async with post.store.work() as work:
        await work.deliveries.release(CHANNEL, post.now + night)
    assert len(await post.due(night + timedelta(seconds=1) - SLOT, limit=1000)) == BULK_PER_SECOND


async def test_a_start_in_between_does_not_send_everything_in_bulk_at_once(post: Post) -> None:
    await bulk(post, *CROWD)
    await post.add("truus", "1", "antwoord")
    await post.postpone("1", timedelta(minutes=5))
    async with post.store.work() as work:
        await work.deliveries.release(CHANNEL, post.now)
    assert await post.due() == [("truus", "antwoord"), ("p000", "koffie")]


# Where to look for what may have arrived.


async def mark(post: Post, key: str) -> int | None:
    return (await post.row(key)).mark


async def test_a_message_in_hand_is_marked_with_the_highest_number_known(post: Post) -> None:
    for key, seen in (("1", 7), ("2", 0), ("3", 5), ("4", 12)):
        await post.add(f"p{key}", key)
        claim = await post.take(key, seen=seen)
        assert claim is not None and claim.look_behind is None
        await post.delivered(key, 8 if key == "1" else None)
    assert [await mark(post, key) for key in ("1", "2", "3", "4")] == [7, 8, 8, 12]


async def test_without_any_number_there_is_no_mark(post: Post) -> None:
    await post.add("truus", "1")
    assert await post.claim("1")
    assert await mark(post, "1") is None


async def test_the_highest_number_does_not_go_down(post: Post) -> None:
    for key, number in (("1", 40), ("2", 30)):
        await post.add("truus", key)
        await post.delivered(key, number)
    await post.add("truus", "3")
    assert await post.claim("3")
    assert await mark(post, "3") == 40


async def test_what_was_in_hand_before_is_looked_for_behind_its_first_mark(post: Post) -> None:
    await post.add("truus", "1")
    assert await post.take("1", seen=7)
    again = await post.take("1", MINUTE, seen=90)
    assert again is not None and again.look_behind == 7
    assert await mark(post, "1") == 7


async def test_what_was_surely_not_sent_is_not_looked_for(post: Post) -> None:
    await post.add("truus", "1")
    assert await post.take("1", seen=7)
    await post.postpone("1", timedelta(0))
    again = await post.take("1", seen=9)
    assert again is not None and again.look_behind is None
    assert await mark(post, "1") == 9


async def test_what_is_not_found_is_marked_anew_before_it_is_sent(post: Post) -> None:
    await post.add("truus", "1")
    await post.take("1", seen=7)
    claim = await post.take("1", MINUTE)
    assert claim is not None
    assert await post.renew("1", claim, MINUTE + MINUTE / 2, seen=90)
    assert await mark(post, "1") == 90
    assert not await post.claim("1", 2 * MINUTE), "it is in hand for a minute more"


async def test_of_what_is_partly_there_the_mark_stays(post: Post) -> None:
    await post.add("truus", "1")
    await post.take("1", seen=7)
    claim = await post.take("1", MINUTE)
    assert claim is not None and await post.renew("1", claim, MINUTE, seen=None)
    assert await mark(post, "1") == 7


async def test_who_looked_too_long_may_not_send(post: Post) -> None:
    await post.add("truus", "1")
    await post.take("1", seen=7)
    slow = await post.take("1", MINUTE)
    assert slow is not None and await post.claim("1", 2 * MINUTE)
    assert not await post.renew("1", slow, 2 * MINUTE, seen=8)


async def test_nobody_takes_a_second_message_to_somebody_in_hand(post: Post) -> None:
    """Two processes can have read different messages as the first: what is in bulk, and an answer that came then."""
    await bulk(post, "truus")
    key = f"koffie:{await post.person('truus')}"
    assert await post.take(key, seen=7)
    await post.add("truus", "1", "antwoord")
    assert not await post.claim("1")
    await post.delivered(key, 8)
    assert await post.claim("1")
