"""What the bot says when somebody asks what it keeps of them, and the words of the file that they get."""

TITLE = "**Dit bewaart de bot van jou**"
GUEST = "Je bent hier gast: je mag alles vragen."
ROLE = "Je bent **{role}** sinds {since}{area}."
ROLE_AREA = ", voor {area}"
ROLES = {"guest": "gast", "volunteer": "vrijwilliger", "coordinator": "coördinator", "admin": "beheerder"}
ALIAS = "Je heet hier **{alias}**. Zo kent je coördinator je in de lijst; je naam weet ik niet."
ADDRESS = "Het nummer van dit gesprek, versleuteld. Zonder dat kan ik je niet antwoorden."
LAST_SEEN = "Je schreef voor het laatst op {day}. Alleen de dag bewaar ik."
TERM_INVITED = "Hoor ik twee jaar niets van je, dan wis ik dit allemaal."
TERM_GUEST = "Hoor ik negentig dagen niets van je, dan wis ik dit allemaal."

REPORTS = "**Je meldingen: {count}**"
REPORTS_MORE = "en nog {count}; in het bestand staan ze allemaal"
REPORTS_TERM = """\
Een notitie wis ik na negentig dagen. Zonder opvolging hoort een melding na een dag niet meer bij jou, met opvolging een
maand nadat hij is afgerond. Een jaar later blijven er alleen aantallen per week over."""
SAID = "Je gaf door: {what}"
NOTE = "met een notitie"
SIGNALS_ONE = "1 signaal"
SIGNALS_MORE = "{count} signalen"

QUESTIONS = "**Wat ik van je bewaar voor de coördinator: {count}**"
WRONG = 'Je meldde dat "{title}" niet klopt'
WRONG_WORDS = 'Je meldde dat "{title}" niet klopt: {text}'
ANSWERED = " (een coördinator antwoordde op {day})"
QUESTIONS_TERM = "Ze staan er zonder namen. Na negentig dagen wis ik ze."

REST = "**En verder**"
CONVERSATION = "Waar je nu mee bezig bent. Dat wis ik als je klaar bent, en anders na dertig dagen."
STEPS = "Stappen die je zette in meldingen, zonder je naam: {count}. Ze gaan weg met de melding."
WAITING = "Berichten die nog naar je onderweg zijn: {count}. Na veertien dagen geef ik het op."
DELIVERED = "Berichten die ik je stuurde: {count}. Alleen de dag en waar het over ging, versleuteld. Dat wis ik na zestig dagen."
DUTY = "Je dienst voor meldingen met haast: {days}, {until}. Dat wis ik een maand na de laatste dag."
DIGESTS = "Weekoverzichten zoals je ze kreeg: {count}, versleuteld. Na zestig dagen wis ik ze."
CHOICE = "Je keuze voor het weekoverzicht: {choice}"
WRONG_CODES = "Uitnodigingscodes die op {day} niet werkten: {count}."
USAGE = "Hoe vaak je de laatste tijd iets stuurde, tikte, vroeg en meldde, versleuteld: dan merk ik het als het er te veel worden. Dat wis ik na een dag."
USED = {"sent": "berichten", "tapped": "tikken op knoppen", "asked": "vragen", "reported": "meldingen"}
PRACTICE = "Hoe het oefenen gaat: welke voorbeelden je deed ({count}), hoe dat ging en wanneer ze terugkomen, versleuteld. Dat ziet niemand anders."
GROUP = (
    "Antwoorden die je in een groep gaf: {count}, versleuteld. De groep ziet alleen aantallen. Na twee dagen wis ik ze."
)
VISITS = """\
Bezoeken die je plande, versleuteld: {visits}. Bij wie, weet ik niet. Dat wis ik als het bezoek voorbij is."""
CHECK_IN = "Dat ik op {day} vraag hoe het met je gaat, versleuteld. Dat wis ik daarna."
PRACTICE_REMINDER = "Dat ik je op {day} aan het oefenen herinner. Dat wis ik daarna."
REMINDERS_OFF = "Dat je geen herinneringen wilt. Toch weer? Typ **herinneringen aan**."
VOTES = "Je duimen bij artikelen, versleuteld: {helped} keer 👍 en {not_sought} keer 👎. Alleen jij ziet dat ze van jou zijn."
VOTED = {"helped": "hielp me", "not": "niet wat ik zocht"}
NO_SETTINGS = "Instellingen van jou heb ik niet."
NOTHING_ELSE = "Wat je typt, bewaar ik verder niet."

BUTTON_FILE = "Geef mij alles als bestand"
BUTTON_ALIAS = "Geef me een andere naam"
BUTTON_LEAVE = "Ik stop als {role}"
BUTTON_ERASE = "Wis alles van mij"

FILE_NAME = "wat-opmerkzaam-van-mij-bewaart.json"
FILE = """\
Hier staat alles in wat ik van jou bewaar. Je kunt het bestand openen met elk programma dat tekst leest.
Bewaar het op een plek waar alleen jij bij kunt."""

ASKED = (
    r"(wat|welke (gegevens|informatie)|hoeveel) (bewaar|bewaart|weet|heb|heeft|houd|houdt|onthoud|onthoudt|sla|slaat)"
    r" (je|jij|de bot|dit|dit programma|jullie|opmerkzaam|hij)( (allemaal|eigenlijk|nou|precies|bij|op))*"
    r" (van|over) (mij|me)( (op|bij|allemaal|eigenlijk|precies))*"
    r"|(wat|welke gegevens) (staat|staan) er (van|over) (mij|me)( (in|opgeslagen|allemaal))*"
    r"|(mag|kan) ik (mijn|m n) gegevens (zien|inzien|krijgen|hebben|opvragen)"
    r"|(ik wil |laat )?(mijn|m n) gegevens( (zien|inzien|bekijken|opvragen|downloaden|exporteren))?"
)
"""How people ask it, in lower case and without punctuation."""
