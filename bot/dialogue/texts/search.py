"""What the bot says when somebody searches on words."""

ASK = "Op welk woord zal ik zoeken? Bijvoorbeeld **rouw** of **geldzorgen**. Noem liever geen namen."
QUOTED = '"{words}"'
UNNAMED = "dat woord"
"""What was searched when nothing is left of it without what identifies somebody."""

FOUND = "**Gevonden bij {words}**"
FOUND_ONE = "**Eén onderwerp gevonden bij {words}**"
NOTHING = """\
Bij {words} vind ik geen onderwerp. Probeer een ander woord, kijk bij de onderwerpen, of stel je vraag in een hele zin.
Weet ik het dan nog niet, dan gaat je vraag zonder namen naar de coördinator."""
TOO_LONG = "Dat is lang om op te zoeken. Typ een of een paar woorden, of stel het als vraag."

BUTTON_SEARCH = "Zoeken op woord"
BUTTON_AGAIN = "Ander woord"
