"""All journeys, each with the ways in which the bot answers in it."""

from __future__ import annotations

from tests.live.journeys_of_coordinators import FOLLOWING_UP, TAKING_PART
from tests.live.journeys_of_volunteers import ASKING, PREPARING, REPORTING

JOURNEYS = (*ASKING, *REPORTING, *PREPARING, *FOLLOWING_UP, *TAKING_PART)

BY_WEBHOOK = tuple(
    journey
    for journey in JOURNEYS
    if journey.name in ("a question that is asked back", "a report to which nobody agreed", "a message to many")
)
"""Those that are also played with a bot that Telegram calls."""
