"""What the bot says to coordinators about the week and the cases. The week itself is worded in bot/digest/texts.py."""

NOT_FOR_YOU = "Dit overzicht is voor coördinatoren."
BUTTON_BACK = "Terug naar open meldingen"

OPEN_CASES = "**Open meldingen**\nDe dringendste staan bovenaan."
NO_OPEN_CASES = "Er staan geen meldingen open."
CASE_BUTTON = "{code} · {area}{urgent}"
CASE_URGENT = " · vandaag"

CASE = """\
**{code}** · {area} · {age_band} · niveau {level}
{signals}
{living}. Toestemming: {consent}.
Gemeld op {date}. {status}."""
STATUSES = {
    "new": "Nog niet opgepakt",
    "assigned": "Toegewezen",
    "in-hand": "Opgepakt",
    "waiting": "Wacht",
    "done": "Afgerond",
    "withdrawn": "Ingetrokken",
}
BUTTON_MOVES = {"in-hand": "Opgepakt", "done": "Afronden"}
MOVED = "**{code}**: {status}."
MOVED_ALREADY = "Iemand anders was je net voor, of het was al gebeurd. Zo staat het nu:"
CASE_UNKNOWN = "Die code ken ik niet. Misschien is de melding ingetrokken, of ging er iets mis bij het overnemen."
TOLD_REPORTER = "Je melding **{code}** is {status}. Dank je wel."
