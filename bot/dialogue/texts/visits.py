"""What the bot says about visits that somebody plans, before them and after."""

TODAY, TOMORROW = "vandaag", "morgen"
AND = " en "
IN_AREA = "{time} in {area}"

INVITATION_NEEDED = """\
Bezoeken plannen kan als je bent uitgenodigd door een coördinator. Heb je een code? Typ hem hier.
Vragen stellen kan altijd."""

# Planning

WHICH_DAY = "Wanneer ga je op bezoek? Staat de dag er niet bij, typ hem dan, bijvoorbeeld **3 december**."
WHICH_DAY_UNCLEAR = "Welke dag bedoel je precies? Kies hieronder, of typ de datum, bijvoorbeeld **3 december**."
BUTTON_TODAY = "Vandaag"
BUTTON_TOMORROW = "Morgen"
WHICH_TIME = "**{day}**. Hoe laat begint het bezoek?"
BUTTON_OTHER_TIME = "Andere tijd"
TYPE_TIME = "Typ de tijd, bijvoorbeeld **13:30** of **half drie**."
WHICH_AREA = """\
**{day}, {time}**. In welke buurt is het? Je mag de buurt ook typen. Geen straat en geen naam."""
NO_SUCH_AREA = "Een buurt met die naam ken ik niet. Kies er een, of typ de buurt nog eens."
BUTTON_BACK = "Terug"
BUTTON_RESUME = "Verder met plannen"
STILL_PLANNING = "Je was een bezoek aan het plannen."
BUTTON_ELSEWHERE = "Ergens anders"
BUTTON_NO_AREA = "Laat de buurt weg"
NOT_A_TIME = "Die tijd herken ik niet."
PAST = "{day} om {time} is al geweest. Wil je dat bezoek melden, of een nieuw bezoek plannen?"
PAST_DAY = "{day} is al geweest. Wil je dat bezoek melden, of een nieuw bezoek plannen?"
TOO_FAR = "{day} is me te ver weg: ik onthoud bezoeken tot 60 dagen vooruit. Plan het later, of kies een andere dag."
AT_NIGHT = "{time} is midden in de nacht. Bedoel je overdag? Typ de tijd nog eens, bijvoorbeeld **14:00**."
TOO_MANY = "Er staan al {count} bezoeken. Meer onthoud ik er niet. Haal er eerst een weg."

PLANNED = "Gepland: **{visit}**."
CHANGED = "Veranderd. Het bezoek is nu: **{visit}**."
THERE_ALREADY = "Dit bezoek stond er al: **{visit}**."
LIST_COMES = "{when} stuur ik je een lijstje; na het bezoek vraag ik hoe het ging."
LIST_NOW = "Hieronder staat je lijstje; na het bezoek vraag ik hoe het ging."
LIST_SENT = "Je lijstje kreeg je al; na het bezoek vraag ik hoe het ging."
EVENINGS = {"today": "Vanavond", "tomorrow": "Morgenavond", "later": "{weekday}avond"}
OFF_NOW = "Je herinneringen staan uit. Ik stuur je dus niets; je vindt het bezoek bij /mijn_bezoeken."
NO_NAME_NEEDED = "Een naam of adres is niet nodig: dag, tijd en buurt zijn genoeg."
A_NAME = "een naam"

BUTTON_CHANGE = "Wijzigen"
BUTTON_REMOVE = "Weghalen"
BUTTON_PREPARE = "Nu al voorbereiden"
BUTTON_PLAN = "Bezoek plannen"
BUTTON_PLAN_NEW = "Nieuw bezoek plannen"
BUTTON_MINE = "Mijn bezoeken"

MINE = "**Je bezoeken**"
MINE_NONE = "Er staan geen bezoeken. Plan er een met de knop, of typ bijvoorbeeld **bezoek morgen 14:00**."
MINE_HOW = "Tik op een bezoek om het te wijzigen of weg te halen."
BUTTON_ONE = "{day}, {time}"
ONE = "**{visit}**"
REMOVED = "Weggehaald: {visit}."
GONE = "Dat bezoek staat er niet meer."

# The evening before

CHECKLIST = "**{day} bezoek: {when}**"
CHECKLIST_MORE = "**{day} bezoeken: {when}**"
TAKE_ALONG = "**Neem mee**"
OPENINGS = "**Zo kun je beginnen**"
SAID = '*"{text}"*'
NEAR = "Dichtbij, om over te vertellen: {names}."
NEAR_TO_CONFIRM = "Vraag wel eerst na of het er nog is."
BUTTON_READ = "Lees: {title}"
BUTTON_OFF = "Gaat niet door"
BUTTON_OFF_AT = "{visit} gaat niet door"
BUTTON_NO_REMINDERS = "Geen herinneringen meer"
CALLED_OFF = "Goed, ik heb het bezoek weggehaald. Je hoort er niets meer over."

# After it

ASK = "Hoe ging het bezoek van {when}?"
ASK_AGAIN = "Ik vraag het nog één keer: hoe ging het bezoek van {when}?"
WHEN = {"today": "vandaag, {time}", "yesterday": "gisteren, {time}", "earlier": "{day}, {time}"}
BUTTON_REPORT = "Bezoek melden"
BUTTON_NOBODY = "Niemand thuis"
BUTTON_CANCELLED = "Ging niet door"
BUTTON_LATER = "Later"
NOBODY_HOME = "Was er niemand thuis? Geef het door, of lees wat je dan kunt doen."
BUTTON_REPORT_NOBODY = "Doorgeven: niemand thuis"
REPORT_BEGINS = "Fijn dat je het doorgeeft."
LATER = "Goed. Morgenochtend vraag ik het nog één keer."
LATER_NO_MORE = "Goed, ik vraag het niet nog eens. Melden kan altijd: typ **melden**."

# On and off

TURNED_OFF = """\
Je krijgt geen herinneringen meer: geen lijstje vooraf, en geen vraag na een bezoek.
Toch weer? Typ **herinneringen aan**."""
TURNED_ON = "Je krijgt weer herinneringen: een lijstje vooraf, en een vraag na een bezoek."
ARE_ON = (
    "Je herinneringen staan **aan**: een lijstje vooraf, een vraag na een bezoek, en een vraag na een zwaar bezoek."
)
ARE_OFF = "Je herinneringen staan **uit**."
BUTTON_TURN_ON = "Herinneringen aan"
BUTTON_TURN_OFF = "Herinneringen uit"
TYPED_OFF = ("uit", "stop", "nee", "niet")
TYPED_ON = ("aan", "ja", "weer")
