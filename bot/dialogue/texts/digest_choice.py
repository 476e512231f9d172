"""What the bot says when a coordinator sets when the weekoverzicht comes, and of which areas. Words in {} are filled in."""

STANDING = "Je krijgt het weekoverzicht op **{day} om {time}**, over **{areas}**."
PAUSED = """\
Je krijgt even geen weekoverzicht, tot **{until}**. Daarna komt het weer op {day} om {time}, over {areas}."""
PAUSED_OPEN = """\
Je krijgt even geen weekoverzicht, tot je zegt dat je het weer wilt. Dan komt het op {day} om {time}, over {areas}."""
URGENT = "Meldingen met haast komen los hiervan, meteen, bij wie dienst heeft."
TYPED = "Je kunt het ook typen, zoals: **/instellen vrijdag 8.30**"

WHICH_DAY = "Op welke dag wil je het weekoverzicht? Nu komt het op {day}."
WHICH_TIME = "Hoe laat wil je het weekoverzicht? Nu komt het om {time}. Je kunt de tijd ook typen, zoals 8.30."
WHICH_AREAS = """\
Over welke gebieden gaat je weekoverzicht? Nu is het {areas}.
Tik een gebied aan om het erbij te nemen of weg te laten. Welke meldingen jij volgt, verandert niet."""
HOW_LONG = "Hoe lang wil je geen weekoverzicht? Die overzichten krijg je ook later niet."
NOT_UNDERSTOOD = """\
Dat begrijp ik niet. Typ een dag, een tijd tussen 7 en 21 uur, of een gebied. Samen mag ook: **/instellen vrijdag 8.30**
Even geen overzicht kan ook: **/instellen pauze 2 weken**"""
NOT_YOURS = "{area} is niet jouw gebied. Je weekoverzicht gaat over {own}, of een deel daarvan."
COMES_NOW = "Het overzicht van week {number} krijg je zo meteen."

WHOLE = "heel Heerlen"
TIME = "{hour}.{minute:02} uur"

BUTTON_CHOOSE = "Weekoverzicht instellen"
BUTTON_DAY = "Andere dag"
BUTTON_TIME = "Andere tijd"
BUTTON_AREAS = "Andere gebieden"
BUTTON_PAUSE = "Even niet"
BUTTON_RESUME = "Weer sturen"
BUTTON_WEEKS = "{count} weken"
BUTTON_OPEN = "Tot ik het zeg"
BUTTON_OWN = "Mijn eigen gebied"
BUTTON_WHOLE = "Heel Heerlen"
BUTTON_INSIDE = "Wijken in {area}"
BUTTON_BACK = "Klaar"
CHOSEN = "✓ {label}"

SPOKEN_DAYS = {
    "ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "za": 5, "zo": 6,
    "maandags": 0, "dinsdags": 1, "woensdags": 2, "donderdags": 3, "vrijdags": 4, "zaterdags": 5, "zondags": 6,
}  # fmt: skip
"""What people type for a day besides its name."""

SPOKEN_PAUSE = (
    r"(?:pauze|pauzeer|pauzeren|stilzetten|stil|even niet|niet sturen)(?:\s+(\d|twee|drie|vier)\s+(?:week|weken))?"
)
SPOKEN_NUMBERS = {"twee": 2, "drie": 3, "vier": 4}
SPOKEN_RESUME = r"(?:weer sturen|weer aan|hervat|hervatten|ga verder)"
SPOKEN_OWN = r"(?:mijn (?:eigen )?gebied|alleen mijn gebied)"
SPOKEN_WHOLE = r"(?:heel )?heerlen|alle gebieden|alles"
FILLERS = r"\b(?:op|om|elke|iedere|over|en|graag|liever|voor|het|weekoverzicht|stuur|stuurt|mij|me|uur|s)\b|[’',.!?]"
"""Words that may stand around what is chosen."""
