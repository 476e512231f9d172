"""What the bot says to coordinators about the week and the list of cases. The week is worded in bot/digest/texts.py."""

NOT_FOR_YOU = "Dit overzicht is voor coördinatoren."

OPEN_CASES = "**Open meldingen**\nDe dringendste staan bovenaan."
NO_OPEN_CASES = "Er staan geen meldingen open."
CASE_BUTTON = "{code} · {area}{urgent}{standing}"
CASE_URGENT = " · vandaag"
CASE_OVERDUE = " · te laat"
CASE_QUESTION = " · vraag"
