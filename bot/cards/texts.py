"""What stands on the cards beside what the knowledge base says. Plain text; words in {} are filled in."""

ABOUT = "Opmerkzaam"

TITLE = "Signaalkaart"
SUBTITLE = "Waar let je op bij een bezoek?"
NO_PROOF = "Een signaal is nog geen bewijs. Zeg wat je ziet, en vraag gewoon hoe het gaat."
DIMENSIONS = "Drie vormen van eenzaamheid"
DIMENSIONS_WHY = "Staat er een vorm achter een signaal? Dan kan het daarop wijzen."
URGENT = "Wacht hier niet mee"
URGENT_WHEN = "Bel vandaag nog. Bij gevaar: nu meteen."
CALL = "Bel {phone}"
NO_NAME = "Schrijf geen naam en geen adres op deze kaart."
AFTER = "Na je bezoek geef je door wat je opviel: typ melden in Opmerkzaam."
CHECKED = "Nagekeken: {day}."

WHAT_TO_DO = {
    "112": "Zeg eerst waar je bent. Blijf erbij als dat veilig is voor jou.",
    "113": "Vraag ernaar en luister. Ook jij mag bellen om te overleggen.",
    "veilig-thuis": "Spreek er niet over waar de ander bij is. Je mag ook bellen als je twijfelt.",
}
"""The first thing to do beside ringing: route -> what."""

IN_SHORT = {
    "112": "Nu gevaar? Bel {phone}.",
    "113": "Wil iemand niet meer leven? Bel {phone}.",
    "veilig-thuis": "Thuis niet veilig? Bel {phone}.",
}
"""The same in one line: route -> what. People mix the numbers up, so none stands without its purpose."""

FRONT_SHOWS = "Voorkant van de signaalkaart: {count} signalen om op te letten bij een bezoek."
BACK_SHOWS = "Achterkant van de signaalkaart: wat niet kan wachten, wie je dan belt, en de drie vormen van eenzaamheid."
"""For who does not see the pictures. What stands on them can be read as text."""

FRONT_NAME = "signaalkaart.png"
BACK_NAME = "signaalkaart-achterkant.png"
PDF_NAME = "signaalkaart.pdf"
ARTICLE_NAME = "opmerkzaam-{id}.png"

TURN_TO = "Waar kun je terecht"
SCAN = "Scan om te lezen"
ONLY_BEGINNING = "Dit is het begin. De rest lees je in Opmerkzaam."
ARTICLE_SHOWS = "Plaatje van het artikel {title}. {summary}"
