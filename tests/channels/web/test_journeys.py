"""The journeys, once more: everybody in them comes over the page."""

from __future__ import annotations

from types import ModuleType

from tests.journeys import test_answer, test_help_now, test_invite, test_people, test_report, test_thumbs

JOURNEYS: tuple[ModuleType, ...] = (test_answer, test_help_now, test_invite, test_people, test_report, test_thumbs)
LEFT_OUT = {
    # They look somebody up as the town's own channel knows them, or hand its messages to the bot themselves.
    "test_erasing_leaves_counts_and_nothing_else",
    "test_the_digest_comes_on_monday_once_also_after_downtime",
    "test_two_who_send_at_the_very_same_moment",
    "test_when_nobody_is_left_that_is_said_and_the_question_stays",
    "test_who_was_erased_hears_so_also_when_the_bot_died_before_it_could_tell",
    # Its messages have other numbers, and a button on it cannot be forged (see test_page).
    "test_the_thumb_that_was_given_is_shown_where_it_was_tapped",
    "test_a_forged_thumb_counts_nothing",
    # The page has another link, and always has one.
    "test_a_volunteer_is_invited_with_a_code_a_link_and_a_picture",
    "test_where_nobody_else_can_come_there_is_a_code_and_no_link",
    "test_who_has_no_telegram_is_told_of_the_page",
}

for module in JOURNEYS:
    for name, test in vars(module).items():
        if name.startswith("test_") and name not in LEFT_OUT:
            assert name not in globals(), f"two journeys are called {name}"
            globals()[name] = test
