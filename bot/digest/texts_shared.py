"""What the picture, the PDF and the CSV say. Plain text; words in {} are filled in."""

TITLE = "Week {number} · {area}"
FILE_TITLE = "Opmerkzaam, week {number} van {year}, {area}"
PERIOD = "{first} tot en met {last}"
DAY = "{weekday} {day}"
DAY_MONTH = "{weekday} {day} {month}"
DAY_MONTH_YEAR = "{weekday} {day} {month} {year}"
TREND = "Bezoeken per week"
WEEK = "wk {number}"
VISITS = "bezoeken"
NOTICED = "iets opgemerkt"
LAST_YEAR = "vorig jaar"
NOT_SHOWN = "niet getoond"
DIMENSIONS = "Signalen deze week"
DIMENSIONS_TOO_FEW = "Te weinig signalen om te tonen."
QUIET = "Een rustige week: te weinig om te tonen."

HIDDEN = "–"
"""Stands in a table where a count is not shown."""

ABOUT = "Opmerkzaam"
WHAT = "Vrijwilligers bezoeken mensen van 75 jaar en ouder en geven door wat hun opvalt."
SMALL = "Aantallen onder {minimum} staan er niet in, zodat niemand te herkennen is."
WHY_HIDDEN = (
    "In deze cijfers is niemand te herkennen. Aantallen onder {minimum} staan er daarom niet in (–). "
    "Soms ontbreekt ook een groter aantal, als iemand er een klein aantal mee kan uitrekenen."
)
ASK = "Vragen? Stel ze aan de coördinator die je dit stuurde."
PAGE = "{title} · gemaakt op {day} · bladzijde"
PAGE_OF = "van"

CHART_ALT = "Staafdiagram van de bezoeken per week. {weeks}"
CHART_WEEK = "{week}: {what}."
DIMENSIONS_ALT = "Staafdiagram van de signalen deze week. {lines}."
COUNTED = "{label} {count}"

TREND_TABLE = "Per week"
COUNT = "aantal"
OTHERS = "{count} andere regels"
ALL = "alle {count} regels"
"""Stand in a table for many lines that are not shown."""

CSV_HEADER = ("code", "omschrijving", "aantal")
