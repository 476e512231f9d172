"""Journeys of volunteers: asking, reporting, planning a visit, practising."""

from __future__ import annotations

from bot.store.role import Role
from tests.live.journey import Act, Journey, chooses, says, taps

VOLUNTEER = {"truus": Role.VOLUNTEER}
BOTH = {"bea": Role.COORDINATOR, **VOLUNTEER}

ACCOUNT = (
    "mevr Jansen 84 op de Kerkstraat had de gordijnen weer dicht, post lag op de mat. ze zegt dat sinds haar man dood "
    "is in maart niemand meer langskomt"
)
CRISIS = "mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard"
VIOLENCE = "☐ Vermoeden van mishandeling of uitbuiting"


def report(last: str = "Coördinator beslist", sees: str = "De code is", **others: str) -> tuple[Act, ...]:
    """A report in as few taps as there can be."""
    return (
        says("truus", "melden", "Hoe ging het bezoek?"),
        taps("truus", "Bezoek gehad", "Vertel in je eigen woorden"),
        says("truus", "de post lag op de mat", "Ongeopende post"),
        taps("truus", "80 tot en met 84", "In welk deel"),
        taps("truus", "Hoensbroek", "Hoe woont"),
        taps("truus", "Woont alleen", "Wat wil mevrouw"),
        taps("truus", "Nog een gesprek", "Weet mevrouw"),
        taps("truus", "Ja, is goed", "Klopt dit?"),
        taps("truus", last, sees, **others),
    )


ASKING = (
    Journey(
        "a question, and the article behind it",
        (
            says("truus", "Hoe herken ik eenzaamheid?", "Nagekeken:"),
            taps("truus", "Meer lezen", "Nagekeken:"),
            taps("truus", "Onderwerpen"),
        ),
    ),
    Journey(
        "a question that is asked back",
        (
            says("truus", "hulp bij rouw en verdriet", "Bedoel je een van deze?"),
            taps("truus", "Iets anders", "Ik heb je vraag zonder namen bewaard"),
        ),
    ),
    Journey(
        "thumbs under an answer",
        (
            says("truus", "Hoe herken ik eenzaamheid?", "Nagekeken:"),
            taps("truus", "👍 Hielp me", "Nagekeken:"),
            says("henk", "Hoe herken ik eenzaamheid?", "Nagekeken:"),
            taps("henk", "👎 Niet wat ik zocht", "bewaard voor de coördinator"),
        ),
    ),
    Journey(
        "a vote that is changed",
        (
            says("truus", "Hoe herken ik eenzaamheid?", "Nagekeken:"),
            taps("truus", "👍 Hielp me", "Nagekeken:"),
            taps("truus", "👎 Niet wat ik zocht", "bewaard voor de coördinator"),
            taps("truus", "✓ 👎 Niet wat ik zocht", "Nagekeken:"),
            taps("truus", "👍 Hielp me", "Nagekeken:"),
        ),
    ),
    Journey(
        "an article that is said to be wrong",
        (
            says("truus", "/start artikel-rouw", "Nagekeken:"),
            taps("truus", "Meer lezen", "Nagekeken:"),
            taps("truus", "Dit klopt niet", "Wat klopt er niet aan"),
            says("truus", "dit nummer is al een jaar anders", "Dank je."),
            says("bea", "/vragen", "Iemand zegt dat"),
            taps("bea", "Zelf beantwoorden"),
            says("bea", "Dank je, het is veranderd.", "Dit gaat naar 1 persoon:"),
            taps("bea", "Versturen", truus="Je meldde laatst dat"),
        ),
        {"bea": Role.COORDINATOR},
    ),
    Journey(
        "a crisis card",
        (
            says("truus", CRISIS, "Hoe gaat het met jou?", bea="kreeg net een crisiskaart"),
            taps("truus", "Ik wil mijn coördinator spreken", "gevraagd om bereikbaar te zijn", bea="wil je spreken"),
            taps("truus", "Het is niet zo", bea="het is niet zo"),
        ),
        BOTH,
    ),
)

REPORTING = (
    Journey(
        "a report with buttons",
        (
            says("truus", "melden", "Hoe ging het bezoek?"),
            taps("truus", "Bezoek gehad", "Vertel in je eigen woorden"),
            taps("truus", "Kies uit de lijst", "Wat viel je op?"),
            taps("truus", "In en om huis", "Tik aan wat je opviel"),
            taps("truus", "☐ Ongeopende post", "Tik aan wat je opviel"),
            taps("truus", "Verder", "Hoe oud"),
            taps("truus", "85 tot en met 89", "In welk deel"),
            taps("truus", "Hoensbroek", "Hoe woont"),
            taps("truus", "Met partner", "Wat wil mevrouw"),
            taps("truus", "Nog een gesprek", "Weet mevrouw"),
            taps("truus", "Ja, is goed", "Klopt dit?"),
            taps("truus", "Coördinator beslist", "De code is"),
        ),
        VOLUNTEER,
    ),
    Journey(
        "a report in one's own words, with a note",
        (
            says("truus", "melden", "Hoe ging het bezoek?"),
            says("truus", ACCOUNT, "Dit haalde ik eruit"),
            taps("truus", "Klopt, verder", "In welk deel"),
            says("truus", "vrieheide", "Hoe woont"),
            taps("truus", "Woont alleen", "Wat wil mevrouw"),
            taps("truus", "Nog een gesprek", "Weet mevrouw"),
            taps("truus", "Ja, is goed", "Je verhaal zelf bewaar ik niet"),
            taps("truus", "Mijn verhaal erbij bewaren", "hooguit 90 dagen"),
            taps("truus", "gordijnen", "[weg]"),
            taps("truus", "Zo bewaren", "Je verhaal gaat mee"),
            taps("truus", "Coördinator beslist", "De code is"),
        ),
        VOLUNTEER,
    ),
    Journey(
        "an urgent report, to the coordinator on duty",
        (
            says("bea", "/dienst elke dag", "Tot wanneer?"),
            taps("bea", "Tot ik het verander", "vandaag (wo 18 nov): jij"),
            says("truus", "melden", "Hoe ging het bezoek?"),
            taps("truus", "Bezoek gehad"),
            taps("truus", "Kies uit de lijst"),
            taps("truus", "Veiligheid"),
            taps("truus", VIOLENCE, "Dit vraagt vandaag iets."),
            taps("truus", "Verder met mijn melding"),
            taps("truus", "Verder"),
            taps("truus", "Weet ik niet"),
            taps("truus", "Hoensbroek"),
            taps("truus", "Weet ik niet"),
            taps("truus", "Weet ik niet"),
            taps("truus", "Ja, is goed", "Klopt dit?"),
            taps("truus", "Coördinator beslist", "De code is", bea="Melding die vandaag aandacht vraagt"),
        ),
        {**BOTH, "cor": Role.COORDINATOR},
    ),
    Journey(
        "a report to which nobody agreed",
        (
            *report()[:-2],
            taps("truus", "Nee, liever niet", "Ik tel dit alleen mee"),
            taps("truus", "Klopt, versturen", "Er is geen code"),
        ),
        VOLUNTEER,
    ),
    Journey(
        "a report that is corrected",
        (
            *report(),
            taps("truus", "Melding aanpassen", "Pas aan wat anders moet"),
            taps("truus", "Iets veranderen", "Tik aan wat anders moet"),
            taps("truus", "☑ Leeftijd: 80 tot en met 84"),
            taps("truus", "Klaar met veranderen"),
            taps("truus", "90 of ouder"),
            taps("truus", "Ja, is goed", "90 of ouder"),
            taps("truus", "Buurtteam", "is aangepast"),
        ),
        VOLUNTEER,
    ),
    Journey(
        "a report that is withdrawn",
        (
            *report(),
            says("truus", "mijn meldingen", "Je laatste meldingen"),
            taps("truus", "Intrekken: {code}", "Je melding is ingetrokken"),
        ),
        BOTH,
    ),
)

PREPARING = (
    Journey(
        "a visit that is planned",
        (
            says("truus", "/bezoek", "Wanneer ga je op bezoek?"),
            taps("truus", "Vrijdag 20 november", "Hoe laat begint het bezoek?"),
            taps("truus", "14:00", "In welke buurt is het?"),
            taps("truus", "Hoensbroek", "Gepland: vrijdag 20 november, 14:00, Hoensbroek."),
            taps("truus", "Nu al voorbereiden", "Neem mee"),
            says("truus", "bezoek zaterdag half drie", "Gepland: zaterdag 21 november, 14:30."),
            taps("truus", "Wijzigen", "Wanneer ga je op bezoek?"),
            taps("truus", "Maandag 23 november"),
            taps("truus", "10:00"),
            taps("truus", "Laat de buurt weg", "Het bezoek is nu: maandag 23 november, 10:00."),
            taps("truus", "Weghalen", "Weggehaald: maandag 23 november, 10:00."),
        ),
        VOLUNTEER,
    ),
    Journey(
        "a case to practise on",
        (
            says("truus", "oefenen", "Vraag 1 van 4"),
            chooses("truus", "☐ A.", "Vraag 1 van 4"),
            taps("truus", "Klaar", "Jouw antwoord: A."),
            taps("truus", "Verder", "Vraag 2 van 4"),
            chooses("truus", "B.", "Jouw antwoord: B."),
            taps("truus", "Verder", "Vraag 3 van 4"),
            says("truus", "a"),
            taps("truus", "Verder", "Vraag 4 van 4"),
            chooses("truus", "C.", "Je deed nu 1 van"),
            taps("truus", "Herinner me volgende week", "stuur ik je één berichtje"),
        ),
        VOLUNTEER,
    ),
)
