"""What others may see of a week: made once, the same for everybody, and never a small number."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.digest.cells import NOTICED, OUTSIDE, VISITED, VISITS, cell, cells_of, counted_at
from bot.digest.edition import edition_of, missing_editions, shared_week
from bot.digest.figures import WEEKS, Figures, TakingUp
from bot.digest.shared import SharedWeek
from bot.digest.week import Week
from bot.knowledge import Knowledge
from bot.store.lifecycle import Status
from bot.store.reports import Outcome
from tests.digest.conftest import WEEK, Visits
from tests.digest.test_page import FULL, QUIET

MINIMUM = 5
NOW = WEEK.end() + timedelta(hours=8)


async def shared(visits: Visits, week: Week = WEEK) -> SharedWeek:
    async with visits.store.work() as work:
        return await shared_week(work, week, week.end() + timedelta(hours=8), visits.knowledge, MINIMUM)


def counts_of(week: SharedWeek) -> dict[str, int | None]:
    lines = [line for table in week.tables for line in (*table.lines, *([table.total] if table.total else []))]
    return {line.code: line.count for line in (*lines, *week.headlines, *week.dimensions)}


def test_cells_add_up(knowledge: Knowledge) -> None:
    for figures in (FULL, QUIET, replace(FULL, areas=(), places={"buiten-heerlen": 1, "de-hei": 2, None: 28})):
        cells = cells_of(figures, knowledge)
        for relation in cells.relations:
            total = sum(coefficient * cells.counts[name] for name, coefficient in relation.terms.items())
            assert total == relation.constant, relation
        assert all(cells.counts[one.smaller] <= cells.counts[one.larger] for one in cells.at_most)
        assert cells.counts[VISITS] == figures.visits_total


def test_every_area_is_counted_in_one_place(knowledge: Knowledge) -> None:
    at = counted_at(knowledge.areas)
    outside = {area.id for area in knowledge.areas.by_id.values() if area.level == "outside"}
    assert at.keys() == knowledge.areas.by_id.keys() - outside
    assert at["de-hei"] == cell("wijk", knowledge.areas.by_id["de-hei"].counted_with or "")
    assert cells_of(replace(FULL, places={"buiten-heerlen": 3, None: 28}), knowledge).counts[OUTSIDE] == 31


def test_more_that_was_noticed_than_visited_is_no_negative_count(knowledge: Knowledge) -> None:
    cells = cells_of(Figures(WEEK, visits={"visited": 1}, noticed=2), knowledge)
    assert (cells.counts[VISITED], cells.counts[NOTICED], cells.counts[cell("nothing-noticed")]) == (1, 1, 0)


async def test_what_is_shown_is_what_was_counted(visits: Visits) -> None:
    for _ in range(30):
        await visits.add(signals=("gordijnen-dicht",), area="molenberg", age_band="80-84")
    for _ in range(7):
        await visits.add(Outcome.NOBODY_HOME, area="heksenberg")
    counts = counts_of(await shared(visits))
    assert counts[VISITS] == 37 and counts[VISITED] == 30
    shown = {name: count for name, count in counts.items() if count is not None}
    assert min(shown.values()) >= MINIMUM
    assert shown.keys() >= {VISITS, VISITED, NOTICED, cell("signal", "gordijnen-dicht")} or VISITED in shown


async def test_a_quiet_week_shows_no_number(visits: Visits) -> None:
    await visits.add(signals=("gordijnen-dicht",))
    week = await shared(visits)
    assert set(counts_of(week).values()) == {None}
    assert [point.visits for point in week.trend] == [None] * WEEKS
    assert week.sentences == ("Het aantal bezoeken is deze week niet te tonen.",)


async def test_a_week_is_made_once(visits: Visits) -> None:
    for _ in range(9):
        await visits.add(area="molenberg")
    number = await visits.add(area="molenberg")
    first = await shared(visits)
    assert counts_of(first)[VISITS] == 10
    await visits.withdraw(number)
    assert await shared(visits) == first
    later = await shared(visits, Week.of(WEEK.end()))
    assert later.trend[-2] == first.trend[-1]


@pytest.mark.parametrize("weeks", [52, 53])
async def test_the_year_before_stands_beside_it(visits: Visits, weeks: int) -> None:
    for _ in range(8):
        await visits.add(days=1 - 7 * weeks)
    week = await shared(visits)
    assert week.trend[-1].visits_last_year == (8 if weeks == 52 else None)
    assert week.trend[-2].visits_last_year == (8 if weeks == 53 else None)


async def test_a_week_that_cannot_have_one_has_no_year_before(visits: Visits) -> None:
    assert (await shared(visits, Week(2026, 53))).trend[-1].visits_last_year is None


async def test_what_is_gone_from_the_knowledge_base_does_not_break_an_old_week(visits: Visits) -> None:
    for _ in range(9):
        await visits.add(signals=("weg-signaal",), area="weg-gebied")
        await visits.ask("weg-artikel")
    counts = counts_of(await shared(visits))
    assert counts[VISITS] == 9 and "topic:weg-artikel" not in counts


async def test_a_median_is_told_of_many_and_where_its_parts_are_shown(visits: Visits) -> None:
    for number in range(40):
        await visits.add(case=True, days=0.5, area="molenberg")
        if number < 30:
            await visits.move(visits.made[-1], Status.IN_HAND, 0.7)
    for _ in range(8):
        await visits.add(case=True, days=-20)
        await visits.move(visits.made[-1], Status.IN_HAND, 2)
    follow_up = next(table for table in (await shared(visits)).tables if table.code == "follow-up")
    assert follow_up.note == "De helft werd dezelfde dag opgepakt."
    few = edition_of(WEEK, cells_of(Figures(WEEK, taken_up=TakingUp(2, 6, 12)), visits.knowledge), 12, MINIMUM, NOW)
    assert few.cells["taken-up"] == 8 and few.median is None


async def test_a_minimum_that_was_raised_counts_for_what_was_made_before(visits: Visits) -> None:
    for _ in range(9):
        await visits.add(area="molenberg", days=1)
        await visits.add(area="molenberg", days=-6)
    assert counts_of(await shared(visits))[VISITS] == 9
    async with visits.store.work() as work:
        week = await shared_week(work, WEEK, NOW, visits.knowledge, 10)
    assert week.minimum == 10 and counts_of(week)[VISITS] is None
    assert [point.visits for point in week.trend] == [None] * WEEKS
    assert (await shared(visits)).minimum == MINIMUM


async def test_an_article_that_was_shown_too_seldom_has_no_line(visits: Visits) -> None:
    for topic, times in (("rouw", 7), ("huisarts", 1), ("schuldhulp", 6)):
        for _ in range(times):
            await visits.ask(topic)
    codes = [line.code for table in (await shared(visits)).tables for line in table.lines if table.code == "topic"]
    assert "topic:huisarts" not in codes and codes


async def test_of_a_week_long_ago_only_visits_are_told(visits: Visits) -> None:
    for _ in range(12):
        await visits.add(area="molenberg", case=True)
    async with visits.store.work() as work:
        (edition,) = [
            one
            for one in await missing_editions(work, WEEK, visits.at(7 * 55), visits.knowledge, MINIMUM)
            if one.week == str(WEEK)
        ]
    assert edition.cells == {VISITS: 12}


def test_what_everybody_knows_of_urgent_cases(knowledge: Knowledge) -> None:
    """Urgent and in time is in time too: seven of the ten that were taken up, so at most three were late."""
    figures = replace(
        FULL,
        visits={"visited": 60},
        places={None: 60},
        age_bands={"80-84": 60},
        wishes={"talk": 60},
        reasons={},
        noticed=40,
        opened=30,
        urgent=12,
        urgent_in_time=7,
        taken_up=TakingUp(8, 2, 1),
    )
    cells = edition_of(WEEK, cells_of(figures, knowledge), 1, MINIMUM, NOW).cells
    shown = [cells[name] for name in ("urgent:in-time", "taken-up")]
    assert cells["taken-up:late"] is None and None in shown
