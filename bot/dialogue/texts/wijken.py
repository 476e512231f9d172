"""What the bot says to coordinators about where nobody comes. Markdown; words in {} are filled in."""

TITLE = "**Waar komen we niet? · {area}**"
BY_EXPECTED = "Bovenaan staat waar het minst is gemeld voor wat je mag verwachten. Geteld vanaf {day}."
BY_RESIDENTS = "Bovenaan staat waar het minst is gemeld voor het aantal inwoners van 65 of ouder. Geteld vanaf {day}."
NO_WIJKEN = "In jouw gebied ligt geen wijk van Heerlen. Er valt hier dus niets te vergelijken."

WIJK = "**{name}**: {expected}, {visits} in een jaar."
WIJK_SHORT = "- **{name}**: {expected}, {visits}"
WITH_IT = "{name} met {others}"
AND = " en "
LONELY = "ongeveer {count} eenzame 65-plussers verwacht"
LONELY_FEW = "minder dan {count} eenzame 65-plussers verwacht"
LONELY_SHORT = "ongeveer {count} verwacht"
LONELY_FEW_SHORT = "minder dan {count} verwacht"
NO_ESTIMATE = "geen schatting voor deze wijk"
RESIDENTS = "{count} inwoners van 65 of ouder"
RESIDENTS_HERE = "Er wonen {count} mensen van 65 of ouder."
VISITS_NONE = "geen bezoek gemeld"
VISITS_ONE = "1 bezoek"
VISITS_MORE = "{count} bezoeken"
PER_100 = "Dat is {per_100} bezoek op elke 100 van hen."
PER_100_SHORT = " ({per_100} per 100)"
SHORT_EXPLAINED = "Tussen haakjes: de bezoeken op elke 100 inwoners van 65 of ouder."
TALKS_NONE = "Een gesprek was er niet."
TALKS_MORE = "{count} keer was er een gesprek."

SOURCE = "Verwacht: {source}, schatting {year}, {group}. Het is berekend en niet geteld, en kan dus afwijken."
SHARE = "In heel Heerlen is naar schatting {percent} procent van de mensen van {group} eenzaam ({source}, {year})."
OLD = "Deze schatting is opgehaald op {day}. Er kan een nieuwere zijn."
NO_ESTIMATES = """\
Hoeveel eenzame mensen je per wijk mag verwachten, weet ik nog niet.
De beheerder haalt die schatting op met: {command}"""
DAMAGED = """\
De schatting van eenzaamheid per wijk kan ik niet lezen.
De beheerder haalt haar opnieuw op met: {command}"""
COMMAND = "python -m bot fetch-estimates"
RESIDENTS_SOURCE = """\
Inwoners van 65 of ouder: CBS, {year}. Wij komen bij mensen vanaf 75; hoeveel dat er per wijk zijn, weten we niet."""
ELSEWHERE = "Niet meegeteld: {what}."
WITHOUT_WIJK = "{visits} zonder wijk"
OUTSIDE = "{visits} buiten Heerlen"
FOR_YOU = "Dit is alleen voor jou. Stuur het niet door: een klein aantal kan iemand aanwijzen."

BUTTON_ALL = "Alle wijken ({count})"
BUTTON_WEEK = "Weekoverzicht"
