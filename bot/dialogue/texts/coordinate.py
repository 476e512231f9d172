"""What the bot says to coordinators about the week. The week is worded in bot/digest/texts.py."""

NOT_FOR_YOU = "Dit overzicht is voor coördinatoren."
