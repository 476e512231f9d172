"""Which case comes next, and in which order its answers stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from fsrs import Rating

from bot.knowledge import Knowledge
from bot.knowledge.practice import Kind
from bot.practice.choosing import next_case, order_of, soonest
from bot.practice.progress import Place, Progress, edition_of
from bot.practice.schedule import Seen, review
from bot.practice.scoring import Score

TODAY = date(2026, 11, 18)


def seen(due: int, last: int = -10) -> Seen:
    """A case that is due so many days from now, and was practised so many days from now."""
    first = review(None, Rating.Good, TODAY + timedelta(days=last))
    return replace(first, due=TODAY + timedelta(days=due))


def test_new_cases_come_from_light_to_heavy_each_once(knowledge: Knowledge) -> None:
    cases, progress, levels = knowledge.practice, Progress(), []
    for day in range(0, 10 * len(cases), 10):  # so far apart that no theme is of this week
        case = next_case(cases, progress, TODAY + timedelta(days=day), "7")
        assert case is not None
        levels.append(case.level)
        progress = progress.done(case.id, seen(due=10_000, last=day))
    assert levels == sorted(levels) and len(progress.seen) == len(cases)
    assert next_case(cases, progress, TODAY, "7") is None


def test_what_is_due_comes_first_the_longest_due_before_the_rest(knowledge: Knowledge) -> None:
    progress = Progress({"twee-borden": seen(due=0), "een-pak-melk": seen(due=-3), "het-adresboekje": seen(due=1)})
    case = next_case(knowledge.practice, progress, TODAY, "7")
    assert case is not None and case.id == "een-pak-melk"
    progress = progress.done("een-pak-melk", seen(due=30, last=0))
    case = next_case(knowledge.practice, progress, TODAY, "7")
    assert case is not None and case.id == "twee-borden"


def test_two_about_the_same_do_not_come_in_one_week(knowledge: Knowledge) -> None:
    cases = knowledge.practice
    assert cases["te-veel-soep"].theme == cases["twee-borden"].theme
    two = {name: cases[name] for name in ("te-veel-soep", "twee-borden", "een-pak-melk")}
    progress = Progress({"twee-borden": seen(due=20, last=-6)})
    case = next_case(two, progress, TODAY, "7")
    assert case is not None and case.id == "een-pak-melk"
    later = next_case(two, progress, TODAY + timedelta(days=1), "7")
    assert later is not None and later.id == "te-veel-soep"
    alone = {name: two[name] for name in ("te-veel-soep", "twee-borden")}
    other = next_case(alone, progress, TODAY, "7")
    assert other is not None and other.id == "te-veel-soep", "rather that than nothing"


def test_a_case_of_this_week_does_not_keep_itself_away(knowledge: Knowledge) -> None:
    one = {"twee-borden": knowledge.practice["twee-borden"], "een-pak-melk": knowledge.practice["een-pak-melk"]}
    case = next_case(one, Progress({"twee-borden": seen(due=0, last=-3)}), TODAY, "7")
    assert case is not None and case.id == "twee-borden"


def test_two_people_do_not_begin_with_the_same(knowledge: Knowledge) -> None:
    first = {case.id for who in range(20) if (case := next_case(knowledge.practice, Progress(), TODAY, str(who)))}
    assert len(first) > 5
    assert {knowledge.practice[case].level for case in first} == {1}


def test_the_one_that_comes_back_first(knowledge: Knowledge) -> None:
    assert soonest(knowledge.practice, Progress()) is None
    progress = Progress({"twee-borden": seen(due=9), "een-pak-melk": seen(due=4), "gone": seen(due=1)})
    case = soonest(knowledge.practice, progress)
    assert case is not None and case.id == "een-pak-melk"


def test_the_order_of_answers_is_the_same_for_a_name_and_another_for_another(knowledge: Knowledge) -> None:
    for case in knowledge.practice.values():
        for question in case.questions:
            orders = {order_of(question, f"{name}:{case.id}:0") for name in range(12)}
            assert all(sorted(order) == list(range(len(question.fits))) for order in orders)
            assert len(orders) == 1 if question.kind is Kind.DIMENSION else len(orders) > 2
            assert order_of(question, "7") == order_of(question, "7")


def test_the_right_answer_is_not_always_at_the_same_place(knowledge: Knowledge) -> None:
    asked = [q for case in knowledge.practice.values() for q in case.questions if q.kind is Kind.SAY]
    first = sum(question.fits[order_of(question, f"7:{n}")[0]] == "yes" for n, question in enumerate(asked))
    assert len(asked) * 0.15 < first < len(asked) * 0.6


def test_progress_is_the_same_afterwards_and_forgets_what_is_not_there(knowledge: Knowledge) -> None:
    case = knowledge.practice["twee-borden"]
    place = Place(case.id, edition_of(case), "abc123").ticking(2, on=True).ticking(0, on=True).ticking(2, on=False)
    progress = Progress({"een-pak-melk": seen(due=4), "gone": seen(due=1)}, place.answered(Score.PARTLY), "2026-W47")
    assert Progress.from_data(progress.as_data()) == progress
    assert Progress.from_data({}) == Progress()
    left = progress.among(knowledge.practice)
    assert (set(left.seen), left.place, left.week) == ({"een-pak-melk"}, progress.place, "2026-W47")
    assert place.chosen == (0,) and progress.place is not None and progress.place.question == 1
    changed = case.model_copy(update={"questions": case.questions[:1]})
    assert progress.among({case.id: changed}).place is None
    assert progress.among({}).place is None
