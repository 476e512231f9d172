"""When a case comes back, by FSRS (https://github.com/open-spaced-repetition/py-fsrs). Pure.

Days only: it is practised some minutes a week, and nothing finer than a day is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from fsrs import Card, Rating, Scheduler, State
from fsrs.scheduler import DEFAULT_PARAMETERS

FIRST_TIME = (3.0, 5.0, 7.0, 14.0)
"""Days after which a case that was practised once is forgotten by one in ten, rated Again, Hard, Good or Easy.

FSRS's own (0.2, 1.3, 2.3 and 8.3) are of words of another language, and would have every case back before the week is
over. A story with its explanation is kept longer, and nobody sits down more often than once a week or so.
"""

RETENTION = 0.9
SOONEST, LATEST = timedelta(days=3), timedelta(days=90)
"""A case never comes back before, and always within this time: what is done once in a quarter is not forgotten."""

# No steps within a day: a case that did not go well comes back in days, like all others.
SCHEDULER = Scheduler(
    parameters=(*FIRST_TIME, *DEFAULT_PARAMETERS[len(FIRST_TIME) :]),
    desired_retention=RETENTION,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LATEST.days,
    enable_fuzzing=False,
)


@dataclass(frozen=True)
class Seen:
    """A case that somebody practised: how often, how it went the last time, and when it comes back (local days).

    `stability` is in days, `difficulty` from 1 to 10, as FSRS counts them.
    """

    times: int
    rating: Rating
    stability: float
    difficulty: float
    last: date
    due: date

    def as_data(self) -> dict[str, Any]:
        return {
            "times": self.times,
            "rating": int(self.rating),
            "stability": self.stability,
            "difficulty": self.difficulty,
            "last": self.last.isoformat(),
            "due": self.due.isoformat(),
        }

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> Seen:
        return Seen(
            times=data["times"],
            rating=Rating(data["rating"]),
            stability=data["stability"],
            difficulty=data["difficulty"],
            last=date.fromisoformat(data["last"]),
            due=date.fromisoformat(data["due"]),
        )


def review(seen: Seen | None, rating: Rating, today: date) -> Seen:
    """What is known of a case after it was practised today; `seen` is None the first time."""
    now = _moment(today)
    if seen is None:
        card = Card(card_id=0, due=now)
    else:
        card = Card(0, State.Review, None, seen.stability, seen.difficulty, _moment(seen.due), _moment(seen.last))
    card, _ = SCHEDULER.review_card(card, rating, now)
    assert card.stability is not None and card.difficulty is not None, "a card that was reviewed has both"
    return Seen(
        times=(seen.times if seen else 0) + 1,
        rating=rating,
        stability=round(card.stability, 4),
        difficulty=round(card.difficulty, 4),
        last=today,
        due=max(card.due.date(), today + SOONEST),
    )


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
