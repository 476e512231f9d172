"""What the bot says to coordinators about one case. The codes before the words are what is kept."""

from bot.digest import texts as of_the_week

HEAD = "**{code}** · {area} · {age_band} · niveau {level}"
NO_AGE = "leeftijd onbekend"

STATUSES = {
    "new": "Nog niet opgepakt.",
    "assigned": "Toegewezen aan {to}, nog niet opgepakt.",
    "in-hand": "Opgepakt.",
    "waiting": "Wacht tot {until}.",
    "done": "Afgerond: {ending}.",
    "withdrawn": "Ingetrokken. Er is niets meer van te zien.",
}
HELD_BY_YOU = " Jij was er het laatst mee bezig."
HELD_BY_ANOTHER = " Een andere coördinator was er het laatst mee bezig."
AGES = ("Vandaag gemeld", "1 werkdag oud", "{count} werkdagen oud")
DUE = "{age}, uiterlijk {day} oppakken."
OVERDUE = "{age}. **Over de termijn:** oppakken moest uiterlijk {day}."
AGE = "{age}."
AWAITING = {
    "coordinator": "**De melder wacht op een antwoord** sinds {day}.",
    "reporter": "De melder is iets gevraagd op {day}, en antwoordde nog niet.",
}
"""Whose answer is waited for."""

LIVINGS = {"alone": "Woont alleen.", "with-partner": "Woont met partner.", "with-others": "Woont met anderen."}
WISHES = {
    "nothing": "Wil nu niets.",
    "talk": "Wil nog een gesprek.",
    "take-part": "Wil ergens aan meedoen.",
    "help": "Wil hulp.",
}
CONSENTS = {
    "yes": "Weet van deze melding en vindt het goed.",
    "no": "Vindt deze melding niet goed.",
    "not-asked": "Is niet gevraagd of deze melding goed is.",
}
PROPOSED = "De melder stelt voor: {to}."
PROPOSALS = {
    "volunteer": "ik pak het zelf op",
    "team": "buurtteam",
    "gp": "huisarts",
    "coordinator": "de coördinator beslist",
}
NO_SIGNALS = "Geen signalen"
NOTE = "Notitie van de melder: *{note}*"
REPORTER_GONE = "De melder is er niet meer, of heeft de bot geblokkeerd. Vragen of toewijzen aan de melder kan niet."

ASSIGNEES = {
    "volunteer": "de melder",
    "team": "buurtteam",
    "gp": "huisarts",
    "coordinator": "coördinator",
}
ENDINGS = of_the_week.ENDINGS
"""How a case ended: in the same words as in the week."""

STEPS = {
    "new": "gemeld",
    "assigned": "toegewezen aan {detail}",
    "in-hand": "opgepakt",
    "waiting": "wacht tot {detail}",
    "done": "afgerond: {detail}",
    "withdrawn": "ingetrokken",
    "corrected": "aangepast door de melder",
    "asked": "bericht aan de melder",
    "answered": "antwoord aan de melder",
    "reminded": "herinnerd",
    "escalated": "aan meer coördinatoren doorgegeven",
}
REPORTERS_STEPS = {
    "assigned": "de melder wil het zelf oppakken",
    "in-hand": "opgepakt door de melder",
    "done": "afgerond door de melder: {detail}",
    "asked": "bericht van de melder",
    "answered": "antwoord van de melder",
}
"""Where the reporter took the step."""
WITH_ANSWER = "{step} ({answer})"
REOPENED = "heropend"
EARLIER = "eerder: {count} stappen"
NOTHING_SINCE = "verder niets"

BUTTONS = {"assigned": "Toewijzen", "in-hand": "Opgepakt", "waiting": "Wacht tot ...", "done": "Afronden"}
BUTTON_IN_HAND_AGAIN = {"waiting": "Weer opgepakt", "done": "Heropenen"}
BUTTON_ASK = "Vraag de melder"
BUTTON_LIST = "Terug naar open meldingen"
BUTTON_BACK = "Terug"
BUTTON_OPEN = "Open {code}"

WHICH = {
    "assigned": "**Aan wie wijs je {code} toe?**",
    "waiting": "**Tot wanneer wacht {code}?** Dan krijg je een bericht.",
    "done": "**Hoe is {code} afgelopen?** De melder hoort dit in gewone woorden.",
}
ASSIGN_TO = {"volunteer": "De melder", "team": "Buurtteam", "gp": "Huisarts", "coordinator": "Coördinator"}
WAITS = {
    "day": "Volgende werkdag ({day})",
    "week": "Een week ({day})",
    "fortnight": "Twee weken ({day})",
    "month": "Een maand ({day})",
}

CHANGED = "Iemand anders was je net voor, of het was al gebeurd. Zo staat het nu:"
UNKNOWN = "Die code ken ik niet. Kijk of je hem goed overnam: twee woorden en twee cijfers."

BUTTON_ERASE = "Wissen op verzoek van de bewoner"
ERASE = """\
**{code} wissen?**
Doe dit als mevrouw of meneer zelf wil dat de melding weg is. De signalen, de notitie en alles over de persoon verdwijnen, voorgoed.
De code en de stappen blijven staan, zonder inhoud."""
BUTTON_ERASE_YES = "Ja, wis de melding"
ERASED = "**{code}** is gewist. Zeg het ook tegen wie erom vroeg."
TOLD_ERASED = "Je melding **{code}** is gewist, omdat mevrouw of meneer dat wilde. Je hoeft er niets meer voor te doen."

TOLD_PICKED_UP = "Je melding **{code}** is opgepakt. Dank je wel dat je het doorgaf."
TOLD_REOPENED = "Je melding **{code}** is weer opgepakt. Er wordt nog iets aan gedaan."
TOLD_YOURS = """\
**De coördinator vraagt of jij {code} wilt oppakken.**
Lukt dat? Tik op Opgepakt. Lukt het niet, of heb je een vraag? Schrijf het terug."""
TOLD_NOT_YOURS = (
    "**{code}** ligt niet meer bij jou. Iemand anders gaat ermee verder. Je hoeft er niets meer voor te doen."
)
TOLD_ENDED = "Je melding **{code}** is afgerond. {how} Dank je wel dat je het doorgaf."
TOLD_ENDINGS = {
    "meeting-place": "Er is een plek gevonden om mensen te ontmoeten.",
    "buddy": "Er is een maatje gevonden.",
    "team": "Het buurtteam gaat ermee verder.",
    "gp": "De huisarts gaat ermee verder.",
    "other-help": "Er is hulp gevonden.",
    "no-help-wanted": "Er is contact geweest. Er is nu geen hulp gewenst, en dat mag.",
    "not-reached": "Het is niet gelukt om contact te krijgen. Zie je weer iets? Meld het dan opnieuw.",
    "nothing-needed": "Er is naar gekeken. Er hoeft nu niets te gebeuren.",
}
