"""What the bot says around the week. The week itself is worded in bot/digest/texts.py."""

PDF = """\
Week {number}, om door te geven. Het gaat over heel Heerlen.
Kleine aantallen staan er niet in, zodat niemand te herkennen is."""
CSV = """\
De cijfers van week {number}, voor in een rekenblad. Het gaat over heel Heerlen.
Kleine aantallen staan er niet in, zodat niemand te herkennen is."""
NOT_OVER = "Deze week is nog niet om. Vanaf maandag kun je hem doorgeven."
NO_WEEK = "Die week ken ik niet. Typ bijvoorbeeld **/week 2026-W46**, of **/week vorige**."

ROUTES = """\
**Na te kijken**
Bel of zoek op of dit nog klopt, en geef het door aan wie de kennis bijhoudt."""
ROUTE = "{name}, {phone} (gevonden op {day})"
NO_PHONE = "geen nummer bekend"
ROUTES_MORE = "en nog {count}"
NO_ROUTES = "Alle telefoonnummers en adressen zijn nagekeken."

BUTTON_WEEK = "Week {number}"
BUTTON_THIS_WEEK = "Deze week"
