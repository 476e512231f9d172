"""What an admin hears when a digest does not arrive. Markdown; words in {} are filled in."""

GIVEN_UP = """\
Het weekoverzicht van week {number} kon niet worden bezorgd aan **{alias}**. Misschien is de bot daar geblokkeerd.
Neem even contact op: dringende meldingen komen daar nu ook niet aan."""
REFUSED = """\
Het weekoverzicht van week {number} kon niet worden bezorgd aan **{alias}**: Telegram nam het bericht niet aan.
Vraag wie de bot beheert om in het logboek te kijken."""
LATE = """\
Het weekoverzicht van week {number} is nog niet bezorgd aan **{alias}**. Ik blijf het proberen."""
NOT_MADE = """\
Het weekoverzicht van week {number} is nog niet gemaakt voor **{alias}**. Ik blijf het proberen.
Vraag wie de bot beheert om in het logboek te kijken."""
