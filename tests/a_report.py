"""The taps of one whole report, and what the bot says to each."""

STEPS = [
    ("Bezoek melden", "Hoe ging het bezoek?"),
    ("Bezoek gehad", "Wat viel je op?"),
    ("In en om huis", "Tik aan wat je opviel"),
    ("☐ Ongeopende post", "Tik aan wat je opviel"),
    ("Verder", "Hoe oud"),
    ("85 tot en met 89", "In welk deel"),
    ("Hoensbroek", "En welke wijk"),
    ("Mariarade", "Hoe woont"),
    ("Met partner", "Weet mevrouw"),
    ("Ja, is goed", "Klopt dit?"),
    ("Klopt, versturen", "De code is"),
]
