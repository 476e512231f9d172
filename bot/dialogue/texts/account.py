"""What the bot says about somebody's own reports and data."""

REPORTS = "**Je laatste meldingen**"
REPORT_LINE = "{date}: {outcome}{code}{status}"
NO_REPORTS = "Je hebt nog niets gemeld, of het is hier niet meer te zien. Meldingen zonder opvolging zie je een dag terug, afgeronde een maand."
STATUSES = {
    "new": "nog niet opgepakt",
    "assigned": "toegewezen",
    "in-hand": "opgepakt",
    "waiting": "wacht even",
    "withdrawn": "ingetrokken",
    "done": "afgerond",
}
COUNTED = "alleen meegeteld"
WITHDRAWN_STATUS = "ingetrokken"
BUTTON_CHANGE = "Aanpassen: {what}"
BUTTON_KEPT = "Wat bewaart de bot van mij?"
BUTTON_WITHDRAW = "Intrekken: {what}"
WITHDRAWN = "Je melding is ingetrokken. De signalen zijn gewist."
TOO_LATE = "Deze melding kan niet meer worden ingetrokken. Bel je coördinator als er iets niet klopt."

ERASE = """\
**Alles van jou wissen?**
Ik wis je inschrijving, je gesprek en wat je kon terugvinden van je meldingen.
Wat je meldde, blijft zonder jou bestaan: niemand kan je er nog iets over vragen. Terughalen kan niet."""
BUTTON_ERASE = "Ja, wis alles"
BUTTON_KEEP = "Nee, laat staan"
ERASED = "Alles van jou is gewist. Dank je voor wat je deed. Wil je later weer meedoen, vraag dan een nieuwe code."
KEPT = "Goed, er is niets gewist."
