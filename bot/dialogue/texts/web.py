"""What stands on the page in a browser around the conversation: signing in and out, labels, and what went wrong."""

NAME = "Opmerkzaam"
WHAT = "Voor vrijwilligers die mensen van 75 jaar en ouder bezoeken."
SKIP = "Direct naar het tekstvak"
TO_SIGN_IN = "Direct naar het invulveld"

HELP_LABEL = "Direct hulp aan de telefoon"
HELP = {"n112": "Nu gevaar", "n113": "Gedachten aan zelfdoding", "veilig_thuis": "Veilig Thuis"}
"""What is said beside each number of the help cards."""

CONVERSATION = "Gesprek"
BOT = "Opmerkzaam"
YOU = "Jij"
CHOICES = "Keuzes"
FIELD = "Jouw bericht"
SEND = "Versturen"
NEWER = "Nieuw bericht"
"""What somebody taps who reads further up, while something new came."""
ENTER_SENDS = "Enter verstuurt. Shift en Enter samen: een nieuwe regel."
FETCH = "Kijken of er iets nieuws is"
DOWNLOAD = "Bestand openen: {name}"
WAIT = "Een ogenblik."
NOT_SENT = "Dat lukte niet. Er is misschien geen verbinding. Wat je typte, staat er nog. Probeer het nog eens."

SCREEN = "Scherm"
SIGN_OUT = "Afmelden"
SIGN_OUT_TITLE = "Afmelden op dit apparaat"
SIGN_OUT_TEXT = """\
Na het afmelden kun je hier niet meer terug met je oude code. Je hebt dan een **nieuwe uitnodiging** nodig, van je coördinator.

Wat de bot van je bewaart, blijft staan. Wil je dat ook weg hebben? Ga dan eerst terug, en typ: wis mijn gegevens."""
SIGN_OUT_YES = "Ja, afmelden"
SIGN_OUT_NO = "Nee, terug naar het gesprek"
SIGNED_OUT = "Je bent afgemeld op dit apparaat."

SIGN_IN_TITLE = "Beginnen met Opmerkzaam"
SIGN_IN_TEXT = """\
Heb je een uitnodiging? Typ dan hier je code. Hij heeft tien letters en cijfers.

Heb je geen code? Vraag er een aan de coördinator van je vrijwilligersorganisatie. Elke code werkt één keer, zeven dagen lang."""
CODE = "Je uitnodigingscode"
BEGIN = "Beginnen"
WRONG_CODE = "Deze code werkt niet. Kijk of je hem goed hebt overgenomen. Of vraag je coördinator om een nieuwe."
TOO_MANY_CODES = "Er zijn nu te veel verkeerde codes geprobeerd. Wacht een minuut en probeer het dan nog eens."
SESSION_OVER = "Je bent hier niet meer aangemeld. Met een nieuwe code kun je weer beginnen."

GROUP_LINK = "De code van de groep staat in het tekstvak. Kies Versturen om mee te doen."
GROUP_NOT_SIGNED_IN = """\
Deze link is van een groep die samen oefent. Begin eerst met je eigen uitnodigingscode. Typ daarna in het gesprek: **{code}**"""

CLOSED_TITLE = "Deze pagina is nog dicht"
CLOSED = """\
Open hem met het adres dat in je terminal staat, met alles wat achter het vraagteken staat. Het werkt één keer.

Doet het niets meer? Stop de bot met Ctrl-C en start hem opnieuw."""

NOT_STORED = """\
Je laatste bericht is niet aangekomen: ik kan nu even niets bewaren. Stuur het over een paar minuten nog eens.
Is er nu gevaar, bel dan **{n112}**."""
WORKING = "Ik ben er nog mee bezig. Het antwoord komt hieronder."
TOO_LONG = "Dit bericht is te lang. Maak er twee of drie kortere van."
NO_WORDS = "Er stond nog niets in het tekstvak."

PROBLEM_TITLE = "Dit lukt nu niet"
PROBLEMS = {
    400: "Dit kan ik niet lezen. Ga terug naar het gesprek en probeer het nog eens.",
    403: "Dit kwam niet van deze pagina. Er is niets gebeurd.",
    404: "Deze pagina is er niet.",
    405: "Deze pagina is er niet.",
    413: TOO_LONG,
    421: "Op dit adres is geen pagina.",
    500: "Er ging hier iets mis. Probeer het nog eens. Is er nu gevaar, bel dan een van de nummers hierboven.",
    503: "Ik kan nu even niets lezen of bewaren. Probeer het over een paar minuten. Is er nu gevaar, bel dan een van de nummers hierboven.",
}
"""By HTTP's status."""
BACK = "Naar het gesprek"
