"""A signal: what a report can carry."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.knowledge.reading import Record

GROUPS = {
    "huis": "In en om huis",
    "verzorging": "Verzorging",
    "gedrag": "Gedrag",
    "gesprek": "In het gesprek",
    "gezondheid": "Gezondheid",
    "leven": "Wat er gebeurde",
    "geld": "Geld",
    "veiligheid": "Veiligheid",
}
"""The groups in which signals are chosen: code -> what the volunteer sees."""

ACT_TODAY = 3
"""The level that asks for action today; such a signal is never just logged."""


class Signal(Record):
    """`dimension` is the kind of loneliness it points to; `route` is where a level-3 signal leads at once."""

    code: str
    group: Literal["huis", "verzorging", "gedrag", "gesprek", "gezondheid", "leven", "geld", "veiligheid"]
    dimension: Literal["sociaal", "emotioneel", "existentieel", "none"]
    level: int = Field(ge=1, le=ACT_TODAY)
    label: str = Field(min_length=3, max_length=60)
    route: Literal["112", "113", "veilig-thuis"] | None = None
