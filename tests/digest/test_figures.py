"""The figures of a week, counted from a few reports."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.digest.figures import TakingUp, taking_up
from bot.digest.records import TakenUp, WeekCount
from bot.digest.week import Week
from bot.store.cases import Doer
from bot.store.lifecycle import Actor, Assignee, Ending, Status
from bot.store.purge import purge
from bot.store.reports import Outcome, Reason, Wish
from tests.digest.conftest import WEEK, Visits

SECOND = 1 / 86_400
NOBODY = WeekCount(0, 0)


async def test_an_empty_week(visits: Visits) -> None:
    figures = await visits.figures()
    assert (figures.week, figures.areas) == (WEEK, ())
    assert (figures.visits, figures.visits_total, figures.before, figures.last_year) == ({}, 0, NOBODY, None)
    assert (figures.reasons, figures.age_bands, figures.wishes, figures.places) == ({}, {}, {}, {})
    assert (figures.noticed, figures.signals, figures.dimensions) == (0, {}, {})
    assert (figures.opened, figures.urgent, figures.taken_up, figures.ended) == (0, 0, TakingUp(), {})
    assert (figures.questions, figures.topics, figures.not_sought) == (0, {}, {})
    assert [(str(week), count) for week, count in figures.trend] == [(f"2026-W{n}", NOBODY) for n in range(39, 47)]


async def test_visits_are_counted_by_how_they_went(visits: Visits) -> None:
    for outcome in (Outcome.REFUSED, Outcome.VISITED, Outcome.NOBODY_HOME, Outcome.VISITED):
        await visits.add(outcome)
    assert dict((await visits.figures()).visits) == {"visited": 2, "nobody-home": 1, "refused": 1}


async def test_the_week_begins_and_ends_at_midnight(visits: Visits) -> None:
    for days in (-SECOND, 0.0, 7 - SECOND, 7.0):
        await visits.add(days=days)
    figures = await visits.figures()
    assert (figures.visits_total, figures.before.visits) == (2, 1)


async def test_what_was_withdrawn_is_not_counted(visits: Visits) -> None:
    await visits.add(signals=("huis-verwaarloosd",), area="heerlerheide")
    number = await visits.add(signals=("huis-verwaarloosd", "gordijnen-dicht"), area="heerlerheide", case=True)
    await visits.withdraw(number)
    figures = await visits.figures()
    assert (figures.visits_total, figures.noticed, figures.signals) == (1, 1, {"huis-verwaarloosd": 1})
    assert (figures.opened, figures.trend[-1][1]) == (0, WeekCount(1, 1))


async def test_what_was_withdrawn_is_not_counted_in_the_week_before(visits: Visits) -> None:
    await visits.withdraw(await visits.add(days=-1))
    assert (await visits.figures()).before == NOBODY


async def test_reasons_ages_and_wishes_with_what_nobody_said(visits: Visits) -> None:
    for reason in (Reason.TOO_BUSY, Reason.TOO_BUSY, Reason.NO_TRUST, Reason.UNKNOWN, None):
        await visits.add(Outcome.REFUSED, reason=reason)
    for age_band, wish in (("80-84", Wish.TALK), ("80-84", None), (None, Wish.HELP), ("90+", Wish.TALK)):
        await visits.add(age_band=age_band, wish=wish)
    figures = await visits.figures()
    assert list(figures.reasons.items()) == [("too-busy", 2), ("no-trust", 1), ("unknown", 2)]
    assert list(figures.age_bands.items()) == [("80-84", 2), ("90+", 1), ("unknown", 1)]
    assert list(figures.wishes.items()) == [("talk", 2), ("help", 1), ("unknown", 1)]


async def test_visits_at_which_something_was_noticed(visits: Visits) -> None:
    await visits.add(signals=("huis-verwaarloosd", "gordijnen-dicht"))
    await visits.add(signals=("huis-verwaarloosd",))
    await visits.add()
    assert (await visits.figures()).noticed == 2


async def test_signals_most_frequent_first_then_by_code(visits: Visits) -> None:
    for signals in (
        ("huis-verwaarloosd", "gordijnen-dicht"),
        ("huis-verwaarloosd", "post-stapelt-op"),
        ("huis-verwaarloosd",),
    ):
        await visits.add(signals=signals)
    assert list((await visits.figures()).signals.items()) == [
        ("huis-verwaarloosd", 3),
        ("gordijnen-dicht", 1),
        ("post-stapelt-op", 1),
    ]


async def test_dimensions_are_those_of_the_signals(visits: Visits) -> None:
    known = visits.knowledge.signals
    social = [code for code, signal in known.items() if signal.dimension == "sociaal"][:2]
    emotional = [code for code, signal in known.items() if signal.dimension == "emotioneel"][:1]
    none = [code for code, signal in known.items() if signal.dimension == "none"][:1]
    await visits.add(signals=(*social, *emotional, *none, "weg-signaal"))
    assert dict((await visits.figures()).dimensions) == {"sociaal": 2, "emotioneel": 1, "none": 1}


async def test_an_area_counts_everything_in_it(visits: Visits) -> None:
    areas = visits.knowledge.areas
    district, other = areas.stadsdelen()[:2]
    wijk = areas.inside(district.id)[0]
    buurt = areas.inside(wijk.id)[0]
    for area in (district.id, wijk.id, buurt.id, other.id, None):
        await visits.add(area=area, signals=("huis-verwaarloosd",), case=True)
        await visits.add(area=area, days=-1)
    chosen = ((), (district.id,), (wijk.id,), (buurt.id,), (other.id,), (wijk.id, other.id), (wijk.id, district.id))
    counts = []
    for choice in chosen:
        figures = await visits.figures(*choice)
        counts.append(
            (figures.visits_total, figures.before.visits, figures.signals["huis-verwaarloosd"], figures.opened)
        )
    assert counts == [(n, n, n, n) for n in (5, 3, 2, 1, 1, 3, 3)]


async def test_eight_weeks_and_the_same_week_a_year_ago(visits: Visits) -> None:
    for weeks in (0, 1, 1, 7, 8):
        await visits.add(days=1 - 7 * weeks, signals=("huis-verwaarloosd",) if weeks == 7 else ())
    await visits.add(days=1 - 7 * 52)
    figures = await visits.figures()
    assert [count for _, count in figures.trend] == [(1, 1), *[NOBODY] * 5, (2, 0), (1, 0)]
    assert figures.last_year == WeekCount(1, 0)
    assert Week(2025, 46) == WEEK.a_year_before()


async def test_new_cases_and_those_that_ask_for_action_today(visits: Visits) -> None:
    for level, days in ((1, 1), (3, 1), (3, 1), (3, 6), (3, -1), (1, 7)):
        await visits.add(case=True, level=level, days=days)
    await visits.move(visits.made[1], Status.IN_HAND, 1.2)
    await visits.move(visits.made[2], Status.IN_HAND, 2.5)
    figures = await visits.figures()
    assert (figures.opened, figures.urgent, figures.urgent_in_time) == (4, 3, 1)


async def test_cases_that_were_taken_up_in_the_week(visits: Visits) -> None:
    """The term is ten working days; the first step counts, and only when it was taken in this week."""
    for days in (0.5, 0.5, 0.5, -20, -20, 0.5):
        await visits.add(case=True, level=1, days=days)
    same_day, after_two, ended_at_once, late, before, _never = visits.made
    await visits.move(same_day, Status.IN_HAND, 0.7)
    await visits.move(after_two, Status.IN_HAND, 2.5)
    await visits.move(ended_at_once, Status.DONE, 2.6)
    await visits.move(late, Status.IN_HAND, 3)
    await visits.move(before, Status.IN_HAND, -1)
    await visits.move(before, Status.DONE, 3)
    assert (await visits.figures()).taken_up == TakingUp(in_time=3, late=1, median=2)


async def test_in_time_is_by_the_first_term_whoever_got_the_case_later(visits: Visits) -> None:
    await visits.add(case=True, level=3, days=1)
    (code,) = visits.made
    await visits.move(code, Status.IN_HAND, 3)
    async with visits.store.work() as work:
        case = await work.cases.find(code)
        assert case is not None
        doer = Doer(Actor.COORDINATOR, None)
        assert await work.cases.move(case, Status.ASSIGNED, doer, visits.at(4), assigned_to=Assignee.GP)
    figures = await visits.figures()
    assert (figures.urgent, figures.urgent_in_time, figures.taken_up.late) == (1, 0, 1)


MEDIANS: list[tuple[Mapping[TakenUp, int], TakingUp]] = [
    ({}, TakingUp()),
    ({TakenUp(0, True): 1}, TakingUp(1, 0, 0)),
    ({TakenUp(0, True): 1, TakenUp(9, False): 1}, TakingUp(1, 1, 0)),
    ({TakenUp(1, True): 2, TakenUp(3, True): 3}, TakingUp(5, 0, 3)),
    ({TakenUp(2, False): 1, TakenUp(2, True): 5, TakenUp(8, False): 4}, TakingUp(5, 5, 2)),
]


@pytest.mark.parametrize(("counts", "figures"), MEDIANS)
def test_half_of_the_cases_took_no_longer_than_the_median(counts: Mapping[TakenUp, int], figures: TakingUp) -> None:
    assert taking_up(counts) == figures


async def test_cases_are_ended_in_the_week_in_which_that_happened(visits: Visits) -> None:
    for days in (-30, -30, -30, 1, 1):
        await visits.add(case=True, days=days)
    endings = (Ending.BUDDY, Ending.GP, Ending.BUDDY, Ending.BUDDY, Ending.BUDDY)
    for code, moved, ending in zip(visits.made, (-SECOND, 0, 7, 7 - SECOND, 2), endings, strict=True):
        await visits.move(code, Status.DONE, moved, ending)
    await visits.move(visits.made[4], Status.IN_HAND, 3)
    assert dict((await visits.figures()).ended) == {"buddy": 1, "gp": 1}


async def test_questions_and_topics_asked_most(visits: Visits) -> None:
    for topic, times in (("rouw", 1), ("schuldhulp", 3), ("huisarts", 2), ("niet-pluis", 2), (None, 4)):
        for _ in range(times):
            await visits.ask(topic)
    await visits.ask("rouw", days=-1)
    await visits.ask("rouw", days=7)
    figures = await visits.figures()
    assert figures.questions == 12
    assert list(figures.topics.items()) == [("schuldhulp", 3), ("huisarts", 2), ("niet-pluis", 2), ("rouw", 1)]


async def test_a_tap_on_a_button_after_a_question_is_not_another_question(visits: Visits) -> None:
    async with visits.store.work() as work:
        await work.questions.count("button", "rouw", visits.at(1))
        await work.questions.count("not_what_i_sought", "rouw", visits.at(1))
    figures = await visits.figures()
    assert (figures.questions, figures.topics, figures.not_sought) == (0, {"rouw": 1}, {"rouw": 1})


async def test_visits_that_remain_only_as_counts_are_counted_still(visits: Visits) -> None:
    heerlerheide = "heerlerheide-passart"
    await visits.add(signals=("huis-verwaarloosd",), area=heerlerheide, age_band="90+", wish=Wish.TALK)
    await visits.add(Outcome.REFUSED, reason=Reason.TOO_BUSY, area="molenberg")
    await visits.add(signals=("huis-verwaarloosd",), area=heerlerheide, case=True)
    await visits.move(visits.made[0], Status.DONE, 2)
    before = await visits.figures(), await visits.figures("heerlerheide")
    await purge(visits.store, visits.at(400), visits.knowledge.areas.counted_in())
    after = await visits.figures(), await visits.figures("heerlerheide")
    for old, new in zip(before, after, strict=True):
        for name in ("visits", "reasons", "age_bands", "wishes", "noticed", "signals", "dimensions", "ended", "trend"):
            assert getattr(new, name) == getattr(old, name), name


# What waits now.


async def test_what_waits_is_all_that_is_unfinished_of_whatever_week(visits: Visits) -> None:
    for days in (-400, -8, 1):
        await visits.add(case=True, days=days, level=3)
    await visits.add(case=True, level=1)
    await visits.move(visits.made[0], Status.IN_HAND, 1)
    waits = await visits.needs()
    assert (waits.open, waits.in_hand, waits.urgent, waits.late, waits.asked) == (4, 1, 2, 2, 0)


async def test_what_waits_in_an_area_and_where_nobody_said_which(visits: Visits) -> None:
    for area in ("molenberg", "heksenberg", None):
        await visits.add(case=True, level=3, area=area)
    assert (await visits.needs({"molenberg"})).urgent == 2


async def test_questions_that_wait_are_those_of_whatever_week(visits: Visits) -> None:
    for text, days in (("te vroeg", -1), ("eerst", 1), ("dan", 2)):
        await visits.ask(None, days, text)
    waits = await visits.needs()
    assert (list(waits.questions), waits.questions_total) == (["te vroeg", "eerst", "dan"], 3)


async def test_routes_to_check_are_those_of_now(visits: Visits) -> None:
    to_check = visits.knowledge.routes_to_check(visits.week.end().date())
    assert (await visits.needs()).routes == len(to_check)


async def test_a_purge_that_fails_is_told_until_it_goes_well(visits: Visits) -> None:
    since = visits.at(days=2)
    async with visits.store.work() as work:
        await work.chores.failed("purge", RuntimeError(), since)
    assert (await visits.needs()).purge_trouble == since
    async with visits.store.work() as work:
        await work.chores.went_well("purge", visits.week.end())
    assert (await visits.needs()).purge_trouble is None
