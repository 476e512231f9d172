"""`check`: whether the public estimates of loneliness are there, of which year, and when they were fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.errors import EstimatesError
from bot.estimates import Estimates, EstimatesFile
from bot.knowledge import Areas, Knowledge
from bot.settings import Settings


@dataclass(frozen=True)
class Condition:
    """What `check` prints of the estimates, and whether that is well. To have none is."""

    line: str
    well: bool = True


def check_estimates(settings: Settings, knowledge: Knowledge | None, today: date) -> Condition:
    """Looks at the file and changes nothing."""
    try:
        estimates = EstimatesFile.within(settings.data_folder).read()
    except EstimatesError as error:
        return Condition(f"estimates  {error}", well=False)
    if estimates is None:
        return Condition("estimates  none yet: `python -m bot fetch-estimates` fetches those of RIVM, for /wijken")
    return Condition(f"estimates  {in_words(estimates, knowledge.areas if knowledge else Areas(), today)}")


def in_words(estimates: Estimates, areas: Areas, today: date) -> str:
    """The estimates in one line: the year, for how many wijken, and their age."""
    wijken = [area for area in areas.by_id.values() if area.level == "wijk"]
    without = [area.id for area in wijken if area.code not in estimates.lonely]
    missing = f" (none for {', '.join(without)})" if without else ""
    old = "; more than a year ago, so there may be newer ones" if estimates.is_old(today) else ""
    return (
        f"of {estimates.year} for {len(wijken) - len(without)} of {len(wijken)} wijken{missing}, "
        f"fetched on {estimates.fetched_on}{old}"
    )
