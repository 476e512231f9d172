"""What the bot says while somebody reports a visit. The codes before the labels are what is kept."""

OUTCOME = "Fijn dat je het doorgeeft. Hoe ging het bezoek?"
OUTCOMES = {
    "visited": "Bezoek gehad",
    "nobody-home": "Niemand thuis",
    "refused": "Wilde geen bezoek",
    "cancelled": "Ging niet door",
}

REASON = (
    "Weet je waarom niet? Kies wat het dichtst in de buurt komt. Ook dit helpt: zo weten we wat we anders kunnen doen."
)
REASONS = {
    "too-busy": "Te druk",
    "not-for-me": "Niets voor mij",
    "has-company": "Genoeg mensen om zich heen",
    "no-trust": "Vertrouwt het niet",
    "unwell": "Voelt zich niet goed",
    "other": "Iets anders",
    "unknown": "Weet ik niet",
}

TELL = """\
Vertel in je eigen woorden wat je zag en hoorde. Geen namen of adres; wat er toch in staat, haal ik eruit.
Liever kiezen uit een lijst? Dat kan ook."""
BUTTON_LIST = "Kies uit de lijst"
REVIEW = "Dit haalde ik eruit. Klopt het?"
REVIEW_CHANGING = "Dit staat er nu. Klopt het?"
REVIEW_NO_SIGNALS = "Ik las hier geen signalen in. Klopt dat? Anders kun je ze kiezen, of het nog eens vertellen."
READ_IN = '{labels}: gelezen in *"{words}"*'
REVIEW_AGE = "Klopt het zo? Dan weet ik alleen de leeftijd nog niet. Kies hem hieronder, of typ hem."
NUMBERS_OF_NEED = "Bij gevaar: bel {n112}. Gedachten aan de dood: bel {n113}. Geweld of uitbuiting: bel {veilig_thuis}."
PERHAPS_URGENT = f"**Is er misschien meer aan de hand?** Tik het dan aan.\n{NUMBERS_OF_NEED}"
CHANGE = "Tik aan wat anders moet. Wat geen vinkje heeft, geef je niet door."
BUTTON_RIGHT = "Klopt, verder"
BUTTON_SOMETHING_ELSE = "Iets veranderen"
BUTTON_CHANGED = "Klaar met veranderen"
BUTTON_MORE = "Nog iets"
BUTTON_AGAIN = "Opnieuw"
FACTS = {
    "age": "Leeftijd: {value}",
    "area": "Buurt: {value}",
    "living": "{value}",
    "wish": "Wil: {value}",
}
"""What else was read in an account. A tap takes it away, and then it is asked."""

SIGNALS = """\
Wat viel je op? Kies een groep en tik aan wat je zag of hoorde.
Je mag het ook typen. Ik zoek dan de signalen erin, en laat je tekst daarna los."""
SIGNALS_CHOSEN = "**Gekozen**"
SIGNALS_MORE = "Is er nog iets, of moet er iets weg? Kies een groep, of typ het. Klaar? Tik op Verder."
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

AREA = "In welk deel van Heerlen woont mevrouw of meneer? Weet je de buurt? Typ hem dan. Geen straat."
AREA_INSIDE = "Waar in {area} woont mevrouw of meneer? Je mag het ook typen. Geen straat."
NO_SUCH_AREA = "Een buurt met die naam ken ik niet. Kies er een, of typ de buurt nog eens."
AREA_NOTED = "Buurt: {area}."
BUTTON_WHOLE_AREA = "{area}, meer weet ik niet"
BUTTON_AREA_UNKNOWN = "Weet ik niet"
BUTTON_ELSEWHERE = "Ergens anders"

LIVING = "Hoe woont mevrouw of meneer?"
LIVINGS = {
    "alone": "Woont alleen",
    "with-partner": "Met partner",
    "with-others": "Met anderen",
    "unknown": "Weet ik niet",
}

WISH = "Wat wil mevrouw of meneer zelf?"
WISHES = {
    "nothing": "Nu niets",
    "talk": "Nog een gesprek",
    "take-part": "Ergens aan meedoen",
    "help": "Hulp bij iets",
    "unknown": "Weet ik niet",
}

CONSENT = "Weet mevrouw of meneer dat je dit doorgeeft, en is dat goed?"
CONSENTS = {"yes": "Ja, is goed", "no": "Nee, liever niet", "not-asked": "Niet gevraagd"}

SUMMARY = "**Klopt dit?**"
SUMMARY_LINES = {
    "outcome": "Bezoek: {value}",
    "reason": "Waarom: {value}",
    "signals": "Signalen: {value}",
    "age_band": "Leeftijd: {value}",
    "area": "Buurt: {value}",
    "living": "Wonen: {value}",
    "wish": "Wil zelf: {value}",
    "consent": "Toestemming: {value}",
}
NO_SIGNALS = "geen"
UNKNOWN = "weet ik niet"
SUMMARY_COUNT_ONLY = "Ik tel dit alleen mee in de cijfers. Er komt geen opvolging."
SUMMARY_URGENT = (
    "Hier moet vandaag iemand naar kijken. De coördinatoren krijgen direct bericht, met een code en zonder naam."
)
SUMMARY_WITHOUT_CONSENT = "Zonder toestemming doe ik dat alleen als er iemand in gevaar kan zijn, zoals hier."
FOLLOW_UP = "**Wie pakt het op?** Met een tik hierop verstuur je de melding. Je coördinator ziet hem met een code, nooit met een naam."
FOLLOW_UPS = {
    "volunteer": "Ik zelf",
    "team": "Buurtteam",
    "gp": "Huisarts",
    "coordinator": "Coördinator beslist",
}

NOTE_DROPPED = "Je verhaal zelf bewaar ik niet."
NOTE_KEPT = "Je verhaal gaat mee, zonder wat naar iemand wijst."
BUTTON_NOTE = "Mijn verhaal erbij bewaren"
BUTTON_NOTE_CHANGE = "Mijn verhaal bekijken of weglaten"
NOTE = """\
**Zo bewaar ik je verhaal, hooguit 90 dagen, alleen voor je coördinator:**

{note}

Staat er nog iets in dat naar iemand wijst? Tik het woord aan, of typ het. Het gaat dan weg en komt niet terug."""
BUTTON_WORDS_BEFORE = "Vorige woorden"
BUTTON_WORDS_AFTER = "Meer woorden"
BUTTON_NOTE_KEEP = "Zo bewaren"
BUTTON_NOTE_DROP = "Niet bewaren"
NOTE_NOT_FOUND = "Dat woord staat er niet (meer) in."

BUTTON_SEND = "Klopt, versturen"
BUTTON_BACK = "Terug"
BUTTON_CANCEL = "Stoppen"
BUTTON_LATER = "Later verder"

SENT_WITH_CODE = """\
Dank je. De code is **{code}**
Schrijf die bij je afspraken. {kept}"""
KEPT_NOTHING = "Ik bewaar alleen wat in de samenvatting stond, niet je verhaal."
KEPT_NOTE = "Je verhaal zonder namen staat erbij, hooguit 90 dagen."
TERM = "Binnen {days} werkdagen hoort het te zijn opgepakt. Dan hoor je het hier. Hoor je niets, typ dan de code."
DAYS = {5: "vijf", 10: "tien"}
TERM_TODAY = "De coördinatoren hebben direct bericht gekregen. Bespreek het vandaag ook zelf met je coördinator."
TERM_YOURSELF = "Jij pakt het zelf op. Is het gedaan, of lukt het niet? Typ de code, dan geef je het door."
SENT_COUNTED = "Dank je, ik heb het meegeteld. Er is geen code, want er komt geen opvolging."
CORRECTED = "Je melding is aangepast."
CORRECTED_WITH_CODE = "Je melding **{code}** is aangepast."
CASE_CLOSED = "Er is nu geen opvolging meer; de code vervalt."
MAY_CHANGE = "Klopt er iets niet? Aanpassen of intrekken kan tot een dag nadat je hem verstuurde."
BUTTON_CHANGE = "Melding aanpassen"
TOO_LATE_TO_CHANGE = "Deze melding kan niet meer worden aangepast. Bel je coördinator als er iets niet klopt."
CHANGING = "Pas aan wat anders moet. De code blijft dezelfde."

HOW_WAS_IT = "Hoe was het voor jou?"
FEELINGS = {"good": "Goed", "touched": "Het raakte me", "done": "Klaar"}
FELT = {
    "good": "Fijn om te horen. Tot een volgende keer.",
    "touched": "Dat kan ik me voorstellen. Je hoeft het niet alleen te dragen. Praat erover met iemand die je vertrouwt, of met je coördinator.",
    "done": "Goed zo. Tot een volgende keer.",
}

TYPED_BACK = ("terug", "vorige")
TYPED_DONE = ("verder", "klaar", "niets", "geen", "niks", "nee")
TYPED_SEND = ("ja", "klopt", "klopt verder", "versturen", "verstuur", "ja klopt", "klopt versturen")
TYPED_CHANGE = ("nee", "klopt niet", "nee klopt niet", "veranderen", "iets veranderen", "wijzigen", "aanpassen")
TYPED_LIST = ("lijst", "kies uit de lijst", "kiezen")
TYPED_LATER = ("later", "later verder", "pauze")
TYPED_UNKNOWN = ("weet ik niet", "geen idee", "onbekend")

NOBODY_TOLD = """\
**Let op: ik kon geen coördinator bereiken.** Bel je coördinator vandaag zelf.
Is er nu gevaar? Bel {n112}."""

CANCEL_SURELY = "Wil je stoppen? Wat je vertelde of koos, is dan weg."
BUTTON_CANCEL_SURELY = "Ja, stoppen"
CANCELLED = "Gestopt. Van deze melding is niets bewaard."
CANCELLED_CHANGE = "Gestopt. Je melding blijft zoals hij was."
NOBODY_KNOWS_YET = (
    "**Let op: je coördinator weet dit nog niet.** Bel je coördinator vandaag, of verstuur de melding alsnog."
)
ANOTHER_WAITS = "Je bent nog met een andere melding bezig. Maak die eerst af, of stop ermee. Daarna kan dit."
TOO_SHORT = "Daar lees ik nog niets in. Vertel het in een paar woorden, of tik een knop aan."
NOT_AN_ANSWER = "Dat past niet bij deze vraag. Tik een knop aan, of typ **stop** om op te houden."
RESUMED = "We gaan verder waar je was. Gaat het om een ander bezoek? Tik dan eerst op Stoppen."
PAUSED = "Goed. Je melding staat voor je klaar, zonder namen. Ga je verder? Tik hieronder, of typ **melden**."

URGENT = "**Dit vraagt vandaag iets.** {label}."

TOLD_WITHDRAWN = "**{code}** is ingetrokken. Doe er niets meer mee; er is niets meer van te zien."

ALERT = """\
**Melding die vandaag aandacht vraagt**
Code **{code}**: {signals}.
{consent}"""
ALERT_CONSENT = {
    "yes": "Mevrouw of meneer vindt deze melding goed.",
    "no": "Mevrouw of meneer wil dit liever niet: overleg eerst met de melder.",
    "not-asked": "Aan mevrouw of meneer is het niet gevraagd: overleg eerst met de melder.",
}
