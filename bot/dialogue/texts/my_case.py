"""What the bot says to a reporter about the follow-up of their report."""

MINE = "**{code}** · gemeld op {date}\n{status}"
STATUSES = {
    "new": "Nog niet opgepakt. Dat hoort uiterlijk {due} te gebeuren.",
    "assigned": "Er is iemand gevraagd om het op te pakken. Dat hoort uiterlijk {due} te gebeuren.",
    "in-hand": "Opgepakt.",
    "waiting": "Opgepakt. Het ligt nu even stil.",
    "done": "Afgerond. {how}",
    "withdrawn": "Ingetrokken.",
}
STATUSES_YOURS = {
    "assigned": "Deze ligt bij jou, en is nog niet opgepakt. Dat hoort uiterlijk {due} te gebeuren.",
    "in-hand": "Deze ligt bij jou, en is opgepakt. Tik op Afronden als het klaar is.",
}
"""While the report was assigned to the volunteer."""

UNKNOWN = "Die code ken ik niet bij jou. Kijk of je hem goed overnam: twee woorden en twee cijfers."
CHANGED = "Dat kan nu niet meer. Zo staat het:"
PICKED_UP = "Mooi, dank je. Tik op Afronden als het klaar is."
ENDED = "Dank je wel. Ik heb het genoteerd."
HOW = "**Hoe is {code} afgelopen?** Kies wat het beste past."

BUTTON_SHOW = "Bekijk {code}"
BUTTONS = {"in-hand": "Opgepakt", "done": "Afronden"}
BUTTON_BACK = "Terug"
BUTTON_WRITE = "Schrijf de coördinator"

TOLD_PICKED_UP = "De melder heeft **{code}** opgepakt."
TOLD_ENDED = "De melder heeft **{code}** afgerond: {how}."
