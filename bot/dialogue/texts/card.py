"""What the bot says with the signal card."""

FRONT = "**Signaalkaart**: waar je op let. Bewaar hem op je telefoon voor je volgende bezoek."
BACK = "De achterkant: wat niet kan wachten, en de drie vormen van eenzaamheid."
PDF = "De signaalkaart op één A4, om te printen. Schrijf er geen naam op."

BUTTON_PDF = "PDF om te printen"
BUTTON_TEXT = "Als tekst"
