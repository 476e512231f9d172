"""The journeys, once more: everybody in them comes over the page."""

from __future__ import annotations

from types import ModuleType

from tests.journeys import (
    test_answer,
    test_ask,
    test_help_now,
    test_invite,
    test_people,
    test_report,
    test_thumbs,
    test_volunteers,
    test_week,
    test_worklist,
)

JOURNEYS: tuple[ModuleType, ...] = (
    test_answer,
    test_ask,
    test_help_now,
    test_invite,
    test_people,
    test_report,
    test_thumbs,
    test_volunteers,
    test_week,
    test_worklist,
)
LEFT_OUT = {
    "test_odd_texts_get_a_friendly_answer",  # the page does not send an empty field
    "test_half_an_emoji_gets_an_answer",  # nor can a form have half an emoji in it
}

for module in JOURNEYS:
    for name, test in vars(module).items():
        if name.startswith("test_") and name not in LEFT_OUT:
            assert name not in globals(), f"two journeys are called {name}"
            globals()[name] = test
