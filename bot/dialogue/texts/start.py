"""What the bot says at the start, in the menu, and when it cannot do anything with what was sent.

Numbers in {} come from knowledge/routes.yml.
"""

WELCOME = """\
**Welkom bij Opmerkzaam.**
Ik help je bij bezoeken aan mensen van 75 jaar en ouder.
Ik ben een computerprogramma, geen hulpverlener. Ik bewaar geen namen en geen adressen.
**Is er nu gevaar? Bel {n112}.** Gedachten aan zelfdoding? Bel {n113}, dag en nacht.

Waar kan ik je mee helpen?"""
WELCOME_BACK = "Welkom terug. Wat wil je doen? Je kunt ook gewoon je vraag typen."
WELCOME_BEHIND_LINK = "Ik ben Opmerkzaam: ik help bij bezoeken aan mensen van 75 jaar en ouder."

FIRST_QUESTIONS = "Typ je vraag, in je eigen woorden. Of kies er een die vaak gesteld wordt."
QUESTIONS = {
    "signalen-overzicht": "Waaraan merk ik dat iemand eenzaam is?",
    "gesprek-beginnen": "Hoe begin ik het gesprek?",
    "weerstand": "Wat doe ik als iemand geen hulp wil?",
    "wie-bel-ik-wanneer": "Wie bel ik wanneer?",
    "toestemming": "Wat mag ik doorgeven?",
}
"""The article that answers a first question, and how somebody would ask it."""

BEFORE_A_VISIT = "Goed om te lezen voordat je gaat:"
READ_BEFORE_A_VISIT = ("huisbezoek-voorbereiden", "aan-de-deur", "gesprek-beginnen", "eigen-veiligheid")

ABOUT = """\
**Wat ik ben**
Ik ben een computerprogramma, geen hulpverlener. Ik zoek je antwoord in artikelen die mensen schreven en nakeken.
Ik verzin niets. Weet ik iets niet, dan zeg ik dat.

**Wat ik bewaar**
Geen namen en geen adressen. Een vraag zonder antwoord gaat zonder namen naar de coördinator. Een melding gaat over wat
je zag, niet over wie je bezocht.

**Is er nu gevaar? Bel {n112}.** Gedachten aan zelfdoding? Bel {n113}, dag en nacht."""

JOIN = """\
**Meedoen als vrijwilliger**
Een coördinator nodigt je uit, met een link, een plaatje om te scannen of een code. Dan kun je ook bezoeken melden.
Heb je een code? Typ hem hier.
Ken je nog geen coördinator? Vraag ernaar bij het welzijnswerk of de gemeente. Vragen stellen kan altijd."""

MENU = "Wat wil je doen? Je kunt ook gewoon je vraag typen."
GREETING = "Hallo. Waar kan ik je mee helpen? Typ je vraag, of kies hieronder."
THANKS = "Graag gedaan. Ik ben er als je weer iets wilt weten of doorgeven."

HELP = """\
**Zo werkt het**

{lines}

Ik geef uitleg met de bron erbij. Twijfel je, overleg dan met je coördinator."""
HELP_LINES = (
    ("all", "Typ je vraag, zoals je hem aan een collega stelt."),
    ("all", "Typ **zoek** met een woord erachter, zoals **zoek rouw**."),
    ("all", "Typ **onderwerpen** om te bladeren."),
    ("invited", "Typ **melden** om een bezoek door te geven."),
    ("invited", "Typ **bezoek morgen 14:00** om een bezoek te plannen."),
    ("all", "Typ **oefenen** voor een kort voorbeeld, en **kaart** voor de signaalkaart."),
    ("invited", "Typ **mijn meldingen** om ze te zien of in te trekken."),
    ("coordinating", "Typ **weekoverzicht** of **beheer** voor wat coördinatoren doen."),
    ("all", "Typ **nu hulp nodig** bij gevaar, of als je je zorgen maakt."),
    ("all", "Typ **stop** om ergens mee op te houden, en **menu** om de knoppen te zien."),
)
"""What can be typed, each for whom (see `bot.dialogue.menu`). At most ten lines for anybody."""

ASK = "Stel je vraag maar, in je eigen woorden. Noem liever geen namen."

BUTTON_FIRST_ASK = "Ik heb een vraag"
BUTTON_FROM_VISIT = "Ik kom van een bezoek"
BUTTON_TO_VISIT = "Ik ga op bezoek"
BUTTON_JOIN = "Ik wil meedoen"
BUTTON_ABOUT = "Wat ben je?"
BUTTON_WHAT_ELSE = "Wat kun je nog meer?"
BUTTON_KEPT = "Wat bewaar je?"

BUTTON_ASK = "Een vraag stellen"
BUTTON_VISIT = "Bezoek plannen"
BUTTON_PRACTICE = "Oefenen"
BUTTON_CARD = "Signaalkaart"
BUTTON_REPORT = "Bezoek melden"
BUTTON_TOPICS = "Onderwerpen"
BUTTON_MINE = "Mijn meldingen"
BUTTON_WEEK = "Weekoverzicht"
BUTTON_QUESTIONS = "Vragen zonder antwoord ({count})"
BUTTON_HELP_NOW = "Nu hulp nodig"
BUTTON_RESUME = "Verder met mijn melding"
BUTTON_MENU = "Menu"
BUTTON_STOP = "Ophouden met dit"

UNFINISHED_REPORT = "Je was bezig met een melding. Die staat nog voor je klaar."

INVITED = {
    "volunteer": "Je uitnodiging klopt. Je kunt nu ook bezoeken melden.",
    "coordinator": "Je uitnodiging klopt. Je bent nu coördinator: je krijgt elke week het overzicht. Wanneer, kies je met /instellen.",
    "admin": "Je uitnodiging klopt. Je bent nu beheerder.",
}
INVITED_AREA = " Je gebied: {area}."
ALIAS = """\
Je heet hier **{alias}**. Zo kent je coördinator je in de lijst; je naam weet ik niet."""
ALIAS_OF_COORDINATOR = "Je heet hier **{alias}**. Zo kennen anderen je in de lijst; je naam weet ik niet."
INVITATION_FOR_ANOTHER = """\
Deze uitnodiging geeft je niets nieuws: je mag hier al meer. Er is niets veranderd.
De code is nog te gebruiken door degene voor wie hij is."""
TOO_MANY_CODES = """\
Vandaag zijn er al vijf codes geprobeerd die niet werkten. Morgen kun je het weer proberen.
Vraag je coördinator intussen of je de goede code hebt."""
INVITATION_UNKNOWN = """\
Deze code werkt niet (meer). Een code werkt één keer, en zeven dagen lang.
Vraag je coördinator om een nieuwe."""
INVITATION_NEEDED = """\
Melden kan als je bent uitgenodigd door een coördinator. Heb je een code? Typ hem hier.
Vragen stellen kan altijd."""

NOTHING_TO_STOP = "Er loopt niets dat ik kan stoppen. Wat wil je doen?"

NOT_UNDERSTOOD = {
    "photo": "Foto's bekijk ik niet, en ik bewaar ze niet. Wil je in woorden vertellen wat je zag? Zonder namen.",
    "sticker": "Leuk, maar stickers begrijp ik niet. Typ je vraag, of kies hieronder.",
    "voice": "Ik kan niet luisteren naar spraak, en ik bewaar het bericht niet. Wil je het typen?",
    "location": "Een locatie heb ik niet nodig, en ik bewaar hem niet. Een buurt noemen is genoeg.",
    "edited": "Ik zie dat je een bericht hebt veranderd. Ik lees alleen nieuwe berichten. Stuur het gerust opnieuw.",
    "other": "Dit kan ik niet lezen. Ik begrijp alleen tekst. Typ je vraag, of kies hieronder.",
    "empty": "Ik zie geen woorden in je bericht. Typ je vraag, of kies hieronder.",
    "short": "Daar lees ik geen vraag in. Typ je vraag in een hele zin, of kies hieronder.",
    "command": "Dat ken ik niet. Typ gewoon je vraag, of kies hieronder.",
    "code": "Die code klopt niet. Kijk nog eens goed: het zijn twee woorden en twee cijfers, zoals merel-fiets-42.",
    "foreign": "Ik lees vooral Nederlands. Wil je het in het Nederlands proberen?",
}

SAID_WHILE_WRITING = frozenset({"voice", "edited", "code"})
"""Of these also who is writing must know what became of it; the others speak of questions and the menu."""
STILL_WRITING = "Je bent nog een bericht aan het schrijven. Typ het, of tik op Stoppen."
BUTTON_STOP_WRITING = "Stoppen"

OLD_BUTTON = "Die knop hoort bij een gesprek dat al klaar is. Er is niets veranderd. Wat wil je doen?"
PHOTO_WITH_WORDS = "De foto bekijk ik niet, en ik bewaar hem niet. Je woorden lees ik wel."
OLD_BUTTON_NOTICE = "Deze knop werkt niet meer."
GOT_IT_ALREADY = "Dat had ik al."

FAILED = """\
Er ging bij mij iets mis. Je laatste bericht is niet verwerkt; wat daarvoor was bevestigd, is bewaard.
Probeer het nog eens. Is er nu gevaar, bel dan {n112}."""

GROUP = "Ik werk alleen in een gesprek met jou alleen, zodat niemand meeleest. Open mij daar en stel je vraag."

NOT_STORED_YET = "Ik kan nu even niets bewaren. Wacht een moment; ik verwerk je bericht zodra het weer kan."
IN_DANGER = " Is er nu gevaar, bel dan {n112}."
