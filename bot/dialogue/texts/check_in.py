"""What the bot says to a volunteer the day after a heavy visit."""

ASK = "Gisteren was een zwaar bezoek. Hoe is het nu met jou?"
BUTTON_FINE = "Het gaat wel"
BUTTON_READ = "Lezen: zorg voor jezelf"
BUTTON_NO_REMINDERS = "Liever geen herinneringen"
FINE = "Fijn dat je het zegt. Komt het later terug, dan mag je er altijd over praten."

HARD = "Dank je dat je het zegt. Zoiets kan lang bij je blijven. Je hoeft het niet alleen te dragen."

SAID_FINE = (
    r"(?:ja |nou |och |ach )?(?:(?:het|t|alles|met mij|mij) )?(?:gaat |is |voel me )?(?:het |t )?(?:met mij )?"
    r"(?:al |alweer |weer |nu |heel |best |redelijk |gelukkig |een stuk |wel )*(?:goed|prima|oke|ok|best|beter|redelijk|wel)"
    r"(?: weer| nu| hoor| dank je| dankjewel| bedankt| met mij| met me)*"
)
"""Words, in lower case and without punctuation, that as a whole text say that somebody is well."""

SAID_HARD = (
    r"\b(?:slecht|(?:niet|nog niet) (?:zo |echt |heel |helemaal |zo heel )?(?:goed|lekker|best|oke|ok)|doorheen|zwaar|zwaarder"
    r"|moeilijk|verdriet(?:ig)?|huil(?:en|de)?|gehuild|moe|wakker|(?:slaap|sliep) (?:er )?(?:niet|slecht)|gaat niet|loslaten"
    r"|spookt|rot|klote|overstuur|somber|verslagen|van slag|kapot|in mijn hoofd|aan denken)\b"
)
"""Words that say, anywhere in a short text, that somebody is not well."""

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
