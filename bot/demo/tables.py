"""How often things are so in the invented year: shares of each other, chosen by hand so that a week looks like one.

They are no research. Where a knowledge base lacks a code that stands here, that code does not occur.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.store.lifecycle import Assignee, Ending
from bot.store.reports import Consent, Outcome, Reason, Wish

WEEKS_DIFFER = (0.78, 1.22)
"""Between these one week is busier than another for no reason."""

OUTCOMES: Mapping[Outcome, float] = {
    Outcome.VISITED: 70,
    Outcome.NOBODY_HOME: 14,
    Outcome.REFUSED: 11,
    Outcome.CANCELLED: 5,
}
AWAY_IN_SUMMER = 1.6
"""In July and August so much more often nobody is at home."""

REASONS: Mapping[Reason, float] = {
    Reason.TOO_BUSY: 22,
    Reason.NOT_FOR_ME: 26,
    Reason.HAS_COMPANY: 18,
    Reason.NO_TRUST: 12,
    Reason.UNWELL: 12,
    Reason.OTHER: 5,
    Reason.UNKNOWN: 5,
}
AGE_BANDS: Mapping[str | None, float] = {"75-79": 19, "80-84": 34, "85-89": 29, "90+": 13, None: 5}
LIVINGS: Mapping[str | None, float] = {"alone": 66, "with-partner": 23, "with-others": 6, None: 5}
CONSENTS: Mapping[Consent, float] = {Consent.YES: 78, Consent.NO: 9, Consent.NOT_ASKED: 13}
WISHES: Mapping[Wish | None, float] = {Wish.NOTHING: 22, Wish.TALK: 36, Wish.TAKE_PART: 20, Wish.HELP: 14, None: 8}
FOLLOW_UPS: Mapping[Assignee, float] = {
    Assignee.VOLUNTEER: 27,
    Assignee.TEAM: 24,
    Assignee.GP: 6,
    Assignee.COORDINATOR: 43,
}

WITHDRAWN = 0.012
"""The share of reports that are taken back within a day."""

PLACE: Mapping[str | None, float] = {"wijk": 62, "buurt": 28, "stadsdeel": 5, None: 3, "outside": 2}
"""How precisely the area of a visit is told."""

HARDLY_VISITED = 0.2
"""The share of the wijken where hardly anybody comes."""

HARDLY = 0.06


@dataclass(frozen=True)
class Theme:
    """What is going on with somebody: signals that are seen together, each with how likely it is then.

    `winter` is how much more often it occurs in November to February.
    """

    weight: float
    signals: Mapping[str, float]
    winter: float = 1.0


NOTHING = Theme(20, {})
THEMES: tuple[Theme, ...] = (
    NOTHING,
    Theme(
        14,
        {
            "partner-overleden": 0.85,
            "mist-partner-of-vertrouweling": 0.75,
            "slaapt-slecht": 0.35,
            "somber": 0.35,
            "zegt-eenzaam-te-zijn": 0.4,
            "trekt-zich-terug": 0.3,
        },
        winter=1.5,
    ),
    Theme(
        20,
        {
            "krijgt-geen-bezoek": 0.75,
            "mist-vrienden-of-buren": 0.6,
            "komt-niet-buiten": 0.5,
            "kinderen-ver-weg": 0.45,
            "zegt-afspraken-af": 0.25,
            "zegt-eenzaam-te-zijn": 0.25,
            "gordijnen-dicht": 0.15,
            "vraagt-veel-aandacht": 0.2,
        },
        winter=1.4,
    ),
    Theme(
        14,
        {
            "slecht-ter-been": 0.8,
            "komt-niet-buiten": 0.5,
            "hoort-of-ziet-slecht": 0.4,
            "uit-ziekenhuis": 0.22,
            "zegt-afspraken-af": 0.2,
            "afgevallen": 0.12,
        },
        winter=1.2,
    ),
    Theme(
        7,
        {
            "voelt-zich-nutteloos": 0.75,
            "ziet-geen-zin": 0.6,
            "somber": 0.4,
            "trekt-zich-terug": 0.3,
            "mogelijk-suicidaal": 0.05,
        },
        winter=1.3,
    ),
    Theme(
        7,
        {
            "vergeetachtig": 0.9,
            "post-stapelt-op": 0.35,
            "weinig-eten-in-huis": 0.3,
            "verzorging-minder": 0.35,
            "wantrouwig": 0.2,
        },
    ),
    Theme(5, {"zorgt-voor-naaste": 0.95, "slaapt-slecht": 0.5, "komt-niet-buiten": 0.35, "somber": 0.25}),
    Theme(
        5,
        {"geldzorgen": 0.9, "huis-koud-of-donker": 0.4, "post-stapelt-op": 0.45, "weinig-eten-in-huis": 0.3},
        winter=1.8,
    ),
    Theme(4, {"minder-digitaal": 0.95, "post-stapelt-op": 0.2, "krijgt-geen-bezoek": 0.25}),
    Theme(3, {"pas-verhuisd": 0.95, "mist-vrienden-of-buren": 0.7, "kinderen-ver-weg": 0.2}),
    Theme(
        3,
        {"huis-verwaarloosd": 0.8, "verzorging-minder": 0.5, "gordijnen-dicht": 0.45, "drinkt-of-slikt-meer": 0.35},
    ),
    Theme(1.5, {"mogelijk-mishandeling": 0.6, "acuut-onveilig": 0.35, "wantrouwig": 0.4}),
)

SECOND_THEME = 0.35
"""How often a second thing is going on."""

BY_ITSELF: Mapping[int, float] = {1: 6, 2: 3, 3: 0.2}
"""The level of a signal that is in no theme -> how often it occurs, as the weight of a theme."""

PICKED_UP: Mapping[int | None, float] = {0: 22, 1: 34, 2: 20, 3: 8, 4: 5, 5: 4, None: 12}
"""After so many working days a case is picked up; None is after its term."""

URGENT_MINUTES: Mapping[tuple[int, int], float] = {(5, 60): 60, (60, 110): 28, (120, 300): 8, (900, 1100): 4}
"""Between so many minutes after the report what cannot wait is picked up: nearly always on the same day."""

PASSED_ON: Mapping[Assignee, float] = {
    Assignee.TEAM: 50,
    Assignee.GP: 10,
    Assignee.VOLUNTEER: 15,
    Assignee.COORDINATOR: 25,
}
TAKES: Mapping[tuple[int, int], float] = {(1, 4): 42, (4, 9): 42, (9, 14): 12, (14, 30): 4}
"""Between so many working days after it was picked up a case ends."""

ENDINGS: Mapping[Assignee | None, Mapping[Ending, float]] = {
    Assignee.VOLUNTEER: {Ending.BUDDY: 30, Ending.MEETING_PLACE: 30, Ending.NOTHING_NEEDED: 15, Ending.OTHER_HELP: 10},
    Assignee.TEAM: {Ending.TEAM: 60, Ending.OTHER_HELP: 20, Ending.MEETING_PLACE: 10, Ending.NO_HELP_WANTED: 10},
    Assignee.GP: {Ending.GP: 75, Ending.OTHER_HELP: 15, Ending.NO_HELP_WANTED: 10},
    None: {
        Ending.MEETING_PLACE: 24,
        Ending.BUDDY: 22,
        Ending.TEAM: 16,
        Ending.OTHER_HELP: 10,
        Ending.NO_HELP_WANTED: 12,
        Ending.NOT_REACHED: 8,
        Ending.NOTHING_NEEDED: 6,
        Ending.GP: 4,
    },
}
"""Who took a case up -> how it ends; None is everybody else."""
