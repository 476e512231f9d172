"""When a case comes back: in days and not in minutes, later each time it goes well, and within a quarter."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from fsrs import Rating

from bot.practice.schedule import LATEST, SOONEST, Seen, review

TODAY = date(2026, 11, 18)
AGAIN, HARD, GOOD, EASY = Rating.Again, Rating.Hard, Rating.Good, Rating.Easy

# How it goes when somebody practises once a week and takes what is due: the ratings, and the days until each next time.
WEEKLY = [
    ((GOOD, GOOD, GOOD, GOOD), (7, 31, 90, 90)),
    ((GOOD, EASY, EASY), (7, 52, 90)),
    ((HARD, HARD, HARD, HARD), (5, 14, 27, 43)),
    ((AGAIN, GOOD, GOOD, GOOD), (3, 14, 36, 85)),
    ((AGAIN, AGAIN, AGAIN, GOOD), (3, 3, 3, 3)),
    ((GOOD, GOOD, AGAIN, GOOD, GOOD), (7, 31, 3, 10, 24)),
]


@pytest.mark.parametrize(("ratings", "days"), WEEKLY)
def test_when_it_comes_back(ratings: tuple[Rating, ...], days: tuple[int, ...]) -> None:
    seen, today, found = None, TODAY, []
    for rating in ratings:
        seen = review(seen, rating, today)
        found.append((seen.due - today).days)
        today = max(seen.due, today + timedelta(days=7))
    assert tuple(found) == days


@pytest.mark.parametrize("rating", list(Rating))
def test_the_better_it_went_the_later_and_always_within_the_bounds(rating: Rating) -> None:
    first = {one: review(None, one, TODAY).due for one in Rating}
    assert first[AGAIN] < first[HARD] < first[GOOD] < first[EASY]
    seen = review(None, rating, TODAY)
    for _ in range(12):
        seen = review(seen, rating, seen.due)
        assert SOONEST <= seen.due - seen.last <= LATEST


def test_twice_on_a_day_it_does_not_come_back_that_day() -> None:
    seen = review(review(None, GOOD, TODAY), AGAIN, TODAY)
    assert (seen.times, seen.last, seen.due) == (2, TODAY, TODAY + SOONEST)


def test_what_is_kept_is_the_same_afterwards() -> None:
    seen = review(review(None, GOOD, TODAY), HARD, TODAY + timedelta(days=9))
    again = Seen.from_data(json.loads(json.dumps(seen.as_data())))
    assert review(again, EASY, TODAY + timedelta(days=30)).due == review(seen, EASY, TODAY + timedelta(days=30)).due
    assert all(":" not in str(value) for value in seen.as_data().values()), "a day, and no hour"
