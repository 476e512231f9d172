"""What the bot says to a coordinator who writes to all their volunteers, and to those volunteers."""

WRITE = """\
**Bericht aan je vrijwilligers**
Typ je bericht. Dit gaat naar {to}{where}; je ziet het eerst zelf.
Namen, adressen, nummers en datums haal ik eruit. Noem liever de dag: vrijdag. Typ **stop** om niets te sturen."""
WHERE = " in {area}"
ONE, MORE = "1 vrijwilliger", "{count} vrijwilligers"

CHECK = "Dit gaat naar {to}{where}. Zo zien zij het:"
TAKEN_OUT = "Wat tussen haakjes staat, lezen zij ook zo. Mis je iets? Tik op Anders en zeg het in andere woorden."
TAP_TO_SEND = "Klopt het zo? Tik dan op Versturen."
ARRIVED = "**Van je coördinator:**\n\n{text}"
BUTTON_SEND = "Versturen"
BUTTON_OTHER = "Anders"
BUTTON_STOP = "Stoppen"
TYPED_SEND = ("versturen", "verstuur", "ja", "ja versturen", "ja verstuur")
TYPED_OTHER = ("anders", "nee", "terug", "opnieuw")

SENT = "Verstuurd aan {to}."
SENT_SLOWLY = "Dat gaat niet in één keer: na {minutes} minuten heeft iedereen het."
BLOCKED_ONE = "1 vrijwilliger heeft de bot geblokkeerd, en krijgt het niet."
BLOCKED = "{count} vrijwilligers hebben de bot geblokkeerd, en krijgen het niet."
BUTTON_WENT = "Is het aangekomen?"
WENT = "Aangekomen bij {to}."
UNDER_WAY = "Nog onderweg naar {to}."
NOT_ARRIVED = "Niet aangekomen bij {to}. Meestal is de bot dan geblokkeerd."
WENT_UNKNOWN = "Van dit bericht weet ik niets meer."

NOBODY = "Er is nu geen vrijwilliger{where} die ik kan bereiken. Er is niets verstuurd."
TOO_LONG = "Dat zijn meer dan {most} tekens, te veel voor één bericht. Er is niets verstuurd. Kun je het korter zeggen?"
NOTHING_LEFT = "Als ik weghaal waaraan je iemand herkent, blijft er niets over. Probeer het anders."
NOTHING_SENT = "Goed, er is niets verstuurd."
