"""What the bot says to a volunteer the day after a heavy visit."""

ASK = "Gisteren was een zwaar bezoek. Hoe is het nu met jou?"
BUTTON_FINE = "Het gaat wel"
BUTTON_READ = "Lezen: zorg voor jezelf"
BUTTON_NO_REMINDERS = "Liever geen herinneringen"
FINE = "Fijn dat je het zegt. Komt het later terug, dan mag je er altijd over praten."

ALERT = """\
**Een vrijwilliger wil je spreken**, een dag na een zwaar bezoek.
Wie het is, stuur ik niet door. Houd je telefoon bij je, of bel zelf de vrijwilligers die kort geleden op pad waren."""
ASKED = """\
Ik heb de coördinatoren gevraagd om bereikbaar te zijn. Bel zelf ook: ik stuur niet door wie je bent.
Wil je nu praten? De Luisterlijn luistert ook naar jou."""
NOBODY = """\
Er is nu geen coördinator die ik kan bereiken. Bel zelf je coördinator.
Wil je nu praten? De Luisterlijn luistert ook naar jou."""
BUTTON_LUISTERLIJN = "Lezen: de Luisterlijn"
