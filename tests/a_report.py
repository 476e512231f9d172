"""The taps of one whole report, and what the bot says to each."""

STEPS = [
    ("Ik kom van een bezoek", "Hoe ging het bezoek?"),
    ("Bezoek gehad", "Vertel in je eigen woorden"),
    ("Kies uit de lijst", "Wat viel je op?"),
    ("In en om huis", "Tik aan wat je opviel"),
    ("☐ Ongeopende post", "Tik aan wat je opviel"),
    ("Verder", "Hoe oud"),
    ("85 tot en met 89", "In welk deel"),
    ("Hoensbroek", "Hoe woont"),
    ("Met partner", "Wat wil mevrouw"),
    ("Nog een gesprek", "Weet mevrouw"),
    ("Ja, is goed", "Klopt dit?"),
    ("Coördinator beslist", "De code is"),
]
