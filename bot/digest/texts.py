"""What the digest says in the chat, and the names of what it counts. Markdown; words in {} are filled in."""

TITLE = "**Week {number} · {area}**"
TITLE_SO_FAR = "**Week {number} · {area} · tot nu toe**"
EVERYWHERE = "heel Heerlen"

FIRST = "**Eerst dit:** {what}."
FIRST_NOTHING = "**Eerst dit:** niets dat haast heeft."
URGENT = ("1 melding die vandaag iets vraagt", "{count} meldingen die vandaag iets vragen")
LATE = ("1 melding over de termijn", "{count} meldingen over de termijn")
ASKED = ("1 melder wacht op antwoord", "{count} melders wachten op antwoord")
QUESTIONS_WAIT = ("1 vraag wacht op antwoord", "{count} vragen wachten op antwoord")
ROUTES = ("1 nummer of adres na te kijken", "{count} nummers en adressen na te kijken")

WEEK = "**De week:** {visits} ({change}): {outcomes}."
NOTHING_YET = "**De week:** er zijn nog geen bezoeken gemeld."
WEEK_SO_FAR = "**De week:** {visits}: {outcomes}."
QUIET = "**De week:** er zijn geen bezoeken gemeld. Een rustige week."
VISITS = ("1 bezoek", "{count} bezoeken")
OUTCOMES = {
    "visited": ("1 gesprek", "{count} gesprekken"),
    "nobody-home": ("1 keer niemand thuis", "{count} keer niemand thuis"),
    "refused": ("1 keer geen bezoek gewenst", "{count} keer geen bezoek gewenst"),
    "cancelled": ("1 keer niet doorgegaan", "{count} keer niet doorgegaan"),
}
WITH_REASONS = "{outcome} ({reasons})"
SAME = "evenveel als de week ervoor"
MORE = "{count} meer dan de week ervoor"
FEWER = "{count} minder dan de week ervoor"
FIRST_WEEK = "de week ervoor geen"
LAST_YEAR = "vorig jaar {count}"

SIGNALS = "**Signalen:** {noticed}{dimension}. Het vaakst: {signals}."
NOTICED = ("bij 1 bezoek viel iets op", "bij {count} bezoeken viel iets op")
POINTS_TO = ", vooral {dimension} eenzaamheid"
NO_SIGNALS = "**Signalen:** er viel niets op."
DIMENSIONS = {"sociaal": "sociale", "emotioneel": "emotionele", "existentieel": "existentiële", "none": ""}
"""Every dimension -> how it is called before "eenzaamheid"."""
COUNTED = "{what} ({count})"

FOLLOW_UP = "**Opvolging:** {what}."
OPENED = ("1 nieuwe melding", "{count} nieuwe meldingen")
TAKEN_UP = "{count} opgepakt"
TAKEN_UP_WITHIN = "{count} opgepakt, meestal {within}"
WITHIN = ("dezelfde dag", "binnen 1 werkdag", "binnen {count} werkdagen")
TOO_LATE = "{count} te laat"
ENDED = "{count} afgerond"
ENDED_HOW = "{count} afgerond, het vaakst {how}"
TIMES = "{what} ({count})"
URGENT_IN_TIME = "{in_time} van de {count} met haast op tijd opgepakt"
NO_FOLLOW_UP = "**Opvolging:** geen nieuwe meldingen."

KNOWLEDGE = "**Kennis:** {what}."
QUESTIONS = ("1 vraag", "{count} vragen")
MOST_ASKED = "meest gevraagd: {topics}"
NOT_SOUGHT = "niet wat iemand zocht: {topics}"
NOTHING_ASKED = "er is niets gevraagd"
UNANSWERED = "**Niet beantwoord:** {questions}."
UNANSWERED_ONE = "“{question}”"
UNANSWERED_TIMES = "“{question}” ({count} keer)"
UNANSWERED_MORE = "en nog {count}"
PRACTISED = "**Oefenen{where}:** {people}, {cases}."
OF_ALL = " (heel Heerlen)"
PEOPLE = "{count} mensen"
FEW_PEOPLE = "minder dan {minimum} mensen"
CASES = ("1 voorbeeld", "{count} voorbeelden")
PICTURE_IS_OF_ALL = "*De grafiek gaat over heel Heerlen.*"
PURGE_TROUBLE = "**Opruimen lukt niet** sinds {day}: oude gegevens staan er nog. Vraag de beheerder om hulp."

BUTTON_LATE = "Over de termijn ({count})"
BUTTON_URGENT = "Heeft haast ({count})"
BUTTON_OPEN = "Alle open ({count})"
BUTTON_QUESTIONS = "Vragen ({count})"
BUTTON_ROUTES = "Na te kijken ({count})"
BUTTON_MORE = "Meer cijfers"
BUTTON_PDF = "PDF om te delen"
BUTTON_CSV = "CSV"
BUTTON_EARLIER = "Week {number}"
BUTTON_WIJKEN = "Waar komen we niet?"
BUTTON_MENU = "Menu"

MORE_TITLE = "**Week {number} · {area} · meer cijfers**"
MORE_LINE = "**{title}:** {what}."
MORE_NOTHING = "niets"
MORE_TREND = "**Acht weken:** {weeks}."
MORE_TREND_WEEK = "week {number}: {count}"
MORE_NOTE = "*Deze cijfers zijn voor jou. Om door te geven is er de PDF: daar staan kleine aantallen niet in.*"

AGE_BANDS = {
    "75-79": "75 tot en met 79",
    "80-84": "80 tot en met 84",
    "85-89": "85 tot en met 89",
    "90+": "90 of ouder",
    "unknown": "leeftijd niet bekend",
}
WISHES = {
    "talk": "nog een gesprek",
    "take-part": "ergens aan meedoen",
    "help": "hulp bij iets",
    "nothing": "nu niets",
    "unknown": "niet bekend",
}
REASONS = {
    "too-busy": "te druk",
    "not-for-me": "niets voor mij",
    "has-company": "genoeg mensen om zich heen",
    "no-trust": "vertrouwt het niet",
    "unwell": "voelt zich niet goed",
    "other": "iets anders",
    "unknown": "reden niet bekend",
}
ENDINGS = {
    "meeting-place": "naar ontmoeting of activiteit",
    "buddy": "maatje gevonden",
    "team": "buurtteam gaat verder",
    "gp": "huisarts gaat verder",
    "other-help": "andere hulp gevonden",
    "no-help-wanted": "wil geen hulp",
    "not-reached": "geen contact gekregen",
    "nothing-needed": "niets nodig",
}
NO_PLACE = "plaats niet genoemd"
TITLES = {
    "reasons": "Waarom geen bezoek",
    "ages": "Leeftijd",
    "wishes": "Wat iemand wil",
    "places": "Waar",
    "signals": "Signalen",
    "ended": "Afgerond",
    "topics": "Gevraagd",
}
