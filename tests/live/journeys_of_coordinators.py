"""Journeys of coordinators and those whom they guide: following up, taking part, leaving."""

from __future__ import annotations

from bot.store.role import Role
from tests.live.journey import Act, Journey, chooses, says, taps
from tests.live.journeys_of_volunteers import BOTH, VOLUNTEER, report

COORDINATOR = {"bea": Role.COORDINATOR}
TEAM = {**COORDINATOR, **{f"v{number}": Role.VOLUNTEER for number in range(8)}}

POST, MORE_POST = "mag ik de post openmaken", "mag ik haar post openmaken"


def unanswered(who: str, question: str) -> tuple[Act, ...]:
    """A question that is kept, whatever the bot made of it."""
    return (
        says(who, question),
        taps(who, "Iets anders", "bewaard voor de coördinator"),
    )


FOLLOWING_UP = (
    Journey(
        "a question that a coordinator answers",
        (
            *unanswered("truus", POST),
            *unanswered("henk", MORE_POST),
            says("bea", "/vragen", "2 vragen"),
            taps("bea", "Zelf beantwoorden", "Schrijf een antwoord op 2 vragen"),
            says("bea", "Openmaken mag niet.", "Dit gaat naar 2 mensen:"),
            taps(
                "bea", "Versturen", "Verstuurd aan 2 mensen.", truus="Een coördinator antwoordt", henk="Je vroeg laatst"
            ),
        ),
        COORDINATOR,
    ),
    Journey(
        "a case, from seen to ended",
        (
            *report(),
            says("bea", "open meldingen", "1 open melding"),
            taps("bea", "{code}", "Nog niet opgepakt"),
            taps("bea", "Toewijzen"),
            taps("bea", "Buurtteam", "Toegewezen aan buurtteam"),
            taps("bea", "Opgepakt", truus="is opgepakt"),
            taps("bea", "Wacht tot ..."),
            taps("bea", "Een week (wo 25 nov)", "Wacht tot 25 nov."),
            taps("bea", "Afronden"),
            taps("bea", "Maatje gevonden", "Afgerond", truus="is afgerond"),
        ),
        BOTH,
    ),
    Journey(
        "a coordinator and a reporter who write to each other",
        (
            *report(),
            says("bea", "{code}", "Nog niet opgepakt"),
            taps("bea", "Vraag de melder"),
            says("bea", "Wil jij mevrouw Yilmaz vragen of het uitkomt?", "Dit gaf ik door", truus="schrijft:"),
            taps("truus", "Niet thuis", "Dit gaf ik door", bea="De melder schrijft:"),
            taps("truus", "Zelf schrijven"),
            says("truus", "ik probeer het morgen weer", "Dit gaf ik door", bea="ik probeer het morgen weer"),
        ),
        BOTH,
    ),
)

TAKING_PART = (
    Journey(
        "an invitation, made and used",
        (
            says("bea", "/uitnodigen Hoensbroek", "Uitnodiging voor een vrijwilliger"),
            says("truus", "/start {invitation}", "Je uitnodiging klopt"),
            says("truus", "melden", "Hoe ging het bezoek?"),
        ),
        COORDINATOR,
    ),
    Journey(
        "a message to many",
        (
            says("bea", "/bericht", "Dit gaat naar 8 vrijwilligers"),
            says("bea", "Donderdag is er koffie in het buurthuis.", "Zo zien zij het"),
            taps("bea", "Versturen", "Verstuurd aan 8 vrijwilligers", **{f"v{n}": "koffie" for n in range(8)}),
            taps("bea", "Is het aangekomen?", "Aangekomen bij 8 vrijwilligers"),
        ),
        TEAM,
    ),
    Journey(
        "a group that practises",
        (
            says("bea", "/training", "Oefenen met een groep"),
            taps("bea", "Licht"),
            taps("bea", "Te veel soep"),
            taps("bea", "Begin met deze groep", "0 doen mee"),
            says("truus", "{group}", "Je doet mee met de groep."),
            says("henk", "/start oefen-{group}", "Je doet mee met de groep."),
            chooses("truus", "☐ A.", "Jouw antwoord: A."),
            taps("bea", "Volgende vraag", "Vraag 2 van 4", truus="Vraag 2 van 4", henk="Vraag 2 van 4"),
            chooses("truus", "A.", "Jouw antwoord: A."),
            chooses("truus", "B.", "Jouw antwoord: B."),
            taps("bea", "Ververs", "2 doen mee, 1 antwoord."),
            taps("bea", "Toon de uitleg", "De uitleg staat op alle telefoons.", truus="Dit past", henk="Dit past"),
            taps("bea", "Stop", "Stoppen voor iedereen?"),
            taps(
                "bea",
                "Ja, stoppen voor iedereen",
                "De groep is gesloten.",
                truus="De groep is klaar.",
                henk="De groep is klaar.",
            ),
        ),
        COORDINATOR,
    ),
    Journey(
        "the digest set",
        (
            says("bea", "/instellen", "op maandag om 8.00 uur"),
            taps("bea", "Andere dag", "Op welke dag"),
            taps("bea", "Vrijdag", "op vrijdag om 8.00 uur"),
            taps("bea", "Andere tijd"),
            says("bea", "8.30", "op vrijdag om 8.30 uur"),
            says("bea", "/instellen pauze", "tot je zegt dat je het weer wilt"),
        ),
        COORDINATOR,
    ),
    Journey(
        "duty, begun and ended",
        (
            says("bea", "/dienst", "Jij staat niet op het rooster"),
            taps("bea", "Mijn dienst instellen"),
            taps("bea", "Werkdagen"),
            taps("bea", "Verder", "Tot wanneer?"),
            taps("bea", "Tot ik het verander", "Jouw dienst"),
            taps("bea", "Mijn dienst stoppen", "Je hebt geen dienst meer."),
        ),
        COORDINATOR,
    ),
    Journey(
        "what is kept, as a file, and another alias",
        (
            *report(),
            says("truus", "mijn gegevens", "Dit bewaart de bot van jou"),
            taps("truus", "Geef mij alles als bestand"),
            taps("truus", "Geef me een andere naam", "Je heet hier nu"),
        ),
        VOLUNTEER,
    ),
    Journey(
        "somebody who stops",
        (
            says("truus", "ik stop als vrijwilliger", "Wil je stoppen als vrijwilliger?"),
            taps("truus", "Ja, ik stop", "Je bent gestopt"),
        ),
        VOLUNTEER,
    ),
    Journey(
        "somebody of whom all is erased",
        (
            *report(),
            says("truus", "/wis_mijn_gegevens", "Alles van jou wissen?"),
            taps("truus", "Ja, wis alles", "Alles van jou is gewist."),
        ),
        VOLUNTEER,
    ),
)
