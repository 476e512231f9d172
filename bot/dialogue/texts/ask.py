"""What the bot says when somebody asks a question or leafs through the topics."""

SOURCES = "Bronnen: {sources}. Nagekeken: {checked}."
ONE_SOURCE = "Bron: {sources}. Nagekeken: {checked}."
ROUTE = "{name}: {phone}"
TO_CONFIRM = "nog niet nagekeken (bron {year})"
TO_CONFIRM_UNDATED = "nog niet nagekeken"
TURN_TO = "**Waar kun je terecht**"

BUTTON_MORE = "Meer lezen"
BUTTON_NONE = "Iets anders"
BUTTON_TOPICS = "Onderwerpen"
BUTTON_REPORT = "Dit melden"
BUTTON_BACK = "Terug naar onderwerpen"
BUTTON_HELPED = "👍 Hielp me"
BUTTON_NOT_SOUGHT = "👎 Niet wat ik zocht"

HELPED = "Fijn om te weten. Dank je."
NOT_SOUGHT = "Dank je, dat helpt ons om beter te worden. Zeg het gerust nog eens in andere woorden."
NOT_SOUGHT_KEPT = """\
Jammer. Ik heb je vraag zonder namen bewaard voor de coördinator.
Zeg het gerust nog eens in andere woorden, of kijk bij de onderwerpen."""
NOT_SOUGHT_BUT_PERHAPS = """\
Jammer. Ik heb je vraag zonder namen bewaard voor de coördinator.
Misschien bedoelde je een van deze?"""
STILL_NOT_SOUGHT = "Dank je. Je vraag ligt al bij de coördinator."

DID_YOU_MEAN = "Bedoel je een van deze?"
NONE_OF_THESE = """\
Dan weet ik het niet. Ik heb je vraag zonder namen bewaard voor de coördinator. Je hoort het als er een antwoord is.
Zeg het gerust nog eens in andere woorden, of kijk bij de onderwerpen."""
UNKNOWN = """\
Dat weet ik niet. Ik heb je vraag zonder namen bewaard voor de coördinator. Je hoort het als er een antwoord is.
Zeg het gerust nog eens in andere woorden, of kijk bij de onderwerpen. Heb je haast? Bel je coördinator.
**Is er nu gevaar? Bel {n112}.** Gedachten aan zelfdoding? Bel {n113}, dag en nacht."""
ONLY_SEARCH = "_Ik zoek nu alleen op woorden; het begrijpen start nog op. Straks begrijp ik je beter._"

TOPICS = "Waar wil je over lezen?"
SECTION = "**{title}**\nKies een onderwerp."
GONE = "Dit artikel bestaat niet meer. Kijk bij de onderwerpen, of stel je vraag."

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
