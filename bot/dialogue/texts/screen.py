"""What stands on the screen before a group that practises, around the case itself."""

TITLE = "Scherm"
NO_GROUP_TITLE = "Hier komt het scherm van je groep"
NO_GROUP = """\
Je leidt nu geen groep. Zo begin je, als je coördinator bent:

1. Ga naar het gesprek en typ **/training**.
2. Kies een voorbeeld en dan **Begin met deze groep**.
3. Kom hier terug. Deze pagina laat dan vanzelf de code zien."""
TO_CONVERSATION = "Naar het gesprek"

JOIN = "Doe mee"
JOIN_HOW = "Typ deze code in je gesprek met de bot."
JOIN_SCAN = "Of scan dit met je telefoon."
QR_SHOWS = "QR-code om mee te doen"
CODE = "Code"
MEMBERS = "Doen mee"
ANSWERED = "Antwoorden"
OF = "{answered} van {members}"

NUMBER = "Vraag {number} van {total}"
STORY = "Het verhaal"
ANSWER = "Antwoord"
COUNT = "Aantal mensen"
PEOPLE = ("1 mens", "{count} mensen")
FITS = "Dit past"
SPREAD = "Zo antwoordden {answered} van de {members} mensen."
STANDS_STILL = "De verdeling staat stil. Met **Ververs** tellen de nieuwe antwoorden mee."
EXPLANATION = "Uitleg"
TOO_FEW = "De verdeling kan vanaf drie antwoorden."
CHOICES = "Voor wie de groep leidt"
WAIT = "Een ogenblik."
NOT_SENT = "Dat lukte niet. Er is misschien geen verbinding. Probeer het nog eens."
