"""What the bot says to coordinators about the list of open cases, and the words that they may type to filter it."""

OPEN_ONE, OPEN = "**1 open melding**", "**{count} open meldingen**"
LATE = "{open}, {count} over de termijn"
ALSO_OTHERS = "Ook die uit gebieden zonder eigen coördinator."
ONLY = "Je ziet alleen: {what}."
PAGE = "Bladzijde {page} van {pages}."
NONE = "Er staan geen meldingen open."
NONE_MINE = "Je hebt zelf geen meldingen in handen."
NONE_SUCH = "Zulke meldingen staan er niet open."
NONE_SUCH_HERE = "Zulke meldingen staan er in jouw gebieden niet open."

LINE = "**{code}** · {area}{level}\n{why}"
ACT_TODAY = " · niveau 3"
WHY = {
    "late": "**te laat sinds {day}**",
    "today": "**vandaag oppakken**",
    "due": "oppakken uiterlijk {day}",
    "in-hand": "opgepakt op {day}",
    "unfinished": "opgepakt op {day}, nog niet afgerond",
    "waiting": "wacht tot {day}",
    "wait-over": "wachttijd om sinds {day}",
    "assigned": "ligt bij {to}",
    "question": "**vraag van de melder**",
    "asked": "wacht op de melder sinds {day}",
}
"""Why a case stands where it does."""

BUTTON_BEFORE = "Vorige"
BUTTON_NEXT = "Volgende"
BUTTON_OWN_AREA = "Alleen {area}"
BUTTON_AREA = "Gebied"
BUTTON_LEVEL = "Niveau"
BUTTON_LATE = "Over de termijn ({count})"
BUTTON_MINE = "Van mij"
BUTTON_ALL = "Alles tonen"
BUTTON_BACK = "Terug"

WHICH_AREA = "**Welk gebied?** Achter elk gebied staat hoeveel er open staan."
WHICH_PART = "**Welk deel van {area}?**"
WHOLE = "Heel {area} ({count})"
COUNTED = "{what} ({count})"
WHICH_LEVEL = "**Welk niveau?** Bij niveau 3 is vandaag iets nodig."

LEVEL = "niveau {level}"
NO_LEVEL = "zonder signalen"
IS_LATE = "over de termijn"
IS_MINE = "van mij"
NOWHERE = "gebied onbekend"

TYPABLE = """\
Dat begreep ik niet helemaal. Zet achter **open meldingen** een gebied, **niveau 3**, **te laat** of **van mij**.
Bijvoorbeeld: **open meldingen hoensbroek niveau 3**."""

ASKED = r"(?:(?:toon|laat|geef|bekijk|welke) )?(?:(?:mij|de|mijn|alle) )*(?:open|openstaande) (?:meldingen|zaken)(?P<rest>\b.*)"
"""How the list is asked for, folded and without punctuation; behind it stands what is wanted."""

TYPED_LEVEL = r"niveau ?([0-3])\b"
TYPED = {
    "urgent": ("dringend", "dringende", "urgent", "urgente", "spoed", "met spoed", "haast", "met haast"),
    "late": ("te laat", "over de termijn", "over termijn", "over tijd", "verlopen", "laat"),
    "mine": ("van mij", "mijn", "die van mij", "door mij"),
    "nowhere": ("gebied onbekend", "onbekend gebied", "zonder gebied", "onbekend"),
}
"""What is typed, the longest first where one begins like another."""
_FILLERS = """
in uit de het van voor en met alleen die alle alles open openstaande melding meldingen zaken wijk buurt gebied
stadsdeel heel hele zien tonen staan er nu graag
"""
FILLERS = frozenset(_FILLERS.split())
"""What may stand between, and says nothing."""
