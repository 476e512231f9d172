"""The journeys, once more: everybody in them comes over the page, also when the bot is started anew after each step."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from tests import journeys
from tests.channels.web.journeys import LEFT_OUT, over_the_page
from tests.journeys import test_answer, test_help_now, test_invite, test_people, test_report, test_thumbs

globals().update(over_the_page(test_answer, test_help_now, test_invite, test_people, test_report, test_thumbs))


def test_what_is_left_out_is_there() -> None:
    modules = [import_module(f"{journeys.__name__}.{one.name}") for one in iter_modules(journeys.__path__)]
    assert set().union(*map(vars, modules)) >= LEFT_OUT
