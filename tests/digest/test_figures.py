"""The figures of a week, counted from a few reports."""

from __future__ import annotations

from bot.store.lifecycle import Status
from bot.store.reports import Outcome
from tests.digest.conftest import WEEK, Visits

SECOND = 1 / 86_400


async def test_an_empty_week(visits: Visits) -> None:
    figures = await visits.figures()
    assert (figures.week, figures.area) == (WEEK, None)
    assert (figures.visits, figures.visits_total, figures.visits_before) == ({}, 0, 0)
    assert (figures.signals, figures.dimensions, figures.open_cases, figures.topics) == ({}, {}, {}, {})
    assert (figures.finished_cases, figures.questions, figures.unanswered) == (0, 0, [])
    assert (figures.open_total, figures.urgent_waiting) == (0, 0)


async def test_visits_are_counted_by_how_they_went(visits: Visits) -> None:
    for outcome in (Outcome.REFUSED, Outcome.VISITED, Outcome.NOBODY_HOME, Outcome.VISITED):
        await visits.add(outcome)
    assert dict((await visits.figures()).visits) == {"visited": 2, "nobody-home": 1, "refused": 1}


async def test_the_week_begins_and_ends_at_midnight(visits: Visits) -> None:
    for days in (-SECOND, 0.0, 7 - SECOND, 7.0):
        await visits.add(days=days)
    figures = await visits.figures()
    assert (figures.visits_total, figures.visits_before) == (2, 1)


async def test_what_was_withdrawn_is_not_counted(visits: Visits) -> None:
    await visits.add(signals=("huis-verwaarloosd",), area="heerlerheide")
    number = await visits.add(signals=("huis-verwaarloosd", "gordijnen-dicht"), area="heerlerheide", case=True)
    await visits.withdraw(number)
    figures = await visits.figures()
    assert (figures.visits_total, figures.signals, figures.open_total) == (1, {"huis-verwaarloosd": 1}, 0)


async def test_what_was_withdrawn_is_not_counted_in_the_week_before(visits: Visits) -> None:
    await visits.withdraw(await visits.add(days=-1))
    assert (await visits.figures()).visits_before == 0


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
    assert list((await visits.figures()).dimensions.items()) == [("sociaal", 2), ("emotioneel", 1)]


async def test_an_area_counts_everything_in_it(visits: Visits) -> None:
    areas = visits.knowledge.areas
    district, other = areas.stadsdelen()[:2]
    wijk = areas.inside(district.id)[0]
    buurt = areas.inside(wijk.id)[0]
    for area in (district.id, wijk.id, buurt.id, other.id, None):
        await visits.add(area=area, signals=("huis-verwaarloosd",), case=True)
        await visits.add(area=area, days=-1)
    counts = {}
    for area in (district.id, wijk.id, buurt.id, other.id, None):
        figures = await visits.figures(area)
        counts[area] = (
            figures.visits_total,
            figures.visits_before,
            figures.signals["huis-verwaarloosd"],
            figures.open_total,
        )
    assert counts == {
        district.id: (3, 3, 3, 3),
        wijk.id: (2, 2, 2, 2),
        buurt.id: (1, 1, 1, 1),
        other.id: (1, 1, 1, 1),
        None: (5, 5, 5, 5),
    }


async def test_open_cases_are_all_that_are_unfinished_of_whatever_week(visits: Visits) -> None:
    for days in (-400, -8, 1):
        await visits.add(case=True, days=days, level=3)
    await visits.add(case=True, level=1)
    await visits.move(visits.made[0], Status.IN_HAND, 1)
    figures = await visits.figures()
    assert figures.open_cases == {("new", 3): 2, ("in-hand", 3): 1, ("new", 1): 1}
    assert (figures.open_total, figures.urgent_waiting) == (4, 2)


async def test_cases_are_finished_in_the_week_in_which_that_happened(visits: Visits) -> None:
    for days in (-30, -30, -30, 1):
        await visits.add(case=True, days=days)
    for code, moved in zip(visits.made, (-SECOND, 0, 7, 7 - SECOND), strict=True):
        await visits.move(code, Status.DONE, moved)
    figures = await visits.figures()
    assert (figures.finished_cases, figures.open_total) == (2, 0)


async def test_questions_and_the_three_topics_asked_most(visits: Visits) -> None:
    for topic, times in (("rouw", 1), ("schuldhulp", 3), ("huisarts", 2), ("niet-pluis", 2), (None, 4)):
        for _ in range(times):
            await visits.ask(topic)
    await visits.ask("rouw", days=-1)
    await visits.ask("rouw", days=7)
    figures = await visits.figures()
    assert figures.questions == 12
    assert list(figures.topics.items()) == [("schuldhulp", 3), ("huisarts", 2), ("niet-pluis", 2)]


async def test_unanswered_questions_of_the_week_the_oldest_first(visits: Visits) -> None:
    for text, days in (("te vroeg", -1), ("eerst", 1), ("dan", 2), ("te laat", 7)):
        await visits.ask(None, days, text)
    assert (await visits.figures()).unanswered == ["eerst", "dan"]


async def test_a_tap_on_a_button_after_a_question_is_not_another_question(visits: Visits) -> None:
    async with visits.store.work() as work:
        await work.questions.count("button", "rouw", visits.at(1))
    assert (await visits.figures()).topics == {"rouw": 1}


async def test_routes_to_check_are_those_of_now(visits: Visits) -> None:
    to_check = visits.knowledge.routes_to_check(visits.week.end().date())
    assert (await visits.figures()).routes_to_check == len(to_check)
