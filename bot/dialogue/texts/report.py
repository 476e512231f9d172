"""What the bot says while somebody reports a visit. The codes before the labels are what is kept."""

OUTCOME = "Fijn dat je het doorgeeft. Hoe ging het bezoek?"
OUTCOMES = {
    "visited": "Bezoek gehad",
    "nobody-home": "Niemand thuis",
    "refused": "Wilde geen bezoek",
    "cancelled": "Ging niet door",
}

SIGNALS = """\
Wat viel je op? Kies een groep en tik aan wat je zag of hoorde.
Je mag het ook typen. Ik zoek dan de signalen erin, en bewaar je tekst niet."""
SIGNALS_CHOSEN = "**Gekozen**"
SIGNALS_MORE = "Is er nog iets, of moet er iets weg? Kies een groep, of typ het. Klaar? Tik op Verder."
SIGNALS_READ = "Dit las ik in je bericht. Klopt het? Je tekst bewaar ik niet."
SIGNALS_NONE_READ = "Ik las hier geen signalen in. Kies zelf een groep. Viel je niets op? Tik dan op Verder."
GROUP = "**{group}**\nTik aan wat je opviel. Nog een keer tikken haalt het weg."
BUTTON_OTHER_GROUPS = "Andere groepen"
BUTTON_SIGNALS_DONE = "Verder"
BUTTON_NO_SIGNALS = "Niets bijzonders, verder"
TICKED = "☑ {label}"
UNTICKED = "☐ {label}"

AGE_BAND = "Hoe oud is mevrouw of meneer ongeveer? Je mag het ook typen; ik bewaar alleen de groep."
AGE_BANDS = {
    "75-79": "75 tot en met 79",
    "80-84": "80 tot en met 84",
    "85-89": "85 tot en met 89",
    "90+": "90 of ouder",
    "unknown": "Weet ik niet",
}

AREA = "In welk deel van Heerlen woont mevrouw of meneer? Je mag ook de buurt typen. Geen straat."
AREA_INSIDE = "En welke wijk in {area}?"
BUTTON_WHOLE_AREA = "{area}, meer weet ik niet"
BUTTON_AREA_UNKNOWN = "Weet ik niet"

LIVING = "Hoe woont mevrouw of meneer?"
LIVINGS = {
    "alone": "Woont alleen",
    "with-partner": "Met partner",
    "with-others": "Met anderen",
    "unknown": "Weet ik niet",
}

CONSENT = "Weet mevrouw of meneer dat je dit doorgeeft, en is dat goed?"
CONSENTS = {"yes": "Ja, is goed", "no": "Nee, liever niet", "not-asked": "Niet gevraagd"}

SUMMARY = "**Klopt dit?**"
SUMMARY_LINES = {
    "outcome": "Bezoek: {value}",
    "signals": "Signalen: {value}",
    "age_band": "Leeftijd: {value}",
    "area": "Buurt: {value}",
    "living": "Wonen: {value}",
    "consent": "Toestemming: {value}",
}
NO_SIGNALS = "geen"
UNKNOWN = "weet ik niet"
SUMMARY_CASE = "Je coördinator ziet dit, met een code. Nooit een naam."
SUMMARY_COUNT_ONLY = "Ik tel dit alleen mee in de cijfers. Er komt geen opvolging."
SUMMARY_URGENT = "Dit vraagt vandaag iets: de coördinatoren krijgen direct bericht. Met een code, nooit een naam."
SUMMARY_URGENT_WITHOUT_CODE = (
    "Dit vraagt vandaag iets: de coördinatoren krijgen direct bericht, zonder naam en zonder code."
)
BUTTON_SEND = "Klopt, versturen"
BUTTON_BACK = "Terug"
BUTTON_CANCEL = "Stoppen"

SENT_WITH_CODE = """\
Dank je. De code is **{code}**
Schrijf die bij je afspraken. Meer is hier niet van bewaard.
Je coördinator kijkt ernaar. Hoor je niets? Vraag het na met de code.
Klopt er iets niet? Intrekken kan tot een dag na nu, bij Mijn meldingen."""
SENT_COUNTED = """\
Dank je, ik heb het meegeteld. Er is geen code, want er komt geen opvolging.
Klopt er iets niet? Intrekken kan tot een dag na nu, bij Mijn meldingen."""

TYPED_BACK = ("terug", "vorige")
TYPED_DONE = ("verder", "klaar", "niets", "geen", "niks", "nee")
TYPED_SEND = ("ja", "klopt", "versturen", "verstuur", "ja klopt", "klopt versturen")
TYPED_UNKNOWN = ("weet ik niet", "geen idee", "onbekend")

SENT_URGENT = """\
Dank je, ik heb het meegeteld en de coördinatoren bericht gestuurd, zonder naam.
Bespreek het vandaag met je coördinator. Er is geen code, want daar is geen toestemming voor."""
NOBODY_TOLD = """\
**Let op: ik kon geen coördinator bereiken.** Bel je coördinator vandaag zelf.
Is er nu gevaar? Bel {n112}."""

CANCELLED = "Gestopt. Van deze melding is niets bewaard."
NOT_AN_ANSWER = "Dat past niet bij deze vraag. Tik een knop aan, of typ **stop** om op te houden."
RESUMED = "We gaan verder waar je was."

URGENT = "**Dit vraagt vandaag iets.** {label}."

ALERT = """\
**Melding die vandaag aandacht vraagt**
Code **{code}**: {signals}.
Gebied: {area}. Leeftijd: {age_band}."""
ALERT_WITHOUT_CODE = """\
**Melding die vandaag aandacht vraagt**
Zonder toestemming, dus zonder code: {signals}.
Gebied: {area}. Vraag je vrijwilligers wie hierover wil overleggen."""
