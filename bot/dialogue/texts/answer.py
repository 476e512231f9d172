"""What the bot says while a coordinator answers questions, and to who asked them."""

WRITE = """\
**Schrijf een antwoord op {count}:**
{questions}

Je ziet het eerst terug, en verstuurt het dan zelf. Het gaat naar {people}.
Wie het vroeg, ziet niet wie je bent. Namen en adressen haal ik eruit. Typ **stop** om niets te sturen."""
CHECK = """\
**Dit gaat naar {people}:**

{message}"""
CHECK_OWN_QUESTION = "Ieder ziet de eigen vraag erboven."
PERSON_ONE = "1 persoon"
PERSON_MORE = "{count} mensen"

TOLD = 'Je vroeg laatst: "{question}"\nEen coördinator antwoordt:\n\n{text}'
TOLD_WRONG = "Je meldde laatst dat **{title}** niet klopt. Een coördinator antwoordt:\n\n{text}"
TOLD_WRONG_WORDS = 'Je meldde laatst dat **{title}** niet klopt: "{question}"\nEen coördinator antwoordt:\n\n{text}'
SENT = "Verstuurd aan {people}. Beantwoord: {count}."
NOTHING_SENT = "Goed, er is niets verstuurd. De vragen staan nog open."
NOBODY_LEFT = """\
Wie dit vroeg, is er niet meer, of heeft de bot geblokkeerd. Een antwoord komt dus bij niemand aan.
Koppelen aan een onderwerp kan wel. Dan weet ik het de volgende keer zelf."""

TYPED_SEND = ("ja", "versturen", "verstuur", "stuur maar", "sturen", "klopt")
TYPED_BACK = ("terug", "vorige")

BUTTON_SEND = "Versturen"
BUTTON_AGAIN = "Anders"
BUTTON_STOP = "Stoppen"
BUTTON_QUESTIONS = "Terug naar de vragen"
BUTTON_ASK = "Iets anders vragen"
BUTTON_RESUME = "Verder met mijn antwoord"
