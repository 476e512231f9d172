"""The journeys that hold over the page as well, as tests for a module of tests."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

LEFT_OUT = {
    # They look somebody up as the town's own channel knows them, or hand its messages to the bot themselves.
    "test_erasing_leaves_counts_and_nothing_else",
    "test_the_digest_comes_on_monday_once_also_after_downtime",
    "test_two_who_send_at_the_very_same_moment",
    "test_when_nobody_is_left_that_is_said_and_the_question_stays",
    "test_who_was_erased_hears_so_also_when_the_bot_died_before_it_could_tell",
    "test_a_room_full_answers_at_the_same_moment",
    # Its messages have other numbers, and a button on it cannot be forged (see test_page).
    "test_every_article_is_in_the_topics_and_no_list_is_too_long",
    "test_the_thumb_that_was_given_is_shown_where_it_was_tapped",
    "test_a_forged_thumb_counts_nothing",
    # The page has another link, and always has one.
    "test_a_volunteer_is_invited_with_a_code_a_link_and_a_picture",
    "test_a_whole_article_is_shared_as_a_picture_with_the_way_to_the_bot",
    "test_the_link_can_be_passed_on_where_the_bot_has_an_address",
    "test_where_nobody_else_can_come_there_is_a_code_and_no_link",
    "test_who_has_no_telegram_is_told_of_the_page",
    "test_a_trainer_hears_of_the_page_for_a_screen_where_there_is_one",
}


def over_the_page(*modules: ModuleType) -> Mapping[str, Callable[..., Any]]:
    """The tests in these modules that walk through a town, by a name that tells where they come from."""
    return {
        f"{module.__name__.rpartition('.')[2]}__{name.removeprefix('test_')}": test
        for module in modules
        for name, test in vars(module).items()
        if name.startswith("test_") and name not in LEFT_OUT and "town" in inspect.signature(test).parameters
    }
