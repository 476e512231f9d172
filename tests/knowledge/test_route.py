"""How long a referral route counts as confirmed."""

from __future__ import annotations

from datetime import date

import pytest

from bot.knowledge import Route

FIELDS = {
    "id": "luisterlijn",
    "name": "De Luisterlijn",
    "for_whom": "iedereen",
    "what_for": "een gesprek",
    "phone": "088-0767000",
    "area": "nederland",
    "urgency": "talk",
    "source": {"title": "Site", "publisher": "De Luisterlijn", "year": 2026},
    "checked": date(2026, 2, 28),
}


@pytest.mark.parametrize(
    ("status", "today", "confirmed"),
    [
        ("confirmed", date(2026, 2, 28), True),
        ("confirmed", date(2027, 2, 28), True),  # twelve months to the day
        ("confirmed", date(2027, 3, 1), False),
        ("confirmed", date(2030, 1, 1), False),
        ("to-confirm", date(2026, 2, 28), False),
        ("to-confirm", date(2027, 3, 1), False),
    ],
)
def test_a_route_is_confirmed_for_twelve_months(status: str, today: date, confirmed: bool) -> None:
    route = Route.model_validate({**FIELDS, "status": status})
    assert route.confirmed(today) is confirmed
