"""The journeys, once more: everybody in them comes over the page, also when the bot is started anew after each step."""

from __future__ import annotations

from tests.channels.web.journeys import over_the_page
from tests.journeys import test_answer, test_help_now, test_invite, test_people, test_report, test_thumbs

globals().update(over_the_page(test_answer, test_help_now, test_invite, test_people, test_report, test_thumbs))
