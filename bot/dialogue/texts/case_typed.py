"""The words with which somebody moves a case by typing its code, and what the bot says when they are unclear.

The words are folded, with commas between them; which of FILLERS stand among them is of no matter.
"""

VERBS = {
    "in-hand": (
        "opgepakt, oppakken, pak op, pakt op, neem op, neem over, opgenomen, overgenomen, overnemen, doe, "
        "behandeling, behandeling genomen, behandeling nemen, bezig, mee bezig, begonnen"
    ),
    "reopen": (
        "heropenen, heropen, heropend, weer open, weer openen, opnieuw openen, weer opgepakt, weer oppakken, pak weer op, "
        "opnieuw oppakken, opnieuw opgepakt, toch niet klaar, toch niet afgerond, nog niet klaar, nog niet afgerond"
    ),
    "assigned": (
        "toewijzen, toegewezen, wijs toe, wijst toe, toebedelen, doorzetten, doorgezet, zet door, doorgeven, doorgegeven, "
        "geef door, geef, overdragen, overgedragen, draag over, doorsturen, doorgestuurd, stuur door, uitzetten, zet uit"
    ),
    "waiting": (
        "wacht, wachten, laten wachten, laat wachten, laten rusten, laat rusten, uitstellen, uitgesteld, stel uit, "
        "parkeren, parkeer, geparkeerd, later, herinner, herinner mij, kom terug, komt terug"
    ),
    "done": (
        "afronden, afgerond, rond af, klaar, gereed, afgehandeld, afhandelen, handel af, sluiten, sluit, gesloten, "
        "afsluiten, afgesloten, sluit af, beeindigen, beeindigd, opgelost, dicht"
    ),
    "write": (
        "bericht, stuur, stuur bericht, bericht sturen, schrijf, schrijven, terugschrijven, schrijf terug, vraag, vragen, "
        "stel vraag, antwoord, antwoorden"
    ),
    "erase": "wissen, wis, verwijderen, verwijder",
    "card": "kaart, bekijk, bekijken, toon, tonen, laat zien, zien, open, geschiedenis, status, hoe staat",
}
"""What is done -> how people say it. The code may stand in the middle: "pak merel-fiets-42 op"."""

DETAILS = {
    "assigned": {
        "volunteer": "melder, vrijwilliger",
        "team": "buurtteam, sociaal buurtteam, sociale buurtteam, team, wijkteam",
        "gp": "huisarts, dokter, praktijkondersteuner, poh",
        "coordinator": "coordinator, mij, mezelf, mijzelf, ons",
    },
    "done": {
        "meeting-place": "ontmoeting, ontmoeting of activiteit, activiteit, ontmoetingsplek, inloop, dagbesteding",
        "buddy": "maatje, maatje gevonden, maatje geregeld",
        "team": "buurtteam, buurtteam gaat verder, buurtteam pakt op, wijkteam",
        "gp": "huisarts, huisarts gaat verder, huisarts pakt op, dokter",
        "other-help": "andere hulp, andere hulp gevonden, hulp gevonden, hulp geregeld",
        "no-help-wanted": "geen hulp, wil geen hulp, wilde geen hulp, geen hulp gewenst, hoeft geen hulp, wil niet, wil niets",
        "not-reached": (
            "geen contact, geen contact gekregen, niet bereikt, niet bereikbaar, niet te bereiken, geen gehoor, "
            "niet thuis, niemand thuis, doet niet open"
        ),
        "nothing-needed": "niets nodig, niets meer nodig, niks nodig, niet nodig, hoeft niets, niets aan hand",
    },
    "write": {"": "melder, vrijwilliger, coordinator"},
}
"""To whom, or how it ended -> how people say it."""

_FILLERS = """
de het een is was heb ik aan met en nu graag dit deze hem haar zelf melding zaak code voor van naar in bij er
alsjeblieft aub svp maar even want ook wordt
"""
FILLERS = frozenset(_FILLERS.split())

AROUND_A_DAY = frozenset({"tot", "over", "nog", "even", "met", "op", "aan", "ik", "graag", "en", "om", "svp"})
"""What may stand around the day until which a case waits."""

ASKING = frozenset({"is", "was", "wordt"})
"""Who begins so, in front of a code, asks something and moves nothing."""

UNCLEAR = "Ik weet niet zeker wat je met **{code}** wilt. Tik het aan, of typ bijvoorbeeld **{code} opgepakt**."
CANNOT = "Dat is al zo, of het kan nu niet. Zo staat het:"
WAIT_UNTOUCHED = "Wachten kan pas als de melding is opgepakt."
DAY_TOO_FAR = "Wachten kan tot een dag in de komende zestig dagen. Tik hieronder op een dag, of typ er een."
