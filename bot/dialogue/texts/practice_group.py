"""What the bot says when a group practises together: to the trainer, and on the phones of who takes part."""

BUTTON_TRAINING = "Oefenen met een groep"

CHOOSE = """\
**Oefenen met een groep**
Jij kiest een voorbeeld en zet het op het scherm. Iedereen antwoordt op de eigen telefoon. Wie wat antwoordt, ziet niemand.

Wat voor voorbeeld zoek je?"""
LEVELS = {1: "Licht", 2: "Vraagt een vervolg", 3: "Vraagt vandaag actie"}
CHOOSE_CASE = "**{level}**\nKies een voorbeeld. Je leest het eerst zelf."
NO_CASES = "Hier zijn geen voorbeelden van."
PREVIEW = "**{title}**\n\n{story}\n\n{count} vragen. Begin als de groep klaarzit."
SERIOUS = "Dit voorbeeld gaat over niet meer willen leven. Zeg dat vooraf. Wie liever niet meedoet, hoeft niet."
BUTTON_BEGIN = "Begin met deze groep"
BUTTON_OTHER = "Een ander voorbeeld"
BUTTON_BACK = "Terug"

OPENED = """\
**De code voor je groep: {code}**
Zet hem op het scherm of zeg hem hardop. Iedereen typt de code in het gesprek met de bot. De code werkt vandaag."""
OPENED_LINK = "Scannen kan ook, met de camera van de telefoon.\nLink: {link}"
FILE_NAME = "groep.png"
QR_SHOWS = "Een QR-code. Wie hem scant, doet mee met de groep. De code is {code}."

STANDING = "**Code {code}** · {members}, {answered}."
MEMBERS = ("1 doet mee", "{count} doen mee")
ANSWERED = ("1 antwoord", "{count} antwoorden")
EXPLAINED = "De uitleg staat op alle telefoons."
BUTTON_FRESH = "Ververs"
BUTTON_SPREAD = "Toon de verdeling"
BUTTON_EXPLAIN = "Toon de uitleg"
BUTTON_NEXT = "Volgende vraag"
BUTTON_STOP = "Stop"
STOP_SURELY = "Stoppen voor iedereen? De antwoorden worden dan gewist."
BUTTON_STOP_SURELY = "Ja, stoppen voor iedereen"
BUTTON_STOP_NOT = "Nee, doorgaan"
IN_A_BROWSER = "Wil je de vraag groot op een scherm? Leid de groep dan in de browser, met een eigen uitnodiging: {page}"
SCREEN = "Voor het grote scherm: kies **Scherm**, bovenaan deze pagina."
TOO_FEW_NOTICE = "Nog te weinig antwoorden."
TOO_FEW = "Er zijn nog te weinig antwoorden. Vanaf drie laat ik de verdeling zien: anders weet je wie wat antwoordde."
SPREAD = "**{question}**"
BAR = "{letter}. {text}: {count}"
SPREAD_SMALL = "{answered} van de {members} mensen antwoordden."
SPREAD_SHOWS = "Staafdiagram. {question} {bars}. {small}"
SPREAD_FILE = "verdeling.png"
STOPPED = "De groep is gesloten. Alle antwoorden zijn gewist."
NO_GROUP = "Er loopt geen groep. Wil je er een beginnen?"

WELCOME = "Je doet mee met de groep. Je antwoord zie je alleen zelf; op het scherm staan aantallen."
JOINED_ALREADY = "Je doet al mee."
LEFT = "Je doet niet meer mee met de groep. Wat je antwoordde, is gewist. Toch weer meedoen? Typ de code."
UNKNOWN_CODE = "Deze code ken ik niet. Kijk nog eens op het scherm. Een code werkt alleen op de dag zelf."
YOUR_OWN = "Deze groep leid je zelf."
MAY_CHANGE = "Je mag het nog veranderen. Kijk op het scherm."
LOOK = "Kijk op het scherm."
PAST = "Die vraag is voorbij."
WAIT = "Kijk op het scherm. De volgende vraag komt vanzelf."
FITS = "**Dit past**"
ENDED = "De groep is klaar. Dank je voor het meedoen. Zelf verder oefenen kan ook, wanneer je wilt."
BUTTON_ALONE = "Zelf oefenen"
