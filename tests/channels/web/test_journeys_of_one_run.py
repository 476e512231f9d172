"""More journeys over the page, while the bot goes on: in them one message comes in the place of another, and a page
that is begun anew after a restart knows none from before.
"""

from __future__ import annotations

import pytest

from tests.channels.web.journeys import over_the_page
from tests.journeys import (
    test_card,
    test_check_in,
    test_finding,
    test_practice,
    test_practice_group,
    test_visits,
    test_wrong,
)

pytestmark = pytest.mark.parametrize("town", [False], indirect=True, ids=["on the page"])

globals().update(
    over_the_page(
        test_card,
        test_check_in,
        test_finding,
        test_practice,
        test_practice_group,
        test_visits,
        test_wrong,
    )
)
