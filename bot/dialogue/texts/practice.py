"""What the bot says when somebody practises on a case of a visit, alone. The cases stand in knowledge/practice/."""

NEW = "**Oefenen {number} van {total}: {title}**"
AGAIN = "**Oefenen, nog een keer: {title}**"
RESUMED = "Hier was je gebleven."
NOTHING_THERE = "Er zijn nu geen voorbeelden om mee te oefenen."
NUMBER = "**Vraag {number} van {total}.** {question}"
OPTION = "**{letter}.** {text}"

QUESTIONS = {
    "notice": "Wat valt je op? Tik alles aan wat past, en dan Klaar.",
    "dimension": "Naar welke vorm van eenzaamheid wijst dit het meest?",
    "say": "Wat zou je zeggen?",
    "turn": "En nu? Wat zou je doen?",
}
QUESTIONS_OF_GROUP = {**QUESTIONS, "notice": "Wat valt je op? Tik alles aan wat past."}
"""In a group there is no Klaar: every tick counts at once, until the trainer goes on."""
FORMS = {
    "sociaal": "Sociale: een groep mensen missen",
    "emotioneel": "Emotionele: één iemand missen",
    "existentieel": "Existentiële: geen zin of doel meer zien",
    "nog-niet": "Nog niet te zeggen",
}
"""The form of loneliness -> what stands on the button."""
FORMS_IN_WORDS = {
    "sociaal": "sociale eenzaamheid",
    "emotioneel": "emotionele eenzaamheid",
    "existentieel": "existentiële eenzaamheid",
    "nog-niet": "nog niet te zeggen",
}

TICKED = "☑ {label}"
UNTICKED = "☐ {label}"
LABEL = "{letter}. {text}"
BUTTON_DONE = "Klaar"
TYPED_AROUND = r"\b(?:ik denk|denk ik|dat is|het is|volgens mij|misschien|geloof ik|ik kies|ik ga voor|ik zou zeggen|antwoord|letter)\b"
"""What somebody says around the letter of an answer."""

TYPED_DONE = "klaar"
TYPED_ON = ("verder", "ga verder", "verder oefenen", "volgende", "volgende vraag", "door")
TYPED_YES = ("ja", "ja graag", "ja verder")
"""Words for the button that leads on; a yes only right after it stood there."""
YOURS = "Jouw antwoord: {what}."
YOURS_NOTHING = "Jouw antwoord: niets aangetikt."

SAW = "**Goed gezien**"
SAW_TOO = "**Let ook hierop**"
SAW_MAYBE = "Dat kan iets zeggen, dat is waar. **Kijk ook hier eens naar**"
SAW_OTHER = "Je keek goed rond. **Dit vertelt hier het meest**"
SAW_NOTHING = "Zoiets zie je niet altijd meteen. **Kijk hier eens naar**"

FITS = {
    "dimension": "**Dat past hier goed.**",
    "say": "**Dat kun je zo zeggen.**",
    "turn": "**Dat is een goede stap.**",
}
ALSO = "Ook goed"
MAYBE = "**Dat kan ook.** Hier past nog beter"
OTHERWISE = {
    "dimension": "Daar kun je aan denken. Hier past beter",
    "say": "Je bedoelt het goed. Hier helpt meer",
    "turn": "Je denkt mee. Hier past beter",
}
"""What stands before the answers that fit: behind a colon, or as a list."""

ROUTES = "**Waar kun je terecht?**"
IS_IT_REAL = "Herken je dit van een echt bezoek? Wacht dan niet, en bel."
BUTTON_HELP_NOW = "Nu hulp nodig"
BUTTON_READ = "Lees meer: {title}"
BUTTON_NEXT = "Verder"
BUTTON_RESUME = "Verder oefenen"

WENT = {
    "again": "Dit was een lastige. Daar is oefenen voor.",
    "hard": "Je zag al veel.",
    "good": "Dat ging goed.",
    "easy": "Dit zit er goed in: weer alles goed.",
}
DONE = """\
{went} Dit voorbeeld zie je terug {when}.
Je deed nu {seen} van de {total} voorbeelden. Dat ziet niemand anders."""
WHEN = (
    (1, "morgen"),
    (4, "over een paar dagen"),
    (10, "over ongeveer een week"),
    (17, "over ongeveer twee weken"),
    (24, "over ongeveer drie weken"),
    (45, "over ongeveer een maand"),
    (75, "over ongeveer twee maanden"),
)
"""Up to so many days -> how that is said."""
WHEN_LATER = "over ongeveer drie maanden"

BUTTON_ANOTHER = "Nog een"
BUTTON_ENOUGH = "Genoeg voor nu"
BUTTON_REMIND = "Herinner me volgende week"
ENOUGH = "Goed. Als je weer zin hebt, typ dan **oefenen**."
ALL_DONE = """\
Je deed alle {total} voorbeelden. Het eerste zie je terug {when}.
Eerder mag ook."""
BUTTON_ANYWAY = "Toch nu oefenen"

REMINDED = "Goed. Op {day} stuur ik je één berichtje. Eerder oefenen mag ook: typ dan **oefenen**."
REMINDERS_OFF = (
    "Je hebt herinneringen uitgezet. Daarom stuur ik deze ook niet. Zelf beginnen kan altijd: typ **oefenen**."
)
REMINDER = "Tijd om even te oefenen? Vijf minuten is genoeg. Nu geen zin, dan hoeft er niets."
BUTTON_BEGIN = "Oefenen"
