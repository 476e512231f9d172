"""The words of what may be passed on. Plain text; words in {} are filled in."""

AREA = "heel Heerlen"

HEADLINES = {
    "visits": "bezoeken",
    "outcome:visited": "gesprekken",
    "noticed": "keer viel iets op",
    "ended": "meldingen afgerond",
    "questions": "vragen aan de bot",
}
"""The cells that stand on top."""

TITLES = {
    "outcome": "Hoe het bezoek ging",
    "stadsdeel": "Waar",
    "reason": "Waarom geen bezoek",
    "age": "Leeftijd",
    "wish": "Wat mevrouw of meneer wil",
    "noticed": "Of er iets opviel",
    "dimension": "Vorm van eenzaamheid",
    "signal": "Signalen",
    "follow-up": "Opvolging",
    "ending": "Hoe meldingen zijn afgerond",
    "topic": "Vragen aan de bot",
}
TOTALS = {
    "visits": "Bezoeken",
    "outcome:visited": "Gesprekken",
    "outcome:refused": "Geen bezoek gewenst",
    "signals": "Signalen",
    "opened": "Nieuwe meldingen",
    "urgent": "Meldingen met haast",
    "urgent:in-time": "op tijd opgepakt",
    "urgent:late": "niet op tijd opgepakt",
    "taken-up": "Opgepakte meldingen",
    "taken-up:in-time": "op tijd",
    "taken-up:late": "te laat",
    "ended": "Afgeronde meldingen",
    "shown": "Antwoorden getoond",
}
OUTCOMES = {
    "visited": "Gesprek",
    "nobody-home": "Niemand thuis",
    "refused": "Geen bezoek gewenst",
    "cancelled": "Ging niet door",
}
NOTICED = {"noticed": "Iets opgemerkt", "nothing-noticed": "Niets opgemerkt"}
DIMENSIONS = {
    "sociaal": "Sociale eenzaamheid",
    "emotioneel": "Emotionele eenzaamheid",
    "existentieel": "Existentiële eenzaamheid",
    "none": "Wijst niet op één vorm",
}
DIMENSIONS_DRAWN = {"sociaal": "sociaal", "emotioneel": "emotioneel", "existentieel": "existentieel"}
"""As the picture calls them, which has little room."""

ELSEWHERE = "Elders of niet genoemd"
REST = "{stadsdeel}, wijk niet genoemd"
WIJK = "wijk {wijk}"
MEDIAN = ("De helft werd dezelfde dag opgepakt.", "De helft werd binnen {count} werkdagen opgepakt.")
MEDIAN_ONE = "De helft werd binnen 1 werkdag opgepakt."
SIGNALS_NOTE = "Bij een bezoek kunnen meer signalen opvallen."
WIJKEN_NOTE = "Een wijk staat er alleen bij als het aantal groot genoeg is om te tonen."

VISITS = "Er zijn {count} bezoeken gemeld{change}."
VISITS_FEW = "Het aantal bezoeken is deze week niet te tonen."
CHANGES = (
    ", {count} minder dan in week {week}",
    ", evenveel als in week {week}",
    ", {count} meer dan in week {week}",
)
LAST_YEAR = "In dezelfde week van vorig jaar waren het er {count}."
NOTICED_SENTENCE = "Bij {count} bezoeken viel iets op."
DIMENSION_SENTENCE = "Signalen wezen {count} keer op {dimension}."
TAKEN_UP_SENTENCE = "{count} meldingen zijn opgepakt, {in_time} daarvan op tijd."
TAKEN_UP_ONLY = "{count} meldingen zijn opgepakt."
ENDED_SENTENCE = "{count} meldingen zijn afgerond."
QUESTIONS_SENTENCE = "Vrijwilligers stelden {count} vragen aan de bot."
