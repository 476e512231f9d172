"""Table 50120NED of RIVM, "Gezondheid per wijk en buurt": what is read from it.

Its figures come from a model (SMAP) over the Gezondheidsmonitor of GGD'en, CBS and RIVM, for 2012, 2016, 2020 and 2022.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.errors import EstimatesError

TABLE = "50120NED"
REGION, PERIOD, AGE, MARGINS = "WijkenEnBuurten", "Perioden", "Leeftijd", "Marges"
"""The table's dimensions: the columns whose values are keys."""
LONELY = "Eenzaam"
"""The field: the percentage with three points or more on the scale of De Jong Gierveld. A number of the table's own
follows it (`Eenzaam_27`), which is another in other versions."""
AGED_65_PLUS = "80200"
"""The key of the oldest group there is; there is none of 75 and over."""
VALUE = "MW00000"
"""The key of the value itself. The other two margins are the bounds of its interval of 95 percent."""
YEAR = re.compile(r"(20\d\d)JJ00")
"""The key of a whole year."""

OLD_AFTER = timedelta(days=365)

Percent = Annotated[float, Field(ge=0, le=100)]
RegionCode = Annotated[str, Field(pattern=r"^(GM\d{4}|WK\d{6})$")]
Row = Mapping[str, Any]


class Estimates(BaseModel):
    """The estimated percentage of lonely people of 65 and over, by the CBS code of the municipality and its wijken.

    A wijk without an estimate is not in it. `year` is what the estimate is of.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Literal["RIVM/CBS"] = "RIVM/CBS"
    table: Literal["50120NED"] = "50120NED"
    group: Literal["65 jaar en ouder"] = "65 jaar en ouder"
    year: int = Field(ge=2000, le=2099)
    fetched_on: date
    lonely: Mapping[RegionCode, Percent] = Field(min_length=1)

    def is_old(self, today: date) -> bool:
        """Whether there may well be newer ones by now."""
        return today - self.fetched_on > OLD_AFTER


def region_filter(municipality: str) -> str:
    """The rows to ask for, in the language of OData 3. Keys of regions have spaces behind them, hence `startswith`."""
    regions = " or ".join(f"startswith({REGION},'{code}')" for code in (municipality, _wijken(municipality)))
    return f"({regions}) and {AGE} eq '{AGED_65_PLUS}' and {MARGINS} eq '{VALUE}'"


def estimates_of(answer: Mapping[str, Sequence[Row]], municipality: str, today: date) -> Estimates:
    """The newest estimates in the table's answer: its parts by name, with keys as they are and not as titles.

    Raises EstimatesError when there are none of this municipality, or the table is not what it was.
    """
    _check_age(answer.get(AGE, ()))
    rows = [row for row in answer.get("TypedDataSet", ()) if _is_asked(row, municipality)]
    if not rows:
        raise EstimatesError(f"Table {TABLE} has no rows of people of 65 and over in {municipality}")
    field = _field(rows[0])
    found: dict[int, dict[str, float]] = {}
    for row in rows:
        year, region, value = YEAR.fullmatch(_key(row, PERIOD)), _key(row, REGION), row.get(field)
        if year is None or value is None:
            continue
        if not isinstance(value, int | float) or not 0 <= value <= 100:
            raise EstimatesError(f"Table {TABLE} was changed: {field} of {region} is no percentage")
        if found.setdefault(int(year[1]), {}).setdefault(region, value) != value:
            raise EstimatesError(f"Table {TABLE} was changed: it has more than one {field} of {region} in {year[1]}")
    of_wijken = [year for year, lonely in found.items() if any(region.startswith("WK") for region in lonely)]
    if not of_wijken:
        raise EstimatesError(f"Table {TABLE} has no estimate for any wijk of {municipality}")
    newest = max(of_wijken)
    return Estimates(year=newest, fetched_on=today, lonely=dict(sorted(found[newest].items())))


def _check_age(ages: Iterable[Row]) -> None:
    """The key must still mean what it meant: figures of another group would look just as good."""
    title = next((str(age.get("Title")) for age in ages if str(age.get("Key")).strip() == AGED_65_PLUS), None)
    if title is None or not title.strip().startswith("65 jaar"):
        raise EstimatesError(f"Table {TABLE} was changed: {AGE} {AGED_65_PLUS} is not 65 and over, but {title}")


def _is_asked(row: Row, municipality: str) -> bool:
    """Whether it is one of ours, also where the server understands the filter in another way."""
    region = _key(row, REGION)
    ours = region == municipality or region.startswith(_wijken(municipality))
    return ours and _key(row, AGE) == AGED_65_PLUS and _key(row, MARGINS) == VALUE


def _field(row: Row) -> str:
    found = [name for name in row if name.rpartition("_")[0] == LONELY]
    if len(found) != 1:
        raise EstimatesError(f"Table {TABLE} was changed: it has {len(found)} fields {LONELY}, there should be one")
    return found[0]


def _key(row: Row, dimension: str) -> str:
    return str(row.get(dimension, "")).strip()


def _wijken(municipality: str) -> str:
    """What the codes of its wijken begin with."""
    return municipality.replace("GM", "WK")
