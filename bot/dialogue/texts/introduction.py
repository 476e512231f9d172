"""What people see of the bot before they say anything, and the commands in the channel's own menu.

Numbers in {} come from knowledge/routes.yml.
"""

COMMANDS = (
    ("all", "menu", "Wat kan ik doen?"),
    ("invited", "melden", "Een bezoek melden"),
    ("invited", "bezoek", "Een bezoek plannen"),
    ("all", "oefenen", "Oefenen met een kort voorbeeld"),
    ("all", "kaart", "De signaalkaart, om mee te nemen"),
    ("all", "onderwerpen", "Bladeren door de onderwerpen"),
    ("all", "zoek", "Zoeken op een woord"),
    ("all", "nu_hulp", "Nu hulp nodig"),
    ("coordinating", "week", "Het weekoverzicht"),
    ("coordinating", "open", "De open meldingen"),
    ("coordinating", "vragen", "Vragen zonder antwoord"),
    ("coordinating", "beheer", "Uitnodigen, vrijwilligers, dienst en berichten"),
    ("coordinating", "uitnodigen", "Iemand uitnodigen"),
    ("coordinating", "vrijwilligers", "Wie er meedoet"),
    ("coordinating", "dienst", "Wie er is voor meldingen met haast"),
    ("coordinating", "bericht", "Een bericht aan je vrijwilligers"),
    ("coordinating", "wijken", "Waar komen we niet?"),
    ("coordinating", "instellen", "Wanneer je het weekoverzicht krijgt"),
    ("coordinating", "training", "Samen oefenen met een groep"),
    ("invited", "mijn_bezoeken", "Welke bezoeken ik plande"),
    ("invited", "herinneringen", "Herinneringen aan of uit"),
    ("invited", "mijn_meldingen", "Mijn meldingen bekijken of intrekken"),
    ("all", "mijn_gegevens", "Zien wat de bot van mij bewaart"),
    ("all", "stop", "Ophouden met waar ik mee bezig ben"),
    ("all", "help", "Zo werkt het"),
    ("all", "wis_mijn_gegevens", "Alles van mij wissen"),
)
"""For whom (see `bot.dialogue.menu`), the command, and what it does."""

DESCRIPTION = """\
Opmerkzaam helpt vrijwilligers in Heerlen die mensen van 75 jaar en ouder bezoeken.

Stel je vraag over eenzaamheid, signalen of het gesprek. Je krijgt een kort antwoord met de bron erbij.

Ik ben een computerprogramma, geen hulpverlener. Ik bewaar geen namen en geen adressen.
Is er nu gevaar? Bel {n112}. Gedachten aan zelfdoding? Bel {n113}, dag en nacht.

Tik op Start."""
"""At most 512 characters."""

ALSO_IN = "\nYou can ask in English or German too; the answers are in Dutch."
"""Behind the description, for those whose phone does not speak Dutch."""

SHORT_DESCRIPTION = "Voor vrijwilligers die mensen van 75+ bezoeken: vragen, met bron. Zonder namen. Geen hulpverlener."
"""On the bot's page; at most 120 characters."""
