"""The visits to each wijk beside how many lonely older people may be expected there. Every figure is invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from bot.digest.expected import Comparison, WijkVisits, compare
from bot.digest.visits_by_area import Visits, first_day, visits_by_area
from bot.digest.week import Week
from bot.estimates import Estimates
from bot.knowledge import Area, Areas
from bot.store.database import Store
from bot.store.purge import purge
from bot.store.reports import Outcome
from bot.store.weekly_counts import week_of
from tests.digest.conftest import WEEK
from tests.digest.conftest import Visits as Made

PLACES = (
    Area("noord", "Noord", "stadsdeel"),
    Area("duinen", "Duinen", "wijk", "noord", code="WK000101", residents_65_plus=900),
    Area("strand", "Strand", "buurt", "duinen"),
    Area("bos", "Bos", "wijk", "noord", counted_with="duinen", code="WK000102", residents_65_plus=100),
    Area("hut", "De hut", "buurt", "bos"),
    Area("zuid", "Zuid", "stadsdeel"),
    Area("haven", "Haven", "wijk", "zuid", code="WK000103", residents_65_plus=500),
    Area("elders", "Elders", "outside"),
)
AREAS = Areas({area.id: area for area in PLACES}, "dorp", "GM0001", 2020)


def estimates(**lonely: float) -> Estimates:
    return Estimates(year=2022, fetched_on=date(2026, 11, 21), lonely=lonely)


def visits(**reported: int) -> dict[str | None, Visits]:
    return {None if area == "nowhere" else area: Visits(count, count // 2) for area, count in reported.items()}


def by_name(found: Comparison) -> Mapping[str, WijkVisits]:
    return {wijk.name: wijk for wijk in found.wijken}


def order(found: Comparison) -> list[str]:
    return [wijk.name for wijk in found.wijken]


def test_a_small_wijk_and_all_buurten_count_with_their_wijk() -> None:
    found = compare(AREAS, None, visits(duinen=1, strand=2, bos=4, hut=8, haven=16))
    duinen = by_name(found)["Duinen"]
    assert (duinen.visits, duinen.with_it, duinen.residents) == (Visits(15, 7), ("Bos",), 1000)
    assert by_name(found)["Haven"] == WijkVisits("haven", "Haven", (), 500, None, Visits(16, 8))


def test_what_has_no_wijk_is_counted_apart() -> None:
    found = compare(AREAS, None, visits(nowhere=1, noord=2, zuid=4, weg=8, elders=16, haven=32))
    assert (found.without_wijk.reported, found.outside.reported) == (15, 16)


def test_the_share_of_those_counted_together_is_weighed() -> None:
    found = compare(AREAS, estimates(WK000101=40, WK000102=60, WK000103=50, GM0001=45), {})
    assert by_name(found)["Duinen"].lonely == pytest.approx(900 * 0.4 + 100 * 0.6)
    assert by_name(found)["Haven"].lonely == pytest.approx(250)
    assert found.share == pytest.approx(45)


def test_the_few_without_an_estimate_are_as_the_others_of_their_wijk() -> None:
    found = compare(AREAS, estimates(WK000101=40), {})
    assert by_name(found)["Duinen"].lonely == pytest.approx(400)
    assert by_name(found)["Haven"].lonely is None
    assert found.share is None


def test_the_estimate_of_a_few_is_not_that_of_their_wijk() -> None:
    assert by_name(compare(AREAS, estimates(WK000102=60), {}))["Duinen"].lonely is None


ORDERS = {
    "least for each who is expected": (estimates(WK000101=20, WK000103=80), visits(duinen=10, haven=10), ["Haven"]),
    "nobody anywhere: where most are expected": (estimates(WK000101=20, WK000103=80), {}, ["Haven"]),
    "without estimates: least for each resident": (None, visits(duinen=10, haven=6), ["Duinen"]),
    "without its own estimate as the average": (estimates(WK000101=40), visits(duinen=10, haven=4), ["Haven"]),
}


@pytest.mark.parametrize(("known", "there", "first"), ORDERS.values(), ids=ORDERS)
def test_where_least_comes_is_first(known: Estimates | None, there: dict[str | None, Visits], first: list[str]) -> None:
    assert order(compare(AREAS, known, there))[:1] == first


def test_of_the_areas_that_are_followed_alone() -> None:
    there = visits(nowhere=1, noord=2, zuid=4, elders=8, duinen=16, haven=32)
    found = compare(AREAS, None, there, AREAS.within("zuid"))
    assert (order(found), found.without_wijk.reported, found.outside.reported) == (["Haven"], 4, 0)


@pytest.mark.parametrize("area", ["strand", "bos", "hut"])
def test_who_follows_a_part_sees_the_wijk_with_which_it_is_counted(area: str) -> None:
    assert order(compare(AREAS, None, {}, AREAS.within(area))) == ["Duinen"]


def test_nothing_to_compare_outside() -> None:
    assert compare(AREAS, None, visits(elders=3), AREAS.within("elders")).wijken == ()


def test_for_each_hundred_residents() -> None:
    found = by_name(compare(AREAS, None, visits(haven=6)))
    assert (found["Haven"].per_100, found["Duinen"].per_100) == (1.2, 0)


FIRST_DAYS = [
    (datetime(2026, 11, 18, 13, tzinfo=UTC), date(2025, 11, 17)),
    (datetime(2026, 11, 22, 22, 59, tzinfo=UTC), date(2025, 11, 17)),
    (datetime(2026, 11, 22, 23, 0, tzinfo=UTC), date(2025, 11, 24)),
    (datetime(2027, 1, 1, 12, tzinfo=UTC), date(2025, 12, 29)),
]


@pytest.mark.parametrize(("now", "day"), FIRST_DAYS)
def test_counted_from_the_monday_of_52_weeks_ago(now: datetime, day: date) -> None:
    assert first_day(now) == day


YEAR = 52 * 7
SECOND = 1 / 86_400


async def counted(store: Store, now: datetime) -> dict[str | None, Visits]:
    async with store.work(read_only=True) as work:
        return await visits_by_area(work, now)


async def test_visits_by_area_and_how_many_were_conversations(visits: Made) -> None:
    for area, outcome in (
        ("molenberg", Outcome.VISITED),
        ("molenberg", Outcome.VISITED),
        ("molenberg", Outcome.NOBODY_HOME),
        ("heksenberg", Outcome.REFUSED),
        (None, Outcome.VISITED),
    ):
        await visits.add(outcome, area=area)
    await visits.withdraw(await visits.add(area="molenberg"))
    assert await counted(visits.store, visits.at(3)) == {
        "molenberg": Visits(3, 2),
        "heksenberg": Visits(1, 0),
        None: Visits(1, 1),
    }


async def test_the_first_second_counts_and_the_one_before_does_not(visits: Made) -> None:
    for days in (-YEAR - SECOND, -YEAR, 0):
        await visits.add(area="molenberg", days=days)
    assert await counted(visits.store, visits.at(6)) == {"molenberg": Visits(2, 2)}


async def test_what_is_past_its_term_counts_as_before(visits: Made) -> None:
    for days, area, outcome in (
        (-YEAR - 1, "molenbergpark", Outcome.VISITED),
        (-YEAR + 1, "molenbergpark", Outcome.VISITED),
        (-YEAR + 2, None, Outcome.NOBODY_HOME),
        (-YEAR + 3, "molenberg", Outcome.VISITED),
        (-3, "molenberg", Outcome.CANCELLED),
    ):
        await visits.add(outcome, area=area, days=days)
    now = visits.at(6)
    areas = visits.knowledge.areas
    before = compare(areas, None, await counted(visits.store, now))
    folded = await purge(visits.store, now, areas.counted_in())
    assert folded["reports without a case"] == 4, "older than 365 days, some in the first week that counts"
    assert await counted(visits.store, now) == {"molenberg": Visits(3, 2), None: Visits(1, 0)}
    assert compare(areas, None, await counted(visits.store, now)) == before
    assert week_of(visits.at(-YEAR)) == str(Week(WEEK.year - 1, WEEK.number))
