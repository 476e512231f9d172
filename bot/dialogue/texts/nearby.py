"""What the bot says about one neighbourhood: which team works there, and what there is to do."""

BUTTON_CHOOSE = {"team": "Kies een buurt", "initiatives": "Wat is er bij mij in de buurt?"}
WHICH_PART = "Welk deel van Heerlen?"
CLOSER = "Kies een wijk om dichterbij te kijken."

TEAM = "**Buurtteam voor {area}**\n{team}"
TEAM_UNKNOWN = """\
**Buurtteam voor {area}**
Welk team hier werkt, staat nog niet in mijn lijst. Je coördinator weet het."""

INITIATIVES = "**In en om {area}**"
FURTHER = "**Verder in Heerlen**"
NO_INITIATIVES = """\
**In en om {area}**
Hier staat nog niets in mijn lijst. Je coördinator weet wat er is."""
CALL_FIRST = "Vraag eerst na of het nog zo is."
OUTSIDE = """\
**Buiten Heerlen**
Daar ken ik de teams en de plekken niet. De gemeente waar iemand woont, weet het wel."""
