"""What the digest says. Markdown; words in {} are filled in."""

TITLE = "**Week {number} · {area}**"
EVERYWHERE = "heel Heerlen"

FIRST = "**Eerst dit:** {what}."
FIRST_NOTHING = "**Eerst dit:** niets dat haast heeft."
URGENT_ONE = "1 melding die vandaag iets vraagt"
URGENT_MORE = "{count} meldingen die vandaag iets vragen"
QUESTIONS_ONE = "1 vraag wacht op een antwoord"
QUESTIONS_MORE = "{count} vragen wachten op een antwoord"

WEEK = "**De week:** {visits} ({change}): {outcomes}."
VISITS_NONE = "Er zijn geen bezoeken gemeld. Een rustige week."
VISITS_ONE = "1 bezoek"
VISITS_MORE = "{count} bezoeken"
OUTCOMES = {
    "visited": "{count} keer een gesprek",
    "nobody-home": "{count} keer niemand thuis",
    "refused": "{count} keer geen bezoek gewenst",
    "cancelled": "{count} keer ging het niet door",
}
SAME = "evenveel als vorige week"
MORE = "{count} meer dan vorige week"
FEWER = "{count} minder dan vorige week"

SIGNALS = "**Signalen:** vooral {dimension} eenzaamheid. Het vaakst: {signals}."
SIGNALS_WITHOUT_DIMENSION = "**Signalen:** het vaakst: {signals}."
NO_SIGNALS = "**Signalen:** geen."
DIMENSIONS = {"sociaal": "sociale", "emotioneel": "emotionele", "existentieel": "existentiële"}
COUNTED = "{what} ({count})"

FOLLOW_UP = "**Opvolging:** {new} nog niet opgepakt, {in_hand} opgepakt, {done} afgerond in deze week."
QUESTION_ONE = "1 vraag"
QUESTION_MORE = "{count} vragen"
KNOWLEDGE = "**Kennis:** {questions}. Meest gevraagd: {topics}."
KNOWLEDGE_NONE = "**Kennis:** er is niets gevraagd."
KNOWLEDGE_WITHOUT_TOPICS = "**Kennis:** {questions}."
UNANSWERED = "**Niet beantwoord:**"
UNANSWERED_MORE = "en nog {count}"
ROUTES = "**Telefoonnummers en adressen:** {count} nog na te kijken."
PURGE_TROUBLE = "**Opruimen lukt niet** sinds {day}: oude gegevens staan er nog. Vraag de beheerder om hulp."

BUTTON_OPEN = "Open meldingen ({count})"
BUTTON_QUESTIONS = "Vragen zonder antwoord ({count})"
BUTTON_MENU = "Menu"

SHARED_OUTCOMES = {
    "visited": "een gesprek",
    "nobody-home": "niemand thuis",
    "refused": "geen bezoek gewenst",
    "cancelled": "ging niet door",
}
SHARED_TITLE = "Opmerkzaam, week {number} van {year}, {area}"
SHARED_NOTE = "Aantallen onder {minimum} staan er niet in, zodat niemand te herkennen is."
SHARED_TOO_FEW = "te weinig om te tonen"
