"""What the bot says to a coordinator about who takes part, and to whom that concerns."""

TITLE = "**Vrijwilligers: {count}**{where}"
TITLE_EVERYBODY = "**Wie meedoet: {count}**{where}"
WHERE = "\nJe ziet wie in {area} werkt."
PAGE = "\nBladzijde {page} van {pages}."
ABOUT = "De namen zijn verzonnen. Tik op een naam om iets te veranderen."
NOBODY = "Er doet hier nog niemand mee. Nodig iemand uit."
UNKNOWN = "Die naam staat niet in jouw lijst."
NAMELESS = "nog zonder naam"
LINE = "**{alias}**{role} · {area} · sinds {since} · laatst actief: {seen}{blocked}"
LINE_ROLE = " ({role})"
BLOCKED = " · heeft de bot geblokkeerd"
BUTTON_BEFORE = "Vorige"
BUTTON_AFTER = "Volgende"
BUTTON_LIST = "Terug naar de lijst"

CARD = """\
**{alias}**, {role}
Gebied: {area}
Sinds {since}. Laatst actief: {seen}."""
CARD_BLOCKED = "Heeft de bot geblokkeerd. Berichten komen niet aan."
BUTTON_AREA = "Ander gebied"
BUTTON_REMOVE = "Verwijderen"

WHICH_AREA = "**In welk gebied werkt {alias}?**\nNu: {area}."
MOVED = "**{alias}** werkt nu in {area}, en hoort dat van mij."
MOVED_ALREADY = "**{alias}** werkte al in {area}. Er is niets veranderd."
TOLD_MOVED = "Je coördinator heeft je gebied veranderd. Je werkt nu in {area}. Klopt dit niet? Bel je coördinator."

REMOVE = """\
**{alias} verwijderen?**
Bezoeken melden kan dan niet meer, vragen stellen wel. Wat {alias} meldde, blijft staan.
{alias} hoort dat van mij."""
BUTTON_REMOVE_YES = "Ja, verwijder {alias}"
BUTTON_REMOVE_NO = "Nee, laat staan"
REMOVED = "**{alias}** is verwijderd, en hoort dat van mij."
GONE = "Dat was al gebeurd: deze persoon doet niet meer mee."

TODAY, YESTERDAY = "vandaag", "gisteren"
DAYS_AGO = "{count} dagen geleden"
WEEK_AGO = "een week geleden"
WEEKS_AGO = "{count} weken geleden"
MONTHS_AGO = "{count} maanden geleden"
YEAR_AGO = "langer dan een jaar geleden"
COUNTS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
