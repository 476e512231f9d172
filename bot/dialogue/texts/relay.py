"""What the bot says while a coordinator and a reporter write to each other about a case."""

QUESTIONS = {"how-is-it": "Hoe staat het ermee?", "go-again": "Wil je nog eens langsgaan?", "call-me": "Bel mij"}
"""What a coordinator usually asks."""

ANSWERS = {
    "picked-up": "Opgepakt",
    "not-managed": "Niet gelukt",
    "not-home": "Niet thuis",
    "no-help-wanted": "Wil geen hulp",
    "call-me": "Bel mij",
}
"""What a reporter usually answers."""

USUAL = QUESTIONS | ANSWERS

WRITE = {
    "reporter": """\
**Schrijf de melder van {code}**
Typ je bericht, of tik een knop. De melder ziet niet wie je bent, en jij niet wie de melder is.
Namen en adressen haal ik eruit. Typ **stop** om niets te sturen.""",
    "coordinator": """\
**Schrijf de coördinator over {code}**
Typ je bericht, of tik een knop. De coördinator ziet niet wie je bent.
Namen en adressen haal ik eruit. Typ **stop** om niets te sturen.""",
}
TYPED_BACK = ("terug", "vorige")

BUTTON_BACK = "Terug"
BUTTON_RESUME = "Verder met mijn bericht"
BUTTON_WRITE = "Zelf schrijven"
BUTTON_ANSWER = "Schrijf terug"

ARRIVED = {
    "reporter": "**Bericht over je melding {code}**\nEen coördinator schrijft:\n\n{text}",
    "coordinator": "**Bericht over {code}**\nDe melder schrijft:\n\n{text}",
}
ASKED_TO_CALL = {
    "reporter": """\
**Een coördinator wil je spreken over {code}.**
Bel je coördinator en noem de code. De coördinator weet niet wie je bent.""",
    "coordinator": """\
**De melder van {code} wil je spreken.**
Wie het is, weet je niet en stuur ik niet door. De melder hoort van mij dat bellen met de code het snelst gaat.""",
}
PASSED_ON = {
    "reporter": "Dit gaf ik door aan de melder van **{code}**:\n\n{text}",
    "coordinator": "Dit gaf ik door aan de coördinator, over **{code}**:\n\n{text}",
}
PASSED_ON_CALL = {
    "reporter": "Ik heb de melder van **{code}** gevraagd om te bellen en de code te noemen.",
    "coordinator": """\
Ik heb doorgegeven dat je over **{code}** wilt praten.
De coördinator weet niet wie je bent, en kan jou dus niet bellen. Bel zelf en noem de code. Dat gaat het snelst.""",
}

NOTHING_SENT = "Goed, er is niets verstuurd."
TOO_LONG = "Dat zijn meer dan {most} tekens, te veel voor één bericht. Er is niets verstuurd. Kun je het korter zeggen?"
NOTHING_LEFT = (
    "Als ik weghaal waaraan je iemand herkent, blijft er niets over. Er is niets verstuurd. Probeer het anders."
)
REPORTER_GONE = "De melder van **{code}** is er niet meer, of heeft de bot geblokkeerd. Er is niets verstuurd."
NOBODY = """\
Er is nu geen coördinator die ik kan bereiken. Er is niets verstuurd.
Bel je coördinator en noem de code **{code}**."""
WITHDRAWN = "De melding **{code}** is ingetrokken. Schrijven kan niet meer."
OWN = "De melding **{code}** deed je zelf."
