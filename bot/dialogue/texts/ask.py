"""What the bot says when somebody asks a question or leafs through the topics."""

SOURCES = "Bronnen: {sources}. Nagekeken: {checked}."
ONE_SOURCE = "Bron: {sources}. Nagekeken: {checked}."
ROUTE = "{name}: {phone}"
TO_CONFIRM = "nog niet nagekeken (bron {year})"
TO_CONFIRM_UNDATED = "nog niet nagekeken"
TURN_TO = "**Waar kun je terecht**"

REST = "**{title}, de rest**"
BUTTON_MORE = "Meer lezen"
BUTTON_NONE = "Iets anders"
BUTTON_TOPICS = "Onderwerpen"
BUTTON_REPORT = "Dit melden"
BUTTON_BACK = "Terug naar onderwerpen"
BUTTON_HELPED = "👍 Hielp me"
BUTTON_NOT_SOUGHT = "👎 Niet wat ik zocht"
CHOSEN = "✓ {label}"
"""A thumb that was given."""
BUTTON_LIKE = "Meer zoals dit"
BUTTON_LINK = "Link om te delen"
BUTTON_WRONG = "Dit klopt niet"
BUTTON_MORE_TOPICS = "Meer"
BUTTON_FIRST_TOPICS = "Eerste"
BUTTON_SEARCH = "Zoeken op woord"

LINE = "- **{title}**: {summary}"
LIKE = "Meer zoals **{title}**:\n\n{lines}"
SHARE = """\
**{title}**
{summary}

Lees het hier: {link}"""

HELPED = "Fijn om te weten. Dank je."
NOTED = "Genoteerd. Dank je."
TAKEN_BACK = "Teruggenomen."
NOT_SOUGHT = "Dank je, dat helpt ons om beter te worden. Zeg het gerust nog eens in andere woorden."
NOT_SOUGHT_KEPT = """\
Jammer. Ik heb je vraag zonder namen bewaard voor de coördinator.
Zeg het gerust nog eens in andere woorden, of kijk bij de onderwerpen."""
NOT_SOUGHT_BUT_PERHAPS = """\
Jammer. Ik heb je vraag zonder namen bewaard voor de coördinator.
Misschien bedoelde je een van deze?"""
STILL_NOT_SOUGHT = "Dank je. Je vraag ligt al bij de coördinator."

DID_YOU_MEAN = "Bedoel je een van deze?"
NONE_OF_THESE = """\
Dan weet ik het niet. Ik heb je vraag zonder namen bewaard voor de coördinator. Je hoort het als er een antwoord is.
Zeg het gerust nog eens in andere woorden, of kijk bij de onderwerpen."""
UNKNOWN = """\
Dat weet ik niet. Ik heb je vraag zonder namen bewaard voor de coördinator. Je hoort het als er een antwoord is.
Zeg het gerust nog eens in andere woorden, of kijk bij de onderwerpen. Heb je haast? Bel je coördinator.
**Is er nu gevaar? Bel {n112}.** Gedachten aan zelfdoding? Bel {n113}, dag en nacht."""
ONLY_SEARCH = "_Ik zoek nu alleen op woorden; het begrijpen start nog op. Straks begrijp ik je beter._"

TOPICS = "Waar wil je over lezen?"
SECTION = "**{title}**\nKies een onderwerp."
SECTION_PAGE = "**{title}** ({page} van {pages})\nKies een onderwerp."
GONE = "Dit artikel bestaat niet meer. Kijk bij de onderwerpen, of stel je vraag."

TONGUES = {
    "en": """\
My answer below is in Dutch. **Danger now? Call {n112}.** Thoughts of suicide? Call {n113}, day and night.
Violence or neglect at home? Call {veilig_thuis}, day and night.""",
    "de": """\
Meine Antwort unten ist auf Niederländisch. **Gefahr jetzt? Ruf {n112} an.** Gedanken an Suizid? Ruf {n113} an, Tag und Nacht.
Gewalt oder Vernachlässigung zu Hause? Ruf {veilig_thuis} an, Tag und Nacht.""",
}
"""Above the Dutch answer to a question in another language. Nothing is translated by a machine."""

NOT_READ = {
    "pl": """\
Czytam tylko po niderlandzku, angielsku i niemiecku. Napisz proszę w jednym z tych języków.
**Niebezpieczeństwo teraz? Zadzwoń {n112}.** Myśli samobójcze? Zadzwoń {n113}, dzień i noc.""",
    "tr": """\
Yalnızca Felemenkçe, İngilizce ve Almanca okuyabiliyorum. Lütfen bu dillerden birinde yazın.
**Şu anda tehlike mi var? {n112}'yi arayın.** İntihar düşünceleri mi? {n113}'ü arayın, gece gündüz.""",
}
"""The whole answer to a text in a language that is not understood."""

URGENT = """\
**Kan het niet wachten?** Bel de huisarts. 's Avonds en in het weekend: de huisartsenspoedpost. **Is er nu gevaar? Bel {n112}.**"""

STORY = "Wil je dit ook melden? Dan kan iemand het oppakken. Zonder namen."
STORY_READ = "Wil je dit ook melden? Ik las: {read}. Dan kan iemand het oppakken, zonder namen."
BUTTON_STORY_REPORT = "Ja, dit melden"
