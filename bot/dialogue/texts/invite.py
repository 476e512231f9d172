"""What the bot says to a coordinator who invites somebody, and the words to pass on."""

WHO = "**Wie nodig je uit?**"
WHERE = "**Een {role} uitnodigen**\nVoor welk gebied?"
WHERE_INSIDE = "**Een {role} uitnodigen**\nHeel {area}, of één wijk?"
BUTTON_OPEN = "Open uitnodigingen"

NOT_YOURS_TO_INVITE = {
    "coordinator": "Coördinatoren nodigt de beheerder uit. Een vrijwilliger uitnodigen kan wel.",
    "admin": "Een beheerder uitnodigen kan alleen de beheerder. Een vrijwilliger uitnodigen kan wel.",
}
NOT_YOUR_AREA = "{area} is niet jouw gebied. Kies hieronder."
UNKNOWN_WORDS = "Dat ken ik niet. Kies hieronder."

MADE = """\
**Uitnodiging voor een {role}, {area}**
Laat het plaatje scannen, of stuur het laatste bericht door aan wie je uitnodigt.
Een naam hoeft niet: wie de code gebruikt, krijgt hier een verzonnen naam."""
MADE_WITHOUT_LINK = """\
**Uitnodiging voor een {role}, {area}**
Code: **{code}**
Werkt één keer, zeven dagen lang: tot {until}.
Stuur het bericht hieronder door aan wie je uitnodigt."""
CAPTION = """\
Code: **{code}**
Link: {link}
Werkt één keer, zeven dagen lang: tot {until}."""
FILE_NAME = "uitnodiging.png"
PICTURE = "QR-code met de link van deze uitnodiging"
FORWARD = """\
**Doe je mee met Opmerkzaam?**
Opmerkzaam helpt vrijwilligers die mensen van 75 jaar en ouder bezoeken.{needs}
Je kunt meedoen als {role}. Tik op deze link en daarna op Start:
{link}

De link werkt één keer, tot {until}. Lukt het niet? Typ dan deze code in het gesprek met de bot: {code}"""
FORWARD_TO_PAGE = """\
**Doe je mee met Opmerkzaam?**
Opmerkzaam helpt vrijwilligers die mensen van 75 jaar en ouder bezoeken. Je kunt meedoen als {role}.
Open deze pagina en tik op Beginnen:
{link}

De link werkt één keer, tot {until}. Staat de code er niet? Typ dan: {code}"""
FORWARD_WITHOUT_LINK = """\
**Doe je mee met Opmerkzaam?**
Opmerkzaam helpt vrijwilligers die mensen van 75 jaar en ouder bezoeken.{needs}
Je kunt meedoen als {role}. Typ deze code in het gesprek met de bot: {code}

De code werkt één keer, tot {until}."""
NEEDS_TELEGRAM = " Je hebt Telegram nodig."
OR_ON_THE_PAGE = """

Geen Telegram? Open dan deze pagina, en tik op Beginnen: {page}"""
"""Behind those that lead to Telegram, where there is a page in the browser too."""
BUTTON_ANOTHER = "Nog iemand uitnodigen"

NONE_OPEN = "Er zijn nu geen open uitnodigingen."
OPEN = "**Open uitnodigingen: {count}**\nNog niet gebruikt. De code zelf bewaar ik niet."
OPEN_LINE = "{role}, {area}, tot {until}"
OPEN_MORE = "en nog {count}"
BUTTON_WITHDRAW = "Alle intrekken"
WITHDRAW = "**Alle {count} open uitnodigingen intrekken?**\nDe codes werken dan niet meer. Wie al binnen is, blijft."
WITHDRAW_ONE = "**De open uitnodiging intrekken?**\nDe code werkt dan niet meer. Wie al binnen is, blijft."
BUTTON_WITHDRAW_YES = "Ja, intrekken"
BUTTON_WITHDRAW_NO = "Nee, laat staan"
WITHDRAWN = "Ingetrokken: {count}. Die codes werken niet meer."
UNTIL = "{day} {hour} uur"

ROLE_WORDS = {
    "vrijwilliger": "volunteer",
    "vrijwilligers": "volunteer",
    "coordinator": "coordinator",
    "coördinator": "coordinator",
    "beheerder": "admin",
}
"""How a role is called behind a command."""
