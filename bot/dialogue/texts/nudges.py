"""What the bot says by itself about a case that waits. The kinds are those of bot/dialogue/follow_up/nudges.py."""

TO_COORDINATORS = {
    "urgent": "**{code} heeft haast, en is na twee uur nog niet opgepakt.** Wil jij ernaar kijken?",
    "urgent-again": "**{code} heeft haast, en is nog steeds niet opgepakt.** Wie kijkt er nu naar?",
    "due-soon": "**{code}** is nog niet opgepakt. Dat moet uiterlijk {due}.",
    "volunteer-late": """\
**{code}** ligt bij de melder, en moest uiterlijk {due} zijn opgepakt. Ik heb de melder herinnerd.
Vraag hoe het gaat, of wijs {code} aan een ander toe.""",
    "overdue": "**{code} is over de termijn.** Oppakken moest uiterlijk {due}. Alle coördinatoren krijgen dit bericht.",
    "reporter-silent": """\
De melder van **{code}** antwoordt niet op het bericht van {since}.
Wacht niet langer op antwoord. Kun je zonder de melder verder?""",
    "coordinator-waited-for": "De melder van **{code}** wacht sinds {since} op een antwoord.",
    "coordinator-silent": """\
**De melder van {code} wacht al vier werkdagen op een antwoord.** Alle coördinatoren krijgen dit bericht.""",
    "wait-over": "**{code}** zou wachten tot {until}. Hoe gaat het verder?",
    "unfinished": "**{code}** is opgepakt op {since} en nog niet afgerond. Hoe staat het ermee? Is het klaar, rond de melding dan af.",
    "unfinished-long": """\
**{code}** is al drie weken opgepakt en nog niet afgerond. Alle coördinatoren krijgen dit bericht.""",
}
TO_REPORTER = {
    "volunteer-due-soon": """\
**{code}** ligt bij jou, en is nog niet opgepakt. Dat moet uiterlijk {due}.
Lukt het niet? Laat het je coördinator weten.""",
    "volunteer-late": """\
**{code}** ligt bij jou, en moest uiterlijk {due} zijn opgepakt. De coördinator hoort dit nu ook.
Lukt het niet? Laat het je coördinator weten. Dan zoekt die iemand anders.""",
    "volunteer-unfinished": """\
Je pakte **{code}** op {since} op. Hoe staat het ermee? Is het klaar, geef dat dan door.
Lukt het niet? Laat het je coördinator weten.""",
    "reporter-waited-for": "Je coördinator wacht sinds {since} op je antwoord over **{code}**.",
    "coordinator-silent": """\
Je kreeg nog geen antwoord over **{code}**. Ik heb alle coördinatoren herinnerd.
Heeft het haast? Bel je coördinator en noem de code.""",
}
