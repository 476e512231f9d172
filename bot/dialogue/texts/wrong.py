"""What the bot says when somebody finds that an article is not right."""

ASK = """\
**Wat klopt er niet aan "{title}"?**
Typ het in een paar woorden, dan kan een coördinator het nakijken. Namen en adressen haal ik eruit.
Liever niet typen? Tik op **Alleen melden**."""
KEPT = "Dank je. De coördinatoren zien dat **{title}** volgens jou niet klopt. Je hoort het als iemand je antwoordt."
SAID = 'Ze zien dit, zonder wie je bent: "{text}"'
NOTHING_SENT = "Goed, ik heb niets gemeld."
TOO_LONG = "Dat zijn meer dan {most} tekens. Er is niets gemeld. Kun je het korter zeggen?"
NOTHING_LEFT = (
    "Als ik weghaal waaraan je iemand herkent, blijft er niets over. Probeer het anders, of tik op **Alleen melden**."
)

TYPED_BACK = ("terug", "vorige")

BUTTON_ONLY = "Alleen melden"
BUTTON_STOP = "Stoppen"
BUTTON_RESUME = "Verder: wat er niet klopt"
BUTTON_ARTICLE = "Terug naar het artikel"
