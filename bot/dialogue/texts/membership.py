"""What the bot says to somebody who wants another alias, or stops."""

RENAMED = "Je heet hier nu **{alias}**. Je oude naam is weer vrij."
BUTTON_AGAIN = "Nog een andere"

LEAVE = """\
**Wil je stoppen als {role}?**
Melden kan dan niet meer. Vragen stellen kan altijd.
Wat je meldde, blijft staan. Vraagt iemand er iets over, dan kun je nog antwoorden. Ligt er een melding bij jou, geef die dan eerst terug aan je coördinator.
Hoor ik negentig dagen niets van je, dan wis ik je inschrijving."""
BUTTON_LEAVE = "Ja, ik stop"
BUTTON_STAY = "Nee, ik blijf"
LEFT = """\
Je bent gestopt. Dank je voor wat je deed.
Vragen stellen kan nog steeds. Wil je weer meedoen, vraag dan een nieuwe code."""
STAYED = "Goed, er is niets veranderd."
NO_ROLE = "Je doet hier niet mee als vrijwilliger, dus er is niets om mee te stoppen. Er is niets veranderd."

REMOVED = """\
Je coördinator heeft je inschrijving als {role} beëindigd. Bezoeken melden kan nu niet meer.
Dank je voor wat je deed. Vragen stellen kan nog steeds.
Wat je meldde, blijft staan. Klopt dit niet, bel dan je coördinator."""
