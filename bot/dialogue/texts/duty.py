"""What the bot says to coordinators about who is on duty for what is urgent."""

from bot.dates import WEEKDAYS

TITLE = "**Dienst**\nWie dienst heeft, krijgt bericht als een melding haast heeft. Ook 's avonds en in het weekend."
DAY = "{day}: {who}"
TODAY = "vandaag ({day})"
NOBODY = "**niemand**"
YOU = "jij"
GAPS = """\
Heeft niemand dienst? Dan gaat een dringend bericht naar de coördinatoren van het gebied. Zijn die er niet, dan naar alle coördinatoren."""
BLOCKED = "{alias} heeft de bot geblokkeerd, en telt daarom niet mee."
OWN = "Jouw dienst: {days}, {until}."
OWN_NONE = "Jij staat niet op het rooster."
UNTIL_DAY = "tot en met {day}"
UNTIL_CHANGED = "tot je het verandert"

BUTTON_SET = "Mijn dienst instellen"
BUTTON_OFF = "Mijn dienst stoppen"
BUTTON_OTHERS = "Dienst van een ander"
BUTTON_THEIRS_OFF = "Dienst stoppen"
BUTTON_OVERVIEW = "Terug naar het rooster"

WHO = "**Wiens dienst wil je instellen?**"
WHICH_DAYS = "**Op welke dagen heb je dienst?**\nTik de dagen aan, en dan op Verder."
WHICH_DAYS_OF = "**Op welke dagen heeft {alias} dienst?**\nTik de dagen aan, en dan op Verder."
TICKED, UNTICKED = "☑ {day}", "☐ {day}"
BUTTON_WORKING_WEEK = "Werkdagen"
BUTTON_EVERY_DAY = "Elke dag"
BUTTON_ON = "Verder"

UNTIL_WHEN = "**Tot wanneer?**\nDienst op: {days}."
BUTTONS_UNTIL = {
    "week": "Deze week (t/m {day})",
    "fortnight": "Twee weken (t/m {day})",
    "month": "Een maand (t/m {day})",
}
BUTTON_OPEN_END = "Tot ik het verander"
NO_DAY_LEFT = "In die tijd valt geen van de gekozen dagen. Kies een latere einddag."

SET = "Jouw dienst staat: {days}, {until}."
SET_FOR = "De dienst van {alias} staat: {days}, {until}. {alias} hoort dat van mij."
TOLD_SET = """\
Je bent op het rooster gezet voor meldingen met haast: {days}, {until}.
Klopt dit niet? Pas het aan, of zeg het tegen de beheerder."""
STOPPED = "Je hebt geen dienst meer."
STOPPED_FOR = "{alias} heeft geen dienst meer, en hoort dat van mij."
TOLD_STOPPED = "Je staat niet meer op het rooster voor meldingen met haast. De beheerder heeft dat veranderd."
NOT_ON = "Er was geen dienst om te stoppen."
NOT_YOURS = "De dienst van een ander instellen kan alleen een beheerder."
NOT_UNDERSTOOD = "Die dagen begrijp ik niet. Tik ze aan, of typ bijvoorbeeld: /dienst ma di vr"
TYPED_STOP = ("stop", "stoppen", "uit", "af")

DAY_WORDS = {word: number for number, day in enumerate(WEEKDAYS, 1) for word in (day, day[:2])}
DAYS_TOGETHER = {
    "elke dag": "1234567",
    "werkdagen": "12345",
    "het weekend": "67",
    "weekend": "67",
    "iedere dag": "1234567",
    "alle dagen": "1234567",
}
"""Words for several days at once; of two for the same days the first is what the bot says."""
