"""What the bot says in the menu from which a coordinator runs the scheme, and what all its parts say."""

NOT_FOR_YOU = "Dit is voor coördinatoren."
MENU = "**Beheer**\nWat wil je doen?"

BUTTON_SCHEME = "Beheer"
BUTTON_CASES = "Open meldingen"
BUTTON_INVITE = "Uitnodigen"
BUTTON_VOLUNTEERS = "Vrijwilligers"
BUTTON_DUTY = "Dienst"
BUTTON_BROADCAST = "Bericht sturen"
BUTTON_BACK = "Terug"

EVERYWHERE = "heel Heerlen"
BUTTON_EVERYWHERE = "Heel Heerlen"
BUTTON_WHOLE = "Heel {area}"
BUTTON_OWN = "{area} (jouw gebied)"
